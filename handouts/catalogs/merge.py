"""Carrying translations over to changed templates, and starting a new catalog.

Babel matches old messages with new ones. Around it stands what Babel leaves out: an obsolete
translation comes back when its message does, unknown headers stay, and fuzzy entries keep the
previous English. The result is written in one form, so that a second run changes nothing, and a
file that a tool has wrapped in its own way loses that noise. A catalog with a fault is never
written over: its translations might be lost.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from babel.core import get_global

from handouts.catalogs.plurals import plural_forms
from handouts.catalogs.po import Entry, Key
from handouts.catalogs.pot import DATE
from handouts.catalogs.store import CatalogFile, header_text, load, with_headers, write
from handouts.files.file import File
from handouts.model.findings import Finding
from handouts.model.languages import Language

#: Who stands in a catalog that nobody has translated yet. `.internal` can have no mailbox.
NO_TRANSLATOR = "No translator yet <draft@handouts.internal>"


@dataclasses.dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: files changed (as the user would type them), and what stopped it."""

    changed: tuple[str, ...]
    findings: tuple[Finding, ...]


def header_language(language: Language) -> str:
    """The Language header: gettext names languages by territory where that decides the script
    (`zh_CN`, not `zh_Hans`), which is what its tools understand."""
    likely = get_global("likely_subtags")
    base, _, script = language.locale.partition("_")
    if len(script) != 4:
        return language.locale
    for short in (base, language.locale):
        _, likely_script, territory = (likely.get(short) or "__").split("_")
        if likely_script == script and (short == base or f"{base}_{territory}" in likely):
            return f"{base}_{territory}"
    return language.locale


def update(pot: File, po: File) -> Updated:
    """Merges a template into one catalog. Raises `SetupError` when it cannot be written."""
    template, faults = load(pot.path, pot.shown, pot.root)
    old, more = load(po.path, po.shown, po.root)
    if faults or more:
        return Updated((), (*faults, *more))
    changed = write(merge(old, template), po.path, po.root)
    return Updated((po.shown,) if changed else (), ())


def start(pot: File, po: File, language: Language) -> Updated:
    """Writes one new catalog with complete headers; its dates are the template's. Raises
    `SetupError` when it cannot be written."""
    template, findings = load(pot.path, pot.shown, pot.root)
    if findings:
        return Updated((), tuple(findings))
    given = template.headers
    fields = {
        "Project-Id-Version": given.get("Project-Id-Version", ""),
        "Report-Msgid-Bugs-To": given.get("Report-Msgid-Bugs-To", ""),
        DATE: given.get(DATE, ""),
        "PO-Revision-Date": given.get(DATE, ""),
        "Last-Translator": NO_TRANSLATOR,
        "Language-Team": language.name,
        "Language": header_language(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language.locale),
    }
    comments = (f" Patient handouts, domain {pot.path.stem}: {language.name}.",)
    header = Entry("", header_text(fields), comments=comments)
    write(CatalogFile(po.shown, header, template.entries), po.path, po.root)
    return Updated((po.shown,), ())


def merge(old: CatalogFile, template: CatalogFile) -> CatalogFile:
    """The catalog with the template's messages, in the template's order."""
    known = {entry.key: entry for entry in (*old.obsolete, *old.entries)}
    similar = _similar(known, template)
    entries = tuple(
        _kept(entry, known[entry.key])
        if entry.key in known
        else _guessed(entry, similar[entry.key])
        if entry.key in similar
        else entry
        for entry in template.entries
    )
    used = {*template.by_key, *(source.key for source in similar.values())}
    obsolete = tuple(
        dataclasses.replace(entry, obsolete=True, extracted=(), references=())
        for key, entry in known.items()
        if key not in used and entry.msgstr
    )
    header = with_headers(old.header, {DATE: template.headers.get(DATE, "")})
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


def _kept(entry: Entry, old: Entry) -> Entry:
    """A message that was there before: its translation, and all that a translator wrote to it."""
    return dataclasses.replace(
        entry,
        msgstr=old.msgstr,
        fuzzy=old.fuzzy,
        comments=old.comments,
        flags=_flags(entry, old),
        previous=old.previous if old.fuzzy else None,
        previous_context=old.previous_context if old.fuzzy else None,
    )


def _guessed(entry: Entry, source: Entry) -> Entry:
    """A new message with the translation of a similar one, marked fuzzy, with the English that the
    translation was made for."""
    made_for = (source.previous_context, source.previous)
    if not source.fuzzy or source.previous is None:
        made_for = source.key
    return dataclasses.replace(
        entry,
        msgstr=source.msgstr,
        fuzzy=True,
        comments=source.comments,
        previous=made_for[1],
        previous_context=made_for[0],
    )


def _flags(entry: Entry, old: Entry) -> tuple[str, ...]:
    """The template's flags, then those a tool or a translator added that say nothing of format."""
    own = tuple(
        flag for flag in old.flags if flag not in entry.flags and not flag.endswith("-format")
    )
    return (*entry.flags, *own)
