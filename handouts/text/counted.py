"""A number and what it counts, on one line.

Most languages put the number first, "24 | hours". In Swahili and its sisters it stands last,
"siku | 2", and what follows has nothing to do with it. In Khmer it stands last too, but before a
measure or a classifier: "ថ្នាំ 2 | មុខ", two kinds of medicine, and "សន្លាក់ 2 | នៅ", two joints at.
Everywhere an explanation in brackets stays with its number: "0 | (no pain)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.model.languages import Language
from handouts.text import patterns

UNSPACED_SCRIPTS = frozenset({"Thai", "Laoo", "Khmr", "Mymr"})
#: Bantu languages: the number last, and a vowel at the end of every word, never of a unit's symbol.
_NOUN_FIRST = frozenset({"lg", "ln", "ny", "rn", "rw", "sn", "sw"})
_VOWELS = "aeiou"
_LONGEST_UNIT = 13
#: A number and the short word after it. Where words are not spaced, any word.
_UNIT = re.compile(r"\d[\u00b0%\u066a]?([ \u00a0]+)(?=[^\W\d_]\S{0,11}(?:\s|$))")
_UNIT_UNSPACED = re.compile(r"\d([ \u00a0]+)(?=[^\W\d_])")
#: A number and an ending of it, as in Armenian "2-ից".
_ENDING = re.compile(r"\d[-\u2010](?=[^\W\d_]{1,4}\b)")
#: Words of Khmer that are no measure: prepositions, conjunctions, auxiliaries, "seen", "which".
_KHMER_GOES_ON = "(?:នៅ|ក្នុង|ពី(?!រ)|មើល|ដែល|គឺ|មាន|អាច|ត្រូវ|បាន|ហើយ|និង|ឬ|ទៅ|ដល់|ដោយ|សម្រាប់|មិន)"
_UNIT_KHMER = re.compile(rf"\d([ \u00a0]+)(?=[^\W\d_])(?!{_KHMER_GOES_ON})")
_NOUN_KHMER = re.compile(rf"(?<=\S) +(?=\d+ +{_KHMER_GOES_ON}(?! *\d))")
#: Not a word before a number that has its own explanation: "hadi 10 (maumivu makali kabisa)".
_NOUN = re.compile(r"(?<=[^\W\d_]) +(?=\d[\d.,]*+(?! ?\())")
#: The link between a number and its noun in Filipino: "24 na oras".
_LINKED = re.compile(r"\d +na +(?=\w)")
#: A number, with an ending or without, and the bracket behind it.
_BEFORE_BRACKET = re.compile(r"\d[%\u066a]?(?:[-\u2010]?[^\W\d_]{1,4})?\s*(?=[(\uff08])")


def before_units(text: str, language: Language) -> Iterator[int]:
    """Where the word begins that a number before it counts by, or the number's own ending."""
    for match in _ENDING.finditer(text):
        yield match.end()
    if _number_last(language):
        return
    unit = _UNIT
    if language.script in UNSPACED_SCRIPTS:
        unit = _UNIT_KHMER if language.script == "Khmr" else _UNIT_UNSPACED
    for match in unit.finditer(text):
        yield match.end(1)


def weaker_ties(text: str, language: Language) -> set[int]:
    """Places beside a number where a line ends only if the piece is else too long for it: after
    the noun, where that stands first, before an explanation in brackets, after a link."""
    beside = [_BEFORE_BRACKET]
    if _number_last(language):
        beside.append(_NOUN)
    elif language.script == "Khmr":
        beside.append(_NOUN_KHMER)
    elif language.tag == "fil":
        beside.append(_LINKED)
    found = {match.end() for pattern in beside for match in pattern.finditer(text)}
    if found:
        for phone in patterns.PHONE.finditer(text):
            found.difference_update((phone.start(), phone.end() + 1))
    return found


def kept_end(text: str, start: int, end: int, language: Language) -> int:
    """The end of a quantity, without a unit that is too long a word to be kept with its number, or
    that is a word behind it in a language that puts the number last."""
    space = max(text.rfind(" ", start, end), text.rfind("\u00a0", start, end))
    if space < 0 or end - space <= _LONGEST_UNIT:
        parted = space >= 0 and _number_last(language) and text[end - 1] in _VOWELS
        return space if parted else end
    return space


def _number_last(language: Language) -> bool:
    return language.tag.partition("-")[0] in _NOUN_FIRST
