"""Every sheet in every edition on every paper: its words clear of the edges, its pages, its ink."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2 as pdfium
import pytest
from page import ValidationProfile, validate_pdf_bytes
from PIL import Image, ImageStat

from handouts.editions import EDITIONS
from handouts.editions.paper.style import DESIGNS
from handouts.model.languages import ENGLISH, language
from handouts.project import brand
from tests.covering import covering

from .conftest import ALL, LANGUAGES, SHEETS
from .recording import print_sheet, read_back
from .test_printed import squeezed

#: What office printers cut at each edge: a quarter of an inch, points.
CUT = 18.0

PAPERS = brand.PAPERS
EACH = [
    (tag, edition.name, paper, name)
    for tag in LANGUAGES
    for edition in EDITIONS.values()
    if edition.made_in(language(tag))
    for paper in PAPERS
    for name in SHEETS
]
EVERY_EDITION = covering(("tag", "edition", "paper", "name"), EACH, strength=2)
EVERY_SHEET = covering(("tag", "name"), ALL)
TRANSLATIONS = [tag for tag in LANGUAGES if tag != ENGLISH.tag]
BILINGUAL = pytest.mark.parametrize("tag", TRANSLATIONS)


def test_the_brand_knows_the_editions() -> None:
    assert tuple(EDITIONS) == tuple(DESIGNS) == brand.EDITIONS


@EVERY_EDITION
def test_every_word_is_clear_of_the_edges(tag: str, edition: str, paper: str, name: str) -> None:
    with pdfium.PdfDocument(print_sheet(tag, name, edition, paper).data) as document:
        for page in document:
            width, height = page.get_size()
            found = page.get_textpage()
            boxes = [found.get_rect(place) for place in range(found.count_rects())]
            assert boxes
            assert min(box[0] for box in boxes) >= CUT
            assert min(box[1] for box in boxes) >= CUT
            assert max(box[2] for box in boxes) <= width - CUT
            assert max(box[3] for box in boxes) <= height - CUT


@EVERY_EDITION
def test_it_has_no_more_pages_than_its_edition_may(
    tag: str, edition: str, paper: str, name: str
) -> None:
    printed = print_sheet(tag, name, edition, paper)
    assert [str(finding) for finding in printed.findings] == []
    assert not DESIGNS[edition].counted or printed.pages <= 2
    with pikepdf.open(io.BytesIO(printed.data)) as document:
        assert len(document.pages) == printed.pages
        preferences = document.Root.ViewerPreferences
        assert preferences.Duplex == "/DuplexFlipLongEdge"
        assert preferences.PrintScaling == "/None"


@EVERY_EDITION
def test_it_conforms(tag: str, edition: str, paper: str, name: str) -> None:
    pdf = print_sheet(tag, name, edition, paper).data
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, report.to_json()


@EVERY_SHEET
def test_plain_ink_says_what_the_standard_sheet_says(tag: str, name: str) -> None:
    plain, standard = (read_back(tag, name, edition).tree for edition in ("plain-ink", "standard"))
    assert plain
    assert standard
    assert squeezed(plain.text) == squeezed(standard.text)


def areas(pdf: bytes) -> Iterator[float]:
    """The sizes of what is filled, but for white and for drawings; square points."""
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            for each in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_PATH], max_depth=1):
                mode, stroke = pdfium.raw.c_int(), pdfium.raw.FPDF_BOOL()
                pdfium.raw.FPDFPath_GetDrawMode(each, mode, stroke)
                red, green, blue, alpha = (pdfium.raw.c_uint() for _ in range(4))
                pdfium.raw.FPDFPageObj_GetFillColor(each, red, green, blue, alpha)
                if mode.value and (red.value, green.value, blue.value) != (255, 255, 255):
                    left, bottom, right, top = each.get_bounds()
                    yield (right - left) * (top - bottom)


@EVERY_SHEET
def test_plain_ink_fills_no_band_and_no_box(tag: str, name: str) -> None:
    largest = max(areas(print_sheet(tag, name, "plain-ink").data), default=0.0)
    assert largest < 15 * 15  # the head of an arrow
    assert max(areas(print_sheet(tag, name).data)) > 20 * 60


def ink(tag: str, name: str, edition: str) -> float:
    """How much of a sheet's pages is inked, as areas of solid black: 0.1 is a tenth of a page."""
    with pdfium.PdfDocument(print_sheet(tag, name, edition).data) as document:
        pages: list[Image.Image] = [
            page.render(scale=1, grayscale=True).to_pil() for page in document
        ]
    return sum(1 - ImageStat.Stat(page.convert("L")).mean[0] / 255 for page in pages)


@EVERY_SHEET
def test_plain_ink_takes_less_ink(tag: str, name: str) -> None:
    """A twentieth less at least: drawings and letters are what is left."""
    assert ink(tag, name, "plain-ink") < 0.95 * ink(tag, name, "standard")
