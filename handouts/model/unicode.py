"""The Unicode properties that the text engine uses, all from one version of Unicode.

The data is `unicode_tables`, not Python's `unicodedata`, whose version follows the Python version:
a sheet must not change with the interpreter. (General categories and normal forms do come from
Python: for the scripts set here they have long been stable.)
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from itertools import accumulate

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


def _ignorable_pattern() -> str:
    ranges = [entry.split("-") for entry in unicode_tables.DEFAULT_IGNORABLE.split()]
    return "".join(f"{chr(int(first, 16))}-{chr(int(last, 16))}" for first, last in ranges)


#: A regular expression class (without brackets) of all default-ignorable code points.
DEFAULT_IGNORABLE = _ignorable_pattern()


@functools.cache
def bracket_pairs() -> dict[str, str]:
    """Opening → closing bracket, as UAX #9 pairs them (BD14, BD15)."""
    pairs = (entry.split("-") for entry in unicode_tables.BRACKETS.split())
    return {chr(int(opening, 16)): chr(int(closing, 16)) for opening, closing in pairs}
