"""A box below white space that belongs to it."""

from __future__ import annotations

from typing import NamedTuple

from handouts.editions.paper.boxes import Box, Breaking, Ratio
from handouts.editions.paper.ink_overflow import Edges, moved
from handouts.pdf.canvas import TaggedCanvas


class Lowered(NamedTuple):
    """A box that begins `lower` points below its top."""

    body: Box
    lower: float

    @property
    def width(self) -> float:
        """The body's."""
        return self.body.width

    @property
    def height(self) -> float:
        """The body's, and what is above it."""
        return self.lower + self.body.height

    @property
    def white(self) -> float:
        """The body's."""
        return self.body.white

    @property
    def write(self) -> float:
        """The body's."""
        return self.body.write

    @property
    def head(self) -> Edges:
        """The body's, further inside."""
        return moved(self.body.head, deeper=self.lower)

    @property
    def tail(self) -> Edges:
        """The body's."""
        return self.body.tail

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """The body."""
        self.body.paint(canvas, x, y, height - self.lower, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Box, Box] | None:
        """As the body breaks."""
        parts = self.body.split(height - self.lower, breaking)
        return (self._replace(body=parts[0]), parts[1]) if parts else None

    def least(self, breaking: Breaking) -> float:
        """The body's, and what is above it."""
        return self.lower + self.body.least(breaking)
