"""Sections of any shape are broken over pages, each thing on one page, and none is left out."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from handouts.editions.paper.boxes import (
    Box,
    Breaking,
    Placed,
    Ratio,
    Solid,
    Stack,
    kept,
    stacked,
    total_height,
)
from handouts.editions.paper.continued import continued
from handouts.editions.paper.pagination import (
    BlankCost,
    Even,
    Frames,
    paginate,
    paginate_evenly,
)

_WIDTH = 400.0
_FRAMES = Frames(500.0, 600.0)
_HEADING = 40.0
_BREAKING = Breaking(whole=400.0, ratio=Ratio(), page=_FRAMES.other)
_EVEN = Even(BlankCost(lambda _: 0.0))


def solid(height: float) -> Solid:
    """Something that is never broken."""
    return Solid(_WIDTH, height, lambda _canvas, _x, _y, _height: None)


def section(heights: list[float], *, whole: bool) -> Box:
    """A heading and what stands under it; all but the heading may be kept together."""
    rows = stacked([Placed(solid(height)) for height in heights], _WIDTH)
    body = kept(rows) if whole else rows
    under = stacked([Placed(solid(_HEADING), keep_with_next=True), Placed(body)], _WIDTH)
    return continued(lambda _: solid(_HEADING), lambda _: under)(_WIDTH)


sections = st.lists(
    st.builds(
        section,
        st.lists(st.floats(20.0, 600.0), min_size=1, max_size=5),
        whole=st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(boxes=sections)
def test_sections_are_broken_until_pages_hold_them(boxes: list[Box]) -> None:
    placed = [Placed(box) for box in boxes]
    even = paginate_evenly(placed, _FRAMES, _BREAKING, _EVEN)
    plain = paginate(placed, _FRAMES, _BREAKING, 0.5, whole=True)
    least = sum(box.height for box in boxes)
    for pages in (even, plain):
        assert sum(total_height(page, Ratio()) for page in pages) >= least - 0.1
        for number, page in enumerate(pages):
            assert total_height(page, Ratio()) <= _FRAMES.height(number) + 0.1 or number == 0


heights = st.floats(20.0, 590.0)
forms = st.tuples(st.lists(heights, max_size=3), st.lists(heights, max_size=4), heights)


def form(lines: list[float], table: float) -> Box:
    """A heading, lines that must not be parted, and a table under them."""
    chain = [solid(_HEADING), *map(solid, lines)]
    rows = [Placed(box, keep_with_next=True) for box in chain]
    return continued(
        lambda _: solid(_HEADING), lambda _: stacked([*rows, Placed(solid(table))], _WIDTH)
    )(_WIDTH)


@given(parts=forms)
@example(parts=([480.0], [120.0], 480.0))
@example(parts=([300.0], [200.0, 200.0], 300.0))
def test_a_heading_stands_alone_only_where_no_page_holds_it_with_the_next(
    parts: tuple[list[float], list[float], float],
) -> None:
    above, lines, table = parts
    boxes = [*(Placed(solid(height)) for height in above), Placed(form(lines, table))]
    first = [*lines, table][0]
    for pages in (
        paginate_evenly(boxes, _FRAMES, _BREAKING, _EVEN),
        paginate(boxes, _FRAMES, _BREAKING, 0.5, whole=False),
    ):
        lasts = [page[-1].box for page in pages]
        alone = [box for box in lasts if isinstance(box, Stack) and box.height <= _HEADING]
        assert not alone or _HEADING + first > _FRAMES.other


def test_a_heading_that_no_page_holds_with_what_follows_is_not_said_again() -> None:
    high = _FRAMES.other - _HEADING / 2
    pages = paginate_evenly(
        [Placed(section([300.0, high], whole=False))], _FRAMES, _BREAKING, _EVEN
    )
    assert [total_height(page, Ratio()) for page in pages] == [_HEADING + 300.0, high]
