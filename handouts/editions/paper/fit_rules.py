"""What a fit goes by: the numbers that decide how much white space a sheet has, and where its pages
end."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.editions.paper.levels import BESIDE, DENSE, LARGE, LEVELS, Level


@dataclass(frozen=True, slots=True)
class FitRules:
    """What a fit goes by. Shares are of a page's height, lengths points.

    `pages`: the most that a sheet may have; it takes no more than it needs.
    `squeezed`: what is higher than one page by no more than this share may fit it when it is set
    tighter.
    `levels`: how generously a sheet may be set, the most generous first; `dense`, the first that
    does, where it would fit at none of them; `large` the same in large print, `beside` with English
    beside the language, the best first, since pages are not counted there.
    `most_empty`: how much of a page may stay empty so that a section need not be broken.
    `most_left`: how much of the first page may stay empty while a tighter sheet would fill it.
    `most_whole`: what is higher may be broken even if it would better stay whole.
    `most_spread`: what is left of a page goes between its blocks, at most so much to each gap
    (`large_spread` where pages are not counted), and `above_foot` stays above the foot.
    `broken`: what a box that runs over a page's edge costs, where pages are not counted: as much
    as leaves no more blank than that.
    `least_white`: where pages have pictures beside words so that a sheet takes fewer leaves of
    paper, how much of the white space that gaps ask for a page has at the least.
    `tight`: what a page costs that has none of the white space that its gaps may take.
    `most_blank`: how much of all pages may stay empty, where they are not counted, so that what
    would better stay whole is not broken.

    Beside English, where columns are narrow and a section is seldom whole: `broken_beside` is what
    a box costs that runs over a page's edge, `turned` times as much from one leaf of paper to the
    next; `blank` what an empty page would, and `early` as much more for what is more than
    `most_early` of it, on the last page more than `most_blank`; `crushed` what a page would that
    has no white space; `small_pictures` what a level does whose pictures are small, `main_above`
    one where that of the main thing stands above it; and what costs no more than `calm` is good
    enough.
    """

    pages: int = 2
    squeezed: float = 0.15
    levels: tuple[Level, ...] = LEVELS
    dense: tuple[Level, ...] = DENSE
    large: tuple[Level, ...] = LARGE
    beside: tuple[Level, ...] = BESIDE
    most_empty: float = 0.4
    most_left: float = 0.17
    most_whole: float = 0.8
    most_spread: float = 12.0
    large_spread: float = 18.0
    above_foot: float = 6.0
    broken: tuple[float, ...] = (0.2, 0.1, 0.06)
    least_white: float = 0.25
    tight: float = 0.03
    most_blank: float = 0.11
    broken_beside: float = 0.05
    turned: float = 6.0
    blank: float = 2.0
    early: float = 2.0
    most_early: float = 0.08
    crushed: float = 0.15
    small_pictures: float = 0.04
    main_above: float = 0.02
    calm: float = 0.08


#: The rules that every sheet goes by.
RULES = FitRules()
