"""What a file says of itself, and the colour space it is made for."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from handouts.pdf import Role, StructElement, catalog
from handouts.pdf.objects import name, number, rgb, text_string
from tests.pdf.helpers import NAMESPACES, draw, failures
from tools.icc_build import srgb_profile

FACTS = {
    "title": "بعد الحقنة & <more>",
    "language": "ar",
    "description": "What to do",
    "author": "A clinic",
    "keywords": ("back", "pain"),
    "identifier": "SIJ-RECO-1.0-ar",
    "creator": "A program",
    "right_to_left": True,
}


def document(**facts: object) -> bytes:
    """One line with these facts."""
    root = StructElement(Role.DOCUMENT)
    return draw([root.add(Role.P)], root, **facts)


def test_facts_stand_in_both_places_and_agree() -> None:
    data = document(**FACTS)
    assert failures(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        xmp = etree.fromstring(pdf.Root.Metadata.read_bytes())
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert pdf.Root.ViewerPreferences.DisplayDocTitle

    def texts(path: str) -> list[str]:
        return [each.text for each in xmp.iterfind(f".//{path}", NAMESPACES)]

    assert texts("dc:title//rdf:li") == [FACTS["title"]] * 2
    languages = [
        each.get("{http://www.w3.org/XML/1998/namespace}lang")
        for each in xmp.iterfind(".//dc:title//rdf:li", NAMESPACES)
    ]
    assert languages == ["x-default", "ar"]
    assert texts("dc:language//rdf:li") == ["ar"]
    assert texts("dc:identifier") == ["SIJ-RECO-1.0-ar"]
    assert texts("pdfaid:part") + texts("pdfaid:conformance") == ["2", "A"]
    assert texts("pdfuaid:part") == ["1"]
    assert info["/Title"] == FACTS["title"]
    assert info["/Subject"] == texts("dc:description//rdf:li")[0] == "What to do"
    assert info["/Keywords"] == texts("pdf:Keywords")[0] == "back, pain"
    assert info["/Producer"] == texts("pdf:Producer")[0]


def test_no_date_is_written() -> None:
    assert b"Date" not in document().split(b"stream", 1)[1].split(b"xpacket end")[0]


def test_the_identifier_of_a_file_follows_its_content() -> None:
    def identifier(**facts: object) -> bytes:
        with pikepdf.open(io.BytesIO(document(**facts))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identifier(title="One") == identifier(title="One")
    assert identifier(title="One") != identifier(title="Two")


def test_the_profile_is_srgb_as_the_builder_writes_it() -> None:
    profile = Path(catalog.__file__).with_name("srgb.icc").read_bytes()
    assert profile == srgb_profile()
    assert struct.unpack_from(">I", profile)[0] == len(profile) < 1200
    assert profile[12:24] == b"mntrRGB XYZ "
    colorants = {}
    for index in range(struct.unpack_from(">I", profile, 128)[0]):
        tag, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if tag in (b"rXYZ", b"gXYZ", b"bXYZ"):
            fixed = struct.unpack_from(">3i", profile, offset + 8)
            colorants[tag] = [value / 65536 for value in fixed]
    # The values in every published sRGB profile of this kind.
    assert colorants[b"rXYZ"] == pytest.approx([0.4361, 0.2225, 0.0139], abs=4e-4)
    assert colorants[b"gXYZ"] == pytest.approx([0.3851, 0.7169, 0.0971], abs=4e-4)
    assert colorants[b"bXYZ"] == pytest.approx([0.1431, 0.0606, 0.7141], abs=4e-4)


def test_values_are_written_as_pdf_wants_them() -> None:
    assert text_string("a(b)\\") == r"(a\(b\)\\)"
    assert text_string("é") == "<FEFF00E9>"
    assert name("A B#/é") == "/A#20B#23#2F#C3#A9"
    assert [number(value) for value in (1, 1.0, 0.5, -0.0001, 1e-9, 12345.6789)] == [
        "1", "1", "0.5", "0", "0", "12345.679",
    ]  # fmt: skip
    assert rgb("#FF8000") == "1 0.502 0"
    with pytest.raises(ValueError, match="#RRGGBB"):
        rgb("red")
