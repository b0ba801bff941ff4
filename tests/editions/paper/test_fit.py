"""Which white space a sheet gets, and where its pages end."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

from handouts.editions.paper import fit as fit_module
from handouts.editions.paper.fit import Subject, fit
from handouts.editions.paper.fit_rules import RULES
from handouts.editions.paper.fitted import Fitted, growth
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.pagination import Page
from handouts.editions.paper.render import render
from handouts.editions.paper.tagging import tag
from handouts.model.blocks import Bullets, Item, Section, Span, Steps, Text, WriteLines
from handouts.model.document import Handout
from handouts.model.languages import language
from handouts.pdf_reading.reader import read
from handouts.project.brand import read_brand
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter

from .documents import PLACE, sheet, squeezed, text

TEMPLATES = Path(__file__).parents[3] / "templates"
SENTENCE = "Rest at home, and call us when you are worried about anything at all."


@cache
def typesetter() -> Typesetter:
    return Typesetter(FontLibrary(default_folders(None, TEMPLATES.parent)))


def fitted(handout: Handout, edition: str = "standard") -> Fitted:
    brand = read_brand(TEMPLATES / "brand.toml")[0]
    messages = Messages(handout.language, typesetter())
    tagged = tag(handout, brand)
    return fit(Subject(handout, tagged, brand, None, {}, messages, edition, "letter"))


def points(count: int) -> Bullets:
    return Bullets(tuple(Item(text(SENTENCE)) for _ in range(count)))


def sections(*counts: int) -> Handout:
    made = tuple(Section(text(f"Part {n}"), (points(count),)) for n, count in enumerate(counts))
    return replace(sheet("en", points(1)), sections=made)


def test_a_short_sheet_gets_the_most_white_space() -> None:
    found = fitted(sections(3))
    assert (found.context.style.level, found.ratio.white) == (RULES.levels[0], 1.0)
    assert len(found.pages) == 1


def test_white_space_gives_way_before_a_section_is_broken() -> None:
    found = fitted(sections(29, 33))
    assert found.fits
    assert found.broken == 0
    assert found.context.style.level == RULES.levels[-1] or found.ratio.white < 1.0


def test_a_section_higher_than_a_page_is_broken_at_last() -> None:
    found = fitted(sections(2, 50))
    assert found.fits
    assert found.broken == 1


def test_a_step_higher_than_a_page_is_broken_and_read_as_one() -> None:
    long = " ".join([SENTENCE] * 75)
    handout = sheet("en", Steps((Item(text(SENTENCE)), Item(text(long)))))
    assert len(fitted(handout).pages) == 2
    brand = read_brand(TEMPLATES / "brand.toml")[0]
    tree = read(render(handout, brand, typesetter(), TEMPLATES / "art").data).tree
    assert tree
    bodies = [node.text for node in tree.walk() if node.role == "LBody"]
    assert squeezed(bodies[1]) == squeezed(long)


def test_white_space_is_as_generous_as_the_pages_hold() -> None:
    for counts in ((25, 30), (14, 9, 20), (12, 12, 12, 12)):
        found = fitted(sections(*counts))
        assert 0 < found.ratio.white < 1
        more = found.paginated(found.ratio.white + 0.1)
        assert more.penalty or not more.fits


def test_what_is_left_goes_between_the_blocks_and_never_to_the_foot() -> None:
    for counts in ((17, 24), (10, 4, 20), (5, 5, 5, 5, 5)):
        found = fitted(sections(*counts))
        for number in range(len(found.pages)):
            assert found.left(number) > -0.01
        least = found.context.style.gap(12).natural
        assert all(placed.space >= least - 0.01 for placed in found.pages[0][found.heads :])


def test_lines_to_write_on_grow_only_where_gaps_are_as_wide_as_they_ask_for() -> None:
    grown = 0
    for count in range(8, 26):
        lines = Section(text("Write"), (WriteLines(text("My words"), 4, text("blank")),))
        made = sections(count)
        found = fitted(replace(made, sections=(*made.sections, lines)))
        least, most = found.context.style.level.gaps
        asked = (1.0 - least) / (most - least)
        for number, page in enumerate(found.pages):
            ratio = found.ratio_of(number)
            if growth(page)[1] and ratio.write > 0.01:
                grown += 1
                assert ratio.white >= asked - 0.01
    assert grown > 3


def test_a_page_without_room_for_all_that_parts_lines_and_edges_has_as_much_as_it_holds() -> None:
    """Each page by itself, and nothing moves to another one."""
    more = 0
    for count in range(6, 30):
        parts = [Section(text(f"Part {n}"), (points(1),)) for n in range(count)]
        handout = replace(sheet("my", points(1)), sections=tuple(parts))
        found = fitted(handout)
        if found.context.style.level.parted == 1.0 or not found.fits:
            continue
        with patch.object(fit_module, "PARTED", ()):
            least = fitted(handout)
        for number, (page, other) in enumerate(zip(found.pages, least.pages, strict=True)):
            assert len(page) == len(other)
            assert found.left(number) > -0.5
            more += first_gap(page) > first_gap(other)
    assert more


def first_gap(page: Page) -> float:
    """Height of the first box of a page with the white space below it, points."""
    return page[0].box.height + page[1].space


def test_a_sheet_that_no_paper_holds_is_told_so() -> None:
    assert fitted(sections(60, 60)).too_long


def test_each_page_of_large_print_takes_the_white_space_it_has() -> None:
    for counts in ((6, 6), (4, 4)):
        found = fitted(sections(*counts), "large")
        assert len(found.pages) <= len(found.paginated(0.0).pages)
        assert len(found.ratios) == len(found.pages)
        for number, ratio in enumerate(found.ratios):
            assert 0.0 <= ratio.white <= 1.0
            assert found.left(number) > -0.01
            if growth(found.pages[number])[0] and ratio.white < 1.0:
                assert found.left(number) < found.rules.above_foot + 0.01


def test_notices_share_a_line_where_both_fit() -> None:
    english = Text((Span("A draft.", language=language("en")),), PLACE)
    heights = []
    for own in ("مسودة.", "مسودة. " * 12):
        handout = replace(sheet("ar", points(1)), draft_notice=(english, text(own)))
        found = fitted(handout)
        heights.append(found.running.head_height(0))
        brand = read_brand(TEMPLATES / "brand.toml")[0]
        tree = read(render(handout, brand, typesetter(), TEMPLATES / "art").data).tree
        assert tree
        notices = next(node for node in tree.walk() if node.role == "Div")
        assert [kid.lang for kid in notices.walk() if kid.role == "P"] == [None, "en"]
    assert heights[1] >= heights[0] + found.context.style.sizes.strip
