"""The letters, marks and punctuation that CLDR says a language is written with."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

from handouts.model.exemplars import EXEMPLARS
from handouts.model.languages import Language
from handouts.model.languages import language as find_language

#: Letters that CLDR lists as auxiliary or not at all, though the language cannot be written
#: without them.
_MORE = {"ur": "آأئؤںۂۃةۓ", "hy": "և", "so": "aeiouAEIOU", "km": "ៗ"}


def listed(language: Language) -> str:
    """CLDR's exemplars of a language in this script, as runs; empty where there are none."""
    base = language.tag.partition("-")[0]
    for tag in (language.tag, base):
        if tag in EXEMPLARS and find_language(tag).script == language.script:
            return EXEMPLARS[tag]
    return ""


def characters(runs: str) -> Iterator[str]:
    """The characters of runs, small and capital."""
    for run in runs.split():
        for code in range(ord(run[0]), ord(run[-1]) + 1):
            yield chr(code)
            if len(chr(code).upper()) == 1:
                yield chr(code).upper()


@functools.cache
def alphabet(language: Language) -> frozenset[str]:
    """The characters a language is written with, small and capital; none where CLDR has no list.
    Hmong is written with those of English."""
    base = language.tag.partition("-")[0]
    latin_hmong = base == "hmn" and language.script == "Latn"
    runs = EXEMPLARS["en"] if latin_hmong else listed(language)
    return frozenset([*_MORE.get(base, ""), *characters(runs)])


@functools.cache
def all_letters() -> frozenset[str]:
    """The letters of all languages that CLDR lists."""
    return frozenset().union(*map(letters, map(find_language, EXEMPLARS)))


@functools.cache
def letters(language: Language) -> frozenset[str]:
    """The letters and marks alone, composed ones and their parts."""
    own = {char for char in alphabet(language) if unicodedata.category(char)[0] in "LM"}
    parts = (part for char in own for part in unicodedata.normalize("NFD", char))
    return frozenset(own.union(part for part in parts if unicodedata.category(part)[0] == "L"))
