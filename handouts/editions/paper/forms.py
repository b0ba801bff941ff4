"""What the patient writes on: a diary, blank lines, the clinic's contact lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handouts.editions.paper.boxes import Box, Flow, InFlow, KeepTogether, Solid, kept
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR, moved, over
from handouts.editions.paper.tagged import TaggedDiary, TaggedLines, TaggedText
from handouts.editions.paper.text_box import TEXT, TextBox, text_box
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement

#: Columns of a table with one for a number.
_WITH_NUMBER = 3

#: White space left and right of a cell's words together; the same with room for rounding; points.
_CELL_INSET = 12.0
_LEAST_INSET = 12.5

#: The shortest line to write on, and the white space before it, points.
_LEAST_LINE = 120.0
_LABEL_GAP = 8.0

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
    shares = _shares(context, block)
    style = context.style
    insides = [width * share - _CELL_INSET for share in shares]
    head = [
        text_box(context, column, style.cell_head, inside)
        for column, inside in zip(block.columns, insides, strict=True)
    ]
    rows = [InFlow(partial(_row, context, head, shares, header=True))]
    for name, cells in block.rows:
        first = text_box(context, name, style.cell, insides[0])
        rows.append(InFlow(partial(_row, context, [first, *cells], shares, header=False)))
    return kept(Flow(rows, fewest=3)(width))


def _shares(context: Context, block: TaggedDiary) -> list[float]:
    """Parts of the width: row headings, a narrow column for a number, the rest in equal parts. The
    first two are wide enough for their longest words."""
    columns, style, least = len(block.columns), context.style, context.messages.least_width
    if columns < _WITH_NUMBER:
        return [[1.0], [0.3, 0.7]][columns - 1]
    words = [least(row.text, style.cell) for row, _ in block.rows]
    heads = [least(column.text, style.cell_head) for column in block.columns]
    first = min(max(0.24, (max(heads[0], *words) + _LEAST_INSET) / style.width), 0.4)
    number = min(max(0.2, (heads[1] + _LEAST_INSET) / style.width), 0.3)
    return [first, number, *([(1 - first - number) / (columns - 2)] * (columns - 2))]


def _row(
    context: Context,
    cells: Sequence[TextBox | StructElement],
    shares: Sequence[float],
    width: float,
    *,
    header: bool,
) -> Solid:
    """A row of cells, each with its share of the width. Empty cells (no text) are ruled for
    writing."""
    colors = context.style.colors
    height = context.style.level.row
    for cell in cells:
        if isinstance(cell, TextBox):
            clear = over(cell.head, top=True), over(cell.tail, top=False)
            white = max(context.style.white(6), 2 * CLEAR if cell.head else 0.0)
            height = max(height, cell.height + sum(clear) + white)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        offset = 0.0
        top = y + height
        for number, (cell, share) in enumerate(zip(cells, shares, strict=True)):
            extent = width * share
            left = context.start(x, width, offset, extent)
            if isinstance(cell, TextBox):
                with canvas.artifact("Layout"):
                    if header or number == 0:
                        canvas.draw_rect(left, y, extent, height, fill=colors["tint"])
                    _rule_cell(canvas, left, y, extent, height, colors["rule"])
                inset = _CELL_INSET / 2
                left += inset - cell.overhang if context.rtl else inset
                bottom = top - _centered(cell, height) - cell.height
                cell.paint(canvas, left, bottom, cell.height, TEXT)
            else:
                with canvas.tagged(cell):
                    _rule_cell(canvas, left, y, extent, height, colors["rule"])
            offset += extent

    write = max(0.0, (1 + _ROW_GROWTH) * context.style.level.row - height)
    return Solid(width, height, draw, write=write)


def _rule_cell(
    canvas: TaggedCanvas, x: float, y: float, width: float, height: float, color: str
) -> None:
    canvas.draw_rect(x, y, width, height, stroke=color, line_width=0.8)


def _centered(cell: TextBox, height: float) -> float:
    """How far below a row's top a cell's lines begin: their ink, or else their box, is centred."""
    if not cell.head:
        return (height - cell.height) / 2
    top, bottom = cell.head[0], cell.tail[0]
    above = top.depth - top.skyline.top  # negative where ink stands out
    below = bottom.depth + bottom.skyline.bottom
    return (height - (cell.height - above - below)) / 2 - above


def is_short(context: Context, label: TaggedText, gap: float, line: float | None = None) -> bool:
    """Whether two lines with such labels go side by side across the page, `gap` points apart.
    `line` is the length of the line to write on, where it is not the shortest there is."""
    length = _LEAST_LINE if line is None else line
    return _label_width(context, label) + length <= (context.style.width - gap) / 2


def _label_width(context: Context, label: TaggedText) -> float:
    """Width of a label on one line, and of the white space before the line to write on."""
    natural = context.messages.natural_width(label.text, context.style.body)
    return natural + _LABEL_GAP


def filled_line(context: Context, tagged: TaggedText, width: float) -> Solid:
    """A label and its value, on the height of a line to write on: beside one, both stand on the
    same base line."""
    words = text_box(context, tagged, context.style.body, width)
    height = max(words.height, context.style.level.hand)

    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        words.paint(canvas, x, y, words.height, TEXT)

    head = moved(words.head, deeper=height - words.height)
    write = max(0.0, (1 + _HAND_GROWTH) * context.style.level.hand - height)
    return Solid(width, height, draw, head, words.tail, write=write)


def writing_line(context: Context, tagged: TaggedText, field: StructElement, width: float) -> Solid:
    """A label with a rule to write on behind it, or below it where the label is long. A screen
    reader hears the rule as a blank line."""
    room, color = context.style.level.hand, context.style.colors["ink"]
    natural = _label_width(context, tagged)
    beside = natural + _LEAST_LINE <= width
    label = text_box(context, tagged, context.style.body, natural if beside else width)
    height = max(label.height, room) if beside else label.height + room

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        left, base, length = x, y + 5, width
        if beside:
            length = width - natural
            label.paint(canvas, context.start(x, width, 0.0, natural), y, label.height, TEXT)
            left = context.start(x, width, natural, length)
        else:
            label.paint(canvas, x, y + height - label.height, label.height, TEXT)
        with canvas.tagged(field):
            canvas.draw_line(left, base, left + length, base, stroke=color, line_width=0.8)

    grown = (1 + _HAND_GROWTH) * room
    if beside:
        head = moved(label.head, deeper=height - label.height)
        write = max(0.0, grown - height)
        return Solid(width, height, draw, head, label.tail, write=write)
    return Solid(width, height, draw, label.head, write=grown - room)


def ruled_lines(context: Context, block: TaggedLines, width: float) -> KeepTogether:
    """A label over empty lines to write on."""
    label = partial(text_box, context, block.label, context.style.label)
    line = InFlow(partial(_ruled_line, context, block.field))
    return kept(Flow([InFlow(label), *([line] * block.rules)], fewest=2)(width))


def _ruled_line(context: Context, element: StructElement, width: float) -> Box:
    """Room for handwriting, a rule at its foot."""
    color = context.style.colors["ink"]

    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        base = y + 4
        with canvas.tagged(element):
            canvas.draw_line(x, base, x + width, base, stroke=color, line_width=0.8)

    room = context.style.level.hand
    return Solid(width, room, draw, write=_HAND_GROWTH * room)
