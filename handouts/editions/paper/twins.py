"""The same block in two languages, side by side: their first lines share a base line, and what
stands in frames is equally high in both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.both_languages import BothLanguages
from handouts.editions.paper.boxes import (
    Box,
    Breaking,
    Flow,
    InFlow,
    Layout,
    Ratio,
    Solid,
    kept,
)
from handouts.editions.paper.columns import (
    Columns,
    PanelLook,
    columns,
    frame,
    panel,
    side_by_side,
)
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import Edges, moved
from handouts.editions.paper.text_box import TextBox
from handouts.pdf.canvas import TaggedCanvas


class OnBase(NamedTuple):
    """A layout that can be told how far below its top its first base line stands at the least
    (`base`), whatever stands above that line."""

    lay_out: Callable[..., Box]

    def __call__(self, width: float) -> Box:
        """Lays it out for a width, points, as it is."""
        return self.lay_out(width)


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


def beside(
    context: Context,
    first: Layout,
    second: Layout,
    gap: float,
    width: float,
    *,
    second_width: float = 0.0,
) -> Columns:
    """Two layouts side by side, as `columns` sets them. Where both begin with a line of text, these
    lines share a base line."""
    second_width = second_width or (width - gap) / 2
    shift = width - second_width
    own, other = first(shift - gap), second(second_width)
    bases = _base(own), _base(other)
    if min(bases) > 0:
        own = _lowered(first, own, bases[1] - bases[0], shift - gap)
        other = _lowered(second, other, bases[0] - bases[1], second_width)
    return side_by_side(context, own, other, shift, width)


def _base(box: Box) -> float:
    """How far below its top the first line of a box stands, points; 0 where that is not known."""
    match box:
        case TextBox() | BothLanguages():
            return box.baseline
        case Solid():
            return box.base
    return 0.0


def _lowered(layout: Layout, box: Box, by: float, width: float) -> Box:
    if by < 0.01:
        return box
    if isinstance(layout, OnBase):
        return layout.lay_out(width, base=_base(box) + by)
    return Lowered(box, by)


class AdviceColumn(NamedTuple):
    """A heading in its band over a list, in a frame of one colour, with `padding` around the list,
    points: the layout of one language."""

    context: Context
    heading: Layout
    listed: Flow
    padding: float
    color: str

    def __call__(self, width: float) -> Box:
        """Lays it out for a width, points."""
        inside = Flow(
            [
                InFlow(self.heading),
                InFlow(partial(panel, self.context, self.listed, PanelLook(self.padding))),
            ]
        )
        return frame(self.context, inside, self.color, width)


def twin_frames(
    own: AdviceColumn, english: AdviceColumn, rows: Callable[..., list[InFlow]], gap: float
) -> Layout:
    """Advice in both languages, in frames `gap` points apart that stay whole; `rows` sets the
    entries of the two lists side by side, so many points apart."""

    def lay_out(width: float) -> Box:
        padding = own.padding
        entries = Flow(rows(own.listed.items, english.listed.items, gap=gap + 2 * padding))
        inside = Flow(
            [
                InFlow(partial(columns, own.context, own.heading, english.heading, gap)),
                InFlow(partial(panel, own.context, entries, PanelLook(padding))),
            ]
        )
        return kept(frame(own.context, inside, own.color, width, gap=gap))

    return lay_out
