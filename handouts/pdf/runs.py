"""How a run is shown, apart from its codes: what does not change from one document to the next.

The same words are set again for another edition, another paper, the same box on the next sheet.
What `pattern` works out for a run of glyphs is kept, and only the codes are looked up anew.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from handouts.pdf.clusters import (
    Shape,
    is_simple,
    left_to_right,
    right_to_left,
    without_controls,
)
from handouts.text.glyphs import Face, GlyphRun

#: Runs to remember: those of the last ten sheets or so, and what stands on every sheet.
_REMEMBERED = 2048


class Pattern(NamedTuple):
    """A run made ready: its glyphs with their texts in the order of reading, where the first one
    stands (font units from the run's left end), and how far the pen must go back before each, in
    thousandths of an em. `gaps` is empty where every glyph stands where the one before it ends.
    `moves` are what comes before each code of a run that is shown glyph by glyph."""

    pairs: tuple[tuple[Shape, str], ...]
    first: int
    gaps: tuple[int, ...]
    moves: tuple[str, ...]


def pattern(run: GlyphRun) -> Pattern:
    """The pattern of a run, from memory where it was met before."""
    return _pattern(
        run.face,  # type: ignore[arg-type]  # a protocol does not promise that it can be hashed
        run.rtl,
        run.gids,
        run.texts,
        run.xs,
        run.ys,
        run.advances,
    )


@functools.lru_cache(maxsize=_REMEMBERED)
def _pattern(
    face: Face,
    rtl: bool,
    gids: tuple[int, ...],
    texts: tuple[str, ...],
    xs: tuple[int, ...],
    ys: tuple[int, ...],
    advances: tuple[int, ...],
) -> Pattern:
    run = without_controls(GlyphRun(face, 0.0, rtl, 0, 0.0, 0.0, gids, texts, xs, ys, advances))
    if not run.gids:
        return Pattern((), 0, (), ())
    xs = run.xs
    pairs: Sequence[tuple[Shape, str]]
    if face.is_cff or is_simple(run):
        pairs = tuple(zip(run.gids, run.texts, strict=True))
    else:
        placed = list(right_to_left(run) if rtl else left_to_right(run))
        pairs = tuple((glyph.shape, glyph.text) for glyph in placed)
        xs = tuple(glyph.x for glyph in placed)
    widths = [width(face, shape) for shape, _ in pairs]
    natural = tuple(accumulate(widths[:-1], initial=xs[0])) == xs
    gaps = _gaps(xs, widths, 1000 / face.upem)
    moves = [f"{'>]TJ' if index else ''}[{gap}<" for index, gap in enumerate(gaps)] if rtl else []
    return Pattern(pairs, xs[0], () if natural else tuple(gaps), tuple(moves))


def width(face: Face, shape: Shape) -> int:
    """The advance of a glyph in the font program, in font units."""
    return face.advance(shape) if isinstance(shape, int) else shape.advance


def _gaps(xs: Sequence[int], widths: Sequence[int], scale: float) -> list[int]:
    """Rounding errors do not add up: each gap is reckoned from where the pen really stands."""
    gaps = [0]
    pen = xs[0] * scale
    for x, advance in zip(xs[1:], widths, strict=False):
        pen += advance * scale
        gap = round(pen - x * scale)
        pen -= gap
        gaps.append(gap)
    return gaps
