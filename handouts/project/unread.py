"""What of a project could not be read. A command that says nothing of it would take the words there
for missing, or the work for done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.model.findings import Finding, Severity
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.damage import damage
from handouts.project.project import Project


def unread(project: Project, languages: Iterable[Language] = ()) -> list[Finding]:
    """Every error that keeps the brand, a guide, a template, or the words, signatures and answers
    of these languages from being read."""
    found = (*project.findings, *project.extraction.findings, *_words(project, languages))
    return list(dict.fromkeys(one for one in found if one.severity is Severity.ERROR))


def _words(project: Project, languages: Iterable[Language]) -> Iterator[Finding]:
    for language in languages:
        yield from project.review(language)[1]
        if language == SOURCE_LANGUAGE:
            continue
        yield from project.accepted(language)[1]
        yield from project.vocabulary(language)[1]
        for domain in project.extraction.domains:
            faults = damage(project, language, domain)
            yield from (fault for fault in faults if not fault.where.msgid)
