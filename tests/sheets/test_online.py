"""The address of a sheet online: a link, and a code that a phone reads."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import zxingcpp
from page import ValidationProfile, validate_pdf_bytes

from handouts.editions import EDITIONS, RenderedFile
from handouts.editions.paper.render import render
from handouts.model import codes
from handouts.model.languages import language
from handouts.pdf_reading.reader import read
from tests.covering import covering

from .conftest import PROJECT, _typesetter, compose_sheet, composer
from .recording import print_sheet
from .test_printed import squeezed

ADDRESS = "https://clinic.example/{language}/{guide}/{handout}"


def print_online(tag: str, name: str, edition: str, address: str = ADDRESS) -> RenderedFile:
    return render(
        compose_sheet(tag, name),
        replace(composer().project.brand, online=address),
        _typesetter(),
        PROJECT / "templates" / "art",
        edition=edition,
        english=compose_sheet("en", name),
    )


def scanned(pdf: bytes) -> list[str]:
    with pdfium.PdfDocument(pdf) as document:
        pages = [page.render(scale=3).to_pil() for page in document]
    return [code.text for page in pages for code in zxingcpp.read_barcodes(page)]


@covering(
    ("tag", "edition"), [(tag, one) for tag in ("es", "ar", "th", "zh-Hans") for one in EDITIONS]
)
def test_the_code_is_read_back_and_the_link_is_tagged(tag: str, edition: str) -> None:
    assert EDITIONS[edition].made_in(language(tag))
    printed = print_online(tag, "procedure", edition)
    address = f"https://clinic.example/{tag}/sacroiliac-joint-injection/procedure"
    assert printed.findings == ()
    assert scanned(printed.data) == [address]
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(printed.data, profile=profile)
        assert report.is_compliant, report.to_json()
    tree = read(printed.data).tree
    assert tree
    assert squeezed(tree.text).endswith(address)
    with pikepdf.open(io.BytesIO(printed.data)) as document:
        (note,) = document.pages[-1].Annots
        assert str(note.A.URI) == str(note.Contents) == address
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        link = numbers[numbers.index(note.StructParent) + 1]
        assert link.S == "/Link"
        assert link.K[-1].Obj.objgen == note.objgen


def test_without_an_address_there_is_no_code() -> None:
    pdf = print_sheet("es", "procedure").data
    assert scanned(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not any("/Annots" in page for page in document.pages)


def test_a_full_sheet_is_printed_without_it_and_says_so() -> None:
    long = ADDRESS + "/page" * 240
    printed = print_online("es", "recovery", "standard", long)
    assert printed.data == print_sheet("es", "recovery").data
    assert [finding.kind for finding in printed.findings] == [codes.NO_ROOM_FOR_ADDRESS]
