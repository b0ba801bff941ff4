"""A tagged document → blocks in a flow: how each part of a handout looks.

What is read, and in which order, is decided in `tagging`. Each function returns a
layout, which is asked for a box once its width is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, kept_whole, remembered
from handouts.editions.paper.columns import COLUMN_GAP, PanelLook, columns, panel, with_stamp
from handouts.editions.paper.context import Context
from handouts.editions.paper.continued import continued
from handouts.editions.paper.floats import Picture, float_layout
from handouts.editions.paper.forms import (
    diary,
    filled_line,
    is_half,
    ruled_lines,
    write_table,
    writing_line,
)
from handouts.editions.paper.headings import (
    eyebrow,
    section_heading,
    subheading,
    warning_heading,
)
from handouts.editions.paper.ink_overflow import CLEAR
from handouts.editions.paper.lists import advice, glossary, listed, questions
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.style import WIDEST_PICTURE, TextStyle
from handouts.editions.paper.tagged import (
    TaggedBlock,
    TaggedCallout,
    TaggedColumns,
    TaggedDiary,
    TaggedFigure,
    TaggedGlossary,
    TaggedHandout,
    TaggedLine,
    TaggedLines,
    TaggedList,
    TaggedQuestions,
    TaggedSection,
    TaggedSources,
    TaggedSubheading,
    TaggedSummary,
    TaggedTable,
    TaggedText,
    TaggedTimeline,
    TaggedWriteTable,
)
from handouts.editions.paper.text_box import text_box
from handouts.editions.paper.timeline import timeline
from handouts.editions.paper.word_table import word_table
from handouts.model.blocks import Steps
from handouts.model.findings import Finding
from handouts.text.identity_cache import IdentityCache

#: Width of the box that tells where to call, beside another one: its line is 90 mm long, points.
_NARROW_CALL = 284.0


def head(context: Context, handout: TaggedHandout) -> list[InFlow]:
    """Title and subtitle: the top of the first page."""
    style = context.style
    title = partial(text_box, context, handout.title, style.title, contained=True)
    subtitle = partial(text_box, context, handout.subtitle, style.subtitle)
    return [InFlow(title), InFlow(subtitle, style.gap(2))]


def body(context: Context, handout: TaggedHandout) -> list[InFlow]:
    """Summary and sections, an item each. Two cards share a row."""
    summary = partial(_remembered, context, handout.summary, _summary)
    items = [InFlow(summary, context.style.gap(12))]
    waiting = list(handout.sections)
    while waiting:
        section = waiting.pop(0)
        pair = bool(waiting) and not context.style.large
        layout: Layout
        if pair and section.is_card and waiting[0].is_card:
            layout = partial(_cards, context, section, waiting.pop(0))
        elif pair and section.urgent and waiting[0].is_call:
            layout = partial(_urgent_and_call, context, section, waiting.pop(0))
        else:
            layout = partial(_remembered, context, section, _section)
        items.append(InFlow(layout, context.style.gap(15)))
    return items


#: The boxes of the sections of some sheets, and what was found when they were laid out.
_boxes = IdentityCache[tuple[object, ...], tuple[Box, tuple[Finding, ...]]](128)


def _remembered(
    context: Context,
    part: TaggedSection | TaggedSummary,
    lay_out: Callable[[Context, Any], Layout],
    width: float,
) -> Box:
    """The box of a section: what was made of the same section in the same style, from the same
    drawings and fonts, since none of them changes."""
    drawings = [context.drawings[name] for name in part.drawings]
    key = (lay_out, width, context.style, context.messages.typesetter, *drawings)
    known = _boxes.get(part, key)
    if known is None:
        layout = lay_out(context, part)
        made = context.messages.watched(lambda: remembered(layout(width)))
        known = _boxes.put(part, key, made)
    context.messages.note(known[1])
    return known[0]


def _summary(context: Context, part: TaggedSummary) -> Layout:
    """The main thing: a small label, the key sentence in large letters, and the points."""
    style, summary = context.style, part.callout
    items: list[InFlow] = []
    if summary.heading:
        items.append(InFlow(partial(eyebrow, context, summary.heading), keep_with_next=True))
    for number, block in enumerate(summary.blocks):
        key = number == 0 and isinstance(block, TaggedText)
        text = style.key if key else style.body
        items.append(InFlow(_block(context, block, text), style.gap(4)))
    if summary.figure and style.large:
        picture = Picture(context, summary.figure, style.sizes.main, WIDEST_PICTURE)
        items.insert(0, InFlow(picture, keep_with_next=True))
        items[1] = items[1]._replace(space=style.gap(8))
    inside: Layout = Flow(items)
    if summary.figure and not style.large:
        inside = pictured(context, Picture(context, summary.figure, style.sizes.main), inside)
    look = PanelLook(style.sizes.padding, fill=style.colors["tint"], bar=style.colors["brand"])
    return kept_whole(partial(panel, context, inside, look))


def _cards(context: Context, first: TaggedSection, second: TaggedSection, width: float) -> Box:
    """Two sections of half the width: their headings share a row, and so do their pictures."""
    column = (width - COLUMN_GAP) / 2
    heading = partial(section_heading, context)
    least = max(heading(section.heading, column).height for section in (first, second))
    made = [
        partial(_remembered, context, section, partial(_card, least=least))
        for section in (first, second)
    ]
    return columns(context, made[0], made[1], COLUMN_GAP, width)


def _card(context: Context, section: TaggedSection, *, least: float = 0.0) -> Layout:
    """A picture with a paragraph under a heading that is `least` points high."""
    assert section.figure is not None
    if context.style.large:
        return _in_large_print(context, section)
    heading = partial(section_heading, context, section.heading, least=least)
    picture = Picture(context, section.figure, context.style.sizes.small)
    words = pictured(context, picture, Flow(_blocks(context, section.blocks)))
    return Flow([InFlow(heading, keep_with_next=True), InFlow(words, context.style.gap(5))])


def _section(context: Context, section: TaggedSection) -> Layout:
    """A section; an urgent one stands in a heavy frame."""
    style = context.style
    if section.urgent:
        return _urgent(context, section)
    if section.is_card:
        return _card(context, section)
    if section.is_call:
        return _call(context, section)
    if style.large:
        return _in_large_print(context, section)
    heading = InFlow(partial(section_heading, context, section.heading), keep_with_next=True)
    blocks = _blocks(context, section.blocks)
    if section.figure is None:
        return Flow([heading, *blocks])
    beside = float_layout(context, Flow(blocks), Picture(context, section.figure, style.medium), 16)
    return Flow([heading, InFlow(beside, style.gap(5))])


def _in_large_print(context: Context, section: TaggedSection) -> Layout:
    """A section in large print: its picture has a row of its own, above the words, and its heading
    stands on each of its pages."""
    style = context.style
    heading = partial(section_heading, context, section.heading)
    items = [InFlow(heading, keep_with_next=True)]
    if section.figure:
        # A heading and a drawing say nothing without the words that they belong to.
        picture = Picture(context, section.figure, style.medium, WIDEST_PICTURE)
        items.append(InFlow(picture, style.gap(8), keep_with_next=True))
    flow = Flow([*items, *_blocks(context, section.blocks)])
    return continued(partial(heading, again=True), flow)


def _urgent(context: Context, section: TaggedSection) -> Layout:
    """A section in a heavy frame, with its heading inside."""
    style = context.style
    heading = partial(section_heading, context, section.heading, ruled=False)
    inside: Layout = Flow([InFlow(heading, keep_with_next=True), *_blocks(context, section.blocks)])
    if section.figure:
        inside = pictured(context, Picture(context, section.figure, style.sizes.small), inside)
    ink = style.colors["ink"]
    look = PanelLook(style.sizes.padding, bar=ink, frame=ink, line=2.0)
    return kept_whole(partial(panel, context, inside, look))


def _urgent_and_call(
    context: Context, urgent: TaggedSection, call: TaggedSection, width: float
) -> Box:
    """When to call right away beside where to call."""
    first = partial(_remembered, context, urgent, _urgent)
    second = partial(_remembered, context, call, partial(_call, narrow=True))
    return columns(context, first, second, 12.0, width, second_width=_NARROW_CALL)


def _call(context: Context, section: TaggedSection, *, narrow: bool = False) -> Layout:
    """Where to call: a sign, a long line for the number, the hours, and, unless the box is
    `narrow`, room for the clinic's stamp."""
    style = context.style
    (block,) = section.blocks
    assert isinstance(block, TaggedCallout)
    heading: Layout = partial(section_heading, context, section.heading, ruled=False)
    picture = block.figure and Picture(context, block.figure, style.sizes.small)
    if picture and narrow:
        heading = pictured(context, picture._replace(usual=style.sizes.small / 2), heading)
    items = [InFlow(heading, keep_with_next=True)]
    if block.heading:
        items.append(InFlow(partial(text_box, context, block.heading, style.label)))
    first = True
    for each in block.blocks:
        layout = _block(context, each, style.body)
        if isinstance(each, TaggedLine) and each.field is not None:
            above = first and (narrow or not style.level.bare)
            layout = partial(writing_line, context, each.label, each.field, above=above)
            first = False
        items.append(InFlow(layout))
    inside: Layout = Flow(items)
    if picture and not narrow:
        inside = pictured(context, picture, inside)
    if not (narrow or style.large or style.level.bare):
        inside = partial(with_stamp, context, inside)
    look = PanelLook(style.sizes.padding, frame=style.colors["brand"], bar=style.colors["brand"])
    return kept_whole(partial(panel, context, inside, look))


