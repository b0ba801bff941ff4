"""Pictures lead their words: in lists, in steps, in what to do and not to do; measured on what is
painted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from handouts.model.blocks import DoDont
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.tags import Role

from .conftest import ALL, PROJECT
from .measuring import (
    IN_EVERY_EDITION,
    ON_ONE_SHEET,
    content,
    each,
    lists,
    paragraphs,
    pixels,
    rtl,
    sheets_of,
    ticks,
)
from .recording import Page, Piece, Place, recorded
from .test_frames import frames

#: Of a picture in a list on one sheet, points.
SMALL = 66.0


@pytest.mark.parametrize(("tag", "name"), ALL, ids=["-".join(one) for one in ALL])
def test_in_a_list_every_entry_has_a_picture_or_none_has(tag: str, name: str) -> None:
    for listed in lists(recorded(tag, name)):
        assert len({item.figure is None for item in listed}) == 1
        assert not [item for item in listed if item.figure and item.figure.caption]


@ON_ONE_SHEET
def test_what_not_to_do_bears_one_cross(tag: str, edition: str, paper: str) -> None:
    """The one in its picture, at the same place in each: no mark stands before it."""
    signs: set[str] = set()
    for listed in lists(recorded(tag, "recovery")):
        for item in listed:
            drawing = (PROJECT / "templates" / "art" / f"{item.figure.art}.svg").read_text("utf-8")
            signs.update(re.findall(r"<!-- the sign: do not -->(.*)", drawing, re.DOTALL))
    assert len(signs) == 1
    found = 0
    for page in recorded(tag, "recovery", edition, paper).pages:
        for frame in frames(page):
            for art in (piece.place for piece in page.drawings if inside(piece, frame)):
                found += 1
                before = frame.place.right - art.right if rtl(tag) else art.x - frame.place.x
                assert before < 10
    assert found == 5


def inside(piece: Piece, frame: Piece) -> bool:
    one, other = piece.place, frame.place
    return other.x < one.x < other.right and other.y < one.y < other.top


@IN_EVERY_EDITION
def test_a_caption_takes_two_lines_at_most(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        captions = {figure.caption.plain for figure in sheet.handout.figures() if figure.caption}
        for page in sheet.pages:
            for lines in paragraphs(page):
                said = " ".join(line.text.strip() for line in lines)
                assert said not in captions or len(lines) <= 2


def led(page: Page, tag: str) -> Iterator[tuple[Place, list[Piece]]]:
    """Pictures in lists, from the top, and the lines that each leads."""
    for art in sorted(page.drawings, key=lambda art: -art.place.y):
        place = art.place
        if round(place.width, 1) != SMALL:
            continue
        beside = [
            line
            for line in content(page)
            if line.role is Role.P and 0 <= gap(place, line, tag) <= 12
        ]
        near = [line for line in beside if place.y - 1 <= line.place.y <= place.top + 1]
        if near:
            target = near[0].target
            yield place, [line for line in beside if line.target is target]


def gap(picture: Place, line: Piece, tag: str) -> float:
    """White space between a picture and words at its end side."""
    if rtl(tag):
        return picture.x - line.place.right
    return line.place.x - picture.right


@ON_ONE_SHEET
def test_words_stand_close_beside_the_picture_that_leads_them(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        listed = sum(1 for items in lists(sheet) for item in items if item.figure)
        found = sum(1 for page in sheet.pages for _ in led(page, tag))
        assert found >= listed


@ON_ONE_SHEET
def test_a_picture_in_a_list_begins_with_its_first_line(tag: str, edition: str, paper: str) -> None:
    """As its number or its box to tick does, however many lines there are."""
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for place, words in led(page, tag):
                first = words[0]
                found += 1
                assert place.top > first.place.y + 0.5 * first.size
    assert found


@ON_ONE_SHEET
def test_entries_of_one_line_have_rows_of_one_height(tag: str, edition: str, paper: str) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            pitches: dict[int, list[float]] = {}
            for (place, words), (other, others) in pairwise(led(page, tag)):
                follows = other.x == place.x and place.y - other.top < 40
                if follows and len(words) == len(others) == 1:
                    column = round(place.x)
                    pitches.setdefault(column, []).append(place.middle - other.middle)
            for column in pitches.values():
                found += len(column)
                assert max(column) - min(column) <= 2
    assert found


@IN_EVERY_EDITION
def test_boxes_to_tick_stand_on_the_middle_of_the_first_line(
    tag: str, edition: str, paper: str
) -> None:
    """Of its letters, not of its leading, in whatever script."""
    found = 0
    beside = [ENGLISH] if edition == "bilingual" else []
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for box in ticks(page):
                middle = box.place.middle
                offsets = [
                    abs(line.place.y + raised(line, spoken) - middle)
                    for line in content(page)
                    for spoken in {sheet.handout.language, *beside}
                    if line.role is Role.P
                ]
                assert min(offsets) <= 1
                found += 1
    assert found


@ON_ONE_SHEET
def test_numerals_stand_on_the_middle_of_the_first_line(tag: str, edition: str, paper: str) -> None:
    _, procedure, _ = each(tag, edition, paper)
    page = procedure.pages[0]
    labels = [line for line in content(page) if line.role is Role.LBL and line.text.isdecimal()]
    assert len(labels) == 7
    for label in labels:
        middle = label.place.y + 0.36 * label.size
        offsets = [
            abs(line.place.y + raised(line, procedure.handout.language) - middle)
            for line in content(page)
            if line.role is Role.P
        ]
        assert min(offsets) <= 1


def raised(line: Piece, language: Language) -> float:
    """How far the middle of a line's letters stands above its baseline."""
    return language.rule.middle * line.size


@sheets_of("standard")
def test_do_and_do_not_differ_in_grey(tag: str, edition: str, paper: str) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        blocks = [block for part in sheet.handout.sections for block in part.blocks]
        advice = [block for block in blocks if isinstance(block, DoDont)]
        for number, page in enumerate(sheet.pages):
            titles = {
                text.plain for block in advice for text in (block.do_heading, block.dont_heading)
            }
            heads = [line for line in content(page) if line.role is Role.H3]
            heads = [line for line in heads if line.text.strip() in titles]
            if not heads:
                continue
            picture = pixels(sheet, number)
            lumas = []
            for line in heads:
                x = line.place.x - 5 if not rtl(tag) else line.place.right + 5
                lumas.append(picture.getpixel((round(x), round(sheet.height - line.place.y - 4))))
            assert abs(lumas[0] - lumas[1]) >= 100  # type: ignore[operator]
            found += 1
    assert found
