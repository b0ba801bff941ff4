"""Character codes: one for each pair of a glyph and the text it stands for.

A PDF reader gets the text of a page by looking up each character code in the font's ToUnicode map.
With a code per glyph, a glyph that stands for different texts in different places could tell only
one of them. With a code per (glyph, text) every occurrence tells its own::

    "ो" drawn by one glyph for the vowel alone, and as part of a conjunct elsewhere
    codes    7  (vowel, "ो")
             8  (vowel, "ज्ञो")

A TrueType font folds such codes back to glyphs with its CIDToGIDMap, and draws a cluster of several
glyphs as one (see `clusters`). A CFF font can do neither: it has no such map, and readers take its
text by glyph, not by code. So a CFF face has one code per glyph, and as many *layers* as a glyph
has different texts: fonts that share all but their ToUnicode. Nearly everything stands in layer 0.
In a cluster of several glyphs the first tells all of the text, the others U+200B, which has no
width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from handouts.pdf import operators as op
from handouts.pdf.clusters import Shape
from handouts.pdf.errors import GlyphError
from handouts.pdf.pairs import Pair, pairs_of
from handouts.pdf.text_showing import Pattern
from handouts.text.glyphs import Face

#: Codes have two bytes, and code 0 stays unused: it would be the glyph `.notdef`.
LAST_CODE = 0xFFFF

#: Tells a reader that this glyph belongs to the text of the glyph before it.
CONTINUES = "\u200b"


class _Codes(dict[int, str]):
    """The codes of pairs, in the order of their first use, as a string shows them; pairs go by
    their numbers. `layer_of` holds the pairs that are not in the first layer."""

    def __init__(self) -> None:
        super().__init__()
        self.layer_of: dict[int, int] = {}

    def __missing__(self, pair: int) -> str:
        return self._keep(pair, len(self) + 1)

    def _keep(self, pair: int, number: int) -> str:
        if number > LAST_CODE:
            raise GlyphError(f"more than {LAST_CODE} different codes in one font")
        code = self[pair] = f"{number:04x}"
        return code


class _LayeredCodes(_Codes):
    """Numbers glyphs; a glyph's further texts get the same code in the next layer."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._pairs = pairs_of(face).all
        self._code_of: dict[Shape, int] = {}
        self._texts_of: dict[Shape, int] = {}

    def __missing__(self, pair: int) -> str:
        """The glyph's code, in the first layer where it has no text yet."""
        shape = self._pairs[pair][0]
        layer = self._texts_of.get(shape, 0)
        self._texts_of[shape] = layer + 1
        if layer:
            self.layer_of[pair] = layer
        return self._keep(pair, self._code_of.setdefault(shape, len(self._code_of) + 1))


class Known(NamedTuple):
    """What a face's pairs, by their numbers, had: resource name, codes, layers."""

    name: str
    pairs: tuple[int, ...]
    codes: tuple[str, ...]
    layers: tuple[int, ...]


class CodeTable:
    """The codes one face has in one document, under the resource name `name` (`F1`)."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes = _LayeredCodes(face) if face.is_cff else _Codes()
        self._selected: dict[float, str] = {}

    @property
    def pairs(self) -> tuple[int, ...]:
        """Every pair of glyph and text that has a code, by its number, in the order of first use.
        The codes follow from it."""
        return tuple(self._codes)

    def number(self, pairs: Iterable[int]) -> None:
        """Gives pairs their codes."""
        for pair in pairs:
            self._codes[pair]

    def known(self, pairs: tuple[int, ...]) -> Known:
        """The codes of pairs; new ones get theirs in this order."""
        codes = tuple([self._codes[pair] for pair in pairs])
        layer_of = self._codes.layer_of
        layers = tuple([layer_of.get(pair, 0) for pair in pairs]) if layer_of else ()
        return Known(self.name, pairs, codes, layers)

    @property
    def layers(self) -> list[dict[int, Pair]]:
        """Of each layer: code → glyph and text."""
        layers: list[dict[int, Pair]] = []
        pairs = pairs_of(self.face).all
        for pair, code in self._codes.items():
            layer = self._codes.layer_of.get(pair, 0)
            while len(layers) <= layer:
                layers.append({})
            layers[layer][int(code, 16)] = pairs[pair]
        return layers

    def layer_name(self, layer: int) -> str:
        """The resource name of a layer's font."""
        return f"{self.name}.{layer}" if layer else self.name

    def select(self, size: float) -> str:
        """The operator that selects the font."""
        return self._selected.get(size) or self._select(0, size)

    def encode(self, pattern: Pattern, size: float) -> str:
        """The operators that show a run of this face, once its font is selected."""
        codes = pattern.codes(self._codes)
        layer_of = self._codes.layer_of
        if pattern.ys or (layer_of and any(pair in layer_of for pair in pattern.pairs)):
            pairs = pattern.pairs
            codes = (codes,) if isinstance(codes, str) else codes
            ys = pattern.ys or (0,) * len(pairs)
            places = [(layer_of.get(pair, 0), y) for pair, y in zip(pairs, ys, strict=True)]
            gaps = pattern.gaps or (0,) * len(pairs)
            return "".join(self._stretches(codes, gaps, places, size))
        return pattern.template % codes

    def _stretches(
        self,
        codes: Sequence[str],
        gaps: Sequence[int],
        places: Sequence[tuple[int, int]],
        size: float,
    ) -> Iterator[str]:
        """One operator for each stretch of CFF glyphs at one height in one layer."""
        current = (0, 0)
        for place, stretch in groupby(range(len(places)), key=places.__getitem__):
            if place[0] != current[0]:
                yield f" {self._select(place[0], size)}"
            if place[1] != current[1]:
                yield f" {op.text_rise(place[1] * size / self.face.upem)}"
            current = place
            indices = list(stretch)
            start, end = indices[0], indices[-1] + 1
            yield f" {op.shown_with_gaps(gaps[start:end], codes[start:end])}"
        if current[1]:
            yield f" {op.text_rise(0)}"
        if current[0]:
            yield f" {self._select(0, size)}"

    def _select(self, layer: int, size: float) -> str:
        operator = op.font(self.layer_name(layer), size)
        if not layer:
            self._selected[size] = operator
        return operator


def text_of_code(text: str) -> str:
    """What ToUnicode says for a code. PDF/A-2 (6.2.11.7) asks for a value, forbids three of them,
    and has no use for private characters: they all become U+FFFD, and a byte order mark becomes the
    word joiner it once was."""
    if not text:
        return CONTINUES
    if text.isascii() and "\0" not in text:
        return text
    return "".join(map(_allowed, text))


def _allowed(character: str) -> str:
    point = ord(character)
    if point == 0xFEFF:
        return "\u2060"
    private = 0xE000 <= point <= 0xF8FF or point >= 0xF0000
    if private or point in (0, 0xFFFE) or 0xD800 <= point <= 0xDFFF:
        return "\ufffd"
    return character
