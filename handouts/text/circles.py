"""Words that the shaper draws with a dotted circle, and the order in which it would not.

HarfBuzz puts U+25CC where a sign has no letter to stand on, in the scripts whose syllables it knows
and in fonts that have the character. Such a word was mostly typed in the order in which it looks
("िह" for "हि"), so the same characters in another order are tried.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from handouts.checks.clusters import check_clusters
from handouts.model.languages import Language
from handouts.text.paragraph import ShapedParagraph, TextSpan, Typesetter

CIRCLE = "\u25cc"
_WORD = re.compile(r"\S+")
#: How far a sign may have strayed: over a conjunct of three letters, say.
_REACH = 6


class Circled(NamedTuple):
    """A word with a dotted circle, and the word in another order that has none; else nothing."""

    word: str
    better: str


def circled_words(
    typesetter: Typesetter, shaped: ShapedParagraph, language: Language
) -> tuple[Circled, ...]:
    """The words of a paragraph that come out with a dotted circle that is not in the text."""
    if not shaped.circles:
        return ()

    def is_whole(word: str) -> bool:
        if any(check_clusters("", word, language)):
            return False
        return not typesetter.shape((TextSpan(word),), language).circles

    marked = set(shaped.circles)
    found: dict[str, None] = {}
    for match in _WORD.finditer(shaped.text):
        if CIRCLE not in match[0] and marked.intersection(range(*match.span())):
            found[match[0]] = None
    return tuple(Circled(word, _better(word, is_whole)) for word in found)


def _better(word: str, is_whole: Callable[[str], bool]) -> str:
    """One or two signs moved; the smallest move that helps."""
    seen = {word}
    tries = [word]
    for _ in range(2):
        following: list[str] = []
        for base in tries:
            for moved in _moves(base):
                if moved in seen:
                    continue
                seen.add(moved)
                if is_whole(moved):
                    return moved
                following.append(moved)
        tries = following[:_REACH]
    return ""


def _moves(word: str) -> Iterator[str]:
    """The word with one sign moved: past signs beside it; or, where it has no letter before it,
    past the letters that follow."""
    for start, sign in enumerate(word):
        if unicodedata.category(sign)[0] != "M":
            continue
        rest = word[:start] + word[start + 1 :]
        loose = not start or unicodedata.category(word[start - 1])[0] not in "LM"
        for end in range(start + 1, min(start + _REACH, len(rest)) + 1):
            if loose or all(unicodedata.category(each)[0] == "M" for each in rest[start:end]):
                yield rest[:end] + sign + rest[end:]
