"""A table to read: words in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handouts.editions.paper.boxes import Box, Flow, InFlow, kept
from handouts.editions.paper.context import Context
from handouts.editions.paper.forms import (
    CELL_INSET,
    LEAST_INSET,
    divided,
    explained,
    table_row,
)
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import TaggedTable, TaggedText
from handouts.editions.paper.text_box import text_box


def word_table(context: Context, block: TaggedTable) -> Flow:
    """A table to read, with its explanation above, on the table's page."""
    return explained(context, block.caption, partial(_grid, context, block), block.element)


def _grid(context: Context, block: TaggedTable, width: float) -> Box:
    """The head stays with two rows; a long table is broken between rows."""
    shares = _shares(context, block, width)
    rows = []
    for number, cells in enumerate([block.columns, *block.rows]):
        boxes = [
            text_box(context, cell, style, width * share - CELL_INSET)
            for (cell, style), share in zip(_styled(context, cells, number), shares, strict=True)
        ]
        rows.append(InFlow(partial(table_row, context, boxes, shares, (), header=not number)))
    return kept(Flow(rows, fewest=3)(width), always=False)


def _styled(
    context: Context, cells: Sequence[TaggedText], row: int
) -> list[tuple[TaggedText, TextStyle]]:
    """Each cell of a row with its style: the head's row and the first column are bold."""
    style = context.style
    bold = [row == 0 or place == 0 for place in range(len(cells))]
    return [
        (cell, style.cell_head if each else style.cell)
        for cell, each in zip(cells, bold, strict=True)
    ]


def _shares(context: Context, block: TaggedTable, width: float) -> list[float]:
    """Parts of the width: each column gets what its longest word needs, and of what is left the
    more, the longer its texts are."""
    messages = context.messages
    rows = [
        _styled(context, cells, number) for number, cells in enumerate([block.columns, *block.rows])
    ]
    by_column = list(zip(*rows, strict=True))

    def widest(measure: str, **options: bool) -> list[float]:
        find = getattr(messages, measure)
        return [
            (max(find(cell.text, style, **options) for cell, style in column) + LEAST_INSET) / width
            for column in by_column
        ]

    wanted = widest("natural_width")
    if sum(wanted) <= 1.0:
        return [want / sum(wanted) for want in wanted]
    for loose in (False, True):
        needed = widest("least_width", loose=loose)
        if sum(needed) < 1.0:
            return divided(_with_short_ones_whole(needed, wanted), wanted)
    return [need / sum(needed) for need in needed]  # words are cut: a finding says so


def _with_short_ones_whole(needed: list[float], wanted: list[float]) -> list[float]:
    """What each column needs, and the narrowest all that they want, as long as the others get an
    equal part of the width: "Day 1" stays on one line beside sentences."""
    found = list(needed)
    columns = sorted(range(len(wanted)), key=wanted.__getitem__)
    for place, column in enumerate(columns):
        others = columns[place + 1 :]
        left = 1.0 - sum(found[each] for each in columns if each not in others and each != column)
        if wanted[column] > left / (len(others) + 1):
            break
        if wanted[column] + sum(needed[each] for each in others) >= left:
            break
        found[column] = wanted[column]
    return found
