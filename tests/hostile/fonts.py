"""Damaged copies of the machine's fonts, made anew for each test."""

from __future__ import annotations

import functools
import io
import random
import struct
from collections.abc import Callable
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from handouts.model.languages import language
from handouts.text.fonts import FontLibrary, default_folders


@functools.cache
def font_of(tag: str) -> Path:
    """The file that a language is set in on this machine."""
    return FontLibrary(default_folders(None, Path("/nowhere"))).stack(language(tag))[0].path


def table_of(data: bytes, wanted: str) -> tuple[int, int]:
    """Where a table lies in a font of one face, and its length."""
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag.decode("latin-1") == wanted:
            return offset, length
    raise AssertionError(f"no table {wanted}")


def cut(share: float) -> Callable[[bytes], bytes]:
    """A download that broke off."""
    return lambda data: data[: int(len(data) * share)]


def flipped(table: str, bits: int, seed: int = 1) -> Callable[[bytes], bytes]:
    """Bits of a table turned over, as by a bad disk."""

    def damage(data: bytes) -> bytes:
        offset, length = table_of(data, table)
        chance, changed = random.Random(seed), bytearray(data)
        for _ in range(bits):
            changed[offset + chance.randrange(length)] ^= 1 << chance.randrange(8)
        return bytes(changed)

    return damage


def rewritten(change: Callable[[TTFont], None]) -> Callable[[bytes], bytes]:
    """What a tool writes that goes wrong: all checksums are right."""

    def damage(data: bytes) -> bytes:
        font = TTFont(io.BytesIO(data), recalcBBoxes=False)
        change(font)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()

    return damage


def no_outlines(font: TTFont) -> None:
    for name in font.getGlyphOrder():
        font["glyf"][name] = Glyph()


def no_widths(font: TTFont) -> None:
    font["hmtx"].metrics = dict.fromkeys(font.getGlyphOrder(), (0, 0))


def garbage(tag: str) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        table = DefaultTable(tag)
        table.data = random.Random(2).randbytes(len(font.reader[tag]))
        font[tag] = table

    return change


def without(tag: str) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        del font[tag]

    return change


def torn_outlines(font: TTFont) -> None:
    """Points moved, but the boxes beside the outlines left as they were."""
    chance = random.Random(3)
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            place = chance.randrange(len(glyph.coordinates))
            glyph.coordinates[place] = (chance.choice((-9000, 9000)), chance.randrange(9000))


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: data[:0],
    "cut to 1 %": cut(0.01),
    "cut to half": cut(0.5),
    "cut to 90 %": cut(0.9),
    "cut by a byte": lambda data: data[:-5],
    "a page of HTML": lambda _: b"<!DOCTYPE html><title>404 Not Found</title>",
    "one bit in glyf": flipped("glyf", 1),
    "bits in glyf": flipped("glyf", 200),
    "bits in GSUB": flipped("GSUB", 5),
    "bits in cmap": flipped("cmap", 3),
    "bits in hmtx": flipped("hmtx", 3),
    "all glyphs empty": rewritten(no_outlines),
    "no widths": rewritten(no_widths),
    "garbage GSUB": rewritten(garbage("GSUB")),
    "garbage GPOS": rewritten(garbage("GPOS")),
    "no GSUB": rewritten(without("GSUB")),
    "torn outlines": rewritten(torn_outlines),
}
