"""Who has checked which words: signatures that hold only as long as the words stay the same.

Machine translation of critical text must be reviewed by a qualified human translator (45 CFR
92.201(c)(3)); the English is signed by a clinician in the same way. A signature binds a digest of
source and translation, so a changed message has lost it without anybody taking it away.
Each act of signing is a file of its own in `locales/<locale>/signatures/`, so that two branches on
which somebody has signed can always be merged::

    reviewer = "Name of Reviewer"
    credential = "Certified Healthcare Interpreter, Spanish"
    date = "2026-11-22"

    [messages.0a6f...]
    english = "Ask someone to drive you home."
    translation = "Pídale a alguien que lo lleve a casa."

The words stand there in full, so that whoever reads a message that has changed since can be shown
what was signed, wherever the catalog's history is. They must have the digest they stand under.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry, Key
from handouts.catalogs.store import CatalogFile, save
from handouts.files import atomic, reading
from handouts.files.file import File
from handouts.files.toml_file import read_toml
from handouts.files.toml_schema import DAY, Fault, Named, Table, Text
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.model.signature import Signature
from handouts.model.typed_lines import is_line

_DIGEST = re.compile(r"[0-9a-f]{32}")
_HINT = "restore the file from an older version, or delete it and sign again"
_LINE = Text(required=True, test=is_line, form="plain text on one line, which says something")
_SIGNATURE = Table({"reviewer": _LINE, "credential": _LINE, "date": DAY})
_WORDS = Table({"context": Text(), "english": Text(required=True), "translation": Text()})
_MESSAGES = Named(
    _WORDS, test=_DIGEST.fullmatch, form="the digest of a message", example="0" * 32, required=True
)
_SCHEMA = Table({**_SIGNATURE.keys, "messages": _MESSAGES})
_HEADING = (
    "# Who has checked which words: a digest binds the signature to the words as they were.\n"
)


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A message as it was signed."""

    context: str | None
    english: str
    translation: str

    @property
    def key(self) -> Key:
        """What tells one message from another."""
        return (self.context, self.english)


@dataclass(frozen=True, slots=True)
class Signed:
    """One act: a signature and the messages under it, by their digests. `file` is the name of its
    file; one that has not been written yet has none."""

    signature: Signature
    messages: Mapping[str, SignedMessage]
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

    @cached_property
    def words(self) -> Mapping[Key, tuple[SignedMessage, Signature]]:
        """For each message that was ever signed, its words as they were signed the last time."""
        return {
            words.key: (words, act.signature)
            for act in self.acts
            for words in act.messages.values()
        }


@dataclass(frozen=True, slots=True)
class Status:
    """How far a catalog has come, in messages of the templates."""

    total: int
    translated: int
    fuzzy: int
    signed: int


def digest(entry: Entry) -> str:
    """What a signature binds: context, English and translation, letter by letter."""
    return _digest(SignedMessage(entry.context, entry.msgid, entry.msgstr))


def digest_of_all(entries: Iterable[Entry]) -> str:
    """One digest for the words of many entries, in whatever order: short enough to be read out."""
    marks = sorted({digest(entry) for entry in entries if entry.translated})
    return hashlib.sha256("".join(marks).encode("ascii")).hexdigest()[:16]


def _digest(words: SignedMessage) -> str:
    parts = json.dumps([words.context, words.english, words.translation], ensure_ascii=True)
    return hashlib.sha256(parts.encode("ascii")).hexdigest()[:32]


def source_entry(message: Message) -> Entry:
    """The English as an entry of its own, as a clinician signs it."""
    return Entry(message.msgid, message.msgid, message.context, line=message.places[0].line)


