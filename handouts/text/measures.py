"""Whether what a face says of itself agrees with its letters.

Asked of every face, of a family that is known or not. Each bound lies far outside of what was found
in 596 sound faces, of 100 scripts.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from itertools import islice
from statistics import median
from typing import NamedTuple

import uharfbuzz as hb

from handouts.model import unicode
from handouts.text.face import FontFace

#: What PostScript takes as a name: printable ASCII without its brackets.
_NAME = re.compile(r"[!-$&'*-.0-;=?-Z\\^-z|~]{1,63}")
#: As many letters are looked at.
_SOME = 80
#: Bounds of medians, ems: the height of letters, their advance by their width. Found: 0.33 to 1.15;
#: 0.85 to 2.5.
_HEIGHT = (0.2, 1.8)
_ADVANCE = (0.6, 4.0)
#: The ascent by the top of letters, the descent, the distance of lines, ems. Found: 0.93 to 5.7;
#: -1.35 to -0.1; 1.0 to 2.8.
_ASCENT = (0.75, 8.0)
_DESCENT = (-2.5, -0.02)
_LINE = (0.8, 4.0)
#: The share of letters outside of the box that the face gives for all. Found: 1 in 60.
_OUTSIDE = 0.2
#: Font units by which some tools round.
_ROUNDING = 2


class _Letter(NamedTuple):
    """A letter of a face, in font units."""

    char: str
    glyph: int
    advance: int
    extents: hb.GlyphExtents


def fault(face: FontFace, script: str) -> str:
    """What contradicts itself in a face, as one that sets this script (any, where none is given);
    nothing for a sound one. Raises as HarfBuzz and `struct` do where tables are too short."""
    return next(_faults(face, script), "")


def _faults(face: FontFace, script: str) -> Iterator[str]:
    if not _NAME.fullmatch(face.postscript_name):
        yield "its PostScript name has characters that such names have not"
    letters = list(islice(_letters(face, script), _SOME))
    if not letters:
        return
    upem = face.upem
    height = median(-letter.extents.height for letter in letters) / upem
    if not _HEIGHT[0] <= height <= _HEIGHT[1]:
        yield f"its letters are {height:.2g} em high"
    advance = median(letter.advance / letter.extents.width for letter in letters)
    if not _ADVANCE[0] <= advance <= _ADVANCE[1]:
        yield f"its letters take {advance:.2g} times their width"
    yield from _lines(face, median(letter.extents.y_bearing for letter in letters) / upem)
    left, bottom, right, top = face.bbox
    outside = [
        letter
        for letter, its in ((letter, letter.extents) for letter in letters)
        if its.x_bearing < left - _ROUNDING
        or its.x_bearing + its.width > right + _ROUNDING
        or its.y_bearing > top + _ROUNDING
        or its.y_bearing + its.height < bottom - _ROUNDING
    ]
    if len(outside) > _OUTSIDE * len(letters):
        yield "its letters are larger than the box it gives for them"
    yield from _bearings(face, letters)
    yield from _names(face, letters)


def _letters(face: FontFace, script: str) -> Iterator[_Letter]:
    scripts = unicode.unicode_scripts(script) if script else frozenset()
    for code in sorted(face.coverage):
        char = chr(code)
        if unicodedata.category(char)[0] != "L":
            continue
        if script and unicode.script(char) not in scripts:
            continue
        glyph = face.font.get_nominal_glyph(code)
        extents = face.font.get_glyph_extents(glyph)
        if extents and extents.width and extents.height:
            yield _Letter(char, glyph, face.advance(glyph), extents)


def _lines(face: FontFace, letters_top: float) -> Iterator[str]:
    ascent, descent = face.ascent / face.upem, face.descent / face.upem
    if letters_top > 0 and not _ASCENT[0] <= ascent / letters_top <= _ASCENT[1]:
        yield f"it says that its letters rise {ascent:.2g} em, and they rise {letters_top:.2g} em"
    if not _DESCENT[0] <= descent <= _DESCENT[1]:
        yield f"it says that its letters hang {-descent:.2g} em below the line"
    if not _LINE[0] <= face.line_height <= _LINE[1]:
        yield f"its lines are {face.line_height:.2g} em apart"


def _bearings(face: FontFace, letters: list[_Letter]) -> Iterator[str]:
    """TrueType notes twice where an outline begins."""
    if face.is_cff or face.record.variable:
        return
    metrics, places, outlines = face.table("hmtx"), face.table("loca"), face.table("glyf")
    (pairs,) = struct.unpack_from(">H", face.table("hhea"), 34)
    (long_places,) = struct.unpack_from(">h", face.table("head"), 50)
    beside = []
    for letter in letters:
        at = letter.glyph
        (place,) = struct.unpack_from(
            ">I" if long_places else ">H", places, at * (4 if long_places else 2)
        )
        (first,) = struct.unpack_from(">h", outlines, place * (1 if long_places else 2) + 2)
        bearing = 4 * at + 2 if at < pairs else 2 * (at + pairs)
        beside.append(abs(struct.unpack_from(">h", metrics, bearing)[0] - first))
    if median(beside) > _ROUNDING:
        yield "its letters do not begin where it says"


def _names(face: FontFace, letters: list[_Letter]) -> Iterator[str]:
    """A glyph that bears the code of a letter is that letter's."""
    for letter in letters:
        match = re.fullmatch(r"uni([0-9A-F]{4})", face.font.get_glyph_name(letter.glyph) or "")
        code = int(match[1], 16) if match else ord(letter.char)
        if face.font.get_nominal_glyph(code) not in (letter.glyph, None, 0):
            yield f"it shows {chr(code)} for {letter.char}"
