"""Drawings: on their own, and as floats at the side of the words they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.boxes import (
    Box,
    Breaking,
    Flow,
    InFlow,
    Layout,
    Placed,
    Ratio,
    Solid,
    Stack,
    apart,
    break_boxes,
    height_at,
    laid_out,
    least_of,
    stacked,
    total_height,
)
from handouts.editions.paper.context import Context
from handouts.editions.paper.drawing_labels import labelled_width, labels_of
from handouts.editions.paper.ink_overflow import Edges, beside, moved, over
from handouts.editions.paper.shapes import paint_art
from handouts.editions.paper.tagged import TaggedFigure
from handouts.editions.paper.text_box import TEXT, text_box
from handouts.model.blocks import Size
from handouts.pdf.canvas import TaggedCanvas

#: How much wider than its drawing a caption on one line may be.
_LITTLE_WIDER = 1.25

#: Between a drawing and its caption, points.
_CAPTION_GAP = 3.0

#: Between a drawing and the box of a line that stands below it, whose letters begin lower; points.
_BELOW_DRAWING = 3.0


class Picture(NamedTuple):
    """A drawing with its caption below, centred; at the start side in large print. One that stands
    alone in a column may be up to `widest` points wide where the page has room; it stands at the
    start side, too."""

    context: Context
    tagged: TaggedFigure
    usual: float
    widest: float = 0.0

    @property
    def art_width(self) -> float:
        """Width of the drawing: the one its author asks for, or the `usual` one where it stands;
        wider where its labels need it; points."""
        if not self.tagged.labels:
            return self._asked_width
        most = max(self._asked_width, self.context.style.sizes.big, self.widest)
        return labelled_width(self.context, self.tagged, self._asked_width, most)

    @property
    def _asked_width(self) -> float:
        style = self.context.style
        match self.tagged.figure.size:
            case Size.SMALL:
                return style.sizes.small
            case Size.MEDIUM:
                return style.medium
            case Size.LARGE:
                return style.medium if style.level.small else style.sizes.big
        return self.usual

    @property
    def column(self) -> float:
        """Width for the drawing and its caption: no word of a caption is broken, and it is a little
        wider than the drawing where that saves lines."""
        if not self.tagged.caption:
            return self.art_width
        text, style = self.tagged.caption.text, self.context.style.caption
        messages = self.context.messages
        least = max(self.art_width, messages.least_width(text, style) + 0.1)
        most = max(least, _LITTLE_WIDER * self.art_width)
        lines = messages.lines(text, style, most)
        if len(lines) == len(messages.lines(text, style, least)):
            return least
        return max(least, *(line.width + 0.1 for line in lines))

    def __call__(self, width: float) -> Solid:
        """Lays drawing and caption out in `width` points."""
        context, (figure, element, caption, _) = self.context, self.tagged
        art = context.drawings[figure.art]
        narrow = self.art_width
        grows = self.widest > narrow and not figure.size
        flush = grows or context.style.large
        ratio = art.height / art.width
        labels = labels_of(context, self.tagged, narrow)
        art_height = narrow * ratio
        stretch = (min(self.widest, width) - narrow) * ratio if grows else 0.0
        words = None
        height = art_height
        if caption:
            words = text_box(context, caption, context.style.caption, width, centered=not flush)
            height += _CAPTION_GAP + over(words.head, top=True) + words.height
        below_art = height - art_height

        def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
            drawn = narrow + min(height - natural, stretch) / ratio
            top = y + height
            bottom = top - drawn * ratio
            left = context.start(x, width, 0.0 if flush else (width - drawn) / 2, drawn)
            if element:
                canvas.place(element, (left, bottom, left + drawn, top))
            with canvas.tagged(element) if element else canvas.artifact("Layout"):
                paint_art(canvas, art, left, bottom, drawn)
            labels.paint(canvas, left, bottom, drawn)
            if words:
                words.paint(canvas, x, bottom - below_art, words.height, TEXT)

        natural = height
        return Solid(width, height, draw, (), words.tail if words else (), stretch)


class Float(NamedTuple):
    """A picture at the end side of a column of blocks. Blocks that begin below the picture take
    the full width. Broken over a page, the picture stays with the first half.

    `sources` are the layouts of the blocks. A column that is lower than its picture is `centered`
    on it, or stands at the top.
    """

    width: float
    height: float
    white: float
    write: float
    children: tuple[Placed, ...]
    sources: tuple[InFlow, ...]
    picture: Box
    centered: bool
    head: Edges
    tail: Edges
    context: Context

    def lower(self, ratio: Ratio) -> float:
        """How far below the top the column begins, points."""
        if not self.centered:
            return 0.0
        return max(0.0, self.picture.height - total_height(self.children, ratio)) / 2

    def paint(self, canvas: TaggedCanvas, x: float, y: float, height: float, ratio: Ratio) -> None:
        """Text first, then the picture, as the elements stand."""
        start = self.context.start
        top = bottom = y + height
        bottom -= self.lower(ratio)
        for number, (box, space, stretch, *_) in enumerate(self.children):
            high = height_at(box, ratio)
            bottom -= high + space + stretch * ratio.white if number else high
            box.paint(canvas, start(x, self.width, 0.0, box.width), bottom, high, ratio)
        picture = self.picture
        left = start(x, self.width, self.width - picture.width, picture.width)
        picture.paint(canvas, left, top - picture.height, picture.height, ratio)

    def split(self, height: float, breaking: Breaking) -> tuple[Float, Stack] | None:
        """Where the text breaks, provided the picture fits above. What is left of a broken block
        keeps its width; the blocks after it take the full one."""
        if self.picture.height > height:
            return None
        head, tail = break_boxes(self.children, height, breaking)
        if not head or not tail:
            return None
        whole = len(self.children) - len(tail)  # blocks before the one that is broken or moved on
        broken = len(head) > whole
        above, below = self.sources[:whole], self.sources[whole + broken :]
        if broken:
            above = (*above, InFlow(_as_it_is(head[-1].box)))
        rest = [*tail[:broken], *laid_out(below, self.width)]
        return (
            _float(self.context, head, above, self.picture, self.width, centered=False),
            stacked(rest, self.width),
        )

    def least(self, breaking: Breaking) -> float:
        """The picture and the first lines stand together."""
        return max(self.picture.height, least_of(self.children, 1, breaking))


def float_layout(
    context: Context, flow: Flow, picture: Picture, gap: float, *, centered: bool = False
) -> Layout:
    """A picture beside blocks, `gap` points from them."""
    return partial(_beside, context, tuple(_singles(flow)), picture, gap, centered)


def _singles(flow: Flow) -> list[InFlow]:
    """The blocks of a flow and of the flows in it, so that each may take its own width."""
    found: list[InFlow] = []
    for item in flow.items:
        if isinstance(item.layout, Flow):
            inner = _singles(item.layout)
            found += [inner[0]._replace(space=item.space), *inner[1:]] if inner else []
        else:
            found.append(item)
    return found


def _beside(
    context: Context,
    items: tuple[InFlow, ...],
    picture: Picture,
    gap: float,
    centered: bool,
    width: float,
) -> Float:
    column = picture.column
    beside = width - column - gap
    drawing = picture(column)
    # What begins below the drawing keeps clear of it and of its caption.
    drawn = drawing.height + over(drawing.tail, top=False) + _BELOW_DRAWING
    children: list[Placed] = []
    bottom = 0.0
    for layout, (space, stretch), keep, *_ in items:
        placed = _below(children, layout(beside), space, stretch, keep)
        if drawn - bottom - placed.space <= 0:
            placed = _below(children, layout(width), space, stretch, keep)
        children.append(placed)
        bottom += placed.space + placed.box.height
    return _float(context, children, items, drawing, width, centered=centered)


def _below(
    children: Sequence[Placed], box: Box, space: float, stretch: float, keep: bool
) -> Placed:
    """A box below those that are placed; without white space above the first."""
    if not children:
        return Placed(box, keep_with_next=keep)
    placed, tail = Placed(box, space, stretch, keep), children[-1].box.tail
    return apart(placed, tail) if tail or box.head else placed


def _as_it_is(box: Box) -> Layout:
    """The layout of a part of a block, which keeps the width it was broken at."""
    return lambda _width: box


def _float(
    context: Context,
    children: Sequence[Placed],
    sources: tuple[InFlow, ...],
    picture: Box,
    width: float,
    *,
    centered: bool,
) -> Float:
    least, most = (total_height(children, Ratio(white)) for white in (0.0, 1.0))
    height, highest = max(least, picture.height), max(most, picture.height)
    write = sum([placed.box.write for placed in children])
    head: Edges = ()
    tail: Edges = ()
    if children:
        # For the highest column: in a lower one, ink is further inside.
        lower = (highest - most) / 2 if centered else 0.0
        head = beside(moved(children[0].box.head, deeper=lower))
        tail = (
            *moved(children[-1].box.tail, deeper=highest - lower - most),
            *moved(picture.tail, deeper=height - picture.height),
        )
    return Float(
        width,
        height,
        highest - height,
        write,
        tuple(children),
        sources,
        picture,
        centered,
        head,
        tail,
        context,
    )
