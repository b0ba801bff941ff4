"""English beside the language: where its pages end, how full they are, and what stands at one
height in both columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import pytest

from handouts.editions.paper.shared_tags import is_shared
from handouts.model.blocks import (
    Bullets,
    Checklist,
    DoDont,
    Paragraph,
    Section,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.pdf.tags import StructElement
from tests.editions.paper.documents import squeezed

from .conftest import compose_sheet, composer
from .measuring import bare, beginnings, content, each, rtl, sheets_of, ticks
from .recording import Page, Piece
from .test_beside import is_wide
from .test_page_breaks import FOOT, pages_of

BILINGUAL = sheets_of("bilingual")

#: The least width of a drawing with words of its own, points.
EXPLAINING = 150.0

#: The least white space between two boxes to tick, and between two pictures of such a list, points.
BETWEEN_TICKED = 3.99


def parts_of(section: Section) -> Iterator[Text]:
    """The paragraphs, entries and moments of a section, one message of each."""
    for block in section.blocks:
        match block:
            case Paragraph():
                yield block.text
            case Bullets() | Steps() | Checklist():
                yield from (item.text for item in block.items)
            case Timeline():
                yield from (event.when for event in block.events)


@BILINGUAL
def test_no_section_runs_over_from_one_leaf_of_paper_to_the_next(
    tag: str, edition: str, paper: str
) -> None:
    """Pages 1 and 2 are the two sides of a leaf, and so are 3 and 4."""
    for sheet in each(tag, edition, paper):
        for section in sheet.handout.sections:
            leaves = [{page // 2 for page in pages_of(sheet, text)} for text in parts_of(section)]
            assert not leaves or set.intersection(*leaves), section.heading.plain


@BILINGUAL
def test_no_page_ends_early(tag: str, edition: str, paper: str) -> None:
    """Neither does the last one: an eighth of each is empty at most."""
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            pieces = [*content(page), *page.drawings, *page.boxes]
            lowest = min(piece.place.y for piece in pieces if piece.place.top > FOOT)
            assert lowest - FOOT < sheet.height / 8


@BILINGUAL
def test_a_drawing_that_explains_is_large(tag: str, edition: str, paper: str) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        both = (sheet.handout, compose_sheet("en", sheet.handout.name))
        figures = [section.figure for handout in both for section in handout.sections]
        told = {one.description for one in figures if one and (one.caption or one.labels)}
        for page in sheet.pages:
            for art in page.drawings:
                if isinstance(art.target, StructElement) and art.target.alt in told:
                    found += 1
                    assert art.place.width >= EXPLAINING
    assert found == 2


@BILINGUAL
def test_entries_to_tick_stand_apart(tag: str, edition: str, paper: str) -> None:
    """Their boxes do, and their pictures."""
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            boxes = sorted(ticks(page), key=lambda box: -box.place.y)
            pictures = [
                art
                for art in page.drawings
                if any(box.place.y < art.place.top and art.place.y < box.place.top for box in boxes)
                and 50 < art.place.width < 90
            ]
            pictures.sort(key=lambda art: -art.place.y)
            for several in (boxes, pictures):
                for upper, lower in pairwise(several):
                    found += 1
                    assert upper.place.y - lower.place.top >= BETWEEN_TICKED
    assert found >= 8


@BILINGUAL
def test_what_begins_in_both_languages_begins_on_one_base_line(
    tag: str, edition: str, paper: str
) -> None:
    """Headings, moments, paragraphs and points of a list without pictures; words that a picture
    leads stand in the middle of it. A paragraph beside a picture begins with its capitals."""
    for sheet in each(tag, edition, paper):
        english = compose_sheet("en", sheet.handout.name)
        for own, other in zip(sheet.handout.sections, english.sections, strict=True):
            pairs = [(own.heading, other.heading)]
            for first, second in zip(own.blocks, other.blocks, strict=True):
                if isinstance(first, Timeline) and isinstance(second, Timeline):
                    events = zip(first.events, second.events, strict=True)
                    pairs += [(one.when, same.when) for one, same in events]
                if isinstance(first, Bullets) and isinstance(second, Bullets):
                    items = zip(first.items, second.items, strict=True)
                    pairs += [(one.text, same.text) for one, same in items]
                if isinstance(first, Paragraph) and isinstance(second, Paragraph):
                    pairs.append((first.text, second.text))
            if all(map(is_shared, own.blocks)) and not is_wide(own):
                continue  # its heading is in both languages
            for text, same in pairs:
                places = product(beginnings(sheet, text), beginnings(sheet, same))
                assert any(
                    page == other and abs(base - level) < 0.2
                    for (page, base), (other, level) in places
                ), text.plain


@BILINGUAL
def test_advice_is_in_register(tag: str, edition: str, paper: str) -> None:
    """Frames, bands and pictures of what to do and what not to do are equally high and stand on one
    height in both languages."""
    colors = composer().project.brand.colors
    for sheet in each(tag, edition, paper):
        blocks = [block for section in sheet.handout.sections for block in section.blocks]
        for block in blocks:
            if not isinstance(block, DoDont):
                continue
            (page,) = {*pages_of(sheet, block.do_heading), *pages_of(sheet, block.dont_heading)}
            painted = sheet.pages[page]
            frames = framed(painted, {colors["do"], colors["dont"]})
            assert len(frames) == 4
            lowest = min(box.place.y for box in frames)
            highest = max(box.place.top for box in frames)
            pictures = [
                art for art in painted.drawings if lowest < art.place.y and art.place.top < highest
            ]
            assert len(pictures) == 2 * len([*block.do, *block.dont])
            for pieces in (frames, pictures):
                edges = sorted((one.place.y, one.place.top) for one in pieces)
                for low, high in zip(edges[::2], edges[1::2], strict=True):
                    assert low == pytest.approx(high, abs=0.1)


def framed(page: Page, colors: set[str]) -> list[Piece]:
    """The frames in one of these colours."""
    return [
        box for box in page.boxes if box.how.get("stroke") in colors and not box.how.get("fill")
    ]


@BILINGUAL
def test_lines_of_an_english_label_are_flush_with_those_of_the_language(
    tag: str, edition: str, paper: str
) -> None:
    """At the side where lines of the language begin."""
    for sheet in each(tag, edition, paper):
        english = compose_sheet("en", sheet.handout.name)
        blocks = [block for section in english.sections for block in section.blocks]
        labels = [squeezed(block.label.plain) for block in blocks if isinstance(block, WriteLines)]
        for page in sheet.pages:
            messages: dict[int, list[Piece]] = {}
            for line in content(page):
                messages.setdefault(id(line.target), []).append(line)
            for lines in messages.values():
                if squeezed(bare("".join(line.text for line in lines))) in labels:
                    sides = [line.place.right if rtl(tag) else line.place.x for line in lines]
                    assert max(sides) - min(sides) < 0.1
