"""How generously a sheet may be set: the levels that are tried, for each edition."""

from __future__ import annotations

from math import inf
from typing import NamedTuple


class Level(NamedTuple):
    """How generously a sheet is set. `gaps` is the white space between blocks, from the least to
    the most, as shares of what each gap asks for; the wide ones give way first: none is more than
    `widest` points at the least. `low` tells that the box that tells where to call is lower: its
    sign is a small one, the number's name beside its line; `uneven` that two cards side by side
    need not share base lines; `bare` that the back has no head, and two rows in its foot; `small`
    that the pictures beside text are small ones, and in large print stand beside it, which those
    that explain do only where they are `explaining` too; `main_above` that the one of the main
    thing stands above it, not beside it. `parted` is the share, from 0 to 1, that lines and edges
    have of the white space that parts them best from each other and from ink. Neither type nor room
    to write gives way; `leading`, a factor on line heights, only where all else has. `hand` is how
    much higher lines for handwriting may grow where a page has space left, as a share of their
    height."""

    gaps: tuple[float, float]
    widest: float = inf
    low: bool = False
    parted: float = 0.0
    uneven: bool = False
    bare: bool = False
    small: bool = False
    explaining: bool = False
    leading: float = 1.0
    main_above: bool = False
    hand: float = 0.3


#: From the most generous to the tightest that is still calm. Most sheets are set at the first one.
LEVELS = (
    Level((0.5, 1.6), parted=1.0),
    Level((0.5, 1.4), 5.0, parted=1.0),
    Level((0.5, 1.4), 4.0, parted=1.0),
    Level((0.5, 1.4), 3.0, parted=1.0),
    Level((0.5, 1.4), 5.0),
    Level((0.5, 1.2), 4.0, low=True, parted=1.0),
    Level((0.5, 1.0), 3.0, low=True, parted=1.0),
    Level((0.5, 1.0), 2.0, low=True, parted=1.0),
    Level((0.5, 1.0), 1.0, low=True, parted=1.0),
    Level((0.5, 1.0), 0.0, low=True, parted=1.0),
    Level((0.5, 1.0), 0.0, low=True),
    Level((0.5, 1.0), 0.0, low=True, uneven=True),
    Level((0.5, 1.0), 1.0, low=True, bare=True),
    Level((0.5, 1.0), 0.0, low=True, bare=True),
)

#: The shares of the white space that parts lines and edges best which a page is tried with where
#: the sheet has no room for all of it: the largest first.
PARTED = tuple(share / 8 for share in range(8, 0, -1))

#: For what would not fit otherwise: long words, tall lines, long translations. Lines come closer
#: only as far as they must.
DENSE = tuple(
    Level((0.0, 0.5), 0.0, low=True, bare=True, small=True, leading=leading)
    for leading in (1.0, 0.95, 0.9)
)

#: For languages whose words are so long that a handout would not fit even without the drawings of
#: its lists.
LAST = (
    *DENSE,
    *(
        Level((0.0, 0.36), 0.0, low=True, bare=True, small=True, leading=leading)
        for leading in (0.84, 0.78, 0.72)
    ),
)

#: Large print, where each page takes the white space that it has, and its pictures grow: for most
#: sheets; with small pictures beside the words, and with the box that tells where to call lower
#: too, for what then fills fewer leaves of paper; and with pictures that explain beside the words,
#: for what has hardly any white space else.
LARGE = (
    Level((0.2, 3.8)),
    Level((0.2, 3.8), small=True),
    Level((0.1, 3.8), small=True, low=True),
    Level((0.2, 3.8), small=True, explaining=True),
)

#: English beside the language, whose pictures stand above the words that they lead, where they grow
#: with the page: for most sheets; for what is little more than fills fewer pages, with more white
#: space and room to write; and, for longer words, with small pictures beside the words, or with
#: that of the main thing above it too.
BESIDE = (
    Level((0.1, 2.0)),
    Level((0.1, 3.2), hand=0.6),
    Level((0.1, 4.2), hand=1.0),
    Level((0.1, 1.2), small=True),
    Level((0.1, 2.0), main_above=True),
)
