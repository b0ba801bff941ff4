"""Character codes: one for each pair of a glyph and the text it stands for.

A PDF reader gets the text of a page by looking up each character code in the font's ToUnicode map.
With a code per glyph, a glyph that stands for different texts in different places could tell only
one of them. With a code per (glyph, text) every occurrence tells its own::

    "e" + "é" drawn with the glyphs  e, e, acute      (the accent is a glyph of its own)
    codes                            1  (e, "e")
                                     2  (e, "é")      the first glyph of a cluster tells all of it
                                     3  (acute, "")   the others tell U+200B, a space of no width

A TrueType font folds such codes back to glyphs with its CIDToGIDMap. A CFF font has no such map,
and readers there take the text by glyph, not by code. So a CFF face has one code per glyph, and as
many *layers* as a glyph has different texts: fonts that share all but their ToUnicode. Nearly
everything stands in layer 0.

`CodeTable.encode` turns a run of glyphs into text-showing operators. Where a glyph does not stand
where the widths of the glyphs before it have led, a number moves it; where it stands above or below
the line, `Ts` raises it.
"""

from __future__ import annotations

import sys
from array import array as packed
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from handouts.pdf.errors import GlyphError
from handouts.pdf.objects import number
from handouts.pdf.right_to_left import Shape, place
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

    def new_code(self, gid: Shape, text: str) -> int:
        """A code no other pair has."""
        return _checked(len(self) + 1, gid, text)


class _LayeredCodes(_Codes):
    """Numbers glyphs; a glyph's further texts get the same code in the next layer, which counts
    65536 each."""

    def __init__(self) -> None:
        super().__init__()
        self._code_of: dict[Shape, int] = {}
        self._texts_of: dict[Shape, int] = {}

    def new_code(self, gid: Shape, text: str) -> int:
        """The glyph's code, in the first layer where it has no text yet."""
        code = self._code_of.setdefault(gid, len(self._code_of) + 1)
        layer = self._texts_of.get(gid, 0)
        self._texts_of[gid] = layer + 1
        return layer * _LAYER + _checked(code, gid, text)


def _checked(code: int, gid: Shape, text: str) -> int:
    if gid == 0:
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
        self.advances = _Advances(face)
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

    def encode(self, run: GlyphRun) -> tuple[int, str]:
        """Where the first glyph stands, in font units from the run's left end, and the operators
        that show the run at `run.size`."""
        if run.rtl and not self.face.is_cff:
            return self._encode_right_to_left(run)
        values = list(map(self._codes.__getitem__, zip(run.gids, run.texts, strict=True)))
        layered = max(values) >= _LAYER
        shown = _hexadecimal([value % _LAYER for value in values] if layered else values)
        first = run.xs[0]
        widths = list(map(self.advances.__getitem__, run.gids))
        # Where the pen would stand without any correction: most runs need none.
        natural = tuple(accumulate(widths[:-1], initial=first))
        if natural == run.xs and not layered and not any(run.ys):
            return first, f"{self._font(0, run.size)} <{shown}> Tj"
        gaps = _gaps(run.xs, widths, 1000 / self.face.upem)
        scale = run.size / self.face.upem
        layers = [value // _LAYER for value in values]
        return first, " ".join(self._operators(shown, gaps, run, layers, scale))

    def _encode_right_to_left(self, run: GlyphRun) -> tuple[int, str]:
        """One operator for each glyph: PDFium sorts what different operators show by its place,
        but takes what one operator shows as it comes."""
        placed = list(place(run))
        xs = [glyph.x for glyph in placed]
        widths = [self.width(glyph.shape) for glyph in placed]
        gaps = _gaps(xs, widths, 1000 / self.face.upem)
        codes = [self._codes[glyph.shape, glyph.text] for glyph in placed]
        shown = [f"[{gap}<{code:04x}>]TJ" for gap, code in zip(gaps, codes, strict=True)]
        return xs[0], f"{self._font(0, run.size)} {' '.join(shown)}"

    def width(self, shape: Shape) -> int:
        """The advance of a glyph, in font units."""
        return self.advances[shape] if isinstance(shape, int) else shape.advance

    def _font(self, layer: int, size: float) -> str:
        return f"/{self.layer_name(layer)} {number(size)} Tf"

    def _operators(
        self, shown: str, gaps: Sequence[int], run: GlyphRun, layers: Sequence[int], scale: float
    ) -> Iterator[str]:
        """One `TJ` for each stretch of glyphs at one height in one layer."""
        state: tuple[int, int] = (-1, 0)
        for place, stretch in groupby(
            range(len(layers)), key=lambda index: (layers[index], run.ys[index])
        ):
            if place[0] != state[0]:
                yield self._font(place[0], run.size)
            if place[1] != state[1]:
                yield f"{number(place[1] * scale)} Ts"
            state = place
            yield f"[{''.join(_operands(shown, gaps, list(stretch)))}] TJ"
        if state[1]:
            yield "0 Ts"


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


def _operands(shown: str, gaps: Sequence[int], indices: Sequence[int]) -> Iterator[str]:
    """Strings and numbers of one `TJ`. `indices` are neighbours."""
    start = indices[0]
    if gaps[start]:
        yield str(gaps[start])
    for index in indices[1:]:
        if gaps[index]:
            yield f"<{shown[4 * start : 4 * index]}>{gaps[index]}"
            start = index
    yield f"<{shown[4 * start : 4 * indices[-1] + 4]}>"


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
