"""Where pages end in the editions whose pages are not counted: what belongs together is not parted,
in all languages on both papers."""

from __future__ import annotations

from itertools import pairwise

from handouts.model.blocks import (
    Bullets,
    Checklist,
    Diary,
    DoDont,
    FillIn,
    Paragraph,
    Text,
    Timeline,
    WriteTable,
)
from tests.editions.paper.documents import squeezed

from .conftest import compose_sheet
from .measuring import bare, beginnings, content, each, overlaps, sheets_of, ticks
from .recording import Recorded

OF_MANY_PAGES = sheets_of("large", "bilingual")
BILINGUAL = sheets_of("bilingual")

#: How high the foot of a first page reaches, points.
FOOT = 70.0


def pages_of(sheet: Recorded, text: Text, *, again: bool = False) -> list[int]:
    """The pages on which a message begins, from 0; also those on which it is said `again`."""
    return sorted({number for number, _ in beginnings(sheet, text, again=again)})


@OF_MANY_PAGES
def test_a_table_to_fill_in_stands_with_its_heading_and_its_dates(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        for section in sheet.handout.sections:
            diary = next((block for block in section.blocks if isinstance(block, Diary)), None)
            if diary is None:
                continue
            labels = [block.label for block in section.blocks if isinstance(block, FillIn)]
            (page,) = set.intersection(
                *(set(pages_of(sheet, text)) for text in [*labels, *diary.rows])
            )
            assert page in pages_of(sheet, section.heading)


@OF_MANY_PAGES
def test_lines_to_fill_in_are_not_parted(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        for section in sheet.handout.sections:
            tables = [block for block in section.blocks if isinstance(block, WriteTable)]
            lines = [block.label for block in section.blocks if isinstance(block, FillIn)]
            for together in (lines, *(table.columns for table in tables)) if tables else ():
                assert set.intersection(*(set(pages_of(sheet, text)) for text in together))


@OF_MANY_PAGES
def test_what_to_do_and_what_not_to_do_face_each_other(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        for section in sheet.handout.sections:
            for block in section.blocks:
                if isinstance(block, DoDont):
                    good, bad = block.do_heading, block.dont_heading
                    assert set(pages_of(sheet, good)) & set(pages_of(sheet, bad))


@OF_MANY_PAGES
def test_when_to_call_stands_with_whom(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        urgent = [section for section in sheet.handout.sections if section.urgent]
        for section in urgent:
            pages = set(pages_of(sheet, section.heading))
            call = sheet.handout.sections[sheet.handout.sections.index(section) + 1]
            assert pages & set(pages_of(sheet, call.heading))


@OF_MANY_PAGES
def test_no_point_of_a_short_list_stands_alone(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        for section in sheet.handout.sections:
            for block in section.blocks:
                if isinstance(block, Bullets) and 1 < len(block.items) <= 3:
                    pages = [set(pages_of(sheet, item.text)) for item in block.items]
                    assert set.intersection(*pages), [item.text.plain for item in block.items]


@BILINGUAL
def test_a_section_that_goes_on_has_its_heading_on_each_page(
    tag: str, edition: str, paper: str
) -> None:
    """Below the head, each page begins with a heading: of a section, or said again."""
    for sheet in each(tag, edition, paper):
        headings = {squeezed(section.heading.plain) for section in sheet.handout.sections}
        for page in sheet.pages[1:]:
            body = [line for line in page.lines if "/Subtype" not in str(line.target)]
            highest = max(line.place.y for line in body)
            tops = [line.text for line in body if line.place.y > highest - 30]
            assert any(
                heading.startswith(squeezed(bare(top))) for heading in headings for top in tops
            ), tops


@BILINGUAL
def test_the_first_page_is_no_third_empty(tag: str, edition: str, paper: str) -> None:
    """Nothing but the last page is: a sixth of the page at most."""
    for sheet in each(tag, edition, paper):
        for page in sheet.pages[:-1]:
            pieces = [*content(page), *page.drawings, *page.boxes]
            lowest = min(piece.place.y for piece in pieces if piece.place.y > FOOT)
            assert lowest - FOOT < sheet.height / 6


@OF_MANY_PAGES
def test_a_list_to_tick_off_has_its_instruction_on_each_page(
    tag: str, edition: str, paper: str
) -> None:
    for sheet in each(tag, edition, paper):
        for section in sheet.handout.sections:
            for before, block in pairwise(section.blocks):
                if isinstance(block, Checklist) and isinstance(before, Paragraph):
                    said = set(pages_of(sheet, before.text, again=True))
                    boxes = {number for number, page in enumerate(sheet.pages) if any(ticks(page))}
                    for item in block.items:
                        assert boxes & set(pages_of(sheet, item.text)) <= said


#: White space between two moments besides the line height, points.
BETWEEN_MOMENTS = 2.39


@BILINGUAL
def test_moments_stand_apart_in_both_columns(tag: str, edition: str, paper: str) -> None:
    *_, sheet = each(tag, edition, paper)
    english = compose_sheet("en", sheet.handout.name)
    found = 0
    for handout in (sheet.handout, english):
        blocks = [block for section in handout.sections for block in section.blocks]
        times = [
            squeezed(event.when.plain)
            for block in blocks
            if isinstance(block, Timeline)
            for event in block.events
        ]
        for page in sheet.pages:
            for lower in content(page):
                above = [
                    upper.place.y - lower.place.y
                    for upper in content(page)
                    if upper.place.y > lower.place.y + 5 and overlaps(upper, lower)
                ]
                if squeezed(bare(lower.text)) in times[1:] and min(above, default=99.0) < 60:
                    found += 1
                    assert min(above) - 1.36 * 12 >= BETWEEN_MOMENTS, lower.text
    assert found
