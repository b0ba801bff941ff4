"""In no script does a letter meet another line, a rule or a box."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any
from unittest.mock import patch

import pytest

from handouts.editions.paper import text_box
from handouts.editions.paper.render import render
from handouts.model.document import Handout
from handouts.pdf.canvas import TaggedCanvas
from handouts.text.glyphs import Line
from handouts.text.skyline import Skyline, skyline
from tests.covering import covering
from tests.fixtures.scripts import fixtures

from .conftest import ALL, PROJECT, SHEETS, _typesetter, compose_sheet, composer
from .fixture_sheet import fixture_handout

#: What must stay clear: of other ink, of a rule; below the title and the main thing; points.
#: Skylines are cut into strips of one point.
TOUCH, RULE, BELOW_LARGE = 0.5, 1.0, 3.0

#: From this size on, words are the title or the main thing; points.
LARGE = 17.0


@dataclass
class Page:
    """What was drawn: lines with their place, and the horizontal edges of rules and boxes."""

    lines: list[tuple[Line, float, float]] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[list[Page]]:
    """Watches canvases draw; the last page of all is empty."""
    pages = [Page()]
    show, rule, box, done = (
        TaggedCanvas.show_line,
        TaggedCanvas.draw_line,
        TaggedCanvas.draw_rect,
        TaggedCanvas.end_page,
    )

    def show_line(self: TaggedCanvas, line: Line, x: float, y: float, *rest: Any) -> None:
        pages[-1].lines.append((line, x, y))
        show(self, line, x, y, *rest)

    def draw_line(self: TaggedCanvas, *place: float, **how: Any) -> None:
        left, bottom, right, top = place
        if bottom == top:
            pages[-1].rules.append((bottom, left, right))
        rule(self, *place, **how)

    def draw_rect(self: TaggedCanvas, *place: float, **how: Any) -> None:
        left, bottom, width, height = place
        pages[-1].rules += [(y, left, left + width) for y in (bottom, bottom + height)]
        box(self, *place, **how)

    def end_page(self: TaggedCanvas) -> None:
        pages.append(Page())
        done(self)

    with patch.multiple(
        TaggedCanvas,
        show_line=show_line,
        draw_line=draw_line,
        draw_rect=draw_rect,
        end_page=end_page,
    ):
        yield pages


def moved(ink: Skyline, x: float, y: float) -> tuple[dict[int, float], dict[int, float]]:
    """Tops and bottoms on the page."""
    start = round(x) + ink.start
    inked = [(n, *each) for n, each in enumerate(zip(ink.tops, ink.bottoms, strict=True), start)]
    inked = [(n, top, bottom) for n, top, bottom in inked if top >= bottom]
    return {n: y + top for n, top, _ in inked}, {n: y + bottom for n, _, bottom in inked}


def collisions(page: Page) -> Iterator[str]:
    inks = [(line, *moved(skyline(line, 0.0), x, y), y) for line, x, y in page.lines]
    for (one, _, bottoms, y), (other, tops, _, below) in (
        pair if pair[0][3] >= pair[1][3] else pair[::-1] for pair in combinations(inks, 2)
    ):
        if y - below < 1:
            continue
        clear = min((bottoms[s] - tops[s] for s in bottoms.keys() & tops.keys()), default=math.inf)
        if clear < TOUCH:
            yield f"{one.text!r} meets {other.text!r}: {clear:.2f} pt"
    for line, tops, bottoms, _ in inks:
        for y, left, right in page.rules:
            over = [s for s in tops if left <= s <= right]
            near = [s for s in over if bottoms[s] - RULE < y < tops[s] + RULE]
            if near:
                yield f"{line.text!r} meets the rule at {y:.0f}"


def close_below(page: Page) -> Iterator[str]:
    """Smaller ink right below large one, which would seem to be a part of its letters."""
    sized = [(max(run.size for run in line.runs), line, x, y) for line, x, y in page.lines]
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


def composed(tag: str, name: str) -> Handout:
    """A sheet composed anew: what was printed before is not painted again."""
    handout: Handout = compose_sheet.__wrapped__(tag, name)
    return handout


def assert_clear(handout: Handout, edition: str, paper: str = "letter") -> None:
    with watched() as pages:
        sheet = render(
            handout,
            composer().project.brand,
            _typesetter(),
            PROJECT / "templates" / "art",
            edition=edition,
            paper=paper,
        )
    assert sheet.data, [str(finding) for finding in sheet.findings]
    assert len(pages) == sheet.pages + 1
    assert sum(len(page.lines) for page in pages) > 20
    found = [f"page {n}: {each}" for n, page in enumerate(pages, 1) for each in collisions(page)]
    assert not found, "\n".join(found)


@covering(
    ("name", "edition", "paper"),
    list(product(SHEETS, ("standard", "large"), ("letter", "a4"))),
)
def test_urdu_letters_meet_nothing(name: str, edition: str, paper: str) -> None:
    assert_clear(composed("ur", name), edition, paper)


@covering(("name", "paper"), list(product(SHEETS, ("letter", "a4"))))
def test_what_stands_below_large_urdu_letters_is_clear_of_them(name: str, paper: str) -> None:
    handout = composed("ur", name)
    brand, art = composer().project.brand, PROJECT / "templates" / "art"
    with watched() as pages:
        render(handout, brand, _typesetter(), art, edition="standard", paper=paper)
    found = [each for page in pages for each in close_below(page)]
    assert not found, "\n".join(found)


@covering(("tag", "name"), [one for one in ALL if one[0] != "ur"])
def test_letters_of_every_language_of_the_project_meet_nothing(tag: str, name: str) -> None:
    assert_clear(composed(tag, name), "standard")


@pytest.mark.parametrize(
    ("tag", "part"),
    [
        pytest.param(tag, part, marks=[] if part == 0 and number % 3 == 0 else [pytest.mark.slow])
        for number, tag in enumerate(fixtures())
        for part in range(3)
    ],
)
def test_letters_of_every_script_meet_nothing(tag: str, part: int) -> None:
    assert_clear(fixture_handout(tag, part), "standard")


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("tag", fixtures())
def test_large_letters_of_every_script_meet_nothing(tag: str, paper: str) -> None:
    for part in range(3):
        assert_clear(fixture_handout(tag, part), "large", paper)


def test_without_measuring_letters_would_meet() -> None:
    def met() -> None:
        for part in range(3):
            assert_clear(fixture_handout("bo", part), "large")

    with (
        patch.object(text_box, "_is_measured", return_value=False),
        pytest.raises(AssertionError, match="meets"),
    ):
        met()
