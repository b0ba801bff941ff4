"""The foot of a page: what the desk, which cannot read the language, tells a sheet by.

Code, version, date and page. On the first page it also says where to call, that there is a back,
and, on a sheet that was signed, who has checked its words.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR_OF_RULE
from handouts.editions.paper.running_text import (
    BETWEEN,
    RunningElement,
    RunningText,
    depth,
    lift,
    numbered,
    row_width,
)
from handouts.editions.paper.shapes import paint_art, turn_arrow
from handouts.editions.paper.sheet_sign import SheetSign
from handouts.editions.paper.style import EDGE, TextStyle
from handouts.editions.paper.svg import Art
from handouts.model.blocks import Callout, FillIn
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas

#: What a sheet in large print says of itself, for the desk.
_LARGE_PRINT = "LARGE PRINT"

#: Height of the row for the clinic's phone number, also in large print; and of its base line above
#: the foot's rule; points.
_PHONE_ROW, _LARGE_PHONE_ROW = 23.5, 29.4
_PHONE_BASE = 8.0

#: How much nearer the edge of the paper than `EDGE` ink may stand, points.
_SPARE = 0.5


class _Call(NamedTuple):
    """Where to call: the label, the clinic's number or nothing, the drawing beside it."""

    label: RunningText
    number: RunningText | None
    art: Art | None


