"""The catalogs of a language as one XLIFF 2.0 file, for translators' tools that do not read PO.

One `<file>` for each catalog, one `<unit>` for each message, named by the code of the message, so
that ids stay as long as the English stays. What helps a translator goes along as notes. States::

    not translated          initial, without <target>
    fuzzy                   initial, with <target>, subState handouts:fuzzy
    translated              translated
    signed                  final

`exported` keeps a digest of the translation as it went out: when the file comes back, what has
been changed in the catalog meanwhile is not written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from lxml import etree

from handouts.catalogs.message_code import message_code
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.exchange.inline_codes import NAMESPACE, UnitCodes, name
from handouts.files.sealed import sealed
from handouts.files.xml_parser import xml_text
from handouts.model.languages import SOURCE_LANGUAGE, Language

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
FUZZY = "handouts:fuzzy"
#: The kind of metadata that holds the digest of a translation as it went out.
EXPORTED = "exported"

_XML = "{http://www.w3.org/XML/1998/namespace}"

_WORDS = (name("source"), name("target"))

#: Whether an entry is signed as it reads now.
Signed = Callable[[Entry], bool]
#: For a domain, the English text's agreed terms and their words in the language.
Terms = Callable[[str], Iterable[tuple[str, tuple[str, ...]]]]


def digest(entry: Entry) -> str:
    """What tells whether a translation has been changed."""
    return hashlib.sha256(f"{entry.fuzzy}\n{entry.msgstr}".encode()).hexdigest()[:16]


def xliff(
    language: Language,
    catalogs: Iterable[tuple[str, CatalogFile]],
    signed: Signed,
    terms: Terms,
) -> bytes:
    """The file of a language, from its catalogs by domain."""
    root = etree.Element(
        name("xliff"),
        {"version": "2.0", "srcLang": SOURCE_LANGUAGE.tag, "trgLang": language.tag},
        nsmap={None: NAMESPACE, "mda": METADATA},  # type: ignore[dict-item] # the stubs lack None
    )
    for domain, catalog in catalogs:
        if not catalog.entries:
            continue
        direction = "rtl" if language.right_to_left else "ltr"
        about = {"id": domain, "original": catalog.shown_as, "srcDir": "ltr", "trgDir": direction}
        file = etree.SubElement(root, name("file"), about)
        _notes(file, [("register", line.strip()) for line in catalog.header.comments])
        for entry in catalog.entries:
            _unit(file, entry, signed, terms)
    _indent(root, "\n")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return sealed(data + b"\n")


def _unit(file: etree._Element, entry: Entry, signed: Signed, terms: Terms) -> None:
    unit = etree.SubElement(file, name("unit"), id=message_code(entry.key))
    if entry.context:
        unit.set("name", entry.context)
    metadata = etree.SubElement(unit, f"{{{METADATA}}}metadata")
    group = etree.SubElement(metadata, f"{{{METADATA}}}metaGroup", category="handouts")
    etree.SubElement(group, f"{{{METADATA}}}meta", type=EXPORTED).text = digest(entry)
    notes = [("context", entry.context)] if entry.context else []
    notes += [("source", " ".join(entry.extracted))] if entry.extracted else []
    notes += [("location", " ".join(entry.references))] if entry.references else []
    notes += [("glossary", f"{term}: {', '.join(words)}") for term, words in terms(entry.msgid)]
    notes += [("translator", line.strip()) for line in entry.comments]
    notes += [("previous", entry.previous)] if entry.fuzzy and entry.previous else []
    _notes(unit, notes)
    segment = etree.SubElement(unit, name("segment"), id="s1", state=_state(entry, signed))
    if entry.fuzzy and entry.msgstr:
        segment.set("subState", FUZZY)
    codes = UnitCodes()
    codes.source(_words(segment, "source"), entry.msgid)
    if entry.msgstr:
        codes.target(_words(segment, "target"), entry.msgstr)
    if codes.data:
        original = etree.Element(name("originalData"))
        for text, number in codes.data.items():
            etree.SubElement(original, name("data"), id=number).text = text
        segment.addprevious(original)


def _state(entry: Entry, signed: Signed) -> str:
    if not entry.translated:
        return "initial"
    return "final" if signed(entry) else "translated"


def _words(segment: etree._Element, tag: str) -> etree._Element:
    words = etree.SubElement(segment, name(tag))
    words.set(f"{_XML}space", "preserve")
    return words


def _indent(element: etree._Element, line: str) -> None:
    """Puts elements on lines of their own, but for words, in which each space counts."""
    if element.text is None and len(element) and element.tag not in _WORDS:
        element.text = f"{line} "
        for child in element:
            _indent(child, f"{line} ")
            child.tail = f"{line} "
        element[-1].tail = line


def _notes(parent: etree._Element, notes: Iterable[tuple[str, str]]) -> None:
    given = [(category, text) for category, text in notes if text]
    if not given:
        return
    element = etree.SubElement(parent, name("notes"))
    for number, (category, text) in enumerate(given, 1):
        note = etree.SubElement(element, name("note"), id=f"n{number}", category=category)
        note.text = xml_text(text)  # a note is read, not taken back
