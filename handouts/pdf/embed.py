"""Fonts in the file: Type0 fonts, their subset programs and their maps (ISO 32000-1, 9.7).

One face becomes one font program, one CIDFont, and a Type0 font for each layer of its codes (see
`codes`). TrueType: `Identity-H`, the CID is the code, and CIDToGIDMap folds codes to glyphs. CFF:
an embedded CMap leads from codes to CIDs, because a CID-keyed font has no CIDToGIDMap.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from handouts.pdf.cff import readable_by_all
from handouts.pdf.clusters import Shape
from handouts.pdf.codes import CodeTable, text_of_code
from handouts.pdf.composite_glyphs import Composite, with_composites
from handouts.pdf.objects import Sink, array, dictionary, name, number, numbers, reference
from handouts.pdf.text_showing import width
from handouts.text.glyphs import Face

_SYSTEM_INFO = "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
#: What an embedded CMap says of itself (9.7.5.3).
_ENCODING = {
    "Type": "/CMap",
    "CMapName": "/Codes-To-CIDs",
    "CIDSystemInfo": _SYSTEM_INFO,
    "WMode": "0",
}
_SYMBOLIC = 1 << 2
_FORCE_BOLD = 1 << 18
#: Fonts to remember: papers of one sheet share theirs, and often editions.
_REMEMBERED = 32


class _Font(NamedTuple):
    """A face as a document holds it, apart from the numbers of its objects. `to_glyphs` is the
    CIDToGIDMap, or the CMap of a CFF face; `to_unicode` has a map for each layer."""

    base_name: str
    program: bytes
    widths: str
    to_glyphs: bytes
    to_unicode: tuple[bytes, ...]


def embed(table: CodeTable, sink: Sink) -> dict[str, int]:
    """Writes the face of `table` with the glyphs used. Returns the Type0 fonts by resource name."""
    face = table.face
    font = _font(
        face,
        table.pairs,
    )
    base_name = name(font.base_name)
    cid_font = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if face.is_cff else "/CIDFontType2",
        "BaseFont": base_name,
        "CIDSystemInfo": _SYSTEM_INFO,
        "FontDescriptor": reference(_descriptor(face, base_name, font.program, sink)),
        "DW": "0",
        "W": font.widths,
    }
    if face.is_cff:
        encoding = reference(sink.add_stream(_ENCODING, font.to_glyphs, keep=True))
    else:
        encoding = "/Identity-H"
        cid_font["CIDToGIDMap"] = reference(sink.add_stream({}, font.to_glyphs, keep=True))
    descendant = reference(sink.add(dictionary(cid_font)))
    return {
        table.layer_name(index): sink.add(
            dictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": base_name,
                    "Encoding": encoding,
                    "DescendantFonts": f"[{descendant}]",
                    "ToUnicode": reference(sink.add_stream({}, to_unicode, keep=True)),
                }
            )
        )
        for index, to_unicode in enumerate(font.to_unicode)
    }


@functools.lru_cache(maxsize=_REMEMBERED)
def _font(face: Face, pairs: tuple[tuple[Shape, str], ...]) -> _Font:
    """The font for the pairs of glyph and text that a document shows, in the order of their first
    use, which is the order of their codes."""
    table = CodeTable(face, "")
    table.number(pairs)
    layers = table.layers
    program, renumbered = _program(face, list({shape: None for shape, _ in pairs}))
    codes = {code: shape for code, (shape, _) in layers[0].items()}
    cids = {code: renumbered[shape] if face.is_cff else code for code, shape in codes.items()}
    widths = {cids[code]: width(face, shape) for code, shape in codes.items()}
    return _Font(
        f"{_subset_tag(program)}+{face.postscript_name}",
        program,
        _widths(widths, 1000 / face.upem),
        _encoding(cids)
        if face.is_cff
        else _folding({code: renumbered[shape] for code, shape in codes.items()}),
        tuple(map(_to_unicode, layers)),
    )


def _program(face: Face, shapes: Sequence[Shape]) -> tuple[bytes, Mapping[Shape, int]]:
    """The font program with the glyphs used, and their numbers in it."""
    composites = [shape for shape in shapes if isinstance(shape, Composite)]
    gids = {shape for shape in shapes if isinstance(shape, int)}
    gids.update(gid for composite in composites for gid, _, _ in composite.parts)
    program, renumbered = face.subset(frozenset(gids))
    numbers_of: dict[Shape, int] = dict(renumbered.items())
    if face.is_cff:
        return readable_by_all(program), numbers_of
    program, added = with_composites(program, composites, renumbered)
    numbers_of.update(zip(composites, added, strict=True))
    return program, numbers_of


def _subset_tag(program: bytes) -> str:
    """Six capitals (9.6.4) that depend on nothing but the font program."""
    value = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    letters = []
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _descriptor(face: Face, base_name: str, program: bytes, sink: Sink) -> int:
    scale = 1000 / face.upem
    entries = {
        "Type": "/FontDescriptor",
        "FontName": base_name,
        "Flags": str(_SYMBOLIC | (_FORCE_BOLD if face.weight >= 700 else 0)),
        "FontBBox": f"[{numbers(round(value * scale) for value in face.bbox)}]",
        "ItalicAngle": "0",
        "Ascent": number(round(face.ascent * scale)),
        "Descent": number(round(face.descent * scale)),
        "CapHeight": number(round(face.cap_height * scale)),
        # Stems grow with the weight; a reader needs the value only to fake a missing font.
        "StemV": str(face.weight // 5),
    }
    if face.is_cff:
        stream = sink.add_stream({"Subtype": "/CIDFontType0C"}, program, keep=True)
        entries["FontFile3"] = reference(stream)
    else:
        stream = sink.add_stream({"Length1": str(len(program))}, program, keep=True)
        entries["FontFile2"] = reference(stream)
    return sink.add(dictionary(entries))


def _widths(widths: Mapping[int, int], scale: float) -> str:
    """The array W (9.7.4.3): stretches of neighbouring CIDs with their widths."""
    parts: list[str] = []
    row: list[str] = []
    last = -1
    for cid in sorted(widths):
        if cid != last + 1 or not row:
            _flush(parts, last, row)
            row = []
        row.append(number(widths[cid] * scale if scale != 1 else widths[cid]))
        last = cid
    _flush(parts, last, row)
    return array(parts)


def _flush(parts: list[str], last: int, row: Sequence[str]) -> None:
    if row:
        parts.append(f"{last - len(row) + 1} {array(row)}")


def _folding(glyphs: Mapping[int, int]) -> bytes:
    """CIDToGIDMap: two bytes for each CID from 0."""
    folding = bytearray(2 * max(glyphs) + 2)
    for code, gid in glyphs.items():
        folding[2 * code : 2 * code + 2] = gid.to_bytes(2, "big")
    return bytes(folding)


def _encoding(cids: Mapping[int, int]) -> bytes:
    """A CMap (9.7.5.3) from codes to CIDs."""
    lines = (f"<{code:04x}> {cid}" for code, cid in cids.items())
    return _cmap("Codes-To-CIDs", 1, "cidchar", lines)


def _to_unicode(layer: Mapping[int, tuple[Shape, str]]) -> bytes:
    """The ToUnicode CMap (9.10.3) of one layer."""
    lines = (
        f"<{code:04x}> <{text_of_code(text).encode('utf-16-be').hex()}>"
        for code, (_, text) in layer.items()
    )
    return _cmap("Codes-To-Text", 2, "bfchar", lines)


def _cmap(cmap_name: str, kind: int, block: str, lines: Iterator[str]) -> bytes:
    blocks = []
    while chunk := list(islice(lines, 100)):  # a block holds at most 100 lines
        blocks.append(f"{len(chunk)} begin{block}\n" + "\n".join(chunk) + f"\nend{block}\n")
    return _CMAP.format(name=cmap_name, kind=kind, blocks="".join(blocks)).encode("ascii")


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> def
/CMapName /{name} def
/CMapType {kind} def
/WMode 0 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
