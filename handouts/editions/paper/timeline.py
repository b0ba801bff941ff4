"""A timeline: moments one below the other, on a track from the first dot to an arrow head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handouts.editions.paper.boxes import InFlow, KeepTogether, Placed, Solid, kept, stacked
from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import Edges, moved, needed, over
from handouts.editions.paper.page_ends import little_costs
from handouts.editions.paper.shapes import disc
from handouts.editions.paper.style import Glue
from handouts.editions.paper.tagged import TaggedText, TaggedTimeline
from handouts.editions.paper.text_box import TEXT, TextBox, text_box
from handouts.editions.paper.twins import OnBase
from handouts.pdf.canvas import TaggedCanvas

#: Width of the track between times and words; before words in a narrow column; points.
_TRACK, _NARROW_TRACK = 30.0, 24.0

#: The part of the width that the column of times takes at the most, unless a word is longer.
_USUAL = 0.3

#: Radius of a dot, height of the arrow head, the least of the track that is seen between them, and
#: how far the tip may hang below the last row; points.
_DOT, _ARROW, _SEEN, _HANGING = 7.0, 6.0, 3.0, 2.5


def timeline(context: Context, block: TaggedTimeline, width: float) -> KeepTogether:
    """A row for each moment: its time, a dot on the track, and what happens. It would better stay
    whole."""
    style = context.style
    when_width = _when_width(context, [when for when, _ in block.events])
    rows: list[Placed] = []
    tail: Edges = ()
    last = len(block.events) - 1
    for number, (when, what) in enumerate(block.events):
        time = text_box(context, when, style.label, when_width)
        words = text_box(context, what, style.body, width - when_width - _TRACK)
        lower = words.baseline - time.baseline  # both stand on one baseline
        tops = max(0.0, lower), max(0.0, -lower)
        side = when_width + _TRACK
        head = (*moved(time.head, deeper=tops[0]), *moved(words.head, deeper=tops[1], shift=side))
        space = max(0.0, needed(tail, head)) if number else 0.0
        row = _row(context, time, words, tops, width, space, number == 0, number == last, head)
        rows.append(Placed(row, space))
        tail = row.tail
    return kept(stacked(rows, width, fewest=2), always=False)


def _when_width(context: Context, times: Sequence[TaggedText]) -> float:
    """Width of the column of times, points; a long time on two lines takes no more than its lines
    do. It is as wide as the longest word, up to half of the width; what would better stay on one
    line ("2 to 7 days") is no longest word where it takes more than the usual part."""
    label, messages, width = context.style.label, context.messages, context.style.width
    widest = max(messages.natural_width(when.text, label) for when in times)
    longest = max(messages.least_width(when.text, label) for when in times)
    if longest > width * _USUAL:
        longest = max(messages.least_width(when.text, label, loose=True) for when in times)
    most = min(widest, max(width * _USUAL, min(longest, width * 0.5))) + 1
    return 1 + max(line.width for when in times for line in messages.lines(when.text, label, most))


def _white(context: Context) -> Glue:
    """White space below a moment that another one follows: no less than between paragraphs."""
    space = context.style.gap(9)
    return space._replace(natural=max(space.natural, context.style.between_paragraphs))


def _row(
    context: Context,
    time: TextBox,
    words: TextBox,
    tops: tuple[float, float],
    width: float,
    space: float,
    first: bool,
    last: bool,
    head: Edges,
) -> Solid:
    """A moment, `space` points below the one before; `tops` is how far below its top time and
    words begin."""
    ends = tops[0] + time.height, tops[1] + words.height
    white = context.style.gap(9) if last else _white(context)
    dot = tops[0] + context.middle(time.style)
    least = dot + _DOT + _SEEN + _ARROW - _HANGING if last else 0.0
    height = max(max(ends) + white.natural, least)
    side = time.width + _TRACK
    tail = (
        *moved(time.tail, deeper=height - ends[0]),
        *moved(words.tail, deeper=height - ends[1], shift=side),
    )

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        top = y + height
        center = context.start(x, width, time.width + _TRACK / 2, 0.0)
        middle = top - dot
        end = min(y, middle - _DOT - _SEEN - _ARROW) if last else y
        # The track begins at the first dot, and reaches up to the row before.
        start = middle if first else top + space
        _paint_track(context, canvas, center, start, middle, end, last=last)
        left = context.start(x, width, 0.0, time.width)
        time.paint(canvas, left, top - ends[0], time.height, TEXT)
        left = context.start(x, width, side, words.width)
        words.paint(canvas, left, top - ends[1], words.height, TEXT)

    return Solid(width, height, draw, head, tail, white.stretch)


def moments(context: Context, block: TaggedTimeline) -> list[InFlow]:
    """A timeline in a narrow column, a block for each moment: its time above what happens."""
    last = len(block.events) - 1
    return little_costs(
        [
            InFlow(OnBase(partial(_moment, context, when, what, number == 0, number == last)))
            for number, (when, what) in enumerate(block.events)
        ]
    )


def _moment(
    context: Context,
    when: TaggedText,
    what: TaggedText,
    first: bool,
    last: bool,
    width: float,
    *,
    base: float = 0.0,
) -> Solid:
    """A moment, with the track at its start side. Its time stands `base` points below the top, or
    lower."""
    style = context.style
    inside = width - _NARROW_TRACK
    time = text_box(context, when, style.label, inside)
    words = text_box(context, what, style.body, inside)
    # All ink stays in the box but that of the first and the last line: nothing parts two moments,
    # or the track would have a gap.
    above = needed((), time.head) if first else over(time.head, top=True)
    above = max(above, base - time.baseline)
    between = max(0.0, needed(time.tail, words.head))
    white = style.gap(9) if last else _white(context)
    natural = above + time.height + between + words.height
    below = white.natural if last else max(white.natural, needed(words.tail, ()))
    height = natural + below
    head = moved(time.head, deeper=above, shift=_NARROW_TRACK) if first else ()
    tail = moved(words.tail, deeper=below, shift=_NARROW_TRACK) if last else ()

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        top = y + height
        center = context.start(x, width, 8.0, 0.0)
        dot = top - above - context.middle(time.style)
        _paint_track(context, canvas, center, dot if first else top, dot, y, last=last)
        left = context.start(x, width, _NARROW_TRACK, inside)
        top -= above + time.height
        time.paint(canvas, left, top, time.height, TEXT)
        words.paint(canvas, left, top - between - words.height, words.height, TEXT)

    stands = above + time.baseline
    return Solid(width, height, draw, head, tail, white.stretch, fills=True, base=stands)


def _paint_track(
    context: Context,
    canvas: TaggedCanvas,
    center: float,
    start: float,
    dot: float,
    end: float,
    *,
    last: bool,
) -> None:
    """The track of one moment from height to height, with its dot; an arrow head below the last."""
    color = context.style.colors["brand"]
    with canvas.artifact("Layout"):
        end += _ARROW if last else 0
        canvas.draw_line(center, start, center, end, stroke=color, line_width=3)
        if last:
            arrow = [(center - 6, end), (center + 6, end), (center, end - _ARROW)]
            canvas.draw_polygon(arrow, fill=color)
        if context.style.plain:
            disc(canvas, center, dot, _DOT - 1, fill="#FFFFFF", stroke=color, line_width=2)
        else:
            disc(canvas, center, dot, _DOT, fill=color)
            disc(canvas, center, dot, 3.2, fill="#FFFFFF")
