"""Fonts whose layout tables are altered: features, ligatures, forms, marks, kerning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont

from tests.hostile.altered import Change, NotHereError, table_of


def features(table: str, *tags: str) -> Change:
    """Features of a layout table emptied: those named, or all."""

    def change(font: TTFont, *_: object) -> None:
        found = False
        for row in table_of(font, table).table.FeatureList.FeatureRecord:
            if row.Feature.LookupListIndex and (not tags or row.FeatureTag in tags):
                row.Feature.LookupListIndex, row.Feature.LookupCount, found = [], 0, True
        if not found:
            raise NotHereError

    return change


def gone(table: str) -> Change:
    """A table that is no longer there."""

    def change(font: TTFont, *_: object) -> None:
        table_of(font, table)
        del font[table]

    return change


def _subtables(font: TTFont, table: str) -> Iterator[Any]:
    for lookup in table_of(font, table).table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            yield getattr(subtable, "ExtSubTable", subtable)


def ligatures_moved(font: TTFont, *_: object) -> None:
    found = False
    for subtable in _subtables(font, "GSUB"):
        rows = [row for rows in getattr(subtable, "ligatures", {}).values() for row in rows]
        glyphs = [row.LigGlyph for row in rows]
        for row, glyph in zip(rows, glyphs[1:] + glyphs[:1], strict=True):
            found |= row.LigGlyph != glyph
            row.LigGlyph = glyph
    if not found:
        raise NotHereError


def forms_moved(font: TTFont, *_: object) -> None:
    found = False
    for subtable in _subtables(font, "GSUB"):
        if subtable.LookupType == 1:
            names = sorted(subtable.mapping)
            glyphs = [subtable.mapping[name] for name in names]
            subtable.mapping = dict(zip(names, glyphs[1:] + glyphs[:1], strict=True))
            found |= len(set(glyphs)) > 1
    if not found:
        raise NotHereError


def anchors(x: int, y: int, turned: bool = False) -> Change:
    """Where marks are put on letters, moved or turned."""

    def change(font: TTFont, *_: object) -> None:
        places = [
            anchor
            for subtable in _subtables(font, "GPOS")
            for row in getattr(getattr(subtable, "BaseArray", None), "BaseRecord", ())
            for anchor in row.BaseAnchor
            if anchor
        ]
        if not places:
            raise NotHereError
        for anchor in places:
            anchor.XCoordinate += x
            anchor.YCoordinate = -anchor.YCoordinate if turned else anchor.YCoordinate + y

    return change


def kerning(units: int) -> Change:
    """Pairs of letters pushed together."""

    def change(font: TTFont, *_: object) -> None:
        pairs = [
            row
            for subtable in _subtables(font, "GPOS")
            for first in getattr(subtable, "PairSet", None) or ()
            for row in first.PairValueRecord
        ]
        classes = [
            row
            for subtable in _subtables(font, "GPOS")
            for first in getattr(subtable, "Class1Record", None) or ()
            for row in first.Class2Record
        ]
        values = [row.Value1 for row in pairs + classes if row.Value1]
        if not values:
            raise NotHereError
        for value in values:
            value.XAdvance = units

    return change
