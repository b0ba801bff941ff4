"""How far up and down the ink of a line reaches, strip by strip.

In Nastaliq the letters of a word hang from one another: a long word begins high above its line and
its tail ends far below. One line height that keeps every pair of lines apart would be half empty;
so the distance of each pair is measured.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from math import floor

from handouts.text.face import FontFace
from handouts.text.glyphs import Line

#: Strips to an em, for glyphs; and the width of a line's strips in points.
_STRIPS = 24
_STRIP = 1.0


@dataclass(frozen=True, slots=True)
class Skyline:
    """Ink over and under a baseline, in points: `top` and `bottom` of the whole line, and of each
    strip of it. `left` and `right` are the ink's edges, from the line's origin."""

    top: float
    bottom: float
    left: float
    right: float
    tops: dict[int, float]
    bottoms: dict[int, float]


def skyline(line: Line, origin: float) -> Skyline:
    """The skyline of a line, seen from `origin` points right of its left edge: what lines of a
    paragraph have in common."""
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    for run in line.runs:
        unit = run.size / run.face.upem
        for gid, x, y in zip(run.gids, run.xs, run.ys, strict=True):
            left, base = run.x - origin + x * unit, y * unit
            for start, low, high in _strips(run.face, gid):
                strip = floor((left + start * unit) / _STRIP)
                tops[strip] = max(tops.get(strip, -1e6), base + high * unit)
                bottoms[strip] = min(bottoms.get(strip, 1e6), base + low * unit)
    if not tops:
        return Skyline(0.0, 0.0, 0.0, 0.0, tops, bottoms)
    left, right = min(tops) * _STRIP, (max(tops) + 1) * _STRIP
    return Skyline(max(tops.values()), min(bottoms.values()), left, right, tops, bottoms)


def distance(upper: Skyline, lower: Skyline, right: float = 0.0) -> float:
    """How far apart two baselines are when ink touches ink, the lower one moved to the `right`;
    points."""
    moved = round(right / _STRIP)
    return max(
        (
            high - upper.bottoms[other]
            for strip, high in lower.tops.items()
            for other in range(strip + moved - 1, strip + moved + 2)
            if other in upper.bottoms
        ),
        default=0.0,
    )


@functools.lru_cache(maxsize=4096)
def _strips(face: FontFace, gid: int) -> tuple[tuple[float, float, float], ...]:
    """Left edge, lowest and highest ink of a glyph's strips, font units."""
    width = face.upem / _STRIPS
    found: dict[int, tuple[float, float]] = {}
    for x, y in face.outline(gid):
        strip = floor(x / width)
        low, high = found.get(strip, (y, y))
        found[strip] = min(low, y), max(high, y)
    return tuple([(strip * width, low, high) for strip, (low, high) in sorted(found.items())])
