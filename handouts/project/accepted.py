"""Findings that a reviewer has looked at and accepted: `locales/<locale>/accepted.toml`.

A check that asks somebody to look is answered once. Like a signature, an answer binds a digest of
source and translation, so it holds only as long as the words stay the same; then the finding is
back. Errors cannot be accepted. One table for each act::

    [[accepted]]
    code = "number-as-word"
    reviewer = "Name of Reviewer"
    date = "2026-11-22"

    [accepted.messages]
    "0a6f..." = "The 2 joints, seen from behind"

The words beside a digest are for the reader of a diff; only the digest counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.catalogs.po import Entry
from handouts.catalogs.store import save
from handouts.files import reading
from handouts.files.toml_file import read_toml
from handouts.files.toml_schema import DAY, Named, Table, Tables, Text
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Code, Finding, Severity
from handouts.model.typed_lines import is_line
from handouts.project.signatures import digest

_DIGEST = re.compile(r"[0-9a-f]{32}")
_EXCERPT = 60
_LINE = Text(required=True, test=str.isprintable, form="plain text on one line")
_NAME = Text(required=True, test=is_line, form="a name on one line")
_MESSAGES = Named(
    Text(), test=_DIGEST.fullmatch, form="the digest of a message", example="0" * 32, required=True
)
_ACT = Table({"code": _LINE, "reviewer": _NAME, "date": DAY, "messages": _MESSAGES})
_SCHEMA = Table({"accepted": Tables(_ACT)})
_HEADING = (
    "# Findings that a reviewer has accepted, for the words as they were. "
    "Made by: python3 build.py accept\n"
)


@dataclass(frozen=True, slots=True)
class Act:
    """One answer to findings of one code. `date` is ISO 8601; `messages` digest → first words."""

    code: str
    reviewer: str
    date: str
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Every accepted finding of a language, oldest first."""

    acts: tuple[Act, ...] = ()
    _known: frozenset[tuple[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = frozenset((act.code, mark) for act in self.acts for mark in act.messages)
        object.__setattr__(self, "_known", known)

    def covers(self, kind: Code, entry: Entry) -> bool:
        """Whether a finding on an entry, as it reads now, was accepted."""
        if kind.severity is Severity.ERROR or not self._known:
            return False
        return (kind.id, digest(entry)) in self._known


def load_accepted(
    path: Path, shown: str, within: Path | None = None
) -> tuple[Accepted, list[Finding]]:
    """Reads what was accepted, from a file in the folder `within`. Never raises: without a file it
    is nothing, and what is not well formed counts for nothing and is a finding."""
    if not reading.is_there(path):
        return Accepted(), []
    try:
        toml = read_toml(path, shown, codes.ACCEPTED_FILE, within)
    except FindingsError as error:
        return Accepted(), list(error.findings)
    faults = list(_SCHEMA.faults(toml.data))
    faulty = {fault.place[1] for fault in faults if len(fault.place) > 1}
    tables = _SCHEMA.filled(toml.data)["accepted"]
    acts = [Act(**table) for index, table in enumerate(tables) if index not in faulty]
    findings = [
        toml.finding(codes.ACCEPTED_FILE, fault.place, fault.message, fault.hint)
        for fault in faults
    ]
    return Accepted(tuple(acts)), findings


def accept(
    accepted: Accepted,
    found: Iterable[tuple[Entry, Code]],
    current: Collection[Entry],
    reviewer: str,
    date: str,
) -> Accepted:
    """What was accepted, with these findings too, and without those whose words have changed:
    `current` are the entries of all catalogs. Errors are left out."""
    marks = {digest(entry) for entry in current}
    acts = []
    for act in accepted.acts:
        kept = {mark: words for mark, words in act.messages.items() if mark in marks}
        if kept:
            acts.append(Act(act.code, act.reviewer, act.date, kept))
    fresh: dict[str, dict[str, str]] = {}
    for entry, kind in found:
        if kind.severity is not Severity.ERROR and not accepted.covers(kind, entry):
            fresh.setdefault(kind.id, {})[digest(entry)] = entry.msgid[:_EXCERPT]
    acts += [Act(code, reviewer, date, messages) for code, messages in sorted(fresh.items())]
    return Accepted(tuple(acts))


def withdraw(accepted: Accepted, found: Iterable[tuple[Entry, Code]]) -> Accepted:
    """What was accepted, without these findings."""
    gone = {(kind.id, digest(entry)) for entry, kind in found}
    acts = []
    for act in accepted.acts:
        kept = {mark: words for mark, words in act.messages.items() if (act.code, mark) not in gone}
        if kept:
            acts.append(Act(act.code, act.reviewer, act.date, kept))
    return Accepted(tuple(acts))


def write_accepted(accepted: Accepted, path: Path, within: Path | None = None) -> bool:
    """Saves what was accepted in the folder `within`; says whether the file changed. Raises
    `SetupError`."""
    parts = [_HEADING]
    for act in accepted.acts:
        parts.append("\n[[accepted]]\n")
        parts += [
            f"{name} = {_quoted(getattr(act, name))}\n" for name in ("code", "reviewer", "date")
        ]
        parts.append("\n[accepted.messages]\n")
        parts += [f'"{mark}" = {_quoted(words)}\n' for mark, words in act.messages.items()]
    return save(path, "".join(parts), within)


def _quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
