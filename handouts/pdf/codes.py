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

import re
import sys
from array import array as packed
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from handouts.pdf.clusters import Shape, without_controls
from handouts.pdf.errors import GlyphError
from handouts.pdf.objects import number
from handouts.pdf.runs import pattern
from handouts.text.glyphs import Face, GlyphRun

#: Codes have two bytes, and code 0 stays unused: it would be the glyph `.notdef`.
LAST_CODE = 0xFFFF

#: Tells a reader that this glyph belongs to the text of the glyph before it.
CONTINUES = "\u200b"

_LAYER = LAST_CODE + 1
_CODE = re.compile("....")


class _Codes(dict[tuple[Shape, str], int]):
    """Numbers pairs of glyph and text in the order of their first use."""

    def __missing__(self, pair: tuple[Shape, str]) -> int:
        code = self[pair] = self.new_code(pair[0], pair[1])
        return code

    def new_code(self, shape: Shape, text: str) -> int:
        """A code no other pair has."""
        return _checked(len(self) + 1, shape, text)


class _LayeredCodes(_Codes):
    """Numbers glyphs; a glyph's further texts get the same code in the next layer, which counts
    65536 each."""

    def __init__(self) -> None:
        super().__init__()
        self._code_of: dict[Shape, int] = {}
        self._texts_of: dict[Shape, int] = {}

    def new_code(self, shape: Shape, text: str) -> int:
        """The glyph's code, in the first layer where it has no text yet."""
        code = self._code_of.setdefault(shape, len(self._code_of) + 1)
        layer = self._texts_of.get(shape, 0)
        self._texts_of[shape] = layer + 1
        return layer * _LAYER + _checked(code, shape, text)


def _checked(code: int, shape: Shape, text: str) -> int:
    gids = [shape] if isinstance(shape, int) else [gid for gid, _, _ in shape.parts]
    if 0 in gids:
        raise GlyphError(f"the font has no glyph for {text!r}")
    if code > LAST_CODE:
        raise GlyphError(f"more than {LAST_CODE} different codes in one font")
    return code


class CodeTable:
    """The codes one face has in one document, under the resource name `name` (`F1`)."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes = _LayeredCodes() if face.is_cff else _Codes()

    @property
    def pairs(self) -> tuple[tuple[Shape, str], ...]:
        """Every pair of glyph and text that has a code, in the order of first use. The codes follow
        from it."""
        return tuple(self._codes)

    def number(self, pairs: Iterable[tuple[Shape, str]]) -> None:
        """Gives pairs their codes."""
        for pair in pairs:
            self._codes[pair]

    @property
    def layers(self) -> list[dict[int, tuple[Shape, str]]]:
        """Of each layer: code → glyph and text."""
        layers: list[dict[int, tuple[Shape, str]]] = []
        for pair, value in self._codes.items():
            layer, code = divmod(value, _LAYER)
            while len(layers) <= layer:
                layers.append({})
            layers[layer][code] = pair
        return layers

    def layer_name(self, layer: int) -> str:
        """The resource name of a layer's font."""
        return f"{self.name}.{layer}" if layer else self.name

    def encode(self, run: GlyphRun) -> tuple[int, str]:
        """Where the first glyph stands, in font units from the run's left end, and the operators
        that show the run at `run.size`."""
        pairs, first, gaps, moves = pattern(run)
        if not pairs:
            return 0, ""
        codes = list(map(self._codes.__getitem__, pairs))
        if self.face.is_cff and (max(codes) >= _LAYER or any(run.ys)):
            ys = without_controls(run).ys
            places = [(code // _LAYER, y) for code, y in zip(codes, ys, strict=True)]
            shown = _hexadecimal([code % _LAYER for code in codes])
            return first, " ".join(
                self._stretches(shown, gaps or [0] * len(codes), places, run.size)
            )
        font = self._font(0, run.size)
        shown = _hexadecimal(codes)
        if run.rtl:
            return first, font + _one_by_one(shown, moves)
        if gaps:
            return first, f"{font} [{_operands(shown, gaps)}] TJ"
        return first, f"{font} <{shown}> Tj"

    def _stretches(
        self, shown: str, gaps: Sequence[int], places: Sequence[tuple[int, int]], size: float
    ) -> Iterator[str]:
        """One operator for each stretch of CFF glyphs at one height in one layer."""
        current = (-1, 0)
        for place, stretch in groupby(range(len(places)), key=places.__getitem__):
            if place[0] != current[0]:
                yield self._font(place[0], size)
            if place[1] != current[1]:
                yield f"{number(place[1] * size / self.face.upem)} Ts"
            current = place
            indices = list(stretch)
            start, end = indices[0], indices[-1] + 1
            yield f"[{_operands(shown[4 * start : 4 * end], gaps[start:end])}] TJ"
        if current[1]:
            yield "0 Ts"

    def _font(self, layer: int, size: float) -> str:
        return f"/{self.layer_name(layer)} {number(size)} Tf"


def _hexadecimal(codes: Sequence[int]) -> str:
    shown = packed("H", codes)
    if sys.byteorder == "little":
        shown.byteswap()
    return shown.tobytes().hex()


def _operands(shown: str, gaps: Sequence[int]) -> str:
    """Strings and numbers of one `TJ`."""
    parts = [str(gaps[0])] if gaps[0] else []
    start = 0
    for index, gap in enumerate(gaps):
        if gap and index:
            parts.append(f"<{shown[4 * start : 4 * index]}>{gap}")
            start = index
    parts.append(f"<{shown[4 * start :]}>")
    return "".join(parts)


def _one_by_one(shown: str, moves: Sequence[str]) -> str:
    """One operator for each glyph: PDFium sorts what different operators show by its place, but
    takes what one operator shows as it comes."""
    return "".join([*map(str.__add__, moves, _CODE.findall(shown)), ">]TJ"])


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
