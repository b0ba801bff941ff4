"""Carrying translations over to changed templates, and starting a new catalog.

Babel matches old messages with new ones. Around it stands what Babel leaves out: an obsolete
translation comes back when its message does, unknown headers stay, and fuzzy entries keep the
previous English. The result is written in one form, so that a second run changes nothing, and a
file that a tool has wrapped in its own way loses that noise. A catalog with a fault is never
written over: its translations might be lost.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from handouts.catalogs.comments import joined
from handouts.catalogs.headers import corrected, first_fields
from handouts.catalogs.po import Entry, Key
from handouts.catalogs.pot import comment_lines
from handouts.catalogs.store import CatalogFile, header_text, load, write
from handouts.files.file import File
from handouts.model.findings import Finding, has_errors
from handouts.model.languages import Language


@dataclasses.dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: files changed (as the user would type them), and what stopped it."""

    changed: tuple[str, ...]
    findings: tuple[Finding, ...]


#: What other catalogs of a language have: message → name of the catalog, and its entry.
Others = Mapping[Key, tuple[str, Entry]]

_NONE: Others = {}
_REGISTER = "Register:"
#: The register ends a clause here, in the scripts of any language.
_CLAUSE = re.compile(r"; |\. |[；。]")


def update(pot: File, po: File, language: Language, others: Others = _NONE) -> Updated:
    """Merges a template into one catalog, and corrects what needs no translator. A new message that
    another catalog has begins with its translation. Raises `SetupError` when it cannot be
    written."""
    template, faults = load(pot.path, pot.shown, pot.root)
    old, more = load(po.path, po.shown, po.root)
    if has_errors((*faults, *more)):
        return Updated((), (*faults, *more))
    changed = write(merge(old, template, language, others), po.path, po.root)
    return Updated((po.shown,) if changed else (), ())


def start(pot: File, po: File, language: Language, others: Others = _NONE) -> Updated:
    """Writes one new catalog with complete headers; its dates are the template's. What another
    catalog has begins with its translation. Raises `SetupError` when it cannot be written."""
    template, findings = load(pot.path, pot.shown, pot.root)
    if findings:
        return Updated((), tuple(findings))
    fields = first_fields(template.headers, language)
    comments = (f" Patient handouts, domain {pot.path.stem}: {language.name}.",)
    header = Entry("", header_text(fields), comments=comments)
    entries = tuple(_borrowed(entry, others) for entry in template.entries)
    write(CatalogFile(po.shown, header, entries), po.path, po.root)
    return Updated((po.shown,), ())


def merge(
    old: CatalogFile, template: CatalogFile, language: Language, others: Others = _NONE
) -> CatalogFile:
    """The catalog with the template's messages, in the template's order, and a header that
    gettext's tools read. Over each message stands the register that the header names."""
    known = {entry.key: entry for entry in (*old.obsolete, *old.entries)}
    similar = {
        key: source for key, source in _similar(known, template).items() if key not in others
    }
    entries = tuple(
        _kept(entry, known[entry.key])
        if entry.key in known
        else _guessed(entry, similar[entry.key])
        if entry.key in similar
        else _borrowed(entry, others)
        for entry in template.entries
    )
    used = {*template.by_key, *(source.key for source in similar.values())}
    obsolete = tuple(
        dataclasses.replace(
            entry,
            obsolete=True,
            extracted=(),
            references=(),
            comments=joined(entry.comments),
        )
        for key, entry in known.items()
        if key not in used and entry.msgstr
    )
    header = corrected(old.header, template.headers, language)
    if register := _register(header):
        entries = tuple(
            dataclasses.replace(entry, extracted=(*entry.extracted, *register)) for entry in entries
        )
    return dataclasses.replace(old, header=header, entries=entries, obsolete=obsolete)


def _similar(known: Mapping[Key, Entry], template: CatalogFile) -> dict[Key, Entry]:
    """For new messages, by key, the old entry whose English is close enough to begin from: Babel's
    fuzzy match. Babel names that entry without its context, so it is looked up by its words."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - a build merges nothing

    catalog, fresh = Catalog(fuzzy=False), Catalog(fuzzy=False)
    for entry in known.values():
        catalog.add(entry.msgid, entry.msgstr, context=entry.context)
    for entry in template.entries:
        fresh.add(entry.msgid, context=entry.context)
    catalog.update(fresh)
    by_words = {(entry.msgid, entry.msgstr): entry for entry in known.values()}
    found = {}
    for entry in template.entries:
        message = catalog.get(entry.msgid, entry.context)
        if message is not None and message.previous_id:
            found[entry.key] = by_words[message.previous_id[0], str(message.string)]
    return found


def _register(header: Entry) -> list[str]:
    """How the reader is spoken to, as the comment over the catalog says in its first words: editors
    show the comments of a message, and not those of the file."""
    for comment in joined(header.comments):
        if comment.strip().startswith(_REGISTER):
            return comment_lines(f"{_CLAUSE.split(comment.strip())[0].rstrip('.')}.")
    return []


def _borrowed(entry: Entry, others: Others) -> Entry:
    """A new message, with the translation that another catalog has of the same English, if one
    has, for a translator to look at: the words around it are not the same."""
    if entry.key not in others:
        return entry
    name, source = others[entry.key]
    comment = f" Translation taken from {name}: does it fit here too?"
    return dataclasses.replace(entry, msgstr=source.msgstr, fuzzy=True, comments=(comment,))


def _kept(entry: Entry, old: Entry) -> Entry:
    """A message that was there before: its translation, and all that a translator wrote to it. One
    whose English is again what its translation was made for is no longer in doubt."""
    fuzzy = old.fuzzy and (old.previous_context, old.previous) != entry.key
    return dataclasses.replace(
        entry,
        msgstr=old.msgstr,
        fuzzy=fuzzy,
        comments=joined(old.comments),
        flags=_flags(entry, old),
        work_flags=old.work_flags,
        fuzzy_by_work=old.fuzzy_by_work,
        previous=old.previous if fuzzy else None,
        previous_context=old.previous_context if fuzzy else None,
    )


def _guessed(entry: Entry, source: Entry) -> Entry:
    """A new message with the translation of a similar one, marked fuzzy, with the English that the
    translation was made for; not fuzzy where that is the English again."""
    made_for: tuple[str | None, str | None] = (source.previous_context, source.previous)
    if not source.fuzzy or source.previous is None:
        made_for = source.key
    if made_for == entry.key:
        made_for = (None, None)
    return dataclasses.replace(
        entry,
        msgstr=source.msgstr,
        fuzzy=made_for[1] is not None,
        fuzzy_by_work=source.fuzzy_by_work,
        comments=joined(source.comments),
        previous=made_for[1],
        previous_context=made_for[0],
    )


def _flags(entry: Entry, old: Entry) -> tuple[str, ...]:
    """The template's flags, then those a tool or a translator added that say nothing of format."""
    own = tuple(
        flag for flag in old.flags if flag not in entry.flags and not flag.endswith("-format")
    )
    return (*entry.flags, *own)
