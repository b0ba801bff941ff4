"""A sheet: pieces on pages, with a band at the head and the desk's lines at the foot.

A standard sheet is one piece of paper, printed on both sides. The white space gives way before
anything else does: the same sheet is tried at several densities, sections kept whole where that
works, and the most generous that fits is drawn. If none does, that is a finding and nothing is
printed. Trials only measure; the one drawing follows when the pages are known.

What fits generously fits tightly too, so that the search begins in the middle, where most sheets
end: two trials are enough for them. A first page that ends early, because what follows is kept
whole, asks for tighter ones. What is then left of a page goes to lines for the hand and between its
blocks.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.brand import Brand
from handouts.document import Handout
from handouts.errors import Finding, FindingsError, Severity, has_errors
from handouts.layout.builder import Builder
from handouts.layout.flow import Piece, Setting, break_pieces
from handouts.layout.furniture import Furniture
from handouts.layout.style import DENSITIES, LARGE_DENSITIES, ROOMS, Style, style_for
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import Role, StructElement
from handouts.text.face import FontFace
from handouts.text.paragraph import Typesetter

#: One sheet of paper, both sides.
MOST_PAGES = 2

#: How much of a page may stay empty so that a section need not be broken.
_MOST_EMPTY = 0.4

#: Above this density sections are not broken: one that stays in one piece is worth a little white
#: space.
_CALM = 0.7

#: From this empty share of the last page on, lines to write on grow.
_WORTH_FILLING = 0.08

#: Above this density timelines are not broken either.
_TIGHT = 0.55

#: How much of the first page may stay empty while a tighter sheet would fill it.
_MOST_LEFT = 0.17

#: What is left of a page goes between its blocks, at most so much to each gap, and so much stays
#: above the foot; points.
_MOST_SPREAD = 12.0
_ABOVE_FOOT = 6.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished sheet. `pdf` is empty where a finding forbids printing. `fonts` maps the name of
    each font used to the digest of its file."""

    pdf: bytes
    pages: int
    fonts: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Trial:
    """One attempt: its setting, tree and pages of measured pieces, the first `heads` of which are
    title, subtitle and notice. `broken` tells how freely pieces had to be broken: 0 is not at
    all, and `torn` how many of them were."""

    setting: Setting
    root: StructElement
    furniture: Furniture
    pages: list[list[Piece]]
    heads: int
    broken: int
    torn: int

    @property
    def fits(self) -> bool:
        """Whether one piece of paper holds the sheet."""
        return len(self.pages) <= MOST_PAGES

    @property
    def calm(self) -> bool:
        """Whether it fits with all sections whole."""
        return self.fits and not self.broken

    def left(self, number: int) -> float:
        """Height that stays empty on a page, points."""
        height = self.furniture.height_of(first=number == 0)
        return height - sum(
            piece.height + (piece.space if place else 0.0)
            for place, piece in enumerate(self.pages[number])
        )

    @property
    def gaping(self) -> bool:
        """Whether the first of two pages ends early."""
        height = self.furniture.height_of(first=True)
        return len(self.pages) > 1 and self.left(0) > _MOST_LEFT * height


def render(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    *,
    edition: str = "standard",
    paper: str = "letter",
) -> Sheet:
    """Lays a handout out and draws it."""
    large = edition == "large"
    try:
        trial = _fit(handout, brand, typesetter, art, edition, paper)
    except FindingsError as error:
        return Sheet(b"", 0, {}, error.findings)
    findings = list(trial.setting.findings)
    pages = len(trial.pages)
    if pages > MOST_PAGES and not large:
        findings.append(_too_long(handout, pages))
    findings += _overflows(trial, handout)
    if has_errors(findings):
        return Sheet(b"", pages, {}, tuple(findings))
    canvas = _draw(trial, handout, brand)
    fonts = {face.path.name: face.sha256 for face in canvas.faces if isinstance(face, FontFace)}
    return Sheet(canvas.getpdfdata(), pages, fonts, tuple(findings))


def _fit(
    handout: Handout,
    brand: Brand,
    typesetter: Typesetter,
    art: Path,
    edition: str,
    paper: str,
) -> _Trial:
    densities = LARGE_DENSITIES if edition == "large" else DENSITIES
    trials: dict[int, _Trial] = {}

    def at(place: int) -> _Trial:
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
    chosen = _with_room_to_write(at(_best(at)), handout, brand, art)
    _spread(chosen)
    return chosen


def _unrest(trial: _Trial) -> tuple[bool, int, int]:
    """What speaks against a large print sheet, the worst first: a first page without the main
    thing, torn sections, many pages."""
    missed = trial.left(0) > _MOST_EMPTY * trial.furniture.height_of(first=True)
    return missed, trial.torn, len(trial.pages)


def _best(at: Callable[[int], _Trial]) -> int:
    """The place in `DENSITIES` of the most generous sheet that leaves sections whole and fills its
    first page; else of one that leaves them whole; else of one that breaks least."""
    last = len(DENSITIES) - 1
    place = last // 2
    if at(place).calm:
        while place and at(place - 1).calm:
            place -= 1
    else:
        while place < last and not at(place).calm:
            place += 1
    if not at(place).calm:
        fitting = [place for place in range(last + 1) if at(place).fits]
        return min(fitting, key=lambda place: at(place).broken, default=last)
    filled = (other for other in range(place, last) if at(other).calm and not at(other).gaping)
    return next(filled, place)


