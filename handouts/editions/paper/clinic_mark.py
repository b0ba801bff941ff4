"""The clinic's name or logo, and the sheet's sign, in the head of the first page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from handouts.editions.paper.running_text import RunningElement, RunningText
from handouts.editions.paper.shapes import paint_art
from handouts.editions.paper.svg import Art
from handouts.model.languages import ENGLISH
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement
from handouts.project.brand import Brand

#: The most of the head that the clinic's logo takes, points.
WIDEST_LOGO = 180.0

#: White space between the sheet's sign and the edge of its plate, points.
_INSIDE = 3.0

#: A name of more lines than these has a row of its own.
_MOST_LINES = 3


class ClinicMark(RunningElement):
    """Sets and paints the clinic's name, and paints its logo and the sheet's sign."""

    def wordmark(self, brand: Brand, room: float) -> RunningText:
        """The name in its own language: on one line of `room` points, or on more of them and
        smaller; where they are too many, as wide as the page, for a row of its own."""
        style, head = self.style.wordmark, self.style.sizes.head
        smaller = replace(style, size=self.style.foot.size)
        for size in (style, smaller) if room > 0 else ():
            attempt = partial(self.name, brand.name, size, brand.language, room)
            words, cut = self.context.messages.watched(attempt)
            whole = not cut and words.width <= room and len(words.lines) <= _MOST_LINES
            if whole and (len(words.lines) == 1 or size is smaller or words.ink_height <= head):
                return words
        return self.name(brand.name, smaller, brand.language, self.style.width)

    def widest_mark(self, brand: Brand, logo: Art | None) -> float:
        """Width of the name on one line, or of the logo; points."""
        if logo:
            return min(WIDEST_LOGO, (self.style.sizes.head - 6) * logo.width / logo.height)
        return self.name(brand.name, self.style.wordmark, brand.language, 10_000.0).width

    def paint_wordmark(
        self,
        canvas: TaggedCanvas,
        words: RunningText,
        sender: StructElement,
        top: float,
        height: float,
    ) -> None:
        """The name, in the middle of `height` points below `top`; from the top where that is 0."""
        drop = (height - words.height) / 2
        if not height:
            drop = words.ink_top - words.baseline
        elif len(words.lines) > 1 or words.own != ENGLISH:
            drop = (height - words.ink_height) / 2 + words.ink_top - words.baseline
        with canvas.tagged(sender):
            self.paint_words(canvas, words, 0, top - drop)

    def paint_logo(
        self, canvas: TaggedCanvas, logo: Art, sender: StructElement, middle: float, room: float
    ) -> None:
        """The logo, as high as the head allows."""
        style, widest = self.style, min(WIDEST_LOGO, room)
        scale = min((style.sizes.head - 6) / logo.height, widest / logo.width)
        width, height = logo.width * scale, logo.height * scale
        left = self.context.start(style.margin, style.width, 0.0, width)
        bottom = middle - height / 2
        canvas.place(sender, (left, bottom, left + width, bottom + height))
        with canvas.tagged(sender):
            paint_art(canvas, logo, left, bottom, width)

    @property
    def sign_side(self) -> float:
        """Width and height of the sheet's sign, points."""
        return self.style.sizes.head - 8 - 2 * _INSIDE

    def paint_sign(self, canvas: TaggedCanvas, sign: Art, x: float, middle: float) -> None:
        """A sign from its left edge on, around a height; on a white plate where its field is
        filled."""
        side = self.sign_side
        y = middle - side / 2
        if not self.style.plain:
            plate = x - _INSIDE, y - _INSIDE, side + 2 * _INSIDE, side + 2 * _INSIDE
            canvas.draw_rect(*plate, fill="#FFFFFF", radius=2)
        paint_art(canvas, sign, x, y, side)
