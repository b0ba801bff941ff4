"""A section that runs over a page's edge: its heading is said again on the next, and the
instruction of a list that goes on there. In the editions whose pages are not counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.editions.paper.boxes import (
    Box,
    Breaking,
    Layout,
    Placed,
    Ratio,
    Solid,
    Stack,
    end_of,
    stacked,
)
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR, Edges, over
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import text_box
from handouts.pdf.canvas import TaggedCanvas

#: White space below what is said again, points.
_BELOW_HEADING = 4.0


class Continued(NamedTuple):
    """A section, and its heading as it stands above the rest of the section: for the eye alone,
    since the section goes on for a screen reader."""

    width: float
    height: float
    white: float
    write: float
    head: Edges
    tail: Edges
    body: Box
    again: Box

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Paints the body."""
        self.body.paint(canvas, x, y, height, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Box, Box] | None:
        """As the body breaks. Nothing is said again that no page holds together with what comes
        next."""
        parts = self.body.split(height, breaking)
        if not parts:
            return None
        said = end_of(parts[0]).again
        for above in ([self.again, said] if said else [], [self.again]):
            rest = _under(above, parts[1], self.width)
            if above and rest.least(breaking) <= breaking.page:
                return parts[0], _continued(rest, self.again)
        return parts[0], _continued(parts[1], self.again)

    def least(self, breaking: Breaking) -> float:
        """The body's."""
        return self.body.least(breaking)


def _under(above: Sequence[Box], rest: Box, width: float) -> Stack:
    """What is left of a section, under what is said again."""
    boxes: list[Placed] = []
    below = 0.0
    for box in above:
        boxes.append(Placed(box, below, keep_with_next=True))
        # What comes next may begin with a numeral or a picture, which has no ink of letters.
        hanging = over(box.tail, top=False)
        below = _BELOW_HEADING + (hanging + CLEAR if hanging > 0 else 0.0)
    return stacked([*boxes, Placed(rest, below)], width)


def text_again(context: Context, tagged: TaggedText, style: TextStyle, width: float) -> Solid:
    """A message that is said again, as no content."""
    words = text_box(context, tagged, style, width)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        with canvas.artifact("Pagination"):
            words.paint_lines(canvas, x, y + height)

    return Solid(width, words.height, draw, words.head, words.tail, base=words.baseline)


def continued(heading: Layout, layout: Layout) -> Layout:
    """A section under a heading that is said again where the section runs over a page's edge.
    `heading` lays out the heading as no content."""
    return lambda width: _continued(layout(width), heading(width))


def _continued(body: Box, again: Box) -> Continued:
    return Continued(
        body.width, body.height, body.white, body.write, body.head, body.tail, body, again
    )
