"""Where a sheet is found online: its address, as a QR code and in letters, one link together.

The code is for the camera of a phone; a screen reader hears the address, which says the same.
"""

from __future__ import annotations

import functools

import segno

from handouts.editions.paper.boxes import Solid
from handouts.editions.paper.centred import centred
from handouts.editions.paper.context import Context
from handouts.editions.paper.tagged import TaggedLink
from handouts.editions.paper.text_box import TEXT, text_box
from handouts.pdf import operators as op
from handouts.pdf.canvas import TaggedCanvas

#: Width of a module, points (0.42 mm; phones want 0.33 mm or more), and the modules that stay
#: white around the code (ISO/IEC 18004, 9.1).
_MODULE = 1.2
_QUIET = 4


def online(context: Context, link: TaggedLink, width: float) -> Solid:
    """The code at the start side, the address beside it."""
    size, operators = _code(link.address)
    side = size * _MODULE
    quiet = _QUIET * _MODULE
    left_of_words = side + 2 * quiet
    style = context.style.latin(context.style.foot)
    words = text_box(context, link.words, style, width - left_of_words)
    height = max(side + 2 * quiet, words.height)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        middle = y + height / 2
        left = context.start(x, width, quiet, side)
        place = (_MODULE, 0.0, 0.0, _MODULE, left, middle - side / 2)
        with canvas.artifact("Layout"):
            canvas.draw_art(operators, (0.0, 0.0, size, size), place)
        left = context.start(x, width, left_of_words, words.width)
        top = y + height - centred(words, height)
        words.paint(canvas, left, top - words.height, words.height, TEXT)
        canvas.link(link.words.element, (x, y, x + width, y + height))

    return Solid(width, height, draw)


@functools.lru_cache(maxsize=64)
def _code(address: str) -> tuple[int, str]:
    """How many modules wide the code of an address is, and its dark ones, as operators in a space
    of one unit a module."""
    rows = segno.make(address, error="m", micro=False, boost_error=False).matrix
    size = len(rows)
    dark = [
        op.rectangle(column, size - 1 - row, 1, 1)
        for row, modules in enumerate(rows)
        for column, module in enumerate(modules)
        if module
    ]
    return size, op.painted(" ".join([op.fill_color("#000000"), *dark]), fill=True, stroke=False)
