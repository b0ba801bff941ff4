"""In no script does a letter meet another line, a rule or a box."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, product
from unittest.mock import patch

import pytest

from handouts.editions.paper import text_box
from handouts.text.skyline import Skyline, skyline
from tests.covering import covering
from tests.fixtures.scripts import fixtures

from .conftest import ALL, SHEETS
from .fixture_sheet import fixture_handout
from .recording import Page, Recorded, record, recorded

#: What must stay clear: of other ink, of a rule; below the title and the main thing; points.
#: Skylines are cut into strips of one point.
TOUCH, RULE, BELOW_LARGE = 0.5, 1.0, 3.0

#: From this size on, words are the title or the main thing; points.
LARGE = 17.0


def moved(ink: Skyline, x: float, y: float) -> tuple[dict[int, float], dict[int, float]]:
    """Tops and bottoms on the page."""
    start = round(x) + ink.start
    inked = [(n, *each) for n, each in enumerate(zip(ink.tops, ink.bottoms, strict=True), start)]
    inked = [(n, top, bottom) for n, top, bottom in inked if top >= bottom]
    return {n: y + top for n, top, _ in inked}, {n: y + bottom for n, _, bottom in inked}


def horizontal(page: Page) -> Iterator[tuple[float, float, float]]:
    """Rules and the edges of boxes: how high, from where to where."""
    for place in (one.place for one in page.rules if not one.place.height):
        yield place.y, place.x, place.right
    for place in (one.place for one in page.boxes):
        yield from ((y, place.x, place.right) for y in (place.y, place.top))


def collisions(page: Page) -> Iterator[str]:
    inks = [
        (line, *moved(skyline(line, 0.0), place.x, place.y), place.y)
        for _, place, line, *_ in page.lines
        if line
    ]
    for (one, _, bottoms, y), (other, tops, _, below) in (
        pair if pair[0][3] >= pair[1][3] else pair[::-1] for pair in combinations(inks, 2)
    ):
        if y - below < 1:
            continue
        clear = min((bottoms[s] - tops[s] for s in bottoms.keys() & tops.keys()), default=math.inf)
        if clear < TOUCH:
            yield f"{one.text!r} meets {other.text!r}: {clear:.2f} pt"
    for line, tops, bottoms, _ in inks:
        for y, left, right in horizontal(page):
            over = [s for s in tops if left <= s <= right]
            near = [s for s in over if bottoms[s] - RULE < y < tops[s] + RULE]
            if near:
                yield f"{line.text!r} meets the rule at {y:.0f}"


def close_below(page: Page) -> Iterator[str]:
    """Smaller ink right below large one, which would seem to be a part of its letters."""
    sized = [(one.size, one.line, one.place.x, one.place.y) for one in page.lines if one.line]
    for size, line, x, y in sized:
        if size < LARGE:
            continue
        _, bottoms = moved(skyline(line, 0.0), x, y)
        for smaller, other, left, below in sized:
            if smaller >= LARGE or below >= y:
                continue
            tops, _ = moved(skyline(other, 0.0), left, below)
            clear = min(
                (bottoms[s] - tops[s] for s in bottoms.keys() & tops.keys()), default=math.inf
            )
            if clear < BELOW_LARGE:
                yield f"{other.text!r} is {clear:.2f} pt below {line.text!r}"


def assert_clear(sheet: Recorded) -> None:
    assert sheet.pdf, [str(finding) for finding in sheet.file.findings]
    assert len(sheet.pages) == sheet.file.pages
    assert sum(len(page.lines) for page in sheet.pages) > 20
    pages = enumerate(sheet.pages, 1)
    found = [f"page {n}: {each}" for n, page in pages for each in collisions(page)]
    assert not found, "\n".join(found)


@covering(
    ("name", "edition", "paper"),
    list(product(SHEETS, ("standard", "large"), ("letter", "a4"))),
)
def test_urdu_letters_meet_nothing(name: str, edition: str, paper: str) -> None:
    assert_clear(recorded("ur", name, edition, paper))


@covering(("name", "paper"), list(product(SHEETS, ("letter", "a4"))))
def test_what_stands_below_large_urdu_letters_is_clear_of_them(name: str, paper: str) -> None:
    found = [
        each for page in recorded("ur", name, "standard", paper).pages for each in close_below(page)
    ]
    assert not found, "\n".join(found)


@covering(("tag", "name"), [one for one in ALL if one[0] != "ur"])
def test_letters_of_every_language_of_the_project_meet_nothing(tag: str, name: str) -> None:
    assert_clear(recorded(tag, name))


@pytest.mark.parametrize(
    ("tag", "part"),
    [
        pytest.param(tag, part, marks=[] if part == 0 and number % 3 == 0 else [pytest.mark.slow])
        for number, tag in enumerate(fixtures())
        for part in range(3)
    ],
)
def test_letters_of_every_script_meet_nothing(tag: str, part: int) -> None:
    assert_clear(record(fixture_handout(tag, part), "standard"))


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("tag", fixtures())
def test_large_letters_of_every_script_meet_nothing(tag: str, paper: str) -> None:
    for part in range(3):
        assert_clear(record(fixture_handout(tag, part), "large", paper))


def test_without_measuring_letters_would_meet() -> None:
    def met() -> None:
        for part in range(3):
            assert_clear(record(fixture_handout("bo", part), "large"))

    with (
        patch.object(text_box, "_is_measured", return_value=False),
        pytest.raises(AssertionError, match="meets"),
    ):
        met()
