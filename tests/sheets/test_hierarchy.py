"""One message first, and one system of sizes for all sheets, measured on what is painted."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from handouts.pdf.tags import Role

from .conftest import LANGUAGES, SHEETS
from .measuring import (
    IN_ONE_LANGUAGE,
    ON_ONE_SHEET,
    PAPERS,
    bare,
    content,
    each,
    everywhere,
    paragraphs,
)
from .recording import Page, Piece, Place, Recorded, recorded

# One message first


@IN_ONE_LANGUAGE
def test_the_main_message_is_the_second_largest_text(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        lines = content(sheet.pages[0])
        title = {line.size for line in lines if line.role is Role.H1}
        others = [line for line in lines if line.role is not Role.H1]
        largest = max(line.size for line in others)
        assert largest < min(title)
        said = "".join(line.text for line in others if line.size == largest)
        key = sheet.handout.summary.blocks[0]
        words = "".join(key.text.plain.split())  # type: ignore[union-attr]
        assert "".join(bare(said).split()) == words
        assert largest >= (26 if edition == "large" else 18)


@IN_ONE_LANGUAGE
def test_the_label_over_the_main_message_is_as_small_as_text(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        heading = sheet.handout.summary.heading
        assert heading
        lines = content(sheet.pages[0])
        (label,) = [line for line in lines if bare(line.text).strip() == heading.plain]
        assert label.size == body_size(sheet)


def body_size(sheet: Recorded) -> float:
    sizes = sorted(line.size for page in sheet.pages for line in content(page))
    return sizes[len(sizes) // 2]


@pytest.mark.parametrize("edition", ["standard", "plain-ink"])
def test_the_picture_of_the_main_thing_has_one_size(edition: str) -> None:
    widths = {
        round(max(art.place.width for art in sheet.pages[0].drawings), 2)
        for sheet in everywhere(edition)
    }
    assert len(widths) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_the_strip_of_a_draft_has_one_height_and_one_line(paper: str) -> None:
    heights = set()
    for tag in LANGUAGES:
        for sheet in each(tag, "standard", paper):
            page, notices = sheet.pages[0], sheet.handout.draft_notice
            lines = [line for line in page.lines if line.role is Role.P]
            inside = [line for line in lines if strip(page).y < line.place.y < strip(page).top]
            assert len(inside) == len(notices)
            assert len({round(line.place.y, 2) for line in inside}) == 1
            heights.add(round(strip(page).height, 2))
    assert len(heights) == 1


def strip(page: Page) -> Place:
    """The box around the notice of a draft."""
    boxes = [box.place for box in page.boxes if box.how.get("stroke") and box.place.width > 400]
    return max(boxes, key=lambda box: box.y)


# One system of sizes


@pytest.mark.parametrize("edition", ["standard", "plain-ink"])
def test_lines_of_drawings_have_one_width_on_paper(edition: str) -> None:
    for sheet in everywhere(edition):
        for page in sheet.pages:
            for art in page.drawings:
                for width in re.findall(r"^([\d.]+) w$", art.operators, re.MULTILINE):
                    assert float(width) * art.scale == pytest.approx(1.3, rel=0.05)


@ON_ONE_SHEET
def test_pictures_are_as_many_and_as_large_as_in_english(
    tag: str, edition: str, paper: str
) -> None:
    """But for the sign beside the number to call, which a long sheet has a small one of."""
    for name in SHEETS:
        own, english = (recorded(one, name, edition, paper) for one in (tag, "en"))
        assert widths(own) == widths(english)


def widths(sheet: Recorded) -> list[float]:
    *pages, last = sheet.pages
    drawings = [art for page in pages for art in page.drawings] + last.drawings[:-1]
    return sorted(round(art.place.width, 1) for art in drawings)


@ON_ONE_SHEET
def test_type_has_the_same_sizes_on_all_sheets(tag: str, edition: str, paper: str) -> None:
    for role in (Role.H1, Role.H2, Role.P):
        sizes = [
            {
                round(line.size, 2)
                for page in sheet.pages
                for line in content(page)
                if line.role is role
            }
            for sheet in each(tag, edition, paper)
        ]
        assert sizes[0] == sizes[1] == sizes[2]


@ON_ONE_SHEET
def test_lines_of_text_stand_equally_far_apart_on_all_sheets(
    tag: str, edition: str, paper: str
) -> None:
    """What gives way where a text runs long is white space, never the leading."""
    pitches: dict[float, list[Piece]] = {}
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for lines in paragraphs(page):
                if lines[0].role is Role.P and lines[0].size == body_size(sheet):
                    for first, second in pairwise(lines):
                        pitches[round(first.place.y - second.place.y, 1)] = lines
    assert len(pitches) == 1, {pitch: lines[0].text for pitch, lines in pitches.items()}
