"""Running header and footer: the clinic's band, the draft notice, the foot.

All of it is pagination artifact (ISO 32000-1, 14.8.2.2): a screen reader skips it. Only the
clinic's name on the first page is content, since "call us" means nothing without it. The foot is
for the desk, which cannot read the language: each page says in English what it is, in which
language, which version, and which page of how many.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from handouts.editions.paper.context import Context
from handouts.editions.paper.ink_overflow import APART
from handouts.editions.paper.pagination import Frames
from handouts.editions.paper.shapes import disc
from handouts.editions.paper.style import TextStyle
from handouts.editions.paper.svg import Art
from handouts.editions.paper.text_box import paint_lines
from handouts.model.document import Handout, Span, Text
from handouts.model.findings import Where
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import StructElement
from handouts.project.brand import Brand
from handouts.text.glyphs import Line
from handouts.text.skyline import reach

#: Between the discs of the set, points.
_DISC_GAP = 9.0

#: Printers leave a strip at the edge of the paper blank: no words in it.
_UNPRINTABLE = 13.0


@dataclass(frozen=True, slots=True)
class _SetText:
    """Lines of a header or footer, their style, and how far ink stands out below, points."""

    lines: tuple[Line, ...]
    style: TextStyle
    language: Language | None = None
    over: float = 0.0

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading


@functools.lru_cache(maxsize=256)
def _text(words: str) -> Text:
    """Words as a message; the same words are the same message, so that they are set once."""
    return Text((Span(words),), Where(""))


def _row_height(row: Sequence[_SetText]) -> float:
    """The highest words of a row, and what hangs below them."""
    return max(words.height + words.over for words in row)


class RunningElements:
    """Running header and footer of one sheet's pages. `sender` is the element of the clinic's name
    or logo."""

    def __init__(
        self,
        context: Context,
        brand: Brand,
        handout: Handout,
        logo: Art | None,
        sender: StructElement,
    ) -> None:
        self.context, self.brand, self.handout = context, brand, handout
        self.logo, self.sender = logo, sender
        style = context.style
        self.wordmark = self._set(brand.name, style.wordmark, ENGLISH)
        english = style.latin(style.on_brand)
        self.desk_line = self._message(_text(self._desk_words()), english, style.width, ENGLISH)
        self.running_rows = self._running_rows()
        self.first_row = style.level.band
        mark = 180.0 if self.logo else self.wordmark.width
        taken = mark + self.desk_line.width + self._places_width() + 40
        below = self.desk_line.height + 6 if taken > style.width else 0.0
        self.first_band = self.first_row + below
        heights = (_row_height(row) for row in self.running_rows)
        self.band = _UNPRINTABLE + sum(heights) + 5

    def _running_rows(self) -> list[list[_SetText]]:
        """The head of a later page: title, the desk's line, and the draft notice in English. The
        notice in the sheet's language stands on the first page, the other side of the paper."""
        handout, style = self.handout, self.context.style
        title = self._message(handout.title, style.on_brand, style.width)
        one_row = title.width + self.desk_line.width + 24 <= style.width
        rows = [[title, self.desk_line]] if one_row else [[title], [self.desk_line]]
        rows += [
            [self._message(notice, style.latin(style.on_brand), style.width, ENGLISH)]
            for notice in handout.draft_notice[:1]
        ]
        return rows

    @functools.cached_property
    def frames(self) -> Frames:
        """Height left for the boxes of the pages."""
        style = self.context.style
        foot = len(self._rows(1, 1)) * self._foot_leading + 33
        return Frames(
            style.page_height - self.head_height(0) - foot,
            style.page_height - self.head_height(1) - foot,
        )

    def head_height(self, number: int) -> float:
        """From the top edge of the paper to the first box of the page with this number, from 0."""
        band = self.band if number else self.first_band
        return band + max(8.0, self.context.style.white(14))

    def paint(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Head and foot of one page."""
        if page == 1:
            self._paint_first_band(canvas)
        else:
            with canvas.artifact("Pagination", "Header"):
                self._paint_band(canvas)
        with canvas.artifact("Pagination", "Footer"):
            self._paint_foot(canvas, page, pages)

    def _set(self, words: str, style: TextStyle, language: Language | None = None) -> _SetText:
        return self._message(_text(words), style, 10_000.0, language)

    def _message(
        self, text: Text, style: TextStyle, width: float, language: Language | None = None
    ) -> _SetText:
        lines = self.context.messages.lines(text, style, width, language)
        over = 0.0
        if lines and self.context.language.rule.sloping:
            below = style.leading - self.context.messages.baseline(style, language)
            over = max(0.0, -self.context.messages.skyline(lines[-1]).bottom - below)
        return _SetText(lines, style, language, over)

    def _paint_words(
        self, canvas: TaggedCanvas, words: _SetText, offset: float, top: float, *, end: bool = False
    ) -> None:
        """Words `offset` from the start side of the measure, or from its end side."""
        style = self.context.style
        width = words.width
        start = style.width - offset - width if end else offset
        left = self.context.start(style.margin, style.width, start, width)
        lines, language = words.lines, words.language
        paint_lines(canvas, self.context, lines, words.style, left, top, width, language=language)

    def _paint_first_band(self, canvas: TaggedCanvas) -> None:
        style = self.context.style
        height = self.first_band
        top = style.page_height
        with canvas.artifact("Pagination", "Header"):
            canvas.draw_rect(0, top - height, style.page_width, height, fill=style.colors["brand"])
            self._paint_place(canvas, top - self.first_row / 2)
            self._paint_desk_line(canvas)
        if self.logo:
            self._paint_logo(canvas, self.logo, top - self.first_row / 2)
        else:
            drop = (self.first_row - self.wordmark.height) / 2
            with canvas.tagged(self.sender):
                self._paint_words(canvas, self.wordmark, 0, top - drop)

    def _paint_desk_line(self, canvas: TaggedCanvas) -> None:
        """Sheet and language in English, before the discs or in a row of its own."""
        style = self.context.style
        top = style.page_height
        if self.first_band > self.first_row:
            self._paint_words(canvas, self.desk_line, 0, top - self.first_row)
            return
        drop = (self.first_row - self.desk_line.height) / 2
        self._paint_words(canvas, self.desk_line, self._places_width() + 14, top - drop, end=True)

    def _places_width(self) -> float:
        """Width of the discs that tell the sheet's place in its set."""
        return self.handout.siblings * (self._radius * 2 + _DISC_GAP) - _DISC_GAP

    @property
    def _radius(self) -> float:
        return 14.0 if self.context.style.large else 10.5

    def _desk_words(self) -> str:
        """What the desk looks for on top of the page; an English sheet needs no second title."""
        handout = self.handout
        name = handout.language.name
        return name if handout.language == ENGLISH else f"{handout.title_en} · {name}"

    def _paint_logo(self, canvas: TaggedCanvas, logo: Art, middle: float) -> None:
        """The clinic's logo on a white plate, as high as the band allows."""
        style = self.context.style
        height = self.first_row - 12.0
        scale = min((height - 6) / logo.height, 180.0 / logo.width)
        width = logo.width * scale + 12
        left = self.context.start(style.margin, style.width, 0.0, width)
        bottom = middle - height / 2
        box = (left, bottom, left + width, bottom + height)
        canvas.place(self.sender, box)
        place = (scale, 0.0, 0.0, scale, left + 6, middle - logo.height * scale / 2)
        with canvas.tagged(self.sender):
            canvas.draw_rect(left, bottom, width, height, radius=4, fill="#FFFFFF")
            canvas.draw_art(logo.operators, (0.0, 0.0, logo.width, logo.height), place)

    def _paint_place(self, canvas: TaggedCanvas, middle: float) -> None:
        """Which sheet of the set this is: a disc for each, this one filled, with its number."""
        style = self.context.style
        radius = self._radius
        step = radius * 2 + _DISC_GAP
        count = self.handout.siblings
        for place in range(1, count + 1):
            offset = style.width - radius * 2 - (count - place) * step
            left = self.context.start(style.margin, style.width, offset, radius * 2)
            center = left + radius
            current = place == self.handout.order
            if current:
                disc(canvas, center, middle, radius, fill="#FFFFFF")
            else:
                disc(canvas, center, middle, radius - 0.6, stroke="#FFFFFF", line_width=1.2)
            color = style.colors["brand"] if current else "#FFFFFF"
            ink = TextStyle(style.foot.size, style.foot.size, color, bold=True)
            numeral = self._set(str(place), ink, ENGLISH)
            line = numeral.lines[0]
            canvas.show_line(line, center - line.width / 2, middle - ink.size * 0.36, color)

    def _paint_band(self, canvas: TaggedCanvas) -> None:
        style = self.context.style
        top = style.page_height
        canvas.draw_rect(
            0, top - self.band, style.page_width, self.band, fill=style.colors["brand"]
        )
        top -= _UNPRINTABLE
        for row in self.running_rows:
            for words, end in zip(row, (False, True), strict=False):
                self._paint_words(canvas, words, 0, top, end=end)
            top -= _row_height(row)

    def _rows(self, page: int, pages: int) -> list[tuple[_SetText | None, _SetText | None]]:
        """The foot's rows: words at the start side, words at the end side."""
        handout, foot = self.handout, self.context.style.foot
        numbers = {"page": str(page), "pages": str(pages)}
        page_of = [handout.page_of_en % numbers]
        names = [handout.language.name]
        if handout.language.tag != "en":
            page_of.append(handout.page_of % numbers)
            names.append(handout.language.autonym)
        code = f"{handout.code}-{handout.language.tag}"
        cells = (
            (self._english(handout.title_en, foot), self._pair(names, foot)),
            (
                self._english(f"{code} · version {handout.version} · {handout.date}", foot),
                self._pair(page_of, foot),
            ),
        )
        rows: list[tuple[_SetText | None, _SetText | None]] = []
        for start, end in cells:
            if start.width + end.width + 12 <= self.context.style.width:
                rows.append((start, end))
            else:
                rows += [(start, None), (None, end)]
        return rows

    def _english(self, words: str, style: TextStyle) -> _SetText:
        return self._set(words, style, ENGLISH)

    def _pair(self, words: Sequence[str], style: TextStyle) -> _SetText:
        """English, then the language, each in its own direction."""
        # The mark between them is set with the English: in Nastaliq a space is next to nothing.
        gap = " · " if len(words) > 1 else ""
        spans = [Span(words[0] + gap, language=ENGLISH)]
        if len(words) > 1:
            isolated = f"\u2068{words[1]}\u2069"
            spans.append(Span(isolated, language=self.handout.language))
        return self._message(Text(tuple(spans), Where("")), style, 10_000.0, ENGLISH)

    @functools.cached_property
    def _foot_leading(self) -> float:
        """Distance of the foot's rows, points: more where the ink of the language's words asks for
        it."""
        leading, language = self.context.style.foot.leading, self.handout.language
        if language.rule.sloping or language.rule.measured == math.inf:
            return leading
        rows = [
            [reach(line) for words in row if words for line in words.lines]
            for row in self._rows(1, 1)
        ]
        apart = [
            max(top for top, _ in lower) - min(bottom for _, bottom in upper)
            for upper, lower in pairwise(rows)
        ]
        return max(leading, *(each + APART for each in apart))

    def _paint_foot(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        style = self.context.style
        rows = self._rows(page, pages)
        top = 24 + len(rows) * self._foot_leading
        right = style.page_width - style.margin
        canvas.draw_line(
            style.margin, top + 3, right, top + 3, stroke=style.colors["rule"], line_width=0.8
        )
        for start, end in rows:
            if start:
                self._paint_words(canvas, start, 0, top)
            if end:
                self._paint_words(canvas, end, 0, top, end=True)
            top -= self._foot_leading
