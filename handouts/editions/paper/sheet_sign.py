"""Which sheet of its set a page belongs to, small, before the sheet's name on its later pages: the
numeral and the sign of the first page, by which backs are told apart in a pile."""

from __future__ import annotations

from dataclasses import replace

from handouts.editions.paper.context import Context
from handouts.editions.paper.numerals import numeral_line
from handouts.editions.paper.running_text import RunningElement
from handouts.editions.paper.shapes import paint_art
from handouts.model.document import Handout
from handouts.pdf.canvas import TaggedCanvas

#: Height, width with a sign and without, in points; larger by this factor in large print.
_HEIGHT, _WIDTH, _NARROW = 17.0, 33.0, 17.0
_LARGE = 1.4

#: White space around the drawing's plate and inside it, and behind the field; points.
_AROUND, _INSIDE, _BEHIND = 1.5, 1.0, 6.0


class SheetSign(RunningElement):
    """A dark field with the sheet's numeral and, on a white plate, its sign."""

    def __init__(self, context: Context, handout: Handout) -> None:
        super().__init__(context)
        self._order = handout.order
        self._art = context.drawings[handout.sign.art] if handout.sign else None
        scale = _LARGE if context.style.large else 1.0
        self.height = _HEIGHT * scale
        self.width = scale * (_WIDTH if self._art else _NARROW)

    @property
    def room(self) -> float:
        """Width with the white space behind it, points."""
        return self.width + _BEHIND

    def paint(self, canvas: TaggedCanvas, middle: float) -> None:
        """At the start side of the measure, around a height."""
        style, height = self.style, self.height
        left, bottom = style.margin, middle - height / 2
        left = self.context.start(left, style.width, 0.0, self.width)
        brand = style.colors["brand"]
        if style.plain:
            box = left + 0.6, bottom + 0.6, self.width - 1.2, height - 1.2
            canvas.draw_rect(*box, stroke=brand, line_width=1.2, radius=3)
        else:
            canvas.draw_rect(left, bottom, self.width, height, fill=brand, radius=3)
        foot = style.foot
        numeral = replace(foot, color=style.place_numeral.color, bold=True)
        offset = height / 2
        if self._art:
            plate = height - 2 * _AROUND
            side, place = plate - 2 * _INSIDE, self.width - plate - _AROUND + _INSIDE
            if style.plain:
                number = numeral_line(self.context, self._order, numeral)
                offset, place = pair(number.width, side, self.width)
            x = self.context.start(left, self.width, place, side)
            y = middle - side / 2
            if not style.plain:
                corner = x - _INSIDE, y - _INSIDE
                canvas.draw_rect(*corner, plate, plate, fill="#FFFFFF", radius=2)
            paint_art(canvas, self._art, x, y, side)
        center = self.context.start(left, self.width, offset, 0.0)
        self.paint_numeral(canvas, self._order, numeral, center, middle)


def pair(numeral: float, sign: float, width: float) -> tuple[float, float]:
    """Where a numeral and a sign, so wide, stand in a field without a plate behind the sign: the
    middle of the numeral and the near edge of the sign, points from the start side. The white space
    around both and between them is the same."""
    white = (width - numeral - sign) / 3
    return white + numeral / 2, 2 * white + numeral
