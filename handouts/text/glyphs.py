"""Positioned glyphs, with the text each of them stands for: what the text engine hands to the PDF
writer.

A `Line` is what line breaking yields and what the PDF writer draws. Its runs and the glyphs in each
run stand in *logical* order, the order in which the text is read, also from right to left: that is
the page content order of ISO 32000-1, 14.8.2.3.3, and what screen readers follow. Where a glyph
stands on the paper is given by its position alone.

Text rides on glyphs by cluster: the first glyph of a cluster carries the whole cluster's text, its
other glyphs carry the empty string. Joining `texts` over all runs of all lines gives the paragraph
back, character for character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Face(Protocol):
    """What the PDF writer needs of a font: one face, at one weight, ready to be subset."""

    def __hash__(self) -> int:
        """Faces are told apart by identity."""

    @property
    def key(self) -> str:
        """Stable across machines: family, weight, and a digest of the font's data."""

    @property
    def postscript_name(self) -> str:
        """Name for the font descriptor, without a subset tag."""

    @property
    def upem(self) -> int:
        """Font units per em."""

    @property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF (else TrueType `glyf`)."""

    @property
    def ascent(self) -> int:
        """Typographic ascent, font units."""

    @property
    def descent(self) -> int:
        """Typographic descent, font units, negative below the baseline."""

    @property
    def cap_height(self) -> int:
        """Height of capitals, font units."""

    @property
    def bbox(self) -> tuple[int, int, int, int]:
        """The `head` table's box, font units."""

    @property
    def weight(self) -> int:
        """Weight as in OS/2 (400 regular, 700 bold)."""

    def advance(self, gid: int) -> int:
        """Horizontal advance of a glyph as the font gives it, font units."""

    def outline(self, gid: int) -> Sequence[tuple[float, float]]:
        """Points along a glyph's outline, close together, font units."""

    def subset(self, gids: frozenset[int]) -> tuple[bytes, dict[int, int]]:
        """The font's program with only these glyphs, renumbered, and the map old gid → new gid.
        TrueType: a font file for FontFile2. CFF: the bare `CFF ` table for FontFile3
        (CIDFontType0C), whose CIDs equal the new glyph ids. Glyph 0 is always kept as 0."""


class GlyphRun(NamedTuple):
    """Glyphs of one face, one size, one direction, one span; logical order.

    The tuples run in parallel, one entry per glyph. `xs` and `ys` are where the glyph's origin
    stands, in font units of `face`, from the run's left end on the baseline (y upwards).
    `advances` are the shaped advances in font units. `x` is the run's left end in points from the
    line's left end, `width` its extent in points. `span` is the index of the source span, so that
    colour and language can be told. `texts` holds the text by cluster, see the module.
    """

    face: Face
    size: float
    rtl: bool
    span: int
    x: float
    width: float
    gids: tuple[int, ...]
    texts: tuple[str, ...]
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    advances: tuple[int, ...]


class Line(NamedTuple):
    """One line of a paragraph: runs in logical order, widths in points.

    `start` and `end` are indices into the paragraph's text (trailing spaces included). `width` is
    the inked advance without trailing spaces; `x` of the runs counts from the line's left edge,
    where the first visual glyph stands at 0. Trailing spaces are kept as glyphs with no width
    contribution, at the line's end side. `overwide` tells that a word had to be broken inside.
    """

    runs: tuple[GlyphRun, ...]
    width: float
    start: int
    end: int
    text: str
    overwide: bool = False
