"""White space around frames, measured on what is painted, in all languages on both papers."""

from __future__ import annotations

import pytest

from handouts.editions.paper.columns import FRAME_LINE
from handouts.pdf.tags import Role
from handouts.text.skyline import skyline

from .conftest import LANGUAGES, composer
from .measuring import ON_ONE_SHEET, each, overlaps, pixels, rtl
from .recording import Page, Piece, recorded


def frames(page: Page) -> list[Piece]:
    """Of what to do and what not to do."""
    colors = composer().project.brand.colors
    strokes = {colors["do"], colors["dont"]}
    return [
        box
        for box in page.boxes
        if box.how.get("line_width") == FRAME_LINE and box.how.get("stroke") in strokes
    ]


@ON_ONE_SHEET
def test_the_rule_of_the_next_section_is_clear_of_frames(
    tag: str, edition: str, paper: str
) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for frame in frames(page):
                found += 1
                below = [rule.place.y for rule in page.rules if overlaps(rule, frame)]
                gaps = [frame.place.y - y for y in below if y < frame.place.y]
                assert min(gaps, default=5.0) >= 4.0
    assert found >= 2


@ON_ONE_SHEET
def test_the_letters_of_a_heading_are_clear_of_the_frames_below(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for frame in frames(page):
                for line in page.lines:
                    if line.role is not Role.H2 or not line.line or line.place.y < frame.place.top:
                        continue
                    ink = line.place.y + skyline(line.line, 0.0).bottom
                    assert ink - frame.place.top - FRAME_LINE / 2 >= 0.9, line.text


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_notice_of_a_draft_is_clear_of_its_strip_in_large_print(tag: str) -> None:
    sheet = recorded(tag, "preparation", "large", "letter")
    page = sheet.pages[0]
    (strip,) = [
        box
        for box in page.boxes
        if box.how.get("radius") == 3 and box.place.width > sheet.width / 2
    ]
    inside = [line for line in page.lines if strip.place.y < line.place.y < strip.place.top]
    assert inside
    for line in inside:
        assert line.line
        ink = skyline(line.line, 0.0)
        assert strip.place.top - (line.place.y + ink.top) >= 2.5, line.text
        assert line.place.y + ink.bottom - strip.place.y >= 2.5, line.text


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_no_bar_stands_out_of_the_round_corners_of_its_panel(tag: str) -> None:
    scale, found = 5, 0
    sheet = recorded(tag, "recovery", "standard", "letter")
    for number, page in enumerate(sheet.pages):
        panels = [box.place for box in page.boxes if box.how.get("radius") == 4]
        panels = [place for place in panels if place.width > 200]
        picture = pixels(sheet, number, scale)
        for place in panels:
            found += 1
            x = place.right - 0.3 if rtl(tag) else place.x + 0.3
            for y in (place.y + 0.3, place.top - 0.3):
                assert picture.getpixel((int(x * scale), int((sheet.height - y) * scale))) == 255
    assert found >= 2


@ON_ONE_SHEET
def test_the_track_of_a_timeline_is_seen_below_its_last_dot(
    tag: str, edition: str, paper: str
) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            tracks = [rule.place for rule in page.rules if rule.how.get("line_width") == 3]
            if tracks:
                found += 1
                middle = tracks[0].x
                radius = 6 if edition == "plain-ink" else 7
                dots = [box.place for box in page.boxes if box.how.get("radius") == radius]
                dots = [dot for dot in dots if dot.x < middle < dot.right]
                end = min(min(track.y, track.top) for track in tracks)
                assert min(dot.y for dot in dots) - end >= 2.9
    assert found == 1
