"""What could be built: guide x sheet x language x edition x paper, narrowed by what was asked for.

A job is one PDF. Names that do not exist are answered with those that do, and the nearest of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handouts.model.errors import UsageError
from handouts.model.languages import Language
from handouts.project.brand import PAPERS
from handouts.project.guide import Guide

#: The editions there are; the standard one is what a plain build makes.
EDITIONS = ("standard", "large")


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to be made."""

    language: Language
    guide: str
    handout: str
    edition: str = "standard"
    paper: str = "letter"

    @property
    def path(self) -> str:
        """Where the PDF goes, from the output folder."""
        edition = "" if self.edition == "standard" else f"-{self.edition}"
        paper = "" if self.paper == "letter" else f"-{self.paper}"
        return f"{self.language.tag}/{self.guide}-{self.handout}{edition}{paper}.pdf"


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `index` (from 1) of `count` parts of the plan."""

    index: int
    count: int

    def holds(self, job: Job) -> bool:
        """Whether the job falls to this part: by a digest of its path, so that every machine
        agrees, and adding a sheet moves no other."""
        digest = hashlib.sha256(job.path.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.index - 1


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the command line asked for; empty means everything. `paper` empty means the brand's."""

    languages: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    paper: str = ""
    shard: Shard | None = None

    @property
    def is_full(self) -> bool:
        """Whether the whole plan is built, so that whatever is not in it may be removed."""
        return self == Narrowing()

    @property
    def by_name(self) -> bool:
        """Whether certain sheets were named, rather than "all there are"."""
        return replace(self, shard=None, paper="", editions=()) != Narrowing()


def make_plan(
    guides: Sequence[Guide], languages: Sequence[Language], paper: str, narrowing: Narrowing
) -> tuple[Job, ...]:
    """The jobs asked for, by language, then guide, then sheet. `paper` is the brand's.

    Raises `UsageError` for a name that does not exist.
    """
    wanted_languages = _chosen_languages(languages, narrowing.languages)
    wanted_guides = _chosen("guide", [guide.name for guide in guides], narrowing.guides)
    chosen = [guide for guide in guides if guide.name in wanted_guides]
    sheets = sorted({sheet.name for guide in chosen for sheet in guide.sheets})
    wanted_sheets = _chosen("handout", sheets, narrowing.handouts)
    editions = _chosen("edition", EDITIONS, narrowing.editions or EDITIONS[:1])
    (size,) = _chosen("paper", PAPERS, (narrowing.paper or paper,))
    jobs = (
        Job(language, guide.name, sheet.name, edition, size)
        for language in wanted_languages
        for guide in chosen
        for sheet in guide.sheets
        if sheet.name in wanted_sheets
        for edition in editions
    )
    return tuple(job for job in jobs if not narrowing.shard or narrowing.shard.holds(job))


def parse_shard(text: str) -> Shard:
    """Reads `2/5`. Raises `UsageError`."""
    index, _, count = text.partition("/")
    if index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count):
        return Shard(int(index), int(count))
    raise UsageError(f"--shard {text}: write the part and the number of parts, such as 1/4")


def _chosen(kind: str, existing: Sequence[str], asked: Iterable[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(asked)) or tuple(existing)
    for name in names:
        if name not in existing:
            raise UsageError(unknown(kind, name, existing))
    return names


def _chosen_languages(languages: Sequence[Language], asked: Iterable[str]) -> tuple[Language, ...]:
    names = tuple(asked)
    if not names:
        return tuple(languages)
    wanted = {find_language(name, languages).tag for name in names}
    return tuple(language for language in languages if language.tag in wanted)


def find_language(name: str, languages: Sequence[Language]) -> Language:
    """The language of the project that somebody means: by tag (`zh-Hans`), by folder (`zh_Hans`),
    or by its English or own name. Raises `UsageError`."""
    folded = name.replace("_", "-").casefold()
    for language in languages:
        if folded == language.tag.casefold():
            return language
    for language in languages:
        if folded in (language.name.casefold(), language.autonym.casefold()):
            return language
    tags = [language.tag for language in languages]
    by_name = {language.name: language.tag for language in languages}
    raise UsageError(
        unknown("language", name, tags, by_name)
        + f". To start a new language: python build.py language add {name}"
    )


def unknown(
    kind: str, name: str, existing: Sequence[str], aliases: dict[str, str] | None = None
) -> str:
    """The message for a name that does not exist: the nearest one, and all there are."""
    import difflib  # noqa: PLC0415 - only needed when something is wrong

    lowered = {one.casefold(): one for one in existing}
    lowered.update({alias.casefold(): tag for alias, tag in (aliases or {}).items()})
    near = difflib.get_close_matches(name.casefold(), list(lowered), n=1, cutoff=0.5)
    nearest = f" Did you mean {lowered[near[0]]}?" if near else ""
    return f"unknown {kind} {name!r}.{nearest} There are: {', '.join(existing) or 'none'}"
