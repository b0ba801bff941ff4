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

import sys
from array import array as packed
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from handouts.pdf.clusters import Placed, Shape, is_simple, left_to_right, right_to_left
from handouts.pdf.errors import GlyphError
from handouts.pdf.objects import number
from handouts.text.glyphs import Face, GlyphRun

#: Codes have two bytes, and code 0 stays unused: it would be the glyph `.notdef`.
LAST_CODE = 0xFFFF

#: Tells a reader that this glyph belongs to the text of the glyph before it.
CONTINUES = "\u200b"

_LAYER = LAST_CODE + 1


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


class _Advances(dict[int, int]):
    """Advances of glyphs in font units, asked of the face once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, gid: int) -> int:
        advance = self[gid] = self._face.advance(gid)
        return advance


class CodeTable:
    """The codes one face has in one document, under the resource name `name` (`F1`)."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._advances = _Advances(face)
        self._codes = _LayeredCodes() if face.is_cff else _Codes()

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

    def width(self, shape: Shape) -> int:
        """The advance of a glyph in the font program, in font units."""
        return self._advances[shape] if isinstance(shape, int) else shape.advance

    def encode(self, run: GlyphRun) -> tuple[int, str]:
        """Where the first glyph stands, in font units from the run's left end, and the operators
        that show the run at `run.size`."""
        if self.face.is_cff:
            return self._encode_cff(run)
        if run.rtl:
            return self._encode_right_to_left(list(right_to_left(run)), run.size)
        if is_simple(run):
            pairs: Sequence[tuple[Shape, str]] = list(zip(run.gids, run.texts, strict=True))
            return self._encode(pairs, run.xs, run.size)
        placed = list(left_to_right(run))
        pairs = [(glyph.shape, glyph.text) for glyph in placed]
        return self._encode(pairs, [glyph.x for glyph in placed], run.size)

    def _encode(
        self, pairs: Sequence[tuple[Shape, str]], xs: Sequence[int], size: float
    ) -> tuple[int, str]:
        """Glyphs that follow each other: one operator, and numbers where kerning moves them."""
        shown = _hexadecimal(list(map(self._codes.__getitem__, pairs)))
        widths = [self.width(shape) for shape, _ in pairs]
        # Where the pen would stand without any correction: most runs need none.
        natural = accumulate(widths[:-1], initial=xs[0])
        if all(map(int.__eq__, natural, xs)):
            return xs[0], f"{self._font(0, size)} <{shown}> Tj"
        gaps = _gaps(xs, widths, 1000 / self.face.upem)
        return xs[0], f"{self._font(0, size)} [{''.join(_operands(shown, gaps))}] TJ"

    def _encode_right_to_left(self, placed: Sequence[Placed], size: float) -> tuple[int, str]:
        """One operator for each glyph: PDFium sorts what different operators show by its place,
        but takes what one operator shows as it comes."""
        xs = [glyph.x for glyph in placed]
        widths = [self.width(glyph.shape) for glyph in placed]
        gaps = _gaps(xs, widths, 1000 / self.face.upem)
        codes = [self._codes[glyph.shape, glyph.text] for glyph in placed]
        shown = [f"[{gap}<{code:04x}>]TJ" for gap, code in zip(gaps, codes, strict=True)]
        return xs[0], f"{self._font(0, size)} {' '.join(shown)}"

    def _encode_cff(self, run: GlyphRun) -> tuple[int, str]:
        """One operator for each stretch of glyphs at one height in one layer."""
        values = list(map(self._codes.__getitem__, zip(run.gids, run.texts, strict=True)))
        if max(values) < _LAYER and not any(run.ys):
            return self._encode(list(zip(run.gids, run.texts, strict=True)), run.xs, run.size)
        widths = list(map(self._advances.__getitem__, run.gids))
        gaps = _gaps(run.xs, widths, 1000 / self.face.upem)
        shown = _hexadecimal([value % _LAYER for value in values])
        places = [(value // _LAYER, y) for value, y in zip(values, run.ys, strict=True)]
        return run.xs[0], " ".join(self._stretches(shown, gaps, places, run.size))

    def _stretches(
        self, shown: str, gaps: Sequence[int], places: Sequence[tuple[int, int]], size: float
    ) -> Iterator[str]:
        current = (-1, 0)
        for place, stretch in groupby(range(len(places)), key=places.__getitem__):
            if place[0] != current[0]:
                yield self._font(place[0], size)
            if place[1] != current[1]:
                yield f"{number(place[1] * size / self.face.upem)} Ts"
            current = place
            indices = list(stretch)
            start, end = indices[0], indices[-1] + 1
            yield f"[{''.join(_operands(shown[4 * start : 4 * end], gaps[start:end]))}] TJ"
        if current[1]:
            yield "0 Ts"

    def _font(self, layer: int, size: float) -> str:
        return f"/{self.layer_name(layer)} {number(size)} Tf"


def _hexadecimal(codes: Sequence[int]) -> str:
    shown = packed("H", codes)
    if sys.byteorder == "little":
        shown.byteswap()
    return shown.tobytes().hex()


def _gaps(xs: Sequence[int], widths: Sequence[int], scale: float) -> list[int]:
    """How far the pen must go back before each glyph, in thousandths of an em. Rounding errors do
    not add up: each gap is reckoned from where the pen really stands."""
    gaps = [0]
    pen = xs[0] * scale
    for x, width in zip(xs[1:], widths, strict=False):
        pen += width * scale
        gap = round(pen - x * scale)
        pen -= gap
        gaps.append(gap)
    return gaps


def _operands(shown: str, gaps: Sequence[int]) -> Iterator[str]:
    """Strings and numbers of one `TJ`."""
    if gaps[0]:
        yield str(gaps[0])
    start = 0
    for index, gap in enumerate(gaps):
        if gap and index:
            yield f"<{shown[4 * start : 4 * index]}>{gap}"
            start = index
    yield f"<{shown[4 * start :]}>"


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