def _spread(trial: _Trial) -> None:
    """Divides what is left of each page among the gaps between its blocks."""
    if not trial.fits:
        return
    for number, pieces in enumerate(trial.pages):
        gaps = pieces[1 if number else trial.heads :]
        if gaps:
            extra = min(_MOST_SPREAD, max(0.0, trial.left(number) - _ABOVE_FOOT) / len(gaps))
            for piece in gaps:
                piece.space += extra


def _with_room_to_write(trial: _Trial, handout: Handout, brand: Brand, art: Path) -> _Trial:
    """The same sheet with higher lines for handwriting, as far as the last page has space left."""
    height = trial.furniture.height_of(first=len(trial.pages) == 1)
    left = trial.left(len(trial.pages) - 1)
    if not trial.fits or left < _WORTH_FILLING * height:
        return trial
    tried = trial
    for room in ROOMS:
        # Higher lines cost the same for each bit of room: one look tells what is too much.
        if tried is not trial:
            spent = (_height(tried) - _height(trial)) / (tried.setting.style.room - 1)
            if spent * (room - 1) > left:
                continue
        setting = trial.setting.again(replace(trial.setting.style, room=room))
        tried = _attempt(handout, brand, setting, art)
        if len(tried.pages) == len(trial.pages) and tried.broken == trial.broken:
            return tried
    return trial


def _height(trial: _Trial) -> float:
    """All that is to be dealt out, points."""
    return sum(piece.height + piece.space for page in trial.pages for piece in page)


def _attempt(handout: Handout, brand: Brand, setting: Setting, art: Path) -> _Trial:
    root = StructElement(Role.DOCUMENT)
    furniture = Furniture(setting, brand, handout, art.parent, root)
    builder = Builder(setting, root, art)
    head = builder.head(handout)
    pieces = [*head, *builder.body(handout)]
    first = furniture.height_of(first=True)
    other = furniture.height_of(first=False)
    style = setting.style
    setting.page_room = min(first, other)
    pages: list[list[Piece]] = []
    broken = 0
    for broken, (whole, setting.loose) in enumerate(_ways(style)):  # noqa: B007
        for piece in pieces:  # again after a trial: halves of a piece measure what they share anew
            piece.wrap(style.width)
        pages = paginate(pieces, first, other, whole=whole)
        if (style.large or len(pages) <= MOST_PAGES) and not any(_overfull(pages, first, other)):
            break
    torn = sum(map(len, pages)) - len(pieces)
    return _Trial(setting, root, furniture, pages, len(head), broken, torn)


def _ways(style: Style) -> Iterator[tuple[bool, bool]]:
    """Ways to deal pieces out, best first: sections whole; sections broken; and at last even what
    would better stay in one piece. White space gives way before the next one is tried."""
    yield True, False
    if style.large:
        yield True, True
        return
    if style.density <= _CALM:
        yield False, False
    if style.density <= _TIGHT:
        yield False, True


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


def _too_long(handout: Handout, pages: int) -> Finding:
    message = f"{handout.name} fills {pages} pages; a sheet of paper has {MOST_PAGES}"
    longest = max(handout.texts(), key=lambda text: len(text.plain))
    hint = "shorten the longest messages, this one first"
    return Finding(Severity.ERROR, "too-long", message, longest.where, hint, handout.language.tag)


def _overflows(trial: _Trial, handout: Handout) -> Iterator[Finding]:
    """What no page can hold and nothing can break; it is never printed over the foot."""
    heights = [trial.furniture.height_of(first=first) for first in (True, False)]
    for number, overfull in enumerate(_overfull(trial.pages, *heights), 1):
        if overfull:
            message = f"a block on page {number} of {handout.name} is higher than the page"
            hint = "divide it into two sections, or shorten its messages"
            where, tag = handout.title.where, handout.language.tag
            yield Finding(Severity.ERROR, "too-high", message, where, hint, tag)


def _overfull(pages: Sequence[Sequence[Piece]], first: float, other: float) -> Iterator[bool]:
    """For each page, whether its pieces are higher than its frame."""
    for number, pieces in enumerate(pages):
        used = sum(
            piece.height + (piece.space if place else 0.0) for place, piece in enumerate(pieces)
        )
        yield used > (other if number else first) + 0.5


def _draw(trial: _Trial, handout: Handout, brand: Brand) -> TaggedCanvas:
    style = trial.setting.style
    metadata = Metadata(
        title=handout.title.plain,
        language=handout.language.tag,
        description=handout.description,
        author=brand.name,
        keywords=handout.keywords,
        identifier=f"{handout.code}-{handout.language.tag}-{handout.version}",
        creator="Handouts",
        right_to_left=handout.language.right_to_left,
    )
    page_size = (style.page_width, style.page_height)
    canvas = TaggedCanvas(io.BytesIO(), trial.root, metadata, pagesize=page_size)
    for number, pieces in enumerate(trial.pages):
        first = number == 0
        trial.furniture.paint(canvas, number + 1, len(trial.pages))
        top = style.page_height - trial.furniture.head_height(first=first)
        for place, piece in enumerate(pieces):
            top -= piece.height + (piece.space if place else 0.0)
            piece.drawOn(canvas, style.margin, top)
        canvas.showPage()
    return canvas
