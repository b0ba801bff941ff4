"""Boxes → pages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from handouts.editions.paper.boxes import (
    Breaking,
    Placed,
    Ratio,
    break_boxes,
    height_at,
    total_height,
)
from handouts.editions.paper.ink_overflow import over

#: The boxes of one page, from its top.
Page = tuple[Placed, ...]

#: How far the ink of a last line may reach below the page's frame and stay clear of the foot's
#: rule; points.
_BELOW_FRAME = 1.6


#: What pages hold at the most of the height of boxes: a break inside one leaves out white space.
_DENSEST = 0.95

#: How much higher the next place to end a page stands, at least; points.
_STEP = 12.0


class Frames(NamedTuple):
    """Height for boxes on the first page and on each other one, points."""

    first: float
    other: float

    def height(self, number: int) -> float:
        """Of the page with this number, from 0."""
        return self.other if number else self.first


def below_frame(page: Sequence[Placed]) -> float:
    """How much further than it may the ink of a page's last box would reach below its frame, where
    the box ends with the frame; points."""
    return over(page[-1].box.tail, top=False) - _BELOW_FRAME if page else 0.0


def paginate(
    boxes: Sequence[Placed], frames: Frames, breaking: Breaking, most_empty: float, *, whole: bool
) -> tuple[Page, ...]:
    """Breaks boxes over pages. With `whole`, a box that a page can hold is moved rather than
    broken, where that leaves no more than the share `most_empty` of the page empty."""
    pages: list[Page] = []
    rest = list(boxes)
    while rest:
        height = frames.height(len(pages))
        head, tail = _broken(rest, height, breaking)
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


class PageCost(Protocol):
    """What a page costs for how full it is."""

    def __call__(self, page: Page, height: float, last: bool, /) -> float:
        """The cost of these boxes in a frame `height` points high, on the last page or another."""


class BlankCost(NamedTuple):
    """A page that ends higher than its frame costs the square of the share of it that stays blank
    once all that stretches has: `stretch` tells how many points of a page do, and one that cannot
    stretch at all costs `tight`."""

    stretch: Callable[[Page], float]
    tight: float = 0.03

    def __call__(self, page: Page, height: float, last: bool) -> float:  # noqa: ARG002
        """What a page costs."""
        left, stretch = max(0.0, height - total_height(page, Ratio())), self.stretch(page)
        blank = max(0.0, left - stretch)
        tight = max(0.0, 1.0 - left / stretch) if stretch else 0.0
        return (blank / height) ** 2 + self.tight * tight**3


class Even(NamedTuple):
    """How pages are filled evenly. Each costs what it does by itself (`page_cost`). A box that runs
    over a page's edge costs `broken`, and its cost there (`End.cost`) as many times more; where the
    next page is on another leaf of paper, `turned` times as much. No page is less full than the
    share `fullest` while another follows."""

    page_cost: PageCost
    broken: float = 0.06
    turned: float = 1.0
    fullest: float = 0.4

    def edge_cost(self, page: Page, number: int) -> float:
        """What it costs that the last box of a page runs over its edge."""
        return self.broken * (1.0 + page[-1].end.cost) * (self.turned if number % 2 else 1.0)


#: What it costs at the least to fill some pages, and the boxes of each.
_Way = tuple[float, tuple[Page, ...]]


def paginate_evenly(
    boxes: Sequence[Placed], frames: Frames, breaking: Breaking, even: Even
) -> tuple[Page, ...]:
    """Breaks boxes over as few pages as can hold them, so that all are about equally full: of all
    places to break, those that cost the least together."""
    (pages,) = evenly(boxes, frames, breaking, even, more=0).values()
    return pages


def evenly(
    boxes: Sequence[Placed], frames: Frames, breaking: Breaking, even: Even, *, more: int
) -> dict[int, tuple[Page, ...]]:
    """Breaks boxes over pages: over as few as can hold them, and over up to so many `more`, where
    they can fill those; for each number of pages, at the places that cost the least together."""
    known: dict[tuple[int, int, int], dict[int, _Way]] = {}

    def fewest(rest: list[Placed]) -> int:
        high = sum([height_at(placed.box, breaking.ratio) for placed in rest])
        return math.ceil(_DENSEST * high / frames.other)

    def best(rest: list[Placed], number: int) -> dict[int, _Way]:
        if not rest:
            return {0: (0.0, ())}
        height = frames.height(number)
        high = total_height(rest, breaking.ratio)
        if high <= height:
            return {1: (even.page_cost(tuple(rest), height, True), (tuple(rest),))}
        # All pages but the first are alike, but for the side of the leaf that they are on.
        key = number and 1 + number % 2, len(rest), round(high)
        if key not in known:
            found: dict[int, _Way] = {}
            for page, tail in _places(rest, height, breaking, even):
                if found and 1 + fewest(tail) > min(found) + more:
                    break  # and so for all pages that are less full
                cost = even.page_cost(page, height, not tail)
                if len(page) + len(tail) > len(rest):
                    cost += even.edge_cost(page, number)
                for count, (others, following) in best(tail, number + 1).items():
                    way = cost + others, (page, *following)
                    if count + 1 not in found or way[0] < found[count + 1][0]:
                        found[count + 1] = way
            most = min(found) + more
            known[key] = {count: way for count, way in found.items() if count <= most}
        return known[key]

    return {count: pages for count, (_, pages) in best(list(boxes), 0).items()}


def _places(
    rest: list[Placed], height: float, breaking: Breaking, even: Even
) -> Iterator[tuple[Page, list[Placed]]]:
    """Where a page may end, the fullest first."""
    limit, found = height, False
    while limit > even.fullest * height:
        head, tail = _broken(rest, limit, breaking)
        if not head:
            break
        high = total_height(head, breaking.ratio)
        if found and high < even.fullest * height:
            break
        yield tuple(head), tail
        found = True
        limit = high - _STEP
    if not found:
        head, tail = _force(rest, height, breaking)
        yield tuple(head), tail


def _broken(
    rest: list[Placed], height: float, breaking: Breaking
) -> tuple[list[Placed], list[Placed]]:
    """What a page of this height holds, its last ink clear of the foot, and the rest."""
    head, tail = break_boxes(rest, height, breaking)
    below = below_frame(head)
    return break_boxes(rest, height - below, breaking) if below > 0 else (head, tail)


def _force(
    rest: list[Placed], height: float, breaking: Breaking
) -> tuple[list[Placed], list[Placed]]:
    """What no page can hold is broken where it may be, else set as it is."""
    parts = rest[0].box.split(height, breaking)
    if parts:
        return [Placed(parts[0])], [Placed(parts[1]), *rest[1:]]
    return [rest[0]], rest[1:]
