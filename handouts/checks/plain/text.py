"""The words of a sheet without its structure: what the plain-language checks read.

A heading or a label is no sentence; the formulas leave it out, since it would lower the grade. Both
languages of a sheet come from one template, so that their messages pair up in order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.document import Event, Handout, Item, Kind, Text
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
    """Every list of a sheet: the items, or moments of a timeline, that one field holds."""
    sizes: list[ListSize] = []
    for visit in handout.walk():
        if not isinstance(visit.node, Item | Event):
            continue
        if visit.number == 0:
            text = visit.node.text if isinstance(visit.node, Item) else visit.node.what
            sizes.append(ListSize(0, text.where))
        sizes[-1] = replace(sizes[-1], items=visit.number + 1)
    return tuple(sizes)


def _message(text: Text, kind: Kind) -> Message:
    words = "".join(f"<term>{span.text}</term>" if span.term else span.text for span in text.spans)
    return Message(words, text.where, kind)
