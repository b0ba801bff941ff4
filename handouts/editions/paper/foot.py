"""The foot of a page: what the desk, which cannot read the language, tells a sheet by.

Code, version, date and page. On the first page it also says where to call, that there is a back,
and, on a sheet that was signed, who has checked its words.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from handouts.editions.paper.context import Context
from handouts.editions.paper.furniture import BETWEEN, Furniture, Words, lift, numbered
from handouts.editions.paper.shapes import paint_art, turn_arrow
from handouts.editions.paper.style import EDGE, TextStyle
from handouts.editions.paper.svg import Art
from handouts.model.blocks import Callout, FillIn
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas

#: What a sheet in large print says of itself, for the desk.
_LARGE_PRINT = "LARGE PRINT"

#: White space before the words that there is a back, points.
_BEFORE_TURN = 14.0

#: Height of the row for the clinic's phone number, as a share of a line to write on.
_PHONE_ROW = 0.84


class _Call(NamedTuple):
    """Where to call: the label, the clinic's number or nothing, the drawing beside it."""

    label: Words
    number: Words | None
    art: Art | None


class Foot(Furniture):
    """The foot of one sheet's pages."""

    def __init__(self, context: Context, handout: Handout) -> None:
        super().__init__(context)
        self.handout = handout
        self._call = self._where_to_call()
        self._checked = self.in_both(handout.checked_en, handout.checked, handout.language)

    def _where_to_call(self) -> _Call | None:
        """The clinic's phone, as the last box of the sheet has it."""
        style = self.style
        for visit in self.handout.walk():
            line, box = visit.node, visit.owner
            if not isinstance(line, FillIn) or line.key != "phone":
                continue
            art = None
            if isinstance(box, Callout) and box.figure:
                art = self.context.drawings[box.figure.art]
            known = "".join(span.text for span in line.value)
            number = self.english(known, style.label) if known else None
            return _Call(self.message(line.label, style.label, 10_000.0), number, art)
        return None

    def height(self, number: int) -> float:
        """From the bottom edge of the paper to the frame of the page with this number, from 0."""
        set_rows = self._rows(number + 1, 2)
        rows = EDGE + len(set_rows) * self.style.foot.leading + 6 + lift(set_rows[0])
        return rows + (self._phone_row if self._call and not number else 0.0) + 1

    @property
    def _phone_row(self) -> float:
        return 29.4 if self.style.large else self.style.sizes.hand * _PHONE_ROW

    def _rows(self, page: int, pages: int) -> list[tuple[Words, ...]]:
        """The foot's rows; the first page's also say who has checked the words."""
        rows = (self._large_rows if self.style.large else self._standard_rows)(page, pages)
        return rows if page > 1 else rows + self._checked

    def _standard_rows(self, page: int, pages: int) -> list[tuple[Words, ...]]:
        """Which sheet this is at the start side, the page at the end side."""
        handout, foot = self.handout, self.style.foot
        own, english = handout.language, handout.language == ENGLISH
        numbers = {"page": str(page), "pages": str(pages)}
        code = f"{handout.code}-{own.tag}"
        said = f"{code} · version {handout.version} · {handout.date}"
        draft = [handout.draft_tag_en] if handout.draft and page > 1 else []
        page_of = [numbered(handout.page_of_en, numbers)]
        if page > 1 and self.style.level.bare:
            said = f"{handout.title_en} · {own.name} · {code}"
        elif not english:
            draft += [handout.draft_tag] if draft else []
            page_of.append(numbered(handout.page_of, numbers))
        words = [self.english(said, foot)]
        words += [self.pair(each, foot, own) for each in (draft, page_of) if each]
        if sum(each.width for each in words) + BETWEEN * (len(words) - 1) <= self.style.width:
            return [tuple(words)]
        return [(each,) for each in words]

    def _large_rows(self, page: int, pages: int) -> list[tuple[Words, ...]]:
        """One row in English, as much of it as a line holds: that this is large print, what tells
        one sheet from another, and which page this is."""
        handout, foot = self.handout, self.style.foot
        code, date = f"{handout.code}-{handout.language.tag}", handout.date
        version = handout.version
        codes = (f"{code} · version {version} · {date}", f"{code} · {version} · {date}")
        said = (*codes, f"{code} · {date}")
        numbers = {"page": str(page), "pages": str(pages)}
        page_of = (numbered(handout.page_of_en, numbers), f"{page}/{pages}")
        rows = [
            (self.english(_LARGE_PRINT, foot), self.english(first, foot), self.english(last, foot))
            for last in page_of
            for first in said
        ]
        room = self.style.width - 2 * BETWEEN
        fitting = [row for row in rows if sum(words.width for words in row) <= room]
        return [fitting[0]] if fitting else [(words,) for words in rows[-1]]

    def paint(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """The foot of one page."""
        style = self.style
        rows = self._rows(page, pages)
        top = EDGE + len(rows) * style.foot.leading
        rule = top + 4 + lift(rows[0])
        if page == 1 and self._call:
            self._paint_call(canvas, self._call, rule + 1, turn=pages > 1)
        right = style.margin + style.width
        color = style.colors["rule"]
        canvas.draw_line(style.margin, rule, right, rule, stroke=color, line_width=0.8)
        for row in rows:
            free = style.width - sum(words.width for words in row)
            gap = free / max(1, len(row) - 1)
            offset = 0.0
            for words in row:
                self.paint_words(canvas, words, offset, top)
                offset += words.width + gap
            top -= style.foot.leading

    def _paint_call(self, canvas: TaggedCanvas, call: _Call, bottom: float, *, turn: bool) -> None:
        """The number to call, or a line for it; and that the sheet has a back."""
        style = self.style
        end = style.width - (self._paint_turn(canvas, bottom) + _BEFORE_TURN if turn else 0.0)
        offset = 0.0
        if call.art:
            height = self._phone_row - 4
            width = call.art.width * height / call.art.height
            left = self.context.start(style.margin, style.width, 0.0, width)
            paint_art(canvas, call.art, left, bottom + 2, width)
            offset = width + 8
        base = bottom + 8
        self.paint_words(canvas, call.label, offset, base + call.label.baseline)
        offset += call.label.width + 8
        if call.number:
            self.paint_words(canvas, call.number, offset, base + call.number.baseline)
            return
        left = self.context.start(style.margin, style.width, offset, end - offset)
        color = style.colors["ink"]
        canvas.draw_line(
            left, base - 2, left + end - offset, base - 2, stroke=color, line_width=0.8
        )

    def _paint_turn(self, canvas: TaggedCanvas, bottom: float) -> float:
        """That there is a back, at the end side, with an arrow; gives its width. In large print the
        arrow stands alone: the line for the number needs the room."""
        style = self.style
        size = style.body.size * 1.5
        left = self.context.start(style.margin, style.width, style.width - size, size)
        color = style.colors["brand"]
        turn_arrow(canvas, left, bottom + 5, size, color, mirrored=self.context.rtl)
        if style.large:
            return size
        words = self._turn_words
        self.paint_words(canvas, words, size + 6, bottom + 8 + words.baseline, end=True)
        return words.width + 6 + size

    @functools.cached_property
    def _turn_words(self) -> Words:
        color = self.style.colors["brand"]
        label = self.style.label
        return self.own(self.handout.turn_over, TextStyle(label.size, label.leading, color, True))
