"""How a sheet comes to its pages: trials at several densities, and the choice among them.

A standard sheet is one piece of paper, printed on both sides. The white space gives way before
anything else does: the same sheet is tried at several densities, and the most generous that fits
with all its sections whole is taken. Trials only measure.

What fits generously fits tightly too, so that the search begins in the middle, where most sheets
end: two trials are enough for them. A first page that ends early, because what follows is kept
whole, asks for tighter ones. What is then left of a page goes to lines for the hand and between its
blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts.editions.paper.boxes import Piece, Setting, break_pieces, keep_apart
from handouts.editions.paper.builder import Builder
from handouts.editions.paper.ink_overflow import over
from handouts.editions.paper.running_elements import Furniture
from handouts.editions.paper.style import DENSITIES, LARGE_DENSITIES, ROOMS, style_for
from handouts.model.document import Handout
from handouts.pdf.tags import Role, StructElement
from handouts.project.brand import Brand
from handouts.text.paragraph import Typesetter

#: One sheet of paper, both sides.
MOST_PAGES = 2

#: Ways to deal pieces out, best first: whether sections stay whole, and whether even what would
#: better stay in one piece may be broken.
_WAYS = ((True, False), (False, False), (False, True))

#: How much of a page may stay empty so that a section need not be broken.
_MOST_EMPTY = 0.4

#: From this empty share of the last page on, lines to write on grow.
_WORTH_FILLING = 0.08

#: How much of the first page may stay empty while a tighter sheet would fill it.
_MOST_LEFT = 0.17

#: What is left of a page goes between its blocks, at most so much to each gap, and so much stays
#: above the foot; points.
_MOST_SPREAD = 12.0
_ABOVE_FOOT = 6.0

#: How far a last line's ink may reach below the page's frame and stay clear of the foot's rule;
#: points.
_BELOW_FRAME = 3.5


@dataclass(slots=True)
class Trial:
    """One attempt: its setting, tree and pieces, the first `heads` of which are title, subtitle and
    notice, and the pages they were dealt out to."""

    setting: Setting
    root: StructElement
    furniture: Furniture
    pieces: list[Piece]
    heads: int
    pages: list[list[Piece]] = field(default_factory=list)
    way: tuple[bool, bool] = _WAYS[0]

    @property
    def fits(self) -> bool:
        """Whether one piece of paper holds the sheet."""
        return not self.too_long and not any(self.overfull)

    @property
    def too_long(self) -> bool:
        """Whether it fills more pages than a piece of paper has."""
        return len(self.pages) > MOST_PAGES

    def left(self, number: int) -> float:
        """Height that stays empty on a page, points."""
        height = self.furniture.height_of(first=number == 0)
        return height - sum(
            piece.height + (piece.space if place else 0.0)
            for place, piece in enumerate(self.pages[number])
        )

    @property
    def overfull(self) -> tuple[bool, ...]:
        """For each page, whether its pieces are higher than its frame."""
        return tuple(self.left(number) < -0.5 for number in range(len(self.pages)))

    @property
    def gaping(self) -> bool:
        """Whether the first of two pages ends early."""
        height = self.furniture.height_of(first=True)
        return len(self.pages) > 1 and self.left(0) > _MOST_LEFT * height

    @property
    def torn(self) -> int:
        """How many pieces run over a page's edge."""
        return sum(map(len, self.pages)) - len(self.pieces)

    @property
    def height(self) -> float:
        """All that is to be dealt out, points."""
        return sum(piece.height + piece.space for page in self.pages for piece in page)


def fit(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    edition: str,
    paper: str,
) -> Trial:
    """The sheet on its pages, measured and not yet drawn. Raises `FindingsError`."""
    densities = LARGE_DENSITIES if edition == "large" else DENSITIES
    trials: dict[int, Trial] = {}

    def at(place: int) -> Trial:
        if place not in trials:
            density = densities[place]
            style = style_for(
                handout.language, brand, edition=edition, paper=paper, density=density
            )
            known = next(iter(trials.values()), None)
            setting = (
                known.setting.again(style)
                if known
                else Setting(handout.language, style, typesetter)
            )
            trials[place] = _attempt(handout, brand, setting, art)
        return trials[place]

    if edition == "large":
        return min(map(at, range(len(densities))), key=_unrest)
    chosen = _with_room_to_write(at(_best(at)))
    _spread(chosen)
    return chosen


def _unrest(trial: Trial) -> tuple[bool, int, int]:
    """What speaks against a large print sheet, the worst first: a first page without the main
    thing, torn sections, many pages."""
    missed = trial.left(0) > _MOST_EMPTY * trial.furniture.height_of(first=True)
    return missed, trial.torn, len(trial.pages)


