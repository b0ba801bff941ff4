"""How a sheet is fitted to its pages: how much white space it has, and where its pages end.

A standard sheet is one piece of paper, printed on both sides. Its boxes are laid out once, at the
most generous `Level`; their heights are linear in the white space between blocks, so that how much
of it fits is worked out and not tried: the most generous at which the pages hold all sections
whole, and the first one is filled. Where even the least does not fit, or the most leaves the pages
half empty, the sheet is laid out at the next level. What is then left of a page goes to lines for
handwriting and between its blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from math import inf
from typing import NamedTuple

from handouts.editions.paper import beside, layout
from handouts.editions.paper.boxes import (
    InFlow,
    Ratio,
    kept_apart,
    laid_out,
    total_height,
)
from handouts.editions.paper.context import Context
from handouts.editions.paper.fit_rules import RULES, FitRules
from handouts.editions.paper.fitted import STRICTNESS, Fitted
from handouts.editions.paper.levels import PARTED, Level
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.online import online
from handouts.editions.paper.pagination import Page
from handouts.editions.paper.running_elements import RunningElements
from handouts.editions.paper.shaping import shape_ahead
from handouts.editions.paper.style import DESIGNS, style_for
from handouts.editions.paper.svg import Art
from handouts.editions.paper.tagged import TaggedHandout
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH, Language
from handouts.project.brand import Brand

#: How wide the wide gaps of a page may be at the least for which others would have no white space
#: that parts lines and edges; points.
_NARROWER = (4.0, 3.0, 2.0)


class Beside(NamedTuple):
    """The English that stands beside the language, and what it is set with."""

    handout: Handout
    messages: Messages
    drawings: Mapping[str, Art]


class Subject(NamedTuple):
    """What is to be fitted: a handout, its tags, the clinic's brand and logo, the drawings by name,
    the messages, and the edition and the paper it is for. `beside` is for the English beside it."""

    handout: Handout
    tagged: TaggedHandout
    brand: Brand
    logo: Art | None
    drawings: Mapping[str, Art]
    messages: Messages
    edition: str
    paper: str
    beside: Beside | None = None


def fit(subject: Subject, rules: FitRules = RULES) -> Fitted:
    """The sheet on its pages, laid out and not yet painted."""
    design = DESIGNS[subject.edition]
    if design.large:
        return _fit_large(subject, rules)
    if design.beside:
        return _fit_beside(subject, rules)
    known: dict[int, Fitted] = {}
    filled: dict[int, Fitted] = {}

    def boxes_at(place: int) -> Fitted:
        if place not in known:
            known[place] = _laid_out(subject, rules.levels[place], rules)
        return known[place]

    places = range(len(rules.levels))
    fewest = replace(rules, pages=_fewest_pages(boxes_at, rules))

    def at(place: int) -> Fitted:
        if place not in filled:
            filled[place] = boxes_at(place)._replace(rules=fewest).with_most_white()
        return filled[place]

    place = 0
    while place < places[-1] and not at(place).fits:
        place += 1
    chosen = at(place)
    if chosen.fits:
        if chosen.penalty and place < places[-1]:
            tighter = at(place + 1)
            chosen = tighter if tighter.fits and tighter.penalty < chosen.penalty else chosen
        return _parted(subject, chosen).filled().justified()
    for strictness in STRICTNESS[1:]:
        for place in places:
            chosen = at(place).paginated(0.0, strictness)
            if chosen.fits:
                return chosen.filled().justified()
    for level in rules.dense:
        dense = _laid_out(subject, level, rules)
        chosen = dense.with_most_white()
        for strictness in STRICTNESS[1:]:
            chosen = chosen if chosen.fits else dense.paginated(0.0, strictness)
        if chosen.fits:
            break
    return chosen.filled().justified()


def _parted(subject: Subject, fitted: Fitted) -> Fitted:
    """The same pages, each with the largest share of the white space that parts lines and edges
    best for which it has the height."""
    level = fitted.context.style.level
    if level.parted == 1.0 or fitted.broken:
        return fitted
    fitted = fitted._replace(ratio=Ratio())
    pages: list[Page] = []
    for number, page in enumerate(fitted.pages):
        start = sum(map(len, pages))
        pages.append(page)
        for each in _partings(level):
            boxes = _laid_out(subject, each, fitted.rules).boxes
            more = boxes[start : start + len(page)]
            found = fitted._replace(pages=(*pages[:-1], more, *fitted.pages[number + 1 :]))
            if found.left(number) >= 0:
                pages[-1] = more
                break
    return fitted._replace(pages=tuple(pages))


def _partings(level: Level) -> list[Level]:
    """The same level with more white space that parts lines and edges, the best first: much of it
    comes before that between blocks, which gives way for it where that has been wide."""
    shares = [level._replace(parted=share) for share in PARTED]
    wide = [each for each in _NARROWER if each < level.widest < inf]
    narrower = [level._replace(parted=1.0, widest=each) for each in wide]
    half = len(shares) // 2
    return [*shares[:half], *narrower, *shares[half:]]


def _fit_large(subject: Subject, rules: FitRules) -> Fitted:
    """Large print: at the level at which it takes the fewest leaves of paper and the fewest boxes
    run over a page's edge, then the fewest pages, of those that leave each page white space; the
    first of them. None may take more pages than the first level."""
    laid = [_laid_out(subject, level, rules) for level in rules.large]
    first, *others = [each.evenly_filled(laid[0]) for each in laid]
    most = len(first[0].pages)
    ways = [way for each in (first[:1], *others) for way in each if len(way.pages) <= most]
    return min(ways, key=lambda way: way.sparing).justified()


def _fit_beside(subject: Subject, rules: FitRules) -> Fitted:
    """Beside English: the best of the levels, on as few leaves of paper as hold it; the first that
    is calm."""
    best: Fitted | None = None
    for level in rules.beside:
        fitted = _laid_out(subject, level, rules).on_leaves()
        best = fitted if best is None or fitted.cost < best.cost else best
        if not best.cost.overfull and best.cost.uneven <= rules.calm:
            break
    assert best
    return best.justified()


def _fewest_pages(boxes_at: Callable[[int], Fitted], rules: FitRules) -> int:
    """How many pages a sheet takes at the least, where they are no more than the rules allow."""
    loosest = boxes_at(0).paginated(0.0)
    count = len(loosest.pages)
    height = total_height(loosest.boxes, loosest.ratio)
    if count == 2 and height <= loosest.first_frame * (1 + rules.squeezed):
        tighter = (boxes_at(place).paginated(0.0) for place in range(1, len(rules.levels)))
        if any(len(each.pages) == 1 and not any(each.overfull) for each in tighter):
            count = 1
    return min(count, rules.pages)


def _laid_out(subject: Subject, level: Level, rules: FitRules) -> Fitted:
    """All boxes of the sheet, not yet on pages."""
    handout = subject.handout
    context = _context(subject, handout.language, level, subject.messages, subject.drawings)
    context = replace(context, stamp=handout.stamp)
    other_words = subject.beside.handout if subject.beside else None
    sheet = subject.brand, handout, subject.logo, subject.tagged
    running = RunningElements(context, *sheet, other_words)
    shape_ahead(context, subject.tagged)
    tagged, english = subject.tagged, subject.tagged.english
    if english and subject.beside:
        words, messages, drawings = subject.beside
        other = _context(subject, ENGLISH, level, messages, drawings)
        shape_ahead(other, english)
        other = replace(other, outlined=False, stamp=words.stamp)
        sides = beside.Sides(replace(context, english=other), other)
        heads = beside.head(sides, tagged, english)
        items = [*heads, *beside.body(sides, tagged, english)]
    else:
        heads = layout.head(context, tagged)
        items = [*heads, *layout.body(context, tagged)]
    if tagged.online:
        items.append(InFlow(partial(online, context, tagged.online), context.style.gap(9)))
    boxes = kept_apart(laid_out(items, context.style.width))
    return Fitted(context, running, boxes, len(heads), rules)


def _context(
    subject: Subject,
    language: Language,
    level: Level,
    messages: Messages,
    drawings: Mapping[str, Art],
) -> Context:
    style = style_for(
        language,
        subject.brand,
        subject.paper,
        level,
        design=DESIGNS[subject.edition],
        line_height=messages.typesetter.fonts.line_height(language),
    )
    return Context(language, style, messages, drawings)
