"""Handouts from templates and catalogs, in two steps: a template becomes a parsed sheet, the same
for every language; a parsed sheet and the catalogs of a language become a handout.

    composer = Composer(Project(folder))
    composer.parse(guide, "recovery")                      step 1, kept for the other languages
    composer.compose(guide, "recovery", spanish)           step 2

A message without a translation, or with a fuzzy one, is an error at its place in the catalog; the
English stands in for it, marked as English, so that a translator can be shown the gap. A handout
with errors is returned with them: what is printed is for the press to say (`printable`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache, partial
from pathlib import PurePosixPath

from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.checks.catalog_checks import Rules, check_finished, check_text, missing_message
from handouts.checks.meaningless import check_english
from handouts.checks.opposites import check_opposites
from handouts.checks.problem import Problem
from handouts.compose import handout_xml, inline
from handouts.compose.sheet_reader import Frame, ParsedSheet, SourceText
from handouts.compose.templates import SourceMessage, Templates
from handouts.files import reading
from handouts.model import codes
from handouts.model.blocks import FillIn, Span, Text
from handouts.model.contact import unbroken
from handouts.model.document import Handout
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where, has_errors
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.nearest import did_you_mean
from handouts.model.rewrite import with_texts
from handouts.model.signature import Signature
from handouts.project import signatures
from handouts.project.damage import damage
from handouts.project.drawings import PHOTO_ENDINGS, label_places
from handouts.project.guide import COMMON, Guide
from handouts.project.hours import in_words
from handouts.project.project import Project
from handouts.project.vocabulary import Vocabulary

_NO_PLACES = 'a place is a <rect class="label" id="name"> of the drawing; a photo has none'

#: Parsed sheets kept in memory, the newest; a library has thousands.
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Parsed:
    """A template as a sheet, unless its faults leave nothing to be read; and every fault."""

    sheet: ParsedSheet | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """One sheet in one language, and every fault. `handout` is missing only where the template
    cannot be read; where there are errors among the findings, it may be shown but not printed."""

    handout: Handout | None
    findings: tuple[Finding, ...]

    @property
    def printable(self) -> Handout | None:
        """The handout, unless a finding forbids printing it."""
        return None if has_errors(self.findings) else self.handout

    def required(self) -> Handout:
        """The handout. Raises `FindingsError` where a finding forbids printing it."""
        handout = self.printable
        if handout is None:
            raise FindingsError(self.findings)
        return handout

    @property
    def inputs(self) -> str:
        """A digest of everything that the sheet says."""
        return hashlib.sha256(repr(self.handout).encode()).hexdigest()


class Composer:
    """Composes the sheets of a project. After `Project.reload`, make another one."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._templates = Templates(project.templates)
        self._parsed: dict[tuple[str, str], Parsed] = {}
        self._contrary: dict[tuple[str, str], tuple[Finding, ...]] = {}

    def parse(self, guide: Guide, sheet: str) -> Parsed:
        """The first step: a template without its language."""
        key = (guide.name, sheet)
        if key not in self._parsed:
            if len(self._parsed) >= _KEPT:
                del self._parsed[next(iter(self._parsed))]
            self._parsed[key] = self._parse(guide, sheet)
        return self._parsed[key]

    def _parse(self, guide: Guide, sheet: str) -> Parsed:
        brand = self.project.brand
        variables = {
            "clinic": brand.name,
            "contact": brand.contact,
            "guide": guide.name,
            "handout": sheet,
        }
        try:
            rendered = self._templates.render(f"{guide.name}/{sheet}.xml", variables, brand.contact)
        except FindingsError as error:
            return Parsed(None, error.findings)
        parsed, findings = handout_xml.parse(rendered, self.project.schema, brand.contact)
        findings += self._missing_drawings(parsed) if parsed else []
        findings += self._misplaced_labels(parsed) if parsed else []
        return Parsed(parsed, tuple(dict.fromkeys(findings)))

    def _missing_drawings(self, parsed: ParsedSheet) -> Iterator[Finding]:
        for name, where in parsed.drawings:
            path = self.project.drawing(name).path
            if reading.is_there(path):
                if path.suffix in PHOTO_ENDINGS and where in parsed.silent:
                    message = f"the photo {name} has no alt"
                    hint = "write <alt>: what the photo shows"
                    yield Finding(codes.PHOTO_WITHOUT_ALT, message, where, hint)
                continue
            known = self.project.drawings()
            message = f"there is no drawing {name}{did_you_mean(name, known)}"
            hint = f"correct the name, or add {self.project.drawing(name).shown}"
            yield Finding(codes.DRAWING_MISSING, message, where, hint)

    def _misplaced_labels(self, parsed: ParsedSheet) -> Iterator[Finding]:
        """Labels and the places of their drawing: each has the other, and once."""
        for (name, where), labels in zip(parsed.drawings, parsed.labels, strict=True):
            file = self.project.drawing(name)
            places = label_places(file.path, file.root) if reading.is_there(file.path) else None
            if places is None:
                continue
            given = [place for place, _ in labels]
            for number, (place, line) in enumerate(labels):
                hint = f"places there: {', '.join(places)}" if places else _NO_PLACES
                if place not in places:
                    message = (
                        f"the drawing {name} has no place {place}{did_you_mean(place, places)}"
                    )
                    yield Finding(codes.LABEL_PLACE, message, line, hint)
                elif place in given[:number]:
                    message = f"two labels stand in the place {place} of the drawing {name}"
                    yield Finding(codes.LABEL_PLACE, message, line, hint)
            for place in [each for each in places if each not in given]:
                message = f"the place {place} in the drawing {name} has no label"
                hint = f'write <label for="{place}"> after the alt of the drawing'
                yield Finding(codes.LABEL_PLACE, message, where, hint)

    def compose(self, guide: Guide, sheet: str, language: Language) -> Composition:
        """Both steps: one sheet in one language. Raises `KeyError` for a sheet that the guide does
        not have."""
        about = guide.sheet(sheet)
        parsed = self.parse(guide, sheet)
        if parsed.sheet is None:
            return Composition(None, parsed.findings)
        brand = self.project.brand
        translation = self._translation(guide, language)
        read = parsed.sheet
        frame = translation.frame(read.frame)
        handout = Handout(
            guide=guide.name,
            name=sheet,
            language=language,
            title=translation.text(read.title),
            subtitle=translation.text(read.subtitle),
            title_en=read.title.plain,
            guide_title=frame.guide,
            guide_title_en=read.frame.guide.plain,
            order=guide.sheets.index(about) + 1,
            siblings=len(guide.sheets),
            code=f"{guide.code}-{about.code}",
            version=guide.version,
            date=guide.date,
            summary=with_texts(read.summary, translation.text),
            sections=tuple(
                with_texts(section, translation.text, translation.filled)
                for section in read.sections
            ),
            page_of=frame.page.plain,
            page_of_en=read.frame.page.plain,
            other_page=frame.see.plain,
            turn_over=frame.turn.plain,
            stamp=frame.stamp.plain,
            draft_tag=frame.draft_short.plain,
            draft_tag_en=read.frame.draft_short.plain,
            sign=read.sign,
            pages=about.pages,
            description=translation.text(read.subtitle).plain,
            keywords=(frame.guide.plain, brand.name),
        )
        review, faults = self.project.review(language)
        signed = signatures.signed_by(review, translation.signable(read))
        if translation.gaps or not signed:
            handout = replace(handout, draft_notice=_draft_notice(read.frame, frame, language))
        else:
            handout = replace(
                handout,
                signed_by=signed,
                checked=_checked(frame, signed),
                checked_en=_checked(read.frame, signed),
            )
        faults = [*faults, *self.project.unbreakable_findings(language)]
        faults += self._contrary_messages(guide, language, translation)
        findings = (*parsed.findings, *translation.findings, *faults)
        return Composition(handout, tuple(dict.fromkeys(findings)))

    def _translation(self, guide: Guide, language: Language) -> _Translation:
        brand = self.project.brand
        hours = in_words(brand.openings, language, brand.country) if brand.openings else ""
        found = partial(damage, self.project, language)
        words = self.project.vocabulary(language)[0]
        translation = _Translation(language, brand.name, brand.language, found, words, hours)
        if language == SOURCE_LANGUAGE:
            return translation
        for domain in (guide.name, COMMON):
            catalog, faults = self.project.catalog(language, domain)
            translation.catalogs[domain] = catalog
            translation.findings += faults if catalog.whole else found(domain)
        return translation

    def _contrary_messages(
        self, guide: Guide, language: Language, translation: _Translation
    ) -> Iterator[Finding]:
        """What is wrong with the words of a sheet beside those of the contrary message."""
        if language == SOURCE_LANGUAGE or language.pseudo:
            return
        key = guide.name, language.tag
        if key not in self._contrary:
            english = self.project.vocabulary(SOURCE_LANGUAGE)[0]
            catalogs = [*translation.catalogs.values()]
            found = check_opposites(catalogs, language, translation.vocabulary, english)
            self._contrary[key] = tuple(found)
        used = {msgid for _, msgid in translation.used}
        yield from (one for one in self._contrary[key] if one.where.msgid in used)


