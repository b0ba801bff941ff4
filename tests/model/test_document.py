"""The walk over a document: everything once, in the order in which it is read aloud."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from handouts.model.blocks import (
    Bullets,
    DoDont,
    Event,
    Figure,
    FillIn,
    Item,
    Kind,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.document import Handout, walk
from tests.editions.paper.documents import handouts, heard, sheet, text


def held(value: Any) -> Iterator[Any]:
    """Every value that a document holds, found without knowing its classes."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from held(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from held(getattr(value, field.name))


@settings(max_examples=15)
@given(handouts())
def test_the_walk_over_any_document(handout: Handout) -> None:
    """Everything once, as it is heard, where it stands; and so of each part. To draw a document
    takes longer than all this: each is looked at in every way."""
    every_text_drawing_and_field_is_visited_once(handout)
    texts_come_in_the_order_in_which_they_are_heard(handout)
    a_visit_tells_where_its_node_stands(handout)
    the_walk_of_a_part_is_that_part_of_the_whole_walk(handout)


def every_text_drawing_and_field_is_visited_once(handout: Handout) -> None:
    for kind, visited in (
        (Text, handout.texts()),
        (Figure, handout.figures()),
        (FillIn | WriteLines, handout.fields()),
    ):
        wanted = Counter(id(value) for value in held(handout) if isinstance(value, kind))
        assert Counter(map(id, visited)) == wanted


def texts_come_in_the_order_in_which_they_are_heard(handout: Handout) -> None:
    shown = [visit.node.plain for visit in handout.walk()
             if isinstance(visit.node, Text) and visit.kind is not Kind.FRAME]  # fmt: skip
    described = {one.description: one for one in handout.figures() if one.labels and one.alt}

    def pieces(said: str) -> list[str]:
        figure = described.get(said)  # heard in one, the labels after what the drawing shows
        return [figure.alt.plain, *(one.plain for one in figure.labels)] if figure else [said]

    said = (piece for one in heard(handout) for piece in pieces(one))
    for words in shown:
        assert any(one.startswith(words) for one in said), f"{words!r} is heard earlier or never"


def a_visit_tells_where_its_node_stands(handout: Handout) -> None:
    first, *others = handout.walk()
    assert (first.node, first.owner) == (handout, None)
    for visit in others:
        field = getattr(visit.owner, visit.name)
        there = field[visit.number] if isinstance(field, tuple) else field
        assert there is visit.node


def the_walk_of_a_part_is_that_part_of_the_whole_walk(handout: Handout) -> None:
    whole = [visit.node for visit in handout.walk()]
    for section in handout.sections:
        part = [visit.node for visit in walk(section)]
        begin = next(place for place, node in enumerate(whole) if node is section)
        assert list(map(id, whole[begin : begin + len(part)])) == list(map(id, part))


def test_a_sheet_is_a_draft_while_it_bears_a_notice() -> None:
    assert not sheet("en").draft
    assert dataclasses.replace(sheet("en"), draft_notice=(text("A draft."),)).draft


def test_lists_are_told_with_their_entries_and_the_reason_for_their_length() -> None:
    def items(*words: str) -> tuple[Item, ...]:
        return tuple(Item(text(each)) for each in words)

    handout = sheet(
        "en",
        Bullets(items("a", "b", "c")),
        Steps(items("d"), long="all are needed"),
        DoDont(text("Do"), items("e", "f"), text("Do not"), items("g")),
        Timeline((Event(text("Now"), text("h")), Event(text("Later"), text("i")))),
    )
    found = [("".join(each.plain for each in one.entries), one.reason) for one in handout.lists()]
    assert found == [("abc", ""), ("d", "all are needed"), ("ef", ""), ("g", ""), ("hi", "")]
