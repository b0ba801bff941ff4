"""Every gate before the press: what `check` runs over templates, facts, catalogs and words.

Nothing is built, no page is made. All findings are collected, so that an author or a translator
sees the whole of what there is to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handouts.catalogs import pot
from handouts.catalogs.extract import COMMON, Extraction, extract
from handouts.checks import catalog_checks, facts
from handouts.checks.plain import check as plain
from handouts.compose.compose import SOURCE_LANGUAGE, Sources
from handouts.model.document import Handout
from handouts.model.errors import SetupError
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import Language
from handouts.project.glossary import load_glossary
from handouts.project.guide import Guide
from handouts.text.fonts import FontLibrary


def check(
    sources: Sources, fonts: FontLibrary, languages: Iterable[Language] = ()
) -> list[Finding]:
    """Findings on the source and on these languages (all, when none is named), in reading order.

    Raises `FindingsError` when the brand or the guides cannot be read, since nothing can be told
    without them.
    """
    extraction = extract(sources.templates.folder)
    asked = set(languages)
    chosen = [own for own in sources.languages() if not asked or own in asked]
    findings = [
        *extraction.findings,
        *_facts(sources, extraction),
        *_templates(sources, extraction),
    ]
    english: dict[tuple[str, str], Handout] = {}
    for guide in sources.guides:
        findings += _english_sheets(sources, guide, english)
    covers = _Coverage(fonts)
    glossary, faults = load_glossary(
        sources.project / "locales" / "glossary.csv", "locales/glossary.csv"
    )
    findings += faults
    rules = catalog_checks.Rules(glossary, (sources.brand.name,), covers)
    for own in chosen:
        if own != SOURCE_LANGUAGE:
            findings += _translations(sources, own, extraction, rules, english)
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)


class _Coverage:
    """Whether a language's fonts have a character."""

    def __init__(self, fonts: FontLibrary) -> None:
        self._fonts = fonts
        self._known: dict[str, frozenset[int]] = {}

    def __call__(self, own: Language, char: str) -> bool:
        if own.tag not in self._known:
            stack = self._fonts.stack(own)
            self._known[own.tag] = frozenset().union(*(face.coverage for face in stack))
        return ord(char) in self._known[own.tag]


def _facts(sources: Sources, extraction: Extraction) -> Iterator[Finding]:
    """Each message names facts, each fact exists, and each is used or left out on purpose."""
    shared = extraction.domains.get(COMMON, ())
    everywhere: dict[str, Where] = {}
    for guide in sources.guides:
        known = facts_of(guide)
        everywhere |= known
        messages = extraction.domains.get(guide.name, ())
        yield from facts.check_message_facts(messages, known)
        yield from facts.check_facts_used(messages, known, guide.left_out)
    yield from facts.check_message_facts(shared, everywhere)


def facts_of(guide: Guide) -> dict[str, Where]:
    """Where each fact of a guide stands."""
    path = f"templates/{guide.name}/guide.toml"
    return {name: Where(path, fact.line) for name, fact in guide.facts.items()}


def facts_in_words(guides: Sequence[Guide]) -> Mapping[str, str]:
    """Each fact as a translator reads it: what it says, and the guide's section."""
    return {
        name: f"{fact.says} [{fact.section}]"
        for guide in guides
        for name, fact in guide.facts.items()
    }


def _templates(sources: Sources, extraction: Extraction) -> Iterator[Finding]:
    """The English as a source, and whether the catalog templates are up to date."""
    says = facts_in_words(sources.guides)
    for domain, messages in extraction.domains.items():
        yield from catalog_checks.check_source(messages, SOURCE_LANGUAGE)
        shown = f"locales/{domain}.pot"
        yield from pot.is_stale(sources.project / shown, shown, messages, says)


def _english_sheets(
    sources: Sources, guide: Guide, found: dict[tuple[str, str], Handout]
) -> Iterator[Finding]:
    """Structure and plain language of each sheet; the composed sheets are put into `found`."""
    for sheet in guide.sheets:
        composed = sources.compose(guide, sheet.name, SOURCE_LANGUAGE)
        yield from composed.findings
        if composed.handout:
            found[guide.name, sheet.name] = composed.handout
            where = Where(f"templates/{guide.name}/{sheet.name}.xml")
            yield from plain.check_sheet(composed.handout, where).findings


def _translations(
    sources: Sources,
    own: Language,
    extraction: Extraction,
    rules: catalog_checks.Rules,
    english: Mapping[tuple[str, str], Handout],
) -> Iterator[Finding]:
    catalogs = []
    try:
        if rules.covers:
            rules.covers(own, " ")
    except SetupError as error:
        hint = "python build.py doctor tells what each language needs"
        where = Where(f"locales/{own.locale}")
        yield Finding(Severity.ERROR, "missing-font", str(error), where, hint, own.tag)
        rules = catalog_checks.Rules(rules.glossary, rules.names)
    for domain, messages in extraction.domains.items():
        catalog, faults = sources.catalog(own, domain)
        yield from faults
        yield from catalog_checks.check_catalog(catalog, own, messages, rules)
        catalogs.append(catalog)
    yield from catalog_checks.check_consistency(catalogs, own)
    yield from sources.review(own)[1]
    for guide in sources.guides:
        for sheet in guide.sheets:
            source = english.get((guide.name, sheet.name))
            if source is None:
                continue
            # What composing finds has been told above, entry by entry.
            composed = sources.compose(guide, sheet.name, own)
            if composed.handout:
                yield from plain.check_translation(composed.handout, source).findings
