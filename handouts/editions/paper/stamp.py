"""Room for the clinic's stamp or label: an empty area in a dashed line, under its name."""

from __future__ import annotations

import functools

from handouts.editions.paper.boxes import Flow, InFlow, Layout, Solid
from handouts.editions.paper.columns import Columns, side_by_side
from handouts.editions.paper.context import Context
from handouts.editions.paper.text_box import paint_lines
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where
from handouts.pdf import operators as op
from handouts.pdf.canvas import TaggedCanvas
from handouts.text.glyphs import Line

#: Width of the area, and the white space before it, points.
_WIDTH = 148.0
_GAP = 12.0

#: Height of the area beside one line: room for a stamp of 38 by 14 mm, which is the smallest in
#: use; points.
_HEIGHT = 42.0

#: White space below its name in Nastaliq, whose letters hang down, points.
_BELOW_SLOPING = 3.0

#: How high the area may grow in large print, with its name; points.
_HIGHEST = 190.0


def with_stamp(context: Context, layout: Layout, width: float) -> Columns:
    """A layout, and at its end side the area, as high."""
    first = layout(width - _WIDTH - _GAP)
    return side_by_side(context, first, _stamp(context, _WIDTH), width - _WIDTH, width)


def stamp_beside(context: Context, layout: Layout, height: float, width: float) -> Columns:
    """One line, and at its end side the area, at least `height` points high with its name."""
    extent = _extent(context, width)
    first = Flow([InFlow(layout)])(width - extent - _GAP)
    growth = max(0.0, _HIGHEST - height) if context.style.large else 0.0
    second = _stamp(context, extent, max(height, first.height), growth)
    return side_by_side(context, first, second, width - extent, width)


def least_height(context: Context) -> float:
    """Height of the area beside one line, with its name, points."""
    return _HEIGHT + _name(context, _extent(context, context.style.width))[1]


def _extent(context: Context, width: float) -> float:
    """Width of the area beside one line; in large print so wide that its name stands on one line
    where that is no more than half of the `width`."""
    style = context.style
    if not style.large or not context.stamp:
        return _WIDTH
    name = context.messages.natural_width(_text(context.stamp), style.caption)
    return max(_WIDTH, min(name + 1, width / 2))


def _name(context: Context, width: float) -> tuple[tuple[Line, ...], float]:
    """The lines of the area's name, and their height."""
    if not context.stamp:
        return (), 0.0
    style = context.style
    lines = context.messages.lines(_text(context.stamp), style.caption, width)
    below = _BELOW_SLOPING if style.sloping else 0.0
    return lines, len(lines) * style.caption.leading + below


@functools.lru_cache(maxsize=64)
def _text(words: str) -> Text:
    """Words as a message; the same words are the same message, so that they are set once."""
    return Text((Span(words),), Where(""))


def _stamp(context: Context, width: float, height: float = 0.0, white: float = 0.0) -> Solid:
    """The area, and its name above it. Nobody writes there but the clinic: it is no content."""
    style = context.style
    look = style.caption
    lines, below = _name(context, width)
    english = context.english
    others, above = _name(english, width) if english else ((), 0.0)
    above += below
    color = style.colors["rule"]

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        with canvas.artifact("Layout"):
            paint_lines(canvas, context, lines, look, x, y + height, width)
            if english:
                extent = max([line.width for line in others], default=0.0)
                left, top = context.start(x, width, 0.0, extent), y + height - below
                paint_lines(canvas, english, others, english.style.caption, left, top, extent)
            path = f"{op.dashes((2, 3))} {op.rectangle(x, y, width, height - above)}"
            canvas.draw_path(path, stroke=color, line_width=0.8)

    return Solid(width, max(height, above), draw, white=white)
