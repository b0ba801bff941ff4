"""Where the cells of a tagged table stand, and which headers belong to each of them.

Spans, scopes and headers are those of ISO 32000-1, 14.8.5.7. The headers of a cell are found as
HTML 4.01, 11.4.3 does: those that the cell names; else from the cell back to the edge of the table,
or to a data cell beyond a header.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.pdf_reading.limits import Budget
from handouts.pdf_reading.reader import Node, PaintedText

#: No real cell is wider; a file whose cell is may be an attack.
_MOST = 1000
_ROW_GROUPS = ("THead", "TBody", "TFoot")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell, its language, and its place: row and column from 0, the first where it spans more.
    `heads` is what it is a header of: "Row", "Column", "Both", or nothing for a data cell."""

    node: Node
    lang: str
    row: int
    column: int
    heads: str


@dataclass(slots=True)
class Grid:
    """The cells of a table, in reading order, and by place."""

    cells: list[Cell] = field(default_factory=list)
    places: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: int = 0

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max((column + 1 for _, column in self.places), default=0)

    def headers(self, cell: Cell, kind: str) -> list[Cell]:
        """The headers of a data cell, the outermost first. `kind` is "Row" or "Column"."""
        named = attribute(cell.node, "Table: Headers").split()
        if named:
            own = [each for each in self.cells if each.heads and each.node.id in named]
            return [each for each in own if each.heads in (kind, "Both")]
        if kind == "Row":
            back = [(cell.row, column) for column in range(cell.column - 1, -1, -1)]
        else:
            back = [(row, cell.column) for row in range(cell.row - 1, -1, -1)]
        found: list[Cell] = []
        for place in back:
            other = self.places.get(place)
            if other is not None and other.heads in (kind, "Both"):
                if other not in found:
                    found.append(other)
            elif found and other is not None:
                break
        return found[::-1]


def grid_of(table: Node, lang: str) -> Grid:
    """Lays the cells out. `lang` is the language of the table. Raises `UnreadableError` when there
    are more than any table has."""
    grid, budget = Grid(), Budget()
    rows = list(_rows(table, lang))
    grid.rows = len(rows)
    for index, (row, row_lang) in enumerate(rows):
        column = 0
        for kid in row.kids:
            node = kid if isinstance(kid, Node) else _holding("TD", kid)
            while (index, column) in grid.places:
                column += 1
            cell = Cell(node, node.lang or row_lang, index, column, _heads(node, index))
            grid.cells.append(cell)
            width, height = _span(node, "ColSpan"), _span(node, "RowSpan")
            budget.spend("cells in its tables", width * min(height, grid.rows - index))
            for down in range(min(height, grid.rows - index)):
                for along in range(width):
                    grid.places.setdefault((index + down, column + along), cell)
    return grid


def attribute(node: Node, name: str) -> str:
    """The value of an attribute, `Owner: Name`; nothing where the element has none."""
    start = f"{name}="
    return next((each[len(start) :] for each in node.attributes if each.startswith(start)), "")


def in_rows(kid: Node | PaintedText) -> bool:
    """Whether it is a part of a table that holds cells: a row or a group of rows."""
    return isinstance(kid, Node) and kid.role in ("TR", *_ROW_GROUPS)


def _rows(node: Node, lang: str, within: bool = False) -> Iterator[tuple[Node, str]]:
    """The rows. What stands in a group of rows without one has a row of its own."""
    for kid in node.kids:
        own = (kid.lang if isinstance(kid, Node) else None) or lang
        if isinstance(kid, Node) and kid.replacement is None and in_rows(kid):
            if kid.role == "TR":
                yield kid, own
            else:
                yield from _rows(kid, own, within=True)
        elif within or in_rows(kid):
            yield _holding("TR", kid), own


def _holding(role: str, kid: Node | PaintedText) -> Node:
    return Node(role, None, None, None, None, None, (), (kid,))


def _heads(node: Node, row: int) -> str:
    """Without a scope, a header in the first row is taken for a column's, another for a row's."""
    if node.role != "TH":
        return ""
    return attribute(node, "Table: Scope") or ("Row" if row else "Column")


def _span(node: Node, name: str) -> int:
    given = attribute(node, f"Table: {name}")
    return min(int(given), _MOST) if given.isdecimal() and int(given) > 0 else 1
