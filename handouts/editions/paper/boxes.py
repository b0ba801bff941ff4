"""Boxes: what has been laid out, frozen, ready to be broken over pages and painted.

A `Layout` called with a width gives a `Box` that never changes. White space in it is glue, as in
TeX: lines are broken once, its height follows from a `Ratio` chosen when all boxes are known::

    height at a ratio  =  height + white * ratio.white + write * ratio.write

Breaking a box over a page gives two others, and painting one only reads it. Both halves of a broken
box carry the same structure elements, so a paragraph that runs over a page stays one paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple, Protocol

from handouts.editions.paper.ink_overflow import Edges, needed
from handouts.editions.paper.style import Glue
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement


class Ratio(NamedTuple):
    """How much of the stretch is taken, from 0 to 1: of the white space between blocks, and of the
    room for handwriting."""

    white: float = 0.0
    write: float = 0.0


class Breaking(NamedTuple):
    """What may be broken at a page's edge, at a ratio. A box that would better stay whole is broken
    all the same where it is higher than `whole` points, for with its heading it might fit on no
    page; and, unless it must `always` stay whole, where the sheet would not fit otherwise
    (`loose`). Boxes that must not be parted stay together where a `page`, points high, holds
    them; else each at least with the next."""

    whole: float
    ratio: Ratio
    loose: bool = False
    page: float = inf


class Box(Protocol):
    """Something laid out: its size in points, how far its white space and its room for handwriting
    stretch, and the ink of its first and last line where it may stand out of the box."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    @property
    def white(self) -> float: ...

    @property
    def write(self) -> float: ...

    @property
    def head(self) -> Edges: ...

    @property
    def tail(self) -> Edges: ...

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Paints the box with its lower left corner at (x, y), `height` high: as high as it is at
        this ratio, or as the row in which it stands."""

    def split(self, height: float, breaking: Breaking) -> tuple[Box, Box] | None:
        """Two boxes, the first no higher than `height`; None when it cannot be broken there."""

    def least(self, breaking: Breaking) -> float:
        """The least height that may stand alone at the foot of a page."""


def height_at(box: Box, ratio: Ratio) -> float:
    """How high a box is at a ratio, points."""
    return box.height + box.white * ratio[0] + box.write * ratio[1]


class Layout(Protocol):
    """Lays something out."""

    def __call__(self, width: float, /) -> Box:
        """The box for a width, points."""


class InFlow(NamedTuple):
    """A block in a flow, yet to be laid out, and the white space above it. `cost` and `again` as in
    `End`."""

    layout: Layout
    space: Glue = Glue()
    keep_with_next: bool = False
    cost: float = 0.0
    again: Layout | None = None


class End(NamedTuple):
    """What it means to end a page right below a box, inside a list or a section: how much worse
    than another such end it is, and what is said again on the next page."""

    cost: float = 0.0
    again: Box | None = None


class Placed(NamedTuple):
    """A box in a flow, and the white space above it, points; and its `end`."""

    box: Box
    space: float = 0.0
    stretch: float = 0.0
    keep_with_next: bool = False
    end: End = End()


class Solid(NamedTuple):
    """A box that is never broken; `draw` paints it. Where it grows for handwriting, it does so
    above its words, which begin `lower` points below its top. One that `fills` its row is painted
    as high as what stands beside it. Its first line stands `base` points below its top, where that
    is known."""

    width: float
    height: float
    draw: Callable[[TaggedCanvas, float, float, float], None]
    head: Edges = ()
    tail: Edges = ()
    white: float = 0.0
    write: float = 0.0
    lower: float = 0.0
    fills: bool = False
    base: float = 0.0

    def paint(
        self,
        canvas: TaggedCanvas,
        x: float,
        y: float,
        height: float,
        ratio: Ratio,  # noqa: ARG002
    ) -> None:
        """Paints it."""
        self.draw(canvas, x, y, height)

    def split(self, height: float, breaking: Breaking) -> None:
        """Not at all."""

    def least(self, breaking: Breaking) -> float:
        """All of it."""
        return height_at(self, breaking.ratio)


def blank(height: float) -> Layout:
    """White space, so many points high."""
    return lambda width: Solid(width, height, lambda *_: None)


class KeepTogether(NamedTuple):
    """A box that stays whole: not broken at all, unless it is higher than most of a page, or the
    sheet would not fit and it need not `always` stay whole."""

    width: float
    height: float
    white: float
    write: float
    head: Edges
    tail: Edges
    body: Box
    always: bool

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Paints the body."""
        self.body.paint(canvas, x, y, height, ratio)

    def _may_break(self, breaking: Breaking) -> bool:
        too_high = height_at(self, breaking.ratio) > breaking.whole
        return too_high or (breaking.loose and not self.always)

    def split(self, height: float, breaking: Breaking) -> tuple[Box, Box] | None:
        """As the body breaks, where that is allowed."""
        return self.body.split(height, breaking) if self._may_break(breaking) else None

    def least(self, breaking: Breaking) -> float:
        """The body's, where it may be broken."""
        if self._may_break(breaking):
            return self.body.least(breaking)
        return height_at(self, breaking.ratio)


