"""A message of a form that stands once for both languages: in the patient's, and below it or beside
it, lighter, in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from handouts.editions.paper.boxes import Breaking, Ratio
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import Edges, moved, needed
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import TEXT, TextBox, text_box
from handouts.pdf.canvas import TaggedCanvas
from handouts.text.glyphs import Line

#: White space between the two languages on one line, points.
_BETWEEN = 10.0


class BothLanguages(NamedTuple):
    """A message, which begins `lower` points below the top, and its English, `deeper` points below
    it and `shift` from the start side."""

    width: float
    height: float
    own: TextBox
    english: TextBox
    lower: float
    shift: float
    deeper: float
    head: Edges
    tail: Edges
    context: Context
    white: float = 0.0
    write: float = 0.0

    @property
    def baseline(self) -> float:
        """Where the first line stands below the top; points."""
        return self.lower + self.own.baseline

    @property
    def last_baseline(self) -> float:
        """Where the last line stands below the top; points."""
        own = self.lower + self.own.last_baseline
        return max(own, self.deeper + self.english.last_baseline)

    @property
    def overhang(self) -> float:
        """How far ink stands out at the right, where lines of Nastaliq begin; points."""
        return self.own.overhang

    @property
    def over(self) -> tuple[float, float]:
        """How far ink stands out above and below; points."""
        return self.own.over[0], self.english.over[1]

    @property
    def last_line(self) -> Line:
        """The line at its foot."""
        return self.english.lines[-1]

    @property
    def ink_tail(self) -> Edges:
        """The ink of the last line."""
        return self.english.ink_tail

    @property
    def inked_height(self) -> float:
        """How high the ink is, points."""
        return self.height - sum(self.ink_insets)

    @property
    def ink_insets(self) -> tuple[float, float]:
        """How far inside the box the ink begins and ends, less than nothing where it stands out;
        points."""
        return self._inset(self.own.ink_insets[0], self.english.ink_insets[1])

    @property
    def letter_insets(self) -> tuple[float, float]:
        """The same for letters; points."""
        return self._inset(self.own.letter_insets[0], self.english.letter_insets[1])

    def _inset(self, above: float, below: float) -> tuple[float, float]:
        return self.lower + above, self.height - self.deeper - self.english.height + below

    def at(self, last: float, deeper: float) -> BothLanguages:
        """The same message: the last line of the patient's language stands `last` points below the
        top, and its English begins `deeper` below it."""
        lower = last - self.own.last_baseline
        head = moved(self.own.head, deeper=lower)
        height = deeper + self.english.height
        return self._replace(height=height, lower=lower, deeper=deeper, head=head)

    def paint(
        self,
        canvas: TaggedCanvas,
        x: float,
        y: float,
        height: float,
        ratio: Ratio,  # noqa: ARG002
    ) -> None:
        """The patient's language first, then English: the reading order."""
        top, start = y + height, self.context.start
        own, english = self.own, self.english
        left = start(x, self.width, 0.0, own.width)
        own.paint(canvas, left, top - self.lower - own.height, own.height, TEXT)
        left = start(x, self.width, self.shift, english.width)
        bottom = top - self.deeper - english.height
        english.paint(canvas, left, bottom, english.height, TEXT)

    def split(self, height: float, breaking: Breaking) -> None:
        """Not at all."""

    def least(self, breaking: Breaking) -> float:  # noqa: ARG002
        """All of it."""
        return self.height


class Together(NamedTuple):
    """Messages of one row, equally high, as one: where the ink and the letters of all of them begin
    and end inside their boxes; points."""

    height: float
    ink_insets: tuple[float, float]
    letter_insets: tuple[float, float]

    @property
    def inked_height(self) -> float:
        """How high the ink is, points."""
        return self.height - sum(self.ink_insets)


#: A message as it stands in a form.
Words = TextBox | BothLanguages


def words_box(
    context: Context,
    tagged: TaggedText,
    style: TextStyle,
    width: float,
    *,
    inline: bool = False,
    colored: bool = False,
) -> Words:
    """A message of a form set in lines no wider than `width` points; `inline` lets its English
    stand beside it, where one line holds both. `colored` gives the English the same colour."""
    own = text_box(context, tagged, style, width)
    if not tagged.english or not context.english:
        return own
    beside = context.english
    caption = beside.style.caption
    caption = replace(caption, color=style.color) if colored else caption
    english = text_box(beside, tagged.english, caption, width)
    english = english._replace(width=max(line.width for line in english.lines), rtl=context.rtl)
    longest = max(line.width for line in own.lines)
    shift, lower, deeper = 0.0, 0.0, own.height + needed(own.tail, english.head)
    whole = longest + _BETWEEN + english.width
    if inline and len(own.lines) == len(english.lines) == 1 and whole <= width:
        base = max(own.baseline, english.baseline)
        shift, lower = longest + _BETWEEN, base - own.baseline
        deeper = base - english.baseline
    height = max(lower + own.height, deeper + english.height)
    tail = moved(own.tail, deeper=height - lower - own.height) if shift else english.tail
    places = lower, shift, deeper
    return BothLanguages(width, height, own, english, *places, own.head, tail, context)


def longest_line(words: Words) -> float:
    """Width of the longest line of a message of a form, points."""
    boxes = (words.own, words.english) if isinstance(words, BothLanguages) else (words,)
    return max(line.width for box in boxes for line in box.lines)


def on_one_height(row: Sequence[Words]) -> list[Words]:
    """Messages of one row: where they stand in both languages, their last lines in English share a
    base line, and all are as far below the patient's language, whatever ink stands out of it."""
    both = [words for words in row if isinstance(words, BothLanguages) and not words.shift]
    if len(both) < len(row):
        return list(row)
    apart = max(words.deeper - words.own.last_baseline for words in both)
    height = max(words.own.last_baseline + apart + words.english.height for words in both)
    english = [height - words.english.height for words in both]
    return [words.at(top - apart, top) for words, top in zip(both, english, strict=True)]


def together(row: Sequence[Words]) -> Together:
    """Messages of one row, equally high, as one."""
    ink_above, ink_below = zip(*(words.ink_insets for words in row), strict=True)
    above, below = zip(*(words.letter_insets for words in row), strict=True)
    ink, letters = (min(ink_above), min(ink_below)), (min(above), min(below))
    return Together(row[0].height, ink, letters)


def natural_width(context: Context, tagged: TaggedText, style: TextStyle) -> float:
    """Width of a message of a form, the language that takes more on one line; points."""
    own = context.messages.natural_width(tagged.text, style)
    if not tagged.english or not context.english:
        return own
    beside = context.english
    english = beside.messages.natural_width(tagged.english.text, beside.style.caption)
    return max(own, english)


def least_width(
    context: Context, tagged: TaggedText, style: TextStyle, *, loose: bool = False
) -> float:
    """The least width of a message of a form at which no word of either language is broken
    (`loose`: but where it may be if it must), points."""
    own = context.messages.least_width(tagged.text, style, loose=loose)
    if not tagged.english or not context.english:
        return own
    beside, caption = context.english, context.english.style.caption
    english = beside.messages.least_width(tagged.english.text, caption, loose=loose)
    return max(own, english)
