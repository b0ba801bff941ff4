"""A message as lines in one structure element."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from handouts.editions.paper.boxes import Breaking, Ratio
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import (
    APART,
    BEST_CLEAR,
    CLEAR,
    CLEAR_BETWEEN_RULES,
    LARGE_APART,
    LARGE_LINES_APART,
    LINES_APART,
    Edge,
    Edges,
    baselines,
)
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import TaggedText
from handouts.model.languages import Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement
from handouts.text.glyphs import Line
from handouts.text.skyline import distance, reach

#: A line that is alone on a page is a widow or an orphan.
_FEWEST_LINES = 2

#: How much narrower than its column a paragraph may be broken, hundredths.
_NARROWER = 35

#: So many lines of large print stay on one page.
_WHOLE_LINES = 9

#: Text does not stretch.
TEXT = Ratio()


class TextBox(NamedTuple):
    """A message as lines, in one structure element, at the page's start side or centred. Its
    height is that of its line boxes; ink outside of it is an `Edge`, or is `contained`: the
    box is as much higher. `baselines` are where lines stand below the top, in a script whose ink
    leaves its lines; `rtl` at which side they begin where that is not the one of the page."""

    width: float
    height: float
    lines: tuple[Line, ...]
    head: Edges
    tail: Edges
    baselines: tuple[float, ...]
    context: Context
    tagged: TaggedText
    style: TextStyle
    centered: bool
    contained: bool
    white: float = 0.0
    write: float = 0.0
    rtl: bool | None = None

    @property
    def baseline(self) -> float:
        """Where the first line stands below the top; points."""
        if self.baselines:
            return self.baselines[0]
        return self.context.messages.baseline(self.style, self.tagged.language)

    @property
    def overhang(self) -> float:
        """How far ink stands out at the right, where lines of Nastaliq begin; points."""
        if not self.baselines or not self.context.style.sloping:
            return 0.0
        skyline = self.context.messages.skyline
        return max(0.0, *(skyline(line).right for line in self.lines))

    @property
    def over(self) -> tuple[float, float]:
        """How far ink stands out above and below, measured or not; points."""
        if not self.lines:
            return 0.0, 0.0
        above = reach(self.lines[0])[0] - self.baseline
        below = -reach(self.lines[-1])[1] - (self.height - self.last_baseline)
        return max(0.0, above), max(0.0, below)

    @property
    def inked_height(self) -> float:
        """How high the ink is, points."""
        return self.height - sum(self.ink_insets)

    @property
    def ink_insets(self) -> tuple[float, float]:
        """How far inside the box the ink begins and ends, less than nothing where it stands out;
        points."""
        above, below = _reaches(self)
        return self.baseline - above, self.height - self.last_baseline - below

    @property
    def ink_tail(self) -> Edges:
        """The ink of the last line, whether or not it may stand out."""
        skyline = self.context.messages.skyline(self.last_line)
        return (Edge(skyline, self.height - self.last_baseline, rtl=self.context.rtl),)

    @property
    def letter_insets(self) -> tuple[float, float]:
        """The same for letters, from the height of one to the last baseline, where their ink is not
        measured; points."""
        if self.head:
            return self.ink_insets
        letter = 2 * self.context.language.rule.middle * self.style.size
        return self.baseline - letter, self.height - self.last_baseline

    @property
    def last_line(self) -> Line:
        """The line at its foot."""
        return self.lines[-1]

    @property
    def last_baseline(self) -> float:
        """Where the last line stands below the top; points."""
        if self.baselines:
            return self.baselines[-1]
        return self.baseline + (len(self.lines) - 1) * self.style.leading

    def paint(
        self,
        canvas: TaggedCanvas,
        x: float,
        y: float,
        height: float,
        ratio: Ratio,  # noqa: ARG002
    ) -> None:
        """Paints the lines, tagged."""
        with canvas.tagged(self.tagged.element):
            self.paint_lines(canvas, x, y + height, self.tagged.spans)

    def paint_lines(
        self,
        canvas: TaggedCanvas,
        x: float,
        top: float,
        spans: Sequence[StructElement | None] = (),
    ) -> None:
        """Paints the lines as what is being painted: part of an element, or no content."""
        paint_lines(
            canvas,
            self.context,
            self.lines,
            self.style,
            x,
            top,
            self.width,
            spans,
            language=self.tagged.language,
            centered=self.centered,
            baselines=self.baselines,
            rtl=self.rtl,
        )

    def split(self, height: float, breaking: Breaking) -> tuple[TextBox, TextBox] | None:  # noqa: ARG002
        """Between lines, never leaving one alone on either side; in large print only what is long:
        a sentence is lost when its end stands on another page."""
        if self._whole:
            return None
        fitting = min(int(height / self.style.leading), len(self.lines) - _FEWEST_LINES)
        if self.baselines:
            room = height - self.style.leading + self.baselines[0]
            fitting = min(fitting, sum(baseline <= room for baseline in self.baselines))
        if fitting < _FEWEST_LINES:
            return None
        return self._with_lines(self.lines[:fitting]), self._with_lines(self.lines[fitting:])

    @property
    def _whole(self) -> bool:
        return self.context.style.large and len(self.lines) <= _WHOLE_LINES

    def _with_lines(self, lines: tuple[Line, ...]) -> TextBox:
        return _box(
            self.context, self.tagged, self.style, self.width, lines, self.centered, self.contained
        )

    def least(self, breaking: Breaking) -> float:  # noqa: ARG002
        """Two lines, or all of a short text."""
        few = self._whole or len(self.lines) < 2 * _FEWEST_LINES
        return self.height if few else _FEWEST_LINES * self.style.leading


def text_box(
    context: Context,
    tagged: TaggedText,
    style: TextStyle,
    width: float,
    *,
    centered: bool = False,
    contained: bool = False,
) -> TextBox:
    """A message set in lines no wider than `width` points."""
    measure = min(width, context.style.measure)
    lines = context.messages.lines(tagged.text, style, measure, tagged.language)
    if len(lines) > 1:
        if context.style.sloping and tagged.language is None:
            lines = _clear_lines(context, tagged, style, measure)
        elif style.balanced and not context.style.level.widest:
            lines = _balanced_lines(context, tagged, style, measure)
    return _box(context, tagged, style, width, lines, centered, contained)


def _clear_lines(
    context: Context, tagged: TaggedText, style: TextStyle, width: float
) -> tuple[Line, ...]:
    """Lines no wider than `width` points, as few as can be, ended elsewhere where the ink of two
    would ask for more than the line height: those whose ink asks for least, the longest of them;
    those of a heading as nearly balanced as their ink lets."""
    if style.balanced:
        filled = replace(style, balanced=False)
        lines = _clear_lines(context, tagged, filled, width)
        return _balanced_lines(context, tagged, style, width, _needed(context, lines))
    lines = context.messages.lines(tagged.text, style, width)
    least = _needed(context, lines)
    for step in range(1, _NARROWER):
        if least <= style.leading:
            break
        others = context.messages.lines(tagged.text, style, width * (1 - step / 100))
        if len(others) != len(lines):
            break
        need = _needed(context, others)
        if need < least - 0.05:
            least, lines = need, others
    return lines


def _balanced_lines(
    context: Context, tagged: TaggedText, style: TextStyle, width: float, most: float = 0.0
) -> tuple[Line, ...]:
    """Lines of a heading about equally long, as nearly as can be where no white space is left for
    their ink: it asks for no more than that of filled ones, or `most` points from line to line, nor
    for more height in a band."""
    filled = replace(style, balanced=False)
    lines = context.messages.lines(tagged.text, filled, width, tagged.language)
    most = max(most or _needed(context, lines), style.leading) + 0.05
    deepest = -math.inf
    if _is_in_band(context, style):
        baseline = context.messages.baseline(style, tagged.language)
        deepest = min(reach(lines[-1])[1], baseline - style.leading)
    looks = [(style, width)]
    looks += [(filled, width * (1 - step / 100)) for step in range(_NARROWER, 0, -1)]
    for look, measure in looks:
        way = context.messages.lines(tagged.text, look, measure, tagged.language)
        if len(way) != len(lines) or reach(way[-1])[1] < deepest:
            continue
        if _needed(context, way) <= most:
            return way
    return lines


def _is_in_band(context: Context, style: TextStyle) -> bool:
    """Whether it is a heading in a band, which is as high as its ink asks for."""
    own = context.style
    return style is not own.heading and style == replace(own.advice, color=style.color)


def _needed(context: Context, lines: Sequence[Line]) -> float:
    """How far apart the ink of lines asks them to stand, points."""
    inks = [context.messages.skyline(line) for line in lines]
    return max(distance(*pair) for pair in pairwise(inks)) + LINES_APART


def _box(
    context: Context,
    tagged: TaggedText,
    style: TextStyle,
    width: float,
    lines: tuple[Line, ...],
    centered: bool,
    contained: bool,
) -> TextBox:
    head: Edges = ()
    tail: Edges = ()
    stands: tuple[float, ...] = ()
    first = context.messages.baseline(style, tagged.language)
    below = style.leading - first
    large = _is_large(context, style)
    lines_apart = LARGE_LINES_APART if large else LINES_APART
    if lines and _is_measured(context, tagged, style, lines, first, below):
        # Lines stand as far apart as their ink asks for.
        inks = [context.messages.skyline(line) for line in lines]
        if contained:
            first = inks[0].top if context.style.sloping else max(first, inks[0].top)
        else:
            head = (Edge(inks[0], first, free=centered, rtl=context.rtl),)
        apart = LARGE_APART if large else APART
        clear = CLEAR_BETWEEN_RULES
        if context.style.sloping:
            clear = context.style.parting(CLEAR, BEST_CLEAR)
        edge = Edge(inks[-1], below, free=centered, rtl=context.rtl, apart=apart, clear=clear)
        tail = (edge,)
        distances = [distance(*pair) for pair in pairwise(inks)]
        stands = baselines(first, style.leading, distances, lines_apart)
        height = stands[-1] + below
    elif len(lines) > 1 and _is_tight(context, style):
        inks = [context.messages.skyline(line) for line in lines]
        distances = [distance(*pair) for pair in pairwise(inks)]
        stands = baselines(first, style.leading, distances, lines_apart)
        height = stands[-1] + below
    else:
        height = len(lines) * style.leading
    return TextBox(
        width, height, lines, head, tail, stands, context, tagged, style, centered, contained
    )


def _reaches(box: TextBox) -> tuple[float, float]:
    """How far ink reaches over the first baseline and below the last one, points."""
    if box.head:
        return box.head[0].skyline.top, -box.tail[0].skyline.bottom
    if not box.lines:
        return 0.0, 0.0
    return reach(box.lines[0])[0], -reach(box.lines[-1])[1]


def _is_large(context: Context, style: TextStyle) -> bool:
    """Whether it is the title or the main thing: larger than headings."""
    return style.size > context.style.heading.size


def _is_tight(context: Context, style: TextStyle) -> bool:
    """Whether lines are closer than those of a text, as in headings."""
    body = context.style.body
    return style.leading / style.size < 0.99 * body.leading / body.size


def _is_measured(
    context: Context,
    tagged: TaggedText,
    style: TextStyle,
    lines: Sequence[Line],
    first: float,
    below: float,
) -> bool:
    """Whether the ink of some line leaves its line: in Nastaliq it always may, and in large type,
    whose lines are tight."""
    if context.style.sloping:
        return tagged.language is None
    out = context.language.rule.measured
    if context.style.level.leading < 1.0:  # lines are closer than the rule has them
        out = min(out, 0.0)
    if out == math.inf:
        return False
    if _is_large(context, style):
        out = -math.inf
    reaches = map(reach, lines)
    return any(top > first + out or -bottom > below + out for top, bottom in reaches)


def paint_lines(
    canvas: TaggedCanvas,
    context: Context,
    lines: Sequence[Line],
    style: TextStyle,
    x: float,
    top: float,
    width: float,
    spans: Sequence[StructElement | None] = (),
    *,
    language: Language | None = None,
    centered: bool = False,
    baselines: Sequence[float] = (),
    rtl: bool | None = None,
) -> None:
    """Lines flush at the start side, of text from right to left (`rtl`) or not, or centred, on the
    baselines of `Messages.baseline` where no others are given."""
    left, color = x, style.color
    rtl = context.rtl if rtl is None else rtl
    first, leading = context.messages.baseline(style, language), style.leading
    canvas.measure = min(width, context.style.measure)
    for number, line in enumerate(lines):
        if centered:
            left = x + (width - line.width) / 2
        elif rtl:
            left = x + width - line.width
        baseline = baselines[number] if baselines else number * leading + first
        canvas.show_line(line, left, top - baseline, color, spans)