def kept(body: Box, *, always: bool = True) -> KeepTogether:
    """A body that stays whole."""
    return KeepTogether(
        body.width, body.height, body.white, body.write, body.head, body.tail, body, always
    )


def kept_whole(layout: Layout, *, always: bool = True) -> Layout:
    """A layout whose box stays whole."""
    return lambda width: kept(layout(width), always=always)


class Stack(NamedTuple):
    """Boxes one below the other. `fewest` of them stay together at either side of a page's edge;
    such boxes (rows of a table, say) are not broken themselves. With an `element` it says where
    that stands (ISO 32000-1, 14.8.5.4.3), as long as it stands on one page. One that goes on
    on the next page has an `end`."""

    width: float
    height: float
    white: float
    write: float
    children: tuple[Placed, ...]
    head: Edges
    tail: Edges
    fewest: int = 1
    element: StructElement | None = None
    end: End = End()

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Paints the boxes in order."""
        top = y + height
        paint_boxes(self.children, canvas, x, top, ratio)
        if self.element:
            bottom = top - height_at(self, ratio)
            canvas.place(self.element, (x, bottom, x + self.width, top))

    def split(self, height: float, breaking: Breaking) -> tuple[Box, Box] | None:
        """Between boxes, or inside the one that crosses the edge."""
        head, tail = break_boxes(self.children, height, breaking)
        while tail and len(tail) < self.fewest and head:
            tail.insert(0, head.pop())
        if len(head) < self.fewest or not tail:
            return None
        first = stacked(head, self.width, self.fewest)._replace(end=head[-1].end)
        return first, stacked(tail, self.width, self.fewest)

    def least(self, breaking: Breaking) -> float:
        """The first boxes' least height, with what they must not be parted from."""
        return least_of(self.children, self.fewest, breaking)


def total_height(boxes: Sequence[Placed], ratio: Ratio) -> float:
    """Height of boxes one below the other at a ratio, points; without the space above the first."""
    total = 0.0
    for number, (box, space, stretch, *_) in enumerate(boxes):
        total += height_at(box, ratio)
        if number:
            total += space + stretch * ratio.white
    return total


def paint_boxes(
    boxes: Sequence[Placed], canvas: TaggedCanvas, x: float, top: float, ratio: Ratio
) -> None:
    """Paints boxes one below the other, the first one at the top."""
    white, write = ratio
    first = True
    for box, space, stretch, *_ in boxes:
        height = box.height + box.white * white + box.write * write
        top -= height if first else height + space + stretch * white
        box.paint(canvas, x, top, height, ratio)
        first = False


class Flow(NamedTuple):
    """Blocks one below the other: the layout of a `Stack`."""

    items: Sequence[InFlow]
    fewest: int = 1
    element: StructElement | None = None

    def __call__(self, width: float) -> Stack:
        """Lays the blocks out for a width, points."""
        return stacked(laid_out(self.items, width), width, self.fewest, self.element)


def laid_out(items: Sequence[InFlow], width: float) -> list[Placed]:
    """Blocks of a flow laid out for a width, points."""
    return [
        Placed(layout(width), *space, keep, End(cost, again(width) if again else None))
        for layout, space, keep, cost, again in items
    ]


