"""A table to fill in: the diary of pain; and rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from handouts.editions.paper.both_languages import (
    BothLanguages,
    Words,
    least_width,
    natural_width,
    on_one_height,
    together,
    words_box,
)
from handouts.editions.paper.boxes import (
    Box,
    Flow,
    InFlow,
    KeepTogether,
    Layout,
    Solid,
    Stack,
    kept,
)
from handouts.editions.paper.centred import centred, placed
from handouts.editions.paper.columns import COLUMN_GAP, columns
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR_BETWEEN_RULES, clear_by, over
from handouts.editions.paper.numerals import NUMERAL_MIDDLE, numeral_line
from handouts.editions.paper.style import Style
from handouts.editions.paper.tagged import TaggedDiary, TaggedText
from handouts.editions.paper.text_box import TEXT, TextBox, text_box
from handouts.model.blocks import FillKind
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement

#: Width of a date written by hand, points.
_DATE = 67.0
_LARGE_DATE = 78.0

#: White space left and right of a cell's words together; the same with room for rounding; points.
CELL_INSET = 12.0
LEAST_INSET = 12.5

#: What stays clear between the ink of a cell and the rules around it, and between ink that leaves
#: its line and the same; points.
_CLEAR_OF_RULE, _CLEAR_OF_HIGH_INK = 1.92, 3.4

#: White space between a table and its explanation where the page has room for it, points.
_BEST_ABOVE_TABLE = 5.0

#: The least white space above and below the explanation of a table in large print; points.
AROUND_LARGE = 4.0

#: Room around a number to ring, ems; and how many stand side by side in large print.
_RING = 1.55
_LARGE_RING = 1.35
_LARGE_RINGS = 6

#: White space between the outermost numbers and the rules of their cell, points.
_SCALE_INSET = 4.0

#: The least white space behind the last of them, points.
_AFTER_SCALE = 5.2

#: Part of the width for the names of rows; and where no name then takes a second line.
_NAMES, _WIDEST_NAME = 0.24, 0.27

#: How many widths of the column of names are tried where they are in two languages, and in large
#: print.
_NAME_STEPS = 8

#: How much higher rows for handwriting may grow where a page has space left, as a share of their
#: height.
_ROW_GROWTH = 0.6


def diary(context: Context, block: TaggedDiary) -> Flow:
    """A table to fill in, with its explanation above, on the table's page."""
    return explained(context, block.caption, partial(_grid, context, block), block.element)


def explained(
    context: Context, caption: TaggedText | None, grid: Layout, element: StructElement
) -> Flow:
    """A table below its explanation."""
    style, gap = context.style, context.style.gap(6)
    if not caption:
        return Flow([InFlow(grid, gap)], element=element)
    # Letters that hang down stay clear of the first rule.
    least = AROUND_LARGE if style.large else style.parting(_CLEAR_OF_RULE, _BEST_ABOVE_TABLE)
    gap = gap._replace(natural=max(gap.natural, least))
    words: Layout = partial(_words_over_table, context, caption)
    if caption.english and context.english:
        beside = partial(text_box, context.english, caption.english, context.english.style.body)
        words = partial(columns, context, words, beside, COLUMN_GAP)
    return Flow([InFlow(words, keep_with_next=True), InFlow(grid, gap)], element=element)


def _words_over_table(context: Context, caption: TaggedText, width: float) -> Box:
    """The explanation; in large print letters that hang down from it keep as clear of the table."""
    words = text_box(context, caption, context.style.body, width)
    if not context.style.large:
        return words
    return words._replace(tail=clear_by(words.tail, AROUND_LARGE))


def _grid(context: Context, block: TaggedDiary, width: float) -> KeepTogether:
    shares = _shares(context, block, width)
    if context.english or context.style.large:
        shares = min(
            _narrower_names(context, block, shares, width),
            key=lambda each: _rows(context, block, each, width).height,
        )
    return kept(_rows(context, block, shares, width))


def _narrower_names(
    context: Context, block: TaggedDiary, shares: list[float], width: float
) -> Iterator[list[float]]:
    """The same parts of the width, and others that leave less to the names of the rows and more to
    the last column, whose head takes more lines than any in two languages, and in large print."""
    spare = max(0.0, shares[0] - _needed(context, block, width, loose=False)[0])
    for step in range(_NAME_STEPS):
        moved = spare * step / _NAME_STEPS
        yield [shares[0] - moved, *shares[1:-1], shares[-1] + moved]


