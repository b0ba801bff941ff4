"""Text that says nothing: blanks of every kind, marks alone, words that stand for words to come."""

from __future__ import annotations

import functools
import re
import unicodedata

#: Letters and symbols by their category, and blank all the same: fillers of Korean, the empty
#: Braille pattern, vowels of Khmer that are not written.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
_STAND_IN = re.compile(
    r"[\W_]*(?:todo|to do|tbd|tba|fixme|x{2,}|translate(?: me| this)?|untranslated|translation"
    r"|lorem(?: ipsum.*)?|asdf\w*|qwert\w*|blah(?: blah)*|foo|bar|baz|test|dummy|placeholder|n/?a"
    r"|null|none|nil|undefined)[\W_]*"
)


def seen(text: str) -> str:
    """What a reader sees of a text, without blanks of any kind."""
    return "".join(
        char for char in text if char not in BLANK and unicodedata.category(char) not in _UNSEEN
    )


@functools.lru_cache(maxsize=64)  # each check of a message asks for it
def letters(text: str) -> int:
    """How many letters and digits a reader sees."""
    return sum(unicodedata.category(char)[0] in "LN" for char in seen(text))


def stands_in(text: str) -> bool:
    """Whether the whole text stands for words that are still to come: `TODO`, `xxx`."""
    return bool(_STAND_IN.fullmatch(" ".join(text.casefold().split())))
