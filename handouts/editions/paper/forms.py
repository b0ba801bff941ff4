"""What the patient writes on: a diary, blank lines, the clinic's contact lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handouts.editions.paper.boxes import Box, Flow, InFlow, KeepTogether, Layout, Solid, kept
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR, moved, over
from handouts.editions.paper.numerals import numeral_line
from handouts.editions.paper.style import Glue
from handouts.editions.paper.tagged import (
    TaggedDiary,
    TaggedLine,
    TaggedLines,
    TaggedText,
    TaggedWriteTable,
)
from handouts.editions.paper.text_box import TEXT, TextBox, centred, text_box
from handouts.model.blocks import FillKind
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement

#: Width of a date written by hand, points.
_DATE = 67.0
_LARGE_DATE = 78.0

#: White space left and right of a cell's words together; the same with room for rounding; points.
CELL_INSET = 12.0
LEAST_INSET = 12.5

#: What stays clear between the ink of a cell and the rules around it; points.
_CLEAR_OF_RULE = 1.25

#: The shortest line to write on, and the white space before it, points.
LEAST_LINE = 110.0
_LABEL_GAP = 8.0

#: White space below a rule to write on, and between columns of them, points.
_BELOW_RULE = 5.0
_COLUMN_GAP = 14.0

#: Part of the width for the first of several columns of lines: names are long.
_NAMES = 0.46

#: Room around a number to ring, ems; and how many stand side by side in large print.
_RING = 1.55
_LARGE_RING = 1.35
_LARGE_RINGS = 6

#: White space between the outermost numbers and the rules of their cell, points.
_SCALE_INSET = 4.0

#: How much higher lines and rows for handwriting may grow where a page has space left, as a share
#: of their height.
_HAND_GROWTH = 0.3
_ROW_GROWTH = 0.6


def diary(context: Context, block: TaggedDiary) -> Flow:
    """A table with its explanation above, on the table's page."""
    items: list[InFlow] = []
    style = context.style
    if block.caption:
        caption = partial(text_box, context, block.caption, style.body)
        items.append(InFlow(caption, keep_with_next=True))
    items.append(InFlow(partial(_grid, context, block), style.gap(6)))
    return Flow(items, element=block.element)


def _grid(context: Context, block: TaggedDiary, width: float) -> KeepTogether:
    shares = _shares(context, block, width)
    style = context.style
    insides = [width * share - CELL_INSET for share in shares]
    head = [
        text_box(context, column, style.cell_head, inside)
        for column, inside in zip(block.columns, insides, strict=True)
    ]
    scales = [block.block.scale if kind is FillKind.NUMBER else 0 for kind in _kinds(block)]
    rows = [InFlow(partial(table_row, context, head, shares, scales, header=True))]
    for name, cells in block.rows:
        first = text_box(context, name, style.cell, insides[0])
        cut = partial(table_row, context, [first, *cells], shares, scales, header=False)
        rows.append(InFlow(cut))
    return kept(Flow(rows, fewest=3)(width))


def _kinds(block: TaggedDiary) -> Sequence[FillKind]:
    """What may be written in each column after the first."""
    return block.block.kinds[1:] or [FillKind.TEXT] * (len(block.columns) - 1)


def _shares(context: Context, block: TaggedDiary, width: float) -> list[float]:
    """Parts of the width: what a column holds decides how wide it is, and those for words share
    what is left."""
    style, least = context.style, context.messages.least_width
    heads = [least(column.text, style.cell_head) for column in block.columns]
    names = [context.messages.natural_width(row.text, style.cell) for row, _ in block.rows]
    name = context.messages.natural_width(block.columns[0].text, style.cell_head)
    first = max(heads[0], min(max(name, *names), width * 0.24)) + LEAST_INSET
    wanted = {FillKind.DATE: _LARGE_DATE if style.large else _DATE, FillKind.NUMBER: 0.0}
    if block.block.scale:
        rings = _rings(context, block.block.scale)[0] * _ring(context)
        wanted[FillKind.NUMBER] = rings + 2 * _SCALE_INSET
    points = [first]
    for head, kind in zip(heads[1:], _kinds(block), strict=True):
        points.append(max(head + LEAST_INSET, wanted[kind]) if kind in wanted else 0.0)
    free = (width - sum(points)) / max(1, points.count(0.0))
    shares = [(each or free) / width for each in points]
    needed = _needed(context, block, width, loose=False)
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
    """What part of the width each column needs for its longest word. Only its head stands in a
    column to be filled in."""
    style, least = context.style, context.messages.least_width
    names = [least(row.text, style.cell, loose=loose) for row, _ in block.rows]
    heads = [least(column.text, style.cell_head, loose=loose) for column in block.columns]
    return [(each + LEAST_INSET) / width for each in (max(heads[0], *names), *heads[1:])]


