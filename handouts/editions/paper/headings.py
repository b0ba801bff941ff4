"""Headings of sections and of columns of advice."""

from __future__ import annotations

from handouts.editions.paper.boxes import Solid
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import CLEAR, over
from handouts.editions.paper.shapes import disc, draw_sign, octagon
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import TEXT, text_box
from handouts.pdf.canvas import TaggedCanvas


def section_heading(
    context: Context, tagged: TaggedText, width: float, *, ruled: bool = True
) -> Solid:
    """A question of the reader's, under a hairline that parts it from what came before (unless it
    stands in a panel). Each has a bookmark."""
    words = text_box(context, tagged, context.style.heading, width)
    gap = 0.0
    if ruled:
        clear = over(words.head, top=True)
        gap = max(4.5, context.style.white(5), clear + CLEAR if clear else 0.0)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        top = y + height
        canvas.bookmark(tagged.text.plain, tagged.element, top)
        if ruled:
            color = context.style.colors["brand"]
            with canvas.artifact("Layout"):
                canvas.draw_line(x, top, x + width, top, stroke=color, line_width=1.2)
        words.paint(canvas, x, top - gap - words.height, words.height, TEXT)

    return Solid(width, gap + words.height, draw, () if ruled else words.head, words.tail)


def advice_heading(context: Context, tagged: TaggedText, width: float, *, good: bool) -> Solid:
    """The head of a column of advice: a filled band with a tick or a cross in a white shape (disc
    for what to do, octagon for what not to do)."""
    style = context.style
    badge = style.on_brand.size * 1.5
    words = text_box(context, tagged, style.on_brand, width - badge - 26)
    above = over(words.head, top=True)
    inked = above + words.height + over(words.tail, top=False)
    color = style.colors["do" if good else "dont"]

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        top = y + height
        with canvas.artifact("Layout"):
            canvas.draw_rect(x, y, width, height, fill=color)
            left = context.start(x, width, 9.0, badge)
            middle = top - height / 2
            if good:
                disc(canvas, left + badge / 2, middle, badge / 2, fill="#FFFFFF")
            else:
                corners = octagon(left, middle - badge / 2, badge)
                canvas.draw_polygon(corners, fill="#FFFFFF")
            size = badge * 0.5
            draw_sign(canvas, left + (badge - size) / 2, middle - size / 2, size, color, good=good)
        left = context.start(x, width, badge + 18.0, words.width)
        drop = (height - inked) / 2 + above
        words.paint(canvas, left, top - drop - words.height, words.height, TEXT)

    return Solid(width, max(inked + 2 * CLEAR, badge + 8, words.height + 8), draw)
