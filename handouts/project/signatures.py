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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile, save
from handouts.files import reading
from handouts.files.toml_file import read_toml
from handouts.files.toml_schema import DAY, Named, Table, Tables, Text
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where

_DIGEST = re.compile(r"[0-9a-f]{32}")
_EXCERPT = 60
_HINT = "restore the file from an older version, or delete the table and sign again"
_LINE = Text(required=True, test=str.isprintable, form="plain text on one line")
_SIGNATURE = Table({"reviewer": _LINE, "credential": _LINE, "date": DAY})
_MESSAGES = Named(
    Text(), test=_DIGEST.fullmatch, form="the digest of a message", example="0" * 32, required=True
)
_SCHEMA = Table({"signed": Tables(Table({**_SIGNATURE.keys, "messages": _MESSAGES}))})
_HEADING = (
    "# Who has checked which words: a digest binds each signature to the words as they were.\n"
)


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


def load_review(
    path: Path, shown_as: str = "", within: Path | None = None
) -> tuple[Review, list[Finding]]:
    """Reads signatures, which lie in the folder `within`. Never raises: without a file nothing is
    signed, and what is not well formed counts for nothing and is a finding."""
    shown = shown_as or str(path)
    if not reading.is_there(path):
        return Review(shown), []
    try:
        toml = read_toml(path, shown, codes.REVIEW_FILE, within, reading.SIGNATURES)
    except FindingsError as error:
        return Review(shown), list(error.findings)
    faults = list(_SCHEMA.faults(toml.data))
    faulty = {fault.place[1] for fault in faults if len(fault.place) > 1}
    tables = _SCHEMA.filled(toml.data)["signed"]
    acts = [
        Signed(Signature(table["reviewer"], table["credential"], table["date"]), table["messages"])
        for index, table in enumerate(tables)
        if index not in faulty
    ]
    findings = [
        toml.finding(codes.REVIEW_FILE, fault.place, fault.message, _HINT) for fault in faults
    ]
    return Review(shown, tuple(acts)), findings


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
            refused.append(Finding(codes.UNSIGNABLE_MESSAGE, message, where, hint))
    where = Where(review.shown_as)
    refused += [
        Finding(codes.REVIEW_FILE, fault.message, where, fault.hint)
        for fault in _SIGNATURE.faults(asdict(signature))
    ]
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
