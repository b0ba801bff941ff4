"""What keeps a catalog from being trusted: its file cannot be read whole, or messages are gone
that it had.

A file that was not saved or copied whole may end between two entries, and then looks as if it had
never had the others. So what it lacks is held against what was there before: the version last
committed, where there is git; else the signatures, and how much the templates have at their end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.catalogs import store
from handouts.catalogs.po import Key
from handouts.catalogs.store import CatalogFile
from handouts.files import reading
from handouts.files.committed import committed
from handouts.model import codes
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.project import Project

#: Without an earlier version, messages that are missing at the end are gone, and not new, when they
#: are so many, and this part of all.
_MANY, _PART = 5, 1 / 3
#: What is found, too, where the end of a file is gone, or the whole.
_CUT = frozenset({codes.CATALOG_CUT.id, codes.CATALOG_HEADER.id, codes.CATALOG_UNREADABLE.id})
_EXCERPT = 60


def damage(project: Project, language: Language, domain: str) -> list[Finding]:
    """The faults of a catalog's file; and one of kind `catalog-cut` where messages are gone."""
    if language == SOURCE_LANGUAGE or language.pseudo:
        return []
    catalog, faults = project.catalog(language, domain)
    errors = [one for one in faults if one.severity is Severity.ERROR]
    if any(one.code not in _CUT for one in errors):
        return faults  # what seems to be missing may stand where the file cannot be read
    said = _gone(project, language, domain, catalog)
    if not said:
        return faults
    file = project.po(language, domain)
    line = max((entry.msgstr_line for entry in catalog.entries), default=0)
    message = f"the last entry that is whole stands in line {line}; {said}" if line else said
    where = Where(file.shown, line)
    if errors:
        message, where = f"{errors[0].message}; {said}", errors[0].where
    hint = (
        "first keep a copy of it: it may hold work that is nowhere else; then restore the file "
        "from an older version, such as the backup that the editor keeps; until then do not run "
        "update"
    )
    if committed(file.path) is not None:
        hint = (
            "first keep a copy of it, and look for a backup of the editor: the version last "
            "committed lacks all that was done since; to have that version: "
            f"git checkout HEAD -- {file.shown}"
        )
    cut = Finding(codes.CATALOG_CUT, message, where, hint, language.tag)
    return [*(one for one in faults if one not in errors), cut]


def is_cut(faults: Sequence[Finding]) -> bool:
    """Whether messages are gone from a catalog with these faults, all of which can be read."""
    errors = [one for one in faults if one.severity is Severity.ERROR]
    return bool(errors) and all(one.kind is codes.CATALOG_CUT for one in errors)


def _gone(project: Project, language: Language, domain: str, catalog: CatalogFile) -> str:
    """What is to be said of messages that are gone; nothing when none is."""
    wanted = list(_wanted(project, domain))
    there = {entry.key for entry in (*catalog.entries, *catalog.obsolete)}
    missing = [key for key in wanted if key not in there]
    if not missing:
        return ""
    file = project.po(language, domain)
    data = committed(file.path)
    if data is not None and len(data) <= reading.CATALOG.limit:
        before, _ = store.read(data, file.shown)
        had = {entry.key for entry in before.entries if entry.msgstr.strip()}
        if gone := [key for key in missing if key in had]:
            return _said(gone, wanted, "translated in the version last committed")
    elif not reading.is_there(file.path):
        return ""
    last = max((number for number, key in enumerate(wanted) if key in there), default=-1)
    tail = wanted[last + 1 :]
    review, _ = project.review(language)
    if any(key in review.words for key in tail):
        return _said(tail, wanted, "at the end of the catalog template, some of them signed,")
    if data is None and len(tail) >= max(_MANY, _PART * len(wanted)):
        return _said(tail, wanted, "at the end of the catalog template")
    return ""


def _wanted(project: Project, domain: str) -> Iterator[Key]:
    """The messages that `update` would put there."""
    pot = project.pot(domain)
    if reading.is_there(pot.path):
        yield from store.load(pot.path, pot.shown, pot.root)[0].by_key


def _said(gone: Sequence[Key], wanted: Sequence[Key], which: str) -> str:
    first = gone[0][1]
    words = first if len(first) <= _EXCERPT else f"{first[:_EXCERPT]}..."
    return f'{len(gone)} of {len(wanted)} messages {which} are gone, from "{words}" on'
