"""The row above the foot of the first page: where to call, and that the sheet has a back; beside
English in both languages, as far as there is room."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR_OF_RULE
from handouts.editions.paper.running_text import BETWEEN, RunningElement, RunningText, numbered
from handouts.editions.paper.shapes import paint_art, turn_arrow
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.svg import Art
from handouts.model.blocks import Callout, FillIn
from handouts.model.document import Handout
from handouts.pdf.canvas import TaggedCanvas

#: Height of the row, also in large print; and of its base line above the foot's rule; points.
_ROW, _LARGE_ROW = 23.5, 29.4

#: White space above and below the ink of that row in large print, points.
_LARGE_CLEAR = 1.6
_BASE = 8.0

#: What stays clear above and below the ink of the row in large print, points.
_LARGE_CLEAR = 1.6

#: White space above and below the sign of a phone, points.
_UNDER_SIGN = 2.0

#: White space beside the sign and the arrow, and between words where there is little; points.
_BESIDE_SIGN, _BESIDE_ARROW, _LITTLE = 8.0, 6.0, 8.0

#: Size of the arrow in ems of the text, and its middle in its own height.
_ARROW, _ARROW_MIDDLE = 1.5, 0.43


class _Call(NamedTuple):
    """Where to call: the label, the clinic's number or nothing, the drawing beside it."""

    label: RunningText
    number: RunningText | None
    art: Art | None


class _Row(NamedTuple):
    """What stands in the row: words from the start side, `between` points apart, and what says that
    there is a back, the words at the end side first; with the sign of a phone, and with an arrow.
    """

    words: tuple[RunningText, ...]
    turn: tuple[RunningText, ...]
    between: float
    sign: bool
    arrow: bool


