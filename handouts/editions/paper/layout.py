"""A tagged document → blocks in a flow: how each part of a handout looks.

What is read, and in which order, is decided in `tagging`. Each function returns a
layout, which is asked for a box once its width is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.blocks import block_of, blocks_of
from handouts.editions.paper.boxes import Flow, InFlow, Layout, Solid, kept_whole
from handouts.editions.paper.call_boxes import (
    urgent_and_call,
    urgent_look,
    when_to_call,
    where_to_call,
)
from handouts.editions.paper.cards import card, cards
from handouts.editions.paper.columns import (
    PanelLook,
    panel,
)
from handouts.editions.paper.context import Context
from handouts.editions.paper.continued import continued
from handouts.editions.paper.floats import Picture, float_layout
from handouts.editions.paper.headings import eyebrow, section_heading, urgent_heading
from handouts.editions.paper.page_ends import little_costs
from handouts.editions.paper.pictured import LEAD_GAP, pictured
from handouts.editions.paper.section_cache import remembered_box
from handouts.editions.paper.style import WIDEST_PICTURE, Glue, Style
from handouts.editions.paper.tagged import (
    TaggedCallout,
    TaggedColumns,
    TaggedDiary,
    TaggedHandout,
    TaggedLines,
    TaggedSection,
    TaggedSummary,
    TaggedTable,
    TaggedText,
    TaggedWriteTable,
)
from handouts.editions.paper.text_box import text_box

#: The least white space above the rule over a section; in Nastaliq, whose lines are far apart, and
#: where all else has given way; and above the frame of a section that has one: two lines side by
#: side would read as one; points.
_ABOVE_RULE, _ABOVE_RULE_AT_LEAST, _ABOVE_FRAME = 3.5, 2.5, 5.0

#: The least white space in large print between two frames; and below a heading, where a picture
#: stands beside the words; points.
_BETWEEN_FRAMES, _BELOW_HEADING = 7.0, 2.0

#: White space above the panel of the main thing, points.
_ABOVE_PANEL = 1.8

#: The same below the frames of warnings, and of what to do and what not to do, unless all else has
#: given way; and there and below the panel of the main thing where there is room.
_BELOW_FRAMES = 4.5
_BEST_BELOW_FRAMES, _BEST_BELOW_PANEL = 7.6, 5.6

#: White space between a table and the heading of the next section, which has no rule above it: that
#: and the table's last line would read as one more row; and where there is room; points.
_BELOW_TABLE, _BEST_BELOW_TABLE = 5.5, 12.0


def head(context: Context, handout: TaggedHandout) -> list[InFlow]:
    """Title and subtitle: the top of the first page."""
    style = context.style
    title = partial(text_box, context, handout.title, style.title, contained=True)
    subtitle = partial(text_box, context, handout.subtitle, style.subtitle)
    return [InFlow(title), InFlow(subtitle, style.gap(2))]


def body(context: Context, handout: TaggedHandout) -> list[InFlow]:
    """Summary and sections, an item each. Two cards share a row."""
    summary = partial(remembered_box, context, handout.summary, _summary)
    items = [InFlow(summary, space_above_summary(context.style))]
    waiting, before = list(handout.sections), None
    while waiting:
        section = waiting.pop(0)
        pair = bool(waiting) and not context.style.narrow
        space = space_above(context.style, section, before)
        layout: Layout
        if pair and section.is_card and waiting[0].is_card:
            layout = partial(cards, context, section, waiting.pop(0))
        elif pair and section.urgent and waiting[0].is_call:
            layout = partial(urgent_and_call, context, section, waiting.pop(0))
        else:
            lay_out = _section_below_table if _is_table(before) else _section
            layout = partial(remembered_box, context, section, lay_out)
        before = section
        items.append(InFlow(layout, space, keep_with_next=together(section, waiting)))
    return items


def together(section: TaggedSection, following: Sequence[TaggedSection]) -> bool:
    """Whether a section stands on one page with the next: when to call, and whom."""
    return section.urgent and bool(following) and following[0].is_call


def space_above_summary(style: Style) -> Glue:
    """White space above the panel of the main thing, which letters of the subtitle do not meet."""
    space = style.gap(12)
    return space._replace(natural=max(space.natural, _ABOVE_PANEL))


def space_above(style: Style, section: TaggedSection, before: TaggedSection | None) -> Glue:
    """White space above a section that stands below another one."""
    least = _ABOVE_FRAME if section.urgent or section.is_call else _ABOVE_RULE
    if least == _ABOVE_RULE and (style.sloping or not style.level.gaps[0]):
        least = _ABOVE_RULE_AT_LEAST
    last = before.blocks[-1] if before else None
    if isinstance(last, TaggedLines | TaggedWriteTable) and least == _ABOVE_FRAME:
        least = _ABOVE_RULE_AT_LEAST  # the last line to write on has white space below it
    if style.large and section.is_call and before and before.urgent:
        least = _BETWEEN_FRAMES
    framed = isinstance(last, TaggedColumns) or (isinstance(last, TaggedCallout) and last.label)
    if framed and style.level.gaps[0]:
        least = max(least, style.parting(_BELOW_FRAMES, _BEST_BELOW_FRAMES))
    elif _is_table(before) and style.design.counted and least != _ABOVE_FRAME:
        least = style.parting(_BELOW_TABLE, _BEST_BELOW_TABLE) if style.level.gaps[0] else least
    elif before is None:
        least = style.parting(least, max(least, _BEST_BELOW_PANEL))
    space = style.gap(15)
    return space._replace(natural=max(space.natural, least))


def _is_table(section: TaggedSection | None) -> bool:
    """Whether a section ends with a table, whose last line is the width of the page."""
    return section is not None and isinstance(section.blocks[-1], TaggedDiary | TaggedTable)


class Part(NamedTuple):
    """A summary or a section in a narrow column: its first block or blocks, and the look of the
    panel around it, where it has one; else the heading that is said `again` where it runs over a
    page's edge. A form stays `whole`."""

    items: Sequence[InFlow]
    look: PanelLook | None = None
    again: Layout | None = None
    whole: bool = False


