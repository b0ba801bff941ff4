"""How pieces are dealt out to pages."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from handouts.editions.paper.boxes import Piece, Stack
from handouts.editions.paper.fit import paginate

LINE = 10.0


class Lines(Piece):
    """A paragraph of `count` numbered lines, breaking as text does."""

    def __init__(self, names: list[str], *, keep: bool = False, space: float = 0.0) -> None:
        self.names, self.keep_with_next, self.space = names, keep, space

    def measure(self, _width: float) -> float:
        return LINE * len(self.names)

    def paint(self, canvas: object, x: float, top: float) -> None:
        raise AssertionError(f"pages are dealt without drawing: {canvas} {x} {top}")

    def cut(self, height: float) -> list[Piece]:
        fitting = min(int(height / LINE), len(self.names) - 2)
        if fitting < 2:
            return []
        halves: list[Piece] = [Lines(self.names[:fitting]), Lines(self.names[fitting:])]
        for half in halves:
            half.wrap(self.width)
        return halves

    @property
    def least(self) -> float:
        return self.height if len(self.names) < 4 else 2 * LINE


@dataclass(frozen=True)
class Shape:
    """What Hypothesis makes: lines per paragraph, whether it is a heading, the space above."""

    lines: int
    heading: bool
    space: int


shapes = st.lists(
    st.builds(Shape, lines=st.integers(1, 9), heading=st.booleans(), space=st.integers(0, 15)),
    min_size=1,
    max_size=30,
)


def pieces_of(made: list[Shape]) -> list[Piece]:
    found: list[Piece] = []
    for number, shape in enumerate(made):
        after_heading = bool(found) and found[-1].keep_with_next
        heading = shape.heading and number + 1 < len(made) and not after_heading
        lines = 1 if heading else shape.lines
        names = [f"{number}.{line}" for line in range(lines)]
        found.append(Lines(names, keep=heading, space=float(shape.space)))
        found[-1].wrap(100)
    return found


def names_of(piece: Piece) -> list[str]:
    if isinstance(piece, Stack):
        return [name for inner in piece.pieces for name in names_of(inner)]
    assert isinstance(piece, Lines)
    return piece.names


@given(shapes, st.booleans())
def test_nothing_is_lost_doubled_or_moved(made: list[Shape], whole: bool) -> None:
    expected = [name for piece in pieces_of(made) for name in names_of(piece)]
    pages = paginate(pieces_of(made), 100, 140, whole=whole)
    assert [name for page in pages for piece in page for name in names_of(piece)] == expected


@given(shapes, st.booleans())
def test_no_page_overflows(made: list[Shape], whole: bool) -> None:
    pages = paginate(pieces_of(made), 100, 140, whole=whole)
    for number, page in enumerate(pages):
        used = sum(piece.height + (piece.space if place else 0) for place, piece in enumerate(page))
        assert used <= (140 if number else 100) + 0.01


@given(shapes)
def test_no_heading_stands_last_on_a_page(made: list[Shape]) -> None:
    pages = paginate(pieces_of(made), 100, 140, whole=False)
    for page, following in itertools.pairwise(pages):
        chain = [*page, following[0]]
        assert not chain[-2].keep_with_next


@given(shapes)
def test_no_line_stands_alone(made: list[Shape]) -> None:
    pages = paginate(pieces_of(made), 100, 140, whole=False)
    for page in pages:
        for piece in page:
            names = names_of(piece)
            number = names[0].split(".")[0]
            assert len(names) > 1 or names == [
                name
                for each in pieces_of(made)
                for name in names_of(each)
                if name.startswith(f"{number}.")
            ]


def test_a_section_is_moved_rather_than_broken_where_that_leaves_no_great_hole() -> None:
    def section(name: str, lines: int) -> Piece:
        stack = Stack([Lines([f"{name}.{line}" for line in range(lines)])])
        stack.wrap(100)
        return stack

    kept = paginate([section("0", 7), section("1", 6)], 100, 100, whole=True)
    assert [len(page) for page in kept] == [1, 1]
    broken = paginate([section("0", 3), section("1", 9)], 100, 100, whole=True)
    assert [names_of(page[0])[0] for page in broken] == ["0.0", "1.7"]
