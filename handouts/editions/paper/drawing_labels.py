"""Words in a drawing: the messages that stand in its places, set as all text is."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from handouts.editions.paper.centred import centred
from handouts.editions.paper.context import Context
from handouts.editions.paper.label_place import LabelPlace
from handouts.editions.paper.svg import Art
from handouts.editions.paper.tagged import TaggedFigure, TaggedText
from handouts.editions.paper.text_box import TEXT, TextBox, text_box
from handouts.model import codes
from handouts.model.findings import Finding
from handouts.pdf.canvas import TaggedCanvas

#: By how much a drawing grows at a time until its labels have room, points.
_STEP = 6.0

#: What rounding may add to the width of a line, points.
_ROUNDING = 0.1


class _Need(NamedTuple):
    """The least width and height that a label takes in a place, points."""

    width: float
    height: float


def labelled_width(context: Context, figure: TaggedFigure, least: float, most: float) -> float:
    """How wide a drawing is so that its labels fit their places, from `least` to `most` points: the
    letters keep their size, and the drawing grows. At `most` where they do not fit."""
    art, width = context.drawings[figure.figure.art], least
    while width < most and not all(
        _fits(_need(context, label, place, scale), place, scale)
        for label, place in _placed(figure, art)
        for scale in [width / art.width]
    ):
        width = min(width + _STEP, most)
    return width


class Labels(NamedTuple):
    """The labels of a drawing, laid out for the least width that it has on the page."""

    art: Art
    boxes: tuple[tuple[LabelPlace, TextBox], ...]
    context: Context

    def paint(self, canvas: TaggedCanvas, x: float, y: float, width: float) -> None:
        """Paints them over a drawing `width` points wide, its lower left corner at (x, y)."""
        scale = width / self.art.width
        for place, box in self.boxes:
            spare = place.width * scale - box.width
            left = x + place.left * scale + spare * (place.side + 1) / 2
            top = y + (place.bottom + place.height) * scale
            top -= centred(box, place.height * scale)
            box.paint(canvas, left, top - box.height, box.height, TEXT)


def labels_of(context: Context, figure: TaggedFigure, width: float) -> Labels:
    """Lays the labels of a drawing out that is at least `width` points wide. One without room is a
    finding."""
    art = context.drawings[figure.figure.art]
    scale = width / art.width
    boxes = []
    for (label, place), name in zip(_placed(figure, art), figure.figure.places, strict=True):
        need = _need(context, label, place, scale)
        if not _fits(need, place, scale):
            units = _Need(ceil(need.width / scale), ceil(need.height / scale))
            shown = f"{name} in {art.name}"
            context.messages.note([_too_long(context, label, shown, units, place)])
        boxes.append((place, _box(context, label, place, max(place.width * scale, need.width))))
    return Labels(art, tuple(boxes), context)


def _placed(figure: TaggedFigure, art: Art) -> list[tuple[TaggedText, LabelPlace]]:
    """Each label with its place. One whose place is not there, which is an error of the template,
    is shown across the drawing."""
    places, whole = dict(art.places), LabelPlace(0.0, 0.0, art.width, art.height, 0)
    return [
        (label, places.get(name, whole))
        for label, name in zip(figure.labels, figure.figure.places, strict=True)
    ]


def _box(context: Context, label: TaggedText, place: LabelPlace, width: float) -> TextBox:
    """A label in lines; one at a side of its place is as wide as its longest line."""
    style = context.style.body
    box = text_box(context, label, style, width, centered=True)
    if not place.side or not box.lines:
        return box
    return text_box(context, label, style, max(line.width for line in box.lines) + _ROUNDING)


def _need(context: Context, label: TaggedText, place: LabelPlace, scale: float) -> _Need:
    least = context.messages.least_width(label.text, context.style.body, loose=True)
    box = _box(context, label, place, max(place.width * scale, least + _ROUNDING))
    return _Need(least, box.height + sum(box.over))


def _fits(need: _Need, place: LabelPlace, scale: float) -> bool:
    return need.width <= place.width * scale and need.height <= place.height * scale


def _too_long(
    context: Context, label: TaggedText, where: str, need: _Need, place: LabelPlace
) -> Finding:
    message = (
        f"the label {label.text.plain!r} needs {need.width} x {need.height} units of the drawing, "
        f"and its place {where} has {place.width:g} x {place.height:g}"
    )
    hint = (
        "use fewer or shorter words, or make the place larger in the same viewBox (a wider one "
        "makes the whole drawing smaller)"
    )
    tag = context.messages.language.tag
    return Finding(codes.LABEL_ROOM, message, label.text.where, hint, tag)
