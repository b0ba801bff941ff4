"""Cards: a picture with a paragraph under a heading, two side by side."""

from __future__ import annotations

from functools import partial
from math import inf

from handouts.editions.paper.blocks import blocks_of
from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, Stack
from handouts.editions.paper.columns import COLUMN_GAP, Columns, side_by_side
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.headings import below_rule, section_heading
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.remembered import Remembered
from handouts.editions.paper.section_cache import remembered_box
from handouts.editions.paper.style import Glue
from handouts.editions.paper.tagged import TaggedSection
from handouts.editions.paper.text_box import TextBox, text_box

#: How much wider the wider of two cards may be than half of the row, and in which steps; points.
_MOST_WIDER, _WIDER = 49, 6

#: The parts of its width that a heading is tried at that is to have a line more.
_SHARES = tuple(share / 20 for share in range(18, 8, -1))


def cards(context: Context, first: TaggedSection, second: TaggedSection, width: float) -> Box:
    """Two sections side by side: their headings share a row, and so do their pictures. They are
    equally wide, unless the row is lower where the longer one is wider."""
    most, rows = (width - COLUMN_GAP) / 2, []
    for more in range(0, _MOST_WIDER, _WIDER):
        for wider in {more, -more}:
            row = _card_row(context, first, second, (most + wider, most - wider), width)
            rows.append((round(row.height), row.white, more, row))
    return min(rows, key=lambda found: found[:3])[-1]


def _card_row(
    context: Context,
    first: TaggedSection,
    second: TaggedSection,
    widths: tuple[float, float],
    width: float,
) -> Columns:
    """Two cards of these widths."""
    style = context.style
    words = [
        text_box(context, section.heading, style.heading, each)
        for section, each in zip((first, second), widths, strict=True)
    ]
    most = max(len(each.lines) for each in words)
    measures = [_measure(context, each, most) for each in words]
    gap = max(below_rule(context, each) for each in words)
    least = gap + max(each.height for each in words)
    one, other = (
        partial(
            remembered_box, context, section, partial(card, least=least, gap=gap, measure=measure)
        )(each)
        for section, each, measure in zip((first, second), widths, measures, strict=True)
    )
    # Ink below one heading may ask for more than that below the other; but the back keeps its head.
    below = max(_below_heading(one), _below_heading(other))
    if _below_heading(one) != _below_heading(other) and not context.style.level.uneven:
        lay_out = partial(card, least=least, gap=gap, below=below)
        lower = [partial(lay_out, measure=measure) for measure in measures]
        one = remembered_box(context, first, lower[0], widths[0])
        other = remembered_box(context, second, lower[1], widths[1])
    return side_by_side(context, one, other, width - widths[1], width)


def _measure(context: Context, heading: TextBox, lines: int) -> float:
    """How wide the lines of a heading may be so that there are as many as those of the heading
    beside it, points: below one of fewer lines words would stand further from it than from what is
    above."""
    if len(heading.lines) >= lines:
        return heading.width
    natural = sum(line.width for line in heading.lines)
    for share in _SHARES:
        measure = share * natural
        if len(text_box(context, heading.tagged, context.style.heading, measure).lines) == lines:
            return measure
    return heading.width


def _below_heading(made: Remembered) -> Glue:
    """White space between the heading of a card and what stands below it."""
    assert isinstance(made.body, Stack)
    words = made.body.children[1]
    return Glue(words.space, words.stretch)


def card(
    context: Context,
    section: TaggedSection,
    *,
    least: float = 0.0,
    gap: float = -inf,
    below: Glue | None = None,
    measure: float = inf,
) -> Layout:
    """A picture with a paragraph under a heading whose lines are no wider than `measure`, that is
    `least` points high, `gap` points below its rule, and has so much white space `below`."""
    assert section.figure is not None
    heading = partial(
        section_heading, context, section.heading, least=least, gap=gap, measure=measure
    )
    picture = Picture(context, section.figure, context.style.sizes.small)
    words = pictured(context, picture, Flow(blocks_of(context, section.blocks)), level=True)
    space = below or context.style.gap(5)
    return Flow([InFlow(heading, keep_with_next=True), InFlow(words, space)])
