"""Headings of sections and of columns of advice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import NamedTuple

from handouts.editions.paper.both_languages import Words, words_box
from handouts.editions.paper.boxes import Solid
from handouts.editions.paper.centred import centred
from handouts.editions.paper.columns import FRAME_LINE
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.ink_overflow import (
    APART,
    CLEAR,
    CLEAR_OF_RULE,
    apart_by,
    moved,
    over,
    reaching,
)
from handouts.editions.paper.pictured import LEAD_GAP
from handouts.editions.paper.shapes import disc, draw_sign, octagon, warning_sign
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import TEXT, text_box
from handouts.pdf.canvas import TaggedCanvas

#: White space between a rule and high ink of the heading below it, at the least and at its best;
#: points.
_CLEAR, _BEST_CLEAR = 2.4, 4.0

#: White space below the ink of a heading where there is room: to ink in Nastaliq, and to the edges
#: of frames; points.
_BEST_BELOW, _BEST_ABOVE_FRAMES = 2.5, 4.0

#: White space between a rule and the sign of the heading below it, points.
_ABOVE_SIGN = 3.0

#: White space between the ink of the small label and that of the key sentence, below it and to its
#: side; and where there is room; points.
_BELOW_EYEBROW, _BESIDE_EYEBROW = 1.6, 2
_BEST_BELOW_EYEBROW, _BEST_BESIDE_EYEBROW = 4.0, 5

#: White space between the ink of a heading and the edges of its band: of one in colour; of any in
#: Nastaliq, whose letters take all the height; of the one that tells when to call; points.
_IN_DARK, _IN_BAND, _IN_SLOPING_BAND, _IN_URGENT = 4.0, 3.0, CLEAR_OF_RULE, 3.0

#: The last of them where there is room, points; and how many times what it lacks it grows by.
_BEST_IN_URGENT, _URGENT_GROWTH = 5.0, 2.0

#: How thick the line under a dark heading is in plain ink, twice as thick as others; points.
_HEAVY_LINE = 2 * FRAME_LINE


def section_heading(
    context: Context,
    tagged: TaggedText,
    width: float,
    *,
    ruled: bool = True,
    least: float = 0.0,
    gap: float = -inf,
    base: float = 0.0,
    again: bool = False,
    sign: Picture | None = None,
    framed: bool = False,
    measure: float = inf,
) -> Solid:
    """A question of the reader's, in lines no wider than `measure`, under a hairline that parts it
    from what came before (unless it stands in a panel), `gap` points below it at the least, its
    first line `base` points below the top at the least, and `least` points high; a `sign` stands
    before it; frames below it (`framed`) stay clear of its ink. Each has a bookmark. One that is
    said `again` on the section's next page is no content."""
    drawing = sign(sign.column) if sign and not again else None
    indent = drawing.width + LEAD_GAP if drawing else 0.0
    room = min(measure, width - indent)
    words = words_box(context, tagged, context.style.heading, room, inline=True)
    # The first letter of Nastaliq stands out of its line: it ends where the rule does.
    overhang = words.overhang if context.rtl else 0.0
    gap = max(gap, below_rule(context, words)) if ruled else 0.0
    rises = (drawing.height - words.height) / 2 if drawing else 0.0
    gap = max(gap, rises + _ABOVE_SIGN) if ruled and rises > 0 else gap
    gap = max(gap, base - words.baseline)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        top = y + height
        if context.outlined and not again:
            canvas.bookmark(tagged.text.plain, tagged.element, top)
        if ruled:
            color = context.style.colors["brand"]
            with canvas.artifact("Layout"):
                canvas.draw_line(x, top, x + width, top, stroke=color, line_width=1.2)
        if again:
            with canvas.artifact("Pagination"):
                text_box(context, tagged, context.style.heading, width).paint_lines(
                    canvas, x, top - gap
                )
        else:
            left = context.start(x, width, indent + overhang, words.width)
            words.paint(canvas, left, top - gap - words.height, words.height, TEXT)
        if drawing:
            left = context.start(x, width, 0.0, drawing.width)
            bottom = top - gap - (words.height + drawing.height) / 2
            drawing.paint(canvas, left, bottom, drawing.height, TEXT)

    natural = gap + words.height
    height = max(natural + max(0.0, rises), least)
    apart = context.style.parting(APART, _BEST_BELOW)
    below = apart_by(words.tail, apart) if context.style.sloping else words.tail
    if framed:
        clear = context.style.parting(CLEAR, _BEST_ABOVE_FRAMES)
        below = apart_by(words.tail or words.ink_tail, APART + clear - CLEAR)
    tail = moved(below, deeper=height - natural, shift=indent + overhang)
    head = () if ruled else moved(words.head, shift=indent + overhang)
    return Solid(width, height, draw, head, tail, base=gap + words.baseline)