def _rows(context: Context, block: TaggedDiary, shares: list[float], width: float) -> Stack:
    style = context.style
    insides = [width * share - CELL_INSET for share in shares]
    head = on_one_height(
        [
            words_box(context, column, style.cell_head, inside)
            for column, inside in zip(block.columns, insides, strict=True)
        ]
    )
    scales = [block.block.scale if kind is FillKind.NUMBER else 0 for kind in _kinds(block)]
    rows = [InFlow(partial(table_row, context, head, shares, scales, header=True))]
    cut = [
        partial(
            table_row,
            context,
            [words_box(context, name, style.cell, insides[0]), *cells],
            shares,
            scales,
            header=False,
        )
        for name, cells in block.rows
    ]
    equal = not _is_dense(style)
    least = max((row(width).height for row in cut), default=0.0) if equal else 0.0
    rows += [InFlow(partial(row, least=least)) for row in cut]
    return Flow(rows, fewest=3)(width)


def _is_dense(style: Style) -> bool:
    """Whether words are so long that pictures are small: rows are then no higher than they must."""
    return style.level.small and style.design.counted


def _kinds(block: TaggedDiary) -> Sequence[FillKind]:
    """What may be written in each column after the first."""
    return block.block.kinds[1:] or [FillKind.TEXT] * (len(block.columns) - 1)


def _shares(context: Context, block: TaggedDiary, width: float) -> list[float]:
    """Parts of the width: what a column holds decides how wide it is, and those for words share
    what is left."""
    style = context.style
    heads = [least_width(context, column, style.cell_head) for column in block.columns]
    names = [natural_width(context, row, style.cell) for row, _ in block.rows]
    name = natural_width(context, block.columns[0], style.cell_head)
    longest = max(names, default=0.0)
    whole = longest if longest <= width * _WIDEST_NAME else 0.0
    first = max(heads[0], whole, min(max(name, longest), width * _NAMES)) + LEAST_INSET
    date = _LARGE_DATE if style.large else _DATE
    wanted = {FillKind.DATE: date, FillKind.NUMBER: _scale_width(context, block)}
    points = [first]
    for head, kind in zip(heads[1:], _kinds(block), strict=True):
        points.append(max(head + LEAST_INSET, wanted[kind]) if kind in wanted else 0.0)
    free = (width - sum(points)) / max(1, points.count(0.0))
    shares = [(each or free) / width for each in points]
    needed = _needed(context, block, width, loose=False)
    needed[0] = max(needed[0], (whole + LEAST_INSET) / width)
    if all(share >= need for share, need in zip(shares, needed, strict=True)):
        return shares
    if sum(needed) < 1.0:
        return divided(needed, [max(share, 0.0) for share in shares])
    divisible = _needed(context, block, width, loose=True)
    if sum(divisible) < 1.0:
        return divided(divisible, needed)
    return [need / sum(divisible) for need in divisible]  # words are cut: a finding says so


def _ring(context: Context) -> float:
    """Width of a number to ring with the white space around it, points."""
    return context.style.foot.size * (_LARGE_RING if context.style.large else _RING)


