"""When to call right away, and where to call: the two boxes at the end of a sheet."""

from __future__ import annotations

from functools import partial

from handouts.editions.paper.blocks import block_of, blocks_of
from handouts.editions.paper.both_languages import words_box
from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, blank, kept_whole
from handouts.editions.paper.columns import FRAME_LINE, PanelLook, columns, frame, panel
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.headings import section_heading, urgent_heading
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.section_cache import remembered_box
from handouts.editions.paper.stamp import HOURS_LINE, least_height, stamp_beside, with_stamp
from handouts.editions.paper.style import Glue, Style
from handouts.editions.paper.tagged import TaggedCallout, TaggedLine, TaggedLines, TaggedSection
from handouts.editions.paper.writing_lines import NO_MORE, ruled_lines, writing_line

#: Width of the box that tells where to call, beside another one, and the least length of its line
#: for the number: 90 mm; points.
_NARROW_CALL, _NUMBER_LINE = 284.0, 255.2

#: How many lines there are for the hours where the room for a stamp leaves short ones; under a name
#: in Nastaliq the room has the height of one.
_SHORT_RULES, _SHORT_SLOPING_RULES = 2, 1

#: White space inside the frame that tells when to call right away; in plain ink, where a heavy
#: line parts its heading; points.
_URGENT_PADDING, _PLAIN_URGENT_PADDING = 6.0, 5.0

#: White space above it in large print, where it mostly begins a page, but where the boxes are low;
#: points.
_ABOVE_BAND = 8.0

#: The most white space between the line for the number and the label of the line for the hours,
#: which belongs to the line below it, where the box beside leaves so much; points.
_ABOVE_HOURS = 14.0

#: The least white space above such a label beside English, points.
_ABOVE_LABEL = 9.0

#: White space between that box and the other one, points.
_CALL_GAP = 12.0

#: White space between the heading of the box that tells where to call and what follows, points;
#: as any gap, it gives way on a full page.
_BELOW_CALL_HEADING = 8.0


def when_to_call(context: Context, section: TaggedSection, more: Glue = NO_MORE) -> Layout:
    """A section in a heavy frame, under a heading of its own kind; its lines to write on share
    `more` points of height."""
    style = context.style
    items = blocks_of(context, section.blocks)
    count = sum(block.rules for block in section.blocks if isinstance(block, TaggedLines))
    for number, block in enumerate(section.blocks):
        if any(more) and isinstance(block, TaggedLines):
            lines = ruled_lines(context, block, Glue(more.natural / count, more.stretch / count))
            items[number] = items[number]._replace(layout=kept_whole(lines))
    inside: Layout = Flow(items)
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
    if style.large and not style.level.low:
        # At the top of a page the dark band would run into the page's head.
        framed = Flow([InFlow(blank(_ABOVE_BAND)), InFlow(framed)])
    return kept_whole(framed)


def urgent_look(style: Style) -> PanelLook:
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
    the height; or the lines to write on of the first do."""
    first = partial(remembered_box, context, urgent, when_to_call)
    left = first(width - _NARROW_CALL - _CALL_GAP).height
    least = least_height(context)
    left = max(0.0, left - where_to_call(context, call, stamp=least)(_NARROW_CALL).height)
    apart = min(left, _ABOVE_HOURS)
    stamp = least + left - apart
    layout = partial(where_to_call, stamp=stamp, apart=apart)
    second = partial(remembered_box, context, call, layout)
    own, other = first(width - _NARROW_CALL - _CALL_GAP), second(_NARROW_CALL)
    more = Glue(max(0.0, other.height - own.height), max(0.0, other.white - own.white))
    first = partial(remembered_box, context, urgent, partial(when_to_call, more=more))
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
    narrow box, beside the number or the name of the line for it. Such a box, and one in large
    print, has room for a `stamp`, so many points high, beside its last line, `apart` points below
    the one above. In large print a label stands before its line, where that is long enough."""
    style = context.style
    (block,) = section.blocks
    assert isinstance(block, TaggedCallout)
    heading: Layout = partial(section_heading, context, section.heading, ruled=False)
    picture = None
    if block.figure and sign:
        picture = Picture(context, block.figure, style.sizes.small / 2)
    if picture and (not stamp or style.large):
        heading, picture = pictured(context, picture, heading), None
    items = [InFlow(heading, keep_with_next=True)]
    if block.heading:
        items.append(InFlow(partial(words_box, context, block.heading, style.label)))
    first = True
    last = block.blocks[-1]
    for each in block.blocks:
        # The first label belongs to its line, not to the heading.
        space = style.gap(_BELOW_CALL_HEADING) if first else Glue()
        if style.design.beside and not first:
            space = style.gap(_ABOVE_HOURS)
            space = space._replace(natural=max(space.natural, _ABOVE_LABEL))
        layout = block_of(context, each, style.body)
        if isinstance(each, TaggedLine) and each.field is not None:
            above = (first and not style.level.low) or (bool(stamp) and each is last)
            above = above and not style.large
            least = _NUMBER_LINE if first and not style.design.beside else HOURS_LINE
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
