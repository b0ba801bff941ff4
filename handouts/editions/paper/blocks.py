"""Blocks of a section in a flow: what each kind of block looks like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from handouts.editions.paper.boxes import Flow, InFlow, Layout, kept
from handouts.editions.paper.columns import PanelLook, columns, frame, panel
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.forms import (
    diary,
    filled_line,
    is_half,
    ruled_lines,
    second_width,
    write_table,
    writing_line,
)
from handouts.editions.paper.headings import advice_heading
from handouts.editions.paper.ink_overflow import CLEAR
from handouts.editions.paper.list_items import Marker, bullet, list_item, numeral, sign, tick_box
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import (
    TaggedAdvice,
    TaggedBlock,
    TaggedCallout,
    TaggedColumns,
    TaggedDiary,
    TaggedFigure,
    TaggedItem,
    TaggedLine,
    TaggedLines,
    TaggedList,
    TaggedText,
    TaggedTimeline,
    TaggedWriteTable,
)
from handouts.editions.paper.text_box import text_box
from handouts.editions.paper.timeline import moments, timeline
from handouts.model.document import Bullets, Steps
from handouts.pdf.tags import StructElement

#: A longer list has two entries or more on either side of a page's edge.
_SHORT_LIST = 3

#: Space between columns, the same on the whole sheet, so that their edges line up; points.
COLUMN_GAP = 18.0


def whole(layout: Layout) -> Layout:
    """A layout whose box stays whole."""
    return lambda width: kept(layout(width))


def blocks_of(context: Context, blocks: Sequence[TaggedBlock]) -> list[InFlow]:
    """Blocks one below the other; blank lines two by two."""
    gap = context.style.gap(6)
    items: list[InFlow] = []
    lines = [block for block in blocks if isinstance(block, TaggedLine)]
    second = second_width(context, lines, COLUMN_GAP)
    alone = False  # whether the last one is a line that has no neighbour yet
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        layout = block_of(context, block, context.style.body)
        line = isinstance(block, TaggedLine)
        half = isinstance(block, TaggedLine) and is_half(context, block, COLUMN_GAP)
        if half and alone:
            two = partial(columns, context, items[-1].layout, layout, COLUMN_GAP)
            items[-1] = InFlow(partial(two, second_width=second), gap)
        else:
            # "Write down what we tell you:" is nothing without what follows.
            keep = isinstance(block, TaggedText) and _is_introduced(following)
            keep = keep or (line and isinstance(following, TaggedDiary))
            # A label belongs to the lines below it, not to the list above.
            apart = isinstance(block, TaggedLines) and bool(items)
            space = context.style.gap(14) if apart else gap
            if isinstance(block, TaggedList) and isinstance(block.block, Steps):
                # Ink below a heading stays clear of the first numeral.
                space = space._replace(natural=space.natural + 2 * CLEAR)
            items.append(InFlow(layout, space, keep))
        alone = half and not alone
    return items


def _is_introduced(block: TaggedBlock | None) -> bool:
    """Whether a paragraph before the block introduces it."""
    return isinstance(
        block, TaggedList | TaggedTimeline | TaggedDiary | TaggedLines | TaggedWriteTable
    )


def block_of(context: Context, block: TaggedBlock, style: TextStyle) -> Layout:
    """A block; `style` is that of its words."""
    match block:
        case TaggedText():
            return partial(text_box, context, block, style)
        case TaggedList():
            return _list(context, block, style)
        case TaggedColumns():
            return _advice(context, block)
        case TaggedCallout():
            return _callout(context, block)
        case TaggedTimeline():
            if context.style.design.beside:
                return Flow(moments(context, block), fewest=2)
            return partial(timeline, context, block)
        case TaggedDiary():
            return diary(context, block)
        case TaggedLine():
            if block.field is None and is_half(context, block, COLUMN_GAP):
                return partial(filled_line, context, block.label)
            if block.field is None:
                return partial(text_box, context, block.label, context.style.body)
            return partial(writing_line, context, block.label, block.field)
        case TaggedLines():
            return partial(ruled_lines, context, block)
        case TaggedWriteTable():
            return partial(write_table, context, block)
        case TaggedFigure():
            return Picture(context, block, context.style.medium)


def _list(context: Context, block: TaggedList, style: TextStyle) -> Flow:
    if isinstance(block.block, Bullets):
        return _items(context, block.items, style, lambda _, label: bullet(context, label))
    if isinstance(block.block, Steps):
        return _items(context, block.items, style, partial(numeral, context), gap=6.0)
    return _items(context, block.items, style, lambda _, label: tick_box(context, label), gap=7.0)


def _items(
    context: Context,
    items: Sequence[TaggedItem],
    style: TextStyle,
    marker: Callable[[int, StructElement], Marker],
    *,
    gap: float = 4.0,
) -> Flow:
    """A list. `gap` is the space between entries."""
    found = []
    for number, item in enumerate(items, 1):
        words: Layout = partial(text_box, context, item.text, style)
        space = context.style.gap(gap)
        if item.figure:
            picture = Picture(context, item.figure, context.style.sizes.small)
            words = pictured(context, picture, words)
        layout = partial(list_item, context, marker(number, item.label), words)
        found.append(InFlow(layout, space))
    return Flow(found, fewest=2 if len(found) > _SHORT_LIST else 1)


def _advice(context: Context, block: TaggedColumns) -> Layout:
    first, second = (_advice_column(context, column) for column in block.columns)
    if context.style.narrow:
        space = context.style.gap(6)
        space = space._replace(natural=space.natural + CLEAR * 2)
        return Flow([InFlow(whole(first)), InFlow(whole(second), space)])
    return partial(columns, context, first, second, COLUMN_GAP)


def _advice_column(context: Context, column: TaggedAdvice) -> Layout:
    style, good = context.style, column.good
    listed = _items(
        context,
        column.items,
        style.body,
        lambda _number, _label: sign(context, good=good),
    )
    inside = Flow(
        [
            InFlow(partial(advice_heading, context, column.heading, good=good)),
            InFlow(partial(panel, context, listed, PanelLook(6.0))),
        ]
    )
    return partial(frame, inside, style.colors["do" if good else "dont"])


def _callout(context: Context, block: TaggedCallout) -> Layout:
    colors, sizes = context.style.colors, context.style.sizes
    items: list[InFlow] = []
    if block.heading:
        items.append(InFlow(partial(text_box, context, block.heading, context.style.label)))
    items += blocks_of(context, block.blocks)
    look = PanelLook(sizes.padding, fill=colors["tint"], bar=colors["brand"])
    inside: Layout = Flow(items)
    if block.figure:
        inside = pictured(context, Picture(context, block.figure, sizes.small), inside)
    return whole(partial(panel, context, inside, look))
