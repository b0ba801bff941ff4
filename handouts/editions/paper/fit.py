"""How a sheet comes to its pages: which white space it gets, and where its pages end.

A standard sheet is one piece of paper, printed on both sides. The white space gives way before
anything else does: the same sheet is laid out at several densities, and the most generous that fits
with all its sections whole is taken.

What fits generously fits tightly too, so that the search begins in the middle, where most sheets
end: two attempts are enough for them. A first page that ends early, because what follows is kept
whole, asks for tighter ones. What is then left of a page goes to lines for the hand and between its
blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.editions.paper import layout
from handouts.editions.paper.boxes import Breaking, Placed, kept_apart
from handouts.editions.paper.context import Context
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.pagination import Page, paginate, used
from handouts.editions.paper.running_elements import RunningElements
from handouts.editions.paper.style import Style, style_for
from handouts.editions.paper.svg import Art
from handouts.editions.paper.tagging import TaggedHandout
from handouts.model.document import Handout
from handouts.project.brand import Brand


@dataclass(frozen=True, slots=True)
class FitRules:
    """What a fit goes by. Shares are of a page's height, lengths points.

    `pages`: one piece of paper, both sides.
    `densities`: how much white space there is, from the most generous to the tightest that is still
    calm; `large_densities` the same in large print, where pages are not counted: tighter only to
    keep a section whole.
    `rooms`: how much higher lines for handwriting may grow where a page has space left, most first;
    `worth_filling`: from this empty share of the last page on.
    `most_empty`: how much of a page may stay empty so that a section need not be broken.
    `most_left`: how much of the first page may stay empty while a tighter sheet would fill it.
    `most_whole`: what is higher may be broken even if it would better stay whole.
    `most_spread`: what is left of a page goes between its blocks, at most so much to each gap, and
    `above_foot` stays above the foot.
    """

    pages: int = 2
    densities: tuple[float, ...] = (1.35, 1.15, 1.0, 0.85, 0.7, 0.55, 0.45, 0.35, 0.28)
    large_densities: tuple[float, ...] = (1.0, 0.8, 0.6, 0.45)
    rooms: tuple[float, ...] = (1.6, 1.4, 1.2)
    worth_filling: float = 0.08
    most_empty: float = 0.4
    most_left: float = 0.17
    most_whole: float = 0.8
    most_spread: float = 12.0
    above_foot: float = 6.0


#: The rules that every sheet goes by.
RULES = FitRules()


class _Way(NamedTuple):
    """How boxes are dealt out to pages: whether sections stay whole (`whole`), and whether even
    what would better stay in one piece may be broken (`loose`)."""

    whole: bool
    loose: bool


#: Best first.
_WAYS = (_Way(True, False), _Way(False, False), _Way(False, True))


class Subject(NamedTuple):
    """What is to be fitted: a handout, its tags, the clinic's brand and logo, the drawings by name,
    the messages, and the edition and the paper it is for."""

    handout: Handout
    tagged: TaggedHandout
    brand: Brand
    logo: Art | None
    drawings: Mapping[str, Art]
    messages: Messages
    edition: str
    paper: str


class Fitted(NamedTuple):
    """A sheet on its pages: what it was laid out with, what stands around the text of each page,
    and its boxes, the first `heads` of which are title, subtitle and notice."""

    context: Context
    running: RunningElements
    boxes: tuple[Placed, ...]
    heads: int
    rules: FitRules
    way: _Way
    pages: tuple[Page, ...]

    @property
    def fits(self) -> bool:
        """Whether one piece of paper holds the sheet."""
        return not self.too_long and not any(self.overfull)

    @property
    def too_long(self) -> bool:
        """Whether it fills more pages than a piece of paper has."""
        return len(self.pages) > self.rules.pages

    def left(self, number: int) -> float:
        """Height that stays empty on a page, points."""
        return self.running.frames.height(number) - used(self.pages[number])

    @property
    def overfull(self) -> tuple[bool, ...]:
        """For each page, whether its boxes are higher than its frame."""
        return tuple([self.left(number) < -0.5 for number in range(len(self.pages))])

    @property
    def torn(self) -> int:
        """How many boxes run over a page's edge."""
        return sum(map(len, self.pages)) - len(self.boxes)

    @property
    def gaping(self) -> bool:
        """Whether the first of two pages ends early."""
        return len(self.pages) > 1 and self._first_left > self.rules.most_left

    @property
    def unrest(self) -> tuple[bool, int, int]:
        """What speaks against a large print sheet, the worst first: a first page without the main
        thing, torn sections, many pages."""
        return self._first_left > self.rules.most_empty, self.torn, len(self.pages)

    @property
    def _first_left(self) -> float:
        return self.left(0) / self.running.frames.first

    def dealt(self, way: _Way) -> Fitted:
        """The same boxes dealt out in another way."""
        frames, rules = self.running.frames, self.rules
        breaking = Breaking(rules.most_whole * min(frames), way.loose)
        pages = paginate(self.boxes, frames, breaking, rules.most_empty, whole=way.whole)
        return self._replace(way=way, pages=pages)


