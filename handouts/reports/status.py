"""How far each language has come: translated, fuzzy, signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project import signatures
from handouts.project.project import Project


@dataclass(frozen=True, slots=True)
class LanguageProgress:
    """A language's counts, in messages of all templates. The source language is translated by
    nature; its signatures are a clinician's. `offered` tells whether its sheets are built, or it is
    only started."""

    language: str
    name: str
    offered: bool
    messages: int
    translated: int
    fuzzy: int
    signed: int

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


def progress(project: Project, language: Language) -> LanguageProgress:
    """How far one language has come."""
    return _sum(language, project.is_offered(language), _counts(project, language))


def _counts(project: Project, language: Language) -> Iterator[signatures.Status]:
    signed, _ = project.review(language)
    for domain, messages in project.extraction.domains.items():
        if language == SOURCE_LANGUAGE:
            entries = [signatures.source_entry(message) for message in messages]
            count = sum(signed.signature(entry) is not None for entry in entries)
            yield signatures.Status(len(messages), len(messages), 0, count)
        else:
            catalog, _ = project.catalog(language, domain)
            yield signatures.status(messages, catalog, signed)


def _sum(
    language: Language, offered: bool, counts: Iterable[signatures.Status]
) -> LanguageProgress:
    rows = list(counts)
    return LanguageProgress(
        language.tag,
        language.name,
        offered,
        sum(row.total for row in rows),
        sum(row.translated for row in rows),
        sum(row.fuzzy for row in rows),
        sum(row.signed for row in rows),
    )