def load_review(folder: File) -> tuple[Review, list[Finding]]:
    """Reads the signatures of a language from their folder. Never raises: without a folder nothing
    is signed, and a file that is not well formed counts for nothing and is a finding."""
    acts: list[Signed] = []
    findings: list[Finding] = []
    try:
        there = reading.is_there(folder.path)
        paths = reading.names_in(folder.path, ".toml", folder.root) if there else []
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        finding = Finding(codes.REVIEW_FILE, message, Where(folder.shown), _HINT)
        return Review(), [finding]
    for path in paths:
        shown = f"{folder.shown}/{path.name}"
        try:
            toml = read_toml(path, shown, codes.REVIEW_FILE, folder.root, reading.SIGNATURES)
        except FindingsError as error:
            findings += error.findings
            continue
        if faults := list(_SCHEMA.faults(toml.data)) or list(_other_words(toml.data["messages"])):
            findings += [
                toml.finding(codes.REVIEW_FILE, fault.place, fault.message, _HINT)
                for fault in faults
            ]
            continue
        signature = Signature(**{key: toml.data[key] for key in _SIGNATURE.keys})
        messages = {mark: _words(table) for mark, table in toml.data["messages"].items()}
        acts.append(Signed(signature, messages, path.name))
    acts.sort(key=lambda act: (act.signature.date, act.file))
    return Review(tuple(acts)), findings


def _words(table: Mapping[str, str]) -> SignedMessage:
    return SignedMessage(table.get("context"), table["english"], table.get("translation", ""))


def _other_words(messages: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    """Words that somebody has changed in the file."""
    for mark, table in messages.items():
        if _digest(_words(table)) != mark:
            place = ("messages", mark)
            yield Fault(place, f"the words under {mark} are not those that were signed", _HINT)


def signed_by(review: Review, entries: Iterable[Entry]) -> tuple[Signature, ...]:
    """The signatures under the words that a sheet uses, by date; none while any of them is
    unsigned: then the sheet bears a draft notice."""
    found = {review.signature(entry) for entry in entries}
    if None in found:
        return ()
    return tuple(sorted(filter(None, found), key=lambda one: (one.date, one)))


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
        digest(entry): SignedMessage(entry.context, entry.msgid, entry.msgstr)
        for entry in entries
        if review.signature(entry) is None
    }
    return replace(review, acts=(*review.acts, Signed(signature, fresh))) if fresh else review


def withdraw(review: Review, marks: Collection[str], reviewer: str = "") -> Review:
    """The review without any signature under the words with these digests, or without those of one
    reviewer."""
    acts = [
        replace(act, messages=_without(act.messages, marks))
        if reviewer in ("", act.signature.reviewer)
        else act
        for act in review.acts
    ]
    return replace(review, acts=tuple(act for act in acts if act.messages))


def _without(
    messages: Mapping[str, SignedMessage], marks: Collection[str]
) -> Mapping[str, SignedMessage]:
    return {mark: words for mark, words in messages.items() if mark not in marks}


def write_review(before: Review, after: Review, folder: File) -> list[str]:
    """Saves what has changed between two states of the signatures; returns the names of the files
    that were written or removed. Files that could not be read stay. Raises `SetupError`."""
    changed: list[str] = []
    for act in after.acts:
        name = act.file or _file_name(act)
        if save(folder.path / name, _written(act), folder.root):
            changed.append(name)
    for name in sorted({act.file for act in before.acts} - {act.file for act in after.acts}):
        path = folder.path / name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.cannot_write(path, error) from error
        changed.append(name)
    if not after.acts:
        with contextlib.suppress(OSError):  # it is not there, or something else lies in it
            folder.path.rmdir()
    return changed


def _file_name(act: Signed) -> str:
    """By date and content: two acts have two names, on whatever branch they were done."""
    content = hashlib.sha256(_written(act).encode()).hexdigest()
    return f"{act.signature.date}-{content[:12]}.toml"


def _written(act: Signed) -> str:
    parts = [_HEADING]
    parts += [f"{name} = {_quoted(value)}\n" for name, value in asdict(act.signature).items()]
    for mark, words in act.messages.items():
        parts.append(f"\n[messages.{mark}]\n")
        parts += [f"{name} = {_quoted(text)}\n" for name, text in asdict(words).items() if text]
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
