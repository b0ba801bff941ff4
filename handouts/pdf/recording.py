"""Recordings of what was painted, to be painted again from the recording.

A sheet that is made again (with other values in its lines, for another print) paints nearly the
same. The operators of a section are the same wherever the section stands in the same place, its
marks begin at the same number and its glyphs have the same codes: then what was recorded is played
back, and comes out equal to the byte.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts.pdf.codes import CodeTable, Known
from handouts.pdf.raster import Raster
from handouts.pdf.tags import Box, StructElement
from handouts.pdf.text_showing import Pattern
from handouts.text.glyphs import Face
from handouts.text.identity_cache import IdentityCache

#: Sections to remember: those of some sheets.
_REMEMBERED = 128


class Form(NamedTuple):
    """A drawing that is stored once and painted by name: its operators and its box, or its pixels
    (`raster`)."""

    name: str
    operators: str
    bbox: Box
    raster: Raster | None = None


@dataclass(frozen=True)
class Recording:
    """Operators, and what they stand on: the marks of elements, where blocks stand, bookmarks
    (words, element, height), drawings, areas of links, and what was shown in each face."""

    code: Sequence[str]
    marks: Sequence[tuple[StructElement, int]]
    places: Sequence[tuple[StructElement, Box]]
    bookmarks: Sequence[tuple[str, StructElement, float]]
    forms: Sequence[Form]
    links: Sequence[tuple[StructElement, Box]]
    shown: Sequence[tuple[CodeTable, Pattern]]

    @functools.cached_property
    def codes(self) -> Sequence[tuple[Face, Known]]:
        """What the glyphs of each face had for codes, in the order of their first use."""
        pairs: dict[CodeTable, dict[int, None]] = {}
        for table, pattern in self.shown:
            pairs.setdefault(table, {}).update(dict.fromkeys(pattern.pairs))
        return [(table.face, table.known(tuple(used))) for table, used in pairs.items()]


class Recorder:
    """Records what a canvas does while something is painted."""

    def __init__(self) -> None:
        self.marks: list[tuple[StructElement, int]] = []
        self.places: list[tuple[StructElement, Box]] = []
        self.bookmarks: list[tuple[str, StructElement, float]] = []
        self.forms: list[Form] = []
        self.links: list[tuple[StructElement, Box]] = []
        self.shown: list[tuple[CodeTable, Pattern]] = []

    def finish(self, code: Sequence[str]) -> Recording:
        """The recording; `code` is what was written meanwhile."""
        return Recording(
            code, self.marks, self.places, self.bookmarks, self.forms, self.links, self.shown
        )


recordings = IdentityCache[Hashable, Recording](_REMEMBERED)
