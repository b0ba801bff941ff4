"""List items: a marker before a body. A numeral, a tick box, a bullet, a tick or a cross."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from handouts.editions.paper.boxes import Box, Breaking, Layout, Ratio, Solid, height_at
from handouts.editions.paper.columns import Columns
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import Edge, Edges, level_edge, moved
from handouts.editions.paper.lowered import Lowered
from handouts.editions.paper.numerals import numeral_line
from handouts.editions.paper.pictured import Pictured
from handouts.editions.paper.shapes import disc, draw_sign
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement

#: Numerals and bullets look the same in every language.
_BULLET = Text((Span("•"),), Where(""))
_DASH = Text((Span("–"),), Where(""))

#: Height of a bullet's centre above the baseline in Noto Sans, em.
_BULLET_MIDDLE = 0.365


#: Paints a marker into a gutter, of which it gets the left edge and the top.
Paint = Callable[[TaggedCanvas, float, float], None]


class Marker(NamedTuple):
    """What stands before a body: how wide a gutter it wants, and how it is painted, given the top
    of the body's first line, on whose middle it stands. It reaches `above` points over that, and
    is `height` points high. `head` is its ink, where text above it may hang down."""

    gutter: float
    paint: Paint | None
    above: float = 0.0
    height: float = 0.0
    head: Edges = ()


class ListItem(NamedTuple):
    """A body with a marker at its start side. The second half of a broken one has no marker."""

    width: float
    height: float
    white: float
    write: float
    body: Box
    marker: Marker
    head: Edges
    tail: Edges
    context: Context

    @property
    def drop(self) -> float:
        """How far below its top the body begins, points."""
        return _drop(self.marker, self.body)

    def with_body(self, body: Box) -> ListItem:
        """The same with another body."""
        return _marked(self.context, self.marker, body, self.width)

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Paints the marker on the middle of the first line, then the body."""
        start, marker, body = self.context.start, self.marker, self.body
        top = y + height - self.drop
        if marker.paint:
            lower = _lower(body, ratio)
            marker.paint(canvas, start(x, self.width, 0.0, marker.gutter), top - lower)
        left = start(x, self.width, marker.gutter, self.width - marker.gutter)
        high = height_at(body, ratio)
        body.paint(canvas, left, top - high, high, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[ListItem, ListItem] | None:
        """Not at all, unless it is very long: half a step says nothing. Then as the body breaks."""
        if height_at(self, breaking.ratio) <= breaking.whole:
            return None
        parts = self.body.split(height, breaking)
        if not parts:
            return None
        first, second = self.marker, Marker(self.marker.gutter, None)
        return (
            _marked(self.context, first, parts[0], self.width),
            _marked(self.context, second, parts[1], self.width),
        )

    def least(self, breaking: Breaking) -> float:
        """All of it; of a very long one, the body's."""
        if height_at(self, breaking.ratio) <= breaking.whole:
            return height_at(self, breaking.ratio)
        return max(self.body.least(breaking), self.marker.height)


def list_item(context: Context, marker: Marker, layout: Layout, width: float) -> ListItem:
    """A body beside its marker."""
    return _marked(context, marker, layout(width - marker.gutter), width)


def _lower(body: Box, ratio: Ratio) -> float:
    """How far below its top a body's words begin, points."""
    match body:
        case Pictured():
            return body.lower(ratio) + _lower(body.body, ratio)
        case Columns():
            return _lower(body.first, ratio)
        case Lowered():
            return body.lower + _lower(body.body, ratio)
        case Solid() if body.lower:
            return body.lower + body.write * ratio.write
    return 0.0


def _drop(marker: Marker, body: Box) -> float:
    """How far a body is moved down to make room for what its marker reaches above it."""
    return max(0.0, marker.above - _lower(body, Ratio()))


def _marked(context: Context, marker: Marker, body: Box, width: float) -> ListItem:
    drop = _drop(marker, body)
    height = max(body.height + drop, marker.height)
    white = max(body.height + body.white + drop, marker.height) - height
    head = moved(body.head, deeper=drop, shift=marker.gutter)
    if head and marker.head:
        head += moved(marker.head, deeper=drop + _lower(body, Ratio()))
    below = height + white - drop - body.height - body.white
    tail = moved(body.tail, deeper=max(0.0, below), shift=marker.gutter)
    return ListItem(width, height, white, body.write, body, marker, head, tail, context)


def numeral(context: Context, number: int, label: StructElement) -> Marker:
    """A step's number in a disc."""
    style = context.style.numeral
    diameter = style.size * 1.75
    gutter = diameter + 9
    line = numeral_line(context, number, style)
    middle = context.middle(context.style.body)

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        center = context.start(x, gutter, diameter / 2, 0.0)
        with canvas.artifact("Layout"):
            color = context.style.colors["brand"]
            if context.style.plain:
                radius = diameter / 2 - 0.7
                disc(canvas, center, top - middle, radius, stroke=color, line_width=1.4)
            else:
                disc(canvas, center, top - middle, diameter / 2, fill=color)
        with canvas.tagged(label):
            y = top - middle - style.size * 0.36
            canvas.show_line(line, center - line.width / 2, y, style.color)

    above = diameter / 2 - middle
    edge = level_edge(diameter, above, rtl=context.rtl)
    return Marker(gutter, paint, max(0.0, above), diameter, (edge,))


def tick_box(context: Context, label: StructElement) -> Marker:
    """An empty box to tick, large enough for a shaky hand."""
    size = context.style.body.size * 1.25
    gutter = size + 8
    middle = context.middle(context.style.body)

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        left = context.start(x, gutter, 0.0, size)
        y = top - middle - size / 2
        color = context.style.colors["ink"]
        with canvas.tagged(label):
            canvas.draw_rect(left, y, size, size, stroke=color, line_width=1.3, radius=1.5)

    edge = level_edge(size, size / 2 - middle, rtl=context.rtl)
    return Marker(gutter, paint, head=(edge,))


def sign(context: Context, *, good: bool) -> Marker:
    """A tick before what to do, a cross before what not to do. They are for the eye; the words say
    the same."""
    style = context.style
    size = style.body.size * 0.72
    gutter = style.body.size * 1.6
    color = style.colors["do" if good else "dont"]
    middle = context.middle(style.body)

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        left = context.start(x, gutter, 1.0, size)
        with canvas.artifact("Layout"):
            draw_sign(canvas, left, top - middle - size / 2, size, color, good=good)

    return Marker(gutter, paint)


def bullet(context: Context, label: StructElement, *, inner: bool = False) -> Marker:
    """A dot, or before points of a point (`inner`) a dash: a letter, not a drawing, since what is
    drawn would have to be a figure (PDF/UA-1, 7.3)."""
    style = context.style.bullet
    gutter = 22.0 if context.style.large else 15.0
    middle = context.middle(context.style.body)
    (line,) = context.messages.lines(_DASH if inner else _BULLET, style, 100.0, ENGLISH)

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        center = context.start(x, gutter, 5.0, 0.0)
        y = top - middle - style.size * _BULLET_MIDDLE
        with canvas.tagged(label):
            canvas.show_line(line, center - line.width / 2, y, style.color)

    depth = middle + style.size * _BULLET_MIDDLE
    shift = 5.0 + line.width / 2 if context.rtl else 5.0 - line.width / 2
    edge = Edge(context.messages.skyline(line), depth, shift, rtl=context.rtl)
    return Marker(gutter, paint, head=(edge,))
