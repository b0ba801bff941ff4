"""Boxes that are painted again as they were."""

from __future__ import annotations

from typing import NamedTuple

from handouts.editions.paper.boxes import Box, Breaking, Ratio
from handouts.editions.paper.ink_overflow import Edges
from handouts.pdf.canvas import TaggedCanvas


class Remembered(NamedTuple):
    """A box that will be painted again, on a sheet that is made again."""

    width: float
    height: float
    white: float
    write: float
    head: Edges
    tail: Edges
    body: Box

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Paints the body, as it was painted in the same place."""
        body = self.body
        place = x, y, height, ratio
        canvas.remembered(body, place, lambda: body.paint(canvas, *place))

    def split(self, height: float, breaking: Breaking) -> tuple[Box, Box] | None:
        """As the body breaks."""
        return self.body.split(height, breaking)

    def least(self, breaking: Breaking) -> float:
        """The body's."""
        return self.body.least(breaking)


def remembered(body: Box) -> Remembered:
    """A body that will be painted again."""
    return Remembered(body.width, body.height, body.white, body.write, body.head, body.tail, body)
