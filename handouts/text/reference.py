"""How the letters of the font families that sheets are set in look, coarsely: `forms/`.

`tools/letter_forms_build.py` draws them from the fonts of the packages, and from other releases. A
family has a file of its own: texts (letters, clusters, conjuncts), and for each weight the pictures
of each text, several where releases of the family differ. `forms/sha256` lists the font files that
were looked at there as a whole.
"""

from __future__ import annotations

import functools
import itertools
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from handouts.text.face import FontFace
from handouts.text.families import of_collection, plain
from handouts.text.picture import FIELDS, Box, Shaped, difference, fields

_FOLDER = Path(__file__).with_name("forms")
_SUFFIX = ".forms"
_DIGESTS = _FOLDER / "sha256"
#: Measures are kept in hundredths of an em.
_UNIT = 100
#: The bits of a field, by its step.
_BITS = (0, 1, 3, 7)
_PACKED = FIELDS * FIELDS // 4


class Picture(NamedTuple):
    """A text as a font sets it: its advance and the box of its ink, ems, and its fields."""

    advance: float
    box: Box
    fields: int

    @classmethod
    def of(cls, font: hb.Font, text: Shaped) -> Picture:
        """The picture of a text. Raises `ValueError` where it has no ink."""
        if not text.box:
            raise ValueError("no ink")
        left, bottom, right, top = (round(value * _UNIT) / _UNIT for value in text.box)
        box = (left, bottom, right, top)
        return cls(round(text.advance * _UNIT) / _UNIT, box, fields(font, text, box))

    def moved(self, text: Shaped) -> float:
        """By how much, ems, a text has another advance or another box."""
        box = text.box or (0, 0, 0, 0)
        apart = [abs(mine - its) for mine, its in zip(self.box, box, strict=True)]
        return max(abs(self.advance - text.advance), *apart)

    def differs(self, font: hb.Font, text: Shaped) -> float:
        """How far a text as a font sets it has another form: 0 to 1."""
        return difference(fields(font, text, self.box), self.fields)


class Metrics(NamedTuple):
    """What a font says of its lines, ems: their distance, the heights of ascenders, descenders
    and capitals."""

    line: float
    ascent: float
    descent: float
    capitals: float

    @classmethod
    def of(cls, face: FontFace) -> Metrics:
        """The metrics of a face, in thousandths of an em."""
        heights = (face.ascent, face.descent, face.cap_height)
        ems = (face.line_height, *(height / face.upem for height in heights))
        return cls(*(round(value, 3) for value in ems))


class Release(NamedTuple):
    """A release of a family that was looked at: the metrics of its faces, and those characters of
    the family that it has not."""

    metrics: Sequence[Metrics]
    lacks: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a family: its releases by their version; texts with the language that they
    are set in; and by weight the pictures of each text."""

    family: str
    releases: Mapping[str, Release]
    texts: Sequence[tuple[str, str]]
    pictures: Mapping[str, Sequence[Sequence[Picture]]]


def of_family(family: str) -> Reference | None:
    """What is known of a family, under any of its names; nothing where its letters are not."""
    for name in (plain(family), plain(of_collection(family))):
        file = _FOLDER / f"{name}{_SUFFIX}"
        if file.is_file():
            return read(file.read_bytes())
    return None


def has_bold(family: str) -> bool:
    """Whether a family is known to have a bold face."""
    known = of_family(family)
    return known is not None and "bold" in known.pictures


@functools.cache
def known_files() -> frozenset[str]:
    """The SHA-256 of the font files that were looked at as a whole, by eye and by program."""
    return frozenset(line.split()[0] for line in _DIGESTS.read_text("utf-8").splitlines())


def write_digests(folder: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Writes the list of font files: SHA-256 and family."""
    text = "".join(f"{digest} {family}\n" for digest, family in rows)
    (folder / _DIGESTS.name).write_text(text, "utf-8")


def write(folder: Path, known: Reference) -> int:
    """Writes the file of a family; gives its size in bytes."""
    counts = {
        weight: [len(of_text) for of_text in drawn] for weight, drawn in known.pictures.items()
    }
    head = {
        "family": known.family,
        "releases": known.releases,
        "texts": known.texts,
        "counts": counts,
    }
    every = [
        picture for drawn in known.pictures.values() for of_text in drawn for picture in of_text
    ]
    columns = zip(*((picture.advance, *picture.box) for picture in every), strict=True)
    measures = [round(value * _UNIT) for column in columns for value in column]
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    parts = (text, b"\0", struct.pack(f">{len(measures)}h", *measures))
    body = zlib.compress(b"".join(parts) + b"".join(_packed(one.fields) for one in every), 9)
    (folder / f"{plain(known.family)}{_SUFFIX}").write_bytes(body)
    return len(body)


def read(data: bytes) -> Reference:
    """What the file of a family says."""
    text, _, body = zlib.decompress(data).partition(b"\0")
    head = json.loads(text)
    number = sum(itertools.chain(*head["counts"].values()))
    measures = struct.unpack_from(f">{5 * number}h", body)
    columns = [measures[at * number : (at + 1) * number] for at in range(5)]
    starts = range(10 * number, (10 + _PACKED) * number, _PACKED)
    every = iter(
        [
            Picture(
                advance / _UNIT,
                (left / _UNIT, bottom / _UNIT, right / _UNIT, top / _UNIT),
                _unpacked(body[at : at + _PACKED]),
            )
            for at, advance, left, bottom, right, top in zip(starts, *columns, strict=True)
        ]
    )
    drawn = {
        weight: [list(itertools.islice(every, count)) for count in counts]
        for weight, counts in head["counts"].items()
    }
    releases = {
        version: Release([Metrics(*values) for values in metrics], lacks)
        for version, (metrics, lacks) in head["releases"].items()
    }
    return Reference(head["family"], releases, [(tag, text) for tag, text in head["texts"]], drawn)


def _packed(picture: int) -> bytes:
    """Fields, four in a byte."""
    steps = [_BITS.index(bits) for bits in picture.to_bytes(FIELDS * FIELDS, "big")]
    fours = zip(*(steps[at::4] for at in range(4)), strict=True)
    return bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in fours)


def _unpacked(packed: bytes) -> int:
    return int.from_bytes(b"".join(map(_fields_of_byte().__getitem__, packed)), "big")


@functools.cache
def _fields_of_byte() -> tuple[bytes, ...]:
    return tuple(bytes(_BITS[byte >> at & 3] for at in (6, 4, 2, 0)) for byte in range(256))
