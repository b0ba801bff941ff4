"""A simple shaper for these tests: one face, one direction, one line. Nothing here breaks lines."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import page
import uharfbuzz as hb

from handouts.pdf import Metadata, StructElement, TaggedCanvas
from handouts.text.glyphs import GlyphRun, Line

_FOLDERS = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto"))
PAGE = (300.0, 200.0)

#: Of XMP packets.
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


@dataclass(frozen=True)
class TestFace:
    """A face as `glyphs.Face` wants it, straight from HarfBuzz."""

    __test__ = False

    file: str
    index: int = 0

    @functools.cached_property
    def _blob(self) -> hb.Blob:
        path = next(folder / self.file for folder in _FOLDERS if (folder / self.file).exists())
        return hb.Blob.from_file_path(str(path))

    @functools.cached_property
    def hb_face(self) -> hb.Face:
        return hb.Face(self._blob, self.index)

    @functools.cached_property
    def hb_font(self) -> hb.Font:
        return hb.Font(self.hb_face)

    @property
    def key(self) -> str:
        return f"{self.file}#{self.index}"

    @property
    def postscript_name(self) -> str:
        return str(self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME))

    @property
    def upem(self) -> int:
        return int(self.hb_face.upem)

    @property
    def is_cff(self) -> bool:
        return "CFF " in self.hb_face.table_tags

    @property
    def ascent(self) -> int:
        return int(self.hb_font.get_font_extents("ltr").ascender)

    @property
    def descent(self) -> int:
        return int(self.hb_font.get_font_extents("ltr").descender)

    @property
    def cap_height(self) -> int:
        return round(self.upem * 0.7)

    @property
    def bbox(self) -> tuple[int, int, int, int]:
        head = self.hb_face.reference_table("head").data
        left, bottom, right, top = (
            int.from_bytes(head[place : place + 2], "big", signed=True)
            for place in range(36, 44, 2)
        )
        return left, bottom, right, top

    @property
    def weight(self) -> int:
        return 700 if "Bold" in self.file else 400

    def advance(self, gid: int) -> int:
        return int(self.hb_font.get_glyph_h_advance(gid))

    def subset(self, gids: frozenset[int]) -> tuple[bytes, dict[int, int]]:
        request = hb.SubsetInput()
        request.glyph_set.set(set(gids))
        request.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        if self.is_cff:
            request.flags |= hb.SubsetFlags.CFF_IDENTITY_CHARSET
        request.drop_table_tag_set.update(map(_tag, ("GSUB", "GPOS", "GDEF", "STAT")))
        plan = hb.SubsetPlan(self.hb_face, request)
        face = plan.execute()
        renumbered = dict(plan.old_to_new_glyph_mapping)
        if self.is_cff:
            return bytes(face.reference_table("CFF ").data), renumbered
        return bytes(face.blob.data), renumbered


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


LATIN = TestFace("NotoSans-Regular.ttf")
ARABIC = TestFace("NotoSansArabic-Regular.ttf")
NASTALIQ = TestFace("NotoNastaliqUrdu-Regular.ttf")
HEBREW = TestFace("NotoSansHebrew-Regular.ttf")
CJK = TestFace("NotoSansCJK-Regular.ttc", 2)


def shape(text: str, face: TestFace = LATIN, size: float = 12, span: int = 0) -> GlyphRun:
    """The glyphs of `text`, all in the direction HarfBuzz guesses."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    rtl = buffer.direction == "rtl"
    hb.shape(face.hb_font, buffer)
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    placed = []
    pen = 0
    for info, position in glyphs:
        x, y = pen + position.x_offset, position.y_offset
        placed.append((info.codepoint, info.cluster, x, y, position.x_advance))
        pen += position.x_advance
    if rtl:
        placed.reverse()
    starts = [*sorted({cluster for _, cluster, *_ in placed}), len(text)]
    end_of = dict(itertools.pairwise(starts))
    texts, seen = [], set()
    for _, cluster, *_ in placed:
        texts.append("" if cluster in seen else text[cluster : end_of[cluster]])
        seen.add(cluster)
    return GlyphRun(
        face=face,
        size=size,
        rtl=rtl,
        span=span,
        x=0.0,
        width=pen * size / face.upem,
        gids=tuple(each[0] for each in placed),
        texts=tuple(texts),
        xs=tuple(each[2] for each in placed),
        ys=tuple(each[3] for each in placed),
        advances=tuple(each[4] for each in placed),
    )


def line(text: str, face: TestFace = LATIN, size: float = 12) -> Line:
    """A line of one run."""
    run = shape(text, face, size)
    return Line((run,), run.width, 0, len(text), text)


def new_canvas(
    root: StructElement, size: tuple[float, float] = PAGE, **facts: object
) -> TaggedCanvas:
    """A canvas for a document with these facts."""
    metadata = Metadata(**{"title": "Test", "language": "en", **facts})  # type: ignore[arg-type]
    return TaggedCanvas(root, metadata, size)


def failures(data: bytes) -> list[str]:
    """What the validator holds against a file, under both standards."""
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in profiles]
    return [f"{each.rule_id}: {each.message}" for report in reports for each in report.failures]


def draw(elements: Iterable[StructElement], root: StructElement, **facts: object) -> bytes:
    """A document that shows one line for each element, twelve lines a page."""
    canvas = new_canvas(root, **facts)
    for index, element in enumerate(elements):
        if index and index % 12 == 0:
            canvas.end_page()
        with canvas.tagged(element):
            canvas.show_line(line(f"{element.role} {index}. "), 10, 180 - index % 12 * 15)
    return canvas.finish()