def fit(subject: Subject, rules: FitRules = RULES) -> Fitted:
    """The sheet on its pages, laid out and not yet painted."""
    if subject.edition == "large":
        attempts = (_attempt(subject, density, rules) for density in rules.large_densities)
        return min(attempts, key=lambda attempt: attempt.unrest)
    known: dict[int, Fitted] = {}

    def at(place: int) -> Fitted:
        if place not in known:
            known[place] = _attempt(subject, rules.densities[place], rules)
        return known[place]

    return _spread(_with_room_to_write(subject, _best(at, len(rules.densities))))


def _best(at: Callable[[int], Fitted], count: int) -> Fitted:
    """The most generous of the sheets at `count` densities that leaves sections whole and fills its
    first page; else one that leaves them whole; else one that breaks least."""
    last = count - 1
    place = last // 2
    if at(place).fits:
        while place and at(place - 1).fits:
            place -= 1
    else:
        while place < last and not at(place).fits:
            place += 1
    if at(place).fits:
        filled = (at(other) for other in range(place, last) if at(other).fits)
        return next((attempt for attempt in filled if not attempt.gaping), at(place))
    attempt = at(place)
    for way in _WAYS[1:]:
        for other in range(count):
            attempt = at(other).dealt(way)
            if attempt.fits:
                return attempt
    return attempt


def _spread(fitted: Fitted) -> Fitted:
    """Vertical justification: what is left of each page is divided among the gaps between its
    blocks."""
    if not fitted.fits:
        return fitted
    rules = fitted.rules
    pages: list[Page] = []
    for number, page in enumerate(fitted.pages):
        fixed = 1 if number else fitted.heads
        gaps = page[fixed:]
        extra = 0.0
        if gaps:
            left = max(0.0, fitted.left(number) - rules.above_foot)
            extra = min(rules.most_spread, left / len(gaps))
        pages.append(
            (*page[:fixed], *[placed._replace(space=placed.space + extra) for placed in gaps])
        )
    return fitted._replace(pages=tuple(pages))


def _with_room_to_write(subject: Subject, strict: Fitted) -> Fitted:
    """The same sheet with higher lines for handwriting, as far as the last page has space left."""
    rules, last = strict.rules, len(strict.pages) - 1
    left = strict.left(last)
    if not strict.fits or left < rules.worth_filling * strict.running.frames.height(last):
        return strict
    cost = 0.0
    for room in rules.rooms:
        # Higher lines cost the same for each bit of room: one look tells what is too much.
        if cost * (room - 1) > left:
            continue
        style = replace(strict.context.style, room=room)
        roomy = _laid_out(subject, replace(strict.context, style=style), rules).dealt(strict.way)
        if roomy.fits and (len(roomy.pages), roomy.torn) == (len(strict.pages), strict.torn):
            return roomy
        cost = (_height(roomy) - _height(strict)) / (room - 1)
    return strict


def _height(fitted: Fitted) -> float:
    """All that is dealt out, points."""
    return sum([box.height + space for page in fitted.pages for box, space, _ in page])


def _attempt(subject: Subject, density: float, rules: FitRules) -> Fitted:
    style: Style = style_for(
        subject.handout.language,
        subject.brand,
        edition=subject.edition,
        paper=subject.paper,
        density=density,
    )
    context = Context(subject.handout.language, style, subject.messages, subject.drawings)
    fitted = _laid_out(subject, context, rules).dealt(_WAYS[0])
    if style.large and any(fitted.overfull):
        return fitted.dealt(_Way(True, True))
    return fitted


def _laid_out(subject: Subject, context: Context, rules: FitRules) -> Fitted:
    """All boxes of the sheet, not yet dealt out."""
    running = RunningElements(
        context, subject.brand, subject.handout, subject.logo, subject.tagged.sender
    )
    heads = layout.head(context, subject.tagged)
    items = [*heads, *layout.body(context, subject.tagged)]
    width = context.style.width
    boxes = kept_apart([Placed(lay(width), space, keep) for lay, space, keep, _ in items])
    return Fitted(context, running, boxes, len(heads), rules, _WAYS[0], ())
