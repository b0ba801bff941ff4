"""Boxes around boxes and beside each other: panels, frames, columns.

Colour never carries meaning alone, and all of it survives a black-and-white copier.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.editions.paper.boxes import (
    Box,
    Breaking,
    Layout,
    Ratio,
    Solid,
    height_at,
    stacked,
)
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import Edges, beside, level_edge, moved, over, reaching
from handouts.pdf.canvas import TaggedCanvas

#: Width of a panel's bar, and the radius of its corners, points.
_BAR = 6.0
_RADIUS = 4.0

#: Space between columns, the same on the whole sheet, so that their edges line up; points.
COLUMN_GAP = 18.0

#: Width of the line around a column of advice, points.
FRAME_LINE = 2.0


class PanelLook(NamedTuple):
    """The colours of a panel (`#RRGGBB`): its tint, a bar at the start side, a frame `line` points
    wide; and the white space inside, points, with so much more at the start side (`indent`). In
    plain ink the bar is a line, and each panel has a
    frame."""

    padding: float
    fill: str | None = None
    bar: str | None = None
    frame: str | None = None
    line: float = 1.2
    indent: float = 0.0


class Panel(NamedTuple):
    """A box in a tinted panel, with a bar or a frame. Its ink stays inside."""

    width: float
    height: float
    white: float
    write: float
    body: Box
    context: Context
    look: PanelLook
    head: Edges = ()
    tail: Edges = ()

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """The panel as background, then the body."""
        look, start = self.look, self.context.start
        plain = self.context.style.plain
        frame = look.frame or (look.bar if plain else None)
        with canvas.artifact("Background"):
            if look.fill and not plain:
                canvas.draw_rect(x, y, self.width, height, fill=look.fill, radius=_RADIUS)
            if frame:
                canvas.draw_rect(
                    x, y, self.width, height, stroke=frame, line_width=look.line, radius=_RADIUS
                )
            if look.bar and plain:
                bar = start(x, self.width, _BAR / 2, 0.0)
                canvas.draw_line(bar, y, bar, y + height, stroke=look.bar, line_width=look.line)
            elif look.bar:
                bar = start(x, self.width, 0.0, _BAR)
                right = self.context.rtl
                canvas.draw_bar(bar, y, _BAR, height, radius=_RADIUS, fill=look.bar, right=right)
        left = start(x, self.width, _inset(look), self.body.width)
        above, _ = _clear(self.context, self.body, look)
        high = height_at(self.body, ratio)
        self.body.paint(canvas, left, y + height - above - high, high, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Panel, Panel] | None:
        """As the body breaks."""
        parts = self.body.split(height - sum(_clear(self.context, self.body, self.look)), breaking)
        if not parts:
            return None
        first, second = parts
        return (
            _around(self.context, first, self.look, self.width),
            _around(self.context, second, self.look, self.width),
        )

    def least(self, breaking: Breaking) -> float:
        """All of it."""
        return height_at(self, breaking.ratio)


def panel(context: Context, layout: Layout, look: PanelLook, width: float) -> Panel:
    """A body in a panel as wide as the column."""
    return _around(context, layout(width - _inset(look) - look.padding), look, width)


def _around(context: Context, body: Box, look: PanelLook, width: float) -> Panel:
    above, below = _clear(context, body, look)
    height = above + body.height + below
    head = (level_edge(width, look.line / 2, rtl=context.rtl),) if look.frame else ()
    return Panel(width, height, body.white, body.write, body, context, look, head)


def _inset(look: PanelLook) -> float:
    return look.padding + look.indent + (_BAR if look.bar else 0.0)


def _clear(context: Context, body: Box, look: PanelLook) -> tuple[float, float]:
    """White space above and below the body, and room for ink that stands out of it; in Nastaliq,
    whose ink may end far inside the body, above and below its ink."""
    white, reach = look.padding * 0.75, reaching if context.style.sloping else over
    return white + reach(body.head, top=True), white + reach(body.tail, top=False)


class Frame(NamedTuple):
    """A box in a frame of its own colour, `FRAME_LINE` points wide, as high as its row; or, where
    there is a `gap`, in two side by side that are so many points apart. What hangs from above stays
    clear of the line."""

    width: float
    body: Box
    color: str
    head: Edges
    gap: float | None = None
    tail: Edges = ()

    @property
    def height(self) -> float:
        """The body's."""
        return self.body.height

    @property
    def white(self) -> float:
        """The body's."""
        return self.body.white

    @property
    def write(self) -> float:
        """The body's."""
        return self.body.write

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """The frame, then the body at its top."""
        wide, lefts = self.width, [x]
        if self.gap is not None:
            wide = (self.width - self.gap) / 2
            lefts.append(x + wide + self.gap)
        with canvas.artifact("Layout"):
            for left in lefts:
                canvas.draw_rect(
                    left + FRAME_LINE / 2,
                    y,
                    wide - FRAME_LINE,
                    height,
                    stroke=self.color,
                    line_width=FRAME_LINE,
                )
        high = height_at(self.body, ratio)
        self.body.paint(canvas, x, y + height - high, high, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Frame, Frame] | None:
        """As the body breaks."""
        parts = self.body.split(height, breaking)
        if not parts:
            return None
        first, second = (self._replace(body=part) for part in parts)
        return first, second

    def least(self, breaking: Breaking) -> float:
        """All of it."""
        return height_at(self, breaking.ratio)


