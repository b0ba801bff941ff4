"""The pieces every block is made of: set text, stacks of pieces, and how they break over pages.

A piece keeps the contract of a Platypus flowable (`wrap`, `split`, `drawOn`), so that it can stand
in any ReportLab frame. It is drawn without moving the canvas' origin, and from the start side:
where "start" is, the `Setting` knows, so that no piece asks about direction.

Structure elements are made when a piece is made, in the author's order. Halves of a split piece
carry the same elements, so a paragraph that runs over a page stays one paragraph.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from handouts.checks.characters import missing_glyph
from handouts.editions.paper.ink_overflow import Edges, needed
from handouts.editions.paper.platypus import Flowable
from handouts.editions.paper.style import Style, TextStyle
from handouts.editions.paper.svg import Art, load_art
from handouts.model import codes
from handouts.model.document import Text
from handouts.model.findings import Finding
from handouts.model.languages import Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.text.glyphs import Line
from handouts.text.paragraph import ShapedParagraph, TextSpan, Typesetter
from handouts.text.skyline import Skyline, skyline

#: What is higher than this share of a page's frame may be broken even if it would better stay
#: whole: with its heading it might fit on no page.
MOST_OF_A_PAGE = 0.8


@dataclass(slots=True)
class Setting:
    """One sheet being set: its language, style and typesetter, and what was found on the way."""

    language: Language
    style: Style
    typesetter: Typesetter
    findings: list[Finding] = field(default_factory=list)
    #: Whether pieces that would better stay whole may be broken, so that the sheet fits.
    loose: bool = False
    #: Height of the lowest page's frame, points.
    page_room: float = 10_000.0
    #: Lines and paragraphs already set, shared by the trials of one sheet: most blocks keep their
    #: width. The keys hold a message's identity, since hashing its words again and again would cost
    #: as much as setting them; the values hold the message, so that no other takes its identity.
    known: dict[tuple[int, float, bool, float, str], tuple[Text, tuple[Line, ...]]] = field(
        default_factory=dict
    )
    shaped: dict[tuple[int, bool, str], tuple[Text, ShapedParagraph]] = field(default_factory=dict)
    bases: dict[tuple[float, float, bool, str], float] = field(default_factory=dict)
    #: Drawings by name, so that the trials of one sheet read each file once.
    drawings: dict[str, Art] = field(default_factory=dict)

    @property
    def rtl(self) -> bool:
        """Whether the page runs from right to left."""
        return self.language.right_to_left

    def start(self, x: float, width: float, offset: float, extent: float) -> float:
        """Left edge of something `extent` wide that stands `offset` from the start side of the
        area that begins at `x` and is `width` wide."""
        return x + width - offset - extent if self.rtl else x + offset

    def lines(
        self, text: Text, style: TextStyle, width: float, language: Language | None = None
    ) -> tuple[Line, ...]:
        """Sets a message and notes what cannot be set well."""
        own = language or self.language
        key = (id(text), style.size, style.bold, round(width, 3), own.tag)
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = (text, self._set(text, style, width, own))
        return known[1]

    def _shape(self, text: Text, style: TextStyle, language: Language) -> ShapedParagraph:
        key = (id(text), style.bold, language.tag)
        known = self.shaped.get(key)
        if known is None:
            shaped = self.typesetter.shape(spans_of(text, style), language)
            known = self.shaped[key] = (text, shaped)
        return known[1]

    def _set(
        self, text: Text, style: TextStyle, width: float, language: Language
    ) -> tuple[Line, ...]:
        shaped = self._shape(text, style, language)
        tag = self.language.tag
        for char in shaped.missing:
            self._note(missing_glyph(char).at(text.where, tag))
        lines = shaped.lines(style.size, width)
        for line in lines:
            if line.overwide:
                message = f"{line.text.strip()!r} is wider than its column and was cut"
                hint = "use a shorter word, or a space where it may break"
                self._note(Finding(codes.OVERWIDE_WORD, message, text.where, hint, tag))
        return lines

    def baseline(self, style: TextStyle, language: Language | None = None) -> float:
        """Distance from the top of a line's box to its baseline, points: the ascent and descent of
        the language's own face centred in the line height, as CSS inline layout does. It is the
        same for every line, whatever other faces stand in it."""
        own = language or self.language
        key = (style.size, style.leading, style.bold, own.tag)
        known = self.bases.get(key)
        if known is None:
            face = self.typesetter.fonts.stack(own, style.bold)[0]
            ascent = face.ascent / face.upem * style.size
            descent = -face.descent / face.upem * style.size
            known = self.bases[key] = (style.leading - ascent - descent) / 2 + ascent
        return known

    def middle(self, style: TextStyle) -> float:
        """Distance from the top of a line's box to the optical middle of its letters, points."""
        return self.baseline(style) - self.language.rule.middle * style.size

    def skyline(self, line: Line) -> Skyline:
        """The ink of a line that stands flush at the start side."""
        return skyline(line, line.width if self.rtl else 0.0)

    def natural_width(self, text: Text, style: TextStyle) -> float:
        """Width of a message on one line."""
        return self._shape(text, style, self.language).natural_width(style.size)

    def least_width(self, text: Text, style: TextStyle) -> float:
        """The least width at which no word is broken."""
        return self._shape(text, style, self.language).min_width(style.size)

    def _note(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)

    def drawing(self, folder: Path, name: str) -> Art:
        """A drawing in the sheet's colours and direction."""
        if name not in self.drawings:
            self.drawings[name] = load_art(folder, name, self.style.colors, mirror=self.rtl)
        return self.drawings[name]

    def again(self, style: Style) -> Setting:
        """The same sheet in another style."""
        return replace(self, style=style)