def divided(needed: list[float], wanted: list[float]) -> list[float]:
    """Each column gets what it needs, and of what is left the more, the more it wanted; where none
    wanted more, all the same."""
    spare = [max(0.0, want - need) for want, need in zip(wanted, needed, strict=True)]
    spare = spare if any(spare) else [1.0] * len(needed)
    left = (1.0 - sum(needed)) / sum(spare)
    return [need + left * more for need, more in zip(needed, spare, strict=True)]


def table_row(
    context: Context,
    cells: Sequence[TextBox | StructElement],
    shares: Sequence[float],
    scales: Sequence[int],
    width: float,
    *,
    header: bool,
) -> Solid:
    """A row of cells, each with its share of the width. Empty cells (no text) are ruled for
    writing; in one with a scale stand its numbers. A row without them is as high as its words."""
    colors = context.style.colors
    hand = context.style.sizes.hand
    empty = any(isinstance(cell, StructElement) for cell in cells)
    height = hand if empty or (header and scales) else 0.0
    for cell in cells:
        if isinstance(cell, TextBox):
            clear = over(cell.head, top=True), over(cell.tail, top=False)
            white = max(4.0, 2 * CLEAR if cell.head else 0.0)
            height = max(height, cell.height + sum(clear) + white)
            if not cell.head:  # its letters are centred: the ink must stay clear of both rules
                height = max(height, cell.height + 2 * (max(cell.over) + _CLEAR_OF_RULE))
    for scale in () if header else scales:
        height = max(height, _rings(context, scale)[1] * 0.8 * hand if scale else 0.0)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        offset = 0.0
        top = y + height
        for place, (cell, share) in enumerate(zip(cells, shares, strict=True)):
            extent = width * share
            left = context.start(x, width, offset, extent)
            if isinstance(cell, TextBox):
                with canvas.artifact("Layout"):
                    if (header or place == 0) and not context.style.plain:
                        canvas.draw_rect(left, y, extent, height, fill=colors["tint"])
                    _rule_cell(canvas, left, y, extent, height, colors["rule"])
                inset = CELL_INSET / 2
                left += inset - cell.overhang if context.rtl else inset
                bottom = top - centred(context, cell, height) - cell.height
                cell.paint(canvas, left, bottom, cell.height, TEXT)
            else:
                with canvas.tagged(cell):
                    _rule_cell(canvas, left, y, extent, height, colors["rule"])
                    if scales[place - 1]:
                        _paint_scale(context, canvas, scales[place - 1], left, y, extent, height)
            offset += extent

    write = 0.0 if not empty else max(0.0, (1 + _ROW_GROWTH) * hand - height)
    return Solid(width, height, draw, write=write)


def _paint_scale(
    context: Context,
    canvas: TaggedCanvas,
    scale: int,
    x: float,
    y: float,
    width: float,
    height: float,
) -> None:
    """The numbers from 0 to `scale`, in the middle of a cell."""
    style = context.style.latin(context.style.body)
    columns, rows = _rings(context, scale)
    inset = min(_SCALE_INSET, max(0.0, (width - columns * _ring(context)) / 2))
    step = (width - 2 * inset) / columns
    for value in range(scale + 1):
        row, column = divmod(value, columns)
        line = numeral_line(context, value, style)
        left = context.start(x, width, inset + column * step, step)
        middle = y + height - (row + 0.5) * height / rows
        baseline = middle - style.size * 0.357
        canvas.show_line(line, left + (step - line.width) / 2, baseline, style.color)


def _rule_cell(
    canvas: TaggedCanvas, x: float, y: float, width: float, height: float, color: str
) -> None:
    canvas.draw_rect(x, y, width, height, stroke=color, line_width=0.8)


def is_short(context: Context, label: TaggedText, width: float, least: float = LEAST_LINE) -> bool:
    """Whether a label leaves `least` points of a line of `width` points to write on behind it."""
    return _label_width(context, label) + least <= width


def _label_width(context: Context, label: TaggedText) -> float:
    """Width of a label on one line, and of the white space before the line to write on."""
    return context.messages.natural_width(label.text, context.style.body) + _LABEL_GAP


def is_half(context: Context, line: TaggedLine, gap: float) -> bool:
    """Whether a line to write on, or a label and its value, takes half the page: two of them stand
    side by side, `gap` points apart."""
    style = context.style
    if style.narrow or line.field is not None:
        return not style.narrow
    return context.messages.natural_width(line.label.text, style.body) <= (style.width - gap) / 2


def second_width(context: Context, lines: Sequence[TaggedLine], gap: float) -> float:
    """Width of the second of two columns of lines to write on, points: half of the page's less the
    gap; more or less where a long label would else have its line below it."""
    half = (context.style.width - gap) / 2
    wanted = [
        context.messages.natural_width(line.label.text, context.style.body)
        if line.field is None
        else _label_width(context, line.label) + LEAST_LINE
        for line in lines
    ]
    first, second = (max(each, default=0.0) for each in (wanted[::2], wanted[1::2]))
    if max(first, second) <= half or first + second > 2 * half:
        return half
    return second if second > half else 2 * half - first


