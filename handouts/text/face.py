"""One face of a font file: opened without copying it, measured, and subset by HarfBuzz.

Three sorts of files come in: static TrueType, variable TrueType (the weight is pinned first, and
that instance is shaped and subset), and CFF, mostly collections. CFF2 is refused: no version of PDF
can embed it.
"""

from __future__ import annotations

import functools
import hashlib
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from handouts.files import reading

_NO_SUBSETTING, _BITMAP_ONLY = 0x0100, 0x0200
_ITALIC, _OBLIQUE = 0x0001, 0x0200
_RESTRICTED = 0x0002
_USAGE = 0x000F
_NORMAL_WIDTH = 5
_BOLD = 700
#: The weight from which a face counts as bold.
BOLD_FROM = 600
#: Alphabetic and Arabic presentation forms.
_SHAPED_FORMS = range(0xFB00, 0xFF00)
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_BIDI_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DESUBROUTINIZE
)
#: Tables a PDF has no use for: glyphs are chosen and placed already.
_DROPPED = tuple(
    int.from_bytes(tag.encode("ascii"), "big")
    for tag in (
        "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "DSIG", "STAT", "meta", "gasp", "hdmx",
        "VDMX", "LTSH", "kern", "PCLT", "cmap", "name", "OS/2", "post", "VORG", "vhea", "vmtx",
        "COLR", "CPAL", "SVG ", "CBDT", "CBLC", "sbix",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaceRecord:
    """What choosing a face takes: where it is and what its tables say. `refused` tells why it
    may not be used; empty when it may."""

    path: Path
    index: int
    family: str
    weight: int
    variable: bool
    upright: bool
    refused: str = ""

    @property
    def bold(self) -> bool:
        """Whether its one weight is a bold one."""
        return not self.variable and self.weight >= BOLD_FROM


def read_records(path: Path) -> tuple[FaceRecord, ...]:
    """All faces of a font file; none when it is not a font."""
    try:
        reading.status(path)
        blob = hb.Blob.from_file_path(str(path))
        count = hb.Face(blob).count
        return tuple(_record(path, hb.Face(blob, index), index) for index in range(count))
    except (OSError, hb.HarfBuzzError, struct.error, ValueError):
        return ()


def _record(path: Path, face: hb.Face, index: int) -> FaceRecord:
    family = face.get_name(hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY) or face.get_name(
        hb.OTNameIdPredefined.FONT_FAMILY
    )
    tags = face.table_tags
    os2 = face.reference_table("OS/2").data
    if not tags or len(os2) < 64:
        raise ValueError("no OS/2 table")
    weight, width, embedding = struct.unpack_from(">HHH", os2, 4)
    style = face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) or ""
    if style == "Bold" and weight < _BOLD:
        weight = _BOLD  # some bold fonts are sold as regular in OS/2, Noto Nastaliq Urdu for one
    (selection,) = struct.unpack_from(">H", os2, 62)
    return FaceRecord(
        path=path,
        index=index,
        family=family or "",
        weight=weight,
        variable="fvar" in tags,
        upright=width == _NORMAL_WIDTH and not selection & (_ITALIC | _OBLIQUE),
        refused=_refusal(tags, embedding),
    )


def _refusal(tags: list[str], embedding: int) -> str:
    if "CFF2" in tags:
        return "its outlines are CFF2, which PDF cannot embed"
    if embedding & _USAGE == _RESTRICTED:
        return "its licence bits (OS/2 fsType) forbid embedding"
    if embedding & (_NO_SUBSETTING | _BITMAP_ONLY):
        return "its licence bits (OS/2 fsType) forbid embedding a subset"
    if "CFF " not in tags and "glyf" not in tags:
        return "it has no outlines"
    return ""


def file_digest(path: Path) -> str:
    """The SHA-256 of a font file, as the manifest and `doctor` show it."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Tracer:
    """Walks along outlines in steps of at most `step` font units. Curves are walked in de
    Casteljau's way, written out: a sheet's glyphs have many thousands of points."""

    def __init__(self, step: float) -> None:
        self.step = step
        self.points: list[tuple[float, float]] = []

    def move(self, x: float, y: float) -> None:
        self.points.append((x, y))

    def line(self, x1: float, y1: float) -> None:
        x0, y0 = self.points[-1]
        dx, dy = x1 - x0, y1 - y0
        for t in self._parts(math.dist((x0, y0), (x1, y1))):
            self.points.append((x0 + dx * t, y0 + dy * t))

    def quadratic(self, x1: float, y1: float, x2: float, y2: float) -> None:
        x0, y0 = self.points[-1]
        dx, dy, ex, ey = x1 - x0, y1 - y0, x2 - x1, y2 - y1
        for t in self._parts(math.dist((x0, y0), (x1, y1)) + math.dist((x1, y1), (x2, y2))):
            ax, ay, bx, by = x0 + dx * t, y0 + dy * t, x1 + ex * t, y1 + ey * t
            self.points.append((ax + (bx - ax) * t, ay + (by - ay) * t))

    def cubic(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
        x0, y0 = self.points[-1]
        dx, dy, ex, ey, fx, fy = x1 - x0, y1 - y0, x2 - x1, y2 - y1, x3 - x2, y3 - y2
        length = math.dist((x0, y0), (x1, y1)) + math.dist((x1, y1), (x2, y2))
        for t in self._parts(length + math.dist((x2, y2), (x3, y3))):
            ax, ay, bx, by = x0 + dx * t, y0 + dy * t, x1 + ex * t, y1 + ey * t
            cx, cy = x2 + fx * t, y2 + fy * t
            ax, ay = ax + (bx - ax) * t, ay + (by - ay) * t
            bx, by = bx + (cx - bx) * t, by + (cy - by) * t
            self.points.append((ax + (bx - ax) * t, ay + (by - ay) * t))

    def _parts(self, length: float) -> Iterator[float]:
        """How far along a curve the steps end, of 1; `length` is no less than the curve's."""
        count = max(1, math.ceil(length / self.step))
        return (number / count for number in range(1, count + 1))


@functools.cache
def _tracing() -> hb.DrawFuncs:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, to: to.move(x, y))
    funcs.set_line_to_func(lambda x, y, to: to.line(x, y))
    funcs.set_quadratic_to_func(lambda a, b, x, y, to: to.quadratic(a, b, x, y))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, to: to.cubic(a, b, c, d, x, y))
    return funcs


