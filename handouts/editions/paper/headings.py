"""Headings, and the frames around columns of advice."""

from __future__ import annotations

from handouts.editions.paper.boxes import Piece, Setting
from handouts.editions.paper.ink_overflow import CLEAR, over
from handouts.editions.paper.shapes import disc, draw_sign
from handouts.editions.paper.text_box import TextPiece
from handouts.model.document import Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement


class SectionHeading(Piece):
    """A question of the reader's, under a hairline that parts it from what came before (unless it
    stands in a box). Each has a bookmark."""

    keep_with_next = True

    def __init__(
        self, setting: Setting, text: Text, element: StructElement, *, ruled: bool = True
    ) -> None:
        self.setting, self.ruled = setting, ruled
        self.words = TextPiece(setting, text, setting.style.heading, element)
        style = setting.style
        self.rule_gap = max(4.5, style.gap(5)) if ruled else 0.0

    def measure(self, width: float) -> float:
        """The words, and the hairline above them."""
        height = self.words.wrap(width)[1]
        self.tail = self.words.tail
        if not self.ruled:
            self.head = self.words.head
            return height
        clear = over(self.words.head, top=True)
        self.rule_gap = max(4.5, self.setting.style.gap(5), clear + CLEAR if clear else 0.0)
        return self.rule_gap + height

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Hairline, then words."""
        # A bookmark with a place keeps the reader's zoom, where one to a page would change it.
        canvas.bookmark(self.words.text.plain, self.words.element, top=top)
        if self.ruled:
            with canvas.artifact("Layout"):
                color = self.setting.style.colors["brand"]
                canvas.draw_line(x, top, x + self.width, top, stroke=color, line_width=1.2)
        self.words.drawOn(canvas, x, top - self.rule_gap - self.words.height)


class AdviceHeading(Piece):
    """The head of a column of advice: a filled band with a tick or a cross in a white shape (disc
    for what to do, octagon for what not to do)."""

    def __init__(self, setting: Setting, text: Text, element: StructElement, *, good: bool) -> None:
        self.setting, self.good = setting, good
        self.words = TextPiece(setting, text, setting.style.on_brand, element)
        self.badge = setting.style.on_brand.size * 1.5
        self.above = self.inked = 0.0

    def measure(self, width: float) -> float:
        """The words beside the badge."""
        words = self.words.wrap(width - self.badge - 26)[1]
        self.above = over(self.words.head, top=True)
        self.inked = self.above + words + over(self.words.tail, top=False)
        return max(self.inked + 2 * CLEAR, self.badge + 8, words + 8)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Band and badge as decoration, then the words."""
        color = self.setting.style.colors["do" if self.good else "dont"]
        size = self.badge
        with canvas.artifact("Layout"):
            canvas.draw_rect(x, top - self.height, self.width, self.height, fill=color)
            left = self.setting.start(x, self.width, 9.0, size)
            middle = top - self.height / 2
            if self.good:
                disc(canvas, left + size / 2, middle, size / 2, fill="#FFFFFF")
            else:
                canvas.draw_polygon(_octagon(left, middle - size / 2, size), fill="#FFFFFF")
            sign = size * 0.5
            draw_sign(
                canvas, left + (size - sign) / 2, middle - sign / 2, sign, color, good=self.good
            )
        width = self.words.width
        left = self.setting.start(x, self.width, size + 18.0, width)
        drop = (self.height - self.inked) / 2 + self.above
        self.words.drawOn(canvas, left, top - drop - self.words.height)


def _octagon(x: float, y: float, size: float) -> list[tuple[float, float]]:
    near, far = size * 0.29, size * 0.71
    corners = [(near, 0.0), (far, 0.0), (size, near), (size, far)]
    corners += [(far, size), (near, size), (0.0, far), (0.0, near)]
    return [(x + dx, y + dy) for dx, dy in corners]


class Outlined(Piece):
    """A piece in a frame of its own colour, as high as its neighbour."""

    def __init__(self, setting: Setting, body: Piece, color: str) -> None:
        self.setting, self.body, self.color = setting, body, color

    def measure(self, width: float) -> float:
        """The body's height."""
        return self.body.wrap(width)[1]

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The frame, then the body at its top."""
        with canvas.artifact("Layout"):
            canvas.draw_rect(
                x + 0.7,
                top - self.height,
                self.width - 1.4,
                self.height,
                stroke=self.color,
                line_width=1.4,
            )
        self.body.drawOn(canvas, x, top - self.body.height)

    def cut(self, height: float) -> list[Piece]:
        """As the body breaks."""
        halves: list[Piece] = []
        for part in self.body.cut(height):
            half = Outlined(self.setting, part, self.color)
            half.wrap(self.width)
            halves.append(half)
        return halves