def _blocks(context: Context, blocks: Sequence[TaggedBlock]) -> list[InFlow]:
    """Blocks one below the other; blank lines two by two."""
    gap = context.style.gap(6)
    items: list[InFlow] = []
    alone = False  # whether the last one is a line that has no neighbour yet
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        layout = _block(context, block, context.style.body)
        line = isinstance(block, TaggedLine)
        half = isinstance(block, TaggedLine) and is_half(context, block, COLUMN_GAP)
        if half and alone:
            pair = partial(columns, context, items[-1].layout, layout, COLUMN_GAP)
            items[-1] = InFlow(pair, gap)
        else:
            # "Write down what we tell you:" is nothing without what follows.
            keep = isinstance(block, TaggedText) and _is_introduced(following)
            keep = keep or (line and isinstance(following, TaggedDiary))
            keep = keep or isinstance(block, TaggedSubheading)
            # A label belongs to the lines below it, not to the list above.
            apart = isinstance(block, TaggedLines) and bool(items)
            space = context.style.gap(14) if apart else gap
            if isinstance(block, TaggedSubheading) and items:
                space = context.style.gap(12)
            if isinstance(block, TaggedList) and isinstance(block.block, Steps):
                # Ink below a heading stays clear of the first numeral.
                space = space._replace(natural=space.natural + 2 * CLEAR)
            items.append(InFlow(layout, space, keep))
        alone = half and not alone
    return items


