"""Lines to write on: behind a label or below it, under the names of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from handouts.editions.paper.both_languages import (
    Words,
    least_width,
    longest_line,
    natural_width,
    on_one_height,
    words_box,
)
from handouts.editions.paper.boxes import Box, Flow, InFlow, Layout, Solid
from handouts.editions.paper.columns import COLUMN_GAP, columns
from handouts.editions.paper.context import Context
from handouts.editions.paper.floats import Picture
from handouts.editions.paper.forms import divided
from handouts.editions.paper.ink_overflow import CLEAR_OF_RULE, Edge, Edges, moved, reaching
from handouts.editions.paper.pictured import LEAD_GAP
from handouts.editions.paper.style import Glue
from handouts.editions.paper.tagged import TaggedLines, TaggedText, TaggedWriteTable
from handouts.editions.paper.text_box import TEXT, text_box
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement
from handouts.text.skyline import flat, reach

#: The shortest line to write on, and the white space before it, points.
LEAST_LINE = 110.0
LABEL_GAP = 8.0

#: No more room above a line to write on than it must have.
NO_MORE = Glue()

#: White space below a rule to write on, points.
BELOW_RULE = 5.0

#: White space above the ink of their names in Nastaliq, points.
_ABOVE_SLOPING_NAMES = 1.0

#: Part of the width for the first of several columns of lines: names are long.
_NAMES = 0.46


def is_short(context: Context, label: TaggedText, width: float, least: float = LEAST_LINE) -> bool:
    """Whether a label leaves `least` points of a line of `width` points to write on behind it."""
    return natural_width(context, label, context.style.body) + LABEL_GAP + least <= width


def writing_line(
    context: Context,
    tagged: TaggedText,
    field: StructElement,
    width: float,
    *,
    above: bool = False,
    words: Words | None = None,
    least: float = LEAST_LINE,
    sign: Picture | None = None,
    rules: int = 1,
) -> Solid:
    """A label, a `sign` before it, and a rule to write on behind it; below it (`above`, where there
    may be more `rules`) or where less than `least` points would be left for it. There both
    languages of a label stand on one line where it holds them. A label that is set already
    (`words`) may be wider than the line below it, or has its last line on the one behind it. A
    screen reader hears the rules as one blank line."""
    hand, color = context.style.sizes.hand, context.style.colors["ink"]
    thick = context.style.hand_line
    drawing = sign(sign.column) if sign else None
    indent = drawing.width + LEAD_GAP if drawing else 0.0
    beside = not above and (bool(words) or is_short(context, tagged, width - indent, least))
    body = replace(context.style.body, balanced=True)
    label = words or words_box(context, tagged, body, width - indent, inline=not beside)
    natural = longest_line(label) + LABEL_GAP if beside else 0.0
    top_height = max(label.height, drawing.height if drawing else 0.0)
    drop = (top_height - label.height) / 2
    # The rule has the room of a hand above it, up to the letters of a label above.
    one = label.last_baseline == label.baseline
    descent = label.height - label.baseline if one else 0.0
    inside_label = min(descent + drop, BELOW_RULE)
    height = max(hand, label.last_baseline) if beside else top_height + rules * hand - inside_label
    height += BELOW_RULE

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        base = y + BELOW_RULE
        top = base + label.last_baseline if beside else y + height - drop
        left = context.start(x, width, indent, label.width)
        label.paint(canvas, left, top - label.height, label.height, TEXT)
        left = context.start(x, width, indent + natural, width - indent - natural)
        extent = width - indent - natural
        if not beside:
            left, extent = x, width
        step = (height - BELOW_RULE - top_height + inside_label) / rules
        with canvas.tagged(field):
            for number in reversed(range(rules)):
                level = base + number * step
                canvas.draw_line(left, level, left + extent, level, stroke=color, line_width=thick)
        if drawing:
            left = context.start(x, width, 0.0, drawing.width)
            bottom = top - (label.height + drawing.height) / 2
            drawing.paint(canvas, left, bottom, drawing.height, TEXT)

    head: Edges = moved(label.head, deeper=drop, shift=indent)
    tail: Edges = ()
    if beside:  # what hangs from above may reach down to the label, which stands on the rule
        head = moved(label.head, deeper=height - BELOW_RULE - label.last_baseline, shift=indent)
        line = label.last_line
        if -reach(line)[1] > BELOW_RULE:
            skyline = label.context.messages.skyline(line)
            tail = (Edge(skyline, BELOW_RULE, indent, rtl=context.rtl),)
        if context.style.sloping or tail:
            tail = (*tail, _rule_edge(context, indent + natural, width))
    if drawing:  # which has no ink of letters: it stays clear of all that hangs from above
        head = tuple([replace(edge, free=True) for edge in head])
    return Solid(width, height, draw, head, tail, write=rules * context.style.level.hand * hand)


def _rule_edge(context: Context, start: float, end: float) -> Edge:
    """A rule to write on, between two offsets from the start side of its box."""
    skyline = flat(-end, -start) if context.rtl else flat(start, end)
    return Edge(skyline, BELOW_RULE, rtl=context.rtl, apart=CLEAR_OF_RULE, level=True)


def writing_item(context: Context, tagged: TaggedText, field: StructElement, width: float) -> Solid:
    """The words of a list entry, and a rule to write on behind them, or below where they are
    long."""
    above = not is_short(context, tagged, width)
    line = writing_line(context, tagged, field, width, above=above)
    if above:
        return line._replace(lower=0.0)
    label = words_box(context, tagged, context.style.body, width)
    lower = line.height - BELOW_RULE - label.last_baseline
    return line._replace(lower=lower)


def ruled_lines(context: Context, block: TaggedLines, more: Glue = NO_MORE) -> Flow:
    """A label over empty lines to write on, each `more` points higher than it must be."""
    label = partial(_label, context, block.label)
    line = partial(_ruled_line, context, (block.field,), (1.0,), more=more)
    return _lines_under(label, line, block.rules, _descent(context, block.label))


def _descent(context: Context, label: TaggedText) -> float:
    """How far above the lower edge of its box the last baseline of a label stands, points."""
    style = context.style.label
    descent = style.leading - context.messages.baseline(style, label.language)
    if label.english and (english := context.english):
        last = english.style.caption
        descent = min(descent, last.leading - english.messages.baseline(last))
    return descent


def _label(context: Context, tagged: TaggedText, width: float) -> Box:
    """The label of lines, its English beside it; below it where the column is narrow."""
    style = context.style
    if not tagged.english or not context.english or width < style.width * 2 / 3:
        return words_box(context, tagged, style.label, width)
    english = partial(text_box, context.english, tagged.english, context.english.style.label)
    own = partial(text_box, context, tagged, style.label)
    return columns(context, own, english, COLUMN_GAP, width)


def write_table(context: Context, block: TaggedWriteTable, second: float = 0.0) -> Flow:
    """Columns of empty lines to write on, each under its name. Below lines of which two stand in a
    row, the `second` one so many points wide, the second column begins where that does."""
    names = [name for name, _ in block.columns]
    fields = [field for _, field in block.columns]
    first = 1 - second / context.style.width if second else _NAMES
    shares = _shares(context, names, first)
    heads = partial(_column_heads, context, names, shares)
    line = partial(_ruled_line, context, fields, shares)
    descent = min(_descent(context, name) for name in names)
    return _lines_under(heads, line, block.rules, descent)


def _shares(context: Context, names: Sequence[TaggedText], first: float) -> list[float]:
    """Parts of the width for columns of lines: the `first` one is wide; any is wider where a word
    of its name needs it."""
    others = len(names) - 1
    wanted = [first, *([(1 - first) / others] * others)] if others else [1.0]
    style = context.style
    needed = [
        (least_width(context, name, style.label) + COLUMN_GAP) / style.width for name in names
    ]
    if any(need > want for need, want in zip(needed, wanted, strict=True)) and sum(needed) < 1.0:
        return divided(needed, wanted)
    return wanted


def _lines_under(label: Layout, line: Layout, count: int, descent: float) -> Flow:
    """Lines to write on under a label, the last baseline of which is `descent` above its box's
    lower edge, points. They stay on one page."""
    # The first rule too has all its height free above it, up to the letters of the label.
    below = max(0.0, BELOW_RULE - descent)
    first = InFlow(line, Glue(below), keep_with_next=count > 1)
    others = [InFlow(line, keep_with_next=number < count) for number in range(2, count + 1)]
    return Flow([InFlow(label, keep_with_next=True), first, *others], fewest=2)


def _column_heads(
    context: Context, names: Sequence[TaggedText], shares: Sequence[float], width: float
) -> Solid:
    """Names of columns of lines, side by side."""
    boxes = on_one_height(
        [
            words_box(context, name, context.style.label, width * share - COLUMN_GAP)
            for name, share in zip(names, shares, strict=True)
        ]
    )

    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        offset = 0.0
        for box, share in zip(boxes, shares, strict=True):
            left = context.start(x, width, offset, box.width)
            box.paint(canvas, left, y + highest - box.height, box.height, TEXT)
            offset += width * share

    height = highest = max(box.height for box in boxes)
    if context.style.sloping:
        ink = max(reaching(box.head, top=True) for box in boxes)
        height += max(0.0, ink + _ABOVE_SLOPING_NAMES)
    shifts = [width * sum(shares[:number]) for number in range(len(boxes))]
    columns = list(zip(boxes, shifts, strict=True))
    above = height - highest
    heads = [moved(box.head, deeper=above, shift=shift) for box, shift in columns]
    tails = [moved(box.tail, deeper=highest - box.height, shift=shift) for box, shift in columns]
    return Solid(width, height, draw, tuple(chain(*heads)), tuple(chain(*tails)))


def _ruled_line(
    context: Context,
    fields: Sequence[StructElement],
    shares: Sequence[float],
    width: float,
    *,
    more: Glue = NO_MORE,
) -> Box:
    """Room for handwriting in columns, a rule at the foot of each, `more` points higher than it
    must be."""
    color, thick = context.style.colors["ink"], context.style.hand_line
    gap = COLUMN_GAP if len(fields) > 1 else 0.0

    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        base = y + BELOW_RULE
        offset = 0.0
        for field, share in zip(fields, shares, strict=True):
            last = field is fields[-1]
            length = width * share - (0.0 if last else gap)
            left = context.start(x, width, offset, length)
            with canvas.tagged(field):
                canvas.draw_line(left, base, left + length, base, stroke=color, line_width=thick)
            offset += width * share

    room = context.style.sizes.hand
    growth = context.style.level.hand * room
    return Solid(width, room + more.natural, draw, white=more.stretch, write=growth)
