"""Right-to-left runs, written so that both kinds of readers get the words right.

Screen readers, and readers of tagged text, follow the order of the stream: it must be the order of
reading. Readers that know nothing of tags (poppler's `pdftotext`, PDFium in browsers) sort what
they find by its place on the page and then turn right-to-left stretches round. Both are served when
every character is a glyph of its own at a place of its own::

    text       ل  ا                     written from right to left with one glyph, lam-alef
    stream     [lam-alef "ل"] at x      the glyph tells the first character of its cluster
               [nothing  "ا"] at x - 1  a glyph without ink tells the next, one unit further left

So a cluster of several glyphs (a letter, its dots and vowels) becomes one composite glyph, which
also brings the letters of a cascading line of Nastaliq back to one baseline. Two marks without ink
help readers that treat punctuation by rules simpler than the Unicode Bidirectional Algorithm:
a right-to-left mark before punctuation, and before left-to-right words and numbers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handouts.pdf.compose import Composite
from handouts.text.glyphs import GlyphRun

#: A glyph of the font, or one to be put together.
Shape = int | Composite

#: A glyph that paints nothing and takes no room.
NOTHING = Composite(0, ())

_MARK = "\u200f"
_LEFT_MARK = "\u200e"
#: Bidirectional classes that need no help: letters, vowels, spaces.
_STEADY = frozenset({"R", "AL", "NSM", "WS", "BN"})


class Placed(NamedTuple):
    """A glyph, the text it tells, and where it stands from the run's left end, in font units."""

    shape: Shape
    text: str
    x: int


def place(run: GlyphRun) -> Iterator[Placed]:
    """The run's clusters as single glyphs on the baseline, in the order of reading."""
    starts = [index for index, text in enumerate(run.texts) if text or index == 0]
    for start, end in zip(starts, [*starts[1:], len(run.texts)], strict=True):
        shape, x = _cluster(run, start, end)
        text = run.texts[start]
        yield Placed(shape, _marked(text[:1]), x)
        for index, character in enumerate(text[1:], 1):
            yield Placed(NOTHING, character, x - index)


def _cluster(run: GlyphRun, start: int, end: int) -> tuple[Shape, int]:
    x = min((run.xs[i] for i in range(start, end) if run.advances[i]), default=run.xs[start])
    text = run.texts[start]
    if text.isspace():
        return Composite(run.advances[start], ()), x
    if run.advances[start] == 0 and unicodedata.category(text[:1] or " ") == "Cf":
        return NOTHING, x - 1
    if end - start == 1 and run.ys[start] == 0:
        return run.gids[start], x
    parts = tuple(
        (run.gids[index], run.xs[index] - x, run.ys[index]) for index in range(start, end)
    )
    return Composite(max(sum(run.advances[start:end]), 0), parts), x


def _marked(character: str) -> str:
    if unicodedata.bidirectional(character or " ") in _STEADY:
        return character
    if unicodedata.mirrored(character):
        return f"{_MARK}{character}{_LEFT_MARK}"
    return f"{_MARK}{character}{_MARK}"


def with_marks(runs: Sequence[GlyphRun]) -> Iterator[GlyphRun]:
    """The runs of a line; where it has right-to-left text, each stretch of left-to-right runs
    begins with a mark."""
    mixed = any(run.rtl for run in runs)
    turned = mixed
    for run in runs:
        if turned and not run.rtl and run.gids:
            yield replace(run, texts=(_MARK + run.texts[0], *run.texts[1:]))
        else:
            yield run
        turned = mixed and run.rtl
