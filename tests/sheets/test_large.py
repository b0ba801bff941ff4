"""Large print: the same words in the same order, at 18 points or more, and just as accessible."""

from __future__ import annotations

import pytest
from page import ValidationProfile, validate_pdf_bytes

from handouts.pdf_reading.reader import read
from tests.editions.paper.documents import says, squeezed

from .conftest import LANGUAGES, print_sheet
from .test_printed import type_sizes

EVERY_LANGUAGE = pytest.mark.parametrize("tag", LANGUAGES)


def spoken(pdf: bytes) -> list[str]:
    """What is read aloud, piece by piece."""
    tree = read(pdf).tree
    assert tree
    return [squeezed(said) for said in says(tree)]


@EVERY_LANGUAGE
def test_it_says_what_the_standard_sheet_says(tag: str) -> None:
    assert spoken(print_sheet(tag, "recovery", "large").data) == spoken(
        print_sheet(tag, "recovery").data
    )


@EVERY_LANGUAGE
def test_no_letter_is_smaller_than_18_points(tag: str) -> None:
    assert min(type_sizes(print_sheet(tag, "recovery", "large").data)) >= 18.0


@EVERY_LANGUAGE
def test_it_conforms_too(tag: str) -> None:
    pdf = print_sheet(tag, "recovery", "large").data
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, report.to_json()
