"""Where the first line of a box stands, and the same box with that line further down: a marker
before the line comes down with it. Words beside a picture stand in the middle of it."""

from __future__ import annotations

from handouts.editions.paper.both_languages import BothLanguages
from handouts.editions.paper.boxes import Box, Solid
from handouts.editions.paper.list_items import ListItem
from handouts.editions.paper.lowered import Lowered
from handouts.editions.paper.text_box import TextBox


def first_base(box: Box) -> float:
    """How far below its top the base line of the first line of a box stands, points; 0 where that
    is not known."""
    match box:
        case TextBox() | BothLanguages():
            return box.baseline
        case Solid():
            return box.base
        case Lowered():
            return box.lower + first_base(box.body)
        case ListItem():
            base = first_base(box.body)
            return base and box.drop + base
    return 0.0


def on_base(box: Box, base: float) -> Box:
    """A box whose first line stands `base` points below its top, further than it does."""
    if isinstance(box, ListItem):
        return box.with_body(on_base(box.body, base))
    return Lowered(box, base - first_base(box))
