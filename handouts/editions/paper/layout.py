"""A tagged document → blocks in a flow: how each part of a handout looks.

What is read, and in which order, is decided in `tagging`. Each function returns a
layout, which is asked for a box once its width is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, kept, remembered
from handouts.editions.paper.columns import PanelLook, columns, frame, one_line, panel
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture, float_layout
from handouts.editions.paper.forms import diary, filled_line, is_short, ruled_lines, writing_line
from handouts.editions.paper.headings import advice_heading, section_heading
from handouts.editions.paper.list_items import Marker, bullet, list_item, numeral, sign, tick_box
from handouts.editions.paper.style import Glue, TextStyle
from handouts.editions.paper.tagged import (
    TaggedAdvice,
    TaggedBlock,
    TaggedCallout,
    TaggedColumns,
    TaggedDiary,
    TaggedFigure,
    TaggedHandout,
    TaggedItem,
    TaggedLine,
    TaggedLines,
    TaggedList,
    TaggedSection,
    TaggedSummary,
    TaggedText,
    TaggedTimeline,
)
from handouts.editions.paper.text_box import text_box
from handouts.editions.paper.timeline import timeline
from handouts.model.document import Bullets, Steps
from handouts.model.findings import Finding
from handouts.pdf.tags import Role, Scope, StructElement
from handouts.text.identity_cache import IdentityCache
from handouts.text.paragraph import Typesetter

#: Least white space above an entry with a picture, points.
_ABOVE_PICTURE = 6.0

#: A longer list has two entries or more on either side of a page's edge.
_SHORT_LIST = 3

#: Space between columns, the same on the whole sheet, so that their edges line up; points.
_COLUMN_GAP = 18.0


def head(context: Context, handout: TaggedHandout) -> list[InFlow]:
    """Title, subtitle, draft notice: the top of the first page."""
    style = context.style
    title = partial(text_box, context, handout.title, style.title, contained=True)
    subtitle = partial(text_box, context, handout.subtitle, style.subtitle)
    items = [InFlow(title), InFlow(subtitle, style.gap(2))]
    if handout.notices:
        items.append(InFlow(partial(_notice, context, handout.notices), style.gap(7)))
    return items


def _notice(context: Context, notices: Sequence[TaggedText], width: float) -> Box:
    """The draft notice in a frame: the language's own, and the desk's in English."""
    style = context.style

    def texts(width: float) -> Box:
        boxes = [
            text_box(
                context, notice, style.latin(style.body) if notice.language else style.label, width
            )
            for notice in notices
        ]
        return boxes[0] if len(boxes) == 1 else one_line(context, boxes[0], boxes[1], 12.0, width)

    return panel(context, texts, PanelLook(7.0, frame=style.colors["ink"]), width)


def body(context: Context, handout: TaggedHandout) -> list[InFlow]:
    """Summary and sections, an item each. Two cards share a row."""
    summary = partial(_remembered, context, handout.summary, _summary)
    items = [InFlow(summary, context.style.gap(12))]
    waiting = list(handout.sections)
    while waiting:
        section = waiting.pop(0)
        card = bool(waiting) and _is_card(section) and _is_card(waiting[0])
        if card and not context.style.large:
            first = partial(_remembered, context, section, _card)
            second = partial(_remembered, context, waiting.pop(0), _card)
            layout: Layout = partial(columns, context, first, second, _COLUMN_GAP)
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


#: Sections whose words have been shaped.
_shaped = IdentityCache[Typesetter, bool](64)


def shape_ahead(context: Context, handout: TaggedHandout) -> None:
    """Shapes together all messages that are not shaped yet. One that is set in another weight than
    assumed here is shaped when it is laid out."""
    typesetter = context.messages.typesetter
    parts: list[TaggedSection | TaggedSummary] = [handout.summary, *handout.sections]
    new = [part for part in parts if not _shaped.get(part, typesetter)]
    if not new:
        return
    texts = [handout.title, handout.subtitle, *(text for part in new for text in part.texts)]
    context.messages.shape_ahead([(text.text, _is_bold(text.element)) for text in texts])
    for part in new:
        _shaped.put(part, typesetter, value=True)


def _is_bold(element: StructElement) -> bool:
    """Whether headings, labels and column heads are set in bold."""
    return (
        element.role in (Role.H1, Role.H2, Role.H3, Role.LBL)
        or element.attributes.scope is Scope.COLUMN
    )


def _is_card(section: TaggedSection) -> bool:
    """Whether a section is a picture with a paragraph, short enough to share a row."""
    return section.figure is not None and section.opening == len(section.blocks) == 1


def _summary(context: Context, part: TaggedSummary) -> Layout:
    style, summary = context.style, part.callout
    items: list[InFlow] = []
    if summary.heading:
        heading = partial(section_heading, context, summary.heading, ruled=False)
        items.append(InFlow(heading, keep_with_next=True))
    items += [InFlow(_block(context, block, style.lead), style.gap(4)) for block in summary.blocks]
    # Small in large print: the main thing shall stand on the first page.
    inside = _pictured(context, Flow(items), summary.figure, 112.0 if style.large else 0.0)
    look = PanelLook(
        context.style.level.padding, fill=style.colors["tint"], bar=style.colors["brand"]
    )
    return _kept(partial(panel, context, inside, look))


def _pictured(
    context: Context, flow: Flow, figure: TaggedFigure | None, width: float = 0.0
) -> Layout:
    """Blocks with a picture at their end side, centred on it where they are lower."""
    if figure is None:
        return flow
    return float_layout(context, flow, _picture(context, figure, width), 12.0, centered=True)


def _kept(layout: Layout) -> Layout:
    return lambda width: kept(layout(width))


def _card(context: Context, section: TaggedSection) -> Layout:
    """A section of half the width, with a smaller picture."""
    return _section(context, section, share=0.72)


def _section(context: Context, section: TaggedSection, *, share: float = 1.0) -> Layout:
    """A section; its picture takes a share of the usual width."""
    style = context.style
    heading = InFlow(partial(section_heading, context, section.heading), keep_with_next=True)
    blocks = _blocks(context, section.blocks)
    if section.figure is None:
        return Flow([heading, *blocks])
    width = style.level.figure * share
    picture = _picture(context, section.figure, width)
    if not style.large:
        beside = float_layout(context, Flow(blocks), picture, 16.0)
        return Flow([heading, InFlow(beside, style.gap(5))])
    opening, rest = blocks[: section.opening], blocks[section.opening :]
    opening = [item._replace(keep_with_next=True) for item in opening]
    # A heading and a drawing say nothing without the steps that they belong to.
    shown = InFlow(picture, style.gap(8), keep_with_next=not opening)
    return Flow([heading, *opening, shown, *rest])


def _blocks(context: Context, blocks: Sequence[TaggedBlock]) -> list[InFlow]:
    """Blocks one below the other; blank lines with short labels two by two."""
    gap = context.style.gap(6)
    items: list[InFlow] = []
    alone = False  # whether the last one is a short line that has no neighbour yet
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        layout = _block(context, block, context.style.body)
        short = isinstance(block, TaggedLine) and _is_half(context, block)
        if short and isinstance(block, TaggedLine) and block.field is None:
            layout = partial(filled_line, context, block.label)
        if short and alone:
            pair = partial(columns, context, items[-1].layout, layout, _COLUMN_GAP)
            items[-1] = InFlow(pair, gap)
        else:
            # "Write down what we tell you:" is nothing without what follows.
            keep = isinstance(block, TaggedText) and _is_introduced(following)
            items.append(InFlow(layout, gap, keep))
        alone = short and not alone
    return items


def _is_half(context: Context, line: TaggedLine) -> bool:
    """Whether a line to write on, or what has been filled in, takes half the page."""
    if context.style.large:
        return False
    written = 0.0 if line.field is None else None
    return is_short(context, line.label, _COLUMN_GAP, written)


def _is_introduced(block: TaggedBlock | None) -> bool:
    """Whether a paragraph before the block introduces it."""
    return isinstance(block, TaggedList | TaggedTimeline | TaggedDiary | TaggedLines)


def _block(context: Context, block: TaggedBlock, style: TextStyle) -> Layout:
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
            return partial(timeline, context, block)
        case TaggedDiary():
            return diary(context, block)
        case TaggedLine():
            if block.field is None:
                return partial(text_box, context, block.label, context.style.body)
            return partial(writing_line, context, block.label, block.field)
        case TaggedLines():
            return partial(ruled_lines, context, block)
        case TaggedFigure():
            return _picture(context, block)


def _picture(context: Context, figure: TaggedFigure, width: float = 0.0) -> Picture:
    return Picture(context, figure, width or context.style.level.figure)


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
    centered: bool = True,
) -> Flow:
    """A list. `gap` is the space between entries; `centered` centres words on a higher picture."""
    found = []
    for number, item in enumerate(items, 1):
        words: Layout = partial(text_box, context, item.text, style)
        space = context.style.gap(gap)
        if item.figure:
            picture = _picture(context, item.figure, context.style.level.figure * 0.62)
            words = float_layout(context, Flow([InFlow(words)]), picture, 12.0, centered=centered)
            # The caption of one picture must not be taken for the title of the next.
            space = Glue(max(space.natural, _ABOVE_PICTURE), space.stretch)
        layout = partial(list_item, context, marker(number, item.label), words)
        found.append(InFlow(layout, space, pictured=item.figure is not None))
    return Flow(found, fewest=2 if len(found) > _SHORT_LIST else 1)


def _advice(context: Context, block: TaggedColumns) -> Layout:
    first, second = (_advice_column(context, column) for column in block.columns)
    if context.style.large:
        return Flow([InFlow(_kept(first)), InFlow(_kept(second), context.style.gap(10))])
    return partial(columns, context, first, second, _COLUMN_GAP)


def _advice_column(context: Context, column: TaggedAdvice) -> Layout:
    style, good = context.style, column.good
    listed = _items(
        context,
        column.items,
        style.body,
        lambda _number, _label: sign(context, good=good),
        centered=False,
    )
    inside = Flow(
        [
            InFlow(partial(advice_heading, context, column.heading, good=good)),
            InFlow(partial(panel, context, listed, PanelLook(9.0))),
        ]
    )
    return partial(frame, inside, style.colors["do" if good else "dont"])


def _callout(context: Context, block: TaggedCallout) -> Layout:
    colors = context.style.colors
    items: list[InFlow] = []
    if block.heading:
        items.append(InFlow(partial(text_box, context, block.heading, context.style.label)))
    items += _blocks(context, block.blocks)
    look = PanelLook(context.style.level.padding, fill=colors["tint"], bar=colors["brand"])
    if block.kind == "call":
        look = PanelLook(context.style.level.padding, frame=colors["brand"])
    return _kept(partial(panel, context, _pictured(context, Flow(items), block.figure), look))