class CallRow(RunningElement):
    """The row of one sheet; `beside` is the same sheet in English where that stands beside it."""

    def __init__(self, context: Context, handout: Handout, beside: Handout | None = None) -> None:
        super().__init__(context)
        self.handout, self._beside = handout, beside
        self._call = self._where_to_call()

    def __bool__(self) -> bool:
        """Whether a sheet says where to call."""
        return self._call is not None

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

    @functools.cached_property
    def _ink(self) -> tuple[float, float]:
        """How far the ink of the words reaches over their base line and below it, points."""
        words = [self._call.label, self._turn] if self._call else []
        highest = max([each.ink_top for each in words], default=0.0)
        return highest, max([each.ink_height - each.ink_top for each in words], default=0.0)

    @functools.cached_property
    def height(self) -> float:
        """Of the row, points: more where its ink is high."""
        highest, deepest = self._ink
        if self.style.large:
            return max(_LARGE_ROW, highest + deepest + 2 * _LARGE_CLEAR)
        return max(_ROW, self._base + highest + 1)

    @functools.cached_property
    def _base(self) -> float:
        """Height of its base line. In large print the ink stands in the middle; else, where it is
        high or deep, as low as it lets it be."""
        highest, deepest = self._ink
        if self.style.large:
            return (self.height - highest - deepest) / 2 + deepest
        usual = highest <= _ROW - _BASE - 1 and deepest <= _BASE - CLEAR_OF_RULE
        return _BASE if usual else deepest + CLEAR_OF_RULE

    @functools.cached_property
    def _sign_width(self) -> float:
        """Of the sign of a phone, points."""
        art = self._call.art if self._call else None
        return art.width * self._sign_height / art.height if art else 0.0

    @property
    def _sign_height(self) -> float:
        return (_LARGE_ROW if self.style.large else _ROW) - 2 * _UNDER_SIGN

    def _rows(self, call: _Call, pages: int) -> Iterator[_Row]:
        """The row with all that it says, and then with less and less, as far as large print needs
        it: the page in numerals alone, no sign, no arrow, no words beside the arrow."""
        where = call.number or self._page_words(pages, pages)
        numerals = call.number or self.own(f"({pages}/{pages})", self.style.body)
        label, turn = call.label, (self._turn,)
        if self._beside:
            both = self.english(self._beside.turn_over, self.style.foot), self._turn
            for place in (where, numerals):
                words = *self._labels(label, self._beside), place
                yield _Row(words, both, _LITTLE, sign=True, arrow=True)
            yield _Row((label, where), both, _LITTLE, sign=True, arrow=True)
        yield _Row((label, where), turn, BETWEEN, sign=True, arrow=True)
        words = label, numerals
        yield _Row(words, turn, BETWEEN, sign=True, arrow=True)
        yield _Row(words, turn, _LITTLE, sign=False, arrow=True)
        light = self.own(self.handout.turn_over, replace(self._turn.style, bold=False))
        yield _Row(words, (light,), _LITTLE, sign=False, arrow=False)
        yield _Row(words, (), _LITTLE, sign=True, arrow=True)

    def _labels(self, label: RunningText, beside: Handout) -> tuple[RunningText, ...]:
        """The name of the number in both languages."""
        lines = (field for field in beside.fields() if isinstance(field, FillIn))
        names = [line.label.plain for line in lines if line.key == "phone"]
        return label, *(self.english(name, self.style.foot) for name in names)

    def _width(self, row: _Row) -> float:
        width = sum(words.width + row.between for words in row.words)
        width += self._sign_width + _BESIDE_SIGN if row.sign and self._sign_width else 0.0
        width += sum(words.width + _BESIDE_ARROW for words in row.turn)
        return width + (self._arrow_size if row.arrow else 0.0)

    @property
    def _arrow_size(self) -> float:
        return self.style.body.size * _ARROW

    def paint(self, canvas: TaggedCanvas, bottom: float, pages: int) -> None:
        """The number to call. Where it is yet to be written, by hand, it is asked for once, in the
        box on the last page: here stands which page that is. And that the sheet has a back."""
        call = self._call
        if not call or (pages == 1 and not call.number):
            return
        rows = list(self._rows(call, pages))
        row = next((each for each in rows if self._width(each) <= self.style.width), rows[-1])
        if pages > 1:
            self._paint_turn(canvas, row, bottom)
        offset = 0.0
        if call.art and row.sign:
            width = self._sign_width
            left = self.context.start(self.style.margin, self.style.width, 0.0, width)
            paint_art(canvas, call.art, left, bottom + _UNDER_SIGN, width)
            offset = width + _BESIDE_SIGN
        base = bottom + self._base
        for words in row.words:
            self.paint_words(canvas, words, offset, base + words.baseline)
            offset += words.width + row.between

    def _page_words(self, page: int, pages: int) -> RunningText:
        """Which page, in the language; in brackets, or it would be taken for the number of this
        one. After a dash where the words have brackets themselves."""
        numbers = {"page": str(page), "pages": str(pages)}
        words = numbered(self.handout.page_of, numbers)
        bracketed = any(unicodedata.category(letter) == "Ps" for letter in words)
        return self.own(f"– {words}" if bracketed else f"({words})", self.style.body)

    def _paint_turn(self, canvas: TaggedCanvas, row: _Row, bottom: float) -> None:
        """That there is a back, at the end side, with an arrow."""
        style = self.style
        offset = 0.0
        if row.arrow:
            size = self._arrow_size
            left = self.context.start(style.margin, style.width, style.width - size, size)
            above = _LARGE_ROW / 2 - _ARROW_MIDDLE * size if style.large else 5.0
            color = style.colors["brand"]
            turn_arrow(canvas, left, bottom + above, size, color, mirrored=self.context.rtl)
            offset = size + _BESIDE_ARROW
        for words in row.turn:
            self.paint_words(canvas, words, offset, bottom + self._base + words.baseline, end=True)
            offset += words.width + _BESIDE_ARROW

    @functools.cached_property
    def _turn(self) -> RunningText:
        color, label = self.style.colors["brand"], self.style.label
        return self.own(self.handout.turn_over, TextStyle(label.size, label.leading, color, True))
