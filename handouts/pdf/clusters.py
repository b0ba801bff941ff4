"""One glyph for one cluster, so that a reader meets each letter once, in one place.

A cluster (a letter with its vowels and marks, a conjunct, a ligature) often takes several glyphs,
and some of them stand above, below, or left of where they are read. Readers that sort what they
find on the page then tear words apart. So such a cluster is drawn as a single *composite* glyph
that is put together in the font program and carries the cluster's whole text. It looks the same,
and leaves a run whose glyphs simply follow each other.

Right to left, two kinds of readers must be served. Screen readers and readers of tagged text follow
the stream, which must be in the order of reading. Readers that know nothing of tags (poppler's
`pdftotext`, PDFium in browsers) sort glyphs by place and then turn right-to-left stretches round,
ligatures included. Both get the words right when every *character* has a place of its own::

    text       ل  ا                     written from right to left with one glyph, lam-alef
    stream     [lam-alef "ل"] at x      the glyph tells the first character of its cluster
               [nothing  "ا"] at x - 1  a glyph without ink tells the next, one unit further left

Marks without ink help readers whose rules for punctuation are simpler than the Unicode
Bidirectional Algorithm: around punctuation, and where words of the other direction begin.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import compress

from handouts.pdf.composite_glyphs import Composite
from handouts.text.glyphs import GlyphRun

#: A glyph of the font, or one to be put together.
Shape = int | Composite

#: A glyph that paints nothing and takes no room.
NOTHING = Composite(0, ())

#: Font units that an offset may count; the format ends at twice as many.
_FURTHEST = 0x3FFF

#: What a line may be broken after, without a space.
_HYPHENS = "-/\u00ad\u2010\u2012\u2013\u200b"

#: Embeddings, overrides, isolates (UAX #9, 2).
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")

_RIGHT_MARK = "\u200f"
_LEFT_MARK = "\u200e"
#: Not mirrored by Unicode; PDFium turns them round all the same.
_QUOTES = "‘’“”"
#: Bidirectional classes that need no help: letters, vowels, spaces, what cannot be seen.
_STEADY = frozenset({"R", "AL", "NSM", "WS", "BN"})


#: Glyphs with the text each tells, and where each stands from the run's left end, in font units.
Placed = tuple[list[tuple[Shape, str]], list[int]]


def is_simple(run: GlyphRun) -> bool:
    """Whether each glyph is a cluster already, on the baseline, from left to right, and takes
    room."""
    return not run.rtl and all(run.texts) and not any(run.ys) and all(run.advances)


def without_controls(run: GlyphRun) -> GlyphRun:
    """The run without bidirectional controls. They have steered where words stand; on the page they
    are spaces of no width, which readers take for spaces."""
    if not _CONTROLS.search("".join(run.texts)):
        return run
    kept = [
        index
        for index, text in enumerate(run.texts)
        if run.advances[index] or not text or _CONTROLS.sub("", text)
    ]
    return run._replace(
        gids=tuple(run.gids[index] for index in kept),
        texts=tuple(_CONTROLS.sub("", run.texts[index]) for index in kept),
        xs=tuple(run.xs[index] for index in kept),
        ys=tuple(run.ys[index] for index in kept),
        advances=tuple(run.advances[index] for index in kept),
    )


def left_to_right(run: GlyphRun) -> Placed:
    """The run's clusters as single glyphs on the baseline."""
    pen = 0
    texts, xs, ys, advances = run.texts, run.xs, run.ys, run.advances
    pairs: list[tuple[Shape, str]] = []
    places: list[int] = []
    for start, end in _bounds(run):
        alone = end - start == 1 and not ys[start]
        advance = advances[start] if alone else sum(advances[start:end])
        text = texts[start]
        shape: Shape
        place = pen
        if not advance and _cannot_be_seen(text):
            shape = NOTHING
        elif alone:
            shape, place = run.gids[start], xs[start]
        else:
            shape = _composite(run, start, end, pen, advance)
        if len(text) > 1 and max(text) > "\uffff":
            # MuPDF takes several characters of one code for halves of surrogate pairs.
            pairs += [(shape, text[0]), *((NOTHING, character) for character in text[1:])]
            places += [place, *[pen + advance] * (len(text) - 1)]
        else:
            pairs.append((shape, text))
            places.append(place)
        pen += advance
    return pairs, places


