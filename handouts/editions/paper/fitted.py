"""A sheet on its pages: how much white space its boxes have, and where its pages end.

The heights of boxes are linear in the white space between blocks, so that how much of it fits is
worked out and not tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from handouts.editions.paper.boxes import Breaking, Placed, Ratio, total_height
from handouts.editions.paper.context import Context
from handouts.editions.paper.fit_rules import FitRules
from handouts.editions.paper.pagination import (
    BlankCost,
    Even,
    Frames,
    Page,
    below_frame,
    evenly,
    paginate,
)
from handouts.editions.paper.running_elements import RunningElements


class Strictness(NamedTuple):
    """How boxes are broken over pages: whether sections stay whole (`whole`), and whether even
    what would better stay in one piece may be broken (`loose`)."""

    whole: bool
    loose: bool


#: Best first.
STRICTNESS = (Strictness(True, False), Strictness(False, False), Strictness(False, True))


class Cost(NamedTuple):
    """What is not as it should be, the worst first: a page is overfull; how many leaves of paper
    there are; and how uneven the pages are: blank, or with less white space than gaps ask for, or
    with something broken at their edge, or with small pictures."""

    overfull: bool
    leaves: int
    uneven: float


class Fitted(NamedTuple):
    """A sheet on its pages: what it was laid out with, what stands around the text of each page,
    its boxes, the first `heads` of which are title and subtitle, and the ratio at which
    they stand on the pages; where each page has a ratio of its own, `ratios`."""

    context: Context
    running: RunningElements
    boxes: tuple[Placed, ...]
    heads: int
    rules: FitRules
    ratio: Ratio = Ratio()
    pages: tuple[Page, ...] = ()
    ratios: tuple[Ratio, ...] = ()

    def ratio_of(self, number: int) -> Ratio:
        """The ratio of a page."""
        return self.ratios[number] if self.ratios else self.ratio

    @property
    def fits(self) -> bool:
        """Whether its pages hold the sheet."""
        return not self.too_long and not any(self.overfull)

    @property
    def too_long(self) -> bool:
        """Whether it fills more pages than it may have."""
        return len(self.pages) > self.rules.pages

    @property
    def excess(self) -> float:
        """Height of what stands on more pages than there may be, points."""
        return sum(total_height(page, self.ratio) for page in self.pages[self.rules.pages :])

    def lacking(self, last: int) -> float:
        """Height that the page before lacks for the `last` boxes of the sheet, all at their least
        white space, points."""
        before = self._replace(boxes=self.boxes[:-last], ratios=()).paginated(0.0)
        needed = sum(placed.space + placed.box.height for placed in self.boxes[-last:])
        return needed - before.left(len(before.pages) - 1)

    @property
    def first_frame(self) -> float:
        """Height for boxes on the first page, points."""
        return self._frames.first

    def left(self, number: int) -> float:
        """Height that stays empty on a page, points."""
        return self._frames.height(number) - total_height(self.pages[number], self.ratio_of(number))

    @property
    def overfull(self) -> tuple[bool, ...]:
        """For each page, whether its boxes are higher than its frame."""
        return tuple([self.left(number) < -0.5 for number in range(len(self.pages))])

    @property
    def broken(self) -> int:
        """How many boxes run over a page's edge."""
        return sum(map(len, self.pages)) - len(self.boxes)

    @property
    def leaves(self) -> int:
        """How many leaves of paper it takes, two pages each."""
        return (len(self.pages) + 1) // 2

    @property
    def ends_early(self) -> bool:
        """Whether the first of two pages ends early."""
        return len(self.pages) > 1 and self._first_left > self.rules.most_left

    @property
    def penalty(self) -> int:
        """What less white space may correct: a broken section counts for more than an early end."""
        return 2 * self.broken + self.ends_early

    @property
    def _first_left(self) -> float:
        return self.left(0) / self._frames.first

    @property
    def _frames(self) -> Frames:
        return self.running.frames

    def paginated(self, white: float, strictness: Strictness = STRICTNESS[0]) -> Fitted:
        """The boxes on pages, at a ratio of white space."""
        ratio, rules, whole = Ratio(white), self.rules, strictness.whole
        breaking = self._breaking(ratio, loose=strictness.loose)
        pages = paginate(self.boxes, self._frames, breaking, rules.most_empty, whole=whole)
        return self._replace(ratio=ratio, pages=pages)

    def _breaking(self, ratio: Ratio, *, loose: bool) -> Breaking:
        whole = self.rules.most_whole * min(self._frames)
        return Breaking(whole, ratio, loose, self._frames.other)

    def with_most_white(self) -> Fitted:
        """On pages, with as much white space as fits; with less, where that keeps a section whole
        or fills the first page. With the least where nothing fits."""
        best = self.paginated(0.0)
        if not best.fits:
            return best
        ratios = sorted(self._ratios(), reverse=True)
        # What fits with much white space fits with less.
        low, high = 0, len(ratios) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.paginated(ratios[middle]).fits else (middle + 1, high)
        best = self.paginated(ratios[low])
        for ratio in ratios[low + 1 :]:
            if not best.penalty:
                break
            other = self.paginated(ratio)
            if other.penalty < best.penalty:
                best = other
        return best

    def _ratios(self) -> Iterator[float]:
        """The ratios from 0 to 1 at which some boxes in a row fill a page exactly."""
        yield from (0.0, 1.0)
        sums = [(0.0, 0.0)]
        for box, space, stretch, *_ in self.boxes:
            height, white = sums[-1]
            sums.append((height + space + box.height, white + stretch + box.white))
        for start, (placed, (height, white)) in enumerate(zip(self.boxes, sums, strict=False)):
            frame = self._frames.height(start) - self.rules.above_foot
            for end_height, end_white in sums[start + 1 :]:
                stretch = end_white - white - placed.stretch
                left = frame - (end_height - height - placed.space)
                if 0 < left < stretch:
                    yield left / stretch

    def filled(self) -> Fitted:
        """Each page takes what it has left: white space as far as each gap asks for it; then room
        for handwriting, the same on all pages, and more white space share the rest."""
        if not self.fits:
            return self
        shares = [self._share(number) for number in range(len(self.pages))]
        write = min([share for share in shares if share is not None], default=0.0)
        filled = self._replace(ratio=self.ratio._replace(write=write))
        ratios = [filled._filled(number) for number in range(len(filled.pages))]
        return filled._replace(ratios=tuple(ratios))

    def _share(self, number: int) -> float | None:
        """How much of its room for handwriting a page may take; nothing where it has none."""
        white, write = growth(self.pages[number])
        if not write:
            return None
        free = self._free(number) + self.ratio.white * white
        least, most = self.context.style.level.gaps
        asked = max(self.ratio.white, min(1.0, (1.0 - least) / (most - least))) * white
        return min(1.0, max(0.0, free - asked) / (white - asked + write))

    def _free(self, number: int) -> float:
        """Height that may yet be filled on a page, whose last ink stays clear of the foot."""
        over = below_frame(self.pages[number])
        return max(0.0, self.left(number) - max(self.rules.above_foot, over))

    def _filled(self, number: int) -> Ratio:
        """The ratio of a page that takes as much white space as it has left."""
        white, _ = growth(self.pages[number])
        taken = self.ratio.white + (self._free(number) / white if white else 0.0)
        return self.ratio._replace(white=min(1.0, taken))

    def evenly_filled(self, roomy: Fitted) -> tuple[Fitted, ...]:
        """On as few pages as hold it, and on one more, each of which takes as much white space, and
        room to write, as it has; and the boxes of a `roomy` layout, where it has room for them."""
        found: list[Fitted] = []
        rules = self.rules
        for broken, loose in product(rules.broken, (False, True)):
            even = Even(BlankCost(self._stretch, rules.tight), broken)
            ways = evenly(self.boxes, self._frames, self._unstretched(loose), even, more=1)
            pages = [self._roomy(ways[count], roomy) for count in sorted(ways)]
            filled = [self._grown_on(each) for each in pages]
            calm = [one for one in filled if one.blank <= rules.most_blank]
            if any(not any(one.overfull) for one in calm):
                return tuple(calm)
            if not found or any(found[0].overfull):
                found = filled[:1]
        return tuple(found)

    def _roomy(self, pages: Sequence[Page], roomy: Fitted) -> tuple[Page, ...]:
        """The same pages, with the boxes of the `roomy` layout on each that they fill more
        evenly."""
        places = {id(placed.box): number for number, placed in enumerate(self.boxes)}
        cost = BlankCost(self._stretch, self.rules.tight)
        found: list[Page] = []
        for number, page in enumerate(pages):
            height, last = self._frames.height(number), number == len(pages) - 1
            numbers = [places.get(id(placed.box)) for placed in page]
            other = tuple([roomy.boxes[each] for each in numbers if each is not None])
            fits = len(other) == len(page) and total_height(other, Ratio()) <= height
            better = fits and cost(other, height, last) < cost(page, height, last)
            found.append(other if better else page)
        return tuple(found)

    def on_leaves(self) -> Fitted:
        """On as few leaves of paper as hold it, on one side or both, so that what costs is least:
        each page takes as much white space, and room to write, as it has."""
        found = []
        for loose in (False, True):
            breaking = self._unstretched(loose)
            ways = evenly(self.boxes, self._frames, breaking, self._even_leaves, more=1)
            found += [self._grown_on(pages) for pages in ways.values()]
            if not all(one.cost.overfull for one in found):
                break
        return min(found, key=lambda one: one.cost)

    def _unstretched(self, loose: bool) -> Breaking:
        return self._breaking(Ratio(), loose=loose)

    def _grown_on(self, pages: tuple[Page, ...]) -> Fitted:
        placed = self._replace(pages=pages, ratios=())
        ratios = [placed.grown(number) for number in range(len(pages))]
        return placed._replace(ratios=tuple(ratios))

    def _stretch(self, page: Page) -> float:
        """How many points of a page stretch, where pages are not counted."""
        return sum(growth(page)) + self.rules.large_spread * (len(page) - 1)

    @property
    def blank(self) -> float:
        """The share of the height of all pages that stays empty once gaps have grown."""
        heights = [self._frames.height(number) for number in range(len(self.pages))]
        blank = sum([self._blank(number) * height for number, height in enumerate(heights)])
        return blank / sum(heights)

    def _blank(self, number: int) -> float:
        """The share of the height of a page that stays empty once gaps have grown."""
        spread = self.rules.large_spread * (len(self.pages[number]) - 1)
        return max(0.0, self.left(number) - spread) / self._frames.height(number)

    @property
    def _even_leaves(self) -> Even:
        return Even(self._page_cost, self.rules.broken_beside, self.rules.turned)

    def _page_cost(self, page: Page, height: float, last: bool) -> float:
        """What a page beside English costs: blank, once all has grown that does, or with less white
        space than its gaps ask for."""
        rules = self.rules
        left = max(0.0, height - total_height(page, Ratio()) - rules.above_foot)
        white, write = growth(page)
        least, most = self.context.style.level.gaps
        gap = least + (min(1.0, left / white) if white else 1.0) * (most - least)
        fixed = self.heads if page[0] is self.boxes[0] else 1
        spread = rules.large_spread * max(0, len(page) - fixed)
        blank = max(0.0, left - white - write - spread) / height
        early = rules.early * max(0.0, blank - (rules.most_blank if last else rules.most_early))
        return rules.blank * blank**2 + early + rules.crushed * max(0.0, 1.0 - gap) ** 2

    @property
    def sparing(self) -> tuple[bool, int, bool, int, int, int]:
        """What is not as it should be in large print, the worst first: a page is overfull; how many
        pages have hardly any white space; pictures that explain are small; how many leaves of paper
        it takes; how many boxes run over a page's edge; how many pages there are."""
        crushed = [self._gaps(number) < self.rules.least_white for number in range(len(self.pages))]
        worst = any(self.overfull), sum(crushed), self.context.style.level.explaining
        return *worst, self.leaves, self.broken, len(self.pages)

    def _gaps(self, number: int) -> float:
        """The share of the white space that gaps of a page ask for which they have."""
        least, most = self.context.style.level.gaps
        return least + self.ratio_of(number).white * (most - least)

    @property
    def cost(self) -> Cost:
        """What is not as it should be, beside English."""
        rules, even, last = self.rules, self._even_leaves, len(self.pages) - 1
        whole = {id(placed.box) for placed in self.boxes}
        level = self.context.style.level
        uneven = rules.small_pictures * level.small + rules.main_above * level.main_above
        for number, page in enumerate(self.pages):
            uneven += self._page_cost(page, self._frames.height(number), number == last)
            if number < last and id(self.pages[number + 1][0].box) not in whole:
                uneven += even.edge_cost(page, number)
        return Cost(any(self.overfull), self.leaves, uneven)

    def grown(self, number: int) -> Ratio:
        """The ratio that fills a page: first the white space grows, then the room to write."""
        left = self._free(number)
        white, write = growth(self.pages[number])
        taken = min(1.0, left / white) if white else 0.0
        left -= taken * white
        return Ratio(taken, min(1.0, left / write) if write else 0.0)

    def justified(self) -> Fitted:
        """Vertical justification: what is left of each page is divided among the gaps between its
        blocks."""
        counted = self.context.style.design.counted
        if any(self.overfull) or (self.too_long and counted):
            return self
        rules = self.rules
        most = rules.most_spread if counted else rules.large_spread
        pages: list[Page] = []
        for number, page in enumerate(self.pages):
            fixed = 1 if number else self.heads
            gaps: Sequence[Placed] = page[fixed:]
            if gaps:
                extra = min(most, self._free(number) / len(gaps))
                gaps = [placed._replace(space=placed.space + extra) for placed in gaps]
            pages.append((*page[:fixed], *gaps))
        return self._replace(pages=tuple(pages))


def growth(page: Page) -> tuple[float, float]:
    """How much the white space of a page may grow, and its room to write; points."""
    white = sum([placed.box.white for placed in page])
    gaps = sum([placed.stretch for placed in page[1:]])
    return white + gaps, sum([placed.box.write for placed in page])
