"""Blocks of a section in a flow: what each kind of block looks like."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handouts.editions.paper.both_languages import words_box
from handouts.editions.paper.boxes import Flow, InFlow, Layout, kept_whole
from handouts.editions.paper.columns import PanelLook, panel
from handouts.editions.paper.context import Context
from handouts.editions.paper.continued import text_again
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.forms import diary
from handouts.editions.paper.headings import subheading, warning_heading
from handouts.editions.paper.ink_overflow import CLEAR
from handouts.editions.paper.labelled_lines import form_of, is_half, labelled_line
from handouts.editions.paper.lists import advice, glossary, listed, questions
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.style import Glue, Style, TextStyle
from handouts.editions.paper.tagged import (
    TaggedBlock,
    TaggedCallout,
    TaggedColumns,
    TaggedDiary,
    TaggedFigure,
    TaggedGlossary,
    TaggedLine,
    TaggedLines,
    TaggedList,
    TaggedQuestions,
    TaggedSources,
    TaggedSubheading,
    TaggedTable,
    TaggedText,
    TaggedTimeline,
    TaggedWriteTable,
)
from handouts.editions.paper.text_box import text_box
from handouts.editions.paper.timeline import moments, timeline
from handouts.editions.paper.word_table import word_table
from handouts.editions.paper.writing_lines import ruled_lines, write_table
from handouts.model.blocks import Checklist, Steps

#: The least white space between a paragraph and a timeline, also where lines are closer than usual;
#: points. Where there is room, the first moment stands further from its introduction than the lines
#: of that from each other.
_ABOVE_DOT, _ABOVE_DENSE_DOT = 1.0, 3.0
_BEST_ABOVE_DOT, _BEST_ABOVE_SLOPING_DOT = 4.0, 2.0

#: The least white space above the frame of a warning, which stays clear of the frame or the letters
#: above it, points.
_ABOVE_WARNING = 5.0

#: The least white space above the names of columns of lines, and where there is room, points: they
#: belong to the lines below them, not to the one above. In Nastaliq it is to their ink.
_ABOVE_NAMES, _BEST_ABOVE_NAMES = 3.5, 11.0

#: The least white space above the frames of advice, points: the letters of the heading clear them.
_ABOVE_FRAMES = 3.3

#: What the names of columns to write in ask for above them, points.
_NAMES_ASK = 26.0

#: The least white space in large print between a line to write on and the words below it, which
#: would else read as if its label were their first line; and how much more than other blocks the
#: words over a table leave to the hand above them where there is room; points.
_BELOW_LINE, _MORE_BELOW_LINE = 10.0, 4.0

#: What the frames of advice ask for below the heading of their section, points.
_BELOW_HEADING = 8.0


def blocks_of(
    context: Context,
    blocks: Sequence[TaggedBlock],
    *,
    first: bool = True,
    after: TaggedBlock | None = None,
) -> list[InFlow]:
    """Blocks one below the other; blank lines two by two. `first` tells that nothing of their
    section stands above them, `after` is what stands below."""
    gap = context.style.gap(6)
    items: list[InFlow] = []
    lines = [block for block in blocks if isinstance(block, TaggedLine)]
    form = form_of(context, lines)
    alone = False  # whether the last one is a line that has no neighbour yet
    around = zip([None, *blocks[:-1]], blocks, [*blocks[1:], after][: len(blocks)], strict=True)
    for before, block, following in around:
        line = isinstance(block, TaggedLine)
        if isinstance(block, TaggedLine):
            layout = form.row(block)
        elif isinstance(block, TaggedWriteTable) and any(is_half(context, one) for one in lines):
            layout = kept_whole(write_table(context, block, form.second))
        else:
            layout = block_of(context, block, context.style.body)
        half = isinstance(block, TaggedLine) and is_half(context, block)
        if alone and half and isinstance(block, TaggedLine) and isinstance(before, TaggedLine):
            keep = isinstance(following, TaggedLine | TaggedDiary)
            items[-1] = items[-1]._replace(layout=form.row(before, block), keep_with_next=keep)
        else:
            # "Write down what we tell you:" is nothing without what follows, and lines to fill in
            # belong together, and to the table below them.
            keep = isinstance(block, TaggedText) and is_introduced(following)
            keep = keep or (line and isinstance(following, TaggedLine | TaggedDiary))
            keep = keep or isinstance(block, TaggedSubheading)
            # A label belongs to the lines below it, not to the list or the lines above.
            apart = isinstance(block, TaggedLines | TaggedWriteTable)
            apart = apart and (bool(items) or not first)
            space = context.style.gap(14) if apart else gap
            if line and isinstance(before, TaggedLine):
                space = form.space
            if apart and isinstance(block, TaggedWriteTable):
                space = _above_names(context.style, space)
            headed = first and before is None
            space = _clear_space(context.style, space, before, block, headed=headed)
            item = InFlow(layout, space, keep)
            if isinstance(before, TaggedText) and is_instruction(before, block):
                again = partial(text_again, context, before, context.style.body)
                item = with_instruction(item, again)
            items.append(item)
        alone = half and not alone
    return items


def _above_names(style: Style, space: Glue) -> Glue:
    """White space above the names of columns to write in: more than below other lines, where there
    is room, since the line above is one to write on too."""
    least = 0.0 if style.sloping else _ABOVE_NAMES
    natural = max(space.natural, style.parting(least, _BEST_ABOVE_NAMES))
    asked = sum(style.gap(_NAMES_ASK))
    return Glue(natural, max(space.stretch, asked - natural))


def _clear_space(
    style: Style, space: Glue, before: TaggedBlock | None, block: TaggedBlock, *, headed: bool
) -> Glue:
    """White space above a block, with as much of it at the least as keeps its edges clear of the
    ink above: that of the block `before` it, or, where that is none, of the heading (`headed`)."""
    least = space.natural
    if isinstance(before, TaggedText) and isinstance(block, TaggedText):
        least = max(least, style.between_paragraphs)
    if isinstance(before, TaggedLine) and not isinstance(block, TaggedLine) and style.large:
        least = max(least, _BELOW_LINE)
    elif isinstance(before, TaggedLine) and isinstance(block, TaggedDiary):
        least = style.parting(least, least + _MORE_BELOW_LINE)
    match block:
        case TaggedSubheading() if before:
            return style.gap(12)
        case TaggedColumns() if headed and style.design.counted:
            return style.gap(_BELOW_HEADING)  # and as the ink of the heading asks for
        case TaggedColumns() if not style.sloping:
            # Letters that reach below the heading stay clear of the frames.
            least = max(least + CLEAR, _ABOVE_FRAMES)
        case TaggedCallout(label=label) if label:
            least = max(least, _ABOVE_WARNING)
        case TaggedTimeline():
            least = max(least, _above_dot(style))
        case TaggedList(block=Steps()):
            # Ink below a heading stays clear of the first numeral.
            least += 2 * CLEAR
    return space._replace(natural=least)


def _above_dot(style: Style) -> float:
    """The least white space above a timeline: letters that hang down stay clear of its first dot.
    Lines of Nastaliq are far apart without."""
    if style.sloping:
        return style.parting(0.0, _BEST_ABOVE_SLOPING_DOT)
    least = _ABOVE_DOT if style.level.leading == 1.0 else _ABOVE_DENSE_DOT
    return style.parting(least, _BEST_ABOVE_DOT)


def is_introduced(block: TaggedBlock | None) -> bool:
    """Whether a paragraph before the block introduces it."""
    return isinstance(
        block,
        TaggedList | TaggedTimeline | TaggedTable | TaggedDiary | TaggedLines | TaggedWriteTable,
    )


def is_instruction(before: TaggedBlock, block: TaggedBlock) -> bool:
    """Whether a paragraph says how to tick what the list below it has."""
    ticked = isinstance(block, TaggedList) and isinstance(block.block, Checklist)
    return ticked and isinstance(before, TaggedText)


def with_instruction(item: InFlow, again: Layout) -> InFlow:
    """A list whose instruction is said `again` where it runs over a page's edge."""
    assert isinstance(item.layout, Flow)
    entries = [entry._replace(again=again) for entry in item.layout.items]
    return item._replace(layout=item.layout._replace(items=entries))


def block_of(context: Context, block: TaggedBlock, style: TextStyle) -> Layout:
    """A block; `style` is that of its words."""
    match block:
        case TaggedText():
            return partial(words_box, context, block, style)
        case TaggedList():
            return listed(context, block, style)
        case TaggedColumns():
            return advice(context, block)
        case TaggedCallout():
            return _callout(context, block)
        case TaggedTimeline():
            if context.style.design.beside:
                return Flow(moments(context, block), fewest=2)
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
            return partial(labelled_line, context, block)
        case TaggedLines():
            return kept_whole(ruled_lines(context, block))
        case TaggedWriteTable():
            return kept_whole(write_table(context, block))
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
    items += blocks_of(context, block.blocks)
    inside: Layout = Flow(items)
    if block.figure:
        inside = pictured(context, Picture(context, block.figure, sizes.small), inside)
    return kept_whole(partial(panel, context, inside, look))