def filled_line(context: Context, filled: TaggedText, width: float) -> Solid:
    """A label and its value, which fit one line, on the height of a line to write on: beside one,
    both stand on the same base line."""
    hand = context.style.sizes.hand
    words = text_box(context, filled, context.style.body, width)

    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        bottom = y + _BELOW_RULE - words.height + words.baseline
        words.paint(canvas, x, bottom, words.height, TEXT)

    return Solid(width, hand + _BELOW_RULE, draw, write=_HAND_GROWTH * hand)


def writing_line(
    context: Context,
    tagged: TaggedText,
    field: StructElement,
    width: float,
    *,
    above: bool = False,
    least: float = LEAST_LINE,
) -> Solid:
    """A label and a rule to write on behind it; below it (`above`) or where less than `least`
    points would be left for it. A screen reader hears the rule as a blank line."""
    hand, color = context.style.sizes.hand, context.style.colors["ink"]
    beside = not above and is_short(context, tagged, width, least)
    natural = _label_width(context, tagged) if beside else 0.0
    label = text_box(context, tagged, context.style.body, natural if beside else width)
    height = hand + _BELOW_RULE if beside else label.height + hand + _BELOW_RULE

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        base = y + _BELOW_RULE
        bottom = base - label.height + label.baseline if beside else y + height - label.height
        left = context.start(x, width, 0.0, natural) if beside else x
        label.paint(canvas, left, bottom, label.height, TEXT)
        left = context.start(x, width, natural, width - natural)
        with canvas.tagged(field):
            canvas.draw_line(left, base, left + width - natural, base, stroke=color, line_width=0.8)

    head = label.head
    if beside:  # what hangs from above may reach down to the label, which stands on the rule
        head = moved(head, deeper=height - _BELOW_RULE - label.baseline)
    return Solid(width, height, draw, head, write=_HAND_GROWTH * hand)


def writing_item(context: Context, tagged: TaggedText, field: StructElement, width: float) -> Solid:
    """The words of a list entry, and a rule to write on behind them, or below where they are
    long."""
    above = not is_short(context, tagged, width)
    line = writing_line(context, tagged, field, width, above=above)
    if above:
        return line._replace(lower=0.0)
    label = text_box(context, tagged, context.style.body, width)
    lower = line.height - _BELOW_RULE - label.baseline
    return line._replace(lower=lower)


def ruled_lines(context: Context, block: TaggedLines, width: float) -> KeepTogether:
    """A label over empty lines to write on."""
    label = partial(text_box, context, block.label, context.style.label)
    line = partial(_ruled_line, context, (block.field,), (1.0,))
    return _lines_under(InFlow(label), line, block.rules, width)


def write_table(context: Context, block: TaggedWriteTable, width: float) -> KeepTogether:
    """Columns of empty lines to write on, each under its name."""
    names = [name for name, _ in block.columns]
    fields = [field for _, field in block.columns]
    others = len(names) - 1
    shares = [_NAMES, *([(1 - _NAMES) / others] * others)] if others else [1.0]
    heads = partial(_column_heads, context, names, shares)
    line = partial(_ruled_line, context, fields, shares)
    return _lines_under(InFlow(heads, keep_with_next=True), line, block.rules, width)


def _lines_under(label: InFlow, line: Layout, count: int, width: float) -> KeepTogether:
    first, *rest = [InFlow(line)] * count
    # The first rule too has all its height free above it.
    lines = [first._replace(space=Glue(_BELOW_RULE)), *rest]
    return kept(Flow([label, *lines], fewest=2)(width))


def _column_heads(
    context: Context, names: Sequence[TaggedText], shares: Sequence[float], width: float
) -> Solid:
    """Names of columns of lines, side by side."""
    styles = [context.style.label, *([context.style.body] * (len(names) - 1))]
    boxes = [
        text_box(context, name, style, width * share - _COLUMN_GAP)
        for name, style, share in zip(names, styles, shares, strict=True)
    ]

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        offset = 0.0
        for box, share in zip(boxes, shares, strict=True):
            left = context.start(x, width, offset, box.width)
            box.paint(canvas, left, y + height - box.height, box.height, TEXT)
            offset += width * share

    return Solid(width, max(box.height for box in boxes), draw, boxes[0].head, boxes[0].tail)


def _ruled_line(
    context: Context, fields: Sequence[StructElement], shares: Sequence[float], width: float
) -> Box:
    """Room for handwriting in columns, a rule at the foot of each."""
    color = context.style.colors["ink"]
    gap = _COLUMN_GAP if len(fields) > 1 else 0.0

    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        base = y + _BELOW_RULE
        offset = 0.0
        for field, share in zip(fields, shares, strict=True):
            last = field is fields[-1]
            length = width * share - (0.0 if last else gap)
            left = context.start(x, width, offset, length)
            with canvas.tagged(field):
                canvas.draw_line(left, base, left + length, base, stroke=color, line_width=0.8)
            offset += width * share

    room = context.style.sizes.hand
    return Solid(width, room, draw, write=_HAND_GROWTH * room)
