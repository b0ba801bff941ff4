"""Which mistakes our checks find: a finding that the right translation does not have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.checks.catalog_checks import (
    Rules,
    check_consistency,
    check_text,
    rules_of,
    with_words,
)
from handouts.model.languages import Language
from handouts.project.project import Project
from tests.mistakes.generate import Mistake


class Judge:
    """The checks of one language of a project, as `build.py check` runs them on its catalogs."""

    def __init__(self, project: Project, language: Language) -> None:
        self._language = language
        self._rules = with_words(rules_of(project), project, language)
        self._catalogs = [
            project.catalog(language, domain)[0] for domain in project.extraction.domains
        ]
        self._together = set(map(str, check_consistency(self._catalogs, language)))

    @property
    def rules(self) -> Rules:
        """What the checks know of the language."""
        return self._rules

    def finds(self, mistake: Mistake) -> bool:
        """Whether anything is said of the wrong words that is not said of the right ones."""
        return self._in_words(mistake) or self._in_catalogs(mistake)

    def _in_words(self, mistake: Mistake) -> bool:
        entry = mistake.entry
        known = self._said(entry.msgid, entry.msgstr)
        return bool(self._said(entry.msgid, mistake.wrong) - known)

    def _said(self, source: str, target: str) -> set[tuple[str, str]]:
        problems = check_text(source, target, self._language, self._rules)
        return {(problem.kind.id, problem.message) for problem in problems}

    def _in_catalogs(self, mistake: Mistake) -> bool:
        catalogs = [
            replace(catalog, entries=tuple(_with(catalog, mistake))) for catalog in self._catalogs
        ]
        return bool(set(map(str, check_consistency(catalogs, self._language))) - self._together)


def _with(catalog: CatalogFile, mistake: Mistake) -> Iterable[Entry]:
    for entry in catalog.entries:
        yield replace(entry, msgstr=mistake.wrong) if entry is mistake.entry else entry
