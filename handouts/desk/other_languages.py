"""Languages that a clinic does not offer, so that the desk is told that there is no sheet in one,
and is not left searching for it.

Their names are the English ones (CLDR) and those that people look for (`language_names`). Names in
the languages themselves come from CLDR for the offered ones only: reading them for hundreds of
languages takes seconds.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from babel import Locale

from handouts.model.language_names import NAMES, Row

#: What CLDR names beside languages.
_NO_LANGUAGES = frozenset({"mul", "und", "zxx"})


def not_offered(offered: Iterable[str]) -> list[list[str]]:
    """Tag, English name and other names of each language that is none of the offered (BCP 47 tags),
    by name."""
    tags = frozenset(offered)
    return [row for row in _all() if not _is_among(row[0], tags)]


def varieties(tag: str) -> list[str]:
    """English names of what a language is called in one country or another: of `es`, "Mexican
    Spanish". A variety that has a row of its own in `NAMES` is a language of its own: Dari."""
    return [
        name
        for each, name in english_names().items()
        if each.startswith(f"{tag}-") and _is_variety(each)
    ]


def _is_variety(tag: str) -> bool:
    return "-" in tag and tag not in NAMES and len(tag.rpartition("-")[2]) < 4


def _is_among(tag: str, offered: frozenset[str]) -> bool:
    """Whether a language is offered, or is the same as one that is, or a variety of it."""
    base = tag.partition("-")[0]
    same = tag == base or _is_variety(tag)
    return tag in offered or (same and base in {one.partition("-")[0] for one in offered})


@functools.cache
def english_names() -> dict[str, str]:
    """CLDR's English names by BCP 47 tag."""
    names = Locale("en").languages.items()
    return {tag.replace("_", "-"): str(name) for tag, name in names if tag not in _NO_LANGUAGES}


@functools.cache
def _all() -> list[list[str]]:
    english = english_names()
    rows = [
        [tag, *dict.fromkeys(filter(None, _names(NAMES.get(tag, Row()), english.get(tag, ""))))]
        for tag in {**english, **{tag: "" for tag in NAMES if "-" not in tag}}
    ]
    return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))


def _names(row: Row, english: str) -> tuple[str, ...]:
    """The first is shown to staff."""
    return (row.english, english, *row.others, row.own)
