"""Levels of a sheet's text: UAX #9 on the text with isolates put around its foreign pieces.

A phone number, a time, a Latin name inside Arabic keeps its inner order, and what stands beside it
keeps its own. Without isolates a number that follows a Latin name is drawn into it. In
"ReleviiMed 24 ساعة" the 24 belongs to the Arabic word for hours: plain UAX #9 sets it to the right
of the name, as if it were part of it; with the name isolated it follows on the name's left.

The isolates live only in a copy of the text that levels are computed on; nobody reads them back.
"""

from __future__ import annotations

import re

from handouts.text import bidi, patterns

_LEFT, _RIGHT, _FIRST, _POP = "\u2066", "\u2067", "\u2068", "\u2069"
#: After Arabic letters, European digits count as Arabic numbers (W2). An Arabic letter mark does
#: the same inside an isolate.
_ARABIC_MARK = "\u061c"


def levels(text: str, base: int, arabic: bool) -> bytes:
    """One level per character of a paragraph. `base` is the language's direction, 0 or 1;
    `arabic` tells whether its script is Arabic, where a range of numbers reads from the right."""
    if base == 0 and bidi.reads_left_to_right(text):
        return bytes(len(text))
    if base and not patterns.left_to_right_or_digit().search(text):
        return bidi.levels(text, base)
    pattern = patterns.foreign_to_right_to_left() if base else patterns.foreign_to_left_to_right()
    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    place = length = 0

    def keep(end: int) -> None:
        nonlocal place, length
        parts.append(text[place:end])
        kept.append((length, length + end - place))
        length += end - place
        place = end

    for match in pattern.finditer(text):
        if base == 0 and _is_isolated(text, match.start()):
            continue
        keep(match.start())
        opening = _opening(match, base, arabic)
        parts.append(opening)
        length += len(opening)
        keep(match.end())
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


def _opening(match: re.Match[str], base: int, arabic: bool) -> str:
    if base == 0:
        return _RIGHT
    if match["range"]:
        return _RIGHT + _ARABIC_MARK if arabic else _RIGHT
    return _LEFT
