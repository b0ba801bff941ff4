"""Operators of content streams (ISO 32000-1, annex A), each with its operands.

Every function returns text. Whoever writes a content stream joins what they return by white space::

    >>> saved(f'{fill_color("#1A3C5A")} {painted(rectangle(0, 0, 10, 5), fill=True)}')
    'q 0.102 0.235 0.353 rg 0 0 10 5 re f Q'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handouts.pdf.objects import name, number, numbers, rgb

# Graphics state (8.4.4)

SAVE, RESTORE = "q", "Q"
ROUND_CAPS, ROUND_JOINS = "1 J", "1 j"


def saved(operators: str) -> str:
    """Operators whose graphics state ends with them."""
    return f"{SAVE} {operators} {RESTORE}"


def transformed(matrix: Iterable[float]) -> str:
    """The coordinates of what follows, by a matrix of six numbers."""
    return f"{numbers(matrix)} cm"


def line_width(width: float, decimals: int = 3) -> str:
    """The width of lines."""
    return f"{number(width, decimals)} w"


def dashes(lengths: Iterable[float], decimals: int = 3) -> str:
    """Lengths of dashes and gaps; a solid line without any."""
    return f"[{numbers(lengths, decimals)}] 0 d"


# Colour (8.6.8)


def fill_color(color: str) -> str:
    """The colour of areas and of text, `#RRGGBB`."""
    return f"{rgb(color)} rg"


def stroke_color(color: str) -> str:
    """The colour of lines, `#RRGGBB`."""
    return f"{rgb(color)} RG"


# Paths (8.5)

CLOSE = "h"


def move_to(point: Iterable[float], decimals: int = 3) -> str:
    """Begins a part of a path."""
    return f"{numbers(point, decimals)} m"


def line_to(point: Iterable[float], decimals: int = 3) -> str:
    """A straight line."""
    return f"{numbers(point, decimals)} l"


def curve_to(points: Iterable[float], decimals: int = 3) -> str:
    """A Bézier curve: two control points and the end."""
    return f"{numbers(points, decimals)} c"


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A rectangle, as a path of its own."""
    return f"{numbers((x, y, width, height))} re"


def polyline(points: Sequence[tuple[float, float]]) -> str:
    """Straight lines from point to point."""
    return " ".join([move_to(points[0]), *map(line_to, points[1:])])


def painted(path: str, *, fill: bool = False, stroke: bool = False) -> str:
    """A path, filled, stroked or both."""
    return f"{path} {'B' if fill and stroke else 'f' if fill else 'S'}"


def form(resource: str) -> str:
    """A form XObject, by its resource name."""
    return f"/{resource} Do"


# Text (9.3, 9.4)


def text_object(operators: str) -> str:
    """Text operators as one text object."""
    return f"BT {operators} ET"


def text_position(x: float, y: float) -> str:
    """Where the next glyph's origin stands."""
    return f"1 0 0 1 {number(x)} {number(y)} Tm"


def font(resource: str, size: float) -> str:
    """A font, by its resource name, and its size."""
    return f"/{resource} {number(size)} Tf"


def text_rise(height: float) -> str:
    """How far above the baseline glyphs stand."""
    return f"{number(height)} Ts"


def shown(codes: Iterable[str]) -> str:
    """Glyphs by their codes in hexadecimal, each where the one before ends."""
    return f"<{''.join(codes)}> Tj"


def shown_with_gaps(gaps: Sequence[int], codes: Iterable[str]) -> str:
    """Glyphs, each with a gap before it by which the pen goes back, in thousandths of an em."""
    return f"[{''.join(map(str.__add__, _opened(gaps), codes))}>] TJ"


def shown_one_by_one(gaps: Iterable[int], codes: Iterable[str]) -> str:
    """The same with an operator for each glyph."""
    return "".join([f"[{gap}<{code}>]TJ" for gap, code in zip(gaps, codes, strict=True)])


def _opened(gaps: Sequence[int]) -> Iterator[str]:
    """What stands before each code in an array: the end of a string, a gap, a new string."""
    for place, gap in enumerate(gaps):
        if place == 0:
            yield f"{gap}<" if gap else "<"
        else:
            yield f">{gap}<" if gap else ""


# Marked content (14.6)

END_MARKED_CONTENT = "EMC"


def begin_marked_content(tag: str, properties: str) -> str:
    """Begins a sequence; `properties` is a dictionary that is written already."""
    return f"{name(tag)} {properties} BDC"
