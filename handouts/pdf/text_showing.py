"""How a run is shown, apart from its codes: what does not change from one document to the next.

The same words are set again for another edition, another paper, the same box on the next sheet.
What is worked out for a run of glyphs is kept, and only the codes are looked up anew.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

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
from handouts.text.glyphs import Face, GlyphRun, Line

#: Runs to remember: those of the last ten sheets or so, and what stands on every sheet.
_REMEMBERED = 2048

#: Lines to remember, of as many sheets.
_REMEMBERED_LINES = 1024


class Pattern(NamedTuple):
    """A run made ready: its glyphs with their texts in the order of reading, where the first one
    stands (font units from the run's left end), and how far the pen must go back before each, in
    thousandths of an em. `gaps` is empty where every glyph stands where the one before it ends.
    `template` takes the codes and gives the operators. `ys` are the heights of CFF glyphs, font
    units, where one is not 0."""

    pairs: tuple[tuple[Shape, str], ...]
    first: int
    gaps: tuple[int, ...]
    template: str
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


_lines: dict[tuple[int, bool], tuple[Line, tuple[Shown, ...]]] = {}


def shown(line: Line, *, leftwards: bool) -> tuple[Shown, ...]:
    """The runs of a line that show anything. `leftwards` tells that the document reads from right
    to left.

    A paragraph hands out the same line as long as it is remembered itself, so a line goes by its
    identity, which costs nothing; the memory holds the line, so that no other takes its identity.
    """
    key = (id(line), leftwards)
    known = _lines.get(key)
    if known is None:
        if len(_lines) >= _REMEMBERED_LINES:
            del _lines[next(iter(_lines))]
        known = _lines[key] = (line, tuple(_shown(line, leftwards)))
    return known[1]


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
        return Pattern((), 0, (), "", ())
    xs = run.xs
    pairs: Sequence[tuple[Shape, str]]
    if face.is_cff or is_simple(run):
        pairs = tuple(zip(run.gids, run.texts, strict=True))
    else:
        placed = list(right_to_left(run) if rtl else left_to_right(run))
        pairs = tuple([(shape, text) for shape, text, _ in placed])
        xs = tuple([x for _, _, x in placed])
    if 0 in run.gids:
        _refuse_missing(pairs)
    widths = [width(face, shape) for shape, _ in pairs]
    natural = tuple(accumulate(widths[:-1], initial=xs[0])) == xs
    gaps = _gaps(xs, widths, 1000 / face.upem)
    raised = run.ys if face.is_cff and any(run.ys) else ()
    if rtl:
        # One operator for each glyph: PDFium sorts what different operators show by its place, but
        # takes what one operator shows as it comes.
        template = "".join([f"[{gap}<%s>]TJ" for gap in gaps])
    elif natural:
        template = f" <{'%s' * len(gaps)}> Tj"
    else:
        template = f" [{'%s'.join([*operands(gaps), '>]'])} TJ"
    return Pattern(pairs, xs[0], () if natural else tuple(gaps), template, raised)


def _refuse_missing(pairs: Sequence[tuple[Shape, str]]) -> None:
    """Glyph 0 is `.notdef`: nothing may be shown with it."""
    for shape, text in pairs:
        gids = [shape] if isinstance(shape, int) else [gid for gid, _, _ in shape.parts]
        if 0 in gids:
            raise GlyphError(f"the font has no glyph for {text!r}")


def operands(gaps: Sequence[int]) -> Iterator[str]:
    """What comes before each code in the array of one `TJ`: the end of a string, a number, the
    beginning of the next string."""
    for index, gap in enumerate(gaps):
        if index == 0:
            yield f"{gap}<" if gap else "<"
        else:
            yield f">{gap}<" if gap else ""


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
