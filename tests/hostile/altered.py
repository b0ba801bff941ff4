"""Fonts altered as a wrong tool, or somebody, may: every table whole, every checksum right."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

#: A language for each kind of script, and letters of it that are in every word.
LETTERS = {
    "ar": "البتحسعقكم",
    "en": "aeiounstrl27",
    "hi": "कखगतनपमरलस",
    "hy": "աբգդենոսրտ",
    "my": "ကခစတနပမလသ",
    "th": "กคงดนบมยรลส",
    "ur": "ابتجدرسکلمن",
}
Change = Callable[[TTFont, str, random.Random], None]


class NotHereError(Exception):
    """The font has nothing that could be altered so."""


def altered(source: Path, change: Change, letters: str, seed: int = 1) -> bytes:
    """A copy of a font, altered. Raises `NotHereError` where it has no such thing."""
    out = io.BytesIO()
    with TTFont(source, recalcBBoxes=False, lazy=True) as font:
        change(font, letters, random.Random(seed))
        font.save(out)
    return out.getvalue()


def table_of(font: TTFont, tag: str) -> Any:
    """A table of a font. Raises `NotHereError` without one."""
    if tag not in font:
        raise NotHereError
    return font[tag]


def _maps(font: TTFont) -> Iterator[dict[int, str]]:
    """The character maps, those that are one only once."""
    maps = {id(table.cmap): table.cmap for table in font["cmap"].tables if table.isUnicode()}
    return iter(maps.values())


def _glyph(font: TTFont, letter: str) -> str:
    return str(font.getBestCmap()[ord(letter)])


def codes(*pairs: str) -> Change:
    """Characters exchanged."""

    def change(font: TTFont, letters: str, chance: random.Random) -> None:
        for one, other in pairs or [chance.sample(letters, 2)]:
            for chars in _maps(font):
                if ord(one) not in chars or ord(other) not in chars:
                    raise NotHereError
                chars[ord(one)], chars[ord(other)] = chars[ord(other)], chars[ord(one)]

    return change


def one_code(target: str = "") -> Change:
    """One letter shows the glyph of another one, or a glyph that is named."""

    def change(font: TTFont, letters: str, chance: random.Random) -> None:
        one, other = chance.sample(letters, 2)
        for chars in _maps(font):
            chars[ord(one)] = target or chars[ord(other)]

    return change


def codes_moved(font: TTFont, letters: str, _: random.Random) -> None:
    for chars in _maps(font):
        glyphs = [chars[ord(letter)] for letter in letters]
        chars.update(zip(map(ord, letters), glyphs[1:] + glyphs[:1], strict=True))


def code_gone(font: TTFont, letters: str, chance: random.Random) -> None:
    letter = chance.choice(letters)
    for chars in _maps(font):
        del chars[ord(letter)]


def capitals(font: TTFont, letters: str, _: random.Random) -> None:
    for chars in _maps(font):
        for letter in letters:
            if letter == letter.upper():
                raise NotHereError
            chars[ord(letter)] = chars[ord(letter.upper())]


def outlines_exchanged(font: TTFont, letters: str, chance: random.Random) -> None:
    one, other = (_glyph(font, letter) for letter in chance.sample(letters, 2))
    outlines = font["glyf"]
    outlines[one], outlines[other] = outlines[other], outlines[one]


def outlines_mixed(font: TTFont, _: str, chance: random.Random) -> None:
    outlines = font["glyf"]
    names = [name for name in font.getGlyphOrder() if outlines[name].numberOfContours > 0]
    chance.shuffle(names)
    for one, other in zip(names[::2], names[1::2], strict=False):
        outlines[one], outlines[other] = outlines[other], outlines[one]


def one_empty(font: TTFont, letters: str, chance: random.Random) -> None:
    font["glyf"][_glyph(font, chance.choice(letters))] = Glyph()


def all_as_one(font: TTFont, letters: str, _: random.Random) -> None:
    for letter in letters:
        font["glyf"][_glyph(font, letter)] = font["glyf"][_glyph(font, letters[0])]


def transformed(xx: float, yx: float, xy: float, yy: float, one: bool = False) -> Change:
    """The outlines of all glyphs, or of one letter, scaled, slanted or mirrored in their place."""

    def change(font: TTFont, letters: str, chance: random.Random) -> None:
        its = [_glyph(font, chance.choice(letters))] if one else font.getGlyphOrder()
        for name in its:
            glyph = font["glyf"][name]
            if glyph.numberOfContours > 0:
                width, _ = font["hmtx"].metrics[name]
                glyph.coordinates.transform(((xx, yx), (xy, yy)))
                glyph.coordinates.translate((width if xx < 0 else 0, 700 if yy < 0 else 0))
                _redrawn(font, name)

    return change


def moved(units: int) -> Change:
    """One letter lifted."""

    def change(font: TTFont, letters: str, chance: random.Random) -> None:
        name = _glyph(font, chance.choice(letters))
        if font["glyf"][name].numberOfContours < 1:
            raise NotHereError
        font["glyf"][name].coordinates.translate((0, units))
        _redrawn(font, name)

    return change


def torn(units: int, one: bool = False) -> Change:
    """Points of outlines moved at random."""

    def change(font: TTFont, letters: str, chance: random.Random) -> None:
        its = [_glyph(font, chance.choice(letters))] if one else font.getGlyphOrder()
        for name in its:
            glyph = font["glyf"][name]
            if glyph.numberOfContours > 0:
                points = [
                    (x + chance.randint(-units, units), y + chance.randint(-units, units))
                    for x, y in glyph.coordinates
                ]
                glyph.coordinates = GlyphCoordinates(points)
                _redrawn(font, name)

    return change


def _redrawn(font: TTFont, name: str) -> None:
    """Box and bearing of a glyph, made right again."""
    glyph = font["glyf"][name]
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"].metrics[name] = (font["hmtx"].metrics[name][0], glyph.xMin)


def widths(share: float) -> Change:
    """All widths multiplied."""

    def change(font: TTFont, *_: object) -> None:
        metrics = font["hmtx"].metrics
        for name, (width, bearing) in metrics.items():
            metrics[name] = (min(round(width * share), 65_535), bearing)

    return change


def one_width(share: float) -> Change:
    """The width of one letter multiplied."""

    def change(font: TTFont, letters: str, chance: random.Random) -> None:
        name = _glyph(font, chance.choice(letters))
        width, bearing = font["hmtx"].metrics[name]
        font["hmtx"].metrics[name] = (round(width * share), bearing)

    return change


def widths_mixed(font: TTFont, letters: str, chance: random.Random) -> None:
    metrics = font["hmtx"].metrics
    names = [_glyph(font, letter) for letter in letters]
    mixed = chance.sample(names, len(names))
    old = {name: metrics[name][0] for name in names}
    for name, other in zip(names, mixed, strict=True):
        metrics[name] = (old[other], metrics[name][1])


def bearings(units: int, one: bool = False) -> Change:
    """Side bearings of all glyphs, or of one letter, moved."""

    def change(font: TTFont, letters: str, chance: random.Random) -> None:
        metrics = font["hmtx"].metrics
        for name in [_glyph(font, chance.choice(letters))] if one else list(metrics):
            width, bearing = metrics[name]
            metrics[name] = (width, bearing + units)

    return change


def em(share: float) -> Change:
    """Another number of units per em."""

    def change(font: TTFont, *_: object) -> None:
        font["head"].unitsPerEm = round(font["head"].unitsPerEm * share)

    return change


def no_box(font: TTFont, *_: object) -> None:
    head = font["head"]
    head.xMin = head.yMin = head.xMax = head.yMax = 0


def lines(ascent: int, descent: int, gap: int = 0) -> Change:
    """Other heights of lines."""

    def change(font: TTFont, *_: object) -> None:
        hhea, os2 = font["hhea"], font["OS/2"]
        hhea.ascent, hhea.descent, hhea.lineGap = ascent, descent, gap
        os2.sTypoAscender, os2.sTypoDescender = ascent, descent

    return change


def another_weight(font: TTFont, *_: object) -> None:
    bold = font["OS/2"].usWeightClass >= 600
    font["OS/2"].usWeightClass = 400 if bold else 700
    for row in font["name"].names:
        if row.nameID == 2:
            row.string = "Regular" if bold else "Bold"


def named(row: int, text: str) -> Change:
    """A row of the `name` table with another text: 1 the family, 5 the version, 6 PostScript's."""

    def change(font: TTFont, *_: object) -> None:
        for entry in font["name"].names:
            if entry.nameID == row:
                entry.string = text

    return change
