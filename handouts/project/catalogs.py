"""The catalogs of a whole project: brought up to date, started for a new language, and those that
nothing reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.catalogs import merge
from handouts.catalogs.merge import Others, Updated
from handouts.catalogs.po import Entry, Key
from handouts.catalogs.store import save
from handouts.files import reading
from handouts.files.file import File
from handouts.model import codes
from handouts.model.findings import Finding, Where, has_errors
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.damage import damage, is_cut
from handouts.project.glossary import add_column
from handouts.project.offered import is_begun
from handouts.project.project import Project
from handouts.project.vocabulary_starter import started


def update_all(project: Project, *, as_new: bool = False) -> Updated:
    """Merges every catalog template into every language that has been started; a domain that a
    language lacks is started there. A language in which nothing is offered, and that has but the
    words that all sheets share, has not been started. A catalog from which messages are gone stays
    as it is, unless what it lacks is said to be new (`as_new`). Raises `SetupError` when a catalog
    cannot be written."""
    done = _together(
        _update(project, language, domain, pot, po, as_new=as_new)
        for language in project.languages
        if language != SOURCE_LANGUAGE
        for begun in (is_begun(project, language),)
        for domain, pot in project.pots().items()
        for po in (project.po(language, domain),)
        if begun or reading.is_there(po.path)
    )
    return Updated(done.changed, (*project.language_findings, *done.findings))


def _update(
    project: Project, language: Language, domain: str, pot: File, po: File, *, as_new: bool
) -> Updated:
    faults = damage(project, language, domain)
    read = not has_errors(project.catalog(language, domain)[1]) or not reading.is_there(po.path)
    if is_cut(faults) and not (as_new and read):
        return Updated((), tuple(faults))
    merged = merge.update if reading.is_there(po.path) else merge.start
    return merged(pot, po, language, _others(project, language, domain))


def _others(project: Project, language: Language, domain: str) -> Others:
    """What the other catalogs of a language have translated, and nobody doubts."""
    found: dict[Key, tuple[str, Entry]] = {}
    for other in project.pots():
        if other != domain and reading.is_there(project.po(language, other).path):
            catalog, _ = project.catalog(language, other)
            for entry in catalog.entries:
                if entry.translated:
                    found.setdefault(entry.key, (other, entry))
    return found


def create(project: Project, language: Language) -> Updated:
    """Starts the catalogs of a language, one for each template, its column of the glossary, and its
    words for the checks. Existing files stay. Raises `SetupError` when a file cannot be written."""
    faults = project.glossary[1]
    file = project.glossary_file
    column = (
        (file.shown,) if not faults and add_column(file.path, language.locale, file.root) else ()
    )
    return _together(
        (
            *(
                merge.start(pot, po, language)
                for domain, pot in project.pots().items()
                for po in (project.po(language, domain),)
                if not reading.is_there(po.path)
            ),
            Updated(column, tuple(faults)),
            Updated(_start_vocabulary(project, language), ()),
        )
    )


def _start_vocabulary(project: Project, language: Language) -> tuple[str, ...]:
    """The file with the language's words for the checks, where it was started."""
    file = project.vocabulary_file(language)
    if reading.is_there(file.path):
        return ()
    english, _ = project.vocabulary(SOURCE_LANGUAGE)
    save(file.path, started(language, english), file.root)
    return (file.shown,)


def _together(parts: Iterable[Updated]) -> Updated:
    changed: list[str] = []
    findings: list[Finding] = []
    for part in parts:
        changed += part.changed
        findings += part.findings
    return Updated(tuple(changed), tuple(findings))


def unread(project: Project, language: Language) -> Iterator[Finding]:
    """Catalogs of a language that no guide feeds or that lie in the wrong folder. The source
    language has no catalogs, but catalog templates."""
    domains = project.extraction.domains
    hint = "delete it, or restore its guide"
    if language == SOURCE_LANGUAGE:
        for domain, pot in project.pots().items():
            if domain not in domains:
                yield _unread(pot, "no template feeds this catalog template", hint)
        for po in project.po_files(language):
            text = "English is the source language: its words stand in the templates"
            yield _unread(po, text, "delete it")
        return
    read = {project.po(language, domain).path for domain in domains}
    for po in project.po_files(language):
        if po.path in read:
            continue
        if po.path.stem in domains:
            place = project.po(language, po.path.stem).shown
            yield _unread(po, "a catalog in the wrong folder", f"move it to {place}", language.tag)
        else:
            yield _unread(po, "no template feeds this catalog", hint, language.tag)


def _unread(file: File, message: str, hint: str, tag: str = "") -> Finding:
    return Finding(codes.OBSOLETE_CATALOG, message, Where(file.shown), hint, tag)
