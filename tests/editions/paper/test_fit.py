"""Which white space a sheet gets, and where its pages end."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from handouts.editions.paper.fit import Trial, fit
from handouts.editions.paper.render import render
from handouts.editions.paper.style import DENSITIES
from handouts.model.document import Bullets, Handout, Item, Section, Span, Text
from handouts.model.languages import language
from handouts.pdf_reading.reader import read
from handouts.project.brand import load_brand
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter

from .documents import PLACE, sheet, text

TEMPLATES = Path(__file__).parents[3] / "templates"
SENTENCE = "Rest at home, and call us when you are worried about anything at all."


@cache
def typesetter() -> Typesetter:
    return Typesetter(FontLibrary(default_folders(None, TEMPLATES.parent)))


def fitted(handout: Handout, edition: str = "standard") -> Trial:
    brand = load_brand(TEMPLATES / "brand.toml")
    return fit(handout, brand, typesetter(), TEMPLATES / "art", edition, "letter")


def points(count: int) -> Bullets:
    return Bullets(tuple(Item(text(SENTENCE)) for _ in range(count)))


def sections(*counts: int) -> Handout:
    made = tuple(Section(text(f"Part {n}"), (points(count),)) for n, count in enumerate(counts))
    return replace(sheet("en", points(1)), sections=made)


def density(trial: Trial) -> float:
    return trial.setting.style.density


def test_a_short_sheet_gets_the_most_white_space() -> None:
    trial = fitted(sections(3))
    assert (density(trial), len(trial.pages)) == (DENSITIES[0], 1)


def test_white_space_gives_way_before_a_section_is_broken() -> None:
    trial = fitted(sections(29, 33))
    assert trial.fits
    assert trial.torn == 0
    assert density(trial) < DENSITIES[0]


def test_a_section_higher_than_a_page_is_broken_at_last() -> None:
    trial = fitted(sections(2, 50))
    assert trial.fits
    assert trial.torn == 1


def test_what_is_left_goes_between_the_blocks_and_never_to_the_foot() -> None:
    for counts in ((17, 24), (10, 4, 20), (5, 5, 5, 5, 5)):
        trial = fitted(sections(*counts))
        for number in range(len(trial.pages)):
            assert trial.left(number) > -0.01
        first = trial.pages[0]
        tight = min(piece.space for piece in first[trial.heads :])
        assert tight >= trial.setting.style.gap(12) - 0.01


def test_a_sheet_that_no_paper_holds_is_told_so() -> None:
    assert fitted(sections(60, 60)).too_long


def test_large_print_keeps_a_section_whole_where_less_white_space_does_it() -> None:
    assert density(fitted(sections(6, 6), "large")) == 1.0
    assert density(fitted(sections(8, 8), "large")) < 1.0
    assert fitted(sections(8, 8), "large").torn == 0


def test_notices_share_a_line_where_both_fit() -> None:
    english = Text((Span("A draft.", language=language("en")),), PLACE)
    heights = []
    for own in ("مسودة.", "مسودة. " * 12):
        handout = replace(sheet("ar", points(1)), draft_notice=(english, text(own)))
        trial = fitted(handout)
        heights.append(trial.pages[0][trial.heads - 1].height)
        brand = load_brand(TEMPLATES / "brand.toml")
        tree = read(render(handout, brand, typesetter(), TEMPLATES / "art").pdf).tree
        assert tree
        notices = next(node for node in tree.walk() if node.role == "Div")
        assert [kid.lang for kid in notices.walk() if kid.role == "P"] == [None, "en"]
    label = trial.setting.style.label
    assert heights[1] > heights[0] + label.leading * 0.6
