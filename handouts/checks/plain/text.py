"""The words of a sheet without its structure: what the plain-language checks read.

A heading or a label is no sentence; the formulas leave it out, since it would lower the grade. Both
languages of a sheet come from one template, so that their messages pair up in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.blocks import Kind, Text
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
    """Every list of a sheet but those whose author gave a reason for their length."""
    return tuple(
        ListSize(len(found.entries), found.entries[0].where)
        for found in handout.lists()
        if not found.reason
    )


def _message(text: Text, kind: Kind) -> Message:
    words = "".join(f"<term>{span.text}</term>" if span.term else span.text for span in text.spans)
    return Message(words, text.where, kind)
