"""The boxes of sections, remembered: a sheet that is made again differs in little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handouts.editions.paper.boxes import Layout
from handouts.editions.paper.context import Context
from handouts.editions.paper.remembered import Remembered, remembered
from handouts.editions.paper.tagged import TaggedSection, TaggedSummary
from handouts.model.findings import Finding
from handouts.text.identity_cache import IdentityCache

#: The boxes of the sections of some sheets, and what was found when they were laid out.
_boxes = IdentityCache[tuple[object, ...], tuple[Remembered, tuple[Finding, ...]]](128)


def remembered_box(
    context: Context,
    part: TaggedSection | TaggedSummary,
    lay_out: Callable[[Context, Any], Layout],
    width: float,
) -> Remembered:
    """The box of a section: what was made of the same section in the same style, from the same
    drawings and fonts, since none of them changes."""
    drawings = [context.drawings[name] for name in part.drawings]
    key = (lay_out, width, context.style, context.stamp, context.messages.typesetter, *drawings)
    known = _boxes.get(part, key)
    if known is None:
        layout = lay_out(context, part)
        made = context.messages.watched(lambda: remembered(layout(width)))
        known = _boxes.put(part, key, made)
    context.messages.note(known[1])
    return known[0]
