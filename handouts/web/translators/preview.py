"""What a translator sees of a sheet: its pages as they will be printed, with English in the gaps,
and its messages with all that is known about each.

A preview never fails for what stands in a file. While a catalog cannot be read whole (it is being
saved, say, or has conflict marks), the last good pages stay, and what is wrong is told.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2

from handouts.catalogs.extract import Message
from handouts.compose.compose import Composer
from handouts.editions import EDITIONS
from handouts.editions.paper.render import Drawn, draw
from handouts.model.errors import FindingsError, SetupError
from handouts.model.findings import Finding
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.press.sheet_messages import Checks, SheetMessage, in_order, sheet_messages
from handouts.press.worker import setup_fault
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
    messages: tuple[SheetMessage, ...]


class Preview:
    """The preview of a project in one language. It may be asked by several threads."""

    def __init__(self, folder: Path, language: Language, fonts: FontLibrary) -> None:
        self.language = language
        self._project = Project(folder)
        self._composer = Composer(self._project)
        self._typesetter = Typesetter(fonts, self._project.unbreakable)
        self._checks = Checks()
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
            except SetupError as error:
                where = f"{guide.name}/{chosen.handout}"
                findings.append(setup_fault(error, where, self.language.tag))
        if drawn is None and good is None:
            raise FindingsError(findings)
        if drawn is None:
            assert good is not None
            view = replace(good, stale=True, findings=tuple(dict.fromkeys(findings)))
        else:
            known = sheet_messages(
                self._project,
                self._composer,
                guide,
                chosen.handout,
                self.language,
                self._checks,
            )
            messages = in_order(known, drawn.places)
            findings += [finding for message in messages for finding in message.findings]
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
        had = {message.english for message in good.messages if message.entry}
        wanted = {one.msgid for one in self._messages_of(guide)}
        return not all(catalog.whole for catalog in catalogs) or bool((had & wanted) - there)

    def _messages_of(self, guide: Guide) -> Iterator[Message]:
        domains = self._project.extraction.domains
        for domain in (COMMON, guide.name):
            yield from domains.get(domain, ())


def message_json(message: SheetMessage) -> Mapping[str, Any]:
    """A message for the page."""
    entry = message.entry
    return {
        "code": message.code,
        "english": message.english,
        "context": message.message.context or "",
        "translation": message.translation,
        "state": message.state.value,
        "previous": (entry.previous or "") if entry and entry.fuzzy else "",
        "facts": list(message.facts),
        "notes": list(message.message.notes),
        "comments": [line.strip() for line in entry.comments] if entry else [],
        "terms": [{"term": term, "words": list(words)} for term, words in message.terms],
        "place": str(message.where) if entry and not message.is_source else "",
        "findings": [finding_json(finding) for finding in message.findings],
    }


def finding_json(finding: Finding) -> Mapping[str, str]:
    """A finding for the page."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "where": str(finding.where),
        "message": finding.message,
        "hint": finding.hint,
    }