def _draft_notice(source: Frame, frame: Frame, language: Language) -> tuple[Text, ...]:
    """Set while any of the words is unsigned: by a clinician in English, by a translator in any
    other language."""
    if language == SOURCE_LANGUAGE:
        return (frame.draft_source,)
    return (_as_english(source.draft_translation), frame.draft_translation)


def _checked(frame: Frame, signed: Sequence[Signature]) -> str:
    """Who has checked the words of a sheet, and on which day the last of them."""
    names = "; ".join(dict.fromkeys(one.reviewer for one in signed))
    words = frame.checked.plain.replace("%(names)s", names)
    return words.replace("%(date)s", max(one.date for one in signed))


@dataclass(slots=True)
class _Translation:
    """Translates the messages of one sheet. `used` are the entries that it used, `findings` what is
    wrong with them; `gaps` tells that English stands in for a translation. `damage` tells what is
    wrong with the catalog of a domain, which is `damaged` then. `vocabulary` are words of the
    language, `hours` are the clinic's in it, where they are given by day."""

    language: Language
    clinic: str
    clinic_language: Language
    damage: Callable[[str], list[Finding]]
    vocabulary: Vocabulary
    hours: str = ""
    catalogs: dict[str, CatalogFile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    used: dict[tuple[str, str], Entry] = field(default_factory=dict)
    gaps: bool = False
    damaged: dict[str, list[Finding]] = field(default_factory=dict)

    def text(self, source: Text) -> Text:
        """A message in this language."""
        assert isinstance(source, SourceText)
        message = source.message
        if self.language == SOURCE_LANGUAGE:
            self.findings += (
                problem.at(source.where, SOURCE_LANGUAGE.tag) for problem in _meant(message.msgid)
            )
            return Text(source.spans, source.where)
        catalog = self._catalog(message)
        entry = catalog.by_key.get((message.context or None, message.msgid))
        if entry is None:
            finding = missing_message(catalog, message.msgid, self.language)
            return self._gap(source, finding.where, *self._instead(catalog, finding))
        where = catalog.where(entry)
        if unfinished := check_finished(entry):
            return self._gap(source, where, unfinished.at(where, self.language.tag))
        self.used[message.context, message.msgid] = entry
        problems = (
            ()
            if self.language.pseudo
            else _errors(message.msgid, entry.msgstr, self.language, self.clinic, self.vocabulary)
        )
        if problems:
            return self._gap(
                source, where, *(problem.at(where, self.language.tag) for problem in problems)
            )
        try:
            spans = inline.spans(entry.msgstr, self._values(message), message.links)
        except inline.InlineError as error:
            hint = "use the same tags and placeholders as the English, each tag closed"
            finding = Finding(error.kind, str(error), where, hint, self.language.tag)
            return self._gap(source, where, finding)
        if self.clinic and self.language.script != self.clinic_language.script:
            spans = tuple(inline.in_language(spans, self.clinic, self.clinic_language))
        return Text(spans, where)

    def _instead(self, catalog: CatalogFile, missing: Finding) -> list[Finding]:
        """What is told of a message that a catalog lacks: what is wrong with a damaged one is said
        once, and not for each message."""
        if not catalog.whole:
            return []
        if catalog.shown_as not in self.damaged:
            self.damaged[catalog.shown_as] = self.damage(PurePosixPath(catalog.shown_as).stem)
        return self.damaged[catalog.shown_as] or [missing]

    def frame(self, source: Frame) -> Frame:
        """The frame's words in this language."""
        return Frame(*(self.text(getattr(source, each.name)) for each in fields(Frame)))

    def filled(self, line: FillIn) -> FillIn:
        """A line with the clinic's hours in this language, where they stand there."""
        hours = line.key == "hours" and self.hours
        return replace(line, value=(Span(unbroken(hours)),)) if hours else line

    def _values(self, message: SourceMessage) -> Mapping[str, str]:
        if self.hours and "hours" in message.values:
            return {**message.values, "hours": unbroken(self.hours)}
        return message.values

    def signable(self, parsed: ParsedSheet) -> list[Entry]:
        """Every message of the sheet with its translation; the source is its own."""
        if self.language != SOURCE_LANGUAGE:
            return list(self.used.values())
        return [Entry(each.msgid, each.msgid, each.context or None) for each in parsed.messages]

    def _catalog(self, message: SourceMessage) -> CatalogFile:
        """The catalog of the template that a message was written in."""
        guide = PurePosixPath(message.where.path).parent.name
        return self.catalogs[guide if guide in self.catalogs else COMMON]

    def _gap(self, source: Text, where: Where, *findings: Finding) -> Text:
        self.gaps = True
        self.findings += findings
        english = _as_english(source)
        spans = english.spans
        if self.language.right_to_left and spans:
            # English in a line from right to left would fall apart at each bracket and number.
            spans = (replace(spans[0], text=f"\u2066{spans[0].text}"), *spans[1:])
            spans = (*spans[:-1], replace(spans[-1], text=f"{spans[-1].text}\u2069"))
        return Text(spans, where)


def _as_english(source: Text) -> Text:
    """The English of a message, marked as such."""
    spans = tuple(replace(span, language=SOURCE_LANGUAGE) for span in source.spans)
    return Text(spans, source.where)


@lru_cache(maxsize=4096)  # as below
def _meant(english: str) -> tuple[Problem, ...]:
    """Why an English text cannot be meant."""
    return tuple(check_english(english))


@lru_cache(maxsize=4096)  # what stands on every sheet is checked once
def _errors(
    source: str, target: str, language: Language, clinic: str, vocabulary: Vocabulary
) -> tuple[Problem, ...]:
    """What keeps a translation from being printed."""
    names = (clinic,) if clinic else ()
    rules = Rules(names=names, vocabulary=vocabulary, closely=False)
    problems = check_text(source, target, language, rules)
    return tuple(problem for problem in problems if problem.kind.severity is Severity.ERROR)
