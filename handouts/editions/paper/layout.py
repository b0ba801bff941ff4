"""A tagged document → blocks in a flow: how each part of a handout looks.

What is read, and in which order, is decided in `tagging`. Each function returns a
layout, which is asked for a box once its width is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.blocks import block_of, blocks_of
from handouts.editions.paper.both_languages import words_box
from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, Solid, blank, kept_whole
from handouts.editions.paper.cards import card, cards
from handouts.editions.paper.columns import (
    FRAME_LINE,
    PanelLook,
    columns,
    frame,
    panel,
)
from handouts.editions.paper.context import Context
from handouts.editions.paper.continued import continued
from handouts.editions.paper.floats import Picture, float_layout
from handouts.editions.paper.headings import eyebrow, section_heading, urgent_heading
from handouts.editions.paper.page_ends import little_costs
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.section_cache import remembered_box
from handouts.editions.paper.stamp import least_height, stamp_beside, with_stamp
from handouts.editions.paper.style import WIDEST_PICTURE, Glue, Style
from handouts.editions.paper.tagged import (
    TaggedCallout,
    TaggedColumns,
    TaggedHandout,
    TaggedLine,
    TaggedLines,
    TaggedSection,
    TaggedSummary,
    TaggedText,
    TaggedWriteTable,
)
from handouts.editions.paper.text_box import text_box
from handouts.editions.paper.writing_lines import writing_line

#: Width of the box that tells where to call, beside another one, and the least length of its line
#: for the number and of one behind the label of the hours: 90 and 40 mm; points.
_NARROW_CALL = 284.0
_NUMBER_LINE, _HOURS_LINE = 255.2, 113.4

#: How many lines there are for the hours where the room for a stamp leaves short ones; under a name
#: in Nastaliq the room has the height of one.
_SHORT_RULES, _SHORT_SLOPING_RULES = 2, 1

#: The least white space above the rule over a section; in Nastaliq, whose lines are far apart, and
#: where all else has given way; and above the frame of a section that has one: two lines side by
#: side would read as one; points.
_ABOVE_RULE, _ABOVE_RULE_AT_LEAST, _ABOVE_FRAME = 3.5, 2.5, 5.0

#: White space inside the frame that tells when to call right away; in plain ink, where a heavy
#: line parts its heading; points.
_URGENT_PADDING, _PLAIN_URGENT_PADDING = 6.0, 5.0

#: White space above it in large print, where it mostly begins a page; points.
_ABOVE_BAND = 8.0

#: White space above the panel of the main thing, points.
_ABOVE_PANEL = 1.8

#: The same below the frames of warnings, and of what to do and what not to do; and there and below
#: the panel of the main thing where there is room.
_BELOW_FRAMES = 4.5
_BEST_BELOW_FRAMES, _BEST_BELOW_PANEL = 7.6, 5.6

#: The most white space between the line for the number and the label of the line for the hours,
#: which belongs to the line below it, where the box beside leaves so much; points.
_ABOVE_HOURS = 14.0

#: White space between that box and the other one, points.
_CALL_GAP = 12.0

#: White space between the heading of the box that tells where to call and what follows, points;
#: as any gap, it gives way on a full page.
_BELOW_CALL_HEADING = 8.0


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
        before = section
        layout: Layout
        if pair and section.is_card and waiting[0].is_card:
            layout = partial(cards, context, section, waiting.pop(0))
        elif pair and section.urgent and waiting[0].is_call:
            layout = partial(urgent_and_call, context, section, waiting.pop(0))
        else:
            layout = partial(remembered_box, context, section, _section)
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
    if isinstance(last, TaggedColumns) or (isinstance(last, TaggedCallout) and last.label):
        least = max(least, style.parting(_BELOW_FRAMES, _BEST_BELOW_FRAMES))
    elif before is None:
        least = style.parting(least, max(least, _BEST_BELOW_PANEL))
    space = style.gap(15)
    return space._replace(natural=max(space.natural, least))


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
        return Part([InFlow(urgent, keep_with_next=True)], _urgent_look(context.style))
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


def _section(context: Context, section: TaggedSection) -> Layout:
    """A section; an urgent one stands in a heavy frame."""
    style = context.style
    if section.urgent:
        return _urgent(context, section)
    if section.is_card and not style.large:
        return card(context, section)
    if section.is_call:
        return where_to_call(context, section)
    if style.large:
        return _in_large_print(context, section)
    heading = InFlow(_heading(context, section), keep_with_next=True)
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


def _heading(context: Context, section: TaggedSection) -> partial[Solid]:
    """The heading of a section, with the sign of a form."""
    framed = isinstance(section.blocks[0], TaggedColumns) and context.style.design.counted
    heading = partial(section_heading, context, section.heading, framed=framed)
    if section.figure and is_form(section):
        share = 0.4 if context.style.design.beside else 0.5
        sign = Picture(context, section.figure, context.style.sizes.small * share)
        return partial(heading, sign=sign)
    return heading


def _in_large_print(context: Context, section: TaggedSection) -> Layout:
    """A section in large print: its picture has a row of its own, above the words, and its heading
    stands on each of its pages."""
    style = context.style
    heading = _heading(context, section)
    items = [InFlow(heading, keep_with_next=True)]
    if section.figure and not is_form(section):
        # A heading and a drawing say nothing without the words that they belong to.
        picture = Picture(context, section.figure, style.medium, WIDEST_PICTURE)
        items.append(InFlow(picture, style.gap(8), keep_with_next=True))
    items += blocks_of(context, section.blocks)
    inside: Layout = Flow([items[0], *little_costs(items[1:])])
    if is_form(section):
        inside = kept_whole(inside, always=False)
    return continued(partial(heading, again=True), inside)


def _urgent(context: Context, section: TaggedSection) -> Layout:
    """A section in a heavy frame, under a heading of its own kind."""
    style = context.style
    inside: Layout = Flow(blocks_of(context, section.blocks))
    if section.figure:
        inside = pictured(context, Picture(context, section.figure, style.sizes.small), inside)
    padding = _PLAIN_URGENT_PADDING if style.plain else _URGENT_PADDING
    look = PanelLook(padding, indent=_overhang(style))
    body = Flow(
        [
            InFlow(partial(urgent_heading, context, section.heading)),
            InFlow(partial(panel, context, inside, look)),
        ]
    )
    framed: Layout = partial(frame, context, body, style.colors["ink"])
    if style.large:  # at the top of a page the dark band would run into the page's head
        framed = Flow([InFlow(blank(_ABOVE_BAND)), InFlow(framed)])
    return kept_whole(framed)


def _urgent_look(style: Style) -> PanelLook:
    ink, indent = style.colors["ink"], _overhang(style)
    return PanelLook(style.sizes.padding, frame=ink, line=FRAME_LINE, indent=indent)


def _overhang(style: Style) -> float:
    """How far the first letter of a line may stand out at its start side: in Nastaliq the stroke of
    a kaf or a gaf does."""
    return 0.5 * style.body.size if style.sloping else 0.0


def urgent_and_call(
    context: Context, urgent: TaggedSection, call: TaggedSection, width: float
) -> Box:
    """When to call right away beside where to call, whose room for a stamp takes what is left of
    the height."""
    first = partial(remembered_box, context, urgent, _urgent)
    left = first(width - _NARROW_CALL - _CALL_GAP).height
    least = least_height(context)
    left = max(0.0, left - where_to_call(context, call, stamp=least)(_NARROW_CALL).height)
    apart = min(left, _ABOVE_HOURS)
    stamp = least + left - apart
    layout = partial(where_to_call, stamp=stamp, apart=apart)
    second = partial(remembered_box, context, call, layout)
    return columns(context, first, second, _CALL_GAP, width, second_width=_NARROW_CALL)


def where_to_call(
    context: Context, section: TaggedSection, *, stamp: float = 0.0, apart: float = 0.0
) -> Layout:
    """Where to call: a sign, a long line for the number, the hours, and room for the clinic's
    stamp: `stamp` points high beside the hours, which stand `apart` points below the number, else
    at the end side of all."""
    style = context.style
    if stamp or style.large:
        stamp = stamp or least_height(context)
        inside: Layout = Flow(_call_items(context, section, stamp=stamp, apart=apart))
    else:
        inside = Flow(_call_items(context, section, sign=style.level.low))
        (block,) = section.blocks
        if isinstance(block, TaggedCallout) and block.figure and not style.level.low:
            inside = pictured(context, Picture(context, block.figure, style.sizes.small), inside)
        inside = partial(with_stamp, context, inside)
    return kept_whole(partial(panel, context, inside, _call_look(style)))


def _call_look(style: Style) -> PanelLook:
    return PanelLook(style.sizes.padding, frame=style.colors["brand"], bar=style.colors["brand"])


def _call_items(
    context: Context,
    section: TaggedSection,
    *,
    sign: bool = True,
    stamp: float = 0.0,
    apart: float = 0.0,
) -> list[InFlow]:
    """The blocks of a section that tells where to call: its `sign` stands beside the heading; in a
    narrow box, which has room for a stamp, so many points high, beside its last line, `apart`
    points below the one above, beside the number or the name of the line for it."""
    style = context.style
    (block,) = section.blocks
    assert isinstance(block, TaggedCallout)
    heading: Layout = partial(section_heading, context, section.heading, ruled=False)
    picture = None
    if block.figure and sign:
        picture = Picture(context, block.figure, style.sizes.small / 2)
    if picture and not stamp:
        heading, picture = pictured(context, picture, heading), None
    items = [InFlow(heading, keep_with_next=True)]
    if block.heading:
        items.append(InFlow(partial(words_box, context, block.heading, style.label)))
    first = True
    last = block.blocks[-1]
    for each in block.blocks:
        # The first label belongs to its line, not to the heading.
        space = style.gap(_BELOW_CALL_HEADING) if first else Glue()
        layout = block_of(context, each, style.body)
        if isinstance(each, TaggedLine) and each.field is not None:
            above = (first and not style.level.low) or (bool(stamp) and each is last)
            least = _NUMBER_LINE if first and style.design.counted else _HOURS_LINE
            layout = partial(
                writing_line,
                context,
                each.label,
                each.field,
                above=above,
                least=least,
                sign=picture if first else None,
                rules=_short_rules(style) if stamp and each is last else 1,
            )
        elif first and picture:
            layout = pictured(context, picture, layout)
        first = False
        if stamp and each is last:
            label = each.label if isinstance(each, TaggedLine) else None
            if isinstance(each, TaggedLine) and each.field is None:
                layout = partial(words_box, context, each.label, style.body)  # may take two lines
                label = None
            layout = partial(stamp_beside, context, layout, label, stamp)
        if stamp and each is last:  # as this label belongs to its own line, not to the one above
            space = style.gap(_ABOVE_HOURS)
            space = Glue(max(space.natural, apart), max(0.0, space.stretch + space.natural - apart))
        items.append(InFlow(layout, space))
    return items


def _short_rules(style: Style) -> int:
    """How many lines there are for the hours beside the room for a stamp: in large print one, which
    is long; and one where words are so long that pictures are small."""
    if style.large or (style.level.small and style.design.counted):
        return 1
    return _SHORT_SLOPING_RULES if style.sloping else _SHORT_RULES
