"""Every page of a draft says so, in ink: also where a long title leaves no room in its head."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PIL import Image

from handouts.model.blocks import Span, Text
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH

from .conftest import LANGUAGES, SHEETS, compose_sheet
from .measuring import IN_EVERY_EDITION, PAPERS, bare, each, pixels
from .recording import EDGE, Piece, Recorded, record, recorded

#: Pixels of a point where ink is looked for, and how dark the least grey of words is, of 255.
SCALE, DARK = 2.0, 140

#: A title longer than a line of large print, on one line and on two.
LONG = "What happens while you are given your injection"
LONGER = "What happens before, while and after you are given your injection, and once at home"


def notes(sheet: Recorded, number: int) -> list[Piece]:
    """Where a page says that it is a draft, in English or in a word that holds the English one."""
    word = sheet.handout.draft_tag_en.casefold()
    page = sheet.pages[number]
    return [line for line in page.lines if word in re.findall(r"\w+", line.text.casefold())]


def silent(sheet: Recorded) -> list[int]:
    """The pages that do not say it."""
    return [number for number in range(len(sheet.pages)) if not notes(sheet, number)]


@IN_EVERY_EDITION
def test_every_page_of_a_draft_says_so_in_ink(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        assert sheet.handout.draft
        for number in range(len(sheet.pages)):
            picture = pixels(sheet, number, SCALE)
            inks = [darkest(picture, sheet, note) for note in notes(sheet, number)]
            assert min(inks, default=255) <= DARK, f"page {number + 1} of {sheet.handout.name}"


def darkest(picture: Image.Image, sheet: Recorded, line: Piece) -> int:
    """The darkest grey of a line."""
    place = line.place
    assert EDGE <= place.y <= sheet.height - EDGE
    left, right = place.x * SCALE, place.right * SCALE
    bottom = (sheet.height - place.y) * SCALE
    box = (round(left), round(bottom - line.size * SCALE / 2), round(right), round(bottom))
    return int(picture.crop(box).getextrema()[0])


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_large_print_says_so_in_every_language(tag: str, paper: str) -> None:
    """A line holds little: none of its cases waits for a slow run."""
    for sheet in each(tag, "large", paper):
        assert not silent(sheet), sheet.handout.name


@IN_EVERY_EDITION
def test_a_later_page_says_so_in_the_language_where_it_speaks_both(
    tag: str, edition: str, paper: str
) -> None:
    """Large print says it in English: a line holds little."""
    for sheet in each(tag, edition, paper):
        for page in sheet.pages[1:] if edition != "large" else ():
            said = " ".join(bare(line.text) for line in page.lines if not line.role)
            assert sheet.handout.draft_tag in said


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("title", [LONG, LONGER])
@pytest.mark.parametrize("tag", ["en", "sr-Latn", "ar"])
def test_a_title_of_any_length_leaves_it_on_the_page(tag: str, title: str, paper: str) -> None:
    sheet = record(titled(compose_sheet(tag, "procedure"), title), "large", paper)
    assert not silent(sheet)
    for page in sheet.pages:
        for line in page.lines:
            assert line.place.right <= sheet.width - EDGE


def titled(handout: Handout, title: str) -> Handout:
    """A handout with another title, in English."""
    spans = (Span(title, language=ENGLISH),)
    return replace(handout, title=Text(spans, handout.title.where))


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_signed_does_not_say_it(name: str) -> None:
    draft = recorded("fr", name, "large").handout
    signed = replace(draft, draft_notice=())
    sheet = record(signed, "large")
    assert len(silent(sheet)) == len(sheet.pages)
