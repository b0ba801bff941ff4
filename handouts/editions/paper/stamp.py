"""Room for the clinic's stamp or label: an empty area in a dashed line, under its name."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from handouts.editions.paper.both_languages import (
    BothLanguages,
    Words,
    least_width,
    natural_width,
    words_box,
)
from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, Solid
from handouts.editions.paper.columns import Columns, side_by_side
from handouts.editions.paper.context import Context
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import paint_lines
from handouts.editions.paper.writing_lines import LABEL_GAP
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where
from handouts.pdf import operators as op
from handouts.pdf.canvas import TaggedCanvas
from handouts.text.glyphs import Line
from handouts.text.skyline import reach

#: Width of the area, and the white space before it, points.
_WIDTH = 148.0
_GAP = 12.0

#: The least height of the area, 20 mm; in Nastaliq, whose names are high, 17.5 mm, or a back would
#: lose its head; in large print, where it grows with the page, that of the smallest stamp in use,
#: or sections of four sheets would be parted; and where words are so long that pictures are small;
#: points.
_HEIGHT, _SLOPING_HEIGHT, _LARGE_HEIGHT, _DENSE_HEIGHT = 57.0, 49.6, 42.0, 42.0

#: White space between the ink of its name and the area, also in large print, and how much more an
#: area leaves that is higher than the least; and between the label of the line beside it and its
#: name, which would else read as one phrase; points.
_BELOW_NAME, _LARGE_BELOW_NAME, _MORE_BELOW_NAME = 2.4, 3.6, 2.6
_AFTER_LABEL = 14.0

#: The least length of the line for the hours: 40 mm; points.
HOURS_LINE = 113.4

#: How much wider than the line below it that label may be so that it takes one line, points.
_MOST_WIDER = 10.0

#: Room for rounding, points.
_ROUNDING = 0.1

#: How high the area may grow in large print, with its name; points.
_HIGHEST = 190.0


def with_stamp(context: Context, layout: Layout, width: float) -> Columns:
    """A layout, and at its end side the area, as high."""
    first = layout(width - _WIDTH - _GAP)
    return side_by_side(context, first, _stamp(context, _WIDTH), width - _WIDTH, width)


def stamp_beside(
    context: Context,
    layout: Callable[..., Box],
    label: TaggedText | None,
    height: float,
    width: float,
) -> Columns:
    """Words, or a line to write on under its `label`, whose `layout` takes the words of the label,
    in large print behind it where it is long enough; and at its end side the area, at least
    `height` points high with its name."""
    extent = _extent(context, width)
    column = width - extent - _GAP
    indent = lower = english_at = 0.0
    before = _label_before(context, label, column) if label and context.style.large else None
    if before:
        layout = partial(layout, words=before)
    elif label:
        label_width = _label_width(context, label, extent, width)
        words = words_box(context, label, context.style.body, label_width)
        indent = max(0.0, label_width + _AFTER_LABEL - column - _GAP)
        if isinstance(words, BothLanguages):
            words, lower = _on_one_height(context, words, extent - indent)
            english_at = words.deeper
        layout = partial(layout, words=words, above=True)
    first = Flow([InFlow(layout)])(column)
    grows = context.style.large and not context.style.level.low
    growth = max(0.0, _HIGHEST - height) if grows else 0.0
    second = _stamp(
        context,
        extent,
        max(height, first.height),
        growth,
        indent=indent,
        lower=lower,
        english_at=english_at,
    )
    return side_by_side(context, first, second, width - extent, width)


def _label_before(context: Context, label: TaggedText, column: float) -> Words | None:
    """The label before the line beside the area, on several lines where it is long: above its own
    line it would be nearer to the one for the number. Nothing where a word of it is too long."""
    room = column - LABEL_GAP - HOURS_LINE
    body = replace(context.style.body, balanced=True)
    if least_width(context, label, body) > room:
        return None
    return words_box(context, label, body, room)


def _label_width(context: Context, label: TaggedText, extent: float, width: float) -> float:
    """Width of the label of the line beside the area, points: as wide as the line, or, so that it
    takes one line, a little wider: the area's name then stands farther from the start side."""
    style = context.style
    column = width - extent - _AFTER_LABEL
    natural = natural_width(context, label, style.body) + _ROUNDING
    names = [
        each.messages.natural_width(_text(each.stamp), each.style.caption)
        for each in (context, context.english)
        if each and each.stamp
    ]
    most = width - _AFTER_LABEL - max(names, default=0.0) - _ROUNDING
    if not style.large:
        most = min(most, column + _MOST_WIDER)
    return natural if column < natural <= most else column


