"""A number and its unit in Latin letters or signs: "38.5 °C", "2 × 500 mg", "5–10 mL/kg", "$50".

They are one piece: no line ends inside, and in text from right to left they keep the order in which
they are typed. A number with a unit in letters that read from right to left ("500 ملغ") needs no
help: plain UAX #9 sets the unit on its left, where it is read next.

Amounts are matched one by one and joined here, not in one regular expression, which would take
longer to compile than a sheet takes to set.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from handouts.text import patterns

_SPACE = "[ \u00a0\u2009\u202f]"
_FRACTION = "[\u00bc-\u00be\u2150-\u215e]"
_RAISED = "[\u00b2\u00b3\u00b9\u2070-\u207f]"
_CURRENCY = "[$\u00a3-\u00a5\u20a0-\u20c0]"
#: Most amounts that are one piece: "5 × 3 × 2 cm".
_MOST = 4


@functools.cache
def _amount() -> re.Pattern[str]:
    """A number with a sign before it, or the currency, and, as group `unit`, its unit."""
    # Not the hyphen of a prefix, as in Hebrew "מ-8".
    sign = rf"(?:(?<![^\s(\[])[-+\u00b1\u2212<>\u2264\u2265\u2248~]{_SPACE}?)"
    number = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|{patterns.NUMBER})"
    part = rf"{_SPACE}?{_FRACTION}|{_SPACE}\d/\d\d?(?!\d)|{_RAISED}+"
    count = rf"(?:{number}(?P<part>{part})?(?:/\d+)?|{_FRACTION})"
    # Words in small letters are units, and the symbols that are capitals by rule. A name has a
    # capital letter: in "24 ReleviiMed" the number may belong to what stands before it.
    letters = (
        r"(?:[a-z\u00b5\u03bc][A-Za-z\u00b5\u03bc]*|[kMGT]?(?:Hz|Pa|Gy|Bq|Sv|W|V|J|N|B)|[CFKLUN]"
        rf"|\u2126|[IM]U|UI|MEq|K[gG]|M[gGLlMm]|C[Mm]|CC|OZ|LB){_RAISED}*"
        r"(?![A-Za-z\d@_]|\.\w|:/)"
    )
    unit = (
        rf"(?![xX\u00d7]{_SPACE}?\d)(?:\u00b0(?:{_SPACE}?[CFK](?![A-Za-z]))?|[\u2103\u2109\u2030\u2032\u2033\u00d7]"
        rf"|(?<=[0-9])%|(?<=[0-9]{_SPACE})%|{_CURRENCY}|/?{letters})"
        rf"(?:{_SPACE}?[/\u00b7\u22c5]{_SPACE}?(?:{patterns.NUMBER}{_SPACE}?)?{letters})*"
    )
    return re.compile(
        rf"{sign}?(?P<currency>{_CURRENCY}{_SPACE}?)?{count}(?P<unit>{_SPACE}?{unit})?"
    )


@functools.cache
def _join() -> re.Pattern[str]:
    return re.compile(rf"{_SPACE}?(?:[{patterns.RANGE_MARKS}]|[\u00d7xX*/\u00b1+]){_SPACE}?")


#: A number is no quantity in the middle of a code, a number or a time.
_INSIDE = re.compile(r"[\dA-Za-z_.:]")


def quantity_end(text: str, start: int) -> int | None:
    """Where the quantity that begins at `start` ends; None where none begins."""
    if start and _INSIDE.match(text, start - 1):
        return None
    end = None
    at = start
    for _ in range(_MOST):
        found = _amount().match(text, at)
        if not found:
            break
        if found["unit"] or found["currency"] or found["part"]:
            end = found.end()
        joined = _join().match(text, found.end())
        if not joined:
            break
        at = joined.end()
    return end


def quantities(text: str) -> Iterator[tuple[int, int]]:
    """Where the quantities of a text begin and end."""
    place = 0
    while match := _BEGIN.search(text, place):
        start = match.start()
        other = patterns.PHONE.match(text, start) or patterns.date().match(text, start)
        end = None if other else quantity_end(text, start)
        if end is not None:
            yield start, end
        place = end or (other or match).end()


#: What a quantity can begin with.
_BEGIN = re.compile(
    rf"[-+\u00b1\u2212<>\u2264\u2265\u2248~]{_SPACE}?\d|{_CURRENCY}|\d+|{_FRACTION}"
)
