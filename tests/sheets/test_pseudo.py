"""Every sheet, in every edition, on every paper, 40 % longer and from right to left."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from handouts.editions import EDITIONS, Materials
from handouts.model.blocks import Paragraph, Section, Span, Text
from handouts.model.document import Handout
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.press.pseudo_pages import hard_coded
from handouts.project.brand import PAPERS
from tests.covering import covering
from tests.sheets.conftest import SHEETS, _typesetter, compose_sheet, composer
from tests.sheets.recording import print_sheet

PSEUDO = ("en-XA", "ar-XB")
EVERY_PAGE = covering(
    ("tag", "name", "edition", "paper"),
    list(itertools.product(PSEUDO, SHEETS, EDITIONS, PAPERS)),
    strength=2,
)


def _english(handout: Handout) -> Handout:
    return compose_sheet("en", handout.name)


@EVERY_PAGE
def test_every_sheet_has_room_to_grow_and_to_turn(
    tag: str, name: str, edition: str, paper: str
) -> None:
    project = composer().project
    materials = Materials(project.brand, _typesetter(), project.art, _english)
    file = EDITIONS[edition].render(compose_sheet(tag, name), materials, paper)
    assert not file.findings
    assert not list(EDITIONS[edition].verify(file.data, "page.pdf"))
    names = (project.brand.name, *project.brand.contact.values())
    assert not list(hard_coded(file.data, "page.pdf", language(tag), names))


def test_a_page_in_english_would_be_found_word_by_word() -> None:
    """The check sees the words of a real page."""
    found = list(hard_coded(print_sheet("en", "recovery").data, "page.pdf", language("en"), ()))
    assert len(found) > 40


@pytest.mark.parametrize("tag", PSEUDO)
def test_a_word_that_is_in_no_message_is_found(tag: str) -> None:
    handout = compose_sheet(tag, "recovery")
    first = handout.sections[0]
    assert isinstance(first, Section)
    blocks = (*first.blocks, Paragraph(Text((Span("Ask us"),), Where(""))))
    changed = replace(handout, sections=(replace(first, blocks=blocks), *handout.sections[1:]))
    project = composer().project
    materials = Materials(project.brand, _typesetter(), project.art, _english)
    file = EDITIONS["standard"].render(changed, materials, "letter")
    (finding,) = hard_coded(file.data, f"{tag}/page.pdf", language(tag), ())
    assert (finding.code, finding.language) == ("hard-coded-word", tag)
    assert str(finding).startswith(f"{tag}/page.pdf: error hard-coded-word: plain English")
    assert finding.message.endswith("Ask us")