class FontFace:
    """A face at one weight, ready to shape with and to subset. Satisfies `glyphs.Face`.

    Nothing but the table directory is read until it is asked for. A variable font is instanced at
    `weight` when first used.
    """

    def __init__(self, record: FaceRecord, weight: int) -> None:
        self.record = record
        self.path = record.path
        self.family = record.family
        self.weight = weight

    def __repr__(self) -> str:
        return f"FontFace({self.family!r}, {self.weight})"

    @functools.cached_property
    def _face(self) -> hb.Face:
        face = hb.Face(hb.Blob.from_file_path(str(self.path)), self.record.index)
        if not self.record.variable:
            return face
        wanted = hb.SubsetInput()
        wanted.keep_everything()
        wanted.pin_all_axes_to_default(face)
        if any(axis.tag == "wght" for axis in face.axis_infos):
            wanted.pin_axis_location(face, "wght", self.weight)
        return hb.subset(face, wanted)

    @functools.cached_property
    def font(self) -> hb.Font:
        """The HarfBuzz font to shape with, in font units."""
        return hb.Font(self._face)

    def table(self, tag: str) -> bytes:
        """The bytes of a table; none where it has no such table."""
        return bytes(self._face.reference_table(tag).data)

    @functools.cached_property
    def key(self) -> str:
        """Family, weight, and a digest of the tables that change whenever the font does."""
        digest = hashlib.sha256()
        for tag in ("head", "hhea", "maxp", "OS/2"):
            digest.update(self.table(tag))
        return f"{self.family}:{self.weight}:{digest.hexdigest()[:16]}"

    @functools.cached_property
    def sha256(self) -> str:
        """The digest of the whole font file."""
        return file_digest(self.path)

    @functools.cached_property
    def version(self) -> str:
        """The font's version string, without what follows a semicolon."""
        name = self._face.get_name(hb.OTNameIdPredefined.VERSION_STRING) or ""
        return str(name).partition(";")[0].removeprefix("Version ").strip()

    @functools.cached_property
    def postscript_name(self) -> str:
        """Name for the font descriptor, without a subset tag."""
        if self.record.variable:
            style = "Bold" if self.weight >= _BOLD else "Regular"
            return f"{self.family.replace(' ', '')}-{style}"
        name = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        return str(name or self.family.replace(" ", ""))

    @functools.cached_property
    def upem(self) -> int:
        """Font units per em."""
        return int(self._face.upem)

    @functools.cached_property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF (else TrueType `glyf`)."""
        return "CFF " in self._face.table_tags

    @functools.cached_property
    def line_height(self) -> float:
        """Distance of lines that the font's `hhea` table asks for, ems."""
        ascender, descender, gap = struct.unpack_from(">hhh", self.table("hhea"), 4)
        return float(ascender - descender + gap) / self.upem

    @functools.cached_property
    def ascent(self) -> int:
        """Typographic ascent, font units."""
        return int(struct.unpack_from(">h", self.table("OS/2"), 68)[0])

    @functools.cached_property
    def descent(self) -> int:
        """Typographic descent, font units, negative below the baseline."""
        return int(struct.unpack_from(">h", self.table("OS/2"), 70)[0])

    @functools.cached_property
    def cap_height(self) -> int:
        """Height of capitals, font units; 0.7 em where the font does not say."""
        os2 = self.table("OS/2")
        height = struct.unpack_from(">h", os2, 88)[0] if len(os2) >= 90 else 0
        return int(height) or round(0.7 * self.upem)

    @functools.cached_property
    def bbox(self) -> tuple[int, int, int, int]:
        """The `head` table's box, font units."""
        left, bottom, right, top = struct.unpack_from(">hhhh", self.table("head"), 36)
        return left, bottom, right, top

    def advance(self, gid: int) -> int:
        """Horizontal advance of a glyph as the font gives it, font units."""
        return int(self.font.get_glyph_h_advance(gid))

    def outline(self, gid: int) -> list[tuple[float, float]]:
        """Points along a glyph's outline, font units, no further apart than a 32nd of an em."""
        tracer = _Tracer(self.upem / 32)
        self.font.draw_glyph(gid, _tracing(), tracer)
        return tracer.points

    @functools.cached_property
    def _characters(self) -> dict[int, int]:
        """Characters by their glyphs: those that have been asked for, and those that stand for a
        ligature or a joined letter."""
        found = {self.font.get_nominal_glyph(point): point for point in _SHAPED_FORMS}
        found.pop(None, None)
        return found

    def has(self, character: str) -> bool:
        """Whether the font maps this character to a glyph."""
        glyph = self.font.get_nominal_glyph(ord(character))
        if glyph:
            self._characters[glyph] = ord(character)
        return bool(glyph)

    @functools.cached_property
    def dotted_circle(self) -> int:
        """The glyph of U+25CC, which HarfBuzz puts under a sign without a letter; 0 without one."""
        return self.font.get_nominal_glyph(0x25CC) or 0

    @functools.cached_property
    def coverage(self) -> frozenset[int]:
        """Every code point the font maps to a glyph."""
        return frozenset(self._face.unicodes)

    def subset(self, gids: frozenset[int]) -> tuple[bytes, dict[int, int]]:
        """The font's program with only these glyphs, renumbered, and the map old gid → new gid.

        TrueType gives a font file for FontFile2. CFF gives the bare table for FontFile3: HarfBuzz
        renumbers the charset so that a CID equals the new glyph id.
        """
        wanted = hb.SubsetInput()
        # For a glyph by its number, HarfBuzz reads the whole `cmap`: 3 ms in a Chinese font.
        characters = self._characters
        wanted.glyph_set.update(gids.difference(characters, (0,)))
        wanted.unicode_set.update([characters[gid] for gid in gids if gid in characters])
        wanted.flags = _FLAGS
        wanted.drop_table_tag_set.update(_DROPPED)
        plan = hb.SubsetPlan(self._face, wanted)
        result = plan.execute()
        program = result.reference_table("CFF ") if self.is_cff else result.blob
        return bytes(program.data), dict(plan.old_to_new_glyph_mapping.items())
