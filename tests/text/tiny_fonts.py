"""Small font files made on the spot: variable, restricted, CFF2, name-keyed CFF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

_ORDER = [".notdef", "space", "A", "B", "Aring"]
_MAP = {0x20: "space", 0x41: "A", 0x13A0: "B", 0xC5: "Aring"}
_WIDTH = 500


def _box(pen: Any, width: int) -> None:
    pen.moveTo((50, 0))
    pen.lineTo((width - 50, 0))
    pen.lineTo((width - 50, 700))
    pen.lineTo((50, 700))
    pen.closePath()


def _start(is_ttf: bool, family: str, embedding: int) -> FontBuilder:
    builder = FontBuilder(1000, isTTF=is_ttf)
    builder.setupGlyphOrder(_ORDER)
    builder.setupCharacterMap(_MAP)
    builder.setupHorizontalMetrics(dict.fromkeys(_ORDER, (_WIDTH, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupOS2(fsType=embedding, sTypoAscender=900, sTypoDescender=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    return builder


def truetype(path: Path, family: str, *, variable: bool = False, embedding: int = 0) -> Path:
    """A TrueType font with A and a Cherokee letter; a variable one grows 200 units wider and
    heavier from weight 400 to 900."""
    builder = _start(True, family, embedding)
    glyphs = {}
    for name in _ORDER:
        pen = TTGlyphPen(None)
        if name != "space":
            _box(pen, _WIDTH)
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    if variable:
        builder.setupFvar([("wght", 400, 400, 900, "Weight")], [])
        wider = [(0, 0), (200, 0), (200, 0), (0, 0), (0, 0), (200, 0), (0, 0), (0, 0)]
        deltas = {"A": [TupleVariation({"wght": (0, 1, 1)}, wider)]}
        builder.setupGvar({name: deltas.get(name, []) for name in _ORDER})
    builder.setupPost()
    builder.save(path)
    return path


def cff(path: Path, family: str, *, version: int = 1) -> Path:
    """A font with name-keyed CFF outlines, or CFF2 ones."""
    builder = _start(False, family, 0)
    strings = {}
    for name in _ORDER:
        pen = T2CharStringPen(_WIDTH if version == 1 else None, None, CFF2=version == 2)
        if name != "space":
            _box(pen, _WIDTH)
        strings[name] = pen.getCharString()
    if version == 1:
        builder.setupCFF(family.replace(" ", ""), {"FullName": family}, strings, {})
    else:
        builder.setupFvar([("wght", 400, 400, 900, "Weight")], [])
        builder.setupCFF2(strings)
    builder.setupPost()
    builder.save(path)
    return path