def summary_part(context: Context, part: TaggedSummary) -> Part:
    """The main thing in a narrow column: its picture beside the label and the key sentence."""
    items, look = _main_thing(context, part)
    if part.callout.figure:
        opening, sizes = (2 if part.callout.heading else 1), context.style.sizes
        picture = Picture(context, part.callout.figure, sizes.small, sizes.big)
        if context.style.level.main_above:
            above = items[0]._replace(space=context.style.gap(8))
            items = [InFlow(picture, keep_with_next=True), above, *items[1:]]
        else:
            led = pictured(context, picture, Flow(items[:opening]), level=True)
            items = [InFlow(led), *items[opening:]]
    return Part(items, look)


def section_part(context: Context, section: TaggedSection) -> Part:
    """The heading of a section in a narrow column."""
    if section.urgent:
        urgent = partial(urgent_heading, context, section.heading)
        return Part([InFlow(urgent, keep_with_next=True)], urgent_look(context.style))
    heading = _heading(context, section)
    again, whole = partial(heading, again=True), is_form(section)
    return Part([InFlow(heading, keep_with_next=True)], again=again, whole=whole)


def _main_thing(context: Context, part: TaggedSummary) -> tuple[list[InFlow], PanelLook]:
    """A small label, the key sentence in large letters, and the points."""
    style, summary = context.style, part.callout
    items: list[InFlow] = []
    if summary.heading:
        items.append(InFlow(partial(eyebrow, context, summary.heading), keep_with_next=True))
    for number, block in enumerate(summary.blocks):
        key = number == 0 and isinstance(block, TaggedText)
        text = style.key if key else style.body
        items.append(InFlow(block_of(context, block, text), style.gap(4)))
    look = PanelLook(style.sizes.padding, fill=style.colors["tint"], bar=style.colors["brand"])
    return items, look


