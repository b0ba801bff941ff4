"""Coarse pictures of shaped text, by which letters of one font are held against those of another.

A picture is where the ink lies, how far the pen moves, and how dark each of 8 × 8 fields of a
frame is, in four steps. The frame is that of the picture it is held against, so that what has moved
or has another size differs as well as what has another form.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import uharfbuzz as hb

#: Fields of a frame, across and upwards; and the bits of a field.
FIELDS = 8
LEVELS = 3
#: A frame is no narrower than this, ems: a stroke of an "l" would fill it.
_NARROWEST = 1 / 16
#: Each step has one bit more than the one before, so that the bits in which two pictures differ
#: are the steps between them.
_STEPS = bytes(0 if ink < 43 else 1 if ink < 128 else 3 if ink < 213 else 7 for ink in range(256))

Box = tuple[float, float, float, float]


class Shaped(NamedTuple):
    """Shaped text, ems: its advance, the box of its ink (left, bottom, right, top; nothing where
    it has none), and its glyphs with their places in font units."""

    advance: float
    box: Box | None
    glyphs: tuple[tuple[int, int, int], ...]


def shaped(font: hb.Font, text: str, language: str = "") -> Shaped:
    """Text as a font sets it, in the direction of its letters. `language` is a BCP 47 tag."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    # Without one, HarfBuzz would take the language of the machine.
    buffer.language = language or "und"
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    upem = font.face.upem
    pen, glyphs, boxes = 0, [], []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = info.codepoint
        x, y = pen + position.x_offset, position.y_offset
        glyphs.append((glyph, x, y))
        pen += position.x_advance
        extents = font.get_glyph_extents(glyph)
        if extents and extents.width and extents.height:
            left, top = x + extents.x_bearing, y + extents.y_bearing
            boxes.append((left, top + extents.height, left + extents.width, top))
    if not boxes:
        return Shaped(pen / upem, None, tuple(glyphs))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    box = (min(lefts) / upem, min(bottoms) / upem, max(rights) / upem, max(tops) / upem)
    return Shaped(pen / upem, box, tuple(glyphs))


def fields(font: hb.Font, text: Shaped, frame: Box) -> int:
    """How dark each field of a frame is: three bits a field, from the bottom up."""
    left, bottom, right, top = frame
    upem = font.face.upem
    across = FIELDS / (max(right - left, _NARROWEST) * upem)
    upwards = FIELDS / (max(top - bottom, _NARROWEST) * upem)
    raster = _raster()
    raster.extents = hb.RasterExtents(0, 0, FIELDS, FIELDS, FIELDS)
    for glyph, x, y in text.glyphs:
        raster.transform = (
            across, 0, 0, upwards, (x - left * upem) * across, (y - bottom * upem) * upwards,
        )  # fmt: skip
        raster.draw_glyph(font, glyph)
    image = raster.render()
    return int.from_bytes(bytes(image.buffer).translate(_STEPS), "big") if image else 0


@functools.cache
def _raster() -> hb.RasterDraw:
    return hb.RasterDraw()


def difference(one: int, other: int) -> float:
    """How far two pictures in one frame differ: 0 for alike, 1 for black and white."""
    return (one ^ other).bit_count() / (FIELDS * FIELDS * LEVELS)