def right_to_left(run: GlyphRun) -> Placed:
    """The run's characters, each with a glyph of its own, in the order of reading."""
    gids, texts, xs, ys, advances = run.gids, run.texts, run.xs, run.ys, run.advances
    pairs: list[tuple[Shape, str]] = []
    places: list[int] = []
    for start, end in _bounds(run):
        text = texts[start]
        shape: Shape = gids[start]
        x, advance = xs[start], advances[start]
        alone = end - start == 1
        if not alone:
            # The left end is that of the leftmost letter, since marks may hang over.
            inside = advances[start:end]
            x, advance = min(compress(xs[start:end], inside), default=x), sum(inside)
        if text.isspace():
            # PDFium passes over the font's own space, because it has no box.
            shape = Composite(_advance(advance), ())
        elif not advance and _cannot_be_seen(text):
            shape = NOTHING
            x -= 1
        elif not alone or ys[start]:
            shape = _composite(run, start, end, x, advance)
        if text[:1] == _LEFT_MARK:  # belongs to the words on the right, see `with_marks`
            pairs.append((NOTHING, _LEFT_MARK))
            places.append(x + advance)
            text = text[1:]
        pairs.append((shape, _marked(text[:1])))
        places.append(x)
        if len(text) > 1:
            pairs += [(NOTHING, _apart(character)) for character in text[1:]]
            places += range(x - 1, x - len(text), -1)
    return pairs, places


def with_marks(runs: Sequence[GlyphRun]) -> Iterator[GlyphRun]:
    """The runs of a line. Where both directions meet, a run against the direction in which the eye
    moves to it begins with a mark of that direction, so that simple readers do not draw the space
    or the comma beside it into the run. A line reads from right to left where its first run stands
    right of its last."""
    if not any(run.rtl for run in runs):
        yield from runs
        return
    leftwards = runs[0].rtl if len(runs) == 1 else runs[0].x > runs[-1].x
    for index, run in enumerate(runs):
        if index:
            leftwards = runs[index - 1].x > run.x
        if run.rtl != leftwards and run.gids:
            mark = _RIGHT_MARK if leftwards else _LEFT_MARK
            yield run._replace(texts=(mark + run.texts[0], *run.texts[1:]))
        else:
            yield run


def ending_in_space(runs: list[GlyphRun]) -> list[GlyphRun]:
    """The runs of a line in a right-to-left document, with a space after the last word.

    A line that does not end in a space ends its paragraph, or is a label with its text on the left.
    MuPDF sees no gap on the left and would join the words. A line that is broken after a hyphen
    goes on without a space.
    """
    if not runs:
        return runs
    *before, last = runs
    texts = list(last.texts)
    place = max((index for index, text in enumerate(texts) if text), default=None)
    if place is None or texts[place][-1].isspace() or texts[place][-1] in _HYPHENS:
        return runs
    texts[place] += " "
    return [*before, last._replace(texts=tuple(texts))]


def _bounds(run: GlyphRun) -> Iterator[tuple[int, int]]:
    """First and last-but-one glyph of each cluster."""
    starts = [index for index, text in enumerate(run.texts) if text or index == 0]
    return zip(starts, [*starts[1:], len(run.texts)], strict=True)


def _composite(run: GlyphRun, start: int, end: int, x: int, advance: int) -> Composite:
    glyphs = zip(run.gids[start:end], run.xs[start:end], run.ys[start:end], strict=True)
    parts = tuple([(gid, _within(left - x), _within(y)) for gid, left, y in glyphs])
    return Composite(_advance(advance), parts)


def _cannot_be_seen(text: str) -> bool:
    """Whether a cluster without width is a joiner or the like: shapers give it a space of no width,
    but the font has a wide one. A sign after a joiner, in one cluster with it, is seen."""
    return bool(text) and all(unicodedata.category(char) == "Cf" for char in text)


def _within(offset: int) -> int:
    """An offset that a font file can hold. A hundred marks on one letter reach further, and leave
    the page."""
    if -_FURTHEST <= offset <= _FURTHEST:
        return offset
    return _FURTHEST if offset > 0 else -_FURTHEST


def _advance(advance: int) -> int:
    return max(0, min(advance, _FURTHEST))


@functools.lru_cache(maxsize=1024)
def _apart(character: str) -> str:
    """The text of a character that is not the first of its cluster. pdf.js joins a mark that is
    alone to the letter, and then turns both round; MuPDF loses letters beyond U+FFFF beside it."""
    alone = unicodedata.category(character) == "Mn" and ord(character) <= 0xFFFF
    return f"{_RIGHT_MARK}{character}" if alone else character


@functools.lru_cache(maxsize=1024)
def _marked(character: str) -> str:
    if character.isspace():
        # pdf.js passes over a space that is alone: it looks for gaps on the right.
        return f"{_RIGHT_MARK}{character}"
    if unicodedata.bidirectional(character or " ") in _STEADY:
        return character
    if unicodedata.mirrored(character) or character in _QUOTES:
        return f"{_RIGHT_MARK}{character}{_LEFT_MARK}"
    return f"{_RIGHT_MARK}{character}{_RIGHT_MARK}"
