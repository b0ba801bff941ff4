"""The box that tells where to call, measured on what is painted."""

from __future__ import annotations

import pytest

from handouts.model.languages import language
from handouts.pdf.tags import Role, StructElement
from handouts.text.skyline import reach
from tests.editions.paper.documents import squeezed

from .conftest import LANGUAGES, compose_sheet, composer
from .measuring import (
    IN_EVERY_EDITION,
    IN_ONE_LANGUAGE,
    MM,
    PAPERS,
    bare,
    each,
    fields,
    room_above,
)
from .recording import Page, Piece, Place, Recorded

#: How high and wide the room for a stamp is, at the least; in large print it is as high as the page
#: lets it be.
STAMP, SLOPING_STAMP, LARGE_STAMP = 20 * MM, 17.4 * MM, 14 * MM
WIDE_STAMP = 52 * MM

#: How thick the line under its heading is in plain ink, points.
HEAVY = 4.0

#: White space between the ink of its name and its area, points.
BELOW_NAME = 2.3

#: All that may be written on the lines for the hours, together; in Nastaliq, whose labels are high.
HOURS, SLOPING_HOURS = 40 * MM, 35 * MM


def number_lines(sheet: Recorded, page: Page) -> list[Piece]:
    """The lines for the number to call."""
    return lines_for(sheet, page, "phone")


def lines_for(sheet: Recorded, page: Page, key: str) -> list[Piece]:
    """The lines of a field to fill in."""
    (phone,) = [one for one in sheet.handout.fields() if getattr(one, "key", "") == key]
    name = phone.label.plain.rstrip(" :\uff1a\u1366")
    return [
        piece
        for piece in fields(page)
        if isinstance(piece.target, StructElement) and piece.target.attributes.field_name == name
    ]


@IN_ONE_LANGUAGE
def test_the_line_for_the_number_is_long_and_high(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        (line,) = number_lines(sheet, sheet.pages[-1])
        assert line.place.width >= 90 * MM
        assert room_above(sheet.pages[-1], line) >= (42 if edition == "large" else 28)


@IN_EVERY_EDITION
def test_there_is_an_empty_area_for_the_clinics_stamp(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        page = sheet.pages[-1]
        (area,) = page.areas
        assert area.width >= WIDE_STAMP
        sloping = language(tag).rule.sloping
        high = SLOPING_STAMP if sloping else STAMP
        assert area.height >= (LARGE_STAMP if edition == "large" else high)
        above = [
            line
            for line in page.lines
            if not line.role and 0 < line.place.y - area.top < 60 and touches_sideways(line, area)
        ]
        said = "".join(bare(line.text) for line in above)
        named = [sheet.handout.stamp]
        if edition == "bilingual":
            named.append(compose_sheet("en", sheet.handout.name).stamp)
        assert squeezed(said).endswith(squeezed("".join(named)))
        assert above[-1].place.y - area.top < 15
        for line in above:
            assert line.line
            assert line.place.y + reach(line.line)[1] - area.top >= BELOW_NAME
        assert not [piece for piece in [*page.lines, *page.rules] if touches(piece.place, area)]
        assert not [art for art in page.drawings if touches(art.place, area)]
        line = number_lines(sheet, page)[0]
        (card,) = [box.place for box in page.boxes if holds(box, line.place)]
        assert card.x < area.x
        assert area.right < card.right
        assert card.y < area.y
        assert area.top < card.top


@IN_EVERY_EDITION
def test_the_lines_of_the_box_stand_under_their_labels(tag: str, edition: str, paper: str) -> None:
    """No room for a stamp, nor another line, parts the number's label from its line; and the hours
    have lines enough."""
    for sheet in each(tag, edition, paper):
        page = sheet.pages[-1]
        (number,) = lines_for(sheet, page, "phone")
        hours = lines_for(sheet, page, "hours")
        least = SLOPING_HOURS if language(tag).rule.sloping else HOURS
        assert sum(line.place.width for line in hours) >= least
        (area,) = page.areas
        label = label_of(sheet, page, "phone")
        between = [piece.place for piece in [*page.rules, *hours] if piece is not number]
        for place in [area, *between]:
            level = number.place.y + 1 < place.top < label.place.y - 1
            assert not (level and touches_sideways(number, place))
        assert label.place.y - number.place.y < (90 if edition == "large" else 70)


def label_of(sheet: Recorded, page: Page, key: str) -> Piece:
    """The first line of what stands before or over a line to write on."""
    (field,) = [one for one in sheet.handout.fields() if getattr(one, "key", "") == key]
    words = squeezed(field.label.plain)
    found = [line for line in page.lines if line.role and squeezed(bare(line.text)) == words]
    return found[0]


def touches_sideways(piece: Piece, area: Place) -> bool:
    return piece.place.x < area.right and area.x < piece.place.right


def touches(place: Place, area: Place) -> bool:
    return (
        place.x < area.right and area.x < place.right and area.y <= place.top and place.y < area.top
    )


def holds(box: Piece, place: Place) -> bool:
    """Whether a frame stands around a place."""
    around = box.place
    inside = around.x < place.x and place.right < around.right
    return bool(box.how.get("stroke")) and inside and around.y < place.y < around.top


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_reasons_to_call_at_once_have_lines_of_their_own(tag: str, paper: str) -> None:
    *_, recovery = each(tag, "standard", paper)
    (section,) = [part for part in recovery.handout.sections if part.urgent]
    (lines,) = section.blocks
    assert lines.count >= 3  # type: ignore[union-attr]
    page = recovery.pages[1]
    (line,) = number_lines(recovery, page)
    beside = [
        rule
        for rule in fields(page)
        if rule.place.width > 100
        and (rule.place.right < line.place.x or rule.place.x > line.place.right)
        and abs(rule.place.y - line.place.y) < 130
    ]
    assert len(beside) == lines.count  # type: ignore[union-attr]


@IN_EVERY_EDITION
def test_the_heading_of_when_to_call_looks_like_no_other(
    tag: str, edition: str, paper: str
) -> None:
    """It is the only one in a dark bar; in plain ink, the only one over a heavy line but for what
    not to do."""
    *_, recovery = each(tag, edition, paper)
    (section,) = [part for part in recovery.handout.sections if part.urgent]
    barred = set()
    for page in recovery.pages:
        for line in page.lines:
            if line.role is Role.H2 and stands_out(page, line, plain=edition == "plain-ink"):
                barred.add("".join(bare(line.text).split()))
    words = "".join(section.heading.plain.split())
    assert barred
    assert any(words.startswith(line) for line in barred)
    if edition != "bilingual":
        assert "".join(sorted("".join(barred))) == "".join(sorted(words))


def stands_out(page: Page, line: Piece, *, plain: bool) -> bool:
    """Whether a heading stands in a dark bar, or right above one line twice as thick as others."""
    if plain:
        below = [
            rule
            for rule in page.rules
            if 0 < line.place.y - rule.place.y < 60  # a heading of three lines
            and rule.place.x < line.place.x
            and line.place.right < rule.place.right
        ]
        nearest = max(below, key=lambda rule: rule.place.y, default=None)
        return nearest is not None and nearest.how["line_width"] == HEAVY
    ink = composer().project.brand.colors["ink"]
    return any(
        box.how.get("fill") == ink
        and box.place.x < line.place.x
        and line.place.right < box.place.right
        and box.place.y < line.place.y < box.place.top
        for box in page.boxes
    )
