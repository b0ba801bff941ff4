"""Which break opportunities become line ends.

Lines are filled from the start. Where that leaves a last line shorter than a quarter of the
measure, the last few lines end earlier, all about equally much, so that none of them looks cut off.
Where the ends of phrases are known, lines end with a phrase, if the paragraph needs no line more
for it. Nothing here knows glyphs: a paragraph is a list of places where a line may end, and how far
the pen has come there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

#: Room for rounding, in ems.
_EPSILON = 1e-6
#: A last line narrower than this part of the measure is short, and so is one of so few characters.
_SHORT = 0.25
_FEW_CHARACTERS = 2
#: A line that gives words up stays at least this full, and so many lines do.
_FULL_ENOUGH = 0.4
_MOST_BALANCED = 5
#: How full a line is that ends with a phrase, in the order tried.
_FULL_WITH_PHRASE = (0.7, 0.85)


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

    `strict` ends with the paragraph's end. `phrases`, some of them, are preferred where a line that
    ends there is full enough. `finer` are ever finer opportunities for a piece that
    fits no line; the last of them break inside words. A line must end at a `forced` place. `exact`
    gives the width in ems of what stands between two places, once shaped as a line.
    """

    strict: Opportunities
    phrases: Opportunities | None
    finer: Sequence[Callable[[], Opportunities]]
    forced: Sequence[int]
    exact: Callable[[int, int], float]


def fit(measures: Measures, first_width: float, later_width: float) -> list[Stretch]:
    """Divide a paragraph into lines, widths in ems."""
    lines = _filled(measures, first_width, later_width, None)
    if measures.phrases is None:
        return lines
    for full in _FULL_WITH_PHRASE:
        better = _filled(measures, first_width, later_width, full)
        if len(better) <= len(lines):
            return better
    return lines


def _filled(
    measures: Measures, first_width: float, later_width: float, full: float | None
) -> list[Stretch]:
    """The lines, filled from the start; `full`: how full one must be to end with a phrase."""
    places, pens, _ = measures.strict
    phrases = None if full is None else measures.phrases
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
        if found is not None and phrases is not None and full is not None:
            found = _phrase_end(measures.strict, phrases, found, pen + full * width)
        if found is None:
            end, pen, overwide = _inside(measures, places[at], start, pen + width, width)
        else:
            end, pen, overwide = places[found], pens[found], False
        lines.append(Stretch(start, end, overwide))
        start = end
        at = bisect_right(places, start)
        if start == places[stop - 1]:
            choices = measures.strict
            if phrases is not None and len(lines) > 1 and _is_in(phrases.places, lines[-2].end):
                choices = phrases
            _balance(lines, paragraph_start, measures, choices, first_width, later_width)
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


def _phrase_end(strict: Opportunities, phrases: Opportunities, found: int, enough: float) -> int:
    """The last end of a phrase up to the opportunity `found` where the line is full enough, else
    `found`."""
    at = bisect_right(phrases.places, strict.places[found]) - 1
    if at < 0 or phrases.inks[at] < enough:
        return found
    return bisect_left(strict.places, phrases.places[at])


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
    choices: Opportunities,
    first_width: float,
    later_width: float,
) -> None:
    """Bring words, or phrases, down to a short last line, from the lines before it, until it is
    long enough; lines end at the `choices`. Where that would empty a line, at least a lone one gets
    a companion."""
    places = choices.places
    count = min(len(lines) - paragraph_start, _MOST_BALANCED)
    while count > 1 and not all(_is_in(places, line.end) for line in lines[-count:-1]):
        count -= 1  # what was broken inside a word stays as it is
    tail = lines[len(lines) - count :]
    if count < 2 or any(line.overwide for line in tail):
        return
    last = tail[-1]
    long_enough = measures.exact(last.start, last.end) >= _SHORT * later_width
    if long_enough and last.end - last.start > _FEW_CHARACTERS:
        return
    widths = [later_width] * count
    if count == len(lines):
        widths[0] = first_width
    # Exact widths cost shaping: sums of advances nearly always do.
    ways = [measures.exact]
    if not tail[0].start or _is_in(places, tail[0].start):
        ways.insert(0, _by_advances(choices, tail[0].start))
    for width in ways:
        even = _evenest(tail, widths, places, width)
        if all(
            measures.exact(line.start, line.end) <= room + _EPSILON
            for line, room in zip(even, widths, strict=True)
        ):
            lines[len(lines) - count :] = even
            return


def _is_in(places: Sequence[int], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


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
                if length > width + _EPSILON:
                    continue
                if length < _FULL_ENOUGH * width:
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
    few = end - start <= _FEW_CHARACTERS
    lone = few or bisect_left(places, end) - bisect_left(places, start) == 1
    too_long = length > width + _EPSILON
    return division._replace(
        short=few or too_long or length < _SHORT * width, lone=lone or too_long
    )
