"""Set words: a message as lines in one structure element."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import pairwise

from handouts.editions.paper.boxes import Piece, Setting
from handouts.editions.paper.ink_overflow import Edge, baselines
from handouts.editions.paper.style import TextStyle
from handouts.model.document import Text
from handouts.model.languages import Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import Role, StructElement
from handouts.text.glyphs import Line
from handouts.text.skyline import distance

#: A line that is alone on a page reads as a mistake.
_FEWEST_LINES = 2


class TextPiece(Piece):
    """A message as lines, in one structure element. `language` is set where it differs from the
    sheet's; the text then still stands at the page's start side. Words in yet another language
    have elements of their own below it (PDF/UA-1, 7.2); the halves of a split text share them."""

    def __init__(
        self,
        setting: Setting,
        text: Text,
        style: TextStyle,
        element: StructElement,
        *,
        language: Language | None = None,
        centered: bool = False,
        contained: bool = False,
    ) -> None:
        self.setting, self.text, self.style, self.element = setting, text, style, element
        self.language, self.centered = language, centered
        self.lines: tuple[Line, ...] = ()
        self.set_for = -1.0
        self.fixed = False
        self.contained = contained
        #: Where the lines stand below the top, in a script whose ink leaves its lines.
        self.baselines: tuple[float, ...] = ()
        self.foreign = _foreign(text, element, language or setting.language)

    def measure(self, width: float) -> float:
        """Lines times line height."""
        if width != self.set_for and not self.fixed:
            self.lines = self.setting.lines(self.text, self.style, width, self.language)
            self.set_for = width
        if self.setting.language.rule.sloping and self.language is None and self.lines:
            return self._stack()
        return len(self.lines) * self.style.leading

    def _stack(self) -> float:
        """Lines as far apart as their ink asks for. The box is that of the line heights; ink that
        leaves it is told as an edge, or the box is as much higher."""
        setting, leading = self.setting, self.style.leading
        first = setting.baseline(self.style)
        inks = [setting.skyline(line) for line in self.lines]
        below = leading - first
        if self.contained:
            first, below = max(first, inks[0].top), max(below, -inks[-1].bottom)
        distances = [distance(*pair) for pair in pairwise(inks)]
        self.baselines = baselines(first, leading, distances)
        self.drop = first - setting.baseline(self.style)
        if not self.contained:
            self.head = (Edge(inks[0], first, free=self.centered),)
            self.tail = (Edge(inks[-1], below, free=self.centered),)
        return self.baselines[-1] + below

    @property
    def overhang(self) -> float:
        """How far ink stands out at the right, where lines of such a script begin; points."""
        if not self.baselines:
            return 0.0
        return max(0.0, *(self.setting.skyline(line).right for line in self.lines))

    @property
    def baseline(self) -> float:
        """Where the first line stands below the top; points."""
        if self.baselines:
            return self.baselines[0]
        return self.setting.baseline(self.style, self.language)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paints the lines, tagged."""
        with canvas.tagged(self.element):
            paint_lines(
                canvas,
                self.setting,
                self.lines,
                self.style,
                x,
                top,
                self.width,
                self.foreign,
                language=self.language,
                centered=self.centered,
                baselines=self.baselines,
            )

    def cut(self, height: float) -> list[Piece]:
        """Between lines, never leaving one alone on either side."""
        fitting = min(int(height / self.style.leading), len(self.lines) - _FEWEST_LINES)
        if self.baselines:
            room = height - self.style.leading + self.baselines[0]
            fitting = min(fitting, sum(baseline <= room for baseline in self.baselines))
        if fitting < _FEWEST_LINES:
            return []
        parts: list[Piece] = []
        for lines in (self.lines[:fitting], self.lines[fitting:]):
            part = copy(self)
            part.lines, part.fixed = lines, True
            part.wrap(self.width)
            parts.append(part)
        return parts

    @property
    def least(self) -> float:
        """Two lines, or all of a short text."""
        few = len(self.lines) < 2 * _FEWEST_LINES
        return self.height if few else _FEWEST_LINES * self.style.leading


def _foreign(text: Text, element: StructElement, own: Language) -> tuple[StructElement | None, ...]:
    """An element for each span in another language; none for those that belong to `element`, and
    nothing at all where all of them do."""
    if all(span.language is None for span in text.spans):
        return ()
    return tuple(
        element.add(Role.SPAN, lang=span.language.tag)
        if span.language and span.language != own and span.text.strip()
        else None
        for span in text.spans
    )


def paint_lines(
    canvas: TaggedCanvas,
    setting: Setting,
    lines: Sequence[Line],
    style: TextStyle,
    x: float,
    top: float,
    width: float,
    spans: Sequence[StructElement | None] = (),
    *,
    language: Language | None = None,
    centered: bool = False,
    baselines: Sequence[float] = (),
) -> None:
    """Lines flush at the start side, or centred, on the baselines of `Setting.baseline` where no
    others are given."""
    first = setting.baseline(style, language)
    for number, line in enumerate(lines):
        left = setting.start(x, width, 0.0, line.width)
        if centered:
            left = x + (width - line.width) / 2
        baseline = baselines[number] if baselines else number * style.leading + first
        canvas.show_line(line, left, top - baseline, style.color, spans)
