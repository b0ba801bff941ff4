"""The words of a sheet, taken off its structure: what the plain-language checks read.

A heading or a label is no sentence; it stays out of the formulas, which it would flatter. Both
languages of a sheet come from one template, so the same walk over both gives the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from handouts.model.document import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Figure,
    FillIn,
    Handout,
    Item,
    Paragraph,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.findings import Where


class Kind(Enum):
    """What a message is: running text, a heading, or a label (a title, the name of a line)."""

    TEXT = "text"
    HEADING = "heading"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `text` may hold `<b>` and `<term>`."""

    text: str
    where: Where
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class ListSize:
    """How many items a list has, and where it begins."""

    items: int
    where: Where


def messages_of(handout: Handout) -> tuple[Message, ...]:
    """Every message of a sheet in reading order."""
    return tuple(_handout(handout))


def lists_of(handout: Handout) -> tuple[ListSize, ...]:
    """Every list of a sheet."""
    blocks = [handout.summary, *(block for part in handout.sections for block in part.blocks)]
    return tuple(size for block in blocks for size in _lists(block))


def _message(text: Text, kind: Kind) -> Message:
    words = "".join(f"<term>{span.text}</term>" if span.term else span.text for span in text.spans)
    return Message(words, text.where, kind)


def _optional(text: Text | None, kind: Kind) -> Iterator[Message]:
    if text:
        yield _message(text, kind)


def _handout(handout: Handout) -> Iterator[Message]:
    yield _message(handout.title, Kind.LABEL)
    yield _message(handout.subtitle, Kind.LABEL)
    yield from _block(handout.summary)
    for section in handout.sections:
        yield _message(section.heading, Kind.HEADING)
        for block in section.blocks:
            yield from _block(block)
        yield from _figure(section.figure)


def _block(block: Block) -> Iterator[Message]:
    match block:
        case Paragraph(text):
            yield _message(text, Kind.TEXT)
        case Bullets(items) | Steps(items) | Checklist(items, _):
            yield from _items(items)
        case DoDont(do_heading, do, dont_heading, dont):
            yield _message(do_heading, Kind.HEADING)
            yield from _items(do)
            yield _message(dont_heading, Kind.HEADING)
            yield from _items(dont)
        case Callout(_, heading, blocks, figure):
            yield from _optional(heading, Kind.HEADING)
            for inner in blocks:
                yield from _block(inner)
            yield from _figure(figure)
        case Timeline(events):
            for event in events:
                yield _message(event.when, Kind.LABEL)
                yield _message(event.what, Kind.TEXT)
        case Diary(caption, columns, rows, _):
            yield from _optional(caption, Kind.TEXT)
            for cell in (*columns, *rows):
                yield _message(cell, Kind.LABEL)
        case FillIn(label, _, _) | WriteLines(label, _, _):
            yield _message(label, Kind.LABEL)
        case Figure():
            yield from _figure(block)


def _items(items: Sequence[Item]) -> Iterator[Message]:
    for item in items:
        yield _message(item.text, Kind.TEXT)
        yield from _figure(item.figure)


def _figure(figure: Figure | None) -> Iterator[Message]:
    if figure:
        yield from _optional(figure.alt, Kind.TEXT)
        yield from _optional(figure.caption, Kind.LABEL)


def _lists(block: Block) -> Iterator[ListSize]:
    match block:
        case Bullets(items) | Steps(items) | Checklist(items, _) if items:
            yield ListSize(len(items), items[0].text.where)
        case DoDont(_, do, _, dont):
            for side in (do, dont):
                if side:
                    yield ListSize(len(side), side[0].text.where)
        case Timeline(events) if events:
            yield ListSize(len(events), events[0].what.where)
        case Callout(blocks=blocks):
            for inner in blocks:
                yield from _lists(inner)
