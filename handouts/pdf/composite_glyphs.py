"""New glyphs in a TrueType program, put together from glyphs that it has.

A cluster of several glyphs is written as one, so that every reader takes it for one letter in one
place (see `clusters`). Such a glyph is a *composite* (OpenType, `glyf`): references to other
glyphs, each moved by whole font units, so nothing of the drawing changes. What a PDF does not need
of a font file (ISO 32000-1, 9.9) is left out on the way.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

#: ARG_1_AND_2_ARE_WORDS, ARGS_ARE_XY_VALUES
_MOVED = 0x0001 | 0x0002
_MORE_COMPONENTS = 0x0020
#: A glyph's box, after the number of its contours: left, bottom, right, top.
_BOX = struct.Struct(">4h")
#: A contour from one point to its neighbour and back: it has a box and encloses nothing. PDFium
#: leaves out glyphs that have no box, and tells lines apart by their glyphs' boxes; so this stands
#: in for empty glyphs, and ties glyphs that float above or below the line to the baseline.
_NO_INK = struct.pack(
    ">5h2H3B3h3h", *(1, 0, 0, 1, 1), *(2, 0), *(1, 1, 1), *(0, 1, -1), *(0, 1, -1)
)
_NEEDED = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")


class Composite(NamedTuple):
    """A glyph made of others: its advance, and of each part the glyph and where it goes, in font
    units. Without parts it paints nothing."""

    advance: int
    parts: tuple[tuple[int, int, int], ...]


@dataclass(slots=True)
class _Glyphs:
    """The glyphs of a program: outlines and horizontal metrics (advance, left side bearing)."""

    outlines: list[bytes]
    metrics: list[tuple[int, int]]


def with_composites(
    program: bytes, composites: Sequence[Composite], renumbered: Mapping[int, int]
) -> tuple[bytes, list[int]]:
    """The program with further glyphs at its end, and their numbers. `renumbered` leads from the
    glyphs named in the composites to those of the program."""
    tables = _tables(program)
    glyphs = _read(tables)
    anchor = len(glyphs.outlines)
    if composites:
        glyphs.outlines.append(_NO_INK)
        glyphs.metrics.append((0, 0))
    first = len(glyphs.outlines)
    for composite in composites:
        parts = [
            (renumbered[gid], x, y)
            for gid, x, y in composite.parts
            if glyphs.outlines[renumbered[gid]]
        ]
        outline, bearing = _outline([*parts, (anchor, 0, 0)], glyphs.outlines)
        glyphs.outlines.append(outline)
        glyphs.metrics.append((composite.advance, bearing))
    longest = max((len(composite.parts) + 1 for composite in composites), default=0)
    _write(tables, glyphs, longest)
    return _file(tables), list(range(first, len(glyphs.outlines)))


def _tables(program: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", program, 4)
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", program, 12 + 16 * index)
        if tag in _NEEDED:
            found[tag] = program[offset : offset + length]
    return found


def _read(tables: Mapping[bytes, bytes]) -> _Glyphs:
    (count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (long_offsets,) = struct.unpack_from(">h", tables[b"head"], 50)
    if long_offsets:
        places = struct.unpack_from(f">{count + 1}I", tables[b"loca"])
    else:
        places = tuple(2 * half for half in struct.unpack_from(f">{count + 1}H", tables[b"loca"]))
    (full,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    metrics = list(struct.iter_unpack(">Hh", tables[b"hmtx"][: 4 * full]))
    bearings = struct.unpack_from(f">{count - full}h", tables[b"hmtx"], 4 * full)
    metrics += [(metrics[-1][0], bearing) for bearing in bearings]
    outlines = [tables[b"glyf"][start:end] for start, end in pairwise(places)]
    return _Glyphs(outlines, metrics)


def _outline(parts: Sequence[tuple[int, int, int]], outlines: Sequence[bytes]) -> tuple[bytes, int]:
    """A composite description of glyphs that have outlines, and its left side bearing."""
    boxes = []
    fields: list[int] = []
    for gid, x, y in parts:
        left, bottom, right, top = _BOX.unpack_from(outlines[gid], 2)
        boxes.append((left + x, bottom + y, right + x, top + y))
        fields += (_MOVED | _MORE_COMPONENTS, gid, x, y)
    fields[-4] = _MOVED  # the last one
    box = _union(boxes)
    return struct.pack(f">5h{'HHhh' * len(parts)}", -1, *box, *fields), box[0]


def _union(boxes: Sequence[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    """The box around boxes; nothing at all for none."""
    if not boxes:
        return (0, 0, 0, 0)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _write(tables: dict[bytes, bytes], glyphs: _Glyphs, longest: int) -> None:
    """Puts glyphs back into `glyf`, `loca`, `hmtx`, and their numbers into `head`, `hhea` and
    `maxp`."""
    padded = [outline + b"\0" * (-len(outline) % 4) for outline in glyphs.outlines]
    places = [0]
    for outline in padded:
        places.append(places[-1] + len(outline))
    tables[b"glyf"] = b"".join(padded)
    tables[b"loca"] = struct.pack(f">{len(places)}I", *places)
    tables[b"hmtx"] = b"".join(struct.pack(">Hh", *metric) for metric in glyphs.metrics)
    count = struct.pack(">H", len(glyphs.outlines))
    boxes = [struct.unpack_from(">4h", outline, 2) for outline in glyphs.outlines if outline]
    head = _changed(tables[b"head"], 36, struct.pack(">4h", *_union(boxes)))
    tables[b"head"] = _changed(head, 50, struct.pack(">h", 1))
    widest = struct.pack(">H", max(advance for advance, _ in glyphs.metrics))
    tables[b"hhea"] = _changed(_changed(tables[b"hhea"], 10, widest), 34, count)
    maxp = _changed(tables[b"maxp"], 4, count)
    points, contours, deep_points, deep_contours = struct.unpack_from(">4H", maxp, 6)
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    if longest:
        # Upper bounds: readers reserve room by them, so they may be high but never low.
        deep_points = min(0xFFFF, longest * max(points, deep_points))
        deep_contours = min(0xFFFF, longest * max(contours, deep_contours))
        elements, depth = max(elements, longest), depth + 1
    maxp = _changed(maxp, 10, struct.pack(">2H", deep_points, deep_contours))
    tables[b"maxp"] = _changed(maxp, 28, struct.pack(">2H", elements, depth))


def _changed(table: bytes, offset: int, value: bytes) -> bytes:
    return table[:offset] + value + table[offset + len(value) :]


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """A font file (OpenType, "Organization of an OpenType font") with tables sorted by tag."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(
        ">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    offset = 12 + 16 * count
    body = b""
    adjustment = 0
    for tag in sorted(tables):
        table = tables[tag]
        if tag == b"head":
            table = _changed(table, 8, b"\0\0\0\0")
            adjustment = offset + len(body) + 8
        head += struct.pack(">4sIII", tag, _checksum(table), offset + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    file = head + body
    return _changed(file, adjustment, struct.pack(">I", 0xB1B0AFBA - _checksum(file) & 0xFFFFFFFF))


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
