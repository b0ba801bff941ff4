"""The words of a sheet without its structure: what the plain-language checks read.

A heading or a label is no sentence; the formulas leave it out, since it would lower the grade. Both
languages of a sheet come from one template, so that their messages pair up in order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.blocks import Bullets, Checklist, Event, Item, Kind, Steps, Text
from handouts.model.document import Handout
from handouts.model.findings import Where


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `text` may hold `<b>` and `<term>`."""

    text: str
    where: Where
    kind: Kind = Kind.RUNNING


@dataclass(frozen=True, slots=True)
class ListSize:
    """How many items a list has, and where it begins."""

    items: int
    where: Where


def messages_of(handout: Handout) -> tuple[Message, ...]:
    """Every message of the sheet's own in reading order; those of the frame are left out."""
    return tuple(
        _message(visit.node, visit.kind)
        for visit in handout.walk()
        if isinstance(visit.node, Text) and visit.kind is not Kind.FRAME
    )


def lists_of(handout: Handout) -> tuple[ListSize, ...]:
    """Every list of a sheet: the items, or moments of a timeline, that one field holds. One whose
    author gave a reason for its length is left out."""
    sizes: dict[tuple[int, str], ListSize] = {}
    for visit in handout.walk():
        reason = isinstance(visit.owner, Bullets | Steps | Checklist) and visit.owner.long
        if not isinstance(visit.node, Item | Event) or reason:
            continue
        text = visit.node.text if isinstance(visit.node, Item) else visit.node.what
        list_ = id(visit.owner), visit.name
        size = sizes.setdefault(list_, ListSize(0, text.where))
        sizes[list_] = replace(size, items=size.items + 1)
    return tuple(sizes.values())


def _message(text: Text, kind: Kind) -> Message:
    words = "".join(f"<term>{span.text}</term>" if span.term else span.text for span in text.spans)
    return Message(words, text.where, kind)
