"""What the patient writes on: a diary, blank lines, the clinic's contact lines.

Room to write is a `Form` that says which field it is (PDF/UA-1, 7.14), with a description for
readers that do not know about fields. The description is `Alt`, a phrase of its own; `ActualText`
stands for characters, and runs together with the next one (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.editions.paper.blocks import RuledLine, TableRow, WritingLine
from handouts.editions.paper.boxes import Kept, Piece, Setting, Stack
from handouts.editions.paper.text_box import TextPiece
from handouts.model.document import Diary, FillIn, Span, Text, WriteLines
from handouts.model.languages import language
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import Attributes, Field, Placement, Role, Scope, StructElement

_ENGLISH = language("en")

#: Columns of a table with one for a number.
_WITH_NUMBER = 3

#: Marks that steer direction on paper; nothing to say aloud.
_UNSPOKEN = re.compile("[\u2066-\u2069]")


def field(parent: StructElement, kind: Field, name: str, says: str) -> StructElement:
    """A field to fill in by hand. `name` tells it from others; `says` is what is read aloud."""
    attributes = Attributes(field=kind, field_name=_UNSPOKEN.sub("", name))
    return parent.add(Role.FORM, alt=_UNSPOKEN.sub("", says), attributes=attributes)


def diary(setting: Setting, block: Diary, parent: StructElement) -> Piece:
    """A table with its explanation above; the empty cells are spoken as such. The explanation is
    the table's caption, so that who jumps to the table hears it too."""
    pieces: list[Piece] = []
    table = parent.add(Role.TABLE)
    if block.caption:
        caption = table.add(Role.CAPTION)
        pieces.append(TextPiece(setting, block.caption, setting.style.body, caption))
        pieces[0].keep_with_next = True  # "bring this page" belongs on the table's page
    shares = _shares(setting, block)
    row = table.add(Role.THEAD).add(Role.TR)
    cells: list[TextPiece | StructElement] = [
        TextPiece(setting, column, setting.style.cell_head, _header(row, Scope.COLUMN))
        for column in block.columns
    ]
    rows = [TableRow(setting, cells, shares, header=True)]
    body = table.add(Role.TBODY)
    for name in block.rows:
        row = body.add(Role.TR)
        head = TextPiece(setting, name, setting.style.cell, _header(row, Scope.ROW))
        empty = [_cell(row, name, column, block.blank) for column in block.columns[1:]]
        rows.append(TableRow(setting, [head, *empty], shares, header=False))
    grid = Kept(setting, Stack(rows, fewest=3))
    grid.space = setting.style.gap(6)
    return _Table([*pieces, grid], table)


class _Table(Stack):
    """A table under its caption. It says where it stands, if it stands on one page (ISO 32000-1,
    14.8.5.4.3); its halves are plain stacks, which do not."""

    def __init__(self, pieces: Sequence[Piece], element: StructElement) -> None:
        super().__init__(pieces)
        self.element = element

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paints caption and rows."""
        super().paint(canvas, x, top)
        box = (x, top - self.height, x + self.width, top)
        self.element.attributes = Attributes(placement=Placement.BLOCK, bbox=box)


def _cell(row: StructElement, name: Text, column: Text, blank: Text) -> StructElement:
    """An empty cell: a field, called after its row and its column."""
    called = f"{name.plain} – {column.plain}"
    return field(row.add(Role.TD), Field.TEXT, called, blank.plain)


def fill_in(setting: Setting, block: FillIn, parent: StructElement) -> Piece:
    """A label with the clinic's value, or with a line to write on."""
    label, style = block.label, setting.style.body
    paragraph = parent.add(Role.P)
    if block.value:
        # An em space parts them in every script; a colon would need each language's habits.
        # The clinic writes its contact lines in English.
        own = _ENGLISH if any(map(str.isalpha, block.value)) else None
        spans = (Span("\u2003\u2068"), Span(f"{block.value}\u2069", bold=True, language=own))
        return TextPiece(setting, Text((*label.spans, *spans), label.where), style, paragraph)
    words = paragraph.add(Role.SPAN)
    line = field(paragraph, Field.TEXT, _name(label), _spoken(block.blank, label))
    return WritingLine(setting, label, style, words, line)


def write_lines(setting: Setting, block: WriteLines, parent: StructElement) -> Piece:
    """A label over ruled lines, which are one field: "blank line" is said once."""
    paragraph = parent.add(Role.P)
    words = paragraph.add(Role.SPAN)
    pieces: list[Piece] = [TextPiece(setting, block.label, setting.style.label, words)]
    room = field(paragraph, Field.TEXT, _name(block.label), _spoken(block.blank, block.label))
    pieces += [RuledLine(setting, room) for _ in range(block.count)]
    return Kept(setting, Stack(pieces, fewest=2))


def _shares(setting: Setting, block: Diary) -> list[float]:
    """Parts of the width: row headings, a narrow column for a number, the rest in equal parts. The
    first two are wide enough for their longest words."""
    columns, style = len(block.columns), setting.style
    if columns < _WITH_NUMBER:
        return [[1.0], [0.3, 0.7]][columns - 1]
    words = [setting.least_width(row, style.cell) for row in block.rows]
    heads = [setting.least_width(column, style.cell_head) for column in block.columns]
    first = min(max(0.24, (max(heads[0], *words) + TableRow.INSET) / style.width), 0.4)
    number = min(max(0.2, (heads[1] + TableRow.INSET) / style.width), 0.3)
    return [first, number, *([(1 - first - number) / (columns - 2)] * (columns - 2))]


def _header(row: StructElement, scope: Scope) -> StructElement:
    return row.add(Role.TH, attributes=Attributes(scope=scope))


def _spoken(blank: Text, label: Text) -> str:
    """What a screen reader says for a line to write on: "blank line: your phone"."""
    return blank.plain.replace("%(label)s", _name(label))


def _name(label: Text) -> str:
    """A label without the colon that points at its line."""
    return label.plain.rstrip(" :\uff1a\u1366")