class Foot(RunningElement):
    """The foot of one sheet's pages."""

    def __init__(self, context: Context, handout: Handout) -> None:
        super().__init__(context)
        self.handout = handout
        self._sheet_sign = SheetSign(context, handout)
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
        rows = self._above(set_rows) + 6 + lift(set_rows[0])
        return rows + (self._phone_row if self._call and not number else 0.0) + 1

    def _above(self, rows: Sequence[tuple[RunningText, ...]]) -> float:
        """From the bottom edge of the paper to the top of the rows: no ink is too near the edge."""
        leading = self.style.foot.leading
        return EDGE + len(rows) * leading + max(0.0, depth(rows[-1]) - leading - _SPARE)

    @functools.cached_property
    def _phone_row(self) -> float:
        """Height of the row that tells where to call: more where its ink is high."""
        least = _LARGE_PHONE_ROW if self.style.large else _PHONE_ROW
        return max([least, *(self._phone_base + each.ink_top + 1 for each in self._phone_words)])

    @functools.cached_property
    def _phone_base(self) -> float:
        """Height of that row's base line: where its ink is high or deep, as low as its ink lets it
        be."""
        words = self._phone_words
        highest = max([each.ink_top for each in words], default=0.0)
        deepest = max([each.ink_height - each.ink_top for each in words], default=0.0)
        usual = highest <= _PHONE_ROW - _PHONE_BASE - 1 and deepest <= _PHONE_BASE - CLEAR_OF_RULE
        return _PHONE_BASE if usual else deepest + CLEAR_OF_RULE

    @property
    def _phone_words(self) -> list[RunningText]:
        words = [self._call.label] if self._call else []
        return words if self.style.large else [*words, self._turn_words]

    def _rows(self, page: int, pages: int) -> list[tuple[RunningText, ...]]:
        """The foot's rows; the first page's also say who has checked the words."""
        rows = (self._large_rows if self.style.large else self._standard_rows)(page, pages)
        return rows if page > 1 else rows + self._checked

    def _standard_rows(self, page: int, pages: int) -> list[tuple[RunningText, ...]]:
        """Which sheet this is at the start side, the page at the end side: as much of it, and in
        both languages, as a line holds."""
        handout, foot = self.handout, self.style.foot
        own = handout.language
        numbers = {"page": str(page), "pages": str(pages)}
        code, version = f"{handout.code}-{own.tag}", handout.version
        named = self._named(page)
        said = [f"{code} · version {version} · {handout.date}"]
        if named:
            desk = f"{handout.title_en} · {own.name} · {code}"
            said = [f"{desk} · {version}", desk]
        draft = [handout.draft_tag_en] if handout.draft and page > 1 else []
        page_of = [numbered(handout.page_of_en, numbers)]
        english = [draft, page_of]
        both = english
        if own != ENGLISH:
            tags = [*draft, handout.draft_tag] if draft else []
            both = [tags, [*page_of, numbered(handout.page_of, numbers)]]
        shorter = [(each, english) for each in said] if named else []
        rows: list[RunningText] = []
        for first, others in [(said[0], both), *shorter]:
            rows = [self.english(first, foot)]
            rows += [self.pair(each, foot, own) for each in others if each]
            if row_width(rows, BETWEEN) <= self.style.width - self._before(page):
                return [tuple(rows)]
        return [(each,) for each in rows]

    def _named(self, page: int) -> bool:
        """Whether the foot bears the sheet's sign and name, since the page has no head."""
        return page > 1 and self.style.level.bare

    def _before(self, page: int) -> float:
        """Width of the sheet's sign before the first row, points."""
        return self._sheet_sign.room if self._named(page) else 0.0

    def _large_rows(self, page: int, pages: int) -> list[tuple[RunningText, ...]]:
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
        top = self._above(rows)
        rule = top + 4 + lift(rows[0])
        if page == 1 and self._call:
            self._paint_call(canvas, self._call, rule + 1, pages)
        right = style.margin + style.width
        color = style.colors["rule"]
        canvas.draw_line(style.margin, rule, right, rule, stroke=color, line_width=0.8)
        before = self._before(page)
        if before:
            self._sheet_sign.paint(canvas, top - style.foot.leading / 2 + 1)
        for row in rows:
            free = style.width - before - sum(words.width for words in row)
            gap = free / max(1, len(row) - 1)
            offset, before = before, 0.0
            for words in row:
                self.paint_words(canvas, words, offset, top)
                offset += words.width + gap
            top -= style.foot.leading

    def _paint_call(self, canvas: TaggedCanvas, call: _Call, bottom: float, pages: int) -> None:
        """The number to call. Where it is yet to be written, by hand, it is asked for once, in the
        box on the last page: here stands which page that is. And that the sheet has a back."""
        style = self.style
        if pages > 1:
            self._paint_turn(canvas, bottom)
        elif not call.number:
            return
        offset = 0.0
        if call.art:
            height = (_LARGE_PHONE_ROW if style.large else _PHONE_ROW) - 4
            width = call.art.width * height / call.art.height
            left = self.context.start(style.margin, style.width, 0.0, width)
            paint_art(canvas, call.art, left, bottom + 2, width)
            offset = width + 8
        base = bottom + self._phone_base
        self.paint_words(canvas, call.label, offset, base + call.label.baseline)
        offset += call.label.width + BETWEEN
        where = call.number or self._page_words(pages, pages)
        self.paint_words(canvas, where, offset, base + where.baseline)

    def _page_words(self, page: int, pages: int) -> RunningText:
        """Which page, in the language; in brackets, or it would be taken for the number of this
        one."""
        numbers = {"page": str(page), "pages": str(pages)}
        return self.own(f"({numbered(self.handout.page_of, numbers)})", self.style.body)

    def _paint_turn(self, canvas: TaggedCanvas, bottom: float) -> None:
        """That there is a back, at the end side, with an arrow. In large print the arrow stands
        alone: the number needs the room."""
        style = self.style
        size = style.body.size * 1.5
        left = self.context.start(style.margin, style.width, style.width - size, size)
        color = style.colors["brand"]
        turn_arrow(canvas, left, bottom + 5, size, color, mirrored=self.context.rtl)
        if style.large:
            return
        words = self._turn_words
        top = bottom + self._phone_base + words.baseline
        self.paint_words(canvas, words, size + 6, top, end=True)

    @functools.cached_property
    def _turn_words(self) -> RunningText:
        color = self.style.colors["brand"]
        label = self.style.label
        return self.own(self.handout.turn_over, TextStyle(label.size, label.leading, color, True))
