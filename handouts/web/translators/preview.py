"""What a translator sees of a sheet: its pages as they will be printed, with English in the gaps,
and its messages with all that is known about each.

A preview never fails for what stands in a file. While a catalog cannot be read whole (it is being
saved, say, or has conflict marks), the last good pages stay, and what is wrong is told.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2

from handouts.catalogs.extract import Message
from handouts.catalogs.message_code import message_code
from handouts.catalogs.po import Entry, Key
from handouts.catalogs.store import CatalogFile
from handouts.checks.catalog_checks import (
    Rules,
    check_entry,
    missing_message,
    rules_of,
    with_words,
)
from handouts.compose.compose import Composer
from handouts.editions import EDITIONS
from handouts.editions.paper.render import Drawn, draw
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.guide import COMMON, Guide
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import Typesetter

#: Pixels per point: sharp on a common screen, and quick to draw.
SCALE = 1.6

#: Drawn sheets that are kept, for pages that are still being fetched.
_KEPT = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which sheet is looked at, in which edition."""

    guide: str
    handout: str
    edition: str = "standard"


@dataclass(frozen=True, slots=True)
class View:
    """A sheet as it is shown. `digest` names the picture of its pages; `stale` tells that it is an
    earlier one, since the words cannot be read just now."""

    digest: str
    drawn: Drawn
    stale: bool
    findings: tuple[Finding, ...]
    messages: tuple[Mapping[str, Any], ...]


