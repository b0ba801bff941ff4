"""English beside the language, for a patient and somebody at the clinic who look at one sheet.

Each block stands on the same height as its English. The language has the column in which its lines
begin: the left one, or the right one where it is written from right to left. What is filled in
stands once, over both columns, under labels in both languages (see `shared_tags`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from handouts.editions.paper import layout
from handouts.editions.paper.blocks import (
    block_of,
    blocks_of,
    is_instruction,
    is_introduced,
    with_instruction,
)
from handouts.editions.paper.boxes import Flow, InFlow, Layout, kept_whole
from handouts.editions.paper.call_boxes import urgent_and_call, where_to_call
from handouts.editions.paper.columns import panel
from handouts.editions.paper.context import Context
from handouts.editions.paper.continued import continued, text_again
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.page_ends import little_costs
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.tagged import (
    TaggedBlock,
    TaggedFigure,
    TaggedHandout,
    TaggedSection,
    TaggedText,
)
from handouts.editions.paper.twins import AdviceColumn, OnBase, beside, twin_frames

#: Space between the two languages, points.
_GAP = 18.0

#: The least width of a drawing that has words of its own, and so explains what a section tells of;
#: points.
_EXPLAINING = 150.0

#: A block and its English. One that stands once is the same in both.
_Pair = tuple[TaggedBlock, TaggedBlock]


class Sides(NamedTuple):
    """The contexts of the two languages, the patient's first."""

    own: Context
    english: Context

    def rows(
        self, own: Sequence[InFlow], english: Sequence[InFlow], *, gap: float = _GAP
    ) -> list[InFlow]:
        """The blocks of two flows that have the same ones, each beside the other, `gap` points
        apart."""
        return [
            self._row(first, second, gap)
            for first, second in zip(_singles(own), _singles(english), strict=True)
        ]

    def _row(self, first: InFlow, second: InFlow, gap: float = _GAP) -> InFlow:
        keep = first.keep_with_next or second.keep_with_next
        own, english = first.layout, second.layout
        row: Layout
        if isinstance(own, AdviceColumn) and isinstance(english, AdviceColumn):
            row = twin_frames(own, english, self.rows, gap)
        else:
            row = partial(beside, self.own, own, english, gap)
        cost = max(first.cost, second.cost)
        return InFlow(row, max(first.space, second.space), keep, cost)

    def summary(self, own: layout.Part, english: layout.Part) -> Layout:
        """The main thing and its English, in one panel."""
        return self._around(own, english, self.rows(own.items, english.items))

    def section(self, own: TaggedSection, english: TaggedSection) -> Layout:
        """A section and its English, in one panel where it has one."""
        if own.is_call:
            return where_to_call(self.own, _in_both(own, english))
        form = layout.is_form(own)
        if form and english.figure and not english.figure.element:
            english = english._replace(figure=None)  # one sign is enough for one form
        parts = layout.section_part(self.own, own), layout.section_part(self.english, english)
        headings = (
            [each._replace(layout=OnBase(each.layout)) for each in part.items] for part in parts
        )
        items = self.rows(*headings)
        pairs = list(zip(own.blocks, english.blocks, strict=True))
        if form or not own.figure or not english.figure:
            items += little_costs(self._blocks(pairs))
        else:
            items += little_costs(self._led(pairs, (own.figure, english.figure)), led=True)
        return self._around(*parts, items)

    def _around(self, own: layout.Part, english: layout.Part, items: Sequence[InFlow]) -> Layout:
        inside: Layout = Flow(items)
        if own.look is not None:
            inside = partial(panel, self.own, inside, own.look)
        if own.look is not None or own.whole:
            inside = kept_whole(inside, always=False)
        if own.again is None or english.again is None:
            return inside
        again = partial(beside, self.own, OnBase(own.again), OnBase(english.again), _GAP)
        return continued(again, inside)

    def _blocks(self, pairs: Sequence[_Pair], *, first: bool = True) -> list[InFlow]:
        """Blocks and their English; what stands once, over the whole width."""
        items: list[InFlow] = []
        for once, run in groupby(enumerate(pairs), lambda one: one[1][0] is one[1][1]):
            numbers, some = zip(*run, strict=True)
            before = first and not numbers[0]
            after = pairs[numbers[-1] + 1 :][:1]
            sides = [
                blocks_of(
                    context,
                    [pair[side] for pair in some],
                    first=before,
                    after=after[0][side] if after else None,
                )
                for side, context in enumerate(self[:1] if once else self)
            ]
            said = pairs[numbers[0] - 1] if numbers[0] else None
            if once and said and is_instruction(said[0], some[0][0]):
                own, english = (
                    partial(text_again, context, text, context.style.body)
                    for context, text in zip(self, said, strict=True)
                    if isinstance(text, TaggedText)
                )
                again = partial(beside, self.own, own, english, _GAP)
                sides[0][0] = with_instruction(sides[0][0], again)
            items += sides[0] if once else self.rows(*sides)
        return items

    def _led(
        self, pairs: Sequence[_Pair], figures: tuple[TaggedFigure, TaggedFigure]
    ) -> list[InFlow]:
        """Blocks and their English, led by a picture each: above them at the start side; a small
        one that has no words of its own beside the first words."""
        explain = any(one.caption or one.labels for one in figures)
        sizes, medium = self.own.style.sizes, self.own.style.medium
        usual = max(medium, _EXPLAINING) if explain else medium
        shown = [
            Picture(context, figure, usual, sizes.big)
            for context, figure in zip(self, figures, strict=True)
        ]
        gap = self.own.style.gap(8)
        words = [block for block in pairs[0] if isinstance(block, TaggedText)]
        if self.own.style.level.small and not explain and len(words) == 2:
            items = self._blocks(pairs[1:], first=False)
            if pairs[1:] and isinstance(pairs[1][0], TaggedText):
                space = items[0].space
                least = self.own.style.between_paragraphs
                items[0] = items[0]._replace(space=space._replace(natural=max(space[0], least)))
            first, second = (
                pictured(context, picture, block_of(context, text, context.style.body), level=True)
                for context, picture, text in zip(self, shown, words, strict=True)
            )
            keep = bool(pairs[1:]) and is_introduced(pairs[1][0])
            return [self._row(InFlow(first, gap, keep), InFlow(second, gap)), *items]
        # A heading and a drawing say nothing without the words that they belong to.
        own, english = (InFlow(picture, gap, keep_with_next=True) for picture in shown)
        return [self._row(own, english), *self._blocks(pairs)]