def _summary(context: Context, part: TaggedSummary) -> Layout:
    """The main thing, in a panel."""
    style, figure = context.style, part.callout.figure
    items, look = _main_thing(context, part)
    if figure and style.large:
        picture = Picture(context, figure, style.sizes.main, WIDEST_PICTURE)
        opening = items[0]._replace(space=style.gap(8))
        items = [InFlow(picture, keep_with_next=True), opening, *items[1:]]
    inside: Layout = Flow(items)
    if figure and not style.large:
        inside = pictured(context, Picture(context, figure, style.sizes.main), inside)
    return kept_whole(partial(panel, context, inside, look))


def _section_below_table(context: Context, section: TaggedSection) -> Layout:
    """A section without a rule, where it has one of its own."""
    return _section(context, section, ruled=False)


def _section(context: Context, section: TaggedSection, *, ruled: bool = True) -> Layout:
    """A section; an urgent one stands in a heavy frame."""
    style = context.style
    if section.urgent:
        return when_to_call(context, section)
    if section.is_card and not style.large:
        return card(context, section)
    if section.is_call:
        return where_to_call(context, section)
    if style.large:
        return _in_large_print(context, section)
    heading = InFlow(_heading(context, section, ruled=ruled), keep_with_next=True)
    blocks = blocks_of(context, section.blocks)
    if section.figure is None or is_form(section):
        return Flow([heading, *blocks])
    beside = float_layout(context, Flow(blocks), Picture(context, section.figure, style.medium), 12)
    return Flow([heading, InFlow(beside, style.gap(5))])


def is_form(section: TaggedSection) -> bool:
    """Whether a section is there to be filled in: its picture is a sign beside its heading, so that
    the room to write is as wide as the page."""
    labelled = section.figure and section.figure.labels
    tables = [block for block in section.blocks if isinstance(block, TaggedWriteTable)]
    return bool(tables) and not labelled


def _heading(context: Context, section: TaggedSection, *, ruled: bool = True) -> partial[Solid]:
    """The heading of a section, with the sign of a form."""
    framed = isinstance(section.blocks[0], TaggedColumns) and context.style.design.counted
    heading = partial(section_heading, context, section.heading, framed=framed, ruled=ruled)
    if section.figure and is_form(section):
        share = 0.4 if context.style.design.beside else 0.5
        sign = Picture(context, section.figure, context.style.sizes.small * share)
        return partial(heading, sign=sign)
    return heading


def _in_large_print(context: Context, section: TaggedSection) -> Layout:
    """A section in large print: its picture has a row of its own, above the words, or stands beside
    them where it is a small one, which one that explains seldom is; and its heading stands on each
    of its pages."""
    style = context.style
    heading = _heading(context, section)
    items = [InFlow(heading, keep_with_next=True)]
    blocks = blocks_of(context, section.blocks)
    figure = None if is_form(section) else section.figure
    # Words in a drawing need all the width that there is.
    beside = figure and style.level.small and not figure.labels
    if figure and beside and (style.level.explaining or not figure.caption):
        # What explains is as large as it must be to be read.
        width = style.sizes.medium if figure.caption else style.medium
        picture, words = Picture(context, figure, width), Flow(blocks)
        if section.is_card:
            led = pictured(context, picture, words)
        else:
            led = float_layout(context, words, picture, LEAD_GAP)
        space = style.gap(5)
        blocks = [InFlow(led, space._replace(natural=max(space.natural, _BELOW_HEADING)))]
    elif figure:
        # A heading and a drawing say nothing without the words that they belong to.
        picture = Picture(context, figure, style.sizes.medium, WIDEST_PICTURE)
        items.append(InFlow(picture, style.gap(8), keep_with_next=True))
    items += blocks
    inside: Layout = Flow([items[0], *little_costs(items[1:])])
    if is_form(section):
        inside = kept_whole(inside, always=False)
    return continued(partial(heading, again=True), inside)
