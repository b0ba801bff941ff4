"""What a screen reader says of a table: its size, and the headers of each cell."""

from __future__ import annotations

from handouts.pdf_reading.tables import grid_of
from tests.pdf_reading.speaking import LINE, cell, node, said, table


def test_a_table_says_its_size_and_the_headers_of_each_cell() -> None:
    field = node("TD", node("Form", alt="empty cell", attributes=LINE))
    diary = node(
        "Table",
        node("Caption", "My pain"),
        node("THead", node("TR", cell("Time", "Column"), cell("Pain", "Column"))),
        node("TBody", node("TR", cell("Day 1", "Row"), field), node("TR", cell("Day 2", "Row"),
             cell(""))),
    )  # fmt: skip
    assert said(diary) == [
        "table, 3 rows, 2 columns",
        "caption: My pain",
        "column header: Time",
        "column header: Pain",
        "row header: Day 1",
        "row Day 1, column Pain: edit field: empty cell",
        "row header: Day 2",
        "row Day 2, column Pain: blank",
        "table end",
    ]


def test_a_cell_without_headers_says_its_number() -> None:
    assert said(table((cell("a"), cell("b")), (cell("c"),)))[1:-1] == [
        "row 1, column 1: a",
        "row 1, column 2: b",
        "row 2, column 1: c",
    ]


def test_a_header_without_a_scope_is_that_of_its_edge() -> None:
    grid = table((node("TH", "Time"), node("TH", "Pain")), (node("TH", "Day 1"), cell("3")))
    assert said(grid)[1:-1] == [
        "column header: Time",
        "column header: Pain",
        "row header: Day 1",
        "row Day 1, column Pain: 3",
    ]


def test_headers_reach_over_spans() -> None:
    wide = cell("Pain", "Column", "Table: ColSpan=2")
    high = cell("Day 1", "Row", "Table: RowSpan=2")
    grid = table(
        (cell("Time", "Column"), wide),
        (high, cell("3"), cell("4")),
        (cell("5"), cell("6")),
    )
    assert said(grid)[0] == "table, 3 rows, 3 columns"
    assert [line for line in said(grid) if line.startswith("row Day")] == [
        f"row Day 1, column Pain: {number}" for number in (3, 4, 5, 6)
    ]


def test_a_wide_cell_takes_the_place_of_those_it_covers() -> None:
    grid = table(
        tuple(cell(name, "Column") for name in "ABC"),
        (cell("1", "", "Table: ColSpan=2"), cell("2")),
    )
    assert said(grid)[4:-1] == ["row 2, column A: 1", "row 2, column C: 2"]


def test_a_header_of_two_rows_is_said_once() -> None:
    high = cell("Pain", "Column", "Table: RowSpan=2")
    grid = table((high,), (cell("Day", "Column"),), (cell("3"), cell("4")))
    assert said(grid)[-3:-1] == ["row 3, column Pain: 3", "row 3, column Day: 4"]


def test_cells_and_rows_have_languages() -> None:
    arabic = node("TR", cell("3"), node("TD", "5", lang="ru"), lang="ar")
    grid = node("Table", node("TR", cell("A", "Column"), node("TH", "Б", lang="ru")), arabic)
    assert said(grid)[1:-1] == [
        "column header: A",
        "[ru] column header: Б",
        "[en] row 2, column A: [ar] 3",
        "[ru] row 2, column Б: 5",
    ]


def test_what_is_no_cell_is_said_all_the_same() -> None:
    bad = node(
        "Table",
        node("P", "Before"),
        node("TBody", node("P", "no row"), node("TR", "no cell", node("P", "a paragraph"))),
        node("TR", cell("3"), actual_text="a row"),
        node("Caption", "After"),
        "loose",
    )
    assert said(bad) == [
        "table, 3 rows, 2 columns",
        "Before",
        "row 1, column 1: no row",
        "row 2, column 1: no cell",
        "row 2, column 2: a paragraph",
        "row 3, column 1: a row",
        "caption: After",
        "loose",
        "table end",
    ]


def test_headers_end_at_data_beyond_them() -> None:
    """Two tables in one: a header in the middle counts for what follows, the first no more."""
    grid = table(
        (cell("All", "Column"),),
        (cell("Pain", "Column"),),
        (cell("3"),),
        (cell("Sleep", "Both"),),
        (cell("8"),),
    )
    assert said(grid)[1:-1] == [
        "column header: All",
        "column header: Pain",
        "row 3, column All Pain: 3",
        "row and column header: Sleep",
        "row 5, column Sleep: 8",
    ]


def test_a_cell_may_name_its_headers() -> None:
    grid = table(
        (cell("Time", "Column", id="time"), cell("Pain", "Column", id="pain")),
        (cell("Day 1", "Row", id="day"), cell("3", "", "Table: Headers=time day")),
    )
    assert said(grid)[4] == "row Day 1, column Time: 3"


def test_a_span_without_end_takes_no_time() -> None:
    huge = cell("3", "", "Table: ColSpan=999999999", "Table: RowSpan=999999999")
    grid = table((huge,) * 20)
    assert said(grid)[0] == "table, 1 row, 20000 columns"
    assert len(grid_of(grid, "en").places) == 20_000