def _singles(items: Sequence[InFlow]) -> Iterator[InFlow]:
    """The blocks of a flow and of the flows in it. A table and its words are one block."""
    for item in items:
        inner = item.layout
        if isinstance(inner, Flow) and inner.element is None and inner.items:
            blocks = list(_singles(_unparted(inner)))
            blocks[0] = blocks[0]._replace(space=item.space)
            keep = item.keep_with_next or blocks[-1].keep_with_next
            cost = max(item.cost, blocks[-1].cost)
            yield from [*blocks[:-1], blocks[-1]._replace(keep_with_next=keep, cost=cost)]
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
    """Summary and sections, an item each; when to call right away shares a row with whom."""
    summaries = [
        layout.summary_part(context, one.summary)
        for context, one in zip(sides, (own, english), strict=True)
    ]
    space = layout.space_above_summary(sides.own.style)
    items = [InFlow(sides.summary(*summaries), space)]
    waiting, before = list(zip(own.sections, english.sections, strict=True)), None
    while waiting:
        pair = waiting.pop(0)
        space = layout.space_above(sides.own.style, pair[0], before)
        before = pair[0]
        following = [section for section, _ in waiting]
        keep = layout.together(pair[0], following)
        if keep and _stands_once(*pair) and _stands_once(*waiting[0]):
            urgent, call = _in_both(*pair), _in_both(*waiting.pop(0))
            two = partial(urgent_and_call, sides.own, urgent, call)
            items.append(InFlow(two, space))
        else:
            items.append(InFlow(sides.section(*pair), space, keep))
    return items


def _stands_once(own: TaggedSection, english: TaggedSection) -> bool:
    """Whether nothing of a section but its heading stands beside its English."""
    drawn = english.figure is not None and english.figure.element is not None
    pairs = zip(own.blocks, english.blocks, strict=True)
    return not drawn and all(first is second for first, second in pairs)


def _in_both(own: TaggedSection, english: TaggedSection) -> TaggedSection:
    """A section whose heading is in both languages."""
    return own._replace(heading=own.heading._replace(english=english.heading))
