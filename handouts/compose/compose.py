"""Where words meet structure: a template and a catalog become a document, or findings.

Nothing half-translated gets through. A message without a translation, with a fuzzy one, or with one
that cannot be read is an error at its place in the catalog, and the sheet is not composed; sheets
in other languages are untouched by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from handouts.catalogs import store
from handouts.catalogs.extract import COMMON
from handouts.catalogs.po import Entry
from handouts.checks.catalog_checks import Rules, check_text
from handouts.checks.problem import Problem
from handouts.compose import handout_xml, inline
from handouts.compose.templates import Message, Rendered, Templates
from handouts.model.document import Handout, Span, Text
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import Language, language
from handouts.project import signatures
from handouts.project.brand import Brand, load_brand
from handouts.project.guide import Guide, load_guides

SOURCE_LANGUAGE = language("en")

#: Rendered sheets and catalogs kept in memory, the newest; a library has thousands.
_KEPT = 32

#: A sheet is built from words that pass the text checks; the glossary only ever warns.
_NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Composition:
    """What came of one sheet in one language. `handout` is missing where an error forbids
    printing. `inputs` is a digest of everything the sheet says."""

    handout: Handout | None
    findings: tuple[Finding, ...]
    inputs: str


@dataclass(slots=True)
class _Words:
    """One sheet's messages in one language, and what was wrong with them."""

    language: Language
    catalogs: Sequence[store.CatalogFile]
    rendered: Rendered
    clinic: str = ""
    findings: list[Finding] = field(default_factory=list)
    used: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def text(self, number: int, place: Where) -> Text:
        """A message in this language. Faults are collected; the English stands in for the words
        so that the walk can go on, but the sheet will not be printed."""
        message = self.rendered.messages[number]
        place = Where(place.path, place.line, message.msgid)
        if self.language == SOURCE_LANGUAGE:
            return self._read(message, message.msgid, place)
        entry, catalog = self._entry(message)
        if entry is None:
            files = " or ".join(catalog.shown_as for catalog in self.catalogs)
            hint = f"it should stand in {files}; run: python build.py update"
            self._fault(
                "missing-translation", f"not in the catalog: {_short(message)}", place, hint
            )
            return self._read(message, message.msgid, place)
        where = catalog.where(entry)
        if not entry.translated:
            code = "fuzzy" if entry.fuzzy else "untranslated"
            hint = (
                "check the translation against the English, then remove the fuzzy mark"
                if entry.fuzzy
                else "translate it"
            )
            self._fault(f"{code}-message", f"{code}: {_short(message)}", where, hint)
            return self._read(message, message.msgid, where)
        self.used[message.context, message.msgid] = entry
        for problem in _errors(message.msgid, entry.msgstr, self.language):
            self._note(problem.at(where, self.language.tag))
        return self._read(message, entry.msgstr, where)

    def english(self, number: int, place: Where) -> Text:
        """A message as the source says it, marked as English where that is not the sheet's
        language."""
        message = self.rendered.messages[number]
        place = Where(place.path, place.line, message.msgid)
        text = self._read(message, message.msgid, place)
        if self.language == SOURCE_LANGUAGE:
            return text
        spans = tuple(replace(span, language=SOURCE_LANGUAGE) for span in text.spans)
        return Text(spans, text.where)

    def _entry(self, message: Message) -> tuple[Entry | None, store.CatalogFile]:
        key = (message.context or None, message.msgid)
        for catalog in self.catalogs:
            entry = catalog.by_key.get(key)
            if entry is not None:
                return entry, catalog
        return None, self.catalogs[0]

    def _read(self, message: Message, words: str, where: Where) -> Text:
        try:
            read = inline.spans(words, message.values)
            if self.clinic and self.language.script != SOURCE_LANGUAGE.script:
                read = tuple(inline.in_language(read, self.clinic, SOURCE_LANGUAGE))
            return Text(read, where)
        except inline.InlineError as error:
            hint = "use the same tags and placeholders as the English, each tag closed"
            self._fault("markup", f"{error}: {_short(message)}", where, hint)
            return Text((Span(message.msgid),), where)

    def signable(self) -> list[Entry]:
        """Every message of the sheet with its translation; the source is its own."""
        if self.language != SOURCE_LANGUAGE:
            return list(self.used.values())
        return [
            Entry(each.msgid, each.msgid, each.context or None) for each in self.rendered.messages
        ]

    def _fault(self, code: str, message: str, where: Where, hint: str) -> None:
        tag = "" if self.language == SOURCE_LANGUAGE else self.language.tag
        self._note(Finding(Severity.ERROR, code, message, where, hint, tag))

    def _note(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)


@lru_cache(maxsize=4096)  # what stands on every sheet is checked once
def _errors(source: str, target: str, own: Language) -> tuple[Problem, ...]:
    """What makes a translation unfit to print."""
    problems = check_text(source, target, own, _NO_RULES)
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _short(message: Message) -> str:
    words = message.msgid if len(message.msgid) <= 60 else message.msgid[:57] + "..."
    return f'"{words}"'


def _make_room(kept: dict[Any, Any]) -> None:
    """Forgets the oldest, so that memory does not grow with the library."""
    if len(kept) >= _KEPT:
        del kept[next(iter(kept))]


