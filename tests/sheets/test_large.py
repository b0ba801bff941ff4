"""Large print: the same words in the same order, at 18 points or more, and just as accessible."""

from __future__ import annotations

import pytest
from page import ValidationProfile, validate_pdf_bytes

from handouts.editions.paper.plain_lists import without_list_figures
from tests.editions.paper.documents import says, squeezed

from .conftest import LANGUAGES, compose_sheet
from .recording import print_sheet, read_back
from .test_printed import type_sizes

EVERY_LANGUAGE = pytest.mark.parametrize("tag", LANGUAGES)


def spoken(tag: str, name: str, edition: str) -> list[str]:
    """What is read aloud, piece by piece."""
    tree = read_back(tag, name, edition).tree
    assert tree
    return [squeezed(said) for said in says(tree)]


@EVERY_LANGUAGE
def test_it_says_what_the_standard_sheet_says(tag: str) -> None:
    """But for the pictures of lists, which a standard sheet may have no room for."""
    handout = compose_sheet(tag, "recovery")
    kept = {figure.alt for figure in without_list_figures(handout).figures()}
    optional = {
        squeezed(figure.alt.plain)
        for figure in handout.figures()
        if figure.alt and figure.alt not in kept
    }
    large, standard = (
        [said for said in spoken(tag, "recovery", edition) if said not in optional]
        for edition in ("large", "standard")
    )
    assert large == standard


@EVERY_LANGUAGE
def test_no_letter_is_smaller_than_18_points(tag: str) -> None:
    assert min(type_sizes(print_sheet(tag, "recovery", "large").data)) >= 18.0


@EVERY_LANGUAGE
def test_it_conforms_too(tag: str) -> None:
    pdf = print_sheet(tag, "recovery", "large").data
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, report.to_json()
