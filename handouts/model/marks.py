"""Combining marks, and the letters that they stand on.

What is found here needs no font and no language: more marks than any writing puts on one letter,
marks that stand on nothing, marks that strike a letter out, and joiners that part a sign from its
letter.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from handouts.model import unicode

#: More marks than any writing puts on one letter.
MOST_MARKS = 5
JOINERS = "\u200c\u200d"

#: What a mark is set on, on purpose, to show the mark alone.
_CARRIERS = frozenset("\u00a0\u25cc\u0640")
_IGNORABLE = re.compile(f"[{unicode.DEFAULT_IGNORABLE}]")
#: Canonical combining classes: signs that are drawn through the letter, and those that take the
#: vowel from a letter or put the next one below it.
_OVERLAY, _VIRAMA = 1, 9
#: Khmer's register shifters: a joiner says which form of one is meant.
_SHIFTERS = frozenset("\u17c9\u17ca")
#: The joiners, blanks without width, and what asks for another form of a letter.
_PARTING = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f]+")


@functools.lru_cache(maxsize=4096)
def is_mark(char: str) -> bool:
    """Whether a character is a combining mark."""
    return unicodedata.category(char)[0] == "M"


def heap(text: str) -> str:
    """The mark that is one too many upon its letter; empty where there is none."""
    marks = 0
    for char in unicodedata.normalize("NFD", text):
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks > MOST_MARKS:
            return char
    return ""


@functools.lru_cache(maxsize=4096)
def strikes_out(char: str) -> bool:
    """Whether a mark is drawn through its letter or around it, as no word is written."""
    return unicodedata.combining(char) == _OVERLAY or unicodedata.category(char) == "Me"


def loose(word: str) -> Iterator[int]:
    """Where the marks of a word are that stand on nothing, the first of each kind."""
    base = ""
    reported: set[str] = set()
    for place, char in enumerate(word):
        if _IGNORABLE.match(char):
            continue
        if not is_mark(char):
            base = char
        elif char not in reported and not _carries(base, char):
            reported.add(char)
            yield place


@functools.lru_cache(maxsize=4096)
def _carries(base: str, mark: str) -> bool:
    """Whether a mark may stand on a character."""
    if not base:
        return False
    if base in _CARRIERS or unicodedata.category(mark) == "Me":
        return True
    if unicodedata.category(base)[0] not in "LN":
        return False
    marks, bases = unicode.script_extensions(mark), unicode.script_extensions(base)
    if not marks:
        return unicodedata.category(base)[0] == "L"
    return bool(marks & bases)


def may_part(text: str) -> bool:
    """Whether a text has anything that `parted` may find."""
    return bool(_PARTING.search(text))


def parted(word: str) -> Iterator[tuple[int, int]]:
    """Where joiners stand between a letter and its sign. The shaper then takes the sign for one
    without a letter, and a search or a screen reader does not know the word. A joiner may stand
    before a virama, as in Bengali, and before Khmer's register shifters."""
    for match in _PARTING.finditer(word):
        start, end = match.span()
        sign = word[end : end + 1]
        if not start or not sign or not is_mark(sign) or _IGNORABLE.match(sign):
            continue
        lone = len(match[0]) == 1 and match[0] in JOINERS
        if lone and (unicodedata.combining(sign) == _VIRAMA or sign in _SHIFTERS):
            continue
        if lone and word[start - 1] in _SHIFTERS:
            continue
        yield start, end
