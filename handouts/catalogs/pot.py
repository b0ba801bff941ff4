"""The `.pot`: messages of the templates as translators get them, written only when they change.

References name files without lines, and the creation date moves only with the content, so that a
template edit that touches no words leaves no trace. Over each message stand the facts it rests on,
with the guide's section, so that a translator can look up what is meant; then what the message is
on the sheet, what the author says of it and of the room for it, and the terms whose translation is
agreed in the glossary.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from handouts import __version__
from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile, header_text, load, with_headers, write
from handouts.files import reading
from handouts.files.file import File
from handouts.model import codes
from handouts.model.findings import Finding, Where

DATE = "POT-Creation-Date"
#: Where a translator learns how to report a fault in the English. A project that has an address for
#: it writes that into the `.pot` once; it is kept from then on.
BUGS_TO = "file:CONTRIBUTING.md"
_COMMENT_COLUMNS = 74
_TAG = re.compile(r"</?\w+>")

#: The terms of an English text whose translation is agreed.
Terms = Callable[[str], Iterable[str]]


def _no_terms(_text: str) -> Iterable[str]:
    return ()


def template(
    domain: str,
    messages: Sequence[Message],
    facts: Mapping[str, str] | None = None,
    terms: Terms = _no_terms,
    shown_as: str = "",
) -> CatalogFile:
    """The catalog template of a domain, its header still without a date. `facts` gives each fact's
    words and guide section by id; `terms` those of a text whose translation is agreed."""
    fields = {
        "Project-Id-Version": f"handouts {__version__}",
        "Report-Msgid-Bugs-To": BUGS_TO,
        DATE: "",
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    comments = (
        f" Patient handouts, domain {domain}: the English words.",
        " This file is made by: python3 build.py extract",
        " Translators edit the .po files of their language.",
    )
    header = Entry("", header_text(fields), fuzzy=True, comments=comments)
    entries = tuple(_entry(message, facts or {}, terms) for message in messages)
    return CatalogFile(shown_as, header, entries)


def write_pot(
    path: Path,
    messages: Sequence[Message],
    facts: Mapping[str, str] | None = None,
    terms: Terms = _no_terms,
    *,
    now: datetime | None = None,
    within: Path | None = None,
) -> bool:
    """Writes `locales/<domain>.pot`, in the folder `within`, if its content changed, and says
    whether it did. The clock (`now`, if given) is read only then. Raises `SetupError` when the
    folder cannot be written."""
    fresh = template(path.stem, messages, facts, terms, path.name)
    old = load(path, within=within)[0] if reading.is_there(path) else None
    if old is not None and _same(old, fresh):
        return False
    changes = {DATE: (now or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M%z")}
    if old is not None:
        changes |= _kept(old)
    header = with_headers(fresh.header, changes)
    return write(CatalogFile(path.name, header, fresh.entries), path, within)


def outdated(
    pot: File,
    messages: Sequence[Message],
    facts: Mapping[str, str] | None = None,
    terms: Terms = _no_terms,
) -> list[Finding]:
    """What `extract` would change: an empty list, or a finding for the outdated file."""
    where, hint = Where(pot.shown), "run: python3 build.py extract, then: python3 build.py update"
    if not reading.is_there(pot.path):
        message = "the catalog template is missing"
        return [Finding(codes.OUTDATED_POT, message, where, hint)]
    old, findings = load(pot.path, pot.shown, pot.root)
    fresh = template(pot.path.stem, messages, facts, terms, pot.shown)
    if findings or _same(old, fresh):
        return findings
    new = sum(entry.key not in old.by_key for entry in fresh.entries)
    gone = sum(entry.key not in fresh.by_key for entry in old.entries)
    message = f"does not match the templates: {new} new and {gone} removed messages"
    if not (new or gone):
        message = "does not match the templates: comments, order or references differ"
    return [Finding(codes.OUTDATED_POT, message, where, hint)]


def _same(old: CatalogFile, fresh: CatalogFile) -> bool:
    """Equal but for the date and what a project wrote into the header itself."""
    kept = _kept(old) | {DATE: old.headers.get(DATE, "")}
    return (
        old.whole
        and not old.obsolete
        and old.entries == fresh.entries
        and bool(old.headers.get(DATE))
        and old.header == with_headers(fresh.header, kept)
    )


def _kept(old: CatalogFile) -> dict[str, str]:
    """Header fields to keep from the old file: its address for reports, and fields it adds."""
    ours = dict.fromkeys(template("", ()).headers)
    return {
        name: value
        for name, value in old.headers.items()
        if (name == "Report-Msgid-Bugs-To" and value) or name not in ours
    }


def _entry(message: Message, facts: Mapping[str, str], terms: Terms) -> Entry:
    return Entry(
        message.msgid,
        context=message.context,
        flags=("python-format",) if message.placeholders else (),
        extracted=tuple(_comments(message, facts, terms)),
        references=tuple(dict.fromkeys(_reference(place.path) for place in message.places)),
    )


def _reference(path: str) -> str:
    """A file's name as a reference: gettext puts isolates around one with spaces."""
    return f"\u2068{path}\u2069" if " " in path else path


def _comments(message: Message, facts: Mapping[str, str], terms: Terms) -> Iterable[str]:
    """The comment lines over a message: each statement begins a line and goes on where it must."""
    statements = [
        f"Fact {fact}: {facts[fact]}" if fact in facts else f"Fact {fact}" for fact in message.facts
    ]
    if reason := message.no_fact_reason:
        statements.append(f"{reason[0].upper()}{reason[1:]}; it states no medical fact.")
    if message.roles:
        statements.append(f"Role: {'; or '.join(message.roles)}.")
    statements += message.notes
    if agreed := sorted(terms(_TAG.sub("", message.msgid))):
        statements.append(f"Agreed words in glossary.csv for: {', '.join(agreed)}.")
    for statement in statements:
        yield from comment_lines(statement)


def comment_lines(statement: str) -> list[str]:
    """A statement to translators on the lines of a comment."""
    return textwrap.wrap(statement, _COMMENT_COLUMNS)
