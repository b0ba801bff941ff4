"""What stands around the words on every page: the clinic's band, the draft notice, the foot.

All of it is pagination artifact (ISO 32000-1, 14.8.2.2): a screen reader passes over it. The foot
is for the desk, which cannot read the language: each page says in English what it is, in which
language, which version, and which page of how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.brand import Brand
from handouts.document import Handout, Span, Text
from handouts.errors import Where
from handouts.languages import Language, language
from handouts.layout.art import Art, load_art
from handouts.layout.flow import Setting, paint_lines
from handouts.layout.ink import disc
from handouts.layout.style import TextStyle
from handouts.pdf.canvas import TaggedCanvas
from handouts.text.glyphs import Line

_ENGLISH = language("en")

#: Printers leave a strip at the edge of the paper blank: no words in it.
_UNPRINTABLE = 13.0


@dataclass(frozen=True, slots=True)
class _Words:
    """Set words of the furniture: lines, their style, and the widest line."""

    lines: tuple[Line, ...]
    style: TextStyle

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading


class Furniture:
    """Head and foot of one sheet's pages."""

    def __init__(self, setting: Setting, brand: Brand, handout: Handout, templates: Path) -> None:
        self.setting, self.brand, self.handout = setting, brand, handout
        style = setting.style
        self.logo: Art | None = None
        if brand.logo:
            self.logo = load_art(templates, Path(brand.logo).stem, brand.colors)
        self.wordmark = self._set(brand.name, style.wordmark, _ENGLISH)
        self.small_wordmark = self._set(brand.name, style.on_brand, _ENGLISH)
        room = style.width - self.small_wordmark.width - 24
        self.running_title = self._message(handout.title, style.on_brand, room)
        self.notices = [
            self._message(notice, style.on_brand, style.width, notice.spans[0].language)
            for notice in handout.draft_notice
        ]
        self.first_band = 66.0 if style.large else 34.0 + 12.0 * min(style.density, 1.0)
        notices = sum(notice.height for notice in self.notices)
        self.band = _UNPRINTABLE + self.running_title.height + notices + 5

    def height_of(self, *, first: bool) -> float:
        """Height left for the pieces on a page."""
        style = self.setting.style
        return style.page_height - self.head_height(first=first) - self.foot_height()

    def head_height(self, *, first: bool) -> float:
        """From the top edge of the paper to the first piece."""
        if first:
            return self.first_band + self.setting.style.gap(14)
        return self.band + self.setting.style.gap(14)

    def foot_height(self) -> float:
        """From the last piece to the bottom edge of the paper."""
        rows = len(self._rows(1, 1))
        return rows * self.setting.style.foot.leading + 36

    def paint(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Head and foot of one page."""
        with canvas.artifact("Pagination", "Header"):
            if page == 1:
                self._paint_first_band(canvas)
            else:
                self._paint_band(canvas)
        with canvas.artifact("Pagination", "Footer"):
            self._paint_foot(canvas, page, pages)

    def _set(self, words: str, style: TextStyle, own: Language | None = None) -> _Words:
        return self._message(Text((Span(words),), Where("")), style, 10_000.0, own)

    def _message(
        self, text: Text, style: TextStyle, width: float, own: Language | None = None
    ) -> _Words:
        return _Words(self.setting.lines(text, style, width, own), style)

    def _paint_words(
        self, canvas: TaggedCanvas, words: _Words, offset: float, top: float, *, end: bool = False
    ) -> None:
        """Words `offset` from the start side of the measure, or from its end side."""
        style = self.setting.style
        width = words.width
        start = style.width - offset - width if end else offset
        left = self.setting.start(style.margin, style.width, start, width)
        paint_lines(canvas, self.setting, words.lines, words.style, left, top, width)

    def _paint_first_band(self, canvas: TaggedCanvas) -> None:
        style = self.setting.style
        height = self.first_band
        top = style.page_height
        canvas.draw_rect(0, top - height, style.page_width, height, fill=style.colors["brand"])
        if self.logo:
            self._paint_logo(canvas, self.logo, top - height / 2)
        else:
            drop = (height - self.wordmark.height) / 2
            self._paint_words(canvas, self.wordmark, 0, top - drop)
        self._paint_place(canvas, top - height / 2)

    def _paint_logo(self, canvas: TaggedCanvas, logo: Art, middle: float) -> None:
        """The clinic's logo on a white plate, as high as the band allows."""
        style = self.setting.style
        height = self.first_band - 12.0
        scale = min((height - 6) / logo.height, 180.0 / logo.width)
        width = logo.width * scale + 12
        left = self.setting.start(style.margin, style.width, 0.0, width)
        canvas.draw_rect(left, middle - height / 2, width, height, radius=4, fill="#FFFFFF")
        place = (scale, 0.0, 0.0, scale, left + 6, middle - logo.height * scale / 2)
        canvas.draw_art(logo.operators, (0.0, 0.0, logo.width, logo.height), place)

    def _paint_place(self, canvas: TaggedCanvas, middle: float) -> None:
        """Which sheet of the set this is: a disc for each, this one filled, with its number."""
        style = self.setting.style
        radius = 14.0 if style.large else 10.5
        step = radius * 2 + 9
        count = self.handout.siblings
        for place in range(1, count + 1):
            offset = style.width - radius * 2 - (count - place) * step
            left = self.setting.start(style.margin, style.width, offset, radius * 2)
            center = left + radius
            current = place == self.handout.order
            if current:
                disc(canvas, center, middle, radius, fill="#FFFFFF")
            else:
                disc(canvas, center, middle, radius - 0.6, stroke="#FFFFFF", line_width=1.2)
            color = style.colors["brand"] if current else "#FFFFFF"
            ink = TextStyle(style.foot.size, style.foot.size, color, bold=True)
            numeral = self._set(str(place), ink, _ENGLISH)
            line = numeral.lines[0]
            canvas.show_line(line, center - line.width / 2, middle - ink.size * 0.36, color)

    def _paint_band(self, canvas: TaggedCanvas) -> None:
        style = self.setting.style
        top = style.page_height
        canvas.draw_rect(
            0, top - self.band, style.page_width, self.band, fill=style.colors["brand"]
        )
        for words, end in ((self.running_title, False), (self.small_wordmark, True)):
            self._paint_words(canvas, words, 0, top - _UNPRINTABLE, end=end)
        top -= _UNPRINTABLE + self.running_title.height
        for notice in self.notices:
            self._paint_words(canvas, notice, 0, top)
            top -= notice.height

    def _rows(self, page: int, pages: int) -> list[tuple[_Words, _Words | None]]:
        """The foot's rows: words at the start side, words at the end side."""
        handout, foot = self.handout, self.setting.style.foot
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
        rows: list[tuple[_Words, _Words | None]] = []
        for start, end in cells:
            if start.width + end.width + 12 <= self.setting.style.width:
                rows.append((start, end))
            else:
                rows += [(start, None), (end, None)]
        return rows

    def _english(self, words: str, style: TextStyle) -> _Words:
        return self._set(words, style, _ENGLISH)

    def _pair(self, words: Sequence[str], style: TextStyle) -> _Words:
        """English, then the language, each in its own direction."""
        spans = [Span(words[0], language=_ENGLISH)]
        if len(words) > 1:
            own = self.handout.language
            spans.append(Span(" · \u2068" + words[1] + "\u2069", language=own))
        return self._message(Text(tuple(spans), Where("")), style, 10_000.0, _ENGLISH)

    def _paint_foot(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        style = self.setting.style
        rows = self._rows(page, pages)
        top = 26 + len(rows) * style.foot.leading
        right = style.page_width - style.margin
        canvas.draw_line(
            style.margin, top + 3, right, top + 3, stroke=style.colors["rule"], line_width=0.8
        )
        for start, end in rows:
            self._paint_words(canvas, start, 0, top)
            if end:
                self._paint_words(canvas, end, 0, top, end=True)
            top -= style.foot.leading
