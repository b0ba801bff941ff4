"""Contrast of the colours of a palette: checked once, before any page is made.

The measure is the contrast ratio of WCAG 2.1 (from 1:1 to 21:1). Words need 7:1 (success criterion
1.4.6, level AAA). Large words (14 pt bold, 18 pt) and graphics that mean something need 4.5:1: the
first is 1.4.6 again, the second is more than the 3:1 of 1.4.11, since paper is copied. `PAIRS` are
the colours that pages set on each other; a tinted box needs no contrast with the paper, because a
bar, a frame or rules draw its edge::

    >>> ratio("#8C989F", "#FFFFFF")
    2.95...
    >>> ratio("#000000", "#FFFFFF")
    21.0
"""

from __future__ import annotations

import colorsys
import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WHITE = "white"
_PAPER = "#FFFFFF"

#: Of words and what they stand on.
TEXT = 7.0
_LARGE = 4.5
_GRAPHIC = 4.5

#: Steps of lightness that are tried, darker and lighter.
_STEPS = 512


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour upon another, by their names in the palette (`WHITE` is the paper), the least
    ratio, and what it is used for."""

    foreground: str
    background: str
    least: float
    use: str


PAIRS = (
    Pair("ink", WHITE, TEXT, "text"),
    Pair("ink", "tint", TEXT, "text in a box"),
    Pair("muted", WHITE, TEXT, "text below the title and in the foot"),
    Pair("muted", "tint", TEXT, "captions in a box"),
    Pair("brand", WHITE, TEXT, "text in the page's band"),
    Pair("brand", "tint", _LARGE, "headings and bullets in a box"),
    Pair("do", WHITE, TEXT, "the heading of what to do"),
    Pair("do", "tint", _GRAPHIC, "ticks and frames in a box"),
    Pair("dont", WHITE, TEXT, "the heading of what not to do"),
    Pair("dont", "tint", _GRAPHIC, "crosses and frames in a box"),
    Pair("rule", WHITE, _GRAPHIC, "the lines of a table"),
    Pair("rule", "tint", _GRAPHIC, "the lines of a table's headings"),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A colour of the palette to change: its key, the nearest colour that passes (the same hue and
    saturation, another lightness), the pair that is furthest off, and its ratio."""

    key: str
    color: str
    pair: Pair
    found: float

    def message(self, colors: Mapping[str, str]) -> str:
        """What is wrong, for a person: which colours, their ratio, what they are used for."""
        foreground, background = self.pair.foreground, self.pair.background
        paper = WHITE if background == WHITE else f"{background} {colors[background]}"
        return (
            f"{foreground} {colors[foreground]} and {paper} have a contrast of {self.found:.2f}:1; "
            f"{self.pair.use}: {self.pair.least:g}:1 is needed"
        )

    @property
    def hint(self) -> str:
        """What to write instead."""
        return f'the nearest colour that passes: {self.key} = "{self.color}"'


@functools.lru_cache(maxsize=4096)
def luminance(color: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.1, definitions)."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1, definitions)."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def corrections(colors: Mapping[str, str]) -> list[Correction]:
    """The colours to change so that every pair passes; none, when all do.

    What is too pale on white is darkened. What still fails on the tint is darkened too, or
    the tint is lightened, whichever changes less.
    """
    corrected = {**colors, WHITE: _PAPER}
    foregrounds = tuple(dict.fromkeys(pair.foreground for pair in PAIRS))
    for key in foregrounds:
        on_white = [pair for pair in PAIRS if pair.foreground == key and pair.background == WHITE]
        if _failing(corrected, on_white):
            corrected[key] = _nearest(key, corrected) or _nearest(key, corrected, (WHITE,))
    on_tint = _failing(corrected, [pair for pair in PAIRS if pair.background == "tint"])
    if on_tint:
        corrected |= _cheaper(corrected, [pair.foreground for pair in on_tint])
    failing = _failing({**colors, WHITE: _PAPER}, PAIRS)
    return [
        _correction(key, colors, corrected[key], failing)
        for key in (*foregrounds, "tint")
        if corrected[key] != colors[key]
    ]


def _correction(
    key: str, colors: Mapping[str, str], color: str, failing: Sequence[Pair]
) -> Correction:
    known = {**colors, WHITE: _PAPER}
    worst = min(_pairs_of(key, failing), key=lambda pair: _ratio(known, pair) / pair.least)
    return Correction(key, color, worst, _ratio(known, worst))


def _pairs_of(key: str, pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if key in (pair.foreground, pair.background)]


def _ratio(colors: Mapping[str, str], pair: Pair) -> float:
    return ratio(colors[pair.foreground], colors[pair.background])


def _failing(colors: Mapping[str, str], pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if _ratio(colors, pair) < pair.least]


def _cheaper(colors: Mapping[str, str], foregrounds: Sequence[str]) -> dict[str, str]:
    """New colours either for the foregrounds that fail on the tint or for the tint, whichever
    changes less. All that passes on white passes on a tint that is light enough."""
    tint = {"tint": _nearest("tint", colors)}
    darker = {key: _nearest(key, colors) for key in foregrounds}
    return min((tint, darker), key=lambda change: _shift(colors, change))


def _shift(colors: Mapping[str, str], change: Mapping[str, str]) -> float:
    """How far lightness changes in all; infinite where no colour that passes was found."""
    if not all(change.values()):
        return math.inf
    return sum(abs(_hls(colors[key])[1] - _hls(color)[1]) for key, color in change.items())


def _nearest(
    key: str, colors: Mapping[str, str], backgrounds: Sequence[str] = (WHITE, "tint")
) -> str:
    """The colour nearest in lightness that passes in every pair with `key` on these backgrounds;
    empty where there is none."""
    pairs = [pair for pair in _pairs_of(key, PAIRS) if pair.background in backgrounds]
    hue, lightness, saturation = _hls(colors[key])
    for level in sorted(range(_STEPS + 1), key=lambda level: abs(level / _STEPS - lightness)):
        color = _hex(colorsys.hls_to_rgb(hue, level / _STEPS, saturation))
        if not _failing({**colors, key: color}, pairs):
            return color
    return ""


def _hls(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(each * 255):02X}" for each in channels)
