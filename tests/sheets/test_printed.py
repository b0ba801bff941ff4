"""What holds for every standard sheet: paper, type size, words in order, conformance."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from page import ValidationProfile, validate_pdf_bytes

from handouts.model.blocks import Text
from handouts.model.document import Handout
from tests.covering import covering

from .conftest import ALL, EVERY_SHEET, compose_sheet
from .recording import print_sheet, read_back

_FEW = {("es", "preparation"), ("hi", "procedure"), ("ar", "recovery")}

PROFILES = (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A)

#: Poppler takes half a second for the text of a sheet: one of each kind, in Latin letters, in
#: others and in some from right to left; the others wait for `pytest -m slow`.
_BY_POPPLER = [
    pytest.param(*one, id="-".join(one), marks=[] if one in _FEW else [pytest.mark.slow])
    for one in ALL
]

#: Marks that steer direction and joining, or stand for the rest of a cluster: seen by nobody.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def squeezed(text: str) -> str:
    """Text for comparison: NFC, without white space and invisible marks."""
    return re.sub(r"\s+", "", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))


def tagged_text(pdf: bytes, folder: Path) -> str:
    """The text as poppler reads it along the structure tree."""
    path = folder / "sheet.data"
    path.write_bytes(pdf)
    command = ["pdfinfo", "-struct-text", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def quoted_text(listing: str) -> str:
    """The words between quotes in poppler's listing."""
    return "".join(re.findall(r'^\s*"(.*)"$', listing, flags=re.MULTILINE))


@EVERY_SHEET
def test_it_is_one_sheet_of_paper(tag: str, name: str) -> None:
    printed = print_sheet(tag, name)
    assert [str(finding) for finding in printed.findings] == []
    assert printed.pages in (1, 2)


@EVERY_SHEET
def test_every_message_is_read_back_in_order(tag: str, name: str) -> None:
    tree = read_back(tag, name).tree
    assert tree
    assert_in_order(tag, name, tree.text)


@pytest.mark.parametrize(("tag", "name"), _BY_POPPLER)
def test_poppler_reads_every_message_back_in_order(tag: str, name: str, tmp_path: Path) -> None:
    assert_in_order(tag, name, quoted_text(tagged_text(print_sheet(tag, name).data, tmp_path)))


def assert_in_order(tag: str, name: str, text: str) -> None:
    """All that a sheet has to say stands in a text that was read from it, in its order."""
    said = squeezed(text)
    position = 0
    for words in painted_words(compose_sheet(tag, name)):
        found = said.find(squeezed(words), position)
        assert found >= 0, (
            f"{words!r} is not read back after {said[max(0, position - 40) : position]!r}"
        )
        position = found + len(squeezed(words))


def painted_words(handout: Handout) -> list[str]:
    """The messages that stand on paper, in reading order. Alternative text and the words for tick
    boxes are spoken, not painted."""
    return [
        visit.node.plain
        for visit in handout.walk()
        if isinstance(visit.node, Text) and visit.painted
    ]


@EVERY_SHEET
def test_no_letter_is_smaller_than_12_points(tag: str, name: str) -> None:
    assert min(type_sizes(print_sheet(tag, name).data)) >= 12.0


def type_sizes(pdf: bytes) -> set[float]:
    """Every type size that a page's content asks for."""
    sizes: set[float] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for leaf in document.pages:
            for operands, _ in pikepdf.parse_content_stream(leaf, "Tf"):
                sizes.add(float(operands[1]))
    assert sizes
    return sizes


@covering(("tag", "name", "profile"), [(*one, profile) for one in ALL for profile in PROFILES])
def test_it_conforms(tag: str, name: str, profile: ValidationProfile) -> None:
    report = validate_pdf_bytes(print_sheet(tag, name).data, profile=profile)
    assert report.is_compliant, report.to_json()


@covering(("tag", "name"), ALL)
def test_qpdf_has_nothing_to_say(tag: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.data"
    path.write_bytes(print_sheet(tag, name).data)
    done = subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr + done.stdout


@covering(("tag", "name"), ALL)
def test_large_print_is_set_without_a_finding(tag: str, name: str) -> None:
    sheet = print_sheet(tag, name, "large")
    assert sheet.data
    assert not sheet.findings
