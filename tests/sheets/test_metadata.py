"""What every sheet says of itself: in its own language, in two places that agree, and nothing that
changes from day to day."""

from __future__ import annotations

import io
import re

import pikepdf
from lxml import etree

from handouts.pdf.metadata import PRODUCER
from tests.pdf.helpers import NAMESPACES

from .conftest import EVERY_SHEET, compose_sheet
from .recording import print_sheet

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@EVERY_SHEET
def test_it_says_what_it_is_in_its_own_language(tag: str, name: str) -> None:
    handout = compose_sheet(tag, name)
    with pikepdf.open(io.BytesIO(print_sheet(tag, name).data)) as pdf:
        xmp = etree.fromstring(pdf.Root.Metadata.read_bytes())
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == tag
        assert pdf.Root.ViewerPreferences.DisplayDocTitle

    def told(path: str) -> dict[str | None, str]:
        return {each.get(XML_LANG): each.text for each in xmp.iterfind(path, NAMESPACES)}

    def values(path: str) -> list[str]:
        return [each.text for each in xmp.iterfind(path, NAMESPACES)]

    title, about = handout.title.plain, handout.description
    assert title
    assert about
    assert told(".//dc:title//rdf:li") == {"x-default": title, tag: title}
    assert told(".//dc:description//rdf:li") == {"x-default": about, tag: about}
    assert values(".//dc:language//rdf:li") == [tag]
    identifier = f"{handout.code}-{tag}-{handout.version}"
    assert values(".//dc:identifier") == [identifier]
    assert re.fullmatch(r"[A-Z]+-[A-Z]+-[A-Za-z-]+-\d+\.\d+", identifier)
    assert values(".//dc:creator//rdf:li") == ["ReleviiMed"]
    assert values(".//dc:subject//rdf:li") == list(handout.keywords)
    assert values(".//pdfuaid:part") == ["1"]
    assert values(".//pdfaid:part") + values(".//pdfaid:conformance") == ["2", "A"]
    assert info == {
        "/Title": title,
        "/Subject": about,
        "/Author": "ReleviiMed",
        "/Keywords": ", ".join(handout.keywords),
        "/Creator": "Handouts",
        "/Producer": PRODUCER,
    }


@EVERY_SHEET
def test_nothing_in_it_changes_from_day_to_day(tag: str, name: str) -> None:
    pdf = print_sheet(tag, name).data
    assert not re.search(rb"D:20\d\d|<xmp:\w*Date|<xmpMM:|uuid:", pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.docinfo.keys().isdisjoint({"/CreationDate", "/ModDate"})
        first, second = document.trailer.ID
        assert bytes(first) == bytes(second)
