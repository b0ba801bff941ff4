"""How far each language has come: translated, fuzzy, signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from handouts.catalogs import store
from handouts.catalogs.extract import Message, extract
from handouts.catalogs.merge import po_path
from handouts.model.languages import Language
from handouts.project import signatures
from handouts.project.project import read_project


@dataclass(frozen=True, slots=True)
class Progress:
    """A language's counts, in messages of all templates. The source language is translated by
    nature; its signatures are a clinician's."""

    language: str
    name: str
    messages: int
    translated: int
    fuzzy: int
    signed: int

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


def progress(project: Path) -> list[Progress]:
    """The source language first. Raises `FindingsError` when the brand cannot be read."""
    domains = extract(project / "templates").domains
    return [
        _sum(language, _counts(language, project / "locales", domains))
        for language in read_project(project).languages
    ]


def _counts(
    language: Language, locales: Path, domains: Mapping[str, Sequence[Message]]
) -> Iterator[signatures.Status]:
    signed, _ = signatures.load_review(signatures.review_path(locales, language.locale))
    for domain, messages in domains.items():
        if language.tag == "en":
            entries = [signatures.source_entry(message) for message in messages]
            count = sum(signed.signature(entry) is not None for entry in entries)
            yield signatures.Status(len(messages), len(messages), 0, count)
        else:
            catalog, _ = store.load(po_path(locales, language, domain))
            yield signatures.status(messages, catalog, signed)


def _sum(language: Language, counts: Iterable[signatures.Status]) -> Progress:
    rows = list(counts)
    return Progress(
        language.tag,
        language.name,
        sum(row.total for row in rows),
        sum(row.translated for row in rows),
        sum(row.fuzzy for row in rows),
        sum(row.signed for row in rows),
    )
