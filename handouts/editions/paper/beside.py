"""English beside the language, for a patient and somebody at the clinic who look at one sheet.

Each block stands on the same height as its English. The language has the column in which its lines
begin: the left one, or the right one where it is written from right to left. Read aloud, each
section comes whole in the patient's language, then whole in English (see `tagging`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from handouts.editions.paper import layout
from handouts.editions.paper.boxes import Flow, InFlow, Layout, kept_whole
from handouts.editions.paper.columns import columns, panel
from handouts.editions.paper.context import Context
from handouts.editions.paper.continued import continued
from handouts.editions.paper.tagged import TaggedHandout

#: Space between the two languages, points.
_GAP = 18.0


class Sides(NamedTuple):
    """The contexts of the two languages, the patient's first."""

    own: Context
    english: Context

    def rows(self, own: Sequence[InFlow], english: Sequence[InFlow]) -> list[InFlow]:
        """The blocks of two flows that have the same ones, each beside the other."""
        return [
            row
            for first, second in zip(_singles(own), _singles(english), strict=True)
            for row in self._row(first, second)
        ]

    def _row(self, first: InFlow, second: InFlow) -> tuple[InFlow, ...]:
        """A block beside its English. A table to write in needs the whole width, and stands above
        its English."""
        if isinstance(first.layout, Flow):
            return first, second._replace(space=self.own.style.gap(15))
        layout = partial(columns, self.own, first.layout, second.layout, _GAP)
        keep = first.keep_with_next or second.keep_with_next
        return (InFlow(layout, max(first.space, second.space), keep),)

    def part(self, own: layout.Part, english: layout.Part) -> Layout:
        """A summary or a section and its English, in one panel where it has one."""
        inside: Layout = Flow(self.rows(own.items, english.items))
        if own.look is not None:
            inside = partial(panel, self.own, inside, own.look)
        if own.look is not None or own.whole:
            inside = kept_whole(inside, always=False)
        if own.again is None or english.again is None:
            return inside
        return continued(partial(columns, self.own, own.again, english.again, _GAP), inside)


def _singles(items: Sequence[InFlow]) -> Iterator[InFlow]:
    """The blocks of a flow and of the flows in it. A table and its words are one block."""
    for item in items:
        inner = item.layout
        if isinstance(inner, Flow) and inner.element is None and inner.items:
            blocks = list(_singles(_unparted(inner)))
            blocks[0] = blocks[0]._replace(space=item.space)
            keep = item.keep_with_next or blocks[-1].keep_with_next
            yield from [*blocks[:-1], blocks[-1]._replace(keep_with_next=keep)]
        else:
            yield item


def _unparted(flow: Flow) -> list[InFlow]:
    """The blocks of a flow, the `fewest` of which at either end stay together."""
    most = len(flow.items) - 1
    return [
        item._replace(keep_with_next=True)
        if place < most and (place < flow.fewest - 1 or place > most - flow.fewest)
        else item
        for place, item in enumerate(flow.items)
    ]


def head(sides: Sides, own: TaggedHandout, english: TaggedHandout) -> list[InFlow]:
    """Title and subtitle: the top of the first page."""
    return sides.rows(layout.head(sides.own, own), layout.head(sides.english, english))


def body(sides: Sides, own: TaggedHandout, english: TaggedHandout) -> list[InFlow]:
    """Summary and sections, an item each."""
    summaries = [
        layout.summary_part(context, one.summary)
        for context, one in zip(sides, (own, english), strict=True)
    ]
    space = layout.space_above_summary(sides.own.style)
    items = [InFlow(sides.part(*summaries), space)]
    for number, pair in enumerate(zip(own.sections, english.sections, strict=True), 1):
        parts = [
            layout.section_part(context, section, stamp=context is sides.own)
            for context, section in zip(sides, pair, strict=True)
        ]
        before = own.sections[number - 2] if number > 1 else None
        space = layout.space_above(sides.own.style, pair[0], before)
        keep = layout.together(pair[0], own.sections[number:])
        items.append(InFlow(sides.part(*parts), space, keep))
    return items
