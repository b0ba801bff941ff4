"""What the patient writes on: a diary, blank lines, the clinic's contact lines."""

from __future__ import annotations

from handouts.document import Diary, FillIn, Span, Text, WriteLines
from handouts.layout.blocks import RuledLine, TableRow, WritingLine
from handouts.layout.flow import Piece, Setting, Stack, TextPiece
from handouts.pdf.tags import Attributes, Role, Scope, StructElement


def diary(setting: Setting, block: Diary, parent: StructElement) -> Piece:
    """A table with its explanation above; the empty cells are spoken as such."""
    pieces: list[Piece] = []
    if block.caption:
        pieces.append(TextPiece(setting, block.caption, setting.style.body, parent.add(Role.P)))
    table = parent.add(Role.TABLE)
    shares = _shares(len(block.columns))
    row = table.add(Role.TR)
    cells: list[TextPiece | StructElement] = [
        TextPiece(setting, column, setting.style.cell_head, _header(row, Scope.COLUMN))
        for column in block.columns
    ]
    height = max(21.0, setting.style.gap(25)) * (1.3 if setting.style.large else 1.0)
    rows = [TableRow(setting, cells, shares, header=True, least_height=height)]
    for name in block.rows:
        row = table.add(Role.TR)
        head = TextPiece(setting, name, setting.style.cell, _header(row, Scope.ROW))
        empty = [row.add(Role.TD, actual_text=block.blank.plain) for _ in block.columns[1:]]
        rows.append(TableRow(setting, [head, *empty], shares, header=False, least_height=height))
    body = Stack(rows, fewest=3)
    body.space = setting.style.gap(6)
    return Stack([*pieces, body])


def fill_in(setting: Setting, block: FillIn, parent: StructElement) -> Piece:
    """A label with the clinic's value, or with a line to write on."""
    label, style = block.label, setting.style.body
    paragraph = parent.add(Role.P)
    if block.value:
        # An em space parts them in every script; a colon would need each language's habits.
        value = Span(f"\u2003\u2068{block.value}\u2069", bold=True)
        return TextPiece(setting, Text((*label.spans, value), label.where), style, paragraph)
    words = paragraph.add(Role.SPAN)
    line = paragraph.add(Role.SPAN, actual_text=_spoken(block.blank, label))
    return WritingLine(setting, label, style, words, line)


def write_lines(setting: Setting, block: WriteLines, parent: StructElement) -> Piece:
    """A label over ruled lines."""
    paragraph = parent.add(Role.P)
    words = paragraph.add(Role.SPAN)
    pieces: list[Piece] = [TextPiece(setting, block.label, setting.style.label, words)]
    for _ in range(block.count):
        line = paragraph.add(Role.SPAN, actual_text=_spoken(block.blank, block.label))
        pieces.append(RuledLine(setting, line))
    return Stack(pieces)


def _shares(columns: int) -> list[float]:
    """Parts of the width: row headings, a narrow column for a number, the rest in equal parts."""
    fixed = {1: [1.0], 2: [0.3, 0.7]}.get(columns)
    return fixed or [0.24, 0.2, *([0.56 / (columns - 2)] * (columns - 2))]


def _header(row: StructElement, scope: Scope) -> StructElement:
    return row.add(Role.TH, attributes=Attributes(scope=scope))


def _spoken(blank: Text, label: Text) -> str:
    """What a screen reader says for a line to write on: "blank line: your phone"."""
    return blank.plain.replace("%(label)s", label.plain)