def stacked(
    boxes: Sequence[Placed], width: float, fewest: int = 1, element: StructElement | None = None
) -> Stack:
    """Boxes one below the other, their ink kept apart."""
    children = kept_apart(boxes)
    height = white = write = 0.0
    for number, (box, space, stretch, *_) in enumerate(children):
        height += box.height
        white += box.white
        write += box.write
        if number:
            height += space
            white += stretch
    head, tail = (children[0].box.head, children[-1].box.tail) if children else ((), ())
    return Stack(width, height, white, write, children, head, tail, fewest, element)


def kept_apart(boxes: Sequence[Placed]) -> tuple[Placed, ...]:
    """The same boxes, with more space between them where the ink of one would meet the next."""
    found: list[Placed] = []
    tail: Edges = ()
    for placed in boxes:
        box = placed.box
        head = box.head
        found.append(apart(placed, tail) if found and (tail or head) else placed)
        tail = box.tail
    return tuple(found)


def apart(placed: Placed, tail: Edges) -> Placed:
    """A box far enough below the ink of the one above it (`tail`)."""
    least = needed(tail, placed.box.head)
    if least <= placed.space:
        return placed
    most = max(placed.space + placed.stretch, least)
    return placed._replace(space=least, stretch=most - least)


def least_of(boxes: Sequence[Placed], fewest: int, breaking: Breaking) -> float:
    """The least height of the first of some boxes that may stand at the foot of a page."""
    ratio = breaking.ratio
    total = 0.0
    few = fewest > 1 and len(boxes) < 2 * fewest
    for number, (box, space, stretch, keep_with_next, _) in enumerate(boxes):
        total += space + stretch * ratio.white if number else 0.0
        if not few and not keep_with_next and number + 1 >= fewest:
            return total + box.least(breaking)
        total += height_at(box, ratio)
    return total


def _together(boxes: Sequence[Placed], breaking: Breaking) -> tuple[float, int]:
    """The height that the first of some boxes wants, with those that it must not be parted from,
    and how many of those follow it. Where no page holds them all, as many as one holds stay with
    it: it stands alone only where none holds it with the next."""
    ratio = breaking.ratio
    wanted = least_of(boxes, 1, breaking)
    if wanted <= breaking.page:
        return wanted, 0
    high = wanted = height_at(boxes[0].box, ratio)
    kept = boxes[0].keep_with_next
    for count, (box, space, stretch, keep_with_next, _) in enumerate(boxes[1:]):
        least = high + space + stretch * ratio.white + box.least(breaking)
        if not kept or least > breaking.page:
            return wanted, count
        wanted = least
        high += space + stretch * ratio.white + height_at(box, ratio)
        kept = keep_with_next
    return wanted, len(boxes) - 1


def end_of(part: Box) -> End:
    """The end of the first part of a broken box."""
    while not isinstance(part, Stack):
        body: Box | None = getattr(part, "body", None)
        if body is None:
            return End()
        part = body
    return part.end


def break_boxes(
    boxes: Sequence[Placed], height: float, breaking: Breaking
) -> tuple[list[Placed], list[Placed]]:
    """The boxes that fit into `height`, and the rest. A box that must stay with the next one moves
    on with it; the first half may be empty."""
    ratio = breaking.ratio
    head: list[Placed] = []
    left = height
    follow = 0
    for number, placed in enumerate(boxes):
        box, asked, stretch, keep_with_next, _ = placed
        space = asked + stretch * ratio.white if head else 0.0
        high = wanted = height_at(box, ratio)
        if follow:  # with the box before, which no page holds with all that belongs to it
            follow -= 1
            keep_with_next = False
        elif keep_with_next:
            wanted, follow = _together(boxes[number:], breaking)
            keep_with_next = wanted > high
        if space + wanted <= left + 0.01:
            head.append(placed)
            left -= space + high
            continue
        parts = None if keep_with_next else box.split(left - space, breaking)
        if parts:
            rest = [Placed(parts[1]), *boxes[number + 1 :]]
            return [*head, Placed(parts[0], asked, stretch, end=end_of(parts[0]))], rest
        return head, list(boxes[number:])
    return head, []
