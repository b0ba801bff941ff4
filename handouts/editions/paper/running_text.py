"""Set words outside the flow of the page: lines that stand on a place, not in a box."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR_OF_RULE
from handouts.editions.paper.numerals import NUMERAL_MIDDLE, numeral_line
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import paint_lines
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.text.glyphs import Line

#: Ink of English words above and below their baseline, em; that of others is measured.
_ASCENT, _DESCENT = 0.8, 0.25

#: White space between words on one line, points.
BETWEEN = 12.0


@dataclass(frozen=True, slots=True)
class RunningText:
    """Lines, their style and their language. The first baseline is `baseline` points below the top
    of the line's box; the ink reaches from `ink_top` above the first baseline over `ink_height`.
    `tagged` is the element of words that are content."""

    lines: tuple[Line, ...]
    style: TextStyle
    own: Language | None
    baseline: float
    ink_top: float
    ink_height: float
    tagged: TaggedText | None = None

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines' boxes."""
        return len(self.lines) * self.style.leading

    def by_line(self) -> Iterator[RunningText]:
        """Each line by itself."""
        for line in self.lines:
            yield replace(self, lines=(line,))


@functools.lru_cache(maxsize=256)
def _text(words: str) -> Text:
    """Words as a message; the same words are the same message, so that they are set once."""
    return Text((Span(words),), Where(""))


@functools.lru_cache(maxsize=256)
def _pair(first: str, second: str, own: Language) -> Text:
    # The mark between them is set with the English: in Nastaliq a space is next to nothing.
    spans = (Span(f"{first} · ", language=ENGLISH), Span(f"\u2068{second}\u2069", language=own))
    return Text(spans, Where(""))


class RunningElement:
    """Sets words, and paints them at an offset from the start side of the measure."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.style = context.style

    def english(self, words: str, style: TextStyle, width: float = 10_000.0) -> RunningText:
        """English words, on one line unless a `width` is given."""
        return self._set(_text(words), self.style.latin(style), width, ENGLISH)

    def name(self, words: str, style: TextStyle, language: Language, width: float) -> RunningText:
        """A name in its own language, in lines no wider than `width` points where that can be."""
        leading = max(1.25, language.rule.leading or 0.0) * style.size
        return self._set(_text(words), replace(style, leading=round(leading, 2)), width, language)

    def own(self, words: str, style: TextStyle, width: float = 10_000.0) -> RunningText:
        """Words in the sheet's language, on one line unless a `width` is given."""
        return self._set(_text(words), style, width, None)

    def pair(self, words: Sequence[str], style: TextStyle, own: Language) -> RunningText:
        """English words, and the same in the language, each in its own direction."""
        if len(words) == 1:
            return self.english(words[0], style)
        if says_the_same(*words):
            return self.own(words[1], style)
        return self._set(_pair(words[0], words[1], own), style, 10_000.0, ENGLISH)

    def in_both(self, english: str, words: str, own: Language) -> list[tuple[RunningText, ...]]:
        """What the foot says in English and in the language: in one row where that can be, else in
        as many as it takes. English words alone on an English sheet; nothing where there is
        nothing to say."""
        foot, width = self.style.foot, self.style.width
        if not english:
            return []
        said = [english] if own == ENGLISH else [english, words]
        both = self.pair(said, foot, own)
        if both.width <= width:
            return [(both,)]
        each = [self.english(english, foot, width)]
        each += [self.own(words, foot, width) for words in said[1:]]
        return [(line,) for words in each for line in words.by_line()]

    def message(
        self, text: Text, style: TextStyle, width: float, tagged: TaggedText | None = None
    ) -> RunningText:
        """A message, no wider than `width` points; content where it has an element."""
        return self._set(text, style, width, tagged.language if tagged else None, tagged)

    def _set(
        self,
        text: Text,
        style: TextStyle,
        width: float,
        own: Language | None,
        tagged: TaggedText | None = None,
    ) -> RunningText:
        messages = self.context.messages
        lines = messages.lines(text, style, width, own)
        baseline = messages.baseline(style, own)
        above, below = _ASCENT * style.size, _DESCENT * style.size
        latin = own is not None and own.script == ENGLISH.script
        if lines and (not latin or any(span.language for span in text.spans)):
            above = messages.skyline(lines[0]).top
            below = -messages.skyline(lines[-1]).bottom
        height = above + (len(lines) - 1) * style.leading + below
        return RunningText(lines, style, own, baseline, above, height, tagged)

    def paint_words(
        self,
        canvas: TaggedCanvas,
        words: RunningText,
        offset: float,
        top: float,
        *,
        end: bool = False,
    ) -> None:
        """Words `offset` from the start side of the measure, or from its end side, the top of the
        first line's box at `top`."""
        style = self.style
        width = words.width
        start = style.width - offset - width if end else offset
        left = self.context.start(style.margin, style.width, start, width)
        if words.tagged is None:
            paint_lines(
                canvas, self.context, words.lines, words.style, left, top, width, language=words.own
            )
            return
        with canvas.tagged(words.tagged.element):
            spans = words.tagged.spans
            lines, style_ = words.lines, words.style
            paint_lines(
                canvas, self.context, lines, style_, left, top, width, spans, language=words.own
            )

    def paint_numeral(
        self, canvas: TaggedCanvas, number: int, style: TextStyle, x: float, y: float
    ) -> None:
        """A number around a point."""
        line = numeral_line(self.context, number, style)
        baseline = y - NUMERAL_MIDDLE * style.size
        canvas.show_line(line, x - line.width / 2, baseline, style.color)


def says_the_same(english: str, words: str) -> bool:
    """Whether the English word stands in the language's own: to say both would say it twice."""
    return english.casefold() in words.casefold().split()


def lift(row: tuple[RunningText, ...]) -> float:
    """How much higher than usual the rule above a row of the foot stands, clear of its ink."""
    over = max(words.ink_top - words.baseline for words in row)
    return max(0.0, over + CLEAR_OF_RULE - 4)


def depth(row: tuple[RunningText, ...]) -> float:
    """From the top of a row's box to its lowest ink."""
    return max(words.baseline + words.ink_height - words.ink_top for words in row)


def row_height(row: tuple[RunningText, ...]) -> float:
    """From the highest ink of a row to the lowest."""
    top = max(words.ink_top for words in row)
    return top + max(words.ink_height - words.ink_top for words in row)


def row_width(row: list[RunningText], between: float = BETWEEN * 0.6) -> float:
    """Of words side by side, `between` points apart."""
    return sum(words.width for words in row) + between * (len(row) - 1)


def numbered(words: str, numbers: Mapping[str, str]) -> str:
    """Words with the numbers of the page; a percent sign among them is no placeholder."""
    for name, number in numbers.items():
        words = words.replace(f"%({name})s", number)
    return words
