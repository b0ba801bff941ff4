"""Countries that a patient may name in place of a language, and which languages are read there.

Names and languages are CLDR's. Of the languages of a country those count that are official there,
in all of it or a part, or that at least one in a hundred uses; English only where it is official,
as elsewhere it is learned at school, and the English sheet is at hand anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from babel import Locale
from babel.core import get_global

from handouts.desk.other_languages import english_names
from handouts.model import tags
from handouts.model.languages import ENGLISH

#: Official in the whole country.
_NATIONAL = frozenset({"official", "de_facto_official"})

#: Shares of a population, per cent: of a language that is shown, and of one that is named though
#: there is no sheet in it.
_SHOWN, _NAMED = 1.0, 10.0


def countries(offered: Iterable[str]) -> list[Mapping[str, Any]]:
    """Each country with its English names, the tags of the offered languages (BCP 47) that are read
    there, those that are official in all of it first (`main` says how many), and the English names
    of the chief ones that are not offered."""
    known = [tags.canonical(tag) for tag in offered]
    rows = [
        _country(region, str(name), known)
        for region, name in Locale("en").territories.items()
        if len(region) == 2
    ]
    return [row for row in rows if row["tags"] or row["lacking"]]


def language_region(tag: str) -> str:
    """The country that a language is called after where its name fits several languages: the tag's
    own, else the likeliest (ISO 3166); empty where CLDR knows none."""
    parts = tags.canonical(tag)
    if parts.region:
        return parts.region
    likely = get_global("likely_subtags")
    plain = likely.get("_".join(filter(None, (parts.language, parts.script))), "")
    region = str(plain).rpartition("_")[2]
    return region if len(region) == 2 else ""


def _country(region: str, name: str, offered: Sequence[tags.Tag]) -> Mapping[str, Any]:
    main: list[str] = []
    more: list[str] = []
    lacking: list[str] = []
    for code, fact in get_global("territory_languages").get(region, {}).items():
        national = fact["official_status"] in _NATIONAL
        read = _offered_as(code, region, offered)
        if not (fact["official_status"] or fact["population_percent"] >= _SHOWN):
            continue
        if ENGLISH.tag in read and not fact["official_status"]:
            continue
        if read:
            (main if national else more).extend(read)
        elif national or fact["population_percent"] >= _NAMED:
            lacking += filter(None, [_english(code)])
    main = [*dict.fromkeys(main)]
    return {
        "names": _names(name),
        "tags": [*dict.fromkeys([*main, *more])],
        "main": len(main),
        "lacking": [*dict.fromkeys(lacking)],
    }


def _english(code: str) -> str:
    """The English name of a language of a country, and its script where that is not the usual."""
    language, _, script = code.partition("_")
    name = english_names().get(language, "")
    scripts = Locale("en").scripts
    return f"{name} ({scripts.get(script, script)} script)" if name and script else name


def _offered_as(code: str, region: str, offered: Sequence[tags.Tag]) -> list[str]:
    """The offered languages that speakers of a language in a country read: its own variety
    where there is one, and the likely script unless only another is offered."""
    language, _, script = code.partition("_")
    same = [one for one in offered if one.language == language]
    wanted = script or tags.likely_script(language)
    written = [one for one in same if (one.script or _script(one)) == wanted]
    if not written and not script:
        written = same
    own = [one for one in written if one.region == region]
    plain = [one for one in written if not one.region]
    return [one.bcp47 for one in own or plain or written]


def _script(tag: tags.Tag) -> str:
    return tags.likely_script(tag.language, tag.region)


def _names(name: str) -> list[str]:
    """CLDR's name, and the two names of a country that has two there: "Myanmar (Burma)"."""
    pieces = re.split(r" - | \(|\)", name)
    return [*dict.fromkeys(filter(None, (name, *pieces)))]
