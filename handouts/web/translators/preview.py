"""What a translator sees of a sheet: its pages as they will be printed, with English in the gaps,
and its messages with all that is known about each.

A preview never fails for what stands in a file. While a catalog cannot be read whole (it is being
saved, say, or has conflict marks), the last good pages stay, and what is wrong is told.
"""

from __future__ import annotations

import io
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2

from handouts.catalogs.extract import Message
from handouts.catalogs.pseudo import letters
from handouts.checks.unchecked import unchecked
from handouts.compose.compose import Composer
from handouts.editions import EDITIONS
from handouts.editions.paper.render import Drawn, Print, draw, findings_on_paper
from handouts.model import codes
from handouts.model.document import Handout
from handouts.model.errors import FindingsError, SetupError
from handouts.model.findings import Finding, has_errors
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.signature import Signature
from handouts.press.faults import setup_fault
from handouts.press.sheet_messages import (
    Checks,
    MessageState,
    SheetMessage,
    by_place,
    in_order,
    placeless,
    sheet_messages,
)
from handouts.press.signed_before import SignedBefore
from handouts.project.damage import damage
from handouts.project.guide import COMMON, Guide
from handouts.project.project import Project
from handouts.project.signatures import SignedMessage
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import Typesetter
from handouts.web.translators.room import Room, room

#: Pixels per point: sharp on a common screen, and quick to draw.
SCALE = 1.6

#: Pages that are kept, since a browser may still fetch them.
_KEPT = 64


