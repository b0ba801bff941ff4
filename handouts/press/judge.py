"""Everything that can be found without building: what `check` runs over templates, facts, catalogs,
words and pages.

A sheet is checked as the build checks it: composed by the same code, and laid out by the same code,
but not painted. All findings are collected, so that an author or a translator sees everything that
there is to correct.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from handouts.catalogs import pot
from handouts.checks import catalog_checks, facts
from handouts.checks.clusters import dotted_circle
from handouts.checks.plain import check as plain
from handouts.checks.problem import Problem
from handouts.compose import macros
from handouts.compose.compose import Composer
from handouts.editions import EDITIONS, STANDARD, Edition, Materials
from handouts.model import codes
from handouts.model.document import Handout
from handouts.model.errors import FontFileError, SetupError
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.press.brand_glyphs import missing_glyphs
from handouts.press.font_faults import font_fault
from handouts.press.plan import Buildable, only_started
from handouts.press.pseudo_pages import no_room_in_line
from handouts.project import signatures
from handouts.project.guide import COMMON, Guide
from handouts.project.offered import is_offered
from handouts.project.project import LOCALES, Project
from handouts.text.circles import circled_words
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import TextSpan, Typesetter

#: Of more languages that are only started, there is one note.
_FEW_LANGUAGES = 3


def check(
    project: Project, fonts: FontLibrary, languages: Iterable[Language] = ()
) -> list[Finding]:
    """Findings on the source and on these languages (all that are offered, when none is named), in
    reading order. Never raises for content."""
    asked = set(languages)
    named = asked | {SOURCE_LANGUAGE} if asked else set(project.languages)
    chosen = [language for language in project.languages if language in named]
    chosen += [language for language in asked if language.pseudo]
    faults = project.glossary[1]
    rules = catalog_checks.rules_of(project)
    findings = [
        *Buildable.of(project).findings,
        *project.extraction.findings,
        *faults,
        *_facts(project),
    ]
    sheets = _Sheets(project, fonts)
    findings += macros.unused(sheets.composer)
    if not asked:
        findings += _only_started(project, list(only_started(project)))
    for language in chosen:
        if not asked and not project.is_offered(language):
            continue
        try:
            covers = _covers(fonts, language)
        except FontFileError as error:
            findings.append(font_fault(error))
            covers = None
        except SetupError as error:
            hint = "python3 build.py doctor says what each language needs"
            where = Where(project.language_folder(language).shown)
            findings.append(Finding(codes.MISSING_FONT, str(error), where, hint, language.tag))
            covers = None
        guides = [
            guide
            for guide in project.guides
            if language in asked or project.offers(guide, language)
        ]
        own = replace(rules, covers=covers, circles=covers and sheets.circles)
        domains = {COMMON, *project.broken, *(guide.name for guide in guides)}
        if not language.pseudo:
            findings += catalog_checks.check_language(project, language, own, domains)
        elif not language.right_to_left:
            for domain in sorted(domains):
                findings += no_room_in_line(project, domain)
        findings += sheets.findings(language, guides, on_paper=covers is not None)
    findings += sheets.brand_glyphs
    unique = dict.fromkeys(map(project.named, findings))
    return sorted(unique, key=lambda finding: finding.sort_key)


def _only_started(project: Project, languages: Sequence[Language]) -> Iterator[Finding]:
    """A note about each language that is only started; about many, one note."""
    if len(languages) > _FEW_LANGUAGES:
        names = ", ".join(f"{one.name} ({one.tag})" for one in languages)
        message = f"{len(languages)} languages are started, not offered: {names}"
        hint = "what is left to do: python3 build.py status"
        yield Finding(codes.STARTED_LANGUAGE, message, Where(LOCALES), hint)
        return
    for language in languages:
        where = Where(project.language_folder(language).shown)
        review, _ = project.review(language)
        counts = [
            signatures.status(messages, project.catalog(language, domain)[0], review)
            for domain, messages in project.extraction.domains.items()
        ]
        done, total = sum(one.translated for one in counts), sum(one.total for one in counts)
        message = (
            f"{language.name} is started, not offered: {done} of {total} messages are translated"
        )
        hint = f"see all that is to do: python3 build.py check --language {language.tag}"
        lists = [guide.file for guide in project.guides if guide.languages]
        if is_offered(language, project.brand.languages) and lists:
            hint += f"; {', '.join(lists)} has a list of its own, without it"
        yield Finding(codes.STARTED_LANGUAGE, message, where, hint, language.tag)


def _covers(fonts: FontLibrary, language: Language) -> catalog_checks.Covers:
    """Whether a language's fonts have a character. Raises `SetupError` where it has no font."""
    known = frozenset().union(*(face.coverage for face in fonts.stack(language)))
    return lambda _, char: ord(char) in known


