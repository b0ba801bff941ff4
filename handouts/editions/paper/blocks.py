"""The kinds of block a patient meets: boxes, columns, pictures, a timeline, room to write.

Each is a `flow.Piece`. Colour never carries meaning alone: what to do has ticks, what not to do has
crosses, steps have numerals, and all of it survives a black-and-white copier.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.editions.paper.boxes import MOST_OF_A_PAGE, Piece, Setting, Stack
from handouts.editions.paper.ink_overflow import CLEAR, Edge, moved, over
from handouts.editions.paper.shapes import disc
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.text_box import TextPiece
from handouts.model.document import Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement


class Panel(Piece):
    """Pieces in a tinted box, with a bar at the start side (`bar` colour) or a frame."""

    def __init__(
        self,
        setting: Setting,
        body: Piece,
        *,
        fill: str | None,
        bar: str | None = None,
        frame: str | None = None,
        padding: float = 12.0,
    ) -> None:
        self.setting, self.body = setting, body
        self.fill, self.bar, self.frame = fill, bar, frame
        self.padding = padding

    @property
    def _inset(self) -> float:
        return self.padding + (6.0 if self.bar else 0.0)

    def measure(self, width: float) -> float:
        """The body and the padding around it."""
        inner = width - self._inset - self.padding
        height = self.body.wrap(inner)[1]
        return self._top + height + self._bottom

    @property
    def _top(self) -> float:
        return self.padding * 0.75 + over(self.body.head, top=True)

    @property
    def _bottom(self) -> float:
        return self.padding * 0.75 + over(self.body.tail, top=False)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The box as background, then the body."""
        with canvas.artifact("Background"):
            bottom = top - self.height
            if self.fill:
                canvas.draw_rect(x, bottom, self.width, self.height, fill=self.fill, radius=4)
            if self.frame:
                canvas.draw_rect(
                    x, bottom, self.width, self.height, stroke=self.frame, line_width=1.2, radius=4
                )
            if self.bar:
                bar_x = self.setting.start(x, self.width, 0.0, 6.0)
                canvas.draw_rect(bar_x, bottom, 6.0, self.height, fill=self.bar)
        inner = self.width - self._inset - self.padding
        left = self.setting.start(x, self.width, self._inset, inner)
        self.body.drawOn(canvas, left, top - self._top - self.body.height)

    def cut(self, height: float) -> list[Piece]:
        """As the body breaks."""
        parts = self.body.cut(height - self._top - self._bottom)
        halves: list[Piece] = []
        for part in parts:
            half = Panel(
                self.setting,
                part,
                fill=self.fill,
                bar=self.bar,
                frame=self.frame,
                padding=self.padding,
            )
            half.wrap(self.width)
            halves.append(half)
        return halves


