"""Text that says nothing: blanks of every kind, marks alone, words that stand for words to come."""

from __future__ import annotations

import re
import unicodedata

#: Letters and symbols by their category, and blank all the same: fillers of Korean, the empty
#: Braille pattern, vowels of Khmer that are not written.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
_STAND_IN = re.compile(
    r"[\W_]*(?:todo|to do|tbd|tba|fixme|x{2,}|translate(?: me| this)?|untranslated|translation"
    r"|lorem(?: ipsum.*)?|asdf\w*|qwert\w*|blah(?: blah)*|foo|bar|baz|test|dummy|placeholder|n/?a"
    r"|null|none|nil|undefined)[\W_]*"
)
#: Signs that change the direction of what follows.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: More marks than any writing puts on one letter, more letters than any such line has.
_MOST_MARKS, _LONGEST = 5, 200


def seen(text: str) -> str:
    """What a reader sees of a text, without blanks of any kind."""
    return "".join(
        char for char in text if char not in _BLANK and unicodedata.category(char) not in _UNSEEN
    )


def letters(text: str) -> int:
    """How many letters and digits a reader sees."""
    return sum(unicodedata.category(char)[0] in "LN" for char in seen(text))


def stands_in(text: str) -> bool:
    """Whether the whole text stands for words that are still to come: `TODO`, `xxx`."""
    return bool(_STAND_IN.fullmatch(" ".join(text.casefold().split())))


def can_be_printed(text: str) -> bool:
    """Whether a line that somebody has typed, such as a name, may stand on a sheet: it says
    something, and nothing in it acts on the words around."""
    return (
        letters(text) > 0
        and len(text) <= _LONGEST
        and not stands_in(text)
        and not _TURNING.search(text)
        and not _heaps(text)
    )


def is_line(text: str) -> bool:
    """Whether a text on one line, such as the name of who signs, may stand on a sheet."""
    joined = text.replace("\u200c", "").replace("\u200d", "")  # part of Persian and Indic spelling
    return joined.isprintable() and can_be_printed(text)


def _heaps(text: str) -> bool:
    """Whether more marks stand on one letter than any writing puts there."""
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MOST_MARKS:
            return True
    return False
