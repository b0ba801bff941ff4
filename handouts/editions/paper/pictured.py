"""A picture at the start side of the words that it leads."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from handouts.editions.paper.boxes import Box, Breaking, Layout, Ratio, Solid, height_at
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.ink_overflow import Edges, moved
from handouts.pdf.canvas import TaggedCanvas

#: Between a picture and the words that it leads, points.
LEAD_GAP = 8.0


class Pictured(NamedTuple):
    """A body beside a picture, the lower one centred on the higher one."""

    width: float
    height: float
    white: float
    write: float
    body: Box
    picture: Box
    head: Edges
    tail: Edges
    context: Context

    def lower(self, ratio: Ratio) -> float:
        """How far below the top the body begins, points."""
        return max(0.0, height_at(self, ratio) - height_at(self.body, ratio)) / 2

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Text first, then the picture, as the elements stand."""
        start, body, picture = self.context.start, self.body, self.picture
        top = y + height
        high = height_at(body, ratio)
        shift = picture.width + LEAD_GAP
        left = start(x, self.width, shift, body.width)
        body.paint(canvas, left, top - self.lower(ratio) - high, high, ratio)
        middle = top - height_at(self, ratio) / 2
        left = start(x, self.width, 0.0, picture.width)
        picture.paint(canvas, left, middle - picture.height / 2, picture.height, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Pictured, Pictured] | None:
        """As the body breaks. The picture stays with the first half; the second keeps its width."""
        parts = self.body.split(height, breaking) if self.picture.height <= height else None
        if not parts:
            return None
        empty = Solid(self.picture.width, 0.0, _nothing)
        return (
            _beside(self.context, self.picture, parts[0], self.width),
            _beside(self.context, empty, parts[1], self.width),
        )

    def least(self, breaking: Breaking) -> float:
        """All of it."""
        return height_at(self, breaking.ratio)


def pictured(context: Context, picture: Picture, layout: Layout) -> Layout:
    """A layout beside a picture."""
    return partial(_pictured, context, picture, layout)


def _pictured(context: Context, picture: Picture, layout: Layout, width: float) -> Pictured:
    drawing = picture(picture.column)
    return _beside(context, drawing, layout(width - drawing.width - LEAD_GAP), width)


def _beside(context: Context, drawing: Box, body: Box, width: float) -> Pictured:
    shift = drawing.width + LEAD_GAP
    height = max(body.height, drawing.height)
    white = max(body.height + body.white, drawing.height) - height
    # Told of the highest body: in a lower one, ink is further inside.
    inside = (height + white - body.height - body.white) / 2
    head = moved(body.head, deeper=inside, shift=shift)
    tail = moved(body.tail, deeper=inside, shift=shift)
    return Pictured(width, height, white, body.write, body, drawing, head, tail, context)


def _nothing(_canvas: TaggedCanvas, _x: float, _y: float, _height: float) -> None:
    """Where a picture stood on the page before."""