def _rings(context: Context, scale: int) -> tuple[int, int]:
    """How many numbers to ring stand side by side, and in how many rows."""
    columns = _LARGE_RINGS if context.style.large else scale + 1
    return columns, -(-(scale + 1) // columns)


def _needed(context: Context, block: TaggedDiary, width: float, *, loose: bool) -> list[float]:
    """What part of the width each column needs for its longest word, and for the numbers to ring.
    Only its head stands in another column to be filled in."""
    style = context.style
    names = [least_width(context, row, style.cell, loose=loose) for row, _ in block.rows]
    heads = [least_width(context, column, style.cell_head, loose=loose) for column in block.columns]
    points = [each + LEAST_INSET for each in (max(heads[0], *names), *heads[1:])]
    for place, kind in enumerate(_kinds(block), 1):
        if kind is FillKind.NUMBER and not style.large:
            points[place] = max(points[place], _scale_width(context, block))
    return [each / width for each in points]


def _scale_width(context: Context, block: TaggedDiary) -> float:
    """What the numbers to ring take side by side, points."""
    scale = block.block.scale
    return _rings(context, scale)[0] * _ring(context) + 2 * _SCALE_INSET if scale else 0.0


def divided(needed: list[float], wanted: list[float]) -> list[float]:
    """Each column gets what it needs, and of what is left the more, the more it wanted; where none
    wanted more, all the same."""
    spare = [max(0.0, want - need) for want, need in zip(wanted, needed, strict=True)]
    spare = spare if any(spare) else [1.0] * len(needed)
    left = (1.0 - sum(needed)) / sum(spare)
    return [need + left * more for need, more in zip(needed, spare, strict=True)]


def table_row(
    context: Context,
    cells: Sequence[Words | StructElement],
    shares: Sequence[float],
    scales: Sequence[int],
    width: float,
    *,
    header: bool,
    least: float = 0.0,
) -> Solid:
    """A row of cells, each with its share of the width, `least` points high or more. Empty cells
    (no text) are ruled for writing; in one with a scale stand its numbers. A row without them is as
    high as its words."""
    colors = context.style.colors
    hand = context.style.sizes.hand
    empty = any(isinstance(cell, StructElement) for cell in cells)
    tight = context.style.sloping or _is_dense(context.style)
    height = max(least, hand if empty or (header and scales) else 0.0)
    for cell in cells:
        if not isinstance(cell, StructElement):
            clear = over(cell.head, top=True), over(cell.tail, top=False)
            height = max(height, cell.height + sum(clear) + 4.0)
            if cell.head:
                height = max(
                    height,
                    cell.inked_height + 2 * (_CLEAR_OF_RULE if tight else _CLEAR_OF_HIGH_INK),
                )
            else:  # its letters are centred: the ink must stay clear of both rules
                height = max(height, cell.height + 2 * (max(cell.over) + _CLEAR_OF_RULE))
    for scale in () if header else scales:
        height = max(height, _rings(context, scale)[1] * 0.8 * hand if scale else 0.0)

    # A name of one line and the numbers to ring beside it stand on one base line: that of numbers
    # in the middle, as long as the ink of the name is clear of the rules.
    named = _name_beside_scale(context, cells, scales)
    numbers = NUMERAL_MIDDLE * context.style.body.size

    def above(height: float) -> float:
        assert named
        clear = _CLEAR_OF_RULE if context.style.sloping else CLEAR_BETWEEN_RULES
        return placed(named, height, height / 2 + numbers - named.baseline, clear)

    # Heads in two languages stand on the same base lines.
    heads = [cell for cell in cells if header and isinstance(cell, BothLanguages)]

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        offset = 0.0
        top = y + height
        for place, (cell, share) in enumerate(zip(cells, shares, strict=True)):
            extent = width * share
            left = context.start(x, width, offset, extent)
            if not isinstance(cell, StructElement):
                with canvas.artifact("Layout"):
                    if (header or place == 0) and not context.style.plain:
                        canvas.draw_rect(left, y, extent, height, fill=colors["tint"])
                    _rule_cell(canvas, left, y, extent, height, colors["rule"])
                inset = CELL_INSET / 2
                left += inset - cell.overhang if context.rtl else inset
                middle = centred(together(heads) if heads else cell, height)
                if cell is named:
                    middle = above(height)
                bottom = top - middle - cell.height
                cell.paint(canvas, left, bottom, cell.height, TEXT)
            else:
                with canvas.tagged(cell):
                    _rule_cell(canvas, left, y, extent, height, colors["rule"])
                    if scale := scales[place - 1]:
                        area = left, y, extent, height
                        baseline = named.baseline + above(height) if named else None
                        _paint_scale(context, canvas, scale, area, baseline)
            offset += extent

    write = 0.0 if not empty else max(0.0, (1 + _ROW_GROWTH) * hand - height)
    return Solid(width, height, draw, write=write)


def _name_beside_scale(
    context: Context, cells: Sequence[Words | StructElement], scales: Sequence[int]
) -> TextBox | None:
    """The name of a row, if it has one line and the numbers to ring stand in one row beside it."""
    name, *others = cells
    filled = zip(others, scales, strict=False)
    rings = [scale for cell, scale in filled if scale and isinstance(cell, StructElement)]
    in_one_row = bool(rings) and all(_rings(context, scale)[1] == 1 for scale in rings)
    alone = isinstance(name, TextBox) and len(name.lines) == 1
    return name if in_one_row and alone and isinstance(name, TextBox) else None


def _paint_scale(
    context: Context,
    canvas: TaggedCanvas,
    scale: int,
    area: tuple[float, float, float, float],
    below: float | None,
) -> None:
    """The numbers from 0 to `scale` in a cell, whose place and size these are: in its middle, or
    `below` its top."""
    x, y, width, height = area
    style = context.style.latin(context.style.body)
    columns, rows = _rings(context, scale)
    inset = min(_SCALE_INSET, max(0.0, (width - columns * _ring(context)) / 2))
    step = (width - 2 * inset) / columns
    # A number of two digits begins where others do: those before it stand as far from each other.
    before = (step - numeral_line(context, 0, style).width) / 2
    for value in range(scale + 1):
        row, column = divmod(value, columns)
        line = numeral_line(context, value, style)
        offset = min(inset + column * step + before, width - _AFTER_SCALE - line.width)
        left = context.start(x, width, offset, line.width)
        middle = y + height - (row + 0.5) * height / rows
        baseline = middle - style.size * NUMERAL_MIDDLE
        baseline = baseline if below is None else y + height - below
        canvas.show_line(line, left, baseline, style.color)


def _rule_cell(
    canvas: TaggedCanvas, x: float, y: float, width: float, height: float, color: str
) -> None:
    canvas.draw_rect(x, y, width, height, stroke=color, line_width=0.8)
