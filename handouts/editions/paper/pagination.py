"""Boxes → pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.editions.paper.boxes import (
    Breaking,
    Placed,
    break_boxes,
    height_at,
    total_height,
)
from handouts.editions.paper.ink_overflow import over

#: The boxes of one page, from its top.
Page = tuple[Placed, ...]

#: How far the ink of a last line may reach below the page's frame and stay clear of the foot's
#: rule; points.
_BELOW_FRAME = 3.5


class Frames(NamedTuple):
    """Height for boxes on the first page and on each other one, points."""

    first: float
    other: float

    def height(self, number: int) -> float:
        """Of the page with this number, from 0."""
        return self.other if number else self.first


def paginate(
    boxes: Sequence[Placed], frames: Frames, breaking: Breaking, most_empty: float, *, whole: bool
) -> tuple[Page, ...]:
    """Breaks boxes over pages. With `whole`, a box that a page can hold is moved rather than
    broken, where that leaves no more than the share `most_empty` of the page empty."""
    pages: list[Page] = []
    rest = list(boxes)
    while rest:
        height = frames.height(len(pages))
        head, tail = break_boxes(rest, height, breaking)
        below = over(head[-1].box.tail, top=False) - _BELOW_FRAME if head else 0.0
        if below > 0:
            head, tail = break_boxes(rest, height - below, breaking)
        if whole and tail and head and head[-1] is not rest[len(head) - 1]:
            above = total_height(head[:-1], breaking.ratio)
            broken = height_at(rest[len(head) - 1].box, breaking.ratio)
            if broken <= frames.other and height - above <= most_empty * height:
                head, tail = head[:-1], rest[len(head) - 1 :]
        if not head:
            head, tail = _force(rest, height, breaking)
        pages.append(tuple(head))
        rest = tail
    return tuple(pages)


def _force(
    rest: list[Placed], height: float, breaking: Breaking
) -> tuple[list[Placed], list[Placed]]:
    """What no page can hold is broken where it may be, else set as it is."""
    parts = rest[0].box.split(height, breaking)
    if parts:
        return [Placed(parts[0])], [Placed(parts[1]), *rest[1:]]
    return [rest[0]], rest[1:]
