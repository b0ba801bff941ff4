"""Which break opportunities become line ends.

Lines are filled from the start; then the last two are balanced, so that the last one is no shorter
than a quarter of the measure where another division avoids it. Nothing here knows glyphs: a
paragraph is a list of places where a line may end, and how far the pen has come there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

#: Room for rounding, in ems.
_EPSILON = 1e-6
#: A last line narrower than this part of the measure is short, and so is one of so few characters.
_SHORT = 0.25
_FEW_CHARACTERS = 2
#: The line that gives words up stays at least this full.
_FULL_ENOUGH = 0.4


class Opportunities(NamedTuple):
    """Places where a line may end, in parallel lists. `pens` is how far the pen has come there, in
    ems; `inks` how far without the white space before it."""

    places: Sequence[int]
    pens: list[float]
    inks: list[float]


class Stretch(NamedTuple):
    """A line to be: from one place to another; `overwide` when it ends inside a word."""

    start: int
    end: int
    overwide: bool = False


class Measures(NamedTuple):
    """What fitting asks of a paragraph.

    `strict` ends with the paragraph's end. `finer` are ever finer opportunities for a piece that
    fits no line; the last of them break inside words. A line must end at a `forced` place. `exact`
    gives the width in ems of what stands between two places, once shaped as a line.
    """

    strict: Opportunities
    finer: Sequence[Callable[[], Opportunities]]
    forced: Sequence[int]
    exact: Callable[[int, int], float]


def fit(measures: Measures, first_width: float, later_width: float) -> list[Stretch]:
    """Divide a paragraph into lines, widths in ems."""
    places, pens, _ = measures.strict
    lines: list[Stretch] = []
    start, pen, at = 0, 0.0, 0
    paragraph_start = 0
    while at < len(places):
        width = (later_width if lines else first_width) + _EPSILON
        limit = bisect_left(measures.forced, places[at])
        stop = (
            bisect_right(places, measures.forced[limit])
            if limit < len(measures.forced)
            else len(places)
        )
        found = _last_fitting(measures, at, stop, start, pen + width, width)
        if found is None:
            end, pen, overwide = _inside(measures, places[at], start, pen + width, width)
        else:
            end, pen, overwide = places[found], pens[found], False
        lines.append(Stretch(start, end, overwide))
        start = end
        at = bisect_right(places, start)
        if start == places[stop - 1]:
            _balance(lines, paragraph_start, measures, first_width, later_width)
            paragraph_start = len(lines)
    return lines


def _last_fitting(
    measures: Measures, at: int, stop: int, start: int, room: float, width: float
) -> int | None:
    """The last opportunity from `at` on that the line can reach, by exact measure."""
    places, _, inks = measures.strict
    for index in range(bisect_right(inks, room, at, stop) - 1, at - 1, -1):
        if measures.exact(start, places[index]) <= width:
            return index
    return None


def _inside(
    measures: Measures, piece_end: int, start: int, room: float, width: float
) -> tuple[int, float, bool]:
    """Break a piece that fits no line: at a finer opportunity, at worst after one cluster."""
    choices = measures.strict
    for source in measures.finer:
        choices = source()
        first = bisect_right(choices.places, start)
        last = bisect_left(choices.places, piece_end)
        end = bisect_right(choices.inks, room, first, last) if first < last else first
        while end > first and measures.exact(start, choices.places[end - 1]) > width:
            end -= 1  # no room for a hyphen
        if end > first:
            overwide = source is measures.finer[-1]
            return choices.places[end - 1], choices.pens[end - 1], overwide
    first = bisect_right(choices.places, start)
    return choices.places[first], choices.pens[first], True


def _balance(
    lines: list[Stretch],
    paragraph_start: int,
    measures: Measures,
    first_width: float,
    later_width: float,
) -> None:
    """Bring words down from the line before to a short last line, until it is long enough. Where
    that would empty the line before, at least a lone word gets a companion."""
    if len(lines) - paragraph_start < 2 or lines[-2].overwide:
        return
    places, exact = measures.strict.places, measures.exact
    before, last = lines[-2], lines[-1]
    few = last.end - last.start <= _FEW_CHARACTERS
    if not few and exact(last.start, last.end) >= _SHORT * later_width:
        return
    lone = few or bisect_left(places, last.end) - bisect_left(places, last.start) == 1
    width = first_width if len(lines) == 2 else later_width
    better = 0
    for at in range(bisect_left(places, before.end) - 1, -1, -1):
        place = places[at]
        if place <= before.start or exact(before.start, place) < _FULL_ENOUGH * width:
            break
        length = exact(place, last.end)
        if length > later_width + _EPSILON:
            break
        if length >= _SHORT * later_width:
            better = place
            break
        if lone and not better:
            better = place
    if better:
        lines[-2:] = [Stretch(before.start, better), Stretch(better, last.end)]
