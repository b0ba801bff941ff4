"""Calm heads and feet, and sheets that tell themselves apart, measured on what is painted."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageChops, ImageStat

from handouts.editions.paper.running_text import numbered

from .conftest import LANGUAGES, SHEETS
from .measuring import (
    IN_EVERY_EDITION,
    ON_ONE_SHEET,
    PAPERS,
    art_name,
    bare,
    each,
    pixels,
    written,
)
from .recording import EDGE, recorded

#: Ink of the six pages of the English set before this design, summed percent of each page's area.
ENGLISH_INK_BEFORE = 60.1

#: The sign of a sheet on its back, at the widest; points.
SIGN_WIDTH = 48.0

#: Height of the head of a later page with the paper's edge, points.
HEAD = 72.0

STAGES = ("before", "during", "after")


@IN_EVERY_EDITION
def test_nothing_stands_at_the_edge_of_the_paper(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for piece in [*page.lines, *page.boxes, *page.rules, *page.drawings]:
                assert piece.place.x >= EDGE
                assert piece.place.y >= EDGE
                assert piece.place.right <= sheet.width - EDGE
                assert piece.place.top <= sheet.height - EDGE


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_ink_stands_at_the_edge_of_the_paper(tag: str) -> None:
    for sheet in each(tag, "standard", "letter"):
        for number in range(len(sheet.pages)):
            picture = pixels(sheet, number)
            inside = Image.new("L", picture.size, 0)
            edge = int(EDGE) - 1  # a pixel for rounding
            inside.paste(255, (edge, edge, picture.width - edge, picture.height - edge))
            assert ImageChops.lighter(picture, inside).getextrema() == (255, 255)


@ON_ONE_SHEET
def test_the_back_has_no_band(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        top = sheet.height - 60
        filled = [box.place for box in sheet.pages[1].boxes if box.how.get("fill")]
        assert not [box for box in filled if box.top > top and box.width > SIGN_WIDTH]


@IN_EVERY_EDITION
def test_each_back_bears_the_sign_and_the_name_of_its_sheet(
    tag: str, edition: str, paper: str
) -> None:
    """Large print has its own name alone, where a line has no room for the English one."""
    for order, sheet in enumerate(each(tag, edition, paper), 1):
        names = {sheet.handout.title_en, sheet.handout.title.plain}
        for page in sheet.pages[1:]:
            (numeral,) = [line for line in page.lines if line.text == str(order) and not line.role]
            beside = [
                art
                for art in page.drawings
                if art.place.y < numeral.place.y < art.place.top
                and abs(art.place.middle - numeral.place.y) < SIGN_WIDTH
                and abs(art.place.x - numeral.place.x) < SIGN_WIDTH
            ]
            assert [art_name(art, tag) for art in beside] == [f"sign-{STAGES[order - 1]}"]
            row = [line for line in page.lines if abs(line.place.y - numeral.place.y) < 12]
            assert any(name in bare(line.text) for line in row for name in names)


@ON_ONE_SHEET
def test_each_back_bears_its_name_its_page_and_that_it_is_a_draft_in_the_language(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        handout, back = sheet.handout, sheet.pages[1]
        around = [line for line in back.lines if not line.role]
        said = " ".join(bare(line.text) for line in around)
        numbers = {"page": "2", "pages": "2"}
        assert bare(numbered(handout.page_of, numbers)) in said
        assert handout.draft_tag in said


def assert_headed(tag: str, edition: str, paper: str) -> None:
    """Each later page has the sheet's number, its title and the language at its top, and the
    version and the date in its foot."""
    for order, sheet in enumerate(each(tag, edition, paper), 1):
        handout = sheet.handout
        for page in sheet.pages[1:]:
            around = [line for line in page.lines if not line.role]
            head = [line for line in around if line.place.y > sheet.height - HEAD]
            foot = " ".join(line.text for line in around if line not in head)
            said = [bare(line.text) for line in head]
            assert handout.title.plain in said, said
            assert str(order) in said
            assert handout.version in foot
            assert handout.date in foot
            if edition != "large":  # whose lines hold little: the foot has the language's code
                assert any(handout.language.name in words for words in said)


@pytest.mark.parametrize("edition", ["standard", "plain-ink"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_back_has_a_head_on_the_shorter_paper(tag: str, edition: str) -> None:
    """Where words are long it is the first to give way: none of its cases waits for a slow run."""
    assert_headed(tag, edition, "letter")


@IN_EVERY_EDITION
def test_each_later_page_has_a_head(tag: str, edition: str, paper: str) -> None:
    assert_headed(tag, edition, paper)


@ON_ONE_SHEET
def test_each_english_fact_stands_once_on_a_side(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        handout = sheet.handout
        for number, page in enumerate(sheet.pages, 1):
            said = written(page)
            assert said.count(handout.title_en) == 1
            assert len(re.findall(rf"{re.escape(handout.language.name)}(?![\w-])", said)) == 1
            assert said.count(f"page {number} of {len(sheet.pages)}") == 1
            assert len(re.findall(r"SIJ-[A-Z]+", said)) == 1


@ON_ONE_SHEET
def test_the_first_side_says_turn_over_and_where_to_call(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        front, back = sheet.pages
        (phone,) = [one for one in sheet.handout.fields() if getattr(one, "key", "") == "phone"]
        foot = sheet.height * 0.12
        feet = [[line for line in page.lines if line.place.y < foot] for page in (front, back)]
        turns = [[line for line in lines if line.text == sheet.handout.turn_over] for lines in feet]
        assert [len(found) for found in turns] == [1, 0]
        assert [line for line in feet[0] if line.text == phone.label.plain]
        # The number is asked for once: on the page that is named here.
        where = bare(f"({numbered(sheet.handout.other_page, {'page': '2'})})")
        assert [line for line in feet[0] if bare(line.text) == where]
        lengths = [rule.place.width for rule in front.rules if rule.place.y < foot]
        assert sum(length > 100 for length in lengths) == 1  # the rule over the foot


@IN_EVERY_EDITION
def test_an_arrow_tells_that_a_leaf_has_a_back(tag: str, edition: str, paper: str) -> None:
    """In the foot of each page that is the front of one, and of no other, clear of its words and of
    the paper's edge."""
    for sheet in each(tag, edition, paper):
        for number, page in enumerate(sheet.pages, 1):
            arrows = [
                polygon.place
                for polygon in page.polygons
                if isinstance(polygon.target, str)
                and "/Subtype" in polygon.target
                and polygon.place.top < sheet.height / 2
            ]
            assert len(arrows) == (number % 2 and number < len(sheet.pages))
            words = [line.place for line in page.lines if line.place.y < sheet.height * 0.12]
            for arrow in arrows:
                assert EDGE <= arrow.x < arrow.right <= sheet.width - EDGE
                level = [one for one in words if one.y < arrow.top and arrow.y < one.top]
                apart = [max(one.x - arrow.right, arrow.x - one.right) for one in level]
                assert min(apart) >= 3


