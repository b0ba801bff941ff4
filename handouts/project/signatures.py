"""Who has checked which words: signatures that hold only as long as the words stay the same.

Machine translation of critical text must be reviewed by a qualified human translator (45 CFR
92.201(c)(3)); the English is signed by a clinician in the same way. A signature binds a digest of
source and translation, so a changed message has lost it without anybody taking it away.
Each act of signing is a file of its own in `locales/<locale>/signatures/`, so that two branches on
which somebody has signed can always be merged::

    reviewer = "Name of Reviewer"
    credential = "Certified Healthcare Interpreter, Spanish"
    date = "2026-11-22"

    [messages]
    "0a6f..." = "Ask someone to drive you home."

The words beside a digest are for the reader of a diff; only the digest counts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile, save
from handouts.files import atomic
from handouts.files.file import File
from handouts.files.toml_file import read_toml
from handouts.files.toml_schema import DAY, Named, Table, Text
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where

_DIGEST = re.compile(r"[0-9a-f]{32}")
_EXCERPT = 60
_HINT = "restore the file from an older version, or delete it and sign again"
_LINE = Text(required=True, test=str.isprintable, form="plain text on one line")
_SIGNATURE = Table({"reviewer": _LINE, "credential": _LINE, "date": DAY})
_MESSAGES = Named(
    Text(), test=_DIGEST.fullmatch, form="the digest of a message", example="0" * 32, required=True
)
_SCHEMA = Table({**_SIGNATURE.keys, "messages": _MESSAGES})
_HEADING = (
    "# Who has checked which words: a digest binds the signature to the words as they were.\n"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """One act of signing. `date` is ISO 8601."""

    reviewer: str
    credential: str
    date: str


@dataclass(frozen=True, slots=True)
class Signed:
    """One act: a signature and the messages under it, digest → the first words of the English.
    `file` is the name of its file; one that has not been written yet has none."""

    signature: Signature
    messages: Mapping[str, str]
    file: str = field(default="", compare=False)


@dataclass(frozen=True)
class Review:
    """Every signature given for a language, oldest first."""

    acts: tuple[Signed, ...] = ()

    @cached_property
    def _by_digest(self) -> Mapping[str, Signature]:
        return {mark: act.signature for act in self.acts for mark in act.messages}

    def signature(self, entry: Entry) -> Signature | None:
        """The latest signature under an entry as it reads now."""
        return self._by_digest.get(digest(entry))


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


def load_review(folder: File) -> tuple[Review, list[Finding]]:
    """Reads the signatures of a language from their folder. Never raises: without a folder nothing
    is signed, and a file that is not well formed counts for nothing and is a finding."""
    acts: list[Signed] = []
    findings: list[Finding] = []
    for path in sorted(folder.path.glob("*.toml")):
        shown = f"{folder.shown}/{path.name}"
        try:
            toml = read_toml(path, shown, codes.REVIEW_FILE)
        except FindingsError as error:
            findings += error.findings
            continue
        if faults := list(_SCHEMA.faults(toml.data)):
            findings += [
                toml.finding(codes.REVIEW_FILE, fault.place, fault.message, _HINT)
                for fault in faults
            ]
            continue
        signature = Signature(**{key: toml.data[key] for key in _SIGNATURE.keys})
        acts.append(Signed(signature, toml.data["messages"], path.name))
    acts.sort(key=lambda act: (act.signature.date, act.file))
    return Review(tuple(acts)), findings


def is_draft(review: Review, entries: Iterable[Entry]) -> bool:
    """Whether any of the words a sheet uses is unsigned; then the sheet bears a draft notice."""
    return any(review.signature(entry) is None for entry in entries)


def signed_by(review: Review, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Who signed these words: name, credential and date of each signature under them, sorted."""
    found = {review.signature(entry) for entry in entries}
    signed = sorted((one.date, one.reviewer, one.credential) for one in found if one)
    return tuple(f"{reviewer}, {credential}, {date}" for date, reviewer, credential in signed)


def unfinished(entry: Entry, where: Where) -> Finding | None:
    """Why an entry cannot be signed: there is no translation that anybody could have read."""
    if entry.translated:
        return None
    message = f"not ready to be signed: {entry.msgid}"
    hint = "translate it, or take the fuzzy mark away, first"
    return Finding(codes.UNSIGNABLE_MESSAGE, message, where, hint)


def sign(review: Review, entries: Sequence[Entry], signature: Signature) -> Review:
    """The review with `signature` under all entries that have none yet. What is under which rules
    signed is not asked here. Raises `FindingsError` when the signature itself is incomplete, or an
    entry is not translated."""
    refused = [
        Finding(codes.REVIEW_FILE, fault.message, Where(""), fault.hint)
        for fault in _SIGNATURE.faults(asdict(signature))
    ]
    refused += filter(None, (unfinished(entry, Where("", 0, entry.msgid)) for entry in entries))
    if refused:
        raise FindingsError(refused)
    fresh = {
        digest(entry): entry.msgid[:_EXCERPT]
        for entry in entries
        if review.signature(entry) is None
    }
    return replace(review, acts=(*review.acts, Signed(signature, fresh))) if fresh else review


def withdraw(review: Review, entries: Iterable[Entry], reviewer: str = "") -> Review:
    """The review without any signature under these entries, or without those of one reviewer."""
    marks = {digest(entry) for entry in entries}
    acts = [
        replace(act, messages=_without(act.messages, marks))
        if reviewer in ("", act.signature.reviewer)
        else act
        for act in review.acts
    ]
    return replace(review, acts=tuple(act for act in acts if act.messages))


def _without(messages: Mapping[str, str], marks: Collection[str]) -> Mapping[str, str]:
    return {mark: words for mark, words in messages.items() if mark not in marks}


def write_review(before: Review, after: Review, folder: Path) -> list[str]:
    """Saves what has changed between two states of the signatures; returns the names of the files
    that were written or removed. Files that could not be read stay. Raises `SetupError`."""
    changed: list[str] = []
    for act in after.acts:
        name = act.file or _file_name(act)
        if save(folder / name, _written(act)):
            changed.append(name)
    for name in sorted({act.file for act in before.acts} - {act.file for act in after.acts}):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise atomic.cannot_write(folder / name, error) from error
        changed.append(name)
    return changed


def _file_name(act: Signed) -> str:
    """By date and content: two acts have two names, on whatever branch they were done."""
    content = hashlib.sha256(_written(act).encode()).hexdigest()
    return f"{act.signature.date}-{content[:12]}.toml"


def _written(act: Signed) -> str:
    parts = [_HEADING]
    parts += [f"{name} = {_quoted(value)}\n" for name, value in asdict(act.signature).items()]
    parts.append("\n[messages]\n")
    parts += [f'"{mark}" = {_quoted(words)}\n' for mark, words in act.messages.items()]
    return "".join(parts)


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
