"""Upon which colours the words of a label would stand: the shapes below its place."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fontTools.pens.pointInsidePen import PointInsidePen

from handouts.editions.paper.label_place import LabelPlace
from handouts.project.contrast import TEXT, ratio

#: How far apart the points of a place are that are looked at, units of the drawing; and how many
#: there are at most in a row and in a column.
_STEP = 4.0
_MOST = 16
#: Lines and curves of a drawing that has places for labels, and such places: far above any honest
#: drawing, and what can be looked at in no time.
MOST_STEPS = 5000
MOST_PLACES = 40


class Filled(NamedTuple):
    """A shape that covers what is below it: its colour (`#RRGGBB`) and its outline as operators."""

    color: str
    path: Sequence[str]


class _Outline(NamedTuple):
    """A shape with its outline as numbers, and the left, lower, right and upper edge of all."""

    color: str
    steps: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    box: tuple[float, float, float, float]


def too_dark(
    shapes: Sequence[Filled], places: Mapping[str, LabelPlace], ink: str
) -> Iterator[tuple[str, str]]:
    """The places whose words, in the colour `ink`, would stand on a shape on which they cannot be
    read, with what is wrong. The lowest shape comes first. Raises `ValueError` where there are too
    many shapes or places to look at."""
    if places and (sum(len(one.path) for one in shapes) > MOST_STEPS or len(places) > MOST_PLACES):
        most = f"{MOST_STEPS} lines and curves, and {MOST_PLACES} places"
        raise ValueError(f"a drawing with labels may have {most}")
    outlines = [_outline(shape) for shape in reversed(shapes) if shape.path] if places else []
    for name, place in places.items():
        colors = {color for point in _points(place) for color in _seen(outlines, point)}
        worst = min(sorted(colors), key=functools.partial(ratio, ink), default=ink)
        if colors and (found := ratio(ink, worst)) < TEXT:
            yield (
                name,
                f"the words of the place {name} would stand on {worst}, at a contrast of "
                f"{found:.2f}:1; text: {TEXT:g}:1 is needed",
            )


def _seen(outlines: Sequence[_Outline], point: tuple[float, float]) -> Iterator[str]:
    """The colour of the topmost shape at a point, if there is one."""
    x, y = point
    for outline in outlines:
        left, bottom, right, top = outline.box
        if left <= x <= right and bottom <= y <= top and _is_inside(outline, point):
            yield outline.color
            return


def _points(place: LabelPlace) -> Iterator[tuple[float, float]]:
    across, upright = _parts(place.width), _parts(place.height)
    for column in range(across):
        for row in range(upright):
            yield (
                place.left + place.width * (column + 0.5) / across,
                place.bottom + place.height * (row + 0.5) / upright,
            )


def _parts(length: float) -> int:
    return min(_MOST, max(1, math.ceil(length / _STEP)))


def _outline(shape: Filled) -> _Outline:
    steps = []
    for operator in shape.path:
        *values, name = operator.split()
        numbers = list(map(float, values))
        steps.append((name, tuple(zip(numbers[::2], numbers[1::2], strict=True))))
    every = [point for _, points in steps for point in points]
    xs, ys = zip(*every, strict=True)
    return _Outline(shape.color, tuple(steps), (min(xs), min(ys), max(xs), max(ys)))


def _is_inside(outline: _Outline, point: tuple[float, float]) -> bool:
    """Whether a shape covers a point; its parts are closed, as a fill closes them."""
    pen = PointInsidePen(None, point)
    begun = False
    for name, points in outline.steps:
        if begun and name in "hm":
            pen.closePath()
            begun = False
        if name == "m":
            pen.moveTo(points[0])
            begun = True
        elif name == "l":
            pen.lineTo(points[0])
        elif name == "c":
            pen.curveTo(*points)
    if begun:
        pen.closePath()
    return bool(pen.getResult())
