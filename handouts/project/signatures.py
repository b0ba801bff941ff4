"""Who has checked which words: signatures that hold only as long as the words stay the same.

Machine translation of critical text must be reviewed by a qualified human translator (45 CFR
92.201(c)(3)); the English is signed by a clinician in the same way. A signature binds a digest of
source and translation, so a changed message has lost it without anybody taking it away.
`locales/<locale>/review.toml` holds one table for each act of signing::

    [[signed]]
    reviewer = "Name of Reviewer"
    credential = "Certified Healthcare Interpreter, Spanish"
    date = "2026-11-22"

    [signed.messages]
    "0a6f..." = "Ask someone to drive you home."

The words beside a digest are for the reader of a diff; only the digest counts.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile, save
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where

_DIGEST = re.compile(r"[0-9a-f]{32}")
_EXCERPT = 60
_HEADING = "# Who has checked which words. Made by: python build.py sign\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One act of signing. `date` is ISO 8601."""

    reviewer: str
    credential: str
    date: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature and the messages under it: digest → the first words of the English."""

    signature: Signature
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Review:
    """Every signature given for a language, oldest first."""

    shown_as: str
    acts: tuple[Signed, ...] = ()

    def signature(self, entry: Entry) -> Signature | None:
        """The latest signature under an entry as it reads now."""
        mark = digest(entry)
        for act in reversed(self.acts):
            if mark in act.messages:
                return act.signature
        return None


@dataclass(frozen=True, slots=True)
class Status:
    """How far a catalog has come, in messages of the templates."""

    total: int
    translated: int
    fuzzy: int
    signed: int


def digest(entry: Entry) -> str:
    """What a signature binds: context, English and translation, letter by letter."""
    words = json.dumps([entry.context, entry.msgid, entry.msgstr], ensure_ascii=True)
    return hashlib.sha256(words.encode("ascii")).hexdigest()[:32]


def source_entry(message: Message) -> Entry:
    """The English as an entry of its own, as a clinician signs it."""
    return Entry(message.msgid, message.msgid, message.context, line=message.places[0].line)


def review_path(locales: Path, locale_name: str) -> Path:
    """Where the signatures for a language live."""
    return locales / locale_name / "review.toml"


def load_review(path: Path, shown_as: str = "") -> tuple[Review, list[Finding]]:
    """Reads signatures. Never raises: without a file nothing is signed, and what is not well
    formed counts for nothing and is a finding."""
    shown = shown_as or str(path)
    if not path.exists():
        return Review(shown), []
    try:
        source = path.read_text(encoding="utf-8")
        data = tomllib.loads(source)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        line = int(match[1]) if (match := re.search(r"line (\d+)", str(error))) else 0
        return Review(shown), [_fault(shown, line, f"cannot be read: {error}")]
    findings = [
        _fault(shown, 0, f"unknown key {key!r}; only [[signed]] tables stand here")
        for key in data
        if key != "signed"
    ]
    tables = data.get("signed", [])
    if not isinstance(tables, list):
        return Review(shown), [*findings, _fault(shown, 1, "signed is not a list of tables")]
    lines = [
        number
        for number, line in enumerate(source.splitlines(), start=1)
        if line.strip() == "[[signed]]"
    ]
    acts: list[Signed] = []
    for index, table in enumerate(tables):
        faults = list(_table_faults(table))
        line = lines[index] if index < len(lines) else 0
        findings += [_fault(shown, line, fault) for fault in faults]
        if not faults:
            signature = Signature(table["reviewer"], table["credential"], table["date"])
            acts.append(Signed(signature, table["messages"]))
    return Review(shown, tuple(acts)), findings


def _table_faults(table: Any) -> Iterator[str]:
    if not isinstance(table, dict):
        yield "signed is not a table"
        return
    yield from _signature_faults(*(table.get(key) for key in ("reviewer", "credential", "date")))
    messages = table.get("messages")
    if not isinstance(messages, dict):
        yield "[signed.messages] is missing"
        return
    for mark, words in messages.items():
        if not _DIGEST.fullmatch(mark) or not isinstance(words, str):
            yield f"{mark[:40]!r} is no digest of a message"


def _signature_faults(reviewer: Any, credential: Any, date: Any) -> Iterator[str]:
    for name, value in (("reviewer", reviewer), ("credential", credential)):
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            yield f"{name} is missing or no plain text"
    try:
        valid = isinstance(date, str) and calendar_date.fromisoformat(date).isoformat() == date
    except ValueError:
        valid = False
    if not valid:
        yield f"date is not of the form 2026-11-22: {date!r}"


def is_draft(review: Review, entries: Iterable[Entry]) -> bool:
    """Whether any of the words a sheet uses is unsigned; then the sheet bears a draft notice."""
    return any(review.signature(entry) is None for entry in entries)


def sign(
    review: Review, entries: Sequence[Entry], signature: Signature, findings: Iterable[Finding]
) -> Review:
    """The review with `signature` under all entries that have none yet.

    `findings` is what the checks said of these entries. Raises `FindingsError` when they hold an
    error, when a message is untranslated, or when the signature itself is incomplete: nothing is
    signed then.
    """
    refused = [finding for finding in findings if finding.severity is Severity.ERROR]
    for entry in entries:
        if not entry.translated:
            where = Where(review.shown_as, 0, entry.msgid)
            message = f"not ready to be signed: {entry.msgid}"
            hint = "translate it, or take the fuzzy mark away, first"
            refused.append(Finding(Severity.ERROR, "not-signable", message, where, hint))
    faults = _signature_faults(signature.reviewer, signature.credential, signature.date)
    refused += [_fault(review.shown_as, 0, fault) for fault in faults]
    if refused:
        raise FindingsError(refused)
    fresh = {
        digest(entry): entry.msgid[:_EXCERPT]
        for entry in entries
        if review.signature(entry) is None
    }
    if not fresh:
        return review
    return replace(review, acts=(*review.acts, Signed(signature, fresh)))


def write_review(review: Review, path: Path) -> bool:
    """Saves the signatures; says whether the file changed. Raises `SetupError`."""
    parts = [_HEADING]
    for act in review.acts:
        parts.append("\n[[signed]]\n")
        parts += [f"{name} = {_quoted(value)}\n" for name, value in asdict(act.signature).items()]
        parts.append("\n[signed.messages]\n")
        parts += [f'"{mark}" = {_quoted(words)}\n' for mark, words in act.messages.items()]
    return save(path, "".join(parts))


def status(messages: Sequence[Message], catalog: CatalogFile, review: Review) -> Status:
    """Counts over the messages of the templates; what only the catalog has does not count."""
    entries = [entry for message in messages if (entry := catalog.by_key.get(message.key))]
    ready = [entry for entry in entries if entry.translated]
    return Status(
        total=len(messages),
        translated=len(ready),
        fuzzy=sum(entry.fuzzy and bool(entry.msgstr) for entry in entries),
        signed=sum(review.signature(entry) is not None for entry in ready),
    )


def _quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fault(shown: str, line: int, message: str) -> Finding:
    hint = "restore the file from an older version, or delete the table and sign again"
    return Finding(Severity.ERROR, "review-file", message, Where(shown, line), hint)