def below_rule(context: Context, words: Words) -> float:
    """White space between the rule over a section and the box of its heading, points: in Nastaliq
    to the ink, which may end far inside its box."""
    style = context.style
    least, best = style.below_rule, _BEST_CLEAR
    if style.sloping:
        clear = style.parting(min(least, 2 * CLEAR_OF_RULE), best)
        return clear + reaching(words.head, top=True)
    if style.design.counted:
        return max(least, style.parting(_CLEAR, best) - words.ink_insets[0])
    if style.large:
        return max(least, best - words.ink_insets[0])
    clear = over(words.head, top=True)
    return max(least, clear + _CLEAR if clear else 0.0)


def subheading(context: Context, tagged: TaggedText, width: float) -> Solid:
    """A heading inside a section, with its bookmark."""
    return _with_bookmark(context, tagged, context.style.subheading, width)


def warning_heading(context: Context, tagged: TaggedText, width: float) -> Solid:
    """The head of a box that warns: a triangle with an exclamation mark, and the word."""
    style = context.style
    look = style.advice
    size = look.size * 1.7
    words = text_box(context, tagged, look, width - size - 10)
    above = over(words.head, top=True)
    inked = above + words.height + over(words.tail, top=False)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        left = context.start(x, width, 0.0, size)
        with canvas.artifact("Layout"):
            bottom, color = y + (height - size) / 2, style.colors["dont"]
            mark = color if style.plain else "#FFFFFF"
            warning_sign(canvas, left, bottom, size, color, mark=mark)
        left = context.start(x, width, size + 10, words.width)
        top = y + height - centred(words, height)
        words.paint(canvas, left, top - words.height, words.height, TEXT)

    return Solid(width, max(inked, size) + 4, draw)


def eyebrow(context: Context, tagged: TaggedText, width: float) -> Solid:
    """The small label over the main thing, with its bookmark. Letters of the key sentence, which
    is so much larger, do not rise into it."""
    label = _with_bookmark(context, tagged, context.style.eyebrow, width)
    wide, apart = _BEST_BESIDE_EYEBROW, _BEST_BELOW_EYEBROW
    if context.style.design.counted:
        wide = round(context.style.parting(_BESIDE_EYEBROW, wide))
        apart = context.style.parting(_BELOW_EYEBROW, apart)
    tail = [replace(edge, apart=apart, wide=wide) for edge in label.tail]
    return label._replace(tail=tuple(tail))


def _with_bookmark(context: Context, tagged: TaggedText, style: TextStyle, width: float) -> Solid:
    words = text_box(context, tagged, style, width)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        if context.outlined:
            canvas.bookmark(tagged.text.plain, tagged.element, y + height)
        words.paint(canvas, x, y, height, TEXT)

    return Solid(width, words.height, draw, words.head, words.tail)


def advice_heading(context: Context, tagged: TaggedText, width: float, *, good: bool) -> Solid:
    """The head of a column of advice, told apart without colour: white with a tick in a disc for
    what to do, dark (in plain ink, over a heavy line) with a cross in an octagon for what not to
    do."""
    style = context.style
    color = style.colors["do" if good else "dont"]
    mark, plate = (color, "#FFFFFF") if style.plain or not good else ("#FFFFFF", color)
    line = color if style.plain else None

    def badge(canvas: TaggedCanvas, left: float, middle: float, side: float) -> None:
        if good:
            disc(canvas, left + side / 2, middle, side / 2, fill=plate, stroke=line)
        else:
            corners = octagon(left, middle - side / 2, side)
            canvas.draw_polygon(corners, fill=plate, stroke=line)
        size = side * 0.5
        draw_sign(canvas, left + (side - size) / 2, middle - size / 2, size, mark, good=good)

    below = _heavy_line(context)  # of either, so that both headings share a base line
    high = 5.0 if style.design.beside else 8.0
    # Where all else has given way a dark band is no higher than a light one.
    dark = not (good or style.plain) and style.level.gaps[0] > 0
    clear = _IN_SLOPING_BAND if style.sloping else _IN_DARK if dark else _IN_BAND
    looks = _Band(color, good, high, below, clear)
    return _banner(context, tagged, looks, badge, width)


