"""The foot of a later page that has no head: the sheet's sign and its title in the language, and
beside them, in two rows, what the desk tells the page by."""

from __future__ import annotations

from handouts.editions.paper.context import Context
from handouts.editions.paper.running_text import BETWEEN, RunningElement, RunningText, numbered
from handouts.editions.paper.sheet_sign import SheetSign
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas


class NamedFoot(RunningElement):
    """Sign, title and rows of one sheet's later pages."""

    def __init__(self, context: Context, handout: Handout) -> None:
        super().__init__(context)
        self.handout = handout
        self._sign = SheetSign(context, handout)
        self._title = self.message(handout.title, self.style.foot, 10_000.0)

    def height(self, page: int, pages: int) -> float:
        """Of all rows, points."""
        rows = len(self._rows(page, pages)) * self.style.foot.leading
        if self._is_beside(page, pages):
            return max(rows, self._title.ink_height, self._sign.height)
        return rows + max(self._title.ink_height, self._sign.height)

    def _rows(self, page: int, pages: int) -> list[tuple[RunningText, ...]]:
        """That it is a draft and which page it is, in both languages; the sheet's English name and
        code. Each in a row of its own where a line does not hold them."""
        handout, foot, own = self.handout, self.style.foot, self.handout.language
        numbers = {"page": str(page), "pages": str(pages)}
        code = f"{handout.code}-{own.tag}"
        said = [[numbered(handout.page_of_en, numbers), numbered(handout.page_of, numbers)]]
        if handout.draft:
            said.insert(0, [handout.draft_tag_en, handout.draft_tag])
        said = [each[:1] if own == ENGLISH else each for each in said]
        first = tuple([self.pair(each, foot, own) for each in said])
        # On an English sheet the title says it.
        names = [] if own == ENGLISH else [handout.title_en]
        desk = self.english(" · ".join([*names, own.name, code]), foot)
        width = self.style.width
        rows = [first] if _width(first) <= width else [(each,) for each in first]
        return [*rows, (desk,)]

    def _is_beside(self, page: int, pages: int) -> bool:
        """Whether the rows stand beside the title; else below it."""
        taken = self._sign.room + self._title.width + BETWEEN
        return taken + max(map(_width, self._rows(page, pages))) <= self.style.width

    def paint(self, canvas: TaggedCanvas, page: int, pages: int, top: float) -> None:
        """From a height on the page downwards."""
        rows, leading = self._rows(page, pages), self.style.foot.leading
        title, height = self._title, self.height(page, pages)
        free = height - len(rows) * leading  # what the title takes above the rows, or beside them
        beside = self._is_beside(page, pages)
        middle = top - (height if beside else free) / 2
        self._sign.paint(canvas, middle)
        at = middle + title.ink_height / 2 - title.ink_top + title.baseline
        self.paint_words(canvas, title, self._sign.room, at)
        top -= free / 2 if beside else free
        for row in rows:
            offset = 0.0
            for words in reversed(row):
                self.paint_words(canvas, words, offset, top, end=True)
                offset += words.width + BETWEEN
            top -= leading


def _width(row: tuple[RunningText, ...]) -> float:
    return sum(words.width for words in row) + BETWEEN * (len(row) - 1)
