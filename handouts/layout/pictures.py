"""Drawings: on their own, and at the side of the words they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.layout.art import Art
from handouts.layout.flow import Piece, Setting, Stack, TextPiece, break_pieces
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
    def art_height(self) -> float:
        """Height of the drawing itself."""
        return self.art_width * self.art.height / self.art.width

    def measure(self, width: float) -> float:
        """Drawing and caption."""
        caption = self.caption.wrap(width)[1] + 3 if self.caption else 0.0
        return self.art_height + caption

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

    def measure(self, width: float) -> float:
        """The higher of text and picture."""
        beside = width - self.picture.art_width - self.gap
        drawing = self.picture.wrap(self.picture.art_width)[1]
        body = 0.0
        for number, piece in enumerate(self.pieces):
            body += piece.space if number else 0.0
            piece.wrap(beside if body < drawing else width)
            body += piece.height
        self.drop = max(0.0, (drawing - body) / 2) if self.centered else 0.0
        return max(body, drawing)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Text first, then the picture, as the elements stand."""
        y = top - self.drop
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
    if not isinstance(piece, Stack) or piece.fewest > 1:
        yield piece
        return
    for number, inner in enumerate(piece.pieces):
        if number == 0:
            inner.space = piece.space
        yield from _singles(inner)
