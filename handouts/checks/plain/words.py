"""Hard English words and the plain ones to say instead: the general ones of `words.toml`, and those
of a guide.

Medical words may stand on a sheet once they are explained: marked as `<term>` where they first
stand, with the explanation beside them. Formal words have a plain synonym to use instead. Both
match in the singular and in the plural.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.project.guide import Guide


class WordList:
    """Hard words, each with its plain words."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        listed = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"\b({listed})(?:e?s)?\b", re.IGNORECASE)

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each of the words in a text, as listed, with its plain words."""
        for match in self._pattern.finditer(text):
            yield match[1].lower(), self.words[match[1].lower()]


@dataclass(frozen=True, slots=True)
class HardWords:
    """The hard words that a sheet is checked for."""

    medical: WordList
    formal: WordList


@functools.cache
def general_words() -> HardWords:
    """Those of `words.toml`."""
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return HardWords(WordList(lists["medical"]), WordList(lists["formal"]))


def words_for(guide: Guide) -> HardWords:
    """Those of `words.toml` and of a guide."""
    general = general_words()
    return HardWords(
        WordList({**general.medical.words, **guide.medical}),
        WordList({**general.formal.words, **guide.formal}),
    )
