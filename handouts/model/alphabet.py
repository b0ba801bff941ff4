"""The letters, marks and punctuation that CLDR says a language is written with."""

from __future__ import annotations

import functools
import unicodedata

from handouts.model.exemplars import EXEMPLARS
from handouts.model.languages import EXTRA_NAMES, Language

#: Letters that CLDR lists as auxiliary or not at all, though the language cannot be written
#: without them.
_MORE = {"ur": "آأئؤںۂۃةۓ", "hy": "և"}


@functools.cache
def alphabet(language: Language) -> frozenset[str]:
    """The characters a language is written with, small and capital; none where CLDR has no list.
    Hmong is written with those of English."""
    base = language.tag.partition("-")[0]
    listed = EXEMPLARS.get(language.tag) or EXEMPLARS.get("en" if base in EXTRA_NAMES else base, "")
    found = set(_MORE.get(base, ""))
    for run in listed.split():
        for code in range(ord(run[0]), ord(run[-1]) + 1):
            found.add(chr(code))
            if len(chr(code).upper()) == 1:
                found.add(chr(code).upper())
    return frozenset(found)


@functools.cache
def letters(language: Language) -> frozenset[str]:
    """The letters and marks alone, composed ones and their parts."""
    own = {char for char in alphabet(language) if unicodedata.category(char)[0] in "LM"}
    parts = (part for char in own for part in unicodedata.normalize("NFD", char))
    return frozenset(own.union(part for part in parts if unicodedata.category(part)[0] == "L"))
