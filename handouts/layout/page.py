"""A sheet: pieces on pages, with a band at the head and the desk's lines at the foot.

A standard sheet is one piece of paper, printed on both sides. The white space gives way before
anything else does: the same sheet is tried at several densities, sections kept whole where that
works, and the most generous that fits is drawn. If none does, that is a finding and nothing is
printed. Trials only measure; the one drawing follows when the pages are known.

What fits generously fits tightly too, so that the search begins in the middle, where most sheets
end: two trials are enough for them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts.brand import Brand
from handouts.document import Handout
from handouts.errors import Finding, FindingsError, Severity, has_errors
from handouts.layout.builder import Builder
from handouts.layout.flow import Piece, Setting, break_pieces
from handouts.layout.furniture import Furniture
from handouts.layout.style import DENSITIES, ROOMS, Style, style_for
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
    """One attempt: its setting, tree, pieces, and the pages they were dealt out to. `broken` tells
    how freely pieces had to be broken: 0 is not at all."""

    setting: Setting
    root: StructElement
    furniture: Furniture
    pieces: list[Piece]
    pages: list[list[Piece]] = field(default_factory=list)
    broken: int = 0


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
    if edition == "large":
        style = style_for(handout.language, brand, edition=edition, paper=paper, density=1.0)
        return _attempt(handout, brand, Setting(handout.language, style, typesetter), art)
    trials: dict[float, _Trial] = {}

    def fits(density: float) -> bool:
        style = style_for(handout.language, brand, edition=edition, paper=paper, density=density)
        known = next(iter(trials.values()), None)
        setting = (
            known.setting.again(style) if known else Setting(handout.language, style, typesetter)
        )
        trial = trials[density] = _attempt(handout, brand, setting, art)
        return len(trial.pages) <= MOST_PAGES

    place = (len(DENSITIES) - 1) // 2
    if fits(DENSITIES[place]):
        while place and fits(DENSITIES[place - 1]):
            place -= 1
    else:
        while place + 1 < len(DENSITIES):
            place += 1
            if fits(DENSITIES[place]):
                break
    return _with_room_to_write(trials[DENSITIES[place]])


def _with_room_to_write(trial: _Trial) -> _Trial:
    """The same sheet with higher lines for handwriting, as far as the last page has space left."""
    setting, pages, broken = trial.setting, len(trial.pages), trial.broken
    height = trial.furniture.height_of(first=pages == 1)
    used = sum(piece.height + piece.space for piece in trial.pages[-1])
    if pages > MOST_PAGES or used > (1 - _WORTH_FILLING) * height:
        return trial
    strict, least = setting.style, _height(trial)
    cost = 0.0
    for room in ROOMS:
        # Higher lines cost the same for each bit of room: one look tells what is too much.
        if cost * (room - 1) > height - used:
            continue
        # Room is the one thing that pieces ask for when they are measured, so they stay.
        setting.style = replace(strict, room=room)
        _deal_out(trial)
        if len(trial.pages) == pages and trial.broken == broken:
            return trial
        cost = (_height(trial) - least) / (room - 1)
    if setting.style is not strict:
        setting.style = strict
        _deal_out(trial)
    return trial


def _height(trial: _Trial) -> float:
    """All that is to be dealt out, points."""
    return sum(piece.height + piece.space for page in trial.pages for piece in page)


def _attempt(handout: Handout, brand: Brand, setting: Setting, art: Path) -> _Trial:
    root = StructElement(Role.DOCUMENT)
    furniture = Furniture(setting, brand, handout, art.parent, root)
    builder = Builder(setting, root, art)
    pieces = [*builder.head(handout), *builder.body(handout)]
    trial = _Trial(setting, root, furniture, pieces)
    _deal_out(trial)
    return trial


def _deal_out(trial: _Trial) -> None:
    """Measures the pieces and deals them out to pages."""
    setting, style = trial.setting, trial.setting.style
    first = trial.furniture.height_of(first=True)
    other = trial.furniture.height_of(first=False)
    setting.page_room = min(first, other)
    unmeasured = trial.pieces
    for trial.broken, (whole, setting.loose) in enumerate(_ways(style)):
        for piece in unmeasured:
            piece.wrap(style.width)
        trial.pages = paginate(trial.pieces, first, other, whole=whole)
        # Halves measure what they share anew, so before the next way that is undone: with what was
        # broken, and with what was tried at a page's edge and then moved on.
        settled = {id(piece) for page in trial.pages for piece in page[1:]}
        unmeasured = [piece for piece in trial.pieces if id(piece) not in settled]
        fits = style.large or len(trial.pages) <= MOST_PAGES
        if fits and not any(_overfull(trial.pages, first, other)):
            break


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
