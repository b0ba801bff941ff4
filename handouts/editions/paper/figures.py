"""Drawings: on their own, and at the side of the words they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.editions.paper.boxes import Piece, Setting, Stack, break_pieces, keep_apart
from handouts.editions.paper.ink_overflow import moved, over
from handouts.editions.paper.svg import Art
from handouts.editions.paper.text_box import TextPiece
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement


class Picture(Piece):
    """A drawing with its caption below, centred. Without an element it is decoration."""

    def __init__(
        self,
        setting: Setting,
        art: Art,
        width: float,
        element: StructElement | None,
        caption: TextPiece | None,
    ) -> None:
        self.setting, self.art, self.art_width = setting, art, width
        self.element, self.caption = element, caption

    @property
    def column(self) -> float:
        """Width for the drawing and its caption: no word of a caption is broken, and one that is
        little wider than the drawing stays on one line."""
        if not self.caption:
            return self.art_width
        text, style = self.caption.text, self.caption.style
        natural = self.setting.natural_width(text, style) + 0.1
        least = self.setting.least_width(text, style) + 0.1
        wide = natural if natural <= _LITTLE_WIDER * self.art_width else least
        return max(self.art_width, wide)

    @property
    def art_height(self) -> float:
        """Height of the drawing itself."""
        return self.art_width * self.art.height / self.art.width

    def measure(self, width: float) -> float:
        """Drawing and caption."""
        if not self.caption:
            return self.art_height
        height = self.caption.wrap(width)[1]
        self.tail = self.caption.tail
        return self.art_height + 3 + over(self.caption.head, top=True) + height

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The drawing as a figure, or as decoration."""
        left = x + (self.width - self.art_width) / 2
        bottom = top - self.art_height
        scale = self.art_width / self.art.width
        space = (0.0, 0.0, self.art.width, self.art.height)
        place = (scale, 0.0, 0.0, scale, left, bottom)
        if self.element:
            box = (left, bottom, left + self.art_width, top)
            self.element.attributes = replace(self.element.attributes, bbox=box)
            with canvas.tagged(self.element):
                canvas.draw_art(self.art.operators, space, place)
        else:
            with canvas.artifact("Layout"):
                canvas.draw_art(self.art.operators, space, place)
        if self.caption:
            self.caption.drawOn(canvas, x, top - self.height)


#: How much wider than its drawing a caption on one line may be.
_LITTLE_WIDER = 1.25

#: So little of a drawing beside it pushes a piece with a picture of its own below; points.
_CLEARED = 24.0


class Beside(Piece):
    """A picture at the end side of a body of text. Pieces that begin below the picture take the
    full width. With `centered`, a lower body stands in the middle of the picture's height. Broken
    over a page, the picture stays with the first half."""

    def __init__(
        self,
        setting: Setting,
        pieces: Sequence[Piece],
        picture: Picture,
        gap: float,
        *,
        centered: bool = False,
    ) -> None:
        self.setting, self.picture, self.gap = setting, picture, gap
        self.pieces = [single for piece in pieces for single in _singles(piece)]
        self.centered = centered
        self.lower = 0.0

    def measure(self, width: float) -> float:
        """The higher of text and picture."""
        column = self.picture.column
        beside = width - column - self.gap
        drawing = self.picture.wrap(column)[1]
        # What begins below the drawing keeps clear of it and of its caption.
        drawn = drawing + over(self.picture.tail, top=False) + self.setting.style.gap(6)
        body = 0.0
        for number, piece in enumerate(self.pieces):
            piece.wrap(beside)
            start = body + self._space(number)
            missing = drawn - start
            if piece.pictured and number and 0 < missing <= _CLEARED:
                piece.space += missing
                start = drawn
                piece.wrap(width)
            elif missing <= 0:
                piece.wrap(width)
                start = body + self._space(number)
            body = start + piece.height
        lower = max(0.0, (drawing - body) / 2) if self.centered else 0.0
        self.drop = lower + (self.pieces[0].drop if self.pieces else 0.0)
        self.lower = lower
        height = max(body, drawing)
        if self.pieces:
            self.head = moved(self.pieces[0].head, deeper=lower)
            self.tail = (
                *moved(self.pieces[-1].tail, deeper=height - lower - body),
                *moved(self.picture.tail, deeper=height - drawing),
            )
        return height

    def _space(self, number: int) -> float:
        """White space above a measured piece."""
        if not number:
            return 0.0
        above, piece = self.pieces[number - 1 : number + 1]
        piece.asked = piece.space if piece.asked is None else piece.asked
        piece.space = piece.asked
        keep_apart((above, piece))
        return piece.space

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Text first, then the picture, as the elements stand."""
        y = top - self.lower
        for number, piece in enumerate(self.pieces):
            y -= piece.height + (piece.space if number else 0.0)
            piece.drawOn(canvas, self.setting.start(x, self.width, 0.0, piece.width), y)
        end = self.width - self.picture.width
        left = self.setting.start(x, self.width, end, self.picture.width)
        self.picture.drawOn(canvas, left, top - self.picture.height)

    def cut(self, height: float) -> list[Piece]:
        """Where the text breaks, provided the picture fits above."""
        if self.picture.height > height:
            return []
        head, tail = break_pieces(self.pieces, height)
        if not head or not tail:
            return []
        halves: list[Piece] = [Beside(self.setting, head, self.picture, self.gap), Stack(tail)]
        for half in halves:
            half.wrap(self.width)
        return halves

    @property
    def least(self) -> float:
        """The picture and the first lines stand together."""
        return max(self.picture.height, Stack(self.pieces).least)


def _singles(piece: Piece) -> Iterator[Piece]:
    """The pieces of a stack, so that each may take its own width; another piece as it is."""
    if not isinstance(piece, Stack):
        yield piece
        return
    for number, inner in enumerate(piece.pieces):
        if number == 0:
            inner.space = piece.space
        yield from _singles(inner)
