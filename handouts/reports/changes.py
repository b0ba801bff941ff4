"""What a new version of the guide touches: facts that differ between two `guide.toml`, and the
messages, sheets and languages that rest on them.

A signature binds words, not facts: when a fact changes and the words stay, the signatures stay too.
So this list is what an author reads first, and what reviewers are asked to look at again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from handouts.model.errors import UsageError
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.guide import Fact, Guide, load_facts
from handouts.project.project import Project
from handouts.project.signatures import source_entry
from handouts.reports.facts import Use, sheets_of, uses_of, uses_of_fact

ADVICE = (
    "Read these messages against the guide. Where the words change, their signatures fall by "
    "themselves; where they stay, ask the reviewers to look at them again."
)


class Kind(StrEnum):
    """What became of a fact."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    LEFT_OUT = "left out now"
    TAKEN_UP = "no longer left out"


class Stage(StrEnum):
    """How far one message has come in one language."""

    SIGNED = "signed"
    DRAFT = "draft"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True)
class Touched:
    """A language, and in which states the touched messages are there."""

    language: Language
    states: Mapping[Stage, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs; `was` or `now` is missing for one that is new or gone."""

    name: str
    kind: Kind
    was: Fact | None
    now: Fact | None
    uses: tuple[Use, ...]
    sheets: tuple[str, ...]
    languages: tuple[Touched, ...]

    @property
    def section(self) -> str:
        """The guide's heading; before and after, where that has changed too."""
        sections = [fact.section for fact in (self.was, self.now) if fact]
        return " -> ".join(dict.fromkeys(sections))

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "id": self.name,
            "kind": self.kind.value,
            "was": self.was.says if self.was else None,
            "now": self.now.says if self.now else None,
            "section_was": self.was.section if self.was else None,
            "section_now": self.now.section if self.now else None,
            "sheets": list(self.sheets),
            "messages": [use.as_json() for use in self.uses],
            "languages": _languages_json(self.languages),
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs for one guide. `languages` sums over the messages touched by any of it."""

    guide: Guide
    changes: tuple[Change, ...]
    languages: tuple[Touched, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "guide": self.guide.name,
            "changes": [change.as_json() for change in self.changes],
            "languages": _languages_json(self.languages),
        }


def _languages_json(languages: Sequence[Touched]) -> dict[str, dict[str, int]]:
    return {
        touched.language.tag: {state.value: count for state, count in touched.states.items()}
        for touched in languages
    }


def changes_since(old: Path, project: Project, guide_name: str = "") -> Changes:
    """What differs between an older `guide.toml` and the guide with the same code.

    Raises `FindingsError` when a file cannot be read, `UsageError` when no guide fits.
    """
    if not old.exists():
        raise UsageError(f"there is no file {old}; it must be an older guide.toml")
    code, was, was_out = load_facts(old)
    guide = _guide(project.guides, guide_name, code)
    uses = uses_of(guide, project)
    changes = []
    for name in dict.fromkeys((*guide.facts, *was)):
        before, after = was.get(name), guide.facts.get(name)
        kind = _kind(before, after, name in was_out, name in guide.left_out)
        if kind:
            resting = uses_of_fact(name, uses)
            touched = tuple(_touched(project, resting))
            sheets = sheets_of(resting, guide)
            changes.append(Change(name, kind, before, after, resting, sheets, touched))
    together = dict.fromkeys(use.message.key for change in changes for use in change.uses)
    any_use = [use for use in uses if use.message.key in together]
    return Changes(guide, tuple(changes), tuple(_touched(project, any_use)))


def _guide(guides: Sequence[Guide], name: str, code: str) -> Guide:
    known = ", ".join(guide.name for guide in guides)
    for guide in guides:
        if name in {guide.name, guide.code} or (not name and guide.code == code):
            return guide
    if name:
        raise UsageError(f"no guide {name!r}; there is: {known}")
    raise UsageError(f"no guide has the code {code!r}: name one with --guide ({known})")


def _kind(before: Fact | None, after: Fact | None, was_out: bool, is_out: bool) -> Kind | None:
    if after is None:
        return Kind.GONE
    if before is None:
        return Kind.NEW
    if (before.section, before.says) != (after.section, after.says):
        return Kind.CHANGED
    if was_out == is_out:
        return None
    return Kind.LEFT_OUT if is_out else Kind.TAKEN_UP


def _touched(project: Project, uses: Sequence[Use]) -> Iterator[Touched]:
    if not uses:
        return
    for own in project.languages:
        counts = Counter(_state(project, own, use) for use in uses)
        yield Touched(own, {state: counts[state] for state in Stage if counts[state]})


def _state(project: Project, own: Language, use: Use) -> Stage:
    signatures, _ = project.review(own)
    if own == SOURCE_LANGUAGE:
        signed = signatures.signature(source_entry(use.message))
        return Stage.SIGNED if signed else Stage.DRAFT
    catalog, _ = project.catalog(own, use.domain)
    entry = catalog.by_key.get(use.message.key)
    if entry is None or not entry.msgstr:
        return Stage.UNTRANSLATED
    if not entry.translated:
        return Stage.FUZZY
    return Stage.SIGNED if signatures.signature(entry) else Stage.DRAFT
