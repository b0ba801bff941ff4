"""SVG's shapes, path data and transforms → PDF path operators.

Every shape is first rewritten as path data, as SVG itself defines it; fontTools reads the path
data; a pen writes operators, with the transform folded into the numbers. Nothing here knows
colours or files. What cannot be read raises `ValueError` with a short message for the artist.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

from handouts.pdf import operators as op

#: Of the numbers of a drawing, which is scaled down to be printed.
DECIMALS = 2

#: Ten times the largest drawing anybody makes; beyond it lies a typing error.
_FARTHEST = 10_000.0

#: How far a shape may leave its drawing, as a share of the width or height: the ends of a stroke,
#: the points that pull a curve.
_OVER = 0.1
#: The widest stroke, as a share of the longer side.
_WIDEST = 0.25
_COORDINATE = re.compile(r"-?[\d.]+")

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"\s*(\w+)\s*\(([^()]*)\)\s*,?")
TRANSFORMS: dict[str, tuple[tuple[int, ...], Callable[[Transform, list[float]], Transform]]] = {
    "translate": ((1, 2), lambda matrix, n: matrix.translate(*n)),
    "scale": ((1, 2), lambda matrix, n: matrix.scale(*n)),
    "rotate": ((1, 3), lambda matrix, n: _rotated(matrix, *n)),
    "matrix": ((6,), lambda matrix, n: matrix.transform(tuple(n))),
}


def outline(tag: str, values: Mapping[str, str], matrix: Transform) -> list[str]:
    """The path construction operators of one shape. `values` holds its attributes."""
    shape = SHAPES[tag]
    if missing := sorted(shape.required - values.keys()):
        raise ValueError(f"{missing[0]} is missing")
    pen = _OperatorPen(matrix)
    try:
        parse_path(shape.data(values), pen)
    except (IndexError, ArithmeticError) as error:
        raise ValueError("the path data breaks off or is out of range") from error
    return pen.operators


def perimeter(tag: str, values: Mapping[str, str]) -> float:
    """How long the outline of one shape is; 0 where it cannot be read."""
    from fontTools.pens.perimeterPen import PerimeterPen  # noqa: PLC0415 - few logos need it

    pen = PerimeterPen()
    try:
        parse_path(SHAPES[tag].data(values), pen)
    except (ValueError, KeyError, IndexError, ArithmeticError):
        return 0.0
    return float(pen.value)


class _OperatorPen(BasePen):  # type: ignore[misc]
    """Writes what is drawn as path construction operators (ISO 32000-1, 8.5.2), transformed.
    `BasePen` turns quadratic curves into cubic ones."""

    def __init__(self, matrix: Transform) -> None:
        super().__init__(None)
        self.matrix = matrix
        self.operators: list[str] = []

    def _placed(self, *points: tuple[float, float]) -> list[float]:
        placed = [self.matrix.transformPoint(point) for point in points]
        return [in_reach(coordinate) for point in placed for coordinate in point]

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the name BasePen calls
        self.operators.append(op.move_to(self._placed(pt), DECIMALS))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.operators.append(op.line_to(self._placed(pt), DECIMALS))

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.operators.append(op.curve_to(self._placed(pt1, pt2, pt3), DECIMALS))

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append(op.CLOSE)


@dataclass(frozen=True, slots=True)
class Shape:
    """An element: its attributes, and the path data that SVG gives as its equal."""

    data: Callable[[Mapping[str, str]], str]
    required: frozenset[str]
    optional: frozenset[str] = frozenset()


def _path(values: Mapping[str, str]) -> str:
    data = " ".join(values["d"].split())
    # The parser passes over what it does not know; here that would lose a line unnoticed.
    if stray := re.sub(r"[MmZzLlHhVvCcSsQqTtAa,\s]", "", _NUMBER.sub("", data)):
        raise ValueError(f"path data holds {stray[0]!r}")
    return data


def _rect(values: Mapping[str, str]) -> str:
    left, top, width, height = (number(values[key]) for key in ("x", "y", "width", "height"))
    width, height = _size(width), _size(height)
    right, bottom = left + width, top + height
    rx = min(length(number(values.get("rx", "0"))), width / 2)
    ry = min(length(number(values.get("ry", "0"))) or rx, height / 2)
    if not (rx and ry):
        return f"M{left} {top}H{right}V{bottom}H{left}Z"
    arc = f"A{rx} {ry} 0 0 1"
    return (
        f"M{left + rx} {top}H{right - rx}{arc} {right} {top + ry}"
        f"V{bottom - ry}{arc} {right - rx} {bottom}"
        f"H{left + rx}{arc} {left} {bottom - ry}V{top + ry}{arc} {left + rx} {top}Z"
    )


def _ellipse(values: Mapping[str, str]) -> str:
    cx, cy = number(values["cx"]), number(values["cy"])
    rx, ry = (_size(number(values[key if key in values else "r"])) for key in ("rx", "ry"))
    arc = f"A{rx} {ry} 0 0 1"
    return f"M{cx + rx} {cy}{arc} {cx - rx} {cy}{arc} {cx + rx} {cy}Z"


def _line(values: Mapping[str, str]) -> str:
    x1, y1, x2, y2 = (number(values[key]) for key in ("x1", "y1", "x2", "y2"))
    return f"M{x1} {y1}L{x2} {y2}"


def _polyline(values: Mapping[str, str]) -> str:
    points = numbers(values["points"])
    if len(points) < 4 or len(points) % 2:
        raise ValueError("points must be two or more pairs")
    return "M" + " ".join(map(str, points))


def _polygon(values: Mapping[str, str]) -> str:
    return _polyline(values) + "Z"


SHAPES: dict[str, Shape] = {
    "path": Shape(_path, frozenset({"d"})),
    "circle": Shape(_ellipse, frozenset({"cx", "cy", "r"})),
    "ellipse": Shape(_ellipse, frozenset({"cx", "cy", "rx", "ry"})),
    "rect": Shape(_rect, frozenset({"x", "y", "width", "height"}), frozenset({"rx", "ry"})),
    "line": Shape(_line, frozenset({"x1", "y1", "x2", "y2"})),
    "polyline": Shape(_polyline, frozenset({"points"})),
    "polygon": Shape(_polygon, frozenset({"points"})),
}


def transformed(matrix: Transform, text: str) -> Transform:
    """`matrix` with a `transform` attribute applied before it."""
    end = 0
    for match in _TRANSFORM.finditer(text):
        counts, apply = TRANSFORMS.get(match[1], ((), None))
        operands = numbers(match[2])
        if match.start() != end or apply is None or len(operands) not in counts:
            break
        matrix, end = apply(matrix, operands), match.end()
    if text[end:].strip():
        raise ValueError("not understood")
    return matrix


def _rotated(matrix: Transform, degrees: float, x: float = 0.0, y: float = 0.0) -> Transform:
    return matrix.translate(x, y).rotate(math.radians(degrees)).translate(-x, -y)


def numbers(text: str) -> list[float]:
    """Numbers parted by spaces or commas."""
    return [number(part) for part in text.replace(",", " ").split()]


def number(text: str) -> float:
    """One number without a unit."""
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError(f"{text!r} is not a number")
    return in_reach(float(text))


def length(value: float) -> float:
    """`value`, if it can be a length."""
    if value < 0:
        raise ValueError("a length is never below 0")
    return value


def _size(value: float) -> float:
    if value <= 0:
        raise ValueError("a size is always above 0")
    return value


def must_be_inside(path: list[str], size: tuple[float, float], stroke: float) -> None:
    """Raises `ValueError` for an outline that does not keep to a drawing of this width and height,
    but for a little, or whose stroke is too wide for it: it would lie over the words."""
    if stroke > max(size) * _WIDEST:
        raise ValueError("its stroke is wider than a quarter of the drawing")
    numbers = [float(each) for each in _COORDINATE.findall(" ".join(path))]
    for axis, most in enumerate(size):
        if not all(-_OVER * most <= value <= (1 + _OVER) * most for value in numbers[axis::2]):
            raise ValueError("it leaves the drawing")


def middle(paths: list[list[str]]) -> float:
    """How far from the left the middle between the left and the right end of outlines is; 0 of
    none."""
    across = [float(each) for path in paths for each in _COORDINATE.findall(" ".join(path))[::2]]
    return (min(across) + max(across)) / 2 if across else 0.0


def in_reach(value: float) -> float:
    """`value`, if a drawing can be so large."""
    if not abs(value) <= _FARTHEST:  # also true of a value that is no number at all
        raise ValueError("a number is too large")
    return value
