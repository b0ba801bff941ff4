"""The Unicode properties that the text engine uses, all from one version of Unicode.

The data is `unicode_tables`, not Python's `unicodedata`, whose version follows the Python version:
a sheet must not change with the interpreter. (General categories and normal forms do come from
Python: for the scripts set here they have long been stable.)
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate, pairwise

from handouts.model import unicode_tables

VERSION = unicode_tables.UNICODE_VERSION

#: Scripts of characters that follow their neighbours (UAX #24, 5.1 and 5.2).
SHARED_SCRIPTS = frozenset({"Zyyy", "Zinh"})


def _chain(table: str, value: str) -> tuple[list[int], list[str]]:
    tokens = re.findall(f"([0-9a-f]+)({value})", table)
    ends = accumulate(int(length, 16) for length, _ in tokens)
    return [0, *ends][:-1], [value for _, value in tokens]


@functools.cache
def _bidi_chain() -> tuple[list[int], list[str]]:
    return _chain(unicode_tables.BIDI_CLASSES, "[A-Z]+")


@functools.cache
def _script_chain() -> tuple[list[int], list[str]]:
    return _chain(unicode_tables.SCRIPTS, "[A-Z][a-z]{3}")


@functools.cache
def _extension_ranges() -> list[tuple[int, int, frozenset[str]]]:
    ranges = []
    for entry in unicode_tables.SCRIPT_EXTENSIONS.split(";"):
        codes, _, names = entry.partition(":")
        first, _, last = codes.partition("-")
        ranges.append((int(first, 16), int(last, 16), frozenset(names.split())))
    return ranges


def bidi_class(codepoint: int) -> str:
    """The short name of the Bidi_Class (`L`, `AL`, `FSI` …), unassigned code points included."""
    starts, values = _bidi_chain()
    return values[bisect_right(starts, codepoint) - 1]


@functools.cache
def script(character: str) -> str:
    """The ISO 15924 code of the Script property, `Zyyy` and `Zinh` for shared characters."""
    starts, values = _script_chain()
    return values[bisect_right(starts, ord(character)) - 1]


@functools.cache
def letters_are_arabic(script_code: str) -> bool:
    """Whether a script's letters are of the Bidi_Class AL, after which European digits count as
    Arabic numbers (UAX #9, W2). False for a code that is no Script value."""
    starts, values = _script_chain()
    pieces = zip(values, pairwise(starts), strict=False)
    codes = (code for value, piece in pieces if value == script_code for code in range(*piece))
    letter = next((code for code in codes if unicodedata.category(chr(code))[0] == "L"), None)
    return letter is not None and bidi_class(letter) == "AL"


@functools.cache
def characters_of(script: str) -> tuple[str, ...]:
    """The characters that have a script by the Script property, some unassigned ones among them."""
    starts, values = _script_chain()
    ends = (*starts[1:], 0x110000)
    return tuple(
        chr(code)
        for start, end, value in zip(starts, ends, values, strict=True)
        if value == script
        for code in range(start, end)
    )


@functools.cache
def script_extensions(character: str) -> frozenset[str]:
    """The scripts a character is used with; empty when it goes with any (UAX #24, 2.8)."""
    code = ord(character)
    ranges = _extension_ranges()
    index = bisect_right(ranges, code, key=lambda entry: entry[0]) - 1
    if index >= 0 and code <= ranges[index][1]:
        return ranges[index][2]
    own = script(character)
    return frozenset() if own in SHARED_SCRIPTS else frozenset({own})


@functools.cache
def script_names() -> dict[str, str]:
    """Every script of the Script property: ISO 15924 code → name ("Canadian Aboriginal")."""
    rows = (entry.partition(":") for entry in unicode_tables.SCRIPT_NAMES.split())
    return {code: name.replace("_", " ") for code, _, name in rows}


#: Scripts of ISO 15924 that are several of Unicode's; the first is what shaping is told.
_COMPOSED = {
    "Hans": ("Hani",), "Hant": ("Hani", "Bopo"), "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}  # fmt: skip


@functools.cache
def unicode_scripts(code: str) -> frozenset[str]:
    """The scripts of the Script property that text in an ISO 15924 script is written in."""
    return frozenset(_COMPOSED.get(code, (code,)))


def shaping_script(code: str) -> str:
    """The one script that shaping is told for text in an ISO 15924 script."""
    return _COMPOSED.get(code, (code,))[0]


#: Scripts whose letters are read from right to left.
RIGHT_TO_LEFT_SCRIPTS = frozenset(unicode_tables.RIGHT_TO_LEFT.split())


def _pattern(table: str) -> str:
    r"""A regular expression class, without its brackets: `\U0000005b-\U0000005b`…"""
    ranges = [entry.split("-") for entry in table.split()]
    return "".join(f"\\U{first:0>8}-\\U{last:0>8}" for first, last in ranges)


#: Regular expression classes (without brackets): all default-ignorable code points; opening marks
#: (OP), with which no line ends; closing marks (CL, CP, EX, IS, NS, CJ, IN, PO, and all that are
#: Terminal_Punctuation), with which none begins (UAX #14).
DEFAULT_IGNORABLE = _pattern(unicode_tables.DEFAULT_IGNORABLE)
LINE_OPENING = _pattern(unicode_tables.LINE_OPENING)
LINE_CLOSING = _pattern(unicode_tables.LINE_CLOSING)


#: Blanks that HarfBuzz draws with a glyph of their own or not at all, unlike all others: fillers of
#: Korean, Ogham's space, signs of shorthand.
DRAWN_BLANKS = frozenset("\u115f\u1160\u1680\u3164\uffa0\U0001bca0\U0001bca1\U0001bca2\U0001bca3")


@functools.cache
def bracket_pairs() -> dict[str, str]:
    """Opening → closing bracket, as UAX #9 pairs them (BD14, BD15)."""
    pairs = (entry.split("-") for entry in unicode_tables.BRACKETS.split())
    return {chr(int(opening, 16)): chr(int(closing, 16)) for opening, closing in pairs}


_SEPARATORS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """A text as a title wants it: a space for tabs and for what separates lines and paragraphs, no
    soft hyphens."""
    return _SEPARATORS.sub(" ", text).replace("\u00ad", "")
