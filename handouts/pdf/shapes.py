"""Shapes and drawings in colours given as `#RRGGBB`, each in a graphics state of its own.

ReportLab's shapes take their colours from a state that other code may have changed. These say all
they need: fill, stroke, width. Lengths are in points.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handouts.pdf import operators as op
from handouts.pdf.document import TaggedDocument
from handouts.pdf.objects import numbers
from handouts.pdf.raster import Raster
from handouts.pdf.recording import Form, Recorder

#: How far the control points of a quarter circle lie from its ends, as a share of the radius.
_CIRCLE = 0.5523

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Shapes:
    """Shapes for a canvas that has `begin_painting`."""

    if TYPE_CHECKING:
        _code: list[str]
        _doc: TaggedDocument
        _forms: dict[str, int]
        _forms_on_page: dict[str, int]
        _recorder: Recorder | None

        def begin_painting(self) -> None:
            """Given by the canvas."""

    def draw_rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 0,
        fill: str | None = None,
        stroke: str | None = None,
        line_width: float = 1,
    ) -> None:
        """A rectangle, with rounded corners when `radius` is given."""
        if radius:
            path = _rounded(width, height, min(radius, width / 2, height / 2))
            path = f"{op.transformed((1, 0, 0, 1, x, y))} {path}"
        else:
            path = op.rectangle(x, y, width, height)
        self.draw_path(path, fill=fill, stroke=stroke, line_width=line_width)

    def draw_bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float,
        fill: str,
        right: bool,
    ) -> None:
        """A bar along the left or the right side of a rectangle whose corners are rounded."""
        near, top = radius * (1 - _CIRCLE), height - radius
        path = [
            op.transformed((-1, 0, 0, 1, x + width, y) if right else (1, 0, 0, 1, x, y)),
            op.move_to((width, 0)),
            op.line_to((width, height)),
            op.line_to((radius, height)),
            op.curve_to((near, height, 0, height - near, 0, top)),
            op.line_to((0, radius)),
            op.curve_to((0, near, near, 0, radius, 0)),
            op.CLOSE,
        ]
        self.draw_path(" ".join(path), fill=fill)

    def draw_line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str,
        line_width: float = 1,
    ) -> None:
        """A straight line."""
        self.draw_path(op.polyline([(x1, y1), (x2, y2)]), stroke=stroke, line_width=line_width)

    def draw_polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str | None = None,
        stroke: str | None = None,
        line_width: float = 1,
    ) -> None:
        """A closed polygon."""
        path = f"{op.polyline(points)} {op.CLOSE}"
        self.draw_path(path, fill=fill, stroke=stroke, line_width=line_width)

    def draw_path(
        self,
        path: str,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        line_width: float = 1,
    ) -> None:
        """A path in path construction operators. Line style operators may stand before them."""
        if fill is None and stroke is None:
            return
        painted = op.painted(path, fill=fill is not None, stroke=stroke is not None)
        if stroke is not None:
            painted = f"{op.stroke_color(stroke)} {op.line_width(line_width)} {painted}"
        if fill is not None:
            painted = f"{op.fill_color(fill)} {painted}"
        self.begin_painting()
        self._code.append(op.saved(painted))

    def draw_art(
        self,
        operators: str,
        bbox: tuple[float, float, float, float],
        transform: Matrix = IDENTITY,
    ) -> None:
        """A drawing in content-stream operators (paths and their painting, no text), clipped to
        `bbox` in its own space and placed by `transform`. A drawing used again is stored once."""
        self.begin_painting()
        form = Form(_form_name(operators, bbox), operators, bbox)
        self._forms_on_page[form.name] = self._stored(form)
        if self._recorder:
            self._recorder.forms.append(form)
        self._code.append(op.saved(f"{op.transformed(transform)} {op.form(form.name)}"))

    def draw_raster(self, raster: Raster, transform: Matrix) -> None:
        """A picture made of pixels: `transform` places the unit square that it fills. One used
        again is stored once."""
        self.begin_painting()
        form = Form(raster.name, "", (0.0, 0.0, 1.0, 1.0), raster)
        self._forms_on_page[form.name] = self._stored(form)
        if self._recorder:
            self._recorder.forms.append(form)
        self._code.append(op.saved(f"{op.transformed(transform)} {op.form(form.name)}"))

    def _stored(self, form: Form) -> int:
        """The number of a drawing's form, or of a picture."""
        number = self._forms.get(form.name)
        if number is None and form.raster:
            number = self._forms[form.name] = form.raster.write(self._doc)
        if number is None:
            entries = {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": f"[{numbers(form.bbox)}]",
                "Resources": "<<>>",
            }
            data = form.operators.encode("ascii")
            number = self._forms[form.name] = self._doc.add_stream(entries, data, keep=True)
        return number


@functools.lru_cache(maxsize=256)
def _form_name(operators: str, bbox: tuple[float, float, float, float]) -> str:
    """The resource name of a drawing, from what it draws."""
    return f"FormXob.{hashlib.sha256(f'{bbox}{operators}'.encode()).hexdigest()[:12]}"


@functools.lru_cache(maxsize=256)
def _rounded(width: float, height: float, radius: float) -> str:
    """A rectangle with rounded corners, its lower left corner at the origin."""
    near, far, top = radius * (1 - _CIRCLE), width - radius, height - radius
    right, high = width - near, height - near
    return " ".join(
        [
            op.move_to((radius, 0)),
            op.line_to((far, 0)),
            op.curve_to((right, 0, width, near, width, radius)),
            op.line_to((width, top)),
            op.curve_to((width, high, right, height, far, height)),
            op.line_to((radius, height)),
            op.curve_to((near, height, 0, high, 0, top)),
            op.line_to((0, radius)),
            op.curve_to((0, near, near, 0, radius, 0)),
            op.CLOSE,
        ]
    )
