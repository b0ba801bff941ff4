"""The row above the foot of the first page: where to call, and that the sheet has a back; beside
English in both languages, as far as there is room."""

from __future__ import annotations

import functools
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR_OF_RULE
from handouts.editions.paper.running_text import RunningElement, RunningText, numbered
from handouts.editions.paper.shapes import ARROW_MIDDLE, paint_art, turn_arrow
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.svg import Art
from handouts.model.blocks import Callout, FillIn, Span, Text
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas

#: Height of the row, also in large print; and of its base line above the foot's rule; points.
_ROW, _LARGE_ROW = 23.5, 29.4
_BASE = 8.0

#: What stays clear above and below the ink of the row in large print, points.
_LARGE_CLEAR = 1.6

#: White space above and below the sign of a phone, points.
_UNDER_SIGN = 2.0

#: So many pages, all numerals being as wide, tell how high the row is before they are counted.
_SOME_PAGES = 8

#: Size of the arrow in ems of the text.
_ARROW = 1.5


class _Call(NamedTuple):
    """Where to call: the label, the clinic's number or nothing, the drawing beside it."""

    label: Text
    number: str
    art: Art | None


class _White(NamedTuple):
    """White space behind the sign of a phone, between the words, before those that say that there
    is a back, and between those and the arrow; points."""

    sign: float
    words: float
    turn: float
    arrow: float


#: As much white space as may be, as where there is little room, and the least: the drawing of a
#: phone has white of its own at its sides.
_WIDE = _White(8.0, 12.0, 12.0, 6.0)
_LITTLE = _White(8.0, 8.0, 8.0, 6.0)
_LEAST = _White(3.0, 5.0, 8.0, 4.0)


class _Row(NamedTuple):
    """What stands in the row between the sign of a phone and an arrow: words from the start side,
    and what says that there is a back, the words at the end side first."""

    words: tuple[RunningText, ...]
    turn: tuple[RunningText, ...]
    white: _White

    @property
    def several(self) -> bool:
        """Whether its words take several lines."""
        return any(len(words.lines) > 1 for words in self.words)


