"""Where a label stands in a drawing: a rectangle that is not painted.

<rect class="label" id="cuff" x="150" y="20" width="80" height="30" text-anchor="start"/>
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fontTools.misc.transform import Transform
from lxml import etree

from handouts.editions.paper.svg_path import number

_BOX = ("x", "y", "width", "height")
_ANCHORS = ("start", "middle", "end")
_KNOWN = frozenset({*_BOX, "class", "id", "text-anchor"})

#: What adding may change in a length, units of a drawing.
_ROUNDING = 0.01

PLACE_HINT = (
    'words stand in a place: <rect class="label" id="name" x="0" y="0" width="60" height="30"/>; '
    f"text-anchor may be {', '.join(_ANCHORS)}"
)


class LabelPlace(NamedTuple):
    """Where words stand in a drawing, in its units: the left and lower edge and the size of the
    place, and the side at which they stand in it, -1 for left, 0 for the middle, 1 for right."""

    left: float
    bottom: float
    width: float
    height: float
    side: int


def read_place(node: etree._Element, matrix: Transform) -> LabelPlace:
    """The place that an element of a drawing stands for, transformed. In a drawing that is turned
    round, left is right. Raises `ValueError`."""
    if unknown := sorted(str(key) for key in node.attrib if key not in _KNOWN):
        raise ValueError(f"{unknown[0]} is not known here")
    if not node.get("id"):
        raise ValueError("it has no id")
    anchor = str(node.get("text-anchor", "middle"))
    if anchor not in _ANCHORS:
        raise ValueError(f'text-anchor="{anchor}"')
    left, top, width, height = (number(str(node.get(key, ""))) for key in _BOX)
    a, b, c, _, _, _ = matrix
    if b or c:
        raise ValueError("it does not stand upright")
    (x, y), (far, high) = (
        matrix.transformPoint(corner) for corner in ((left, top), (left + width, top + height))
    )
    if width <= 0 or height <= 0 or x == far or y == high:
        raise ValueError("its width and height must be above 0")
    side = _ANCHORS.index(anchor) - 1
    return LabelPlace(
        min(x, far), min(y, high), abs(far - x), abs(high - y), side if a > 0 else -side
    )


def check_place(
    place: LabelPlace, size: tuple[float, float], others: Mapping[str, LabelPlace]
) -> None:
    """Raises `ValueError` for a place that leaves its drawing of this size, or where words would
    stand on those of another place."""
    right, top = place.left + place.width, place.bottom + place.height
    if min(place.left, place.bottom, size[0] - right, size[1] - top) < -_ROUNDING:
        raise ValueError("it leaves the drawing")
    for name, other in others.items():
        across = min(right, other.left + other.width) - max(place.left, other.left)
        upright = min(top, other.bottom + other.height) - max(place.bottom, other.bottom)
        if min(across, upright) > _ROUNDING:
            raise ValueError(f"it covers the place {name}")