def _on_one_height(
    context: Context, label: BothLanguages, width: float
) -> tuple[BothLanguages, float]:
    """The label of the line beside the area, so that its English shares a base line with that of
    the area's name; and how far below the top the name begins, points. In Nastaliq, whose lines
    are high, it begins at the top."""
    lines, deep = _name(context, width)
    if not lines:
        return label, 0.0
    caption = context.style.caption
    own = context.messages.baseline(caption) + (len(lines) - 1) * caption.leading
    last = label.own.last_baseline
    if not context.style.sloping:
        last = max(last, own)
    lower = 0.0 if context.style.sloping else last - own
    deeper = max(label.deeper + last - label.own.last_baseline, deep + lower)
    return label.at(last, deeper), lower


def least_height(context: Context) -> float:
    """Height of the area beside one line, with its names, points."""
    extent = _extent(context, context.style.width)
    names = [_name(each, extent)[1] for each in (context, context.english) if each]
    return _least(context) + sum(names)


def _least(context: Context) -> float:
    if context.style.large:
        return _LARGE_HEIGHT
    height = _SLOPING_HEIGHT if context.style.sloping else _HEIGHT
    return _DENSE_HEIGHT if context.style.level.small and context.style.design.counted else height


def _extent(context: Context, width: float) -> float:
    """Width of the area beside one line; in large print so wide that its name stands on one line
    where that is no more than half of the `width`."""
    style = context.style
    if not style.large or not context.stamp:
        return _WIDTH
    name = context.messages.natural_width(_text(context.stamp), style.caption)
    return max(_WIDTH, min(name + 1, width / 2))


def _name(context: Context, width: float) -> tuple[tuple[Line, ...], float]:
    """The lines of the area's name, and how far below their top the area or another name begins."""
    if not context.stamp:
        return (), 0.0
    style = context.style
    messages, leading = context.messages, style.caption.leading
    lines = messages.lines(_text(context.stamp), style.caption, width)
    last = (len(lines) - 1) * leading + messages.baseline(style.caption) - _rise(context, lines)
    below = _LARGE_BELOW_NAME if style.large else _BELOW_NAME
    return lines, last - reach(lines[-1])[1] + below


def _rise(context: Context, lines: tuple[Line, ...]) -> float:
    """How much higher the lines of a name stand than by their boxes, points: in Nastaliq their ink
    begins far inside."""
    if not context.style.sloping:
        return 0.0
    return max(0.0, context.messages.baseline(context.style.caption) - reach(lines[0])[0])


@functools.lru_cache(maxsize=64)
def _text(words: str) -> Text:
    """Words as a message; the same words are the same message, so that they are set once."""
    return Text((Span(words),), Where(""))


def _stamp(
    context: Context,
    width: float,
    height: float = 0.0,
    white: float = 0.0,
    *,
    indent: float = 0.0,
    lower: float = 0.0,
    english_at: float = 0.0,
) -> Solid:
    """The area, and its name above it, `indent` points from its start side and `lower` points below
    the top, in English at least `english_at` below it. Nobody writes there but the clinic: it is no
    content."""
    style = context.style
    named: list[tuple[Context, tuple[Line, ...], float]] = []
    above = lower
    for each in (context, context.english):
        if each and each.stamp:
            lines, deep = _name(each, width - indent)
            at = above if each is context else max(above, english_at)
            named.append((each, lines, at))
            above = at + deep
    color = style.colors["rule"]

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        with canvas.artifact("Layout"):
            for each, lines, at in named:
                extent = max(line.width for line in lines)
                left = context.start(x, width, indent, extent)
                top = y + height - at + _rise(each, lines)
                paint_lines(canvas, each, lines, each.style.caption, left, top, extent)
            area = height - above
            area -= min(_MORE_BELOW_NAME, max(0.0, area - _least(context))) if named else 0.0
            path = f"{op.dashes((2, 3))} {op.rectangle(x, y, width, area)}"
            canvas.draw_path(path, stroke=color, line_width=0.8)

    return Solid(width, max(height, _least(context) + above), draw, white=white)