def _best(at: Callable[[int], Trial]) -> int:
    """The place in `DENSITIES` of the most generous sheet that leaves sections whole and fills its
    first page; else of one that leaves them whole; else of one that breaks least."""
    places = range(len(DENSITIES))
    place = places[-1] // 2
    if at(place).fits:
        while place and at(place - 1).fits:
            place -= 1
    else:
        while place < places[-1] and not at(place).fits:
            place += 1
    if at(place).fits:
        filled = (other for other in places[place:-1] if at(other).fits and not at(other).gaping)
        return next(filled, place)
    for way in _WAYS[1:]:
        for place in places:
            _deal_out(at(place), way)
            if at(place).fits:
                return place
    return places[-1]


def _spread(trial: Trial) -> None:
    """Divides what is left of each page among the gaps between its blocks."""
    if not trial.fits:
        return
    for number, pieces in enumerate(trial.pages):
        gaps = pieces[1 if number else trial.heads :]
        if gaps:
            extra = min(_MOST_SPREAD, max(0.0, trial.left(number) - _ABOVE_FOOT) / len(gaps))
            for piece in gaps:
                piece.space += extra


def _with_room_to_write(trial: Trial) -> Trial:
    """The same sheet with higher lines for handwriting, as far as the last page has space left."""
    setting, pages, torn = trial.setting, len(trial.pages), trial.torn
    height = trial.furniture.height_of(first=pages == 1)
    left = trial.left(pages - 1)
    if not trial.fits or left < _WORTH_FILLING * height:
        return trial
    strict, least = setting.style, trial.height
    cost = 0.0
    for room in ROOMS:
        # Higher lines cost the same for each bit of room: one look tells what is too much.
        if cost * (room - 1) > left:
            continue
        # Room is the one thing that pieces ask for when they are measured, so they stay.
        setting.style = replace(strict, room=room)
        _deal_out(trial)
        if trial.fits and (len(trial.pages), trial.torn) == (pages, torn):
            return trial
        cost = (trial.height - least) / (room - 1)
    if setting.style is not strict:
        setting.style = strict
        _deal_out(trial)
    return trial


def _attempt(handout: Handout, brand: Brand, setting: Setting, art: Path) -> Trial:
    root = StructElement(Role.DOCUMENT)
    furniture = Furniture(setting, brand, handout, art.parent, root)
    builder = Builder(setting, root, art)
    head = builder.head(handout)
    trial = Trial(setting, root, furniture, [*head, *builder.body(handout)], len(head))
    _deal_out(trial)
    if setting.style.large and any(trial.overfull):
        _deal_out(trial, (True, True))
    return trial


def _deal_out(trial: Trial, way: tuple[bool, bool] | None = None) -> None:
    """Measures the pieces and deals them out to pages, in the way of last time if none is given."""
    trial.way = way or trial.way
    whole, trial.setting.loose = trial.way
    first = trial.furniture.height_of(first=True)
    other = trial.furniture.height_of(first=False)
    trial.setting.page_room = min(first, other)
    for piece in trial.pieces:
        # Also what was measured before: halves of a piece measure what they share anew.
        piece.wrap(trial.setting.style.width)
    keep_apart(trial.pieces)
    trial.pages = paginate(trial.pieces, first, other, whole=whole)


def paginate(
    pieces: Sequence[Piece], first: float, other: float, *, whole: bool
) -> list[list[Piece]]:
    """Deals measured pieces out to pages of `first` and then `other` points' height. With `whole`,
    a piece that a page can hold is moved rather than broken, where that leaves no great hole."""
    pages: list[list[Piece]] = []
    rest = list(pieces)
    while rest:
        height = first if not pages else other
        head, tail = break_pieces(rest, height)
        below = over(head[-1].tail, top=False) - _BELOW_FRAME if head and tail else 0.0
        if below > 0:
            head, tail = break_pieces(rest, height - below)
        if whole and tail and head and head[-1] is not rest[len(head) - 1]:
            used = sum(piece.height + piece.space for piece in head[:-1])
            broken = rest[len(head) - 1]
            if broken.height <= other and height - used <= _MOST_EMPTY * height:
                head, tail = head[:-1], rest[len(head) - 1 :]
        if not head:
            head, tail = _force(rest, height)
        pages.append(head)
        rest = tail
    return pages


def _force(rest: list[Piece], height: float) -> tuple[list[Piece], list[Piece]]:
    """What no page can hold is broken where it may be, else set as it is."""
    parts = rest[0].cut(height)
    if parts:
        return [parts[0]], [parts[1], *rest[1:]]
    return [rest[0]], rest[1:]
