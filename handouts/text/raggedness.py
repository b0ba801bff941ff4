"""Lines chosen together: of all divisions into so many lines the least ragged one.

What a line leaves empty counts as its share of the measure, squared, so that two lines with a
little room are better than one with much. A line that ends inside a phrase counts like one that is
a third empty: phrases are kept together until that costs more. In a heading the last line counts
like the others, which makes them equally long, and where it is short like one that ends inside a
phrase; in a paragraph only where it is short.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

#: Room for rounding, in ems.
EPSILON = 1e-6
#: A last line narrower than this part of the measure is short, and so is one of so few characters.
SHORT = 0.25
FEW_CHARACTERS = 2
#: A line that gives words up to a short last one stays at least this full.
FULL_ENOUGH = 0.4
#: What a line costs that ends inside a phrase: as much as one that is a third empty.
_INSIDE_PHRASE = (1 / 3) ** 2
#: What a short last line costs: as much as a line that is only just full enough.
_SHORT_LAST = (1 - FULL_ENOUGH) ** 2


class _Division(NamedTuple):
    """Lines that end at `ends`, and what they cost."""

    cost: float
    ends: tuple[int, ...]


def least_ragged(
    places: Sequence[int],
    phrases: Sequence[int] | None,
    widths: Sequence[float],
    measured: Callable[[int, int], float],
    *,
    balanced: bool,
) -> tuple[int, ...]:
    """Where lines end, one for each of the `widths` (ems); nothing where the text does not fit.

    `places` are the ends of lines that are allowed, the paragraph's end last; `phrases`, where the
    language tells, those of them that a reader pauses at. `measured` gives the width of a line in
    ems. `balanced`: all lines equally long.
    """
    earliest = _earliest(places, widths, measured)
    known = {0: _Division(0.0, ())}
    for number, (width, least) in enumerate(zip(widths, earliest, strict=True), 1):
        best: dict[int, _Division] = {}
        for start, division in known.items():
            for at in range(max(least, bisect_right(places, start)), len(places)):
                place = places[at]
                length = measured(start, place)
                if length > width + EPSILON:
                    break
                cost = (1 - length / width) ** 2
                if number == len(widths):
                    short = length < SHORT * width or place - start <= FEW_CHARACTERS
                    if balanced:
                        cost += _INSIDE_PHRASE if short else 0.0
                    else:
                        cost = _SHORT_LAST if short else 0.0
                if phrases is not None and not is_in(phrases, place):
                    cost += _INSIDE_PHRASE
                cost += division.cost
                if place not in best or cost < best[place].cost - EPSILON:
                    best[place] = _Division(cost, (*division.ends, place))
        known = best
    ended = known.get(places[-1])
    return ended.ends if ended else ()


def _earliest(
    places: Sequence[int], widths: Sequence[float], measured: Callable[[int, int], float]
) -> list[int]:
    """For each line the first of the places where it may end, so that the later ones hold the
    rest."""
    at = len(places) - 1
    found = [at]
    for width in reversed(widths[1:]):
        end = places[at]
        while at and measured(places[at - 1], end) <= width + EPSILON:
            at -= 1
        found.append(at)
    return found[::-1]


def is_in(places: Sequence[int], place: int) -> bool:
    """Whether a place is one of the sorted `places`."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place
