"""Numbers that the program writes: the same in every language."""

from __future__ import annotations

import functools

from handouts.editions.paper.context import Context
from handouts.editions.paper.style import TextStyle
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where
from handouts.model.languages import ENGLISH
from handouts.text.glyphs import Line

#: Half the height of a figure, em.
NUMERAL_MIDDLE = 0.357


@functools.lru_cache(maxsize=256)
def _numeral(number: int) -> Text:
    """A number as a message; the same number is the same message, so that it is set once."""
    return Text((Span(str(number)),), Where(""))


def numeral_line(context: Context, number: int, style: TextStyle) -> Line:
    """A number as a line."""
    (line,) = context.messages.lines(_numeral(number), style, 1000.0, ENGLISH)
    return line
