"""Cards: a picture with a paragraph under a heading, two side by side."""

from __future__ import annotations

from functools import partial
from math import inf

from handouts.editions.paper.blocks import blocks_of
from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout
from handouts.editions.paper.columns import COLUMN_GAP, Columns, columns
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.headings import below_rule, section_heading
from handouts.editions.paper.pictured import pictured
from handouts.editions.paper.section_cache import remembered_box
from handouts.editions.paper.tagged import TaggedSection
from handouts.editions.paper.text_box import text_box

#: How much wider the wider of two cards may be than half of the row, and in which steps; points.
_MOST_WIDER, _WIDER = 49, 6


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
    gap = max(below_rule(context, each) for each in words)
    least = gap + max(each.height for each in words)
    made = [
        partial(remembered_box, context, section, partial(card, least=least, gap=gap))
        for section in (first, second)
    ]
    return columns(context, made[0], made[1], COLUMN_GAP, width, second_width=widths[1])


def card(
    context: Context, section: TaggedSection, *, least: float = 0.0, gap: float = -inf
) -> Layout:
    """A picture with a paragraph under a heading that is `least` points high, `gap` points below
    its rule."""
    assert section.figure is not None
    heading = partial(section_heading, context, section.heading, least=least, gap=gap)
    picture = Picture(context, section.figure, context.style.sizes.small)
    words = pictured(context, picture, Flow(blocks_of(context, section.blocks)), level=True)
    return Flow([InFlow(heading, keep_with_next=True), InFlow(words, context.style.gap(5))])
