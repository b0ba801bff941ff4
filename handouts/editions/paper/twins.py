"""The same block in two languages, side by side: their first lines share a base line, and what
stands in frames is equally high in both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.base_lines import first_base, on_base
from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, kept
from handouts.editions.paper.columns import (
    Columns,
    PanelLook,
    columns,
    frame,
    panel,
    side_by_side,
)
from handouts.editions.paper.context import Context


class OnBase(NamedTuple):
    """A layout that can be told how far below its top its first base line stands at the least
    (`base`), whatever stands above that line."""

    lay_out: Callable[..., Box]

    def __call__(self, width: float) -> Box:
        """Lays it out for a width, points, as it is."""
        return self.lay_out(width)


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
    bases = first_base(own), first_base(other)
    if min(bases) > 0:
        own = _lowered(first, own, bases[1] - bases[0], shift - gap)
        other = _lowered(second, other, bases[0] - bases[1], second_width)
    return side_by_side(context, own, other, shift, width)


def _lowered(layout: Layout, box: Box, by: float, width: float) -> Box:
    if by < 0.01:
        return box
    base = first_base(box) + by
    return layout.lay_out(width, base=base) if isinstance(layout, OnBase) else on_base(box, base)


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