class Columns(Piece):
    """Two pieces side by side, the first at the start side, equally high."""

    def __init__(self, setting: Setting, first: Piece, second: Piece, gap: float) -> None:
        self.setting, self.first, self.second, self.gap = setting, first, second, gap

    def measure(self, width: float) -> float:
        """The higher of the two."""
        column = (width - self.gap) / 2
        height = max(self.first.wrap(column)[1], self.second.wrap(column)[1])
        self.head = (*self.first.head, *moved(self.second.head, shift=column + self.gap))
        tails: list[Edge] = []
        for piece, shift in ((self.first, 0.0), (self.second, column + self.gap)):
            tails += moved(piece.tail, deeper=height - piece.height, shift=shift)
        self.tail = tuple(tails)
        return height

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The first column whole, then the second: the reading order."""
        column = (self.width - self.gap) / 2
        for piece, offset in ((self.first, 0.0), (self.second, column + self.gap)):
            piece.height = self.height
            left = self.setting.start(x, self.width, offset, column)
            piece.drawOn(canvas, left, top - self.height)

    def cut(self, height: float) -> list[Piece]:
        """Both columns at the same height, but only when no page could hold them."""
        if self.height <= MOST_OF_A_PAGE * self.setting.page_room:
            return []
        halves: list[list[Piece]] = []
        for piece in (self.first, self.second):
            short = piece.height <= height
            halves.append([piece, Stack([])] if short else piece.cut(height))
        if not all(halves):
            return []
        found: list[Piece] = []
        for first, second in zip(*halves, strict=True):
            half = Columns(self.setting, first, second, self.gap)
            half.wrap(self.width)
            found.append(half)
        return found


class OnOneLine(Piece):
    """Two short texts: on one line where both fit, the first at the start side and the second at
    the end side, on one baseline; else one below the other."""

    def __init__(self, setting: Setting, first: TextPiece, second: TextPiece, gap: float) -> None:
        self.setting, self.first, self.second, self.gap = setting, first, second, gap
        self.beside = True

    def measure(self, width: float) -> float:
        """One line, or all lines of both."""
        self.first.wrap(width)
        self.second.wrap(width)
        widths = [piece.lines[0].width for piece in (self.first, self.second)]
        one_each = len(self.first.lines) == len(self.second.lines) == 1
        self.beside = one_each and sum(widths) + self.gap <= width
        self.head = self.first.head
        if self.beside:
            height = max(self.first.height, self._drop + self.second.height)
            self.tail = moved(self.first.tail, deeper=height - self.first.height)
            return height
        self.second.space = max(self.second.space, over(self.first.tail, top=False) + CLEAR)
        return self.first.height + self.second.space + self.second.height

    @property
    def _drop(self) -> float:
        """How much lower the second line's box begins, so that both stand on one baseline."""
        return self.first.baseline - self.second.baseline

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The first text, then the second."""
        self.first.drawOn(canvas, x, top - self.first.height)
        if not self.beside:
            self.second.drawOn(canvas, x, top - self.height)
            return
        width = self.second.width = self.second.lines[0].width
        left = self.setting.start(x, self.width, self.width - width, width)
        self.second.drawOn(canvas, left, top - self._drop - self.second.height)


class TimelineRow(Piece):
    """One moment: its time, a dot on the line, and what happens. The line runs from the first dot
    to an arrow head under the last."""

    def __init__(
        self,
        setting: Setting,
        when: TextPiece,
        what: TextPiece,
        when_width: float,
        *,
        first: bool,
        last: bool,
        padding: float,
    ) -> None:
        self.setting, self.when, self.what = setting, when, what
        self.when_width, self.first, self.last, self.padding = when_width, first, last, padding
        self.track = 30.0
        self.lower = 0.0

    def measure(self, width: float) -> float:
        """The higher of time and words, and the space below."""
        side = self.when_width + self.track
        self.when.wrap(self.when_width)
        self.what.wrap(width - side)
        self.lower = self.what.baseline - self.when.baseline
        ends = [max(0.0, self.lower) + self.when.height, max(0.0, -self.lower) + self.what.height]
        height = max(ends) + self.padding
        self.head = (
            *moved(self.when.head, deeper=max(0.0, self.lower)),
            *moved(self.what.head, deeper=max(0.0, -self.lower), shift=side),
        )
        self.tail = (
            *moved(self.when.tail, deeper=height - ends[0]),
            *moved(self.what.tail, deeper=height - ends[1], shift=side),
        )
        return height

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The track as decoration, then time and words."""
        colors = self.setting.style.colors
        center = self.setting.start(x, self.width, self.when_width + self.track / 2, 0.0)
        lower = max(0.0, self.lower)
        dot = top - lower - self.when.drop - self.setting.middle(self.when.style)
        with canvas.artifact("Layout"):
            start = dot if self.first else top + self.space  # up to the row before
            end = top - self.height + (6 if self.last else 0)
            canvas.draw_line(center, start, center, end, stroke=colors["brand"], line_width=3)
            if self.last:
                tip = end - 6
                head = [(center - 6, end), (center + 6, end), (center, tip)]
                canvas.draw_polygon(head, fill=colors["brand"])
            disc(canvas, center, dot, 7, fill=colors["brand"])
            disc(canvas, center, dot, 3.2, fill="#FFFFFF")
        left = self.setting.start(x, self.width, 0.0, self.when_width)
        self.when.drawOn(canvas, left, top - lower - self.when.height)
        words = self.width - self.when_width - self.track
        left = self.setting.start(x, self.width, self.when_width + self.track, words)
        self.what.drawOn(canvas, left, top - max(0.0, -self.lower) - self.what.height)