def spans_of(text: Text, style: TextStyle) -> tuple[TextSpan, ...]:
    """A message's spans as the text engine wants them. Terms are set bold."""
    return tuple(
        TextSpan(span.text, style.bold or span.bold or span.term, span.language)
        for span in text.spans
    )


class Piece(Flowable, ABC):  # type: ignore[misc]  # ReportLab has no type hints
    """Something with a height that can be painted. `space` is the white space above it."""

    space: float = 0.0
    keep_with_next: bool = False
    width: float = 0.0
    height: float = 0.0
    #: How far below its top the first line stands, where a picture is higher than the words.
    drop: float = 0.0
    #: Whether it has a picture at the end side, which wants the measure's edge.
    pictured: bool = False
    #: The ink of the first line and of the last one, where it may stand out of the piece.
    head: Edges = ()
    tail: Edges = ()
    #: `space` before `keep_apart` widened it.
    asked: float | None = None

    def wrap(self, width: float, _height: float = 0.0) -> tuple[float, float]:
        """Measures the piece for a width; points."""
        self.width = width
        self.height = self.measure(width)
        return width, self.height

    def split(self, width: float, height: float) -> list[Piece]:
        """Two pieces, the first no higher than `height`; none when it cannot be broken there."""
        self.wrap(width)
        return self.cut(height)

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Paints the piece with its lower left corner at (x, y): Platypus' contract."""
        self.paint(canvas, x, y + self.height)

    @abstractmethod
    def measure(self, width: float) -> float:
        """The height at this width."""

    @abstractmethod
    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paints the piece below `top`, from `x` to `x + self.width`."""

    def cut(self, _height: float) -> list[Piece]:
        """`split` for a piece that has been measured."""
        return []

    @property
    def least(self) -> float:
        """The least height that may stand alone at the foot of a page."""
        return self.height


class Kept(Piece):
    """A piece that stays whole: not broken at all while the setting is strict, else only when it
    is higher than most of a page."""

    def __init__(self, setting: Setting, body: Piece, *, always: bool = True) -> None:
        self.setting, self.body, self.always = setting, body, always

    def measure(self, width: float) -> float:
        """The body's height."""
        height = self.body.wrap(width)[1]
        self.head, self.tail = self.body.head, self.body.tail
        return height

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paints the body."""
        self.body.height = self.height
        self.body.drawOn(canvas, x, top - self.height)

    @property
    def _may_break(self) -> bool:
        if self.height > MOST_OF_A_PAGE * self.setting.page_room:
            return True
        return self.setting.loose and not self.always

    def cut(self, height: float) -> list[Piece]:
        """As the body breaks, where that is allowed."""
        return self.body.cut(height) if self._may_break else []

    @property
    def least(self) -> float:
        """The body's, where it may be broken."""
        return self.body.least if self._may_break else self.height


