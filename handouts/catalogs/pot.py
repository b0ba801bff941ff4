"""The `.pot`: messages of the templates as translators get them, written only when they change.

References name files without lines, and the creation date moves only with the content, so that a
template edit that touches no words leaves no trace. Over each message stand the facts it rests on,
with the guide's section, so that a translator can look up what is meant.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from handouts import __version__
from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile, header_text, load, with_headers, write
from handouts.model.findings import Finding, Severity, Where

DATE = "POT-Creation-Date"
#: Where a translator learns how to report a fault in the English. A project that has an address for
#: it writes that into the `.pot` once; it is kept from then on.
BUGS_TO = "file:CONTRIBUTING.md"
_COMMENT_COLUMNS = 74


def template(
    domain: str,
    messages: Sequence[Message],
    facts: Mapping[str, str] | None = None,
    shown_as: str = "",
) -> CatalogFile:
    """The catalog template of a domain, its header still without a date. `facts` gives each fact's
    words and guide section by id."""
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
        " This file is made by: python build.py extract",
        " Translators edit the .po files of their language.",
    )
    header = Entry("", header_text(fields), fuzzy=True, comments=comments)
    entries = tuple(_entry(message, facts or {}) for message in messages)
    return CatalogFile(shown_as, header, entries)


def write_pot(
    path: Path,
    messages: Sequence[Message],
    facts: Mapping[str, str] | None = None,
    *,
    now: datetime | None = None,
) -> bool:
    """Writes `locales/<domain>.pot` if its content changed, and says whether it did. The clock
    (`now`, if given) is read only then. Raises `SetupError` when the folder cannot be written."""
    fresh = template(path.stem, messages, facts, path.name)
    old = load(path)[0] if path.exists() else None
    if old is not None and _same(old, fresh):
        return False
    changes = {DATE: (now or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M%z")}
    if old is not None:
        changes |= _kept(old)
    header = with_headers(fresh.header, changes)
    return write(CatalogFile(path.name, header, fresh.entries), path)


def is_stale(
    path: Path, shown_as: str, messages: Sequence[Message], facts: Mapping[str, str] | None = None
) -> list[Finding]:
    """What `extract` would change: an empty list, or a finding for the outdated file."""
    where, hint = Where(shown_as), "run: python build.py extract, then: python build.py update"
    if not path.exists():
        message = "the catalog template is missing"
        return [Finding(Severity.ERROR, "pot-stale", message, where, hint)]
    old, findings = load(path, shown_as)
    fresh = template(path.stem, messages, facts, shown_as)
    if findings or _same(old, fresh):
        return findings
    new = sum(entry.key not in old.by_key for entry in fresh.entries)
    gone = sum(entry.key not in fresh.by_key for entry in old.entries)
    message = f"does not match the templates: {new} new and {gone} removed messages"
    if not (new or gone):
        message = "does not match the templates: comments, order or references differ"
    return [Finding(Severity.ERROR, "pot-stale", message, where, hint)]


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
    """Header fields that the old file knows better: its address for reports, and its own fields."""
    ours = dict.fromkeys(template("", ()).headers)
    return {
        name: value
        for name, value in old.headers.items()
        if (name == "Report-Msgid-Bugs-To" and value) or name not in ours
    }


def _entry(message: Message, facts: Mapping[str, str]) -> Entry:
    return Entry(
        message.msgid,
        context=message.context,
        flags=("python-format",) if message.placeholders else (),
        extracted=tuple(_comments(message, facts)),
        references=tuple(dict.fromkeys(_reference(place.path) for place in message.places)),
    )


def _reference(path: str) -> str:
    """A file's name as a reference: gettext puts isolates around one with spaces."""
    return f"\u2068{path}\u2069" if " " in path else path


def _comments(message: Message, facts: Mapping[str, str]) -> Iterable[str]:
    for fact in message.facts:
        words = f"Fact {fact}: {facts[fact]}" if fact in facts else f"Fact {fact}"
        yield from textwrap.wrap(words, _COMMENT_COLUMNS)
    if message.no_fact_reason:
        yield from textwrap.wrap(f"No fact: {message.no_fact_reason}", _COMMENT_COLUMNS)
    for note in message.notes:
        yield from textwrap.wrap(note, _COMMENT_COLUMNS)
