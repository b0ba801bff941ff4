"""How boxes are broken over pages."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from handouts.editions.paper.boxes import Box, Breaking, Placed, Ratio, Stack, stacked, total_height
from handouts.editions.paper.fit_rules import RULES
from handouts.editions.paper.pagination import Frames, Page, paginate

LINE = 10.0
FRAMES = Frames(100, 140)


class Lines(NamedTuple):
    """A paragraph of numbered lines, breaking as text does."""

    names: Sequence[str]
    width: float = 100.0
    head: tuple[()] = ()
    tail: tuple[()] = ()

    white: float = 0.0
    write: float = 0.0

    @property
    def height(self) -> float:
        return LINE * len(self.names)

    def paint(self, canvas: object, x: float, y: float, height: float, ratio: Ratio) -> None:
        raise AssertionError(f"pages are made without drawing: {canvas} {x} {y} {height} {ratio}")

    def split(self, height: float, _breaking: Breaking) -> tuple[Box, Box] | None:
        fitting = min(int(height / LINE), len(self.names) - 2)
        if fitting < 2:
            return None
        return Lines(self.names[:fitting]), Lines(self.names[fitting:])

    def least(self, _breaking: Breaking) -> float:
        return self.height if len(self.names) < 4 else 2 * LINE


def pages_of(
    boxes: Sequence[Placed], frames: Frames = FRAMES, *, whole: bool, white: float = 0.0
) -> tuple[Page, ...]:
    breaking = Breaking(RULES.most_whole * min(frames), Ratio(white))
    return paginate(boxes, frames, breaking, RULES.most_empty, whole=whole)


@dataclass(frozen=True)
class Shape:
    """What Hypothesis makes: lines per paragraph, whether it is a heading, the space above and how
    far it stretches."""

    lines: int
    heading: bool
    space: int
    stretch: int


shapes = st.lists(
    st.builds(
        Shape,
        lines=st.integers(1, 9),
        heading=st.booleans(),
        space=st.integers(0, 15),
        stretch=st.integers(0, 15),
    ),
    min_size=1,
    max_size=30,
)


def boxes_of(made: list[Shape]) -> list[Placed]:
    found: list[Placed] = []
    for number, shape in enumerate(made):
        after_heading = bool(found) and found[-1].keep_with_next
        heading = shape.heading and number + 1 < len(made) and not after_heading
        lines = 1 if heading else shape.lines
        names = [f"{number}.{line}" for line in range(lines)]
        found.append(Placed(Lines(names), float(shape.space), float(shape.stretch), heading))
    return found


def names_of(box: Box) -> list[str]:
    if isinstance(box, Stack):
        return [name for inner in box.children for name in names_of(inner.box)]
    assert isinstance(box, Lines)
    return list(box.names)


@given(shapes, st.booleans())
def test_nothing_is_lost_doubled_or_moved(made: list[Shape], whole: bool) -> None:
    expected = [name for placed in boxes_of(made) for name in names_of(placed.box)]
    pages = pages_of(boxes_of(made), whole=whole)
    assert [name for page in pages for placed in page for name in names_of(placed.box)] == expected


@given(shapes, st.booleans(), st.floats(0, 1))
def test_no_page_overflows(made: list[Shape], whole: bool, white: float) -> None:
    for number, page in enumerate(pages_of(boxes_of(made), whole=whole, white=white)):
        assert total_height(page, Ratio(white)) <= FRAMES.height(number) + 0.01


@given(shapes)
def test_no_heading_stands_last_on_a_page(made: list[Shape]) -> None:
    for page, following in itertools.pairwise(pages_of(boxes_of(made), whole=False)):
        chain = [*page, following[0]]
        assert not chain[-2].keep_with_next


@given(shapes)
def test_no_line_stands_alone(made: list[Shape]) -> None:
    for page in pages_of(boxes_of(made), whole=False):
        for placed in page:
            names = names_of(placed.box)
            number = names[0].split(".")[0]
            assert len(names) > 1 or names == [
                name
                for each in boxes_of(made)
                for name in names_of(each.box)
                if name.startswith(f"{number}.")
            ]


def test_a_section_is_moved_rather_than_broken_where_that_leaves_no_great_hole() -> None:
    def section(name: str, lines: int) -> Placed:
        return Placed(stacked([Placed(Lines([f"{name}.{line}" for line in range(lines)]))], 100))

    frames = Frames(100, 100)
    kept = pages_of([section("0", 7), section("1", 6)], frames, whole=True)
    assert [len(page) for page in kept] == [1, 1]
    broken = pages_of([section("0", 3), section("1", 9)], frames, whole=True)
    assert [names_of(page[0].box)[0] for page in broken] == ["0.0", "1.7"]
