"""Small shapes: disc, tick, cross, octagon."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.editions.paper.svg import Art
from handouts.pdf import operators as op
from handouts.pdf.canvas import TaggedCanvas


def disc(
    canvas: TaggedCanvas,
    x: float,
    y: float,
    radius: float,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    line_width: float = 1.0,
) -> None:
    """A circle around (x, y)."""
    canvas.draw_rect(
        x - radius,
        y - radius,
        2 * radius,
        2 * radius,
        radius=radius,
        fill=fill,
        stroke=stroke,
        line_width=line_width,
    )


def stroke_through(
    canvas: TaggedCanvas, points: Sequence[tuple[float, float]], color: str, line_width: float
) -> None:
    """A line through the points, with round ends and corners."""
    path = f"{op.ROUND_CAPS} {op.ROUND_JOINS} {op.polyline(points)}"
    canvas.draw_path(path, stroke=color, line_width=line_width)


def draw_sign(
    canvas: TaggedCanvas, x: float, y: float, size: float, color: str, *, good: bool
) -> None:
    """A tick or a cross in a square of `size` points."""
    width = size * 0.24
    if good:
        tick = [(0.0, 0.45), (0.36, 0.08), (1.0, 0.92)]
        stroke_through(canvas, [(x + a * size, y + b * size) for a, b in tick], color, width)
        return
    near, far = 0.06 * size, 0.94 * size
    stroke_through(canvas, [(x + near, y + near), (x + far, y + far)], color, width)
    stroke_through(canvas, [(x + near, y + far), (x + far, y + near)], color, width)


def octagon(x: float, y: float, size: float) -> list[tuple[float, float]]:
    """The corners of an octagon in a square of `size` points."""
    near, far = size * 0.29, size * 0.71
    corners = [(near, 0.0), (far, 0.0), (size, near), (size, far)]
    corners += [(far, size), (near, size), (0.0, far), (0.0, near)]
    return [(x + dx, y + dy) for dx, dy in corners]


def warning_sign(
    canvas: TaggedCanvas, x: float, y: float, size: float, color: str, *, mark: str
) -> None:
    """A triangle with an exclamation mark in a square of `size` points (ISO 7010, W001), filled; or
    in outline, where the `mark` has the same colour."""
    corners = [(0.06, 0.1), (0.94, 0.1), (0.5, 0.9)]
    points = [(x + across * size, y + up * size) for across, up in corners]
    path = f"{op.ROUND_JOINS} {op.polyline(points)} h"
    filled = None if mark == color else color
    canvas.draw_path(path, fill=filled, stroke=color, line_width=size * 0.1)
    stem = [(x + 0.5 * size, y + 0.62 * size), (x + 0.5 * size, y + 0.38 * size)]
    stroke_through(canvas, stem, mark, size * 0.1)
    disc(canvas, x + 0.5 * size, y + 0.2 * size, size * 0.06, fill=mark)


def paint_art(canvas: TaggedCanvas, art: Art, x: float, y: float, width: float) -> None:
    """A drawing `width` points wide, its lower left corner at (x, y)."""
    scale = width / art.width
    if art.raster:
        canvas.draw_raster(art.raster, (width, 0.0, 0.0, art.height * scale, x, y))
        return
    place = (scale, 0.0, 0.0, scale, x, y)
    canvas.draw_art(art.at(scale), (0.0, 0.0, art.width, art.height), place)


def plate(
    canvas: TaggedCanvas,
    corner: tuple[float, float],
    size: tuple[float, float],
    color: str,
    *,
    plain: bool,
) -> None:
    """A field that stands out from its lower left corner on: filled; or, where nothing is
    (`plain`), in a heavy frame."""
    (x, y), (width, height) = corner, size
    if plain:
        box = (x + 1.5, y + 1.5, width - 3, height - 3)
        canvas.draw_rect(*box, stroke=color, line_width=3, radius=4)
    else:
        canvas.draw_rect(x, y, width, height, fill=color, radius=4)


#: Height of the middle of the arrow, as a share of its size.
ARROW_MIDDLE = 0.43


def turn_arrow(
    canvas: TaggedCanvas, x: float, y: float, size: float, color: str, *, mirrored: bool
) -> None:
    """An arrow that goes up, round and down at the end side, as a leaf of paper is turned."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + (1 - across if mirrored else across) * size, y + up * size

    curve = [at(0.1, 0.25), at(0.1, 1.0), at(0.72, 1.0), at(0.72, 0.4)]
    start, *rest = curve
    path = [
        op.ROUND_CAPS,
        op.move_to(start),
        op.curve_to([each for point in rest for each in point]),
    ]
    canvas.draw_path(" ".join(path), stroke=color, line_width=size * 0.12)
    canvas.draw_polygon([at(0.46, 0.45), at(0.98, 0.45), at(0.72, 0.05)], fill=color)