def keep_apart(pieces: Sequence[Piece]) -> None:
    """Widens the space between measured pieces where the ink of one would meet the next."""
    for upper, lower in pairwise(pieces):
        if upper.tail or lower.head:
            if lower.asked is None:
                lower.asked = lower.space
            lower.space = max(lower.asked, needed(upper.tail, lower.head))


class Stack(Piece):
    """Pieces one below the other. `fewest` of them stay together at either side of a page's edge;
    such pieces (rows of a table, say) are not broken themselves."""

    def __init__(self, pieces: Sequence[Piece], fewest: int = 1) -> None:
        self.pieces, self.fewest = list(pieces), fewest

    def measure(self, width: float) -> float:
        """The sum of the pieces and the space between them."""
        for piece in self.pieces:
            piece.wrap(width)
        keep_apart(self.pieces)
        if self.pieces:
            self.head, self.tail = self.pieces[0].head, self.pieces[-1].tail
        return sum(_heights(self.pieces))

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paints the pieces in order."""
        for piece, height in zip(self.pieces, _heights(self.pieces), strict=True):
            top -= height
            piece.drawOn(canvas, x, top)

    def cut(self, height: float) -> list[Piece]:
        """Between pieces, or inside the one that crosses the edge."""
        head, tail = break_pieces(self.pieces, height)
        while tail and len(tail) < self.fewest and head:
            tail.insert(0, head.pop())
        if len(head) < self.fewest or not tail:
            return []
        parts: list[Piece] = [Stack(head, self.fewest), Stack(tail, self.fewest)]
        for part in parts:
            part.wrap(self.width)
        return parts

    @property
    def least(self) -> float:
        """The first pieces' least height, with what they must not be parted from."""
        if len(self.pieces) < 2 * self.fewest and self.fewest > 1:
            return self.height
        total = 0.0
        for number, piece in enumerate(self.pieces):
            total += piece.space if number else 0.0
            if not piece.keep_with_next and number + 1 >= self.fewest:
                return total + piece.least
            total += piece.height
        return total


def _heights(pieces: Sequence[Piece]) -> list[float]:
    return [piece.height + (piece.space if number else 0.0) for number, piece in enumerate(pieces)]


def break_pieces(pieces: Sequence[Piece], height: float) -> tuple[list[Piece], list[Piece]]:
    """The pieces that fit into `height`, and the rest. All are measured. A piece that must stay
    with the next one moves on with it; the first half may be empty."""
    head: list[Piece] = []
    left = height
    for number, piece in enumerate(pieces):
        space = piece.space if head else 0.0
        if piece.keep_with_next:
            needed = space + Stack(pieces[number:]).least
        else:
            needed = space + piece.height
        if needed <= left + 0.01:
            head.append(piece)
            left -= space + piece.height
            continue
        parts = [] if piece.keep_with_next else piece.cut(left - space)
        if parts:
            parts[0].space, parts[1].space = piece.space, 0.0
            return [*head, parts[0]], [parts[1], *pieces[number + 1 :]]
        return head, list(pieces[number:])
    return head, []
