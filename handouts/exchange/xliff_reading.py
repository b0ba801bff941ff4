"""An XLIFF 2 file that comes back from a translator's tool, taken into the catalogs.

All of it or nothing: while the file has an error, no catalog is changed. What the file has no
words for stays as it is, so that a file with only some of the messages can be taken in too.
Nothing in it signs anything: what it calls *reviewed* or *final* is translated, and waits for
somebody to sign it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from handouts.catalogs.message_code import message_code
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.checks.markup import check_placeholders, check_tags
from handouts.exchange.inline_codes import (
    InlineCodeError,
    UnitCodes,
    by_id,
    message,
    name,
)
from handouts.exchange.untrusted_xml import read_xml
from handouts.exchange.xliff import EXPORTED, METADATA, digest
from handouts.model import codes
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Code, Finding, Where
from handouts.model.languages import Language
from handouts.model.languages import language as find_language

_VERSIONS = ("2.0", "2.1")
_STATES = ("initial", "translated", "reviewed", "final")
#: Letters of a finding that are shown, and findings of a file that are told.
_LONGEST, _MOST = 300, 2000
_OUT = "write a file anew: python3 build.py xliff out"


@dataclass(slots=True)
class Taken:
    """What a file brings: the catalogs with its words, by domain; how many messages it changes and
    how many it calls reviewed; and what is wrong with it."""

    catalogs: dict[str, CatalogFile]
    changed: int = 0
    reviewed: int = 0
    findings: list[Finding] = field(default_factory=list)


def read_xliff(path: Path, language: Language, catalogs: Mapping[str, CatalogFile]) -> Taken:
    """Reads a file for a language whose catalogs, by domain, are given. Never raises."""
    reading = _Reading(str(path), language, Taken(dict(catalogs)))
    try:
        root = read_xml(path)
        reading.root(root)
    except FindingsError as error:
        reading.taken.findings += error.findings
    return reading.taken


class _Reading:
    """One file under way."""

    def __init__(self, shown: str, language: Language, taken: Taken) -> None:
        self._shown = shown
        self._language = language
        self.taken = taken

    def _note(
        self, kind: Code, element: etree._Element, text: str, hint: str, msgid: str = ""
    ) -> None:
        line: object = element.sourceline
        where = Where(self._shown, line if isinstance(line, int) else 0, msgid)
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST]}..."
        if len(self.taken.findings) >= _MOST:
            text, hint = "there are more faults than can be told", "is it the right file?"
            raise FindingsError([Finding(codes.EXCHANGE_FILE, text, where, hint)])
        self.taken.findings.append(Finding(kind, text, where, hint, self._language.tag))

    def root(self, root: etree._Element) -> None:
        """Takes the whole file."""
        if root.tag != name("xliff") or root.get("version") not in _VERSIONS:
            found = f"<{etree.QName(root).localname} version={root.get('version')!r}>"
            message = f"not XLIFF {' or '.join(_VERSIONS)}, but {found}"
            hint = "save it as XLIFF 2.0, such as the file was that went out"
            self._note(codes.EXCHANGE_FILE, root, message, hint)
            return
        given = root.get("trgLang", "")
        if self._named(given) != self._language:
            message = f"trgLang is {given!r}, not {self._language.tag}"
            hint = "take it in under the language that it is in"
            self._note(codes.EXCHANGE_FILE, root, message, hint)
            return
        for file in root.iterchildren(name("file")):
            domain = file.get("id", "")
            if domain not in self.taken.catalogs:
                message = f"there is no catalog {domain!r}"
                self._note(codes.EXCHANGE_FILE, file, message, f"{_OUT} {self._language.tag}")
                continue
            self._file(file, domain)

    @staticmethod
    def _named(tag: str) -> Language | None:
        try:
            return find_language(tag)
        except UsageError:
            return None

    def _file(self, file: etree._Element, domain: str) -> None:
        catalog = self.taken.catalogs[domain]
        known = {message_code(entry.key): entry for entry in catalog.entries}
        fresh: dict[str, Entry] = {}
        for unit in file.iter(name("unit")):
            code = unit.get("id", "")
            entry = known.get(code)
            if entry is None:
                source = _text(unit.find(f".//{name('source')}"))[:60]
                text = f"no message has the code {code!r} any more: {source.strip()}"
                hint = f"its words are left out; {_OUT} {self._language.tag}"
                self._note(codes.EXCHANGE_LEFT, unit, text, hint)
            elif code in fresh:
                text = f"the unit {code} stands here twice"
                self._note(codes.EXCHANGE_UNIT, unit, text, "keep one of them", entry.msgid)
            else:
                fresh[code] = self._unit(unit, entry)
        entries = tuple(fresh.get(message_code(one.key), one) for one in catalog.entries)
        self.taken.changed += sum(
            entry != before for entry, before in zip(entries, catalog.entries, strict=True)
        )
        self.taken.catalogs[domain] = replace(catalog, entries=entries)

    def _unit(self, unit: etree._Element, entry: Entry) -> Entry:
        """The entry with the words of its unit; as it was, where they cannot be taken."""
        try:
            source, target, state, fuzzy = _words(unit, entry.msgid)
        except InlineCodeError as error:
            hint = "undo what was done to the codes of the segment, and export the file again"
            self._note(codes.EXCHANGE_UNIT, unit, str(error), hint, entry.msgid)
            return entry
        if source != entry.msgid:
            text = f"its English was changed: {source[:60]}"
            hint = "only translations can be taken in; restore the English, and tell us the fault"
            self._note(codes.EXCHANGE_UNIT, unit, text, hint, entry.msgid)
            return entry
        if not target.strip():
            return entry
        taken = replace(entry, msgstr=target, fuzzy=fuzzy)
        if not fuzzy:
            taken = replace(taken, previous=None, previous_context=None, fuzzy_by_work=False)
        if (taken.msgstr, taken.fuzzy) == (entry.msgstr, entry.fuzzy):
            return entry
        exported = _exported(unit)
        if exported == digest(taken):
            return entry  # unchanged in the file, changed here since
        if exported and exported != digest(entry):
            text = "changed in the catalog and in the file since it went out"
            hint = f"the catalog's words stay; the file has: {target[:120]}"
            self._note(codes.EXCHANGE_LEFT, unit, text, hint, entry.msgid)
            return entry
        faults = [*check_placeholders(entry.msgid, target), *check_tags(entry.msgid, target)]
        faults = [fault for fault in faults if fault.kind.severity == "error"]
        for fault in faults:
            hint = "correct it in the translation tool, and export the file again"
            self._note(codes.EXCHANGE_UNIT, unit, fault.message, hint, entry.msgid)
        if faults:
            return entry
        self.taken.reviewed += state in ("reviewed", "final")
        return taken


def _words(unit: etree._Element, msgid: str) -> tuple[str, str, str, bool]:
    """The source, the target, the lowest state of the segments of a unit and whether it is in
    doubt. Raises `InlineCodeError`."""
    data = {
        one.get("id", ""): _text(one)
        for one in unit.iterfind(f"{name('originalData')}/{name('data')}")
    }
    codes_here, own = UnitCodes(), etree.Element(name("source"))
    codes_here.source(own, msgid)
    by_number = by_id(own, {number: text for text, number in codes_here.data.items()})
    parts = list(unit.iterchildren(name("segment"), name("ignorable")))
    source = "".join(_part(part, "source", data, by_number) for part in parts)
    targets = sorted(
        ((_order(part, place), part) for place, part in enumerate(parts, 1)), key=lambda one: one[0]
    )
    segments = [part for part in parts if part.tag == name("segment")]
    filled = [part for part in segments if _part(part, "target", data, by_number).strip()]
    if len(filled) < len(segments):
        return source, "", "initial", False
    target = "".join(
        _part(part, "target", data, by_number)
        if part.find(name("target")) is not None
        else _part(part, "source", data, by_number)
        for _, part in targets
    )
    states = [part.get("state", "initial") for part in segments]
    if unknown := set(states) - set(_STATES):
        raise InlineCodeError(f"the state {min(unknown)!r} is not one of XLIFF's")
    lowest = min(states, key=_STATES.index, default="initial")
    return source, target, lowest, lowest == "initial"


def _part(part: etree._Element, tag: str, data: Mapping[str, str], own: Mapping[str, str]) -> str:
    words = part.find(name(tag))
    return "" if words is None else message(words, data, own)


def _text(element: etree._Element | None) -> str:
    """All text in an element."""
    return "" if element is None else str(element.xpath("string()"))


def _order(part: etree._Element, place: int) -> int:
    target = part.find(name("target"))
    given = target.get("order", "") if target is not None else ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else place


def _exported(unit: etree._Element) -> str:
    """The digest of the translation as it went out; empty where a tool has dropped it."""
    found: Iterator[etree._Element] = unit.iter(f"{{{METADATA}}}meta")
    return next((one.text or "" for one in found if one.get("type") == EXPORTED), "")
