"""The lines of a form, one or two in a row: a label, and its value or a line to write on.

All lines of one form look alike. A label stands before its line, in two or three lines of text
where it is long; or, where a word of one would leave too little to write on, all labels stand above
their lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.both_languages import (
    BothLanguages,
    Words,
    least_width,
    natural_width,
    on_one_height,
    words_box,
)
from handouts.editions.paper.boxes import Box, Layout, Solid
from handouts.editions.paper.columns import COLUMN_GAP, columns
from handouts.editions.paper.context import Context
from handouts.editions.paper.style import Glue
from handouts.editions.paper.tagged import TaggedLine
from handouts.editions.paper.text_box import TEXT
from handouts.editions.paper.writing_lines import (
    BELOW_RULE,
    LABEL_GAP,
    LEAST_LINE,
    is_short,
    writing_line,
)
from handouts.pdf.canvas import TaggedCanvas

#: The most lines of text of a label before its line, in each language.
_MOST_LINES = 3

#: White space that a label above its line asks for, points: it belongs to the line below it, not to
#: the one above.
_ABOVE_LABEL = 24.0


class Form(NamedTuple):
    """How the lines of one form look: the width of the second of two in a row, points; and whether
    their labels stand `above` them."""

    context: Context
    second: float
    above: bool

    @property
    def space(self) -> Glue:
        """White space above a row that is not the first one."""
        return self.context.style.gap(_ABOVE_LABEL if self.above else 6)

    def row(self, first: TaggedLine, second: TaggedLine | None = None) -> Layout:
        """One line, or two side by side."""
        if second is None:
            return partial(self._line, first)
        return partial(self._two_lines, first, second)

    def _two_lines(self, first: TaggedLine, second: TaggedLine, width: float) -> Box:
        pair = first, second
        extents = width - COLUMN_GAP - self.second, self.second
        labels: list[Words | None] = [None, None]
        if self.above:  # both on one height
            set_so = partial(words_box, self.context, style=self.context.style.body)
            words = [
                set_so(line.label, width=extent, inline=True)
                for line, extent in zip(pair, extents, strict=True)
            ]
            if any(each.baseline != each.last_baseline for each in words):
                words = on_one_height(
                    [
                        set_so(line.label, width=extent)
                        for line, extent in zip(pair, extents, strict=True)
                    ]
                )
            labels = list(words)
        made = [
            partial(self._line, line, words=words) for line, words in zip(pair, labels, strict=True)
        ]
        return columns(self.context, made[0], made[1], COLUMN_GAP, width, second_width=self.second)

    def _line(self, line: TaggedLine, width: float, *, words: Words | None = None) -> Box:
        context = self.context
        if line.field is None:
            return labelled_line(context, line, width)
        if not self.above:
            words = _label_before(context, line, width)
        above = self.above or words is None
        return writing_line(context, line.label, line.field, width, above=above, words=words)


def form_of(context: Context, lines: Sequence[TaggedLine]) -> Form:
    """How the lines of one form look."""
    second = _second_width(context, lines)
    style = context.style
    above = False
    for number, line in enumerate(lines):
        width = style.measure
        if is_half(context, line):
            width = second if number % 2 else style.width - COLUMN_GAP - second
        if line.field is not None and not _label_before(context, line, width):
            above = True
    return Form(context, second, above)


def is_half(context: Context, line: TaggedLine) -> bool:
    """Whether a line to write on, or a label and its value, takes half the page: two of them stand
    side by side."""
    style = context.style
    once = line.label.english is not None
    if (style.narrow and not once) or line.field is not None:
        return once or not style.narrow
    return natural_width(context, line.label, style.body) <= (style.width - COLUMN_GAP) / 2


def _second_width(context: Context, lines: Sequence[TaggedLine]) -> float:
    """Width of the second of two columns of lines, points: half of the page's less the gap; more or
    less where a long label would else take two lines, but not beside English, which stands in
    columns itself."""
    half = (context.style.width - COLUMN_GAP) / 2
    if context.english:
        return half
    wanted = [
        natural_width(context, line.label, context.style.body)
        + (0.0 if line.field is None else LABEL_GAP + LEAST_LINE)
        for line in lines
    ]
    first, second = (max(each, default=0.0) for each in (wanted[::2], wanted[1::2]))
    if max(first, second) <= half or first + second > 2 * half:
        return half
    return second if second > half else 2 * half - first


def _label_before(context: Context, line: TaggedLine, width: float) -> Words | None:
    """The label of a line of `width` points, set so that it may stand before what is left to write
    on; nothing where too little would be left."""
    style = context.style
    if is_short(context, line.label, width):
        return words_box(context, line.label, style.body, width)
    room = width - LABEL_GAP - LEAST_LINE
    if least_width(context, line.label, style.body) > room:
        return None
    words = words_box(context, line.label, replace(style.body, balanced=True), room)
    boxes = (words.own, words.english) if isinstance(words, BothLanguages) else (words,)
    return words if all(len(box.lines) <= _MOST_LINES for box in boxes) else None


def labelled_line(context: Context, line: TaggedLine, width: float) -> Box:
    """A label and its value, or a line to write on behind it (`writing_line`)."""
    if line.field is not None:
        return writing_line(context, line.label, line.field, width)
    if is_half(context, line):
        return _filled_line(context, line, width)
    return words_box(context, line.label, context.style.body, width)


def _filled_line(context: Context, line: TaggedLine, width: float) -> Solid:
    """A label and its value, which fit one line, on the height of a line to write on: beside one,
    both stand on the same base line."""
    hand = context.style.sizes.hand
    words = words_box(context, line.label, context.style.body, width)
    height = max(hand, words.last_baseline) + BELOW_RULE

    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        bottom = y + BELOW_RULE - words.height + words.last_baseline
        words.paint(canvas, x, bottom, words.height, TEXT)

    return Solid(width, height, draw, write=context.style.level.hand * hand)
