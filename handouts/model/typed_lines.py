"""Lines that somebody types to be printed: names, titles, contact lines, what the desk fills in.

The gate for all of them. What it lets through is seen on paper, each letter by itself: whether a
font has each character is asked where the fonts are.
"""

from __future__ import annotations

import re
import unicodedata

from handouts.model import marks, unicode
from handouts.model.stand_ins import BLANK, letters, stands_in
from handouts.model.writing import needs_joiners

#: More letters than any such line has.
_LONGEST = 200

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_IGNORABLE = re.compile(f"[{unicode.DEFAULT_IGNORABLE}]")
#: Ends of lines, and tabs: an address has several lines.
_BREAKS = frozenset("\t\n\r")
#: Signs that say in which direction a line goes on.
_DIRECTIONS = re.compile("[\u200e\u200f\u061c]")
#: What stands in place of a letter or a picture that was lost; a blank that is no space.
_LOST = frozenset("\ufffc\ufffd\u1680")


def fault(text: str) -> str:
    """Why a line cannot be printed, and what to type instead, as words that follow the name of the
    line; empty where it can."""
    if _first_unseen(text):
        return "holds a character that cannot be printed: type it anew"
    if any(map(marks.strikes_out, text)):
        return "has letters that are struck out or circled: type them plain"
    if marks.heap(text):
        return f"has more than {marks.MOST_MARKS} marks on one letter: type it anew"
    for word in text.split():
        if any(True for _ in marks.parted(word)) or any(True for _ in marks.loose(word)):
            return "has a sign without its letter: type the letter first, then its sign"
    return ""


def name_fault(text: str) -> str:
    """The same of what stands in a file: which character it is, too. A name in two scripts may say
    in which direction it goes on."""
    text = _DIRECTIONS.sub("", text)
    if char := _first_unseen(text):
        return f"holds U+{ord(char):04X}, a character that cannot be printed: type it without that"
    return fault(text)


def is_seen(text: str) -> bool:
    """Whether a text can be printed and says something."""
    return not name_fault(text) and letters(text) > 0


def can_be_printed(text: str) -> bool:
    """Whether a line, such as a name, may stand on a sheet: it says something, and nothing in it
    acts on the words around."""
    return is_seen(text) and len(text) <= _LONGEST and not stands_in(text)


def is_line(text: str) -> bool:
    """Whether a text on one line, such as the name of who signs, may stand on a sheet."""
    joined = re.sub(f"[{marks.JOINERS}]", "", text)
    return joined.isprintable() and can_be_printed(text)


def _first_unseen(text: str) -> str:
    """The first character that nobody sees; empty where there is none."""
    return next((char for place, char in enumerate(text) if _is_unseen(text, place)), "")


def _is_unseen(text: str, place: int) -> bool:
    """Whether nobody sees a character of a text, or something else than was typed."""
    char = text[place]
    if char in marks.JOINERS:
        return not _joins(text[:place], text[place + 1 :])
    if char in _BREAKS:
        return False
    return (
        char in BLANK
        or char in _LOST
        or unicodedata.category(char) in _UNSEEN
        or bool(_IGNORABLE.match(char))
    )


def _joins(before: str, after: str) -> bool:
    """Whether a joiner stands between letters of a script that is written with joiners."""
    first, second = before[-1:], after[:1]
    if not first or not second:
        return False
    scripts = unicode.script_extensions(first) & unicode.script_extensions(second)
    return any(map(needs_joiners, scripts))