class TableRow(Piece):
    """A row of cells, each with its share of the width. Empty cells (no text) are ruled for
    writing."""

    #: White space left and right of a cell's words together, and room for rounding; points.
    INSET = 12.5

    def __init__(
        self,
        setting: Setting,
        cells: Sequence[TextPiece | StructElement],
        shares: Sequence[float],
        *,
        header: bool,
    ) -> None:
        self.setting, self.cells, self.shares = setting, list(cells), list(shares)
        self.header = header

    def measure(self, width: float) -> float:
        """The highest cell."""
        heights = [self.setting.style.row_height]
        for cell, share in zip(self.cells, self.shares, strict=True):
            if isinstance(cell, TextPiece):
                height = cell.wrap(width * share - 12)[1]
                clear = _clear(cell)
                white = self.setting.style.gap(6)
                heights.append(height + sum(clear) + max(white, 2 * CLEAR if cell.head else 0.0))
        return max(heights)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Cell by cell, from the start side."""
        colors = self.setting.style.colors
        offset = 0.0
        for number, (cell, share) in enumerate(zip(self.cells, self.shares, strict=True)):
            width = self.width * share
            left = self.setting.start(x, self.width, offset, width)
            bottom = top - self.height
            if isinstance(cell, TextPiece):
                with canvas.artifact("Layout"):
                    if self.header or number == 0:
                        canvas.draw_rect(left, bottom, width, self.height, fill=colors["tint"])
                    canvas.draw_rect(
                        left, bottom, width, self.height, stroke=colors["rule"], line_width=0.8
                    )
                drop = _centered(cell, self.height)
                left += 6 - cell.overhang if self.setting.rtl else 6
                cell.drawOn(canvas, left, top - drop - cell.height)
            else:
                with canvas.tagged(cell):
                    canvas.draw_rect(
                        left, bottom, width, self.height, stroke=colors["rule"], line_width=0.8
                    )
            offset += width


def _clear(cell: TextPiece) -> tuple[float, float]:
    """How far a cell's ink stands out of its lines, above and below."""
    return over(cell.head, top=True), over(cell.tail, top=False)


def _centered(cell: TextPiece, height: float) -> float:
    """How far below a row's top a cell's lines begin: their ink, or else their box, is centred."""
    if not cell.head:
        return (height - cell.height) / 2
    top, bottom = cell.head[0], cell.tail[0]
    above = top.depth - top.skyline.top  # negative where ink stands out
    below = bottom.depth + bottom.skyline.bottom
    return (height - (cell.height - above - below)) / 2 - above


class WritingLine(Piece):
    """A label with a rule to write on behind it, or below it where the label is long."""

    def __init__(
        self,
        setting: Setting,
        label: Text,
        style: TextStyle,
        label_element: StructElement,
        line_element: StructElement,
    ) -> None:
        self.setting = setting
        self.label = TextPiece(setting, label, style, label_element)
        self.line_element = line_element
        self.least_line = 120.0
        self.beside = True

    @property
    def is_short(self) -> bool:
        """Whether two such lines go side by side across the page."""
        natural = self.setting.natural_width(self.label.text, self.label.style)
        return natural + 8 + self.least_line <= (self.setting.style.width - 18) / 2

    def measure(self, width: float) -> float:
        """One line for the hand, and the label beside or above it."""
        natural = self.setting.natural_width(self.label.text, self.label.style) + 8
        self.beside = natural + self.least_line <= width
        room = self.setting.style.hand_room
        if self.beside:
            self.label.wrap(natural)
            height = max(self.label.height, room)
            self.head = moved(self.label.head, deeper=height - self.label.height)
            self.tail = self.label.tail
            return height
        height = self.label.wrap(width)[1] + room
        self.head = self.label.head
        return height

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Label, then the rule, which a screen reader hears as a blank line."""
        rule = self.setting.style.colors["ink"]
        base = top - self.height + 5
        if self.beside:
            width = self.label.width
            left = self.setting.start(x, self.width, 0.0, width)
            self.label.drawOn(canvas, left, top - self.height)
            start = self.setting.start(x, self.width, width, self.width - width)
            with canvas.tagged(self.line_element):
                canvas.draw_line(
                    start, base, start + self.width - width, base, stroke=rule, line_width=0.8
                )
            return
        self.label.drawOn(canvas, x, top - self.label.height)
        with canvas.tagged(self.line_element):
            canvas.draw_line(x, base, x + self.width, base, stroke=rule, line_width=0.8)


class RuledLine(Piece):
    """An empty line to write on."""

    def __init__(self, setting: Setting, element: StructElement) -> None:
        self.setting, self.element = setting, element

    def measure(self, _width: float) -> float:
        """Room for handwriting."""
        return self.setting.style.hand_room

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """A rule at the foot of the room."""
        y = top - self.height + 4
        with canvas.tagged(self.element):
            canvas.draw_line(
                x, y, x + self.width, y, stroke=self.setting.style.colors["ink"], line_width=0.8
            )