def _heavy_line(context: Context) -> float:
    """How far the line under a dark heading reaches into its band in plain ink, points: it covers
    all of the frame's own."""
    return _HEAVY_LINE - FRAME_LINE / 2 if context.style.plain else 0.0


def urgent_heading(context: Context, tagged: TaggedText, width: float) -> Solid:
    """The head of a frame that tells when to call right away: dark, with a triangle and an
    exclamation mark, as no other heading is; with its bookmark."""
    plain, color = context.style.plain, context.style.colors["ink"]

    def badge(canvas: TaggedCanvas, left: float, middle: float, side: float) -> None:
        bottom = middle - side / 2
        warning_sign(canvas, left, bottom, side, color if plain else "#FFFFFF", mark=color)

    high, below = 8.0 if plain else 4.0, _heavy_line(context)
    design = context.style.design
    beside = design.beside  # two languages in one band
    clear = _BEST_IN_URGENT if beside else context.style.parting(_IN_URGENT, _BEST_IN_URGENT)
    looks = _Band(color, False, high, below, clear, by_ink=True)
    banner = _banner(context, tagged, looks, badge, width)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        if context.outlined:
            canvas.bookmark(tagged.text.plain, tagged.element, y + height)
        banner.draw(canvas, x, y, height)

    lacking = 2 * (_BEST_IN_URGENT - clear) if design.counted else 0.0
    return Solid(width, banner.height, draw, white=_URGENT_GROWTH * lacking)


class _Band(NamedTuple):
    """The band of a heading over the whole width of its frame, `high` points higher than the badge
    before it: `light`, over a line; or dark, in plain ink over a heavy one. Its words stand above
    the lowest `below` points, their ink at least `clear` points from its edges: in the middle
    `by_ink`, or by their letters, as those of the heading beside it."""

    color: str
    light: bool
    high: float
    below: float
    clear: float
    by_ink: bool = False


def _banner(
    context: Context,
    tagged: TaggedText,
    band: _Band,
    badge: Callable[[TaggedCanvas, float, float, float], None],
    width: float,
) -> Solid:
    """A heading in its band. `badge` is painted at a left edge, around a height, so many points
    high."""
    style, color, below = context.style, band.color, band.below
    filled = not (band.light or style.plain)
    look = replace(style.advice, color="#FFFFFF" if filled else color)
    side = look.size * 1.4
    words = words_box(context, tagged, look, width - side - 26, colored=filled)
    # Lines reach into the band: half of the frame's, or what is heavy below.
    edge = 0.0 if filled else FRAME_LINE / 2
    foot = 0.0 if below else edge

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        top = y + height
        with canvas.artifact("Layout"):
            if filled:
                canvas.draw_rect(x, y, width, height, fill=color)
            else:
                heavy = below > 0 and not band.light
                middle = y + below - _HEAVY_LINE / 2 if heavy else y
                thick = _HEAVY_LINE if heavy else FRAME_LINE
                canvas.draw_line(x, middle, x + width, middle, stroke=color, line_width=thick)
            middle = top - (height - below) / 2
            badge(canvas, context.start(x, width, 9.0, side), middle, side)
        left = context.start(x, width, side + 18.0, words.width)
        inside = height - below - edge - foot
        drop = edge + centred(words, inside, inf if band.by_ink else band.clear)
        words.paint(canvas, left, top - drop - words.height, words.height, TEXT)

    inked = words.inked_height + 2 * band.clear + edge + foot
    return Solid(width, max(inked + below, side + band.high), draw)
