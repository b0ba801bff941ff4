"""A section that runs over a page's edge: its heading is said again on the next. In the editions
whose pages are not counted."""

from __future__ import annotations

from typing import NamedTuple

from handouts.editions.paper.boxes import Box, Breaking, Layout, Placed, Ratio, stacked
from handouts.editions.paper.ink_overflow import CLEAR, Edges, over
from handouts.pdf.canvas import TaggedCanvas

#: White space below a heading that is said again, points.
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
        """As the body breaks. The heading is not said again where no page holds it together with
        what comes next."""
        parts = self.body.split(height, breaking)
        if not parts:
            return None
        above = Placed(self.again, keep_with_next=True)
        # What comes next may begin with a numeral or a picture, which has no ink of letters.
        hanging = over(self.again.tail, top=False)
        below = _BELOW_HEADING + (hanging + CLEAR if hanging > 0 else 0.0)
        rest = stacked([above, Placed(parts[1], below)], self.width)
        if rest.least(breaking) > breaking.page:
            return parts[0], _continued(parts[1], self.again)
        return parts[0], _continued(rest, self.again)

    def least(self, breaking: Breaking) -> float:
        """The body's."""
        return self.body.least(breaking)


def continued(heading: Layout, layout: Layout) -> Layout:
    """A section under a heading that is said again where the section runs over a page's edge.
    `heading` lays out the heading as no content."""
    return lambda width: _continued(layout(width), heading(width))


def _continued(body: Box, again: Box) -> Continued:
    return Continued(
        body.width, body.height, body.white, body.write, body.head, body.tail, body, again
    )
