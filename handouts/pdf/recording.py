"""What was painted, so that it can be painted again without doing so.

A sheet that is made again (with other values in its lines, for another print) paints nearly the
same. The operators of a section are the same wherever the section stands in the same place, its
marks begin at the same number and its glyphs have the same codes: then what was recorded is played
back, and comes out equal to the byte.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from handouts.pdf.codes import CodeTable, Known
from handouts.pdf.tags import Box, StructElement
from handouts.pdf.text_showing import Pattern
from handouts.text.glyphs import Face
from handouts.text.identity_cache import IdentityCache

#: Sections to remember: those of some sheets.
_REMEMBERED = 128


class Form(NamedTuple):
    """A drawing that is stored once and painted by name: its operators and its box."""

    name: str
    operators: str
    bbox: Box


class Recording(NamedTuple):
    """Operators, and what they stand on: the marks of elements, where blocks stand, bookmarks
    (words, element, height), drawings, and the codes of the glyphs shown in each face."""

    code: tuple[str, ...]
    marks: tuple[tuple[StructElement, int], ...]
    places: tuple[tuple[StructElement, Box], ...]
    bookmarks: tuple[tuple[str, StructElement, float], ...]
    forms: tuple[Form, ...]
    codes: tuple[tuple[Face, Known], ...]


class Recorder:
    """Takes down what a canvas does while something is painted."""

    def __init__(self) -> None:
        self.marks: list[tuple[StructElement, int]] = []
        self.places: list[tuple[StructElement, Box]] = []
        self.bookmarks: list[tuple[str, StructElement, float]] = []
        self.forms: list[Form] = []
        self.shown: list[tuple[CodeTable, Pattern]] = []

    def finish(self, code: list[str]) -> Recording:
        """The recording; `code` is what was written meanwhile."""
        pairs: dict[CodeTable, dict[int, None]] = {}
        for table, pattern in self.shown:
            pairs.setdefault(table, {}).update(dict.fromkeys(pattern.pairs))
        return Recording(
            tuple(code),
            tuple(self.marks),
            tuple(self.places),
            tuple(self.bookmarks),
            tuple(self.forms),
            tuple([(table.face, table.known(tuple(used))) for table, used in pairs.items()]),
        )


recordings = IdentityCache[Hashable, Recording](_REMEMBERED)
