"""How far up and down the ink of a line reaches, strip by strip.

In Nastaliq the letters of a word hang from one another: a long word begins high above its line and
its tail ends far below. One line height that keeps every pair of lines apart would be half empty;
so the distance of each pair is measured.
"""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor
from operator import sub

from handouts.text.glyphs import Face, Line
from handouts.text.identity_cache import IdentityCache

#: Strips to an em, for glyphs. Those of a line are a point wide.
_STRIPS = 12

#: How many lines, pairs of lines and glyphs are remembered: those of some sheets.
_REMEMBERED = 1024

#: Left edge, lowest and highest ink of each strip of a glyph, points.
_Strips = tuple[tuple[float, float, float], ...]

#: Stands for "no ink" in a strip: so far away that it never counts.
_FAR = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Skyline:
    """Ink over and under a baseline, in points: `top` and `bottom` of the whole line, `left` and
    `right` its edges, from the line's origin. `tops` and `bottoms` are those of each strip from
    `start` on; `near`, from the strip before, is the lowest ink of a strip and its neighbours."""

    top: float
    bottom: float
    left: float
    right: float
    start: int
    tops: array[float]
    bottoms: array[float]
    near: array[float]


_lines = IdentityCache[float, Skyline](_REMEMBERED)
_outlines = IdentityCache[tuple[int, float], _Strips](_REMEMBERED)


def skyline(line: Line, origin: float) -> Skyline:
    """The skyline of a line, seen from `origin` points right of its left edge: what lines of a
    paragraph have in common."""
    return _lines.get(line, origin) or _lines.put(line, origin, _measured(line, origin))


def _measured(line: Line, origin: float) -> Skyline:
    glyphs = list(_glyphs(line, origin))
    if not glyphs:
        nothing = array("d")
        return Skyline(0.0, 0.0, 0.0, 0.0, 0, nothing, nothing, nothing)
    first = floor(min([left + strips[0][0] for left, _, strips in glyphs]))
    last = floor(max([left + strips[-1][0] for left, _, strips in glyphs]))
    tops, bottoms = [-_FAR] * (last + 1 - first), [_FAR] * (last + 1 - first)
    for left, base, strips in glyphs:
        for offset, low, high in strips:
            at = floor(left + offset) - first
            if base + high > tops[at]:  # noqa: PLR1730 - `max` takes twice as long
                tops[at] = base + high
            if base + low < bottoms[at]:  # noqa: PLR1730
                bottoms[at] = base + low
    padded = [_FAR, _FAR, *bottoms, _FAR, _FAR]
    return Skyline(
        max(tops),
        min(bottoms),
        float(first),
        float(last + 1),
        first,
        array("d", tops),
        array("d", bottoms),
        array("d", map(min, padded, padded[1:], padded[2:])),
    )


def _glyphs(line: Line, origin: float) -> Iterator[tuple[float, float, _Strips]]:
    """Where the glyphs with ink stand, right of the origin and above the baseline, points."""
    for run in line.runs:
        unit = run.size / run.face.upem
        start = run.x - origin
        for gid, x, y in zip(run.gids, run.xs, run.ys, strict=True):
            key = gid, run.size
            strips = _outlines.get(run.face, key)
            if strips is None:
                strips = _outlines.put(run.face, key, _strips(run.face, gid, run.size))
            if strips:
                yield start + x * unit, y * unit, strips


@functools.lru_cache(maxsize=_REMEMBERED)
def flat(left: float, right: float) -> Skyline:
    """The skyline of something with a level top, at the height of the baseline, between two
    places: not of letters."""
    first, last = floor(left), floor(right)
    level = array("d", [0.0] * (last + 1 - first))
    near = array("d", [_FAR] + [0.0] * (last + 1 - first) + [_FAR])
    return Skyline(0.0, 0.0, float(first), float(last + 1), first, level, level, near)


def reach(line: Line) -> tuple[float, float]:
    """How far the ink of a line reaches above its baseline and below it (negative), points; what
    takes a fraction of the time that a skyline does. No ink reaches nowhere."""
    top = bottom = 0.0
    for run in line.runs:
        unit = run.size / run.face.upem
        for gid, y in zip(run.gids, run.ys, strict=True):
            low, high = _reach(run.face, gid)
            top = max(top, (y + high) * unit)
            bottom = min(bottom, (y + low) * unit)
    return top, bottom


@functools.lru_cache(maxsize=8 * _REMEMBERED)
def _reach(face: Face, gid: int) -> tuple[float, float]:
    """Lowest and highest ink of a glyph, font units."""
    strips = _unscaled(face, gid)
    if not strips:
        return 0.0, 0.0
    return min([low for _, low, _ in strips]), max([high for _, _, high in strips])


@functools.lru_cache(maxsize=_REMEMBERED)
def distance(upper: Skyline, lower: Skyline, right: int = 0) -> float:
    """How far apart two baselines are when ink touches ink, the lower one moved to the `right` by
    so many strips; points."""
    start, near = lower.start + right, upper.start - 1
    first = max(start, near)
    last = min(start + len(lower.tops), near + len(upper.near))
    if first >= last:
        return 0.0
    tops = lower.tops[first - start : last - start]
    apart = max(map(sub, tops, upper.near[first - near : last - near]))
    return apart if apart > -_FAR / 2 else 0.0


@functools.lru_cache(maxsize=_REMEMBERED)
def widened(skyline: Skyline, points: int) -> Skyline:
    """A skyline whose lowest ink counts for the strips beside it too, up to so many `points`."""
    near = array("d", [_FAR] * points + [*skyline.near] + [_FAR] * points)
    for _ in range(points):
        near = array("d", map(min, near, [_FAR, *near[:-1]], [*near[1:], _FAR]))
    return replace(skyline, start=skyline.start - points, near=near)


def strips(points: float) -> int:
    """A distance along the line, in strips."""
    return round(points)


def _strips(face: Face, gid: int, size: float) -> _Strips:
    """Left edge, lowest and highest ink of a glyph's strips, points."""
    width, unit = face.upem / _STRIPS, size / face.upem
    return tuple(
        [(at * width * unit, low * unit, high * unit) for at, low, high in _unscaled(face, gid)]
    )


@functools.lru_cache(maxsize=8 * _REMEMBERED)
def _unscaled(face: Face, gid: int) -> tuple[tuple[int, float, float], ...]:
    """The strips of a glyph with ink, by number, and its lowest and highest ink there, font
    units: the same for all sizes."""
    width = face.upem / _STRIPS
    found: dict[int, tuple[float, float]] = {}
    for x, y in face.outline(gid):
        strip = floor(x / width)
        low, high = found.get(strip, (y, y))
        found[strip] = min(low, y), max(high, y)
    return tuple([(at, low, high) for at, (low, high) in sorted(found.items())])
