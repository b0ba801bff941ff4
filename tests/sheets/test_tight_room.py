"""Where room is tightest: ink is clear of lines as thick as they are drawn, of the edges of dark
bands and of large letters below it; measured on what is painted, in every language and edition."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain

from handouts.model.blocks import WriteTable
from handouts.text.skyline import skyline

from .conftest import composer
from .measuring import IN_EVERY_EDITION, each, fields, overlaps
from .recording import Page, Piece, Place
from .test_ink import moved
from .test_where_to_call import HEAVY
from .test_white_space import between_paragraphs, inked, is_sloping, meets

#: The least white space between ink and a line as thick as it is drawn, also in Nastaliq, whose
#: letters take all the height; points.
CLEAR, CLEAR_SLOPING = 1.3, 1.0

#: The same in the band that tells when to call, and how far the room above and below may differ.
IN_BAND, UNEQUAL = 3.0, 0.1

#: The first of them on one sheet of paper where its page has room: where the paragraphs on it are
#: further apart than so many points.
IN_BAND_WITH_ROOM, NO_ROOM = 5.0, 3.1

#: The same between the small label and the key sentence, and how far to the side it is measured.
BELOW_LABEL, BESIDE_LABEL = 1.3, 2

#: The same above the names of columns to write in; in Nastaliq, whose pages are full.
ABOVE_NAMES, ABOVE_SLOPING_NAMES = 12.0, 8.5


def words(page: Page) -> list[Piece]:
    """Lines that have ink."""
    return [line for line in page.lines if line.line and line.line.runs and line.text.strip()]


def encloses(place: Place, line: Piece) -> bool:
    """Whether the base line of a line stands in a place."""
    across = place.x - 1 <= line.place.x and line.place.right <= place.right + 1
    return across and place.y <= line.place.y <= place.top


def strokes(page: Page, line: Piece) -> Iterator[tuple[Place, float, float]]:
    """Rules and edges of boxes: where, how high, and how far they reach to either side. One in the
    colour of the band in which a line stands makes the band larger."""
    bands = {box.how.get("fill") for box in page.boxes if encloses(box.place, line)} - {None}
    for rule in page.rules:
        if not rule.place.height:
            yield rule.place, rule.place.y, rule.how["line_width"] / 2
    for box in page.boxes:
        seen = box.how.get("stroke") not in {None, *bands}
        half = box.how.get("line_width", 1.0) / 2 if seen else 0.0
        yield from ((box.place, y, half) for y in (box.place.y, box.place.top))


@IN_EVERY_EDITION
def test_ink_is_clear_of_lines_as_thick_as_they_are(tag: str, edition: str, paper: str) -> None:
    least = CLEAR_SLOPING if is_sloping(tag) else CLEAR
    found = []
    for sheet in each(tag, edition, paper):
        for number, page in enumerate(sheet.pages, 1):
            for line in words(page):
                ink = inked(line)
                clear = [
                    max(ink.y - y, y - ink.top) - half
                    for place, y, half in strokes(page, line)
                    if meets(ink, place)
                ]
                if min(clear, default=least) < least - 0.005:
                    found.append(f"page {number}: {line.text} {min(clear):.2f}")
    assert not found, "\n".join(found)


def dark_bands(page: Page, *, plain: bool) -> Iterator[tuple[float, float, list[Piece]]]:
    """Where the bands of headings that tell when to call end below and above, and their words. In
    plain ink each is white, between the line of its frame and a heavy one."""
    ink = composer().project.brand.colors["ink"]
    for box in page.boxes:
        bottom, top = box.place.y, box.place.top
        if plain:
            if box.how.get("stroke") != ink or box.how.get("line_width") != 2:
                continue
            heavy = [
                rule.place.y + HEAVY / 2
                for rule in page.rules
                if rule.how["line_width"] == HEAVY
                and abs(rule.place.width - box.place.width - 2) < 0.1
                and bottom < rule.place.y < top
            ]
            bottom, top = max(heavy), top - 1
        elif box.how.get("fill") != ink:
            continue
        inside = [
            line
            for line in words(page)
            if bottom < line.place.y < top and encloses(box.place, line)
        ]
        if inside:
            yield bottom, top, inside


@IN_EVERY_EDITION
def test_a_heading_that_tells_when_to_call_has_as_much_room_above_as_below(
    tag: str, edition: str, paper: str
) -> None:
    *_, sheet = each(tag, edition, paper)
    pages = [list(dark_bands(page, plain=edition == "plain-ink")) for page in sheet.pages]
    ((bottom, top, lines),) = chain(*pages)
    above = top - max(inked(line).top for line in lines)
    below = min(inked(line).y for line in lines) - bottom
    least = IN_BAND
    if edition in {"standard", "plain-ink"} and not is_sloping(tag):
        (page,) = [page for page, bands in zip(sheet.pages, pages, strict=True) if bands]
        apart = min(between_paragraphs(page, sheet, tag), default=0.0)
        least = IN_BAND_WITH_ROOM if apart > NO_ROOM else IN_BAND
    assert min(above, below) >= least - 0.01
    assert abs(above - below) <= UNEQUAL


@IN_EVERY_EDITION
def test_the_key_sentence_does_not_rise_into_its_label(tag: str, edition: str, paper: str) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        page = sheet.pages[0]
        named = sheet.handout.summary.heading
        (label,) = [line for line in words(page) if named and line.text == named.plain]
        key = max(words(page), key=lambda line: line.size * (line.place.y < label.place.y))
        assert label.line
        assert key.line
        _, bottoms = moved(skyline(label.line, 0.0), label.place.x, label.place.y)
        tops, _ = moved(skyline(key.line, 0.0), key.place.x, key.place.y)
        beside = range(-BESIDE_LABEL, BESIDE_LABEL + 1)
        clear = [
            bottoms[strip + shift] - top
            for strip, top in tops.items()
            for shift in beside
            if strip + shift in bottoms
        ]
        found += bool(clear)
        assert min(clear, default=math.inf) >= BELOW_LABEL, key.text
    assert found


@IN_EVERY_EDITION
def test_names_of_columns_stand_with_the_lines_below_them(
    tag: str, edition: str, paper: str
) -> None:
    """Not under the line above."""
    sheet, *_ = each(tag, edition, paper)
    least = ABOVE_SLOPING_NAMES if is_sloping(tag) else ABOVE_NAMES
    blocks = [block for part in sheet.handout.sections for block in part.blocks]
    (table,) = [block for block in blocks if isinstance(block, WriteTable)]
    names = {column.plain for column in table.columns}
    found = 0
    for page in sheet.pages:
        for name in (line for line in words(page) if line.role and line.text.strip() in names):
            top = inked(name).top
            rules = [rule.place.y for rule in fields(page) if overlaps(rule, name)]
            above = [y - top for y in rules if y > name.place.y]
            found += bool(above)
            assert min(above, default=least) >= least, name.text
            assert name.place.y - max(y for y in rules if y < name.place.y) >= 27.99
    assert found or edition == "large"  # whose table may begin a page
