"""Whether the letters of a face look as those of its family do.

A font may be whole, with every checksum right, and yet show a 7 for a 2: a tool that writes fonts
went wrong, or somebody changed it. Each letter, and syllables in which letters join and bear marks,
is drawn coarsely and held against `reference`. Of a release that was looked at, each must look as
it did there. Releases that nobody has looked at may have other forms: there a letter is wrong where
it looks like another one, and the font where too much is otherwise.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import uharfbuzz as hb

from handouts.model import unicode
from handouts.text.face import BOLD_FROM, FontFace
from handouts.text.picture import Shaped, shaped
from handouts.text.reference import Metrics, Picture, Reference, Release, of_family


class _Bounds(NamedTuple):
    """What is still alike: how far a text may differ in form (0 to 1) and in size (ems), and what
    share of all may differ by more. A letter that differs by `suspect` is asked whether it is
    another one, which is then nearer by the factor `nearer`, and no further than `near`; where a
    release may have new forms, letters but those of ASCII are `exchanged`, not only alike."""

    form: float
    size: float
    share: float
    suspect: float
    nearer: float
    near: float
    exchanged: bool


#: For a release that was looked at, and for others.
_LOOKED_AT = _Bounds(
    form=0.06, size=0.06, share=0, suspect=0.06, nearer=0.5, near=1, exchanged=False
)
_OTHER = _Bounds(
    form=0.2, size=0.12, share=0.4, suspect=0.2, nearer=0.25, near=0.05, exchanged=True
)
#: A face whose letters are nearer to those of the other weight by this factor is of that weight.
_OTHER_WEIGHT = 0.5
#: Letters are as high and as wide as they were, within these factors, and where they were, ems.
_LEAST, _MOST = 0.8, 1.25
_SHIFT = 0.08
#: Lines of a release that was looked at are as they were, ems.
_LINES = 0.02
#: Of the letters of a script this share may be missing, in a release that nobody has looked at.
_MISSING = 0.6
#: So many of what is wrong are named.
_NAMED = 5


class _Seen(NamedTuple):
    """A text as a face sets it, beside the nearest of its pictures: how far it differs in form,
    0 to 1, and in size, ems."""

    text: str
    here: Shaped
    picture: Picture
    form: float
    size: float

    @property
    def apart(self) -> float:
        """How far it differs, in form or size."""
        return max(self.form, self.size)

    @property
    def letter(self) -> bool:
        """Whether it is one letter or digit."""
        return len(self.text) == 1 and unicodedata.category(self.text)[0] in "LN"


def fault(face: FontFace, script: str) -> str:
    """What is wrong with the letters of a face, as one that sets this script (any, where none is
    given); nothing for a sound one, and for a family that is not known."""
    known = of_family(face.family)
    return next(_faults(face, known, script), "") if known else ""


def _faults(face: FontFace, known: Reference, script: str) -> Iterator[str]:
    release = known.releases.get(face.version)
    bounds = _LOOKED_AT if release else _OTHER
    letters = _letters(known, script)
    lacks = [char for char in letters if not face.has(char)]
    if release and len(lacks) < len(letters):
        lacks = [char for char in lacks if char not in release.lacks]
    if lacks and (release or len(lacks) > _MISSING * len(letters)):
        named = " ".join(lacks[:_NAMED])
        yield f"it lacks {len(lacks)} of {len(letters)} letters of {known.family}: {named}"
    seen = list(_seen(face.font, known, "bold" if face.weight >= BOLD_FROM else "regular"))
    if not seen:
        return
    yield from _as_a_whole(known, seen)
    yield from _strokes(face, known, seen)
    yield from _exchanged(face.font, seen, bounds)
    wrong = [row for row in seen if row.form > bounds.form or row.size > bounds.size]
    if len(wrong) > bounds.share * len(seen):
        wrong.sort(key=lambda row: (not row.letter, -row.apart))
        named = " ".join(row.text for row in wrong[:_NAMED])
        yield (
            f"{len(wrong)} of {len(seen)} letters and syllables do not look as those of "
            f"{known.family}: {named}"
        )
    if release:
        yield from _lines(face, release)


def _letters(known: Reference, script: str) -> list[str]:
    """The letters and marks of a script that a family has."""
    scripts = unicode.unicode_scripts(script) | {"Zinh"} if script else frozenset()
    chars = dict.fromkeys(itertools.chain.from_iterable(text for _, text in known.texts))
    return [char for char in chars if unicode.script(char) in scripts]


def _seen(font: hb.Font, known: Reference, weight: str) -> Iterator[_Seen]:
    """The texts of which there are pictures, and for which a face has letters."""
    for (tag, text), pictures in zip(known.texts, known.pictures.get(weight, ()), strict=False):
        if not pictures or not all(map(font.get_nominal_glyph, map(ord, _seen_of(text)))):
            continue
        here = shaped(font, text, tag)
        rows = [
            _Seen(text, here, picture, picture.differs(font, here), picture.moved(here))
            for picture in pictures
        ]
        yield min(rows, key=lambda row: row.apart)


def _seen_of(text: str) -> str:
    """A text without what HarfBuzz makes invisible by itself."""
    return text.replace("\u200c", "").replace("\u200d", "")


def _as_a_whole(known: Reference, seen: Sequence[_Seen]) -> Iterator[str]:
    """Whether letters have their size and place."""
    inked = [(row.picture.box, row.here.box) for row in seen if row.here.box]
    if 2 * len(inked) < len(seen):
        yield "most of its letters are empty"
        return
    taller = median((its[3] - its[1]) / (box[3] - box[1] or 1) for box, its in inked)
    if not _LEAST <= taller <= _MOST:
        yield f"its letters are {taller:.2g} times as high as those of {known.family}"
    advances = [(row.picture.advance, row.here.advance) for row in seen if row.picture.advance > 0]
    wider = median(its / advance for advance, its in advances)
    if not _LEAST <= wider <= _MOST:
        yield f"its letters are {wider:.2g} times as wide as those of {known.family}"
    shift = median(its[0] - box[0] for box, its in inked)
    lift = median(its[1] - box[1] for box, its in inked)
    if max(abs(shift), abs(lift)) > _SHIFT:
        yield f"its letters do not stand where those of {known.family} do"


def _strokes(face: FontFace, known: Reference, seen: Sequence[_Seen]) -> Iterator[str]:
    """Whether a face has the weight that it says it has."""
    bold = face.weight >= BOLD_FROM
    own = median(row.form for row in seen)
    if own < _LOOKED_AT.suspect:
        return
    elsewhere = [row.form for row in _seen(face.font, known, "regular" if bold else "bold")]
    if elsewhere and median(elsewhere) < _OTHER_WEIGHT * own:
        said, found = ("bold", "regular") if bold else ("regular", "bold")
        yield f"it says that it is {said}, and its letters are {found}"


def _exchanged(font: hb.Font, seen: Sequence[_Seen], bounds: _Bounds) -> Iterator[str]:
    """Letters that look like others."""
    letters = [row for row in seen if row.letter]
    for row in letters:
        if row.apart < bounds.suspect:
            continue
        limit = min(bounds.nearer * row.apart, bounds.near)
        for other in letters:
            if bounds.exchanged and other.apart < bounds.suspect and not row.text.isascii():
                continue
            if _same_letter(row.text, other.text) or other.picture.moved(row.here) >= limit:
                continue
            if other.picture.differs(font, row.here) < limit:
                yield f"its {row.text} looks like {other.text}"


def _same_letter(one: str, other: str) -> bool:
    """Whether letters mean the same: the digits of Arabic and of Urdu do."""
    digit = unicodedata.digit(one, None)
    return one == other or (digit is not None and digit == unicodedata.digit(other, None))


def _lines(face: FontFace, release: Release) -> Iterator[str]:
    own = Metrics.of(face)
    for build in release.metrics:
        if all(abs(a - b) <= _LINES for a, b in zip(own, build, strict=True)):
            return
    yield "the heights of its lines are not those of its release"