class Sources:
    """Everything words are made from, read once. `project` holds `templates` and `locales`."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._catalogs: dict[tuple[str, str], tuple[store.CatalogFile, list[Finding]]] = {}
        self._rendered: dict[tuple[str, str], Rendered] = {}
        self._reviews: dict[str, tuple[signatures.Review, list[Finding]]] = {}

    @cached_property
    def brand(self) -> Brand:
        """Raises `FindingsError`."""
        return load_brand(self.project / "templates" / "brand.toml", "templates/brand.toml")

    @cached_property
    def guides(self) -> tuple[Guide, ...]:
        """Raises `FindingsError`."""
        return load_guides(self.project / "templates")

    @cached_property
    def templates(self) -> Templates:
        """The templates' environment."""
        return Templates(self.project / "templates")

    def languages(self) -> tuple[Language, ...]:
        """English, then every language with a folder of catalogs, as the brand orders them."""
        folder = self.project / "locales"
        names = sorted(path.parent.name for path in folder.glob("*/LC_MESSAGES"))
        found = {SOURCE_LANGUAGE.tag: SOURCE_LANGUAGE}
        for name in names:
            known = language(name)
            found[known.tag] = known
        order = {tag: place for place, tag in enumerate(self.brand.languages)}
        ranked = sorted(found.values(), key=lambda own: (order.get(own.tag, len(order)), own.tag))
        return tuple(ranked)

    def catalog(self, own: Language, domain: str) -> tuple[store.CatalogFile, list[Finding]]:
        """One catalog and what was wrong with its file."""
        key = (own.locale, domain)
        if key not in self._catalogs:
            shown = f"locales/{own.locale}/LC_MESSAGES/{domain}.po"
            _make_room(self._catalogs)
            self._catalogs[key] = store.load(self.project / shown, shown)
        return self._catalogs[key]

    def review(self, own: Language) -> tuple[signatures.Review, list[Finding]]:
        """Who has signed which words of a language."""
        if own.tag not in self._reviews:
            shown = f"locales/{own.locale}/review.toml"
            self._reviews[own.tag] = signatures.load_review(self.project / shown, shown)
        return self._reviews[own.tag]

    def rendered(self, guide: Guide, sheet: str) -> Rendered:
        """A sheet's XML and messages; the same for every language. Raises `FindingsError`."""
        key = (guide.name, sheet)
        if key not in self._rendered:
            name = f"{guide.name}/{sheet}.xml"
            variables = {
                "clinic": self.brand.name,
                "contact": self.brand.contact,
                "guide": guide.name,
                "handout": sheet,
            }
            _make_room(self._rendered)
            self._rendered[key] = self.templates.render(name, variables)
        return self._rendered[key]

    def compose(self, guide: Guide, sheet: str, own: Language) -> Composition:
        """One sheet in one language."""
        try:
            rendered = self.rendered(guide, sheet)
            schema = self.project / "templates" / "handout.rng"
            root = handout_xml.parse(rendered.xml, rendered.where, self.templates.where, schema)
            catalogs, findings = self._catalogs_of(guide, own)
            words = _Words(own, catalogs, rendered, self.brand.name, findings)
            reader = handout_xml.Reader(words.text, self.templates.where, self.brand.contact)
            read = reader.sheet(root)
            english = handout_xml.Reader(words.english, self.templates.where, self.brand.contact)
            handout = self._handout(guide, sheet, words, read, *english.label(root))
        except FindingsError as error:
            return Composition(None, error.findings, "")
        if words.findings:
            return Composition(None, tuple(words.findings), "")
        inputs = hashlib.sha256(repr(handout).encode()).hexdigest()
        return Composition(handout, (), inputs)

    def _catalogs_of(
        self, guide: Guide, own: Language
    ) -> tuple[list[store.CatalogFile], list[Finding]]:
        if own == SOURCE_LANGUAGE:
            return [], []
        catalogs, findings = [], []
        for domain in (guide.name, COMMON):
            catalog, faults = self.catalog(own, domain)
            catalogs.append(catalog)
            findings += [replace(fault, language=own.tag) for fault in faults]
        return catalogs, findings

    def _handout(
        self,
        guide: Guide,
        sheet: str,
        words: _Words,
        read: handout_xml.Sheet,
        english: handout_xml.Words,
        title_en: Text,
    ) -> Handout:
        about = next((each for each in guide.sheets if each.name == sheet), None)
        if about is None:
            known = ", ".join(each.name for each in guide.sheets)
            raise UsageError(f"guide {guide.name} has no sheet {sheet!r}; it has: {known}")
        return Handout(
            guide=guide.name,
            name=sheet,
            language=words.language,
            title=read.title,
            subtitle=read.subtitle,
            title_en=title_en.plain,
            guide_title=read.words.guide,
            guide_title_en=english.guide.plain,
            order=guide.sheets.index(about) + 1,
            siblings=len(guide.sheets),
            code=f"{guide.code}-{about.code}",
            version=guide.version,
            date=guide.date,
            summary=read.summary,
            sections=read.sections,
            page_of=read.words.page.plain,
            page_of_en=english.page.plain,
            draft_notice=self._draft_notice(words, read, english),
            description=read.subtitle.plain,
            keywords=(read.words.guide.plain, self.brand.name),
        )

    def _draft_notice(
        self,
        words: _Words,
        read: handout_xml.Sheet,
        english: handout_xml.Words,
    ) -> tuple[Text, ...]:
        """Set while any of the words is unsigned: by a clinician in English, by a translator in
        any other language."""
        signed, faults = self.review(words.language)
        words.findings += faults
        if not signatures.is_draft(signed, words.signable()):
            return ()
        if words.language == SOURCE_LANGUAGE:
            return (english.draft_source,)
        return (english.draft_translation, read.words.draft_translation)
