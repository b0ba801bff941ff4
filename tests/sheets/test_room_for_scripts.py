"""Each script as it should be set, measured on what is painted."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handouts.editions.paper.svg import load_art
from handouts.pdf.tags import Role

from .conftest import LANGUAGES, SHEETS, composer
from .measuring import IN_EVERY_EDITION, PAPERS, content, each, paragraphs, rtl
from .recording import recorded
from .test_white_space import inked, levels, meets


@pytest.mark.parametrize("edition", ["standard", "plain-ink"])
@pytest.mark.parametrize("paper", PAPERS)
def test_urdu_lines_stand_twice_their_size_apart_all_of_them(edition: str, paper: str) -> None:
    pitches = [
        first.place.y - second.place.y
        for sheet in each("ur", edition, paper)
        for page in sheet.pages
        for lines in paragraphs(page)
        for first, second in pairwise(lines)
        if first.size == 12 and first.role is Role.P
    ]
    assert len(pitches) >= 10
    assert min(pitches) == pytest.approx(24)
    assert max(pitches) == pytest.approx(24)


@pytest.mark.parametrize("paper", PAPERS)
def test_last_lines_of_a_full_urdu_page_stand_clear_of_rules_and_boxes(paper: str) -> None:
    """Of all sheets the one with the least white space."""
    *_, sheet = each("ur", "standard", paper)
    page = sheet.pages[-1]
    clear = [
        ink.y - y
        for ink in (inked(line) for line in page.lines if line.role in {Role.P, Role.CAPTION})
        for place, y in levels(page)
        if meets(ink, place) and y < ink.y
    ]
    assert min(clear) >= 2.9


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHEETS)
def test_arabic_is_a_size_up(name: str, paper: str) -> None:
    sheet = recorded("ar", name, "standard", paper)
    sizes = sorted(line.size for line in content(sheet.pages[0]))
    assert sizes[len(sizes) // 2] / 12 == pytest.approx(1.1, abs=0.02)


@IN_EVERY_EDITION
def test_a_last_line_is_a_quarter_of_the_longest(tag: str, edition: str, paper: str) -> None:
    """But for the narrow heads of a table."""
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for lines in paragraphs(page):
                if lines[0].role is Role.TH:
                    continue
                longest = max(line.place.width for line in lines)
                assert lines[-1].place.width >= 0.25 * longest, lines[-1].text


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if rtl(tag)])
def test_the_question_mark_in_a_drawing_is_the_readers_own(tag: str) -> None:
    project = composer().project
    figures = {figure.art for name in SHEETS for figure in recorded(tag, name).handout.figures()}
    asking = {"at-your-side", "write-questions"}
    assert asking <= figures
    for name in asking:
        assert load_art(project.art, name, project.brand.colors, rtl(tag)).mirrored