@functools.lru_cache(maxsize=256)
def _with_number(label: Text, number: Span) -> Text:
    """The label, in bold, and what stands behind it; the same words are the same message."""
    spans = [replace(span, bold=True) for span in label.spans]
    return Text((*spans, number), label.where)


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
        for visit in self.handout.walk():
            line, box = visit.node, visit.owner
            if not isinstance(line, FillIn) or line.key != "phone":
                continue
            art = None
            if isinstance(box, Callout) and box.figure:
                art = self.context.drawings[box.figure.art]
            return _Call(line.label, "".join(span.text for span in line.value), art)
        return None

    @functools.cached_property
    def _label(self) -> RunningText | None:
        return self.message(self._call.label, self.style.label, 10_000.0) if self._call else None

    @functools.cached_property
    def _ink(self) -> tuple[float, float]:
        """How far the ink of the words reaches over their base line and below it, points."""
        words = [self._label, self._turn] if self._label else []
        highest = max([each.ink_top for each in words], default=0.0)
        return highest, max([each.ink_height - each.ink_top for each in words], default=0.0)

    @functools.cached_property
    def height(self) -> float:
        """Of the row, points: more where its ink is high, or stands on several lines."""
        highest, deepest = self._ink
        if not self.style.large:
            return max(_ROW, self._base + highest + 1)
        inked = highest + deepest
        for row in self._rows(_SOME_PAGES):
            if self._width(row) <= self.style.width:
                inked = max(inked, *(words.ink_height for words in row.words))
                break
        return max(_LARGE_ROW, inked + 2 * _LARGE_CLEAR)

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

    def _rows(self, pages: int) -> Iterator[_Row]:
        """The row with all that it says, and then with less and less, as far as large print needs
        it: less white space, a label that is not bold, or on several lines; beside English, less of
        the English. The sign, the label, the page, the words to turn over and the arrow do not give
        way; where nothing else is left, the arrow tells alone."""
        call, label, style = self._call, self._label, self.style
        if not call or not label:
            return
        where = self.own(self._page_words(self.handout, pages), style.body)
        if call.number:
            where = self.english(call.number, style.label)
        turn = (self._turn,)
        if self._beside:
            both = self.english(self._beside.turn_over, style.foot), self._turn
            labels = self._labels(label, self._beside)
            if not call.number:
                english = self.english(self._page_words(self._beside, pages), style.foot)
                for white in (_LITTLE, _LEAST):
                    yield _Row((label, where, *labels[1:], english), both, white)
            yield _Row((*labels, where), both, _LITTLE)
            yield _Row((label, where), both, _LITTLE)
        for white in (_WIDE, _LITTLE, _LEAST):
            yield _Row((label, where), turn, white)
        yield _Row((self.message(call.label, style.body, 10_000.0), where), turn, _LEAST)
        if style.large:
            yield from self._on_lines(call, pages)
        yield _Row((label, where), (), _LEAST)

    def _on_lines(self, call: _Call, pages: int) -> Iterator[_Row]:
        """The label and what stands behind it on several lines beside the words to turn over, all
        about as long."""
        look, messages = self.style.body, self.context.messages
        behind = Span(f" {self._page_words(self.handout, pages)}".replace(" ", "\u00a0"))
        if call.number:
            unbroken = call.number.replace(" ", "\u00a0")
            behind = Span(f" {unbroken}", bold=True, language=ENGLISH)
        words = _with_number(call.label, behind)
        most = self.style.width - self._width(_Row((), (self._turn,), _LEAST))
        least = messages.least_width(words, look)
        if least > most:
            return
        count = len(messages.lines(words, look, most))
        widths = range(math.ceil(least), math.floor(most))
        lines = [width for width in widths if len(messages.lines(words, look, width)) == count]
        yield _Row((self.message(words, look, min(lines, default=most)),), (self._turn,), _LEAST)

    def _labels(self, label: RunningText, beside: Handout) -> tuple[RunningText, ...]:
        """The name of the number in both languages."""
        lines = (field for field in beside.fields() if isinstance(field, FillIn))
        names = [line.label.plain for line in lines if line.key == "phone"]
        return label, *(self.english(name, self.style.foot) for name in names)

    def _width(self, row: _Row) -> float:
        white = row.white
        width = sum(words.width for words in row.words) + white.words * max(0, len(row.words) - 1)
        width += self._sign_width + white.sign if self._sign_width else 0.0
        width += white.turn + sum(words.width + white.arrow for words in row.turn)
        return width + self._arrow_size

    @property
    def _arrow_size(self) -> float:
        return self.style.body.size * _ARROW

    def paint(self, canvas: TaggedCanvas, bottom: float, pages: int) -> None:
        """The number to call. Where it is yet to be written, by hand, it is asked for once, in the
        box on the last page: here stands which page that is. And that the sheet has a back."""
        call = self._call
        if not call or (pages == 1 and not call.number):
            return
        for row in self._rows(pages):  # the last one where none has room
            if self._has_room(row):
                break
        if pages > 1:
            self._paint_turn(canvas, row, bottom)
        offset = 0.0
        if call.art:
            width, height = self._sign_width, self._sign_height
            left = self.context.start(self.style.margin, self.style.width, 0.0, width)
            below = (self.height - height) / 2 if row.several else _UNDER_SIGN
            paint_art(canvas, call.art, left, bottom + below, width)
            offset = width + row.white.sign
        for words in row.words:
            base = self._base
            if len(words.lines) > 1:
                base = (self.height + words.ink_height) / 2 - words.ink_top
            self.paint_words(canvas, words, offset, bottom + base + words.baseline)
            offset += words.width + row.white.words
        if self.style.large and row.turn:
            self._paint_divider(canvas, row, offset - row.white.words, bottom)

    def _has_room(self, row: _Row) -> bool:
        """Whether the row holds it, which was as high before the pages were counted."""
        high = max(words.ink_height for words in row.words) + 2 * _LARGE_CLEAR
        return self._width(row) <= self.style.width and (high <= self.height or not row.several)

    @staticmethod
    def _page_words(handout: Handout, page: int) -> str:
        """Which page, in the handout's language; in brackets, or it would be taken for the number
        of this one. After a dash where the words have brackets themselves."""
        words = numbered(handout.other_page, {"page": str(page)})
        bracketed = any(unicodedata.category(letter) == "Ps" for letter in words)
        return f"– {words}" if bracketed else f"({words})"

    def _paint_turn(self, canvas: TaggedCanvas, row: _Row, bottom: float) -> None:
        """That there is a back, at the end side, with an arrow."""
        style, size = self.style, self._arrow_size
        left = self.context.start(style.margin, style.width, style.width - size, size)
        above = self.height / 2 - ARROW_MIDDLE * size if style.large else 5.0
        color = style.colors["brand"]
        turn_arrow(canvas, left, bottom + above, size, color, mirrored=self.context.rtl)
        offset = size + row.white.arrow
        for words in row.turn:
            self.paint_words(canvas, words, offset, bottom + self._base + words.baseline, end=True)
            offset += words.width + row.white.arrow

    def _paint_divider(self, canvas: TaggedCanvas, row: _Row, end: float, bottom: float) -> None:
        """A line between where to call and that there is a back, which stand so close in large
        print that they would read as one sentence; `end` is where the first ends."""
        style = self.style
        words = sum(each.width + row.white.arrow for each in row.turn)
        turn = style.width - self._arrow_size - words
        x = self.context.start(style.margin, style.width, (end + turn) / 2, 0.0)
        middle, half = bottom + self.height / 2, style.body.size * 0.45
        color = style.colors["rule"]
        canvas.draw_line(x, middle - half, x, middle + half, stroke=color, line_width=0.8)

    @functools.cached_property
    def _turn(self) -> RunningText:
        color, label = self.style.colors["brand"], self.style.label
        return self.own(self.handout.turn_over, TextStyle(label.size, label.leading, color, True))
