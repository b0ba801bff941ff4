"""What the desk's page knows: all that `manifest.json` says, arranged for finding a sheet."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from babel import Locale
from babel.core import get_global

from handouts.desk.countries import countries, language_region
from handouts.desk.other_languages import not_offered, varieties
from handouts.editions import EDITIONS
from handouts.press.manifest import Entry, Manifest, OfferedLanguage
from handouts.project.brand import PAPERS

#: Letters of the longest code of ISO 639.
_LONGEST_CODE = 3


def thumbnail_name(entry: Entry) -> str:
    """The file with the picture of a sheet's first page; another sheet, another name."""
    return f"{entry.sha256[:20]}.png"


def print_page_name(entry: Entry) -> str:
    """The file that prints a sheet at once; another sheet, another name."""
    return f"{entry.sha256[:20]}.html"


def page_data(manifest: Manifest, posters: Mapping[str, str]) -> Mapping[str, Any]:
    """The data of the page, ready for JSON. Sheets that are listed as stale are there without a
    file: the desk is told that they are being updated, and cannot open them. `posters` are their
    paths by paper."""
    entries = _by_edition(manifest.handouts.values())
    stale = _by_edition(manifest.stale.values())
    editions = {entry.edition for entry in entries}
    papers = {entry.paper for entry in entries}
    languages = languages_of(manifest)
    return {
        "clinic": manifest.about.clinic,
        "paper": manifest.about.paper,
        "colors": manifest.about.colors,
        "languages": _languages(languages),
        "notOffered": not_offered(one.tag for one in languages),
        "countries": countries(one.tag for one in languages),
        "guides": _guides([*entries, *stale]),
        "editions": [
            {"name": one.name, "title": one.title}
            for one in EDITIONS.values()
            if one.name in editions
        ],
        "papers": [paper for paper in PAPERS if paper in papers],
        "sheets": [_sheet(entry) for entry in entries],
        "posters": [{"paper": paper, "path": path} for paper, path in posters.items()],
        "stale": [_stale(entry) for entry in stale],
        "updating": sorted({(one.language, one.guide, one.handout) for one in stale}),
    }


def _by_edition(entries: Iterable[Entry]) -> list[Entry]:
    """In the order in which editions are shown to people."""
    order = {name: place for place, name in enumerate(EDITIONS)}
    return sorted(entries, key=lambda one: order[one.edition])


def languages_of(manifest: Manifest) -> list[OfferedLanguage]:
    """The languages that have a sheet, in the clinic's order; English first."""
    used = {entry.language for entry in manifest.known().values()}
    return [one for one in manifest.about.languages if one.tag in used]


def _languages(languages: Sequence[OfferedLanguage]) -> list[Mapping[str, Any]]:
    """The languages; `note` tells those apart that share a name: "Farsi of Afghanistan"."""
    rows = [_language(one) for one in languages]
    territories = Locale("en").territories
    bearers: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for name in dict.fromkeys([row["name"], *row["others"]]):
            bearers.setdefault(name.casefold(), []).append(row)
    for name, same in bearers.items():
        # Brackets tell apart already; a code, and the name of one of them, tell nothing.
        apart = any("(" in row["name"] or row["name"].casefold() == name for row in same)
        if len(same) < 2 or apart or len(name) <= _LONGEST_CODE:
            continue
        for row in same:
            spelt = next(one for one in row["others"] if one.casefold() == name)
            region = territories.get(language_region(row["tag"]))
            if region and not row["note"]:
                row["note"] = f"{spelt} of {region}"
    return [*rows]


def _language(language: OfferedLanguage) -> dict[str, Any]:
    others = (*language.other_names, *varieties(language.tag), *_codes(language.tag))
    return {
        "tag": language.tag,
        "name": language.name,
        "autonym": language.autonym,
        "others": [*dict.fromkeys(others)],
        "rtl": language.right_to_left,
        "note": "",
    }


def _codes(tag: str) -> Iterable[str]:
    """BCP 47 and ISO 639 codes of a language: es, spa."""
    base = tag.partition("-")[0]
    return (tag, base, *_long_codes().get(base, ()))


@functools.cache
def _long_codes() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, short in get_global("language_aliases").items():
        if len(code) == 3 and len(short) == 2:
            found[short] = (*found.get(short, ()), code)
    return found


def _guides(entries: Iterable[Entry]) -> list[Mapping[str, Any]]:
    """Guides by title, and the sheets of each in their order, with the English titles."""
    titles: dict[str, str] = {}
    sheets: dict[str, dict[str, tuple[int, str]]] = {}
    for entry in entries:
        titles[entry.guide] = entry.guide_title or entry.guide
        sheets.setdefault(entry.guide, {})[entry.handout] = (entry.order, entry.title_en)
    return [
        {
            "name": guide,
            "title": titles[guide],
            "sheets": [
                {"name": name, "title": title}
                for name, (_, title) in sorted(sheets[guide].items(), key=lambda one: one[1])
            ],
        }
        for guide in sorted(sheets, key=lambda one: titles[one])
    ]


def _stale(entry: Entry) -> Mapping[str, Any]:
    """What may be told of a sheet that cannot be opened."""
    names = ("language", "guide", "handout", "edition", "code")
    told = _sheet(entry)
    return {name: told[name] for name in names}


def _sheet(entry: Entry) -> Mapping[str, Any]:
    return {
        "path": entry.path,
        "language": entry.language,
        "guide": entry.guide,
        "handout": entry.handout,
        "edition": entry.edition,
        "paper": entry.paper,
        "pages": entry.pages,
        "title": entry.title,
        "code": f"{entry.code}-{entry.language}",
        "version": entry.version,
        "date": entry.date,
        "draft": entry.draft,
        "signed": [", ".join(signature.values()) for signature in entry.signed_by],
        "picture": thumbnail_name(entry),
        "print": print_page_name(entry),
    }
