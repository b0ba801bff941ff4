"""Where messages stand on the pages, held against what PDFium finds there."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from operator import attrgetter

import pypdfium2
import pytest

from handouts.editions.paper.render import Drawn, draw
from handouts.model.blocks import Section
from handouts.model.document import Handout
from handouts.model.rewrite import with_texts
from tests.covering import covering
from tests.sheets.conftest import (
    ALL,
    LANGUAGES,
    _typesetter,
    compose_sheet,
    composer,
)
from tests.sheets.recording import print_sheet


def drawn(handout: Handout, edition: str = "standard") -> Drawn:
    project = composer().project
    return draw(handout, project.brand, _typesetter(), project.art, edition=edition)


def _squeezed(words: str) -> str:
    return "".join(words.split())


@covering(("tag", "name"), ALL)
def test_a_sheet_is_drawn_as_it_is_printed(tag: str, name: str) -> None:
    assert drawn(compose_sheet(tag, name)).data == print_sheet(tag, name).data


@covering(("tag", "edition"), list(product(LANGUAGES, ("standard", "large"))))
def test_every_message_that_is_seen_has_its_place_on_the_page(tag: str, edition: str) -> None:
    handout = compose_sheet(tag, "recovery")
    found = drawn(handout, edition)
    width, height = found.page_size
    for place in found.places:
        left, bottom, right, top = place.box
        assert 0 < left < right < width
        assert 0 < bottom < top < height
        assert 1 <= place.page <= len(found.left)
    assert print_sheet(tag, "recovery", edition).pages == len(found.left)
    assert found.places[0].text.where in {handout.title.where, handout.draft_notice[-1].where}


@pytest.mark.parametrize("tag", ["en", "es", "vi", "ru"])
def test_what_has_no_place_is_not_seen(tag: str) -> None:
    """The description of a picture is only said; it has no lines, and the picture's place."""
    handout = compose_sheet(tag, "recovery")
    found = drawn(handout)
    with pypdfium2.PdfDocument(found.data) as pdf:
        words = _squeezed(" ".join(page.get_textpage().get_text_range() for page in pdf))
    placed = {place.text.where for place in found.places if place.lines}
    # The guide's title is in the file's metadata; its words may stand in a sentence as well.
    unseen = {
        text.plain
        for text in handout.texts()
        if text.where not in placed and text is not handout.guide_title
    }
    described = {figure.alt.plain for figure in handout.figures() if figure.alt}
    assert described <= unseen
    assert described == {place.text.plain for place in found.places if not place.lines}
    assert not any(_squeezed(text) in words for text in unseen)


def test_the_words_in_a_place_are_those_of_its_message() -> None:
    found = drawn(compose_sheet("es", "recovery"))
    with pypdfium2.PdfDocument(found.data) as pdf:
        pages = [page.get_textpage() for page in pdf]
        for place in filter(attrgetter("lines"), found.places):
            words = pages[place.page - 1].get_text_bounded(*place.box)
            assert _squeezed(place.text.plain) in _squeezed(words)


def test_what_cannot_be_printed_can_be_drawn() -> None:
    handout = compose_sheet("en", "recovery")
    again = tuple(with_texts(section, lambda text: text) for section in handout.sections)
    assert all(isinstance(section, Section) for section in again)
    found = drawn(replace(handout, sections=(*handout.sections, *again)))
    assert found.too_long
    assert len(found.left) > 2
    assert [finding.code for finding in found.findings] == ["too-many-pages"]
    assert found.data.startswith(b"%PDF")
