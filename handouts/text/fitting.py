"""Which break opportunities become line ends.

Lines are filled from the start. Where that leaves a last line shorter than a quarter of the
measure, the last few lines end earlier, all about equally much, so that none of them looks cut off.
Where the ends of phrases are known, and in headings, whose lines are about equally long, all lines
are chosen together, as many as filling takes (`text/raggedness`). Nothing here knows glyphs: a
paragraph is a list of places where a line may end, and how far the pen has come there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from handouts.text.raggedness import (
    EPSILON,
    FEW_CHARACTERS,
    FULL_ENOUGH,
    SHORT,
    is_in,
    least_ragged,
)

#: So many lines give words up to a short last one.
_MOST_BALANCED = 5


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

    `strict` ends with the paragraph's end. `phrases`, some of them, are preferred where lines that
    end there are full enough. `finer` are ever finer opportunities for a piece that
    fits no line; the last of them break inside words. A line must end at a `forced` place. `exact`
    gives the width in ems of what stands between two places, once shaped as a line. `pauses` tells
    where a mark stands that a reader pauses at, for lines that are balanced.
    """

    strict: Opportunities
    phrases: Opportunities | None
    finer: Sequence[Callable[[], Opportunities]]
    forced: Sequence[int]
    exact: Callable[[int, int], float]
    pauses: Callable[[], Sequence[int]]


def fit(
    measures: Measures, first_width: float, later_width: float, *, balanced: bool = False
) -> list[Stretch]:
    """Divide a paragraph into lines, widths in ems; `balanced`: about equally long ones."""
    lines = _filled(measures, first_width, later_width)
    if len(lines) < 2 or not (balanced or measures.phrases) or measures.forced:
        return lines
    places = measures.strict.places
    if any(line.overwide or not is_in(places, line.end) for line in lines):
        return lines  # what was broken inside a word stays as it is
    widths = [first_width, *[later_width] * (len(lines) - 1)]
    phrases = measures.phrases.places if measures.phrases else None
    if balanced and phrases is None:
        phrases = measures.pauses()
    for width in (_by_advances(measures.strict, 0), measures.exact):
        ends = least_ragged(places, phrases, widths, width, balanced=balanced)
        chosen = [Stretch(*pair) for pair in pairwise((0, *ends))]
        if chosen and _fits(measures, chosen, widths):
            return chosen
    return lines


def _filled(measures: Measures, first_width: float, later_width: float) -> list[Stretch]:
    """The lines, filled from the start."""
    places, pens, _ = measures.strict
    lines: list[Stretch] = []
    start, pen, at = 0, 0.0, 0
    paragraph_start = 0
    while at < len(places):
        width = (later_width if lines else first_width) + EPSILON
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
    """Bring words down to a short last line, from the lines before it, until it is long enough.
    Where that would empty a line, at least a lone one gets a companion."""
    places = measures.strict.places
    count = min(len(lines) - paragraph_start, _MOST_BALANCED)
    while count > 1 and not all(is_in(places, line.end) for line in lines[-count:-1]):
        count -= 1  # what was broken inside a word stays as it is
    tail = lines[len(lines) - count :]
    if count < 2 or any(line.overwide for line in tail):
        return
    last = tail[-1]
    long_enough = measures.exact(last.start, last.end) >= SHORT * later_width
    if long_enough and last.end - last.start > FEW_CHARACTERS:
        return
    widths = [later_width] * count
    if count == len(lines):
        widths[0] = first_width
    # Exact widths cost shaping: sums of advances nearly always do.
    ways = [measures.exact]
    if not tail[0].start or is_in(places, tail[0].start):
        ways.insert(0, _by_advances(measures.strict, tail[0].start))
    for width in ways:
        even = _evenest(tail, widths, places, width)
        if _fits(measures, even, widths):
            lines[len(lines) - count :] = even
            return


def _fits(measures: Measures, lines: Sequence[Stretch], widths: Sequence[float]) -> bool:
    return all(
        measures.exact(line.start, line.end) <= room + EPSILON
        for line, room in zip(lines, widths, strict=True)
    )


def _by_advances(strict: Opportunities, start: int) -> Callable[[int, int], float]:
    """The width in ems between the place where lines begin, or an opportunity after it, and a later
    one, as sums of advances have it."""
    index = {place: number for number, place in enumerate(strict.places)}
    pens = {start: 0.0, **dict(zip(strict.places, strict.pens, strict=True))}
    return lambda first, end: strict.inks[index[end]] - pens[first]


class _Division(NamedTuple):
    """Lines that end at `ends`, and how uneven they are: whether the last is `short`, whether it is
    one piece, and what is missing of the full width of all others, squared."""

    short: bool
    lone: bool
    uneven: float
    ends: tuple[int, ...]


def _evenest(
    tail: Sequence[Stretch],
    widths: Sequence[float],
    places: Sequence[int],
    measured: Callable[[int, int], float],
) -> list[Stretch]:
    """As many lines as `tail` has, that end nowhere later, so that the last one is long enough
    and the others are about equally full; the same lines where there are no better ones."""
    start, end = tail[0].start, tail[-1].end
    divisions = [_Division(False, False, 0.0, ())]
    for line, width in zip(tail[:-1], widths, strict=False):
        best: dict[int, _Division] = {}
        for division in divisions:
            first = division.ends[-1] if division.ends else start
            for at in range(bisect_right(places, line.end) - 1, -1, -1):
                place = places[at]
                if place <= first:
                    break
                length = measured(first, place)
                if length > width + EPSILON:
                    continue
                if length < FULL_ENOUGH * width:
                    break
                uneven = division.uneven + (1 - length / width) ** 2
                if place not in best or uneven < best[place].uneven:
                    best[place] = _Division(False, False, uneven, (*division.ends, place))
        divisions = list(best.values())
    greedy = _Division(False, False, 0.0, tuple([line.end for line in tail[:-1]]))
    ended = [
        _ended(division, end, widths[-1], places, measured) for division in (greedy, *divisions)
    ]
    chosen = min(ended, key=lambda division: division[:2])  # the same lines, where none are better
    if chosen is not ended[0]:
        chosen = min(ended[1:])
    return [Stretch(*ends) for ends in pairwise((start, *chosen.ends, end))]


def _ended(
    division: _Division,
    end: int,
    width: float,
    places: Sequence[int],
    measured: Callable[[int, int], float],
) -> _Division:
    """A division of all but the last line, with the last line judged."""
    start = division.ends[-1]
    length = measured(start, end)
    few = end - start <= FEW_CHARACTERS
    lone = few or bisect_left(places, end) - bisect_left(places, start) == 1
    too_long = length > width + EPSILON
    return division._replace(short=few or too_long or length < SHORT * width, lone=lone or too_long)