@ON_ONE_SHEET
def test_the_own_name_of_the_language_is_larger_than_its_english_name(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        head = [line for line in sheet.pages[0].lines if not line.role]
        (own,) = [line.size for line in head if line.text.strip() == sheet.handout.language.autonym]
        assert own >= 16
        if tag != "en":
            (english,) = [line.size for line in head if line.text == sheet.handout.language.name]
            assert own > english


@ON_ONE_SHEET
def test_the_number_of_the_sheet_is_large(tag: str, edition: str, paper: str) -> None:
    for order, sheet in enumerate(each(tag, edition, paper), 1):
        head = [line for line in sheet.pages[0].lines if not line.role and line.text.isdecimal()]
        sizes = {line.text: line.size for line in head}
        assert sizes.pop(str(order)) >= 28
        assert max(sizes.values()) <= 12


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_sheets_of_a_set_are_told_apart_from_afar_in_grey(tag: str, paper: str) -> None:
    heads = []
    for sheet in each(tag, "standard", paper):
        picture = pixels(sheet, 0, 0.2)
        heads.append(picture.crop((0, 0, picture.width, round(66 * 0.2))))
    for first in heads:
        for other in heads:
            if other is not first:
                differs = ImageChops.difference(first, other).point(lambda v: 255 * (v > 60))
                # Of the head's area, as much as a field of 40 by 20 points.
                assert ImageStat.Stat(differs).mean[0] / 255 * 612 * 66 > 800


@pytest.mark.parametrize("paper", PAPERS)
def test_the_ink_of_a_set_is_less_by_a_third(paper: str) -> None:
    ink = 0.0
    for name in SHEETS:
        for number in (0, 1):
            picture = pixels(recorded("en", name, "standard", paper), number, 60 / 72)
            ink += (255 - ImageStat.Stat(picture).mean[0]) / 255 * 100
    assert ink <= 0.7 * ENGLISH_INK_BEFORE


@IN_EVERY_EDITION
def test_nothing_is_said_twice_nor_in_brackets_inside_brackets(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for line in page.lines:
                words = bare(line.text)
                first, *others = words.casefold().split(" \u00b7 ")
                assert not any(first in other.split() for other in others)
                assert not re.search(r"\([^)]*\(", words)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_in_plain_ink_the_numeral_and_the_sign_of_a_sheet_stand_in_the_middle_of_their_field(
    tag: str, name: str
) -> None:
    """As a pair, with as much white space on either side as between them; on both pages."""
    sheet = recorded(tag, name, "plain-ink", "letter")
    for page in sheet.pages:
        brand = [box for box in page.boxes if box.place.top > sheet.height - 70]
        field = max(brand, key=lambda box: box.how.get("line_width", 0.0)).place
        inside = [
            each.place
            for each in [*page.lines, *page.drawings]
            if field.x < each.place.x < field.right and field.y < each.place.middle < field.top
        ]
        left, right = sorted(inside)
        white = [left.x - field.x, right.x - left.right, field.right - right.right]
        assert max(white) - min(white) <= 2.0
