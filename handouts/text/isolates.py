"""Levels of a sheet's text: UAX #9 on the text with isolates put around its foreign pieces.

A phone number, a time, a Latin name inside Arabic keeps its inner order, and what stands beside it
keeps its own. Without isolates a number that follows a Latin name is drawn into it. In
"ReleviiMed 24 ساعة" the 24 belongs to the Arabic word for hours: plain UAX #9 sets it to the right
of the name, as if it were part of it; with the name isolated it follows on the name's left.

The isolates live only in a copy of the text that levels are computed on; nobody reads them back.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model import unicode
from handouts.text import bidi, foreign, patterns

_LEFT, _RIGHT, _FIRST, _POP = "\u2066", "\u2067", "\u2068", "\u2069"
#: Between Arabic digits a dash would read from the right (N1) even inside a left-to-right isolate.
_FORCED, _POP_FORCED = "\u202d", "\u202c"
#: After Arabic letters, European digits count as Arabic numbers (W2). An Arabic letter mark does
#: the same inside an isolate.
_ARABIC_MARK = "\u061c"


def levels(text: str, base: int, arabic: bool) -> bytes:
    """One level per character of a paragraph. `base` is the language's direction, 0 or 1;
    `arabic` tells whether its letters are of the bidi class AL (Arabic, Thaana, Syriac): there a
    range of numbers reads from the right. Elsewhere the class of the dash decides, as UAX #9 has
    it: readers that apply it to the page would turn any other order round."""
    if base == 0 and bidi.reads_left_to_right(text):
        return bytes(len(text))
    if base and not patterns.left_to_right_or_digit().search(text):
        return bidi.levels(text, base)
    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    place = length = 0

    def keep(end: int) -> None:
        nonlocal place, length
        parts.append(text[place:end])
        kept.append((length, length + end - place))
        length += end - place
        place = end

    for start, end, opening in _isolated(text, base, arabic):
        keep(start)
        parts.append(opening)
        length += len(opening)
        keep(end)
        if opening.endswith(_FORCED):
            parts.append(_POP_FORCED)
            length += 1
        parts.append(_POP)
        length += 1
    if not kept:
        return bidi.levels(text, base)
    keep(len(text))
    resolved = bidi.levels("".join(parts), base)
    return b"".join([resolved[start:end] for start, end in kept])


def _is_isolated(text: str, place: int) -> bool:
    """Whether the text itself isolates what stands there. A first-strong isolate takes its
    direction from the letters directly inside it: they must not be wrapped once more."""
    opened = sum(text.count(opening, 0, place) for opening in (_LEFT, _RIGHT, _FIRST))
    return opened > text.count(_POP, 0, place)


def _stands_left_to_right(text: str, start: int, end: int) -> bool:
    """Whether the text itself isolates a piece, together with letters that all run left to right:
    an address, say, whose ranges of numbers do so too."""
    if not _is_isolated(text, start):
        return False
    opened = max(text.rfind(opening, 0, start) for opening in (_LEFT, _RIGHT, _FIRST))
    closed = text.find(_POP, end)
    inside = text[opened + 1 : closed if closed >= 0 else len(text)]
    classes = {unicode.bidi_class(ord(character)) for character in inside}
    return "L" in classes and not classes & {"R", "AL"}


def _isolated(text: str, base: int, arabic: bool) -> Iterator[tuple[int, int, str]]:
    """Start and end of each piece that is isolated, and what opens its isolate."""
    if base:
        for piece in foreign.pieces(text):
            opening = _LEFT
            if piece.is_range and not _stands_left_to_right(text, piece.start, piece.end):
                opening = _RIGHT + _ARABIC_MARK if arabic else _RIGHT
            elif any(map(_is_arabic_digit, text[piece.start : piece.end])):
                opening = _LEFT + _FORCED
            yield piece.start, piece.end, opening
        return
    for match in patterns.foreign_to_left_to_right().finditer(text):
        if not _is_isolated(text, match.start()):
            yield match.start(), match.end(), _RIGHT


def _is_arabic_digit(character: str) -> bool:
    return character.isdecimal() and unicode.bidi_class(ord(character)) == "AN"
