"""The foot of a page: what the desk, which cannot read the language, tells a sheet by.

Code, version, date and page. On the first page it also says where to call, that there is a back,
and, on a sheet that was signed, who has checked its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.editions.paper.call_row import CallRow
from handouts.editions.paper.context import Context
from handouts.editions.paper.named_foot import NamedFoot
from handouts.editions.paper.numerals import NUMERAL_MIDDLE
from handouts.editions.paper.running_text import (
    BETWEEN,
    RunningElement,
    RunningText,
    depth,
    lift,
    numbered,
    row_width,
)
from handouts.editions.paper.shapes import ARROW_MIDDLE, turn_arrow
from handouts.editions.paper.style import EDGE
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas

#: What a sheet in large print says of itself, for the desk.
_LARGE_PRINT = "LARGE PRINT"

#: White space between the words of the foot in large print, where a line holds little, and the
#: least, where it would not hold the date else; points.
_LARGE_BETWEEN, _LARGE_LEAST = 9.0, 7.5

#: White space above the row that tells where to call, points.
_ABOVE_CALL = 3.0

#: White space around the rule above the rows, points.
_ABOVE_ROWS = 6.0

#: Size of the arrow behind the page of a later leaf that has a back, ems of the foot; and the white
#: space before it, points.
_ARROW = 1.4
_BEFORE_ARROW = 4.0

#: How far ink may stand in the strip at the edge of the paper, points: it has as much to spare.
_SPARE = 0.5


class Foot(RunningElement):
    """The foot of one sheet's pages; `beside` is the same sheet in English beside it. In large
    print the foot of a later page `says_draft` where its head does not."""

    def __init__(
        self,
        context: Context,
        handout: Handout,
        beside: Handout | None = None,
        *,
        says_draft: bool = False,
    ) -> None:
        super().__init__(context)
        self.handout, self._says_draft = handout, says_draft
        self._named_foot = NamedFoot(context, handout)
        self._call = CallRow(context, handout, beside)
        self._checked = self.in_both(handout.checked_en, handout.checked, handout.language)

    def height(self, number: int) -> float:
        """From the bottom edge of the paper to the frame of the page with this number, from 0."""
        if self._named(number + 1):
            return EDGE + self._named_foot.height(2, 2) + _ABOVE_ROWS + 1
        set_rows = self._rows(number + 1, 2)
        rows = EDGE + self._rows_height(set_rows) + _ABOVE_ROWS + lift(set_rows[0])
        if not self._call or number:
            return rows + 1
        return rows + self._call.height + (1 if self.style.large else _ABOVE_CALL)

    def _rows_height(self, rows: Sequence[tuple[RunningText, ...]]) -> float:
        """From the strip at the edge of the paper to the top of the rows: no ink is in it."""
        leading = self.style.foot.leading
        return len(rows) * leading + max(0.0, depth(rows[-1]) - leading - _SPARE)

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
        said = f"{code} · version {version} · {handout.date}"
        draft = [handout.draft_tag_en] if handout.draft and page > 1 else []
        page_of = [numbered(handout.page_of_en, numbers)]
        both = [draft, page_of]
        if own != ENGLISH:
            tags = [*draft, handout.draft_tag] if draft else []
            both = [tags, [*page_of, numbered(handout.page_of, numbers)]]
        rows = [self.english(said, foot), *(self.pair(each, foot, own) for each in both if each)]
        if row_width(rows, BETWEEN) <= self.style.width:
            return [tuple(rows)]
        return [(each,) for each in rows]

    def _named(self, page: int) -> bool:
        """Whether the foot bears the sheet's sign and name, since the page has no head."""
        return page > 1 and self.style.level.bare

    def _large_rows(self, page: int, pages: int) -> list[tuple[RunningText, ...]]:
        """One row, as much of it as a line holds: that this is large print, what tells one sheet
        from another, and which page this is, also in the language. The version is always told, and
        that it is a draft."""
        handout, foot, own = self.handout, self.style.foot, self.handout.language
        code, date, version = f"{handout.code}-{own.tag}", handout.date, handout.version
        named = f"version {version}"
        if self._says_draft and page > 1:
            named = version = f"{handout.draft_tag_en} {version}"
        numbers = {"page": str(page), "pages": str(pages)}
        number = numbered(handout.page_of_en, numbers)
        both = [number, numbered(handout.page_of, numbers)]
        page_of = [self.pair([number] if own == ENGLISH else both, foot, own)]
        page_of += [self.english(each, foot) for each in (number, f"{page}/{pages}")]
        whole, short = f"{code} · {named} · {date}", f"{code} · {version} · {date}"
        told = [(each, place, _LARGE_BETWEEN) for place in (0, 1) for each in (whole, short)]
        told += [(short, 2, _LARGE_BETWEEN), (short, 2, _LARGE_LEAST)]
        told += [(f"{code} · {version}", place, _LARGE_BETWEEN) for place in (1, 2)]
        large = self.english(_LARGE_PRINT, foot)
        for said, place, between in told:
            row = (large, self.english(said, foot), page_of[place])
            if row_width([*row], between) <= self.style.width:
                return [row]
        return [(words,) for words in row]

    def paint(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """The foot of one page."""
        style = self.style
        rows = self._rows(page, pages)
        named = self._named(page)
        top = EDGE + (self._named_foot.height(page, pages) if named else self._rows_height(rows))
        rule = top + 4 + (0.0 if named else lift(rows[0]))
        if page == 1 and self._call:
            self._call.paint(canvas, rule + 1, pages)
        right = style.margin + style.width
        color = style.colors["rule"]
        canvas.draw_line(style.margin, rule, right, rule, stroke=color, line_width=0.8)
        if named:
            self._named_foot.paint(canvas, page, pages, top)
            return
        for row in rows:
            gap = (style.width - sum(words.width for words in row)) / max(1, len(row) - 1)
            offset = 0.0
            for words in row:
                self.paint_words(canvas, words, offset, top)
                offset += words.width + gap
            top -= style.foot.leading
        if page % 2 and 1 < page < pages:
            self._paint_turn(canvas, top + style.foot.leading - rows[-1][-1].baseline)

    def _paint_turn(self, canvas: TaggedCanvas, baseline: float) -> None:
        """In the margin behind the page, that a later leaf has a back too: the first page has said
        in words what the arrow means."""
        style, size = self.style, _ARROW * self.style.foot.size
        left = self.context.start(style.margin, style.width, style.width + _BEFORE_ARROW, size)
        bottom = baseline + NUMERAL_MIDDLE * style.foot.size - ARROW_MIDDLE * size
        turn_arrow(canvas, left, bottom, size, style.colors["brand"], mirrored=self.context.rtl)
