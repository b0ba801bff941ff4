"""Lists on paper: points, steps, boxes to tick, advice, questions, words with their meanings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from handouts.editions.paper.boxes import Flow, InFlow, Layout, kept_whole
from handouts.editions.paper.columns import COLUMN_GAP, Columns, columns
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.headings import (
    advice_heading,
    subheading,
)
from handouts.editions.paper.ink_overflow import CLEAR
from handouts.editions.paper.list_items import Marker, bullet, list_item, numeral, sign, tick_box
from handouts.editions.paper.page_ends import little_costs
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import (
    TaggedAdvice,
    TaggedColumns,
    TaggedGlossary,
    TaggedItem,
    TaggedList,
    TaggedQuestions,
)
from handouts.editions.paper.text_box import text_box
from handouts.editions.paper.twins import AdviceColumn, beside
from handouts.editions.paper.writing_lines import writing_item
from handouts.model.blocks import Bullets, Steps
from handouts.pdf.tags import StructElement

#: A longer list has two entries or more on either side of a page's edge; one of words alone that is
#: no longer stands on one page. In large print an entry that its picture leads may stand alone
#: there, and to end a page between such entries costs so many times what it does elsewhere.
_SHORT_LIST = 3
_ALONE = 0.4

#: How many times more than elsewhere it costs to end a page inside a list to tick off, which is
#: read and ticked in one go.
_TICKED = 2.0


def listed(context: Context, block: TaggedList, style: TextStyle) -> Flow:
    if isinstance(block.block, Bullets):
        return _items(context, block.items, style, lambda _, label: bullet(context, label))
    if isinstance(block.block, Steps):
        return _items(context, block.items, style, partial(numeral, context), gap=6.0)
    tick = partial(_tick, context)
    least = context.style.between_ticked
    return _items(context, block.items, style, tick, gap=7.0, least=least, times=_TICKED)


def _items(
    context: Context,
    items: Sequence[TaggedItem],
    style: TextStyle,
    marker: Callable[[int, StructElement], Marker],
    *,
    gap: float = 4.0,
    least: float = 0.0,
    times: float = 1.0,
) -> Flow:
    """A list. `gap` is the space between entries, `least` points at the least; to end a page
    between them costs so many `times` more than elsewhere."""
    found = []
    for number, item in enumerate(items, 1):
        words: Layout = partial(text_box, context, item.text, style)
        if item.text.english and (other := context.english):
            english = partial(text_box, other, item.text.english, other.style.body)
            words = partial(_beside_english, context, words, english, bool(item.figure))
        if item.field:
            words = partial(writing_item, context, item.text, item.field)
        space = context.style.gap(gap)
        least = max(least, context.style.between_pictures if item.figure else 0.0)
        space = space._replace(natural=max(space.natural, least))
        if item.figure:
            picture = Picture(context, item.figure, context.style.sizes.listed)
            words = pictured(context, picture, words, high=True)
        if item.points:
            points = _items(context, item.points.items, style, partial(_dash, context))
            space_above = context.style.gap(3)
            words = Flow([InFlow(words, keep_with_next=True), InFlow(points, space_above)])
        layout = partial(list_item, context, marker(number, item.label), words)
        found.append(InFlow(layout, space))
    alone = context.style.large and all(item.figure for item in items)
    found = little_costs(found, times=times * _ALONE if alone else times)
    if len(found) > _SHORT_LIST:
        return Flow(found, fewest=1 if alone else 2)
    if not any(item.figure or item.points for item in items):
        found = [*(each._replace(keep_with_next=True) for each in found[:-1]), *found[-1:]]
    return Flow(found)


def _beside_english(
    context: Context, words: Layout, english: Layout, led: bool, width: float
) -> Columns:
    """The words of an entry and their English in the English column; where a picture leads them,
    they are equally wide."""
    page = context.style.width
    second = (page - COLUMN_GAP) / 2 if width > 0.9 * page and not led else 0.0
    return beside(context, words, english, COLUMN_GAP, width, second_width=second)


def _tick(context: Context, _number: int, label: StructElement) -> Marker:
    return tick_box(context, label)


def _dash(context: Context, _number: int, label: StructElement) -> Marker:
    return bullet(context, label, inner=True)


def questions(context: Context, block: TaggedQuestions) -> Flow:
    style = context.style
    found = []
    for question, answer in block.questions:
        above = InFlow(partial(subheading, context, question), style.gap(8), keep_with_next=True)
        texts = [partial(text_box, context, text, style.body) for text in answer]
        found += [above, *(InFlow(text, style.gap(3)) for text in texts)]
    return Flow(found)


def glossary(context: Context, block: TaggedGlossary) -> Flow:
    """Each word on a line of its own, its meaning below it."""
    style = context.style
    found = []
    for word, meaning in block.entries:
        label = partial(text_box, context, word, style.label)
        found.append(InFlow(label, style.gap(6), keep_with_next=True))
        found.append(InFlow(partial(text_box, context, meaning, style.body)))
    return Flow(found)


def advice(context: Context, block: TaggedColumns) -> Layout:
    first: Layout
    second: Layout
    first, second = (_advice_column(context, column) for column in block.columns)
    if context.style.narrow:
        space = context.style.gap(6)
        space = space._replace(natural=space.natural + CLEAR * 2)
        if not context.style.design.beside:  # where two languages stand in frames of one row
            first, second = kept_whole(first), kept_whole(second)
        # What to do and what not to do are one piece of advice.
        return Flow([InFlow(first, keep_with_next=True), InFlow(second, space)])
    return partial(columns, context, first, second, COLUMN_GAP)


def _no_marker(_number: int, _label: StructElement) -> Marker:
    return Marker(0.0, None)


def _sign(context: Context, good: bool, _number: int, _label: StructElement) -> Marker:
    return sign(context, good=good)


def _advice_column(context: Context, column: TaggedAdvice) -> AdviceColumn:
    style, good = context.style, column.good
    # A picture of what not to do bears a cross itself, and two would be one too many.
    pictured = all(item.figure for item in column.items)
    marker = _no_marker if pictured else partial(_sign, context, good)
    listed = _items(context, column.items, style.body, marker)
    heading = partial(advice_heading, context, column.heading, good=good)
    padding = 4.0 if style.design.beside else 6.0
    return AdviceColumn(context, heading, listed, padding, style.colors["do" if good else "dont"])
