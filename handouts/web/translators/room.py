"""How many letters more, or fewer, a message may have until its sheet fits: found by laying the
sheet out with that many, since every other message makes room, or takes it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection
from typing import NamedTuple

from handouts.model.blocks import Span, Text
from handouts.model.document import Handout
from handouts.model.findings import Where
from handouts.model.rewrite import with_texts

#: Nobody makes a message longer by more letters than these.
MOST = 400
#: Halvings of the letters that may be right.
_STEPS = 5


class Room(NamedTuple):
    """How many letters more fit into a message, less than nothing where so many must go. `enough`:
    more than these were not tried; or, where letters must go, the message has not enough of
    them."""

    letters: int
    enough: bool


def room(handout: Handout, wheres: Collection[Where], fits: Callable[[Handout], bool]) -> Room:
    """The room of the message that stands at these lines."""
    length = max((len(text.plain) for text in handout.texts() if text.where in wheres), default=0)

    def fit(letters: int) -> bool:
        return fits(with_texts(handout, lambda text: _sized(text, wheres, letters)))

    if fit(0):
        if fit(MOST):
            return Room(MOST, enough=True)
        low, high = 0, MOST
    elif fit(-length):
        low, high = -length, 0
    else:
        return Room(-length, enough=True)
    for _ in range(_STEPS):
        middle = (low + high) // 2
        low, high = (middle, high) if fit(middle) else (low, middle)
    return Room(low, enough=False)


def _sized(text: Text, wheres: Collection[Where], letters: int) -> Text:
    """A text with so many letters more, which are its own again; or with so many fewer."""
    if text.where not in wheres or not letters or not text.plain:
        return text
    if letters > 0:
        words = f" {text.plain}" * (letters // len(text.plain) + 1)
        return dataclasses.replace(text, spans=(*text.spans, Span(words[:letters])))
    spans: list[Span] = []
    left = max(0, len(text.plain) + letters)
    for span in text.spans:
        spans.append(dataclasses.replace(span, text=span.text[:left]))
        left -= len(spans[-1].text)
    return dataclasses.replace(text, spans=tuple(spans))