def _facts(project: Project) -> Iterator[Finding]:
    """Each message names facts, each fact exists, and each is used or left out on purpose; and the
    catalog templates say so to translators. Of guides that cannot be read nothing can be said."""
    domains = project.extraction.domains
    everywhere: dict[str, Where] = {}
    for guide in project.guides:
        messages = domains.get(guide.name, ())
        everywhere |= guide.fact_places
        yield from facts.check_message_facts(messages, guide.fact_places)
        yield from facts.check_facts_used(messages, guide.fact_places, guide.left_out)
    if not project.broken:
        yield from facts.check_message_facts(domains.get(COMMON, ()), everywhere)
    for domain, messages in domains.items():
        # Of a glossary that cannot be read, no agreed word is known.
        if domain not in project.broken and not project.glossary[1]:
            yield from pot.outdated(
                project.pot(domain),
                messages,
                project.facts_in_words(domain),
                project.agreed_terms,
            )


class _Sheets:
    """Every sheet of a project."""

    def __init__(self, project: Project, fonts: FontLibrary) -> None:
        self._project = project
        self.composer = Composer(project)
        self._typesetter = Typesetter(fonts, project.unbreakable)

    @cached_property
    def brand_glyphs(self) -> tuple[Finding, ...]:
        """Characters of the brand that no font has; none, where there is no font to ask."""
        try:
            return tuple(missing_glyphs(self._project.brand, self._typesetter))
        except SetupError:
            return ()

    def circles(self, language: Language, text: str) -> tuple[Problem, ...]:
        """The words of a text that come out with a dotted circle."""
        shaped = self._typesetter.shape((TextSpan(text),), language)
        words = circled_words(self._typesetter, shaped, language)
        return tuple(dotted_circle(word, better) for word, better in words)

    def findings(
        self, language: Language, guides: Iterable[Guide], *, on_paper: bool
    ) -> Iterator[Finding]:
        """What is wrong with the sheets of guides in a language, and how they come out on paper."""
        brand = self._project.brand
        # Without its brand a sheet would be laid out with other colours and words.
        on_paper = on_paper and not (self._project.brand_findings or self.brand_glyphs)
        for guide in guides:
            for sheet in guide.sheets:
                composed = self.composer.compose(guide, sheet.name, language)
                yield from composed.findings
                handout = composed.printable
                if handout and not language.pseudo:
                    yield from self._plain(guide, handout)
                if handout and on_paper:
                    for edition in self._editions(guide, handout):
                        yield from edition.foresee(handout, self._materials, brand.paper)

    def _editions(self, guide: Guide, handout: Handout) -> Iterator[Edition]:
        """Those in which a handout is built, as far as it can be."""
        for name in self._project.brand.editions or (STANDARD.name,):
            edition = EDITIONS[name]
            english = self.composer.compose(guide, handout.name, SOURCE_LANGUAGE).printable
            if edition.made_in(handout.language) and (english or not edition.english):
                yield edition

    @cached_property
    def _materials(self) -> Materials:
        project = self._project
        return Materials(project.brand, self._typesetter, project.art, self._english)

    def _english(self, handout: Handout) -> Handout:
        guide = next(guide for guide in self._project.guides if guide.name == handout.guide)
        return self.composer.compose(guide, handout.name, SOURCE_LANGUAGE).required()

    def _plain(self, guide: Guide, handout: Handout) -> Iterator[Finding]:
        if handout.language == SOURCE_LANGUAGE:
            template = self._project.template(guide.name, handout.name)
            yield from plain.check_sheet(handout, Where(template.shown), guide).findings
            return
        source = self.composer.compose(guide, handout.name, SOURCE_LANGUAGE).printable
        if source:
            yield from plain.check_translation(handout, source).findings
