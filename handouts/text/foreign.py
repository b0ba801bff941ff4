"""Foreign pieces: what keeps an order of its own inside text of the other direction.

Inside right-to-left text these are phone numbers, times, dates, quantities ("38.5 °C"), and words
of left-to-right letters with what is read together with them: "SI joint (left)", "Dr. Weber" and
"Tylenol 500 mg" are one piece each, while in "ReleviiMed 24 ساعة" the number belongs to the Arabic
word for hours. A range of numbers is a piece by itself, whose direction is the language's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handouts.text import patterns
from handouts.text.quantities import quantity_end

_SPACES = " \u00a0"
_JOINER = "\u2060"


class Piece(NamedTuple):
    """A stretch of text; `is_range` for a range of numbers."""

    start: int
    end: int
    is_range: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """The foreign pieces of right-to-left text, in order; a word joiner in one changes nothing."""
    if _JOINER not in text:
        yield from _pieces(text)
        return
    places = [place for place, char in enumerate(text) if char != _JOINER]
    for found in _pieces(text.replace(_JOINER, "")):
        yield Piece(places[found.start], places[found.end - 1] + 1, found.is_range)


def _pieces(text: str) -> Iterator[Piece]:
    place = 0
    beginning = patterns.foreign_beginning()
    while match := beginning.search(text, place):
        start = match.start()
        found = _piece(text, start)
        if found:
            yield found
        place = found.end if found else start + 1


def _piece(text: str, start: int) -> Piece | None:
    for pattern in (patterns.date(), patterns.PHONE):
        match = pattern.match(text, start)
        if match and not (pattern is patterns.PHONE and patterns.YEARS.match(text, start)):
            return Piece(start, match.end())
    end = _phrase(text, start)
    if end is not None:
        return Piece(start, end)
    if match := patterns.RANGE.match(text, start):
        return Piece(start, match.end(), is_range=not _in_halves(text, start, match.end()))
    match = patterns.TIME.match(text, start) or patterns.THOUSANDS.match(text, start)
    return Piece(start, match.end()) if match else None


def _phrase(text: str, start: int) -> int | None:
    """The end of words and quantities with single spaces between, some of them in brackets."""
    end = _word(text, start)
    while end is not None and text[end : end + 1] in (*_SPACES,):
        following = _bracketed(text, end + 1) or _word(text, end + 1)
        if following is None:
            break
        end = following
    return end


def _bracketed(text: str, start: int) -> int | None:
    if text[start : start + 1] != "(":
        return None
    end = _word(text, start + 1)
    while end is not None and text[end : end + 1] in (*_SPACES,):
        end = _word(text, end + 1)
    return end + 1 if end is not None and text[end : end + 1] == ")" else None


def _word(text: str, start: int) -> int | None:
    """The end of one quantity or one word, titles before it included."""
    end = quantity_end(text, start)
    if end is not None:
        return end
    match = patterns.foreign_word().match(text, start)
    return match.end() if match else None


def _in_halves(text: str, start: int, end: int) -> bool:
    """Whether a range of times says in Latin letters which half of the day is meant."""
    return bool(patterns.HALF.search(text, start, end))
