"""What the tests of a sheet's design measure with: which sheets, and what stands on their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pypdfium2
import pytest
from PIL import Image

from handouts.editions import EDITIONS
from handouts.editions.paper.svg import Art, load_art
from handouts.model.blocks import Bullets, Checklist, DoDont, Item, Steps, Text
from handouts.model.languages import language
from handouts.pdf.tags import Field, StructElement
from tests.covering import covering
from tests.editions.paper.documents import squeezed

from .conftest import LANGUAGES, SHEETS, compose_sheet, composer
from .recording import Page, Piece, Recorded, recorded

PAPERS = ("letter", "a4")

#: A millimetre in points.
MM = 72 / 25.4


def sheets_of(*editions: str) -> pytest.MarkDecorator:
    """A test of the sheets of each language in these editions, on both papers."""
    cases = [
        (tag, edition, paper)
        for tag in LANGUAGES
        for edition in editions
        if EDITIONS[edition].made_in(language(tag))
        for paper in PAPERS
    ]
    return covering(("tag", "edition", "paper"), cases)


#: One piece of paper; the same and large print; all.
ON_ONE_SHEET = sheets_of("standard", "plain-ink")
IN_ONE_LANGUAGE = sheets_of("standard", "plain-ink", "large")
IN_EVERY_EDITION = sheets_of(*EDITIONS)


def each(tag: str, edition: str, paper: str) -> Iterator[Recorded]:
    """The sheets of a language."""
    for name in SHEETS:
        yield recorded(tag, name, edition, paper)


def everywhere(edition: str = "standard") -> Iterator[Recorded]:
    """The sheets of all languages on both papers."""
    for tag in LANGUAGES:
        for paper in PAPERS:
            yield from each(tag, edition, paper)


def content(page: Page) -> list[Piece]:
    """Lines that are no artifact."""
    return [line for line in page.lines if line.role]


def bare(text: str) -> str:
    """Words without the marks that steer direction."""
    return re.sub("[\u2066-\u2069]", "", text)


def written(page: Page) -> str:
    """All words of a page."""
    return " ".join(" ".join(bare(line.text).split()) for line in page.lines)


def fields(page: Page) -> Iterator[Piece]:
    """The rules and cells to write on."""
    for piece in [*page.rules, *page.boxes]:
        target = piece.target
        if isinstance(target, StructElement) and target.attributes.field is Field.TEXT:
            yield piece


def beginnings(sheet: Recorded, text: Text, *, again: bool = False) -> set[tuple[int, float]]:
    """On which pages, from 0, and how high a message may begin: at lines that have its first words;
    also those on which it is said `again`."""
    words = squeezed(bare(text.plain))
    found = {
        (number, round(line.place.y, 1))
        for number, page in enumerate(sheet.pages)
        for line in (page.lines if again else content(page))
        if (said := squeezed(bare(line.text))) and words.startswith(said)
    }
    assert found, text.plain
    return found


def ticks(page: Page) -> Iterator[Piece]:
    """The boxes to tick."""
    for piece in page.boxes:
        target = piece.target
        if isinstance(target, StructElement) and target.attributes.field is Field.CHECK_BOX:
            yield piece


def pixels(sheet: Recorded, number: int, scale: float = 1.0) -> Image.Image:
    """A page in grey."""
    document = pypdfium2.PdfDocument(sheet.pdf)
    try:
        picture: Image.Image = document[number].render(scale=scale, grayscale=True).to_pil()
        return picture.convert("L")
    finally:
        document.close()


def overlaps(one: Piece, other: Piece) -> bool:
    """Whether one stands above the other."""
    return one.place.x < other.place.right - 1 and other.place.x < one.place.right - 1


def room_above(page: Page, rule: Piece) -> float:
    """Height free for the hand above a rule: to the baseline of words above it, or to a rule."""
    place = rule.place
    above = [
        line.place.y
        for line in page.lines
        if line.place.y > place.y + 6 and overlaps(line, rule) and line.target is not rule.target
    ]
    above += [
        other.place.y
        for other in page.rules
        if other.place.y > place.y + 6 and overlaps(other, rule)
    ]
    return round(min(above) - place.y, 3)


def paragraphs(page: Page) -> Iterator[list[Piece]]:
    """Lines of one element that follow one another."""
    lines: list[Piece] = []
    for line in content(page):
        if lines and line.target is lines[-1].target and line.place.y < lines[-1].place.y - 5:
            lines.append(line)
            continue
        if len(lines) > 1:
            yield lines
        lines = [line]
    if len(lines) > 1:
        yield lines


def lists(sheet: Recorded) -> Iterator[tuple[Item, ...]]:
    """The entries of each list."""
    for section in sheet.handout.sections:
        for block in section.blocks:
            if isinstance(block, Steps | Checklist | Bullets):
                yield block.items
            elif isinstance(block, DoDont):
                yield from (block.do, block.dont)


def rtl(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return language(tag).right_to_left


def art_name(piece: Piece, tag: str) -> str:
    """Which drawing was painted."""
    for name, art in _drawings(tag):
        if art.at(piece.scale) == piece.operators:
            return name
    return ""


@cache
def _drawings(tag: str) -> list[tuple[str, Art]]:
    """The drawings of the sheets of a language, by name."""
    handouts = [compose_sheet(tag, one) for one in SHEETS]
    names = sorted({figure.art for handout in handouts for figure in handout.figures()})
    project = composer().project
    return [(name, load_art(project.art, name, project.brand.colors, rtl(tag))) for name in names]
