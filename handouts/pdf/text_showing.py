"""How a run is shown, apart from its codes: what does not change from one document to the next.

The same words are set again for another edition, another paper, the same box on the next sheet.
What is worked out for a run of glyphs is kept, and only the codes are looked up anew.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter, sub
from typing import NamedTuple

from handouts.pdf import operators as op
from handouts.pdf.clusters import (
    Shape,
    ending_in_space,
    is_simple,
    left_to_right,
    right_to_left,
    with_marks,
    without_controls,
)
from handouts.pdf.errors import GlyphError
from handouts.pdf.pairs import pairs_of
from handouts.text.glyphs import Face, GlyphRun, Line
from handouts.text.identity_cache import IdentityCache

#: Runs to remember: those of the last ten sheets or so, and what stands on every sheet.
_REMEMBERED = 2048

#: Lines to remember, of as many sheets.
_REMEMBERED_LINES = 1024


class Pattern(NamedTuple):
    """A run made ready: its glyphs with their texts in the order of reading, by their numbers (see
    `Pairs`); where the first one stands (font units from the run's left end), and how far the pen
    must go back before each, in thousandths of an em. `gaps` is empty where every glyph stands
    where the one before it ends. `template` takes the codes and gives the operators; `codes` looks
    them up. `ys` are the heights of CFF glyphs, font units, where one is not 0."""

    pairs: tuple[int, ...]
    first: int
    gaps: tuple[int, ...]
    template: str
    codes: Callable[[dict[int, str]], tuple[str, ...] | str]
    ys: tuple[int, ...]


class Shown(NamedTuple):
    """A run of a line as it is shown: `x` is where the run stands from the line's left end, `start`
    where its first glyph stands from there, both in points."""

    span: int
    face: Face
    size: float
    x: float
    start: float
    pattern: Pattern


#: A paragraph hands out the same line as long as it is remembered itself.
_lines = IdentityCache[bool, tuple[Shown, ...]](_REMEMBERED_LINES)


def shown(line: Line, *, leftwards: bool) -> tuple[Shown, ...]:
    """The runs of a line that show anything. `leftwards` tells that the document reads from right
    to left."""
    known = _lines.get(line, leftwards)
    if known is None:
        known = _lines.put(line, leftwards, tuple(_shown(line, leftwards)))
    return known


def _shown(line: Line, leftwards: bool) -> Iterator[Shown]:
    runs = [run for run in with_marks(line.runs) if run.gids]
    if leftwards and not line.overwide:
        runs = ending_in_space(runs)
    for run in runs:
        ready = _pattern(
            run.face,
            run.rtl,
            run.gids,
            run.texts,
            run.xs,
            run.ys,
            run.advances,
        )
        if ready.pairs:
            start = ready.first * run.size / run.face.upem
            yield Shown(run.span, run.face, run.size, run.x, start, ready)


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
        return Pattern((), 0, (), "", lambda _codes: (), ())
    xs = run.xs
    pairs: Sequence[tuple[Shape, str]]
    if face.is_cff or is_simple(run):
        pairs = tuple(zip(run.gids, run.texts, strict=True))
    else:
        pairs, places = right_to_left(run) if rtl else left_to_right(run)
        xs = tuple(places)
    if 0 in run.gids:
        _refuse_missing(pairs)
    known = pairs_of(face)
    numbers = tuple(map(known.__getitem__, pairs))
    widths = [known.widths[number] for number in numbers]
    natural = tuple(accumulate(widths[:-1], initial=xs[0])) == xs
    gaps: Sequence[int] = () if natural and not rtl else _gaps(xs, widths, face.upem)
    codes = ["%s"] * len(numbers)
    raised = run.ys if face.is_cff and any(run.ys) else ()
    if rtl:
        # One operator for each glyph: PDFium sorts what different operators show by its place, but
        # takes what one operator shows as it comes.
        template = op.shown_one_by_one(gaps, codes)
    elif natural:
        template = f" {op.shown(codes)}"
    else:
        template = f" {op.shown_with_gaps(gaps, codes)}"
    gaps = () if natural else tuple(gaps)
    return Pattern(numbers, xs[0], gaps, template, itemgetter(*numbers), raised)


def _refuse_missing(pairs: Sequence[tuple[Shape, str]]) -> None:
    """Glyph 0 is `.notdef`: nothing may be shown with it."""
    for shape, text in pairs:
        gids = [shape] if isinstance(shape, int) else [gid for gid, _, _ in shape.parts]
        if 0 in gids:
            raise GlyphError(f"the font has no glyph for {text!r}")


def _gaps(xs: Sequence[int], widths: Sequence[int], upem: int) -> list[int]:
    """Rounding errors do not add up: each gap is reckoned from where the pen really stands."""
    if upem == 1000:  # nothing is rounded
        ends = [x + advance for x, advance in zip(xs, widths, strict=True)]
        return [0, *map(sub, ends, xs[1:])]
    scale = 1000 / upem
    gaps = [0]
    pen = xs[0] * scale
    for x, advance in zip(xs[1:], widths, strict=False):
        pen += advance * scale
        gap = round(pen - x * scale)
        pen -= gap
        gaps.append(gap)
    return gaps
