"""White space around frames, measured on what is painted, in all languages on both papers."""

from __future__ import annotations

import pytest

from handouts.editions.paper.columns import FRAME_LINE
from handouts.model.blocks import DoDont
from handouts.pdf.tags import Role
from handouts.text.skyline import skyline
from tests.editions.paper.documents import squeezed

from .conftest import LANGUAGES, composer
from .measuring import ON_ONE_SHEET, each, overlaps, pixels, rtl, sheets_of
from .recording import Page, Piece, recorded
from .test_white_space import first_moment, inked, is_sloping, moments

#: White space above and below the frames of advice and above the first moment of a timeline where
#: their page has room, points: from ink to edge, from edge to edge, and besides the line height.
ABOVE, BELOW, FIRST_MOMENT = 4.0, 6.0, 4.0

#: How much more than the least moments stand apart on a page that has no room, points.
NO_ROOM = 0.3

#: Half of the rule over a section, points.
HALF_RULE = 0.6


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


@ON_ONE_SHEET
def test_frames_and_first_moments_stand_apart_where_their_page_has_room(
    tag: str, edition: str, paper: str
) -> None:
    """Before any other white space: where they do not, moments are as close as they may be. Ink of
    Nastaliq says by itself how far apart its lines are."""
    if is_sloping(tag):
        return
    *_, sheet = each(tag, edition, paper)
    page = sheet.pages[0]
    found = frames(page)
    top = max(frame.place.top for frame in found) + FRAME_LINE / 2
    bottom = min(frame.place.y for frame in found) - FRAME_LINE / 2
    headings = [line for line in page.lines if line.role is Role.H2 and line.place.y > top]
    above = min(inked(line).y for line in headings) - top
    rules = [rule.place.y for rule in page.rules if overlaps(rule, found[0])]
    below = bottom - max(y for y in rules if y < bottom) - HALF_RULE
    if min(moments(sheet)) > NO_ROOM:
        assert above >= ABOVE - 0.01
        assert below >= BELOW - 0.01
        assert first_moment(sheet) >= FIRST_MOMENT - 0.01


@sheets_of("plain-ink")
def test_what_to_do_and_what_not_to_do_share_a_base_line_in_plain_ink(
    tag: str, edition: str, paper: str
) -> None:
    """Though the line under one of them is heavy; but for ink that must stay clear of lines."""
    *_, sheet = each(tag, edition, paper)
    (advice,) = [
        block
        for part in sheet.handout.sections
        for block in part.blocks
        if isinstance(block, DoDont)
    ]
    names = [squeezed(each.plain) for each in (advice.do_heading, advice.dont_heading)]
    first, second = (
        [line.place.y for line in sheet.pages[0].lines if squeezed(line.text) == name]
        for name in names
    )
    assert not first or not second or first == pytest.approx(second, abs=0.4) or is_sloping(tag)


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
