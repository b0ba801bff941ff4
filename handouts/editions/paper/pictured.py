"""A picture at the start side of the words that it leads."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.boxes import Box, Breaking, Layout, Ratio, Solid, height_at
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.ink_overflow import Edges, beside, level_edge, moved
from handouts.pdf.canvas import TaggedCanvas

#: Between a picture and the words that it leads, points.
LEAD_GAP = 8.0


class Pictured(NamedTuple):
    """A body beside a picture, the lower one centred on the higher one, or both at the top
    (`level`), as where two such stand side by side. A `high` picture is never lower than the first
    line."""

    width: float
    height: float
    white: float
    write: float
    body: Box
    picture: Box
    head: Edges
    tail: Edges
    context: Context
    level: bool = False
    high: bool = False

    def lower(self, ratio: Ratio) -> float:
        """How far below the top the body begins, points."""
        if self.level:
            return 0.0
        return max(0.0, height_at(self, ratio) - height_at(self.body, ratio)) / 2

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Text first, then the picture, as the elements stand."""
        start, body, picture = self.context.start, self.body, self.picture
        top = y + height
        high = height_at(body, ratio)
        shift = picture.width + LEAD_GAP
        left = start(x, self.width, shift, body.width)
        body.paint(canvas, left, top - self.lower(ratio) - high, high, ratio)
        drop = (height_at(self, ratio) - picture.height) / 2
        if self.level:
            drop = _drop(self.context)
        elif self.high:
            drop = 0.0
        left = start(x, self.width, 0.0, picture.width)
        picture.paint(canvas, left, top - drop - picture.height, picture.height, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Pictured, Pictured] | None:
        """As the body breaks. The picture stays with the first half; the second keeps its width."""
        parts = self.body.split(height, breaking) if self.picture.height <= height else None
        if not parts:
            return None
        empty = Solid(self.picture.width, 0.0, _nothing)
        return (
            _beside(self.context, self.picture, parts[0], self.width, self.level, self.high),
            _beside(self.context, empty, parts[1], self.width, self.level, self.high),
        )

    def least(self, breaking: Breaking) -> float:
        """All of it."""
        return height_at(self, breaking.ratio)


def pictured(
    context: Context,
    picture: Picture,
    layout: Layout,
    *,
    level: bool = False,
    high: bool = False,
) -> Layout:
    """A layout beside a picture."""
    return partial(_pictured, context, picture, layout, level, high)


def _pictured(
    context: Context, picture: Picture, layout: Layout, level: bool, high: bool, width: float
) -> Pictured:
    drawing = picture(picture.column)
    body = layout(width - drawing.width - LEAD_GAP)
    return _beside(context, drawing, body, width, level, high)


def _beside(
    context: Context, drawing: Box, body: Box, width: float, level: bool, high: bool
) -> Pictured:
    shift = drawing.width + LEAD_GAP
    least = drawing.height + (_drop(context) if level and drawing.height else 0.0)
    height = max(body.height, least)
    white = max(body.height + body.white, least) - height
    # Told of the highest body: in a lower one, ink is further inside.
    inside = height + white - body.height - body.white
    above = 0.0 if level else inside / 2
    head = moved(body.head, deeper=above, shift=shift)
    if level:  # the picture has no ink of letters: it stays clear of all that hangs from above
        head = tuple([replace(edge, free=True) for edge in head])
    tail = moved(body.tail, deeper=inside - above, shift=shift)
    if level or inside > 0.01:
        head, tail = beside(head), beside(tail)
        if head and not level:
            head = (*head, level_edge(drawing.width, 0.0, rtl=context.rtl))
    parts = body, drawing, head, tail
    return Pictured(width, height, white, body.write, *parts, context, level, high)


def _drop(context: Context) -> float:
    """How far below the top of the words a picture at the same height begins: where their letters
    do, clear of what hangs from a heading above. In Nastaliq the words say how far."""
    return 0.0 if context.style.sloping else 0.42 * context.style.body.size


def _nothing(_canvas: TaggedCanvas, _x: float, _y: float, _height: float) -> None:
    """Where a picture stood on the page before."""