def frame(
    context: Context, layout: Layout, color: str, width: float, *, gap: float | None = None
) -> Frame:
    """A body in a frame as wide as the column; or in two, `gap` points apart."""
    head = level_edge(width, FRAME_LINE / 2, rtl=context.rtl)
    return Frame(width, layout(width), color, (head,), gap)


class Columns(NamedTuple):
    """Two boxes side by side, the first at the start side, equally high."""

    width: float
    height: float
    white: float
    write: float
    first: Box
    second: Box
    shift: float
    head: Edges
    tail: Edges
    context: Context

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """The first column whole, then the second: the reading order. A picture that grows with the
        page is as large as one beside it, whatever their captions take."""
        for box, offset in ((self.first, 0.0), (self.second, self.shift)):
            left = self.context.start(x, self.width, offset, box.width)
            grows = isinstance(box, Solid) and box.white and not box.fills
            high = height_at(box, ratio) if grows else height
            box.paint(canvas, left, y + height - high, high, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Columns, Columns] | None:
        """Both columns at the same height, but only when no page could hold them."""
        if height_at(self, breaking.ratio) <= breaking.whole:
            return None
        halves: list[tuple[Box, Box]] = []
        for box in (self.first, self.second):
            short = height_at(box, breaking.ratio) <= height
            parts = (box, stacked((), box.width)) if short else box.split(height, breaking)
            if not parts:
                return None
            halves.append(parts)
        (first, third), (second, fourth) = halves
        return (
            side_by_side(self.context, first, second, self.shift, self.width),
            side_by_side(self.context, third, fourth, self.shift, self.width),
        )

    def least(self, breaking: Breaking) -> float:
        """All of it."""
        return height_at(self, breaking.ratio)


def columns(
    context: Context,
    first: Layout,
    second: Layout,
    gap: float,
    width: float,
    *,
    second_width: float = 0.0,
) -> Columns:
    """Two layouts side by side, `gap` points apart: equally wide, unless the second is told to be
    `second_width` points wide."""
    second_width = second_width or (width - gap) / 2
    shift = width - second_width
    return side_by_side(context, first(shift - gap), second(second_width), shift, width)


def side_by_side(context: Context, first: Box, second: Box, shift: float, width: float) -> Columns:
    """Two boxes, the second `shift` points from the start side."""
    # At any ratio the row is at least as high as both: the higher one may change on the way.
    height = max(first.height, second.height)
    white = max(first.height + first.white, second.height + second.white) - height
    write = max(first.write, second.write)
    head = (*first.head, *moved(second.head, shift=shift))
    tail = (
        *moved(first.tail, deeper=height - first.height),
        *moved(second.tail, deeper=height - second.height, shift=shift),
    )
    head = head if first.head and second.head else beside(head)
    tail = tail if first.tail and second.tail else beside(tail)
    return Columns(width, height, white, write, first, second, shift, head, tail, context)
