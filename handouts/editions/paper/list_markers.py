"""A mark before a body: a numeral, a tick box, a bullet, a tick or a cross."""

from __future__ import annotations

from collections.abc import Callable

from handouts.editions.paper.boxes import MOST_OF_A_PAGE, Piece, Setting
from handouts.editions.paper.ink_overflow import moved
from handouts.editions.paper.shapes import disc, draw_sign
from handouts.editions.paper.text_box import TextPiece
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement

#: Height of a bullet's centre above the baseline in Noto Sans, em.
_BULLET_MIDDLE = 0.365


class Marked(Piece):
    """A body with a mark at its start side: a numeral, a tick box, a bullet. `paint_mark` gets the
    canvas, the mark's left edge, the top, and the gutter's width."""

    def __init__(
        self,
        setting: Setting,
        body: Piece,
        gutter: float,
        paint_mark: Callable[[TaggedCanvas, float, float], None] | None,
        least_height: float = 0.0,
    ) -> None:
        self.setting, self.body, self.gutter = setting, body, gutter
        self.paint_mark, self.least_height = paint_mark, least_height
        self.pictured = body.pictured

    def measure(self, width: float) -> float:
        """The body's height, or the mark's where that is higher."""
        body = self.body.wrap(width - self.gutter)[1]
        lower = max(0.0, self.least_height - body) / 2
        self.head = moved(self.body.head, deeper=lower, shift=self.gutter)
        self.tail = moved(self.body.tail, deeper=lower, shift=self.gutter)
        return max(body, self.least_height)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paints the mark, then the body, centred on the mark where it is lower."""
        if self.paint_mark:
            mark_x = self.setting.start(x, self.width, 0.0, self.gutter)
            self.paint_mark(canvas, mark_x, top - self.body.drop)
        left = self.setting.start(x, self.width, self.gutter, self.width - self.gutter)
        drop = (self.height - self.body.height) / 2 if self.body.height < self.least_height else 0.0
        self.body.drawOn(canvas, left, top - drop - self.body.height)

    def cut(self, height: float) -> list[Piece]:
        """Not at all, unless it is very long; then as the body breaks, and the second half has no
        mark."""
        if self.height <= MOST_OF_A_PAGE * self.setting.page_room:
            return []  # half a step says nothing
        parts = self.body.cut(height)
        if not parts:
            return []
        found: list[Piece] = []
        for part, mark in zip(parts, (self.paint_mark, None), strict=True):
            half = Marked(self.setting, part, self.gutter, mark)
            half.wrap(self.width)
            found.append(half)
        return found

    @property
    def least(self) -> float:
        """All of it; of a very long one, the body's."""
        if self.height <= MOST_OF_A_PAGE * self.setting.page_room:
            return self.height
        return max(self.body.least, self.least_height)


def numbered(
    setting: Setting, body: Piece, numeral: TextPiece, label: StructElement, gutter: float
) -> Marked:
    """A step: its numeral in a disc."""
    diameter = setting.style.numeral.size * 1.75

    def mark(canvas: TaggedCanvas, x: float, top: float) -> None:
        center = setting.start(x, gutter, diameter / 2, 0.0)
        with canvas.artifact("Layout"):
            color = setting.style.colors["brand"]
            disc(canvas, center, top - diameter / 2, diameter / 2, fill=color)
        width = numeral.lines[0].width if numeral.lines else 0.0
        size = setting.style.numeral.size
        with canvas.tagged(label):
            y = top - diameter / 2 - size * 0.36
            canvas.show_line(numeral.lines[0], center - width / 2, y, setting.style.numeral.color)

    numeral.wrap(100)
    return Marked(setting, body, gutter, mark, diameter)


def tick_size(setting: Setting) -> float:
    """Side of a box to tick, points: large enough for a shaky hand."""
    return setting.style.body.size * 1.25


def ticked(setting: Setting, body: Piece, label: StructElement, gutter: float) -> Marked:
    """A point to tick: an empty box."""
    size = tick_size(setting)
    middle = setting.middle(setting.style.body)

    def mark(canvas: TaggedCanvas, x: float, top: float) -> None:
        left = setting.start(x, gutter, 0.0, size)
        y = top - middle - size / 2
        with canvas.tagged(label):
            canvas.draw_rect(
                left, y, size, size, stroke=setting.style.colors["ink"], line_width=1.3, radius=1.5
            )

    return Marked(setting, body, gutter, mark)


def signed(setting: Setting, body: Piece, gutter: float, *, good: bool) -> Marked:
    """Advice: a tick before what to do, a cross before what not to do. The marks are for the eye;
    the words say the same."""
    style = setting.style
    size = style.body.size * 0.72
    color = style.colors["do" if good else "dont"]
    middle = setting.middle(style.body)

    def mark(canvas: TaggedCanvas, x: float, top: float) -> None:
        left = setting.start(x, gutter, 1.0, size)
        with canvas.artifact("Layout"):
            draw_sign(canvas, left, top - middle - size / 2, size, color, good=good)

    return Marked(setting, body, gutter, mark)


def bulleted(
    setting: Setting, body: Piece, dot: TextPiece, label: StructElement, gutter: float
) -> Marked:
    """A point: a dot."""
    middle = setting.middle(setting.style.body)
    dot.wrap(100)
    (line,) = dot.lines

    def mark(canvas: TaggedCanvas, x: float, top: float) -> None:
        center = setting.start(x, gutter, 5.0, 0.0)
        y = top - middle - dot.style.size * _BULLET_MIDDLE
        with canvas.tagged(label):
            canvas.show_line(line, center - line.width / 2, y, dot.style.color)

    return Marked(setting, body, gutter, mark)
