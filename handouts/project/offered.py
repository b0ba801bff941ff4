"""Which languages are offered.

A language that has catalogs is *started*; it is *offered* once its tag stands under `languages` in
`brand.toml`, or in the `guide.toml` of one guide. What is offered must pass every check, and is
built. Without any list, all that is started is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from handouts.files import reading
from handouts.model import codes
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language, find
from handouts.model.languages import language as find_language
from handouts.model.nearest import did_you_mean

if TYPE_CHECKING:
    from handouts.project.project import Project


def is_offered(language: Language, listed: Iterable[str]) -> bool:
    """Whether a list of tags, as a person writes them, offers a language. The source language is
    always offered; an empty list offers all."""
    tags = list(listed)
    return not tags or language == SOURCE_LANGUAGE or language in map(_named, tags)


def is_begun(project: Project, language: Language) -> bool:
    """Whether somebody works on a language: it is offered, or has the catalog of a guide. With the
    words alone that all sheets share, as in a new clinic's project, nobody does."""
    files = (project.po(language, guide.name).path for guide in project.guides)
    return project.is_offered(language) or any(map(reading.is_there, files))


def without_catalogs(
    listed: Iterable[str], where: Where, languages: Iterable[Language]
) -> Iterator[Finding]:
    """Tags of a list that no catalogs belong to."""
    there = list(languages)
    every = [one.tag for one in there]
    for tag in listed:
        if _named(tag) not in there:
            meant = [one.tag for one in find(tag, there)]
            near = f"; did you mean {meant[0]}?" if meant else did_you_mean(tag, every)
            message = f"there are no catalogs of a language {tag!r}{near}"
            hint = f"correct the tag, or start the language: python3 build.py language add {tag}"
            yield Finding(codes.OFFERED_LANGUAGE, message, where, hint)


def _named(tag: str) -> Language | None:
    try:
        return find_language(tag)
    except UsageError:
        return None
