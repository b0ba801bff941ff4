"""The poster at the front desk: every language by its own name, for a patient to point to.

One list, in the clinic's order: a language's own name, a sentence in the language, and its English
name for the staff. It is set as large as the fewest pages hold it, and no smaller than can be read
across a counter: a clinic of very many languages has more pages than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.editions import RenderedFile
from handouts.editions.paper.context import Context
from handouts.editions.paper.levels import LEVELS
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.style import DESIGNS, TextStyle, style_for
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import TEXT, TextBox, text_box
from handouts.model import codes
from handouts.model.blocks import Span, Text
from handouts.model.findings import Finding, Where, has_errors
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import Role, StructElement
from handouts.project.brand import Brand
from handouts.text.paragraph import Typesetter

#: Type sizes at full size, points: own name, sentence, English name; head and foot.
_NAME, _SENTENCE, _ENGLISH, _HEAD, _FOOT = 28.0, 17.0, 13.0, 34.0, 12.0

#: Columns and share of the full size, the best first.
_GRIDS = ((1, 1.0), (2, 1.0), (2, 0.85), (2, 0.72), (3, 0.72), (3, 0.6), (4, 0.6))

#: Nothing is smaller; points.
_LEAST = 10.0

#: Points: edge of the page, between cells, inside a cell, between its lines, around head and foot.
_MARGIN, _GAP, _INSIDE, _BETWEEN, _AROUND = 36.0, 10.0, 9.0, 2.0, 14.0

#: How much higher than its words a cell may grow, as a share.
_GROWTH = 1.2


class Row(NamedTuple):
    """A language, and the sentence in it; none where it has not been translated."""

    language: Language
    sentence: Text | None = None


class PosterText(NamedTuple):
    """What a poster says besides its languages, in English; no notice where everything is signed.
    `identifier` tells in its metadata what it was made from."""

    title: Text
    notice: str = ""
    identifier: str = ""


#: What stands in a cell, from its top down.
_Cell = tuple[TextBox, ...]


def render_poster(
    rows: Sequence[Row], words: PosterText, brand: Brand, typesetter: Typesetter, paper: str
) -> RenderedFile:
    """The poster on one paper. There is no file where a finding forbids it."""
    maker = _Maker(brand, typesetter, paper)
    title = maker.line(ENGLISH, words.title, StructElement(Role.H1), _HEAD, bold=True, brand=True)
    grid, pages = maker.pages(rows, title.height)
    findings = maker.findings
    if has_errors(findings):
        return RenderedFile(b"", len(pages), findings)
    root = StructElement(Role.DOCUMENT)
    root.children.append(title.tagged.element)
    listed = root.add(Role.L)
    for row in (row for page in pages for row in page):
        for cell in row:
            body = listed.add(Role.LI).add(Role.LBODY)
            body.children.extend(box.tagged.element for box in cell)
    notice = None
    if words.notice:
        notice = maker.line(ENGLISH, _text(words.notice), root.add(Role.P), _FOOT)
    metadata = Metadata(
        title=words.title.plain,
        language=ENGLISH.tag,
        author=brand.name,
        identifier=words.identifier,
        creator="Handouts",
        one_sided=True,
    )
    style = maker.context(ENGLISH).style
    canvas = TaggedCanvas(root, metadata, (style.page_width, style.page_height))
    for number, page in enumerate(pages):
        maker.paint_page(canvas, page, grid, title, first=not number)
        if notice and number == len(pages) - 1:
            notice.paint(canvas, _MARGIN, _MARGIN, notice.height, TEXT)
        canvas.end_page()
    return RenderedFile(canvas.finish(), len(pages), findings)


class _Maker:
    """Sets and paints the cells."""

    def __init__(self, brand: Brand, typesetter: Typesetter, paper: str) -> None:
        self._brand = brand
        self._typesetter = typesetter
        self._paper = paper
        self._contexts: dict[Language, Context] = {}
        self._found: dict[Finding, None] = {}
        style = self.context(ENGLISH).style
        self._width = style.page_width - 2 * _MARGIN
        self._height = style.page_height - 2 * _MARGIN

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What could not be set well."""
        return tuple(self._found)

    def context(self, language: Language) -> Context:
        """What the words of a language are set with."""
        if language not in self._contexts:
            design = DESIGNS["standard"]
            style = style_for(language, self._brand, self._paper, LEVELS[0], design=design)
            messages = Messages(language, self._typesetter)
            self._contexts[language] = Context(language, style, messages, {})
        return self._contexts[language]

    def line(
        self,
        language: Language,
        text: Text,
        element: StructElement,
        size: float,
        *,
        width: float = 0.0,
        bold: bool = False,
        brand: bool = False,
    ) -> TextBox:
        """Words of one language, with its line height."""
        context = self.context(language)
        body, colors = context.style.body, context.style.colors
        size = round(max(size, _LEAST) * language.rule.scale, 2)
        leading = round(size * body.leading / body.size, 2)
        style = TextStyle(size, leading, colors["brand" if brand else "ink"], bold)
        tagged = TaggedText(text, element)
        box, found = context.messages.watched(
            lambda: text_box(context, tagged, style, width or self._width, contained=True)
        )
        self._found.update(dict.fromkeys(found))
        return box

    def pages(
        self, rows: Sequence[Row], head: float
    ) -> tuple[tuple[int, float], list[list[list[_Cell]]]]:
        """The best of the grids that take the fewest pages, and its rows of cells on pages. What
        could not be set well in the other grids is of no account."""
        room = self._height - head - 2 * _AROUND - _FOOT * 1.5
        before = self._found
        ways: list[tuple[int, int, tuple[int, float], list[list[list[_Cell]]], dict[Finding, None]]]
        ways = []
        for grid in _GRIDS:
            self._found = dict(before)
            pages = self._pages_of(rows, grid, room)
            ways.append((len(pages), len(ways), grid, pages, self._found))
            if len(pages) == 1:
                break
        *_, grid, pages, self._found = min(ways, key=lambda way: way[:2])
        return grid, pages

    def _pages_of(
        self, rows: Sequence[Row], grid: tuple[int, float], room: float
    ) -> list[list[list[_Cell]]]:
        columns, _ = grid
        cells = [self._cell(row, grid) for row in rows]
        pages: list[list[list[_Cell]]] = [[]]
        for row, cell in zip(rows, cells, strict=True):
            if row.sentence and _height([[cell]]) > room:
                self._found[_too_high(row.language, row.sentence)] = None
        for at in range(0, len(cells), columns):
            line = cells[at : at + columns]
            if pages[-1] and _height([*pages[-1], line]) > room:
                pages.append([])
            pages[-1].append(line)
        return pages

    def _cell(self, row: Row, grid: tuple[int, float]) -> _Cell:
        columns, share = grid
        width = (self._width - (columns - 1) * _GAP) / columns - 2 * _INSIDE
        own, tag = row.language, row.language.tag
        lang = None if own == ENGLISH else tag
        name = _text(own.autonym)
        parts = [self.line(own, name, _paragraph(lang), _NAME * share, width=width, bold=True)]
        if row.sentence:
            element = _paragraph(lang)
            parts.append(self.line(own, row.sentence, element, _SENTENCE * share, width=width))
        if own != ENGLISH:
            english = _text(own.name)
            element = _paragraph(None)
            parts.append(self.line(ENGLISH, english, element, _ENGLISH * share, width=width))
        return tuple(parts)

    def paint_page(
        self,
        canvas: TaggedCanvas,
        page: list[list[_Cell]],
        grid: tuple[int, float],
        title: TextBox,
        *,
        first: bool,
    ) -> None:
        """A page: the title again on each, but for readers once."""
        style, (columns, _) = self.context(ENGLISH).style, grid
        top = style.page_height - _MARGIN
        if first:
            canvas.bookmark(title.tagged.text.plain, title.tagged.element, style.page_height)
            title.paint(canvas, _MARGIN, top - title.height, title.height, TEXT)
        else:
            with canvas.artifact("Pagination", "Header"):
                title.paint_lines(canvas, _MARGIN, top)
        top -= title.height + _AROUND
        room = top - _MARGIN - _AROUND - _FOOT * 1.5
        left = max(0.0, room - _height(page)) / len(page)
        highest = max(map(_row_height, page))
        # As high as each other, where the page has room for that.
        each = min((room + _GAP) / len(page) - _GAP, highest * (1 + _GROWTH))
        width = (self._width - (columns - 1) * _GAP) / columns
        for line in page:
            words = _row_height(line)
            height = each if each >= highest else words + min(left, _GROWTH * words)
            for column, cell in enumerate(line):
                x = _MARGIN + column * (width + _GAP)
                with canvas.artifact("Layout"):
                    canvas.draw_rect(
                        x, top - height, width, height, radius=6, stroke=style.colors["rule"]
                    )
                self._paint_cell(canvas, cell, x + _INSIDE, top, height)
            top -= height + _GAP

    def _paint_cell(
        self, canvas: TaggedCanvas, cell: _Cell, x: float, top: float, height: float
    ) -> None:
        y = top - (height - _cell_height(cell)) / 2
        for box in cell:
            # All words of a cell begin at the side on which those of its language do.
            rtl = cell[0].context.rtl and not box.context.rtl
            left = x + box.width - max(line.width for line in box.lines) if rtl else x
            box.paint(canvas, left, y - box.height, box.height, TEXT)
            y -= box.height + _BETWEEN


def _too_high(language: Language, sentence: Text) -> Finding:
    message = "the sentence is higher than a page of the poster"
    hint = "shorten it: a patient reads it at a glance"
    return Finding(codes.OVERSIZED_BLOCK, message, sentence.where, hint, language.tag)


def _paragraph(lang: str | None) -> StructElement:
    return StructElement(Role.P, lang)


def _text(words: str) -> Text:
    return Text((Span(words),), Where(""))


def _cell_height(cell: _Cell) -> float:
    return sum(box.height for box in cell) + _BETWEEN * (len(cell) - 1)


def _row_height(line: Sequence[_Cell]) -> float:
    return max(map(_cell_height, line)) + 2 * _INSIDE


def _height(page: Sequence[Sequence[_Cell]]) -> float:
    return sum(map(_row_height, page)) + _GAP * (len(page) - 1)
