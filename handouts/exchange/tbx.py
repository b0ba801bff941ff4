"""The glossary as TBX (ISO 30042), in the dialect TBX-Basic, which translators' tools import.

In the form of ISO 30042:2008 (`<martif>`): what reads the form of 2019 reads this one too, and many
tools, Weblate among them, read this one alone. One entry for each term, one `<langSet>` for each
language: the first of the agreed words is the preferred one, the others, forms of it that checks
accept, are admitted.
"""

from __future__ import annotations

from lxml import etree

from handouts.files.sealed import sealed
from handouts.files.xml_parser import xml_text
from handouts.model.languages import SOURCE_LANGUAGE
from handouts.model.languages import language as find_language
from handouts.project.glossary import Glossary

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
#: Names the data categories of TBX-Basic; nothing is fetched from there.
_CATEGORIES = "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"


def tbx(glossary: Glossary, source: str) -> bytes:
    """The file. `source` tells where the words come from."""
    root = etree.Element("martif", {"type": "TBX-Basic", _LANG: SOURCE_LANGUAGE.tag})
    header = _below(root, "martifHeader")
    about = _below(header, "fileDesc")
    _below(_below(about, "titleStmt"), "title", "Agreed words of the patient handouts")
    _below(_below(about, "sourceDesc"), "p", source)
    _below(_below(header, "encodingDesc"), "p", _CATEGORIES).set("type", "XCSURI")
    body = _below(_below(root, "text"), "body")
    for number, (term, words) in enumerate(glossary.terms.items(), 1):
        entry = _below(body, "termEntry")
        entry.set("id", f"c{number}")
        if term in glossary.notes:
            _below(entry, "note", glossary.notes[term])
        _words(entry, SOURCE_LANGUAGE.tag, (term,))
        for locale_name, variants in words.items():
            _words(entry, find_language(locale_name).tag, variants)
    etree.indent(root, " ")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return sealed(data + b"\n")


def _words(entry: etree._Element, tag: str, words: tuple[str, ...]) -> None:
    section = _below(entry, "langSet")
    section.set(_LANG, tag)
    for place, word in enumerate(words):
        group = _below(section, "tig")
        _below(group, "term", word)
        status = _below(group, "termNote", _ADMITTED if place else _PREFERRED)
        status.set("type", "administrativeStatus")


def _below(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, tag)
    if text is not None:
        element.text = xml_text(text)
    return element