class Preview:
    """The preview of a project in one language. It may be asked by several threads."""

    def __init__(self, folder: Path, language: Language, fonts: FontLibrary) -> None:
        self.language = language
        self._project = Project(folder)
        self._composer = Composer(self._project)
        self._typesetter = Typesetter(fonts, self._project.unbreakable)
        self._lock = threading.RLock()
        self._views: dict[Chosen, View] = {}
        self._good: dict[Chosen, View] = {}
        self._drawn: dict[str, Drawn] = {}

    def refresh(self, *, words_only: bool = False) -> None:
        """Reads the project anew: some file of it has changed. `words_only`: no template has."""
        with self._lock:
            if words_only:
                self._project.reload_words()
            else:
                self._project.reload()
                self._composer = Composer(self._project)
            self._views.clear()

    @property
    def sheets(self) -> list[tuple[Guide, str]]:
        """Guides and the handouts of each, in their order."""
        with self._lock:
            return [(guide, sheet.name) for guide in self._project.guides for sheet in guide.sheets]

    def view(self, chosen: Chosen) -> View:
        """A sheet as it is now. Raises `KeyError` for one that does not exist."""
        with self._lock:
            if chosen not in self._views:
                self._views[chosen] = self._make(chosen)
            return self._views[chosen]

    def page(self, digest: str, number: int) -> bytes:
        """A page (from 1) as a PNG file. Raises `KeyError` when it is not, or no longer, there."""
        with self._lock:
            data = self._drawn[digest].data
            with pypdfium2.PdfDocument(data) as pdf:
                if not 1 <= number <= len(pdf):
                    raise KeyError(number)
                picture = pdf[number - 1].render(scale=SCALE).to_pil()
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=1)
        return file.getvalue()

    def _make(self, chosen: Chosen) -> View:
        guide = self._guide(chosen)
        composed = self._composer.compose(guide, chosen.handout, self.language)
        findings = [*self._project.findings, *composed.findings]
        good = self._good.get(chosen)
        drawn = None
        if composed.handout and not (good and self._damaged(guide, good)):
            try:
                drawn = self._draw(composed.handout, chosen)
            except FindingsError as error:
                findings += error.findings
        if drawn is None and good is None:
            raise FindingsError(findings)
        if drawn is None:
            assert good is not None
            view = replace(good, stale=True, findings=tuple(dict.fromkeys(findings)))
        else:
            messages = self._in_order(drawn, self._messages(guide, chosen.handout, findings))
            found = tuple(dict.fromkeys([*findings, *drawn.findings]))
            view = View(self._keep(drawn), drawn, False, found, messages)
            self._good[chosen] = view
        return view

    def _draw(self, handout: Any, chosen: Chosen) -> Drawn:
        project = self._project
        brand, art = project.brand, project.art
        english = None
        if EDITIONS[chosen.edition].english:
            composed = self._composer.compose(self._guide(chosen), chosen.handout, SOURCE_LANGUAGE)
            if composed.handout is None:
                raise FindingsError(composed.findings)
            english = composed.handout
        return draw(
            handout,
            brand,
            self._typesetter,
            art,
            edition=chosen.edition,
            paper=brand.paper,
            english=english,
        )

    @staticmethod
    def _in_order(
        drawn: Drawn, messages: Iterable[Mapping[str, Any]]
    ) -> tuple[Mapping[str, Any], ...]:
        """As they stand on the pages; then those that are only said, or stand in head or foot."""
        order: dict[str, int] = {}
        for number, place in enumerate(drawn.places):
            order.setdefault(place.text.where.msgid, number)
        last = len(order)
        return tuple(sorted(messages, key=lambda one: order.get(one["english"], last)))

    def _keep(self, drawn: Drawn) -> str:
        digest = hashlib.sha256(drawn.data).hexdigest()[:20]
        self._drawn.pop(digest, None)
        while len(self._drawn) >= _KEPT:
            del self._drawn[next(iter(self._drawn))]
        self._drawn[digest] = drawn
        return digest

    def _guide(self, chosen: Chosen) -> Guide:
        guide = {one.name: one for one in self._project.guides}[chosen.guide]
        guide.sheet(chosen.handout)
        return guide

    def _damaged(self, guide: Guide, good: View) -> bool:
        """Whether a catalog of the sheet cannot be read whole, or lacks messages that it had: a
        file that is just being saved may end anywhere."""
        if self.language == SOURCE_LANGUAGE:
            return False
        catalogs = [self._project.catalog(self.language, name)[0] for name in (guide.name, COMMON)]
        there = {msgid for catalog in catalogs for _, msgid in catalog.by_key}
        had = {message["english"] for message in good.messages if message["place"]}
        wanted = {one.msgid for one in self._messages_of(guide)}
        return not all(catalog.whole for catalog in catalogs) or bool((had & wanted) - there)

    def _messages_of(self, guide: Guide) -> Iterator[Message]:
        domains = self._project.extraction.domains
        for domain in (COMMON, guide.name):
            yield from domains.get(domain, ())

    def _messages(
        self, guide: Guide, sheet: str, findings: list[Finding]
    ) -> Iterator[Mapping[str, Any]]:
        """The messages of a sheet in the order of its template. Adds what checks find to
        `findings`."""
        parsed = self._composer.parse(guide, sheet).sheet
        assert parsed
        domains = self._project.extraction.domains
        known: dict[Key, tuple[str, Message]] = {
            message.key: (domain, message)
            for domain in (COMMON, guide.name)
            for message in domains.get(domain, ())
        }
        glossary, _ = self._project.glossary
        rules = with_words(rules_of(self._project), self._project, self.language)
        for key in dict.fromkeys((one.context or None, one.msgid) for one in parsed.messages):
            if key not in known:
                continue
            domain, message = known[key]
            found, entry, catalog = self._checked(domain, message, rules)
            findings += found
            facts = self._project.facts_in_words(domain)
            yield {
                "code": message_code(key),
                "english": message.msgid,
                "context": message.context or "",
                "translation": entry.msgstr if entry else "",
                "state": _state(entry, found),
                "previous": (entry.previous or "") if entry and entry.fuzzy else "",
                "facts": [facts[name] for name in message.facts if name in facts],
                "notes": list(message.notes),
                "comments": [line.strip() for line in entry.comments] if entry else [],
                "terms": [
                    {"term": term, "words": list(words)}
                    for term, _, words in glossary.terms_in(message.msgid, self.language.locale)
                ],
                "place": str(catalog.where(entry)) if catalog and entry else "",
                "findings": [finding_json(finding) for finding in found],
            }

    def _checked(
        self, domain: str, message: Message, rules: Rules
    ) -> tuple[list[Finding], Entry | None, CatalogFile | None]:
        if self.language == SOURCE_LANGUAGE:
            where = message.places[0]
            return [], Entry(message.msgid, message.msgid, message.context, line=where.line), None
        catalog, _ = self._project.catalog(self.language, domain)
        entry = catalog.by_key.get(message.key)
        if entry is None:
            return [missing_message(catalog, message.msgid, self.language)], None, catalog
        return list(check_entry(catalog, entry, self.language, rules)), entry, catalog


def _state(entry: Entry | None, findings: list[Finding]) -> str:
    """What a translator has to do: `untranslated`, `fuzzy`, `wrong` or nothing (`done`)."""
    if entry is None or not entry.msgstr.strip():
        return "untranslated"
    if entry.fuzzy:
        return "fuzzy"
    return "wrong" if any(one.severity is Severity.ERROR for one in findings) else "done"


def finding_json(finding: Finding) -> Mapping[str, str]:
    """A finding for the page."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "where": str(finding.where),
        "message": finding.message,
        "hint": finding.hint,
    }
