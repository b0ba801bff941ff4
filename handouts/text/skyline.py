"""How far up and down the ink of a line reaches, strip by strip.

In Nastaliq the letters of a word hang from one another: a long word begins high above its line and
its tail ends far below. One line height that keeps every pair of lines apart would be half empty;
so the distance of each pair is measured.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from math import floor

from handouts.text.glyphs import Face, Line

#: Strips to an em, for glyphs; and the width of a line's strips in points.
_STRIPS = 12
_STRIP = 1.0

#: How many lines, pairs of lines and glyphs are remembered: those of some sheets.
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Skyline:
    """Ink over and under a baseline, in points: `top` and `bottom` of the whole line, and of each
    strip of it; `near` is the lowest ink of a strip and its neighbours. `left` and `right` are the
    ink's edges, from the line's origin."""

    top: float
    bottom: float
    left: float
    right: float
    tops: dict[int, float]
    bottoms: dict[int, float]
    near: dict[int, float]


_lines: dict[tuple[int, float], tuple[Line, Skyline]] = {}


def skyline(line: Line, origin: float) -> Skyline:
    """The skyline of a line, seen from `origin` points right of its left edge: what lines of a
    paragraph have in common.

    A line goes by its identity, which costs nothing; the memory holds it, so that no other takes
    its identity.
    """
    key = (id(line), origin)
    known = _lines.get(key)
    if known is None:
        if len(_lines) >= _REMEMBERED:
            del _lines[next(iter(_lines))]
        known = _lines[key] = (line, _measured(line, origin))
    return known[1]


def _measured(line: Line, origin: float) -> Skyline:
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    for run in line.runs:
        unit = run.size / run.face.upem
        start = run.x - origin
        for gid, x, y in zip(run.gids, run.xs, run.ys, strict=True):
            left, base = start + x * unit, y * unit
            for offset, low, high in _strips(run.face, gid, run.size):
                strip = int((left + offset) // _STRIP)
                if base + high > tops.get(strip, -1e6):
                    tops[strip] = base + high
                if base + low < bottoms.get(strip, 1e6):
                    bottoms[strip] = base + low
    if not tops:
        return Skyline(0.0, 0.0, 0.0, 0.0, tops, bottoms, {})
    far, get = 1e6, bottoms.get
    first, last = min(tops), max(tops)
    near = {
        strip: min(get(strip - 1, far), get(strip, far), get(strip + 1, far))
        for strip in range(first - 1, last + 2)
    }
    left, right = first * _STRIP, (last + 1) * _STRIP
    return Skyline(max(tops.values()), min(bottoms.values()), left, right, tops, bottoms, near)


@functools.lru_cache(maxsize=_REMEMBERED)
def distance(upper: Skyline, lower: Skyline, right: int = 0) -> float:
    """How far apart two baselines are when ink touches ink, the lower one moved to the `right` by
    so many strips; points."""
    near = upper.near
    return max(
        (high - near[at] for strip, high in lower.tops.items() if (at := strip + right) in near),
        default=0.0,
    )


def strips(points: float) -> int:
    """A distance along the line, in strips."""
    return round(points / _STRIP)


@functools.lru_cache(maxsize=_REMEMBERED)
def _strips(face: Face, gid: int, size: float) -> tuple[tuple[float, float, float], ...]:
    """Left edge, lowest and highest ink of a glyph's strips, points."""
    width, unit = face.upem / _STRIPS, size / face.upem
    found: dict[int, tuple[float, float]] = {}
    for x, y in face.outline(gid):
        strip = floor(x / width)
        low, high = found.get(strip, (y, y))
        found[strip] = min(low, y), max(high, y)
    return tuple(
        [(at * width * unit, low * unit, high * unit) for at, (low, high) in sorted(found.items())]
    )
