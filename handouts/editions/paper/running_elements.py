"""What stands around the words on every page: head and foot.

The head of the first page tells the sheet apart in a pile: the clinic, the language in its own
letters, and which sheet of the set it is, by a large numeral, a sign and the place of a dark
field. Below it a strip says that a sheet is a draft. The back has one line and no band: numeral and
sign again, small, before the title; where a long sheet needs that line, they stand in the foot. The
foot (`foot`) is for the desk, which cannot read the language. Each English fact stands once on a
page.

All of it is pagination artifact (ISO 32000-1, 14.8.2.2): a screen reader passes over it. Only the
clinic's name and the notice of a draft are content.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from handouts.editions.paper.clinic_mark import WIDEST_LOGO, ClinicMark
from handouts.editions.paper.context import Context
from handouts.editions.paper.draft_strip import ABOVE_STRIP, DraftStrip
from handouts.editions.paper.foot import Foot
from handouts.editions.paper.numerals import numeral_line
from handouts.editions.paper.pagination import Frames
from handouts.editions.paper.running_text import (
    BETWEEN,
    RunningText,
    row_height,
    row_width,
)
from handouts.editions.paper.shapes import plate
from handouts.editions.paper.sheet_sign import SheetSign, pair
from handouts.editions.paper.style import EDGE
from handouts.editions.paper.svg import Art
from handouts.editions.paper.tagged import TaggedHandout
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas
from handouts.project.brand import Brand

#: White space between the parts of the head (less in large print: a line holds little), points.
_GAP, _LARGE_GAP = 14.0, 9.0

#: White space between the ink of two rows in the head of a later page, points.
_BETWEEN_ROWS = 1.5

#: White space below the head of a later page, in which ink of Nastaliq hangs; points.
_BELOW_ROWS, _BELOW_SLOPING_ROWS = 6.0, 2.0

#: Room for the rule over a section at the top of a page without a head, points.
_TOP_RULE = 1.0

#: Width of the field of a sheet that this one is not, and of the field of this one, as shares of
#: the head's height.
_OTHER, _THIS = 0.62, 1.9


class RunningElements(ClinicMark, DraftStrip):
    """Head and foot of one sheet's pages; `beside` is the same sheet in English beside it."""

    def __init__(
        self,
        context: Context,
        brand: Brand,
        handout: Handout,
        logo: Art | None,
        tagged: TaggedHandout,
        beside: Handout | None = None,
    ) -> None:
        super().__init__(context, tagged)
        self.handout, self.logo, self.sender = handout, logo, tagged.sender
        self.sign = context.drawings[handout.sign.art] if handout.sign else None
        self._brand = brand
        self._sheet_sign = SheetSign(context, handout)
        self._head_rows = self._running_rows()
        self._foot = Foot(context, handout, beside, says_draft=self._foot_says_draft)

    @functools.cached_property
    def _wordmark(self) -> RunningText:
        return self.wordmark(self._brand, self._name_room)

    @property
    def _name_room(self) -> float:
        """Width between the start side and the name of the language."""
        return self.style.width - self._fields_width - self._language_width() - 2 * self._gap

    @property
    def _above(self) -> float:
        """Height of the row of a name that has one of its own, with the white space below it."""
        alone = not self.logo and self._wordmark.width > self._name_room
        return self._wordmark.ink_height + ABOVE_STRIP if alone else 0.0

    @functools.cached_property
    def _head(self) -> float:
        """Height of the first page's head: a name on more lines may need more than the usual."""
        name = 0.0 if self.logo or self._above else self._wordmark.ink_height + 4
        return max(self.style.sizes.head, name) + self._above

    @property
    def _fields_width(self) -> float:
        """Width of the fields that tell which sheet of its set this one is."""
        height = self.style.sizes.head
        this = height * (_THIS if self.sign else 1.0)
        return (height * _OTHER + 4) * (len(self._field_places) - 1) + this

    @functools.cached_property
    def frames(self) -> Frames:
        """Height left for the boxes of the pages."""
        height = self.style.page_height
        return Frames(
            height - self.head_height(0) - self._foot.height(0),
            height - self.head_height(1) - self._foot.height(1),
        )

    def head_height(self, number: int) -> float:
        """From the top edge of the paper to the first box of the page with this number, from 0."""
        if number:
            below = _BELOW_SLOPING_ROWS if self.style.sloping else _BELOW_ROWS
            return EDGE + (self._rows_height + below if self._head_rows else _TOP_RULE)
        strip = self._strip_height + ABOVE_STRIP if self._notices else 0.0
        return EDGE + self._head + strip + self.style.below_head

    def paint(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Head and foot of one page."""
        if page == 1:
            self._paint_first_head(canvas)
            self._paint_strip(canvas, self.style.page_height - EDGE - self._head)
        else:
            with canvas.artifact("Pagination", "Header"):
                self._paint_head(canvas)
        with canvas.artifact("Pagination", "Footer"):
            self._foot.paint(canvas, page, pages)

    # The first page's head

    def _paint_first_head(self, canvas: TaggedCanvas) -> None:
        style = self.style
        top = style.page_height - EDGE - self._above
        height = self._head - self._above
        with canvas.artifact("Pagination", "Header"):
            self._paint_fields(canvas, top)
            mark = 0.0 if self._above else self._mark_width(self._name_room) + self._gap
            self._paint_language(canvas, mark, style.width - self._fields_width - self._gap, top)
        if self.logo:
            self.paint_logo(canvas, self.logo, self.sender, top - height / 2, self._name_room)
        else:
            height = 0.0 if self._above else height
            self.paint_wordmark(canvas, self._wordmark, self.sender, top + self._above, height)

    def _mark_width(self, room: float) -> float:
        """How wide the clinic's name is, or its logo may be."""
        return min(WIDEST_LOGO, room) if self.logo else self._wordmark.width

    @functools.cached_property
    def _language_rows(self) -> list[list[RunningText]]:
        """The language's own name, large, and its English name; then what the desk calls the sheet,
        which an English sheet says in its title."""
        language, style = self.handout.language, self.style
        if language == ENGLISH:
            return [[self.english(language.name, style.autonym)]]
        rows = [
            [self.own(language.autonym, style.autonym), self.english(language.name, style.foot)]
        ]
        if style.large:
            taken = self.widest_mark(self._brand, self.logo) + self._fields_width
            room = style.width - taken - 2 * self._gap
            return rows if row_width(rows[0]) <= room else [[words] for words in rows[0]]
        return [*rows, [self.english(self.handout.title_en, style.foot)]]

    def _language_width(self) -> float:
        return max(row_width(row) for row in self._language_rows)

    def _paint_language(self, canvas: TaggedCanvas, start: float, end: float, top: float) -> None:
        """The rows that name the language, at the end of the space between two offsets."""
        rows = self._language_rows
        heights = [max(words.ink_height for words in row) for row in rows]
        free = (self._head - self._above - sum(heights)) / (len(rows) + 1)
        offset = max(start, end - self._language_width())
        for row, height in zip(rows, heights, strict=True):
            top -= free
            place = offset
            lowest = max(words.ink_top for words in row)
            for words in row:
                self.paint_words(canvas, words, place, top - lowest + words.baseline)
                place += words.width + BETWEEN * 0.6
            top -= height

    @property
    def _gap(self) -> float:
        """White space between the parts of the head."""
        return _LARGE_GAP if self.style.large else _GAP

    @property
    def _field_places(self) -> Sequence[int]:
        """The sheets that the head shows a field of; in large print only this one."""
        handout = self.handout
        return [handout.order] if self.style.large else range(1, handout.siblings + 1)

    def _paint_fields(self, canvas: TaggedCanvas, top: float) -> None:
        """Which sheet of the set this is: at the end side a field for each, this one dark, with its
        numeral and its sign."""
        style, handout = self.style, self.handout
        height = style.sizes.head
        other, this = height * _OTHER, height * (_THIS if self.sign else 1.0)
        offset = style.width - self._fields_width
        for place in self._field_places:
            current = place == handout.order
            width = this if current else other
            left = self.context.start(style.margin, style.width, offset, width)
            middle = top - height / 2
            if current:
                brand = style.colors["brand"]
                plate(canvas, (left, top - height), (width, height), brand, plain=style.plain)
                center = height * 0.45
                if self.sign:
                    side = self.sign_side
                    near = width - 7 - side
                    if style.plain:
                        numeral = numeral_line(self.context, place, style.place_numeral)
                        center, near = pair(numeral.width, side, width)
                    x = self.context.start(left, width, near, side)
                    self.paint_sign(canvas, self.sign, x, middle)
                x = self.context.start(left, width, center, 0.0)
                self.paint_numeral(canvas, place, style.place_numeral, x, middle)
            else:
                y = top - height / 2 - other / 2
                color = style.colors["rule"]
                canvas.draw_rect(left, y, width, other, stroke=color, line_width=0.8, radius=4)
                self.paint_numeral(canvas, place, style.foot, left + width / 2, middle)
            offset += width + 4

    # The head of a later page

    def _running_rows(self) -> list[tuple[RunningText, ...]]:
        """The sheet's title, and what the desk calls it; below each other where one line cannot
        hold both."""
        handout, style = self.handout, self.style
        if style.level.bare:
            return []
        # Bold words of Nastaliq take more height.
        look = replace(style.label, bold=not style.sloping)
        title = self.message(handout.title, look, style.width - self._sheet_sign.room)
        name = handout.language.name
        english = handout.language == ENGLISH
        if style.large:
            return [self._one_running_row(title)]
        desk = self.english(name if english else f"{handout.title_en} · {name}", style.foot)
        if title.width + desk.width + BETWEEN <= style.width - self._sheet_sign.room:
            return [(title, desk)]
        return [(title,), (desk,)]

    @property
    def _rows_height(self) -> float:
        """Of the rows in the head of a later page, which stand beside the sheet's sign."""
        between = _BETWEEN_ROWS * (len(self._head_rows) - 1)
        return max(self._sheet_sign.height, between + sum(map(row_height, self._head_rows)))

    def _one_running_row(self, title: RunningText) -> tuple[RunningText, ...]:
        """In large print: the title, and as much of what the desk is told as stands beside it:
        last of all that it is a draft, beside a title that is not bold; else the foot says so."""
        handout, style = self.handout, self.style
        name, draft = handout.language.name, handout.draft_tag_en if handout.draft else ""
        names = [name] if handout.language == ENGLISH else [f"{handout.title_en} · {name}", name]
        said = [" · ".join(filter(None, (draft, each))) for each in (*names, "")]
        desks = [self.english(each, style.foot) for each in said if each]
        room = style.width - self._sheet_sign.room
        rows = [(title, desk) for desk in desks]
        if draft:
            light = self.message(handout.title, replace(title.style, bold=False), room)
            rows.append((light, desks[-1]))
        return next((row for row in rows if row_width([*row], BETWEEN) <= room), (title,))

    @property
    def _foot_says_draft(self) -> bool:
        """Whether the heads of large print have no room to say so."""
        return (
            self.handout.draft and self.style.large and [len(row) for row in self._head_rows] == [1]
        )

    def _paint_head(self, canvas: TaggedCanvas) -> None:
        if not self._head_rows:
            return
        top = self.style.page_height - EDGE
        self._sheet_sign.paint(canvas, top - self._rows_height / 2)
        between = _BETWEEN_ROWS * (len(self._head_rows) - 1)
        top -= (self._rows_height - between - sum(map(row_height, self._head_rows))) / 2
        for row in self._head_rows:
            baseline = top - max(words.ink_top for words in row)
            for words, end in zip(row, (False, True), strict=False):
                offset = 0.0 if end else self._sheet_sign.room
                self.paint_words(canvas, words, offset, baseline + words.baseline, end=end)
            top -= row_height(row) + _BETWEEN_ROWS
