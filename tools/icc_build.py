"""Writes `handouts/pdf/srgb.icc`, the sRGB colour space as an ICC profile, from the standard's
own numbers::

    .venv/bin/python tools/icc_build.py handouts/pdf/srgb.icc

The profile is ICC.1:2001-04 (version 2), a monitor profile of three colorants and one curve:
IEC 61966-2-1 primaries and white point, brought to the D50 of the profile connection space by the
Bradford transform.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Sequence
from pathlib import Path

Matrix = tuple[tuple[float, ...], ...]

#: Chromaticities of red, green, blue and white in IEC 61966-2-1.
_PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
_WHITE = (0.3127, 0.3290)
#: The white point of the profile connection space (ICC.1, 7.2.16).
_D50 = (0.9642, 1.0, 0.8249)
_BRADFORD: Matrix = (
    (0.8951, 0.2664, -0.1614),
    (-0.7502, 1.7135, 0.0367),
    (0.0389, -0.0685, 1.0296),
)
_CURVE_POINTS = 256


def srgb_profile() -> bytes:
    """The profile; the same bytes on every machine."""
    red, green, blue = zip(*_colorants(), strict=True)
    curve = b"curv\0\0\0\0" + struct.pack(
        f">I{_CURVE_POINTS}H",
        _CURVE_POINTS,
        *(round(65535 * _linear(step / (_CURVE_POINTS - 1))) for step in range(_CURVE_POINTS)),
    )
    tags = {
        b"desc": _description("sRGB"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_D50),
        b"rXYZ": _xyz(red),
        b"gXYZ": _xyz(green),
        b"bXYZ": _xyz(blue),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assemble(tags)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    """Header, tag table, and each distinct tag once."""
    table = struct.pack(">I", len(tags))
    data = b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for signature, body in tags.items():
        if body not in places:
            places[body] = start + len(data)
            data += body + b"\0" * (-len(body) % 4)
        table += struct.pack(">4sII", signature, places[body], len(body))
    size = start + len(data)
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3i4s44x",
        *(size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ "),
        *(1999, 10, 18, 0, 0, 0),  # the day IEC 61966-2-1 appeared: a constant, not a clock
        *(b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0),
        *(map(_fixed, _D50)),
        b"\0\0\0\0",
    )
    return header + table + data


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _colorants() -> Matrix:
    """Columns are the colorants red, green, blue in XYZ under D50."""
    white = _xyz_of(_WHITE)
    primaries = tuple(zip(*map(_xyz_of, _PRIMARIES), strict=True))
    amounts = _apply(_inverse(primaries), white)
    to_xyz = tuple(
        tuple(value * amount for value, amount in zip(row, amounts, strict=True))
        for row in primaries
    )
    gains = [
        target / source
        for target, source in zip(_apply(_BRADFORD, _D50), _apply(_BRADFORD, white), strict=True)
    ]
    scaled = tuple(
        tuple(gain * value for value in row) for gain, row in zip(gains, _BRADFORD, strict=True)
    )
    return _product(_product(_inverse(_BRADFORD), scaled), to_xyz)


def _xyz_of(chromaticity: tuple[float, float]) -> tuple[float, float, float]:
    x, y = chromaticity
    return x / y, 1.0, (1 - x - y) / y


def _apply(matrix: Matrix, vector: Sequence[float]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _product(left: Matrix, right: Matrix) -> Matrix:
    columns = tuple(zip(*right, strict=True))
    return tuple(_apply(columns, row) for row in left)


def _inverse(m: Matrix) -> Matrix:
    """Of a 3 by 3 matrix: cofactors over the determinant."""
    cofactors = tuple(
        tuple(
            m[(i + 1) % 3][(j + 1) % 3] * m[(i + 2) % 3][(j + 2) % 3]
            - m[(i + 1) % 3][(j + 2) % 3] * m[(i + 2) % 3][(j + 1) % 3]
            for i in range(3)
        )
        for j in range(3)
    )
    determinant = sum(m[0][i] * cofactors[i][0] for i in range(3))
    return tuple(tuple(value / determinant for value in row) for row in cofactors)


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))


def _description(text: str) -> bytes:
    """textDescriptionType (ICC.1:2001-04, 6.5.17): ASCII only, the other forms empty."""
    ascii_text = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + b"\0" * (8 + 3 + 67)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(srgb_profile())
