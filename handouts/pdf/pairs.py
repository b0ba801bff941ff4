"""Pairs of a glyph and the text it stands for, numbered within the process.

A page has thousands of glyphs, and a number is looked up in half the time that a pair takes. The
numbers are those of one process: nothing in a file depends on them.
"""

from __future__ import annotations

import functools

from handouts.pdf.clusters import Shape
from handouts.text.glyphs import Face

Pair = tuple[Shape, str]


class Pairs(dict[Pair, int]):
    """The pairs of one face that have been met, numbered from 0. `all` has them in order, `widths`
    the advances of their glyphs in the font program, font units."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.all: list[Pair] = []
        self.widths: list[int] = []
        self._face = face

    def __missing__(self, pair: Pair) -> int:
        number = self[pair] = len(self.all)
        shape = pair[0]
        self.all.append(pair)
        self.widths.append(self._face.advance(shape) if isinstance(shape, int) else shape.advance)
        return number


@functools.cache
def pairs_of(face: Face) -> Pairs:
    """The pairs of a face."""
    return Pairs(face)