def _is_introduced(block: TaggedBlock | None) -> bool:
    """Whether a paragraph before the block introduces it."""
    return isinstance(
        block,
        TaggedList | TaggedTimeline | TaggedTable | TaggedDiary | TaggedLines | TaggedWriteTable,
    )


def _block(context: Context, block: TaggedBlock, style: TextStyle) -> Layout:
    match block:
        case TaggedText():
            return partial(text_box, context, block, style)
        case TaggedList():
            return listed(context, block, style)
        case TaggedColumns():
            return advice(context, block)
        case TaggedCallout():
            return _callout(context, block)
        case TaggedTimeline():
            return partial(timeline, context, block)
        case TaggedSubheading():
            return partial(subheading, context, block.text)
        case TaggedQuestions():
            return questions(context, block)
        case TaggedGlossary():
            return glossary(context, block)
        case TaggedSources():
            caption = context.style.caption
            sources = [partial(text_box, context, each, caption) for each in block.sources]
            return Flow([InFlow(each, context.style.gap(3)) for each in sources])
        case TaggedTable():
            return word_table(context, block)
        case TaggedDiary():
            return diary(context, block)
        case TaggedLine():
            if block.field is not None:
                return partial(writing_line, context, block.label, block.field)
            if is_half(context, block, COLUMN_GAP):
                return partial(filled_line, context, block.label)
            return partial(text_box, context, block.label, context.style.body)
        case TaggedLines():
            return partial(ruled_lines, context, block)
        case TaggedWriteTable():
            return partial(write_table, context, block)
        case TaggedFigure():
            return Picture(context, block, context.style.medium)


def _callout(context: Context, block: TaggedCallout) -> Layout:
    colors, sizes = context.style.colors, context.style.sizes
    items: list[InFlow] = []
    look = PanelLook(sizes.padding, fill=colors["tint"], bar=colors["brand"])
    if block.label:
        label = partial(warning_heading, context, block.label)
        items.append(InFlow(label, keep_with_next=True))
        ink = colors["ink"]
        look = PanelLook(sizes.padding, bar=ink, frame=ink, line=2.0)
    if block.heading:
        heading = partial(text_box, context, block.heading, context.style.label)
        items.append(InFlow(heading, keep_with_next=True))
    items += _blocks(context, block.blocks)
    inside: Layout = Flow(items)
    if block.figure:
        inside = pictured(context, Picture(context, block.figure, sizes.small), inside)
    return kept_whole(partial(panel, context, inside, look))