#: What is found where a sheet does not fit.
_NO_ROOM = frozenset({codes.TOO_MANY_PAGES.id, codes.OVERSIZED_BLOCK.id})


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which sheet is looked at, in which edition."""

    guide: str
    handout: str
    edition: str = "standard"


@dataclass(frozen=True, slots=True)
class View:
    """A sheet as it is shown. `damaged` tells that a catalog cannot be read whole; `stale`, that
    the sheet is an earlier one, since the words cannot be read just now. By the codes of messages:
    who has `signed` them as they read, and what was signed `before` they were changed."""

    drawn: Drawn
    stale: bool
    damaged: bool
    findings: tuple[Finding, ...]
    messages: tuple[SheetMessage, ...]
    signed: Mapping[str, Signature] = field(default_factory=dict)
    before: Mapping[str, tuple[SignedMessage, Signature]] = field(default_factory=dict)

    @property
    def longest(self) -> str:
        """The code of the message with the most lines on the pages; nothing where none has any."""
        messages = by_place(self.messages)
        lines: Counter[str] = Counter()
        for place in self.drawn.places:
            if place.text.where in messages:
                lines[messages[place.text.where].code] += place.lines
        return max(lines, key=lambda code: lines[code], default="")


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
        self._pages: dict[str, tuple[bytes, int]] = {}

    def refresh(self, paths: Collection[Path]) -> None:
        """Reads anew what depends on these files of the project, which have changed."""
        project = self._project
        with self._lock:
            if not all(path.is_relative_to(project.locales) for path in paths):
                project.reload()
                self._composer = Composer(project)
            elif all(path.suffix == ".po" for path in paths):
                project.reload_words(paths)
            else:
                project.reload_words()
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

    def page(self, look: str) -> bytes:
        """A page, by the digest of what it looks like, as a BMP file: a PNG takes longer to write
        than the page to be drawn, and nothing travels far. Raises `KeyError` when the page is not,
        or no longer, there."""
        with self._lock:
            data, number = self._pages[look]
            with pypdfium2.PdfDocument(data) as pdf:
                picture = pdf[number].render(scale=SCALE).to_pil()
        file = io.BytesIO()
        picture.save(file, "BMP")
        return file.getvalue()

    def room(self, chosen: Chosen, code: str) -> Room:
        """How many letters more fit into the message with this code, or into the longest one where
        none is given. Raises `KeyError` for one that the sheet does not have, and `FindingsError`
        where there is no sheet."""
        view = self.view(chosen)
        wheres = {one.code: one.wheres for one in view.messages}[code or view.longest]
        with self._lock:
            composed = self._composer.compose(self._guide(chosen), chosen.handout, self.language)
        if composed.handout is None:
            raise FindingsError(composed.findings)
        return room(composed.handout, wheres, lambda handout: self._fits(handout, chosen))

    def _fits(self, handout: Handout, chosen: Chosen) -> bool:
        """Whether its pages hold a handout. Others may ask for something between two of these."""
        with self._lock:
            brand = self._project.brand
            wanted = Print(chosen.edition, brand.paper, None)
            found = findings_on_paper(handout, brand, self._typesetter, self._project.art, wanted)
        return not any(one.code in _NO_ROOM for one in found)

    def _make(self, chosen: Chosen) -> View:
        guide = self._guide(chosen)
        composed = self._composer.compose(guide, chosen.handout, self.language)
        findings = [*self._project.findings, *composed.findings]
        good = self._good.get(chosen)
        faults = self._faults(guide)
        gone = bool(good and not has_errors(faults) and self._lacks(guide, good))
        damaged = has_errors(faults) or gone
        if has_errors(faults):  # said once, with all that is known
            files = {fault.where.path for fault in faults}
            findings = [one for one in findings if one.where.path not in files]
        findings += [*faults, *self._project.glossary[1], *unchecked(self._project, self.language)]
        drawn = None
        if composed.handout and not (good and damaged):
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
            found = tuple(dict.fromkeys(findings))
            view = replace(good, stale=True, damaged=damaged, findings=found)
        else:
            known = sheet_messages(
                self._project,
                self._composer,
                guide,
                chosen.handout,
                self.language,
                self._checks,
            )
            messages = in_order(_with_paper(known, drawn.findings), drawn.places)
            findings += [finding for message in messages for finding in message.findings]
            found = tuple(dict.fromkeys([*findings, *drawn.findings]))
            self._keep(drawn)
            view = View(drawn, False, damaged, found, messages, *self._signed(messages))
            if not damaged:
                self._good[chosen] = view
        return view

    def _signed(
        self, messages: Collection[SheetMessage]
    ) -> tuple[Mapping[str, Signature], Mapping[str, tuple[SignedMessage, Signature]]]:
        review, _ = self._project.review(self.language)
        earlier = SignedBefore(self._project, self.language)
        signed, before = {}, {}
        for message in messages:
            entry = message.entry
            if entry and entry.translated and (signature := review.signature(entry)):
                signed[message.code] = signature
            elif found := earlier.find(message.message.key, entry):
                before[message.code] = found
        return signed, before

    def _draw(self, handout: Handout, chosen: Chosen) -> Drawn:
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

    def _keep(self, drawn: Drawn) -> None:
        for number, look in enumerate(drawn.looks):
            self._pages.pop(look, None)
            self._pages[look] = drawn.data, number
        for look in list(self._pages)[:-_KEPT]:
            del self._pages[look]

    def _guide(self, chosen: Chosen) -> Guide:
        guide = {one.name: one for one in self._project.guides}[chosen.guide]
        guide.sheet(chosen.handout)
        return guide

    def _faults(self, guide: Guide) -> list[Finding]:
        """What is wrong with the catalogs of a sheet, all of their messages considered."""
        domains = (guide.name, COMMON)
        return [one for name in domains for one in damage(self._project, self.language, name)]

    def _lacks(self, guide: Guide, good: View) -> bool:
        """Whether messages are gone from the catalogs that were there a while ago: a file that is
        just being saved may end anywhere."""
        if self.language == SOURCE_LANGUAGE:
            return False
        catalogs = [self._project.catalog(self.language, name)[0] for name in (guide.name, COMMON)]
        there = {msgid for catalog in catalogs for _, msgid in catalog.by_key}
        had = {message.english for message in good.messages if message.entry}
        wanted = {one.msgid for one in self._messages_of(guide)}
        return bool((had & wanted) - there)

    def _messages_of(self, guide: Guide) -> Iterator[Message]:
        domains = self._project.extraction.domains
        for domain in (COMMON, guide.name):
            yield from domains.get(domain, ())


def _with_paper(
    messages: Iterable[SheetMessage], findings: Collection[Finding]
) -> Iterator[SheetMessage]:
    """The messages, each also with what only paper shows of it, such as a character that no font
    has."""
    for message in messages:
        lines = {(where.path, where.line) for where in message.wheres}
        seen = (one for one in findings if (one.where.path, one.where.line) in lines)
        yield replace(message, findings=tuple(dict.fromkeys([*message.findings, *seen])))


def message_json(message: SheetMessage, view: View) -> Mapping[str, Any]:
    """A message of a view for the page."""
    entry = message.entry
    signature = view.signed.get(message.code)
    words, earlier = view.before.get(message.code, (None, None))
    in_words = [one for one in message.findings if one not in view.drawn.findings]
    return {
        "code": message.code,
        "english": message.english,
        "context": message.message.context or "",
        "translation": message.translation,
        "state": message.state.value,
        # The words stand on the page, and an error of theirs shows only there.
        "unprintable": message.state is MessageState.WRONG and not has_errors(in_words),
        "previous": (entry.previous or "") if entry and entry.fuzzy else "",
        "facts": list(message.facts),
        "notes": [*message.message.roles, *message.message.notes],
        "comments": [line.strip() for line in entry.comments] if entry else [],
        "terms": [{"term": term, "words": list(words)} for term, words in message.terms],
        "letters": letters(message.translation or message.english),
        "most": message.message.most_letters,
        "place": str(message.where) if entry and not message.is_source else "",
        "findings": [finding_json(finding) for finding in message.findings],
        "signed": f"{signature.reviewer}, {signature.date}" if signature else "",
        "before": f"{earlier.reviewer}, {earlier.date}" if earlier else "",
        "was": (words.translation or words.english) if words else "",
        "elsewhere": placeless(message),
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
