"""Everything that can be found without building: what `check` runs over templates, facts, catalogs,
words and pages.

A sheet is checked as the build checks it: composed by the same code, and laid out by the same code,
but not painted. All findings are collected, so that an author or a translator sees everything that
there is to correct.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from handouts.catalogs import pot
from handouts.checks import facts
from handouts.compose import macros
from handouts.model import codes
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.press import processes
from handouts.press.language_checks import (
    Catalogs,
    LanguageChecks,
    Piece,
    Sheet,
    crashed,
    factory_for,
)
from handouts.press.plan import Buildable, only_started
from handouts.project import signatures
from handouts.project.guide import COMMON
from handouts.project.offered import is_offered
from handouts.project.project import LOCALES, Project
from handouts.text.fonts import FontLibrary

#: Of more languages that are only started, there is one note.
_FEW_LANGUAGES = 3


def check(
    project: Project, fonts: FontLibrary, languages: Iterable[Language] = (), jobs: int = 1
) -> list[Finding]:
    """Findings on the source and on these languages (all that are offered, when none is named), in
    reading order, by so many processes. Never raises for content."""
    asked = set(languages)
    named = asked | {SOURCE_LANGUAGE} if asked else set(project.languages)
    chosen = [language for language in project.languages if language in named]
    chosen += [language for language in asked if language.pseudo]
    faults = project.glossary[1]
    own = LanguageChecks(project, fonts)
    findings = [
        *Buildable.of(project).findings,
        *project.extraction.findings,
        *faults,
        *_facts(project, translators=bool(asked - {SOURCE_LANGUAGE})),
        *macros.unused(own.composer),
    ]
    if not asked:
        findings += _only_started(project, list(only_started(project)))
        chosen = [language for language in chosen if project.is_offered(language)]
    groups = _pieces(project, chosen, asked)
    factory = (lambda: own) if jobs == 1 else factory_for(project, fonts)
    with contextlib.closing(processes.run(groups, factory, crashed, jobs)) as answers:
        by_number = {answer.number: answer.findings for answer in answers}
    findings += chain.from_iterable(by_number[number] for number in sorted(by_number))
    findings += own.brand_glyphs
    unique = dict.fromkeys(map(project.named, findings))
    return sorted(unique, key=lambda finding: finding.sort_key)


def _pieces(
    project: Project, languages: Iterable[Language], asked: Container[Language]
) -> list[list[Piece]]:
    """What is to be checked, language by language, numbered in the order in which it is told. A
    guide that is not offered in a language is checked where that one is asked for."""
    count = itertools.count()
    groups = []
    for language in languages:
        guides = [
            guide
            for guide in project.guides
            if language in asked or project.offers(guide, language)
        ]
        folder = project.language_folder(language).shown
        names = tuple(guide.name for guide in guides)
        pieces: list[Piece] = [Catalogs(next(count), language, folder, names)]
        for guide in guides:
            words = project.po(language, guide.name).shown
            for sheet in guide.sheets:
                if language == SOURCE_LANGUAGE:
                    words = project.template(guide.name, sheet.name).shown
                pieces.append(Sheet(next(count), language, words, guide.name, sheet.name))
        groups.append(pieces)
    return groups


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


def _facts(project: Project, *, translators: bool) -> Iterator[Finding]:
    """Each message names facts, each fact exists, and each is used or left out on purpose; and the
    catalog templates say so to translators. Of guides that cannot be read nothing can be said.
    `translators` tells that one of them asks, who can do nothing about the English."""
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
            outdated = pot.outdated(
                project.pot(domain),
                messages,
                project.facts_in_words(domain),
                project.agreed_terms,
            )
            yield from map(_for_the_author, outdated) if translators else outdated


def _for_the_author(finding: Finding) -> Finding:
    """The finding as a translator is told it."""
    if finding.kind is not codes.OUTDATED_POT:
        return finding
    hint = f"nothing for translators to do: whoever changed the English has to {finding.hint}"
    kind = finding.kind.at_severity(Severity.NOTE)
    return replace(finding, kind=kind, hint=hint.replace("has to run: ", "has to run "))
