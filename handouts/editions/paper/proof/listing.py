"""The second part of a proof: each message with its number, code, English, translation and remarks,
room to correct it, and at the end the block to sign.

This part is in English, the language of the clinic, and runs from left to right; a translation
stands in it in its own language, direction and face. The structure elements are made first, in
reading order, as for a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from handouts.editions.paper.boxes import (
    Box,
    Breaking,
    Flow,
    InFlow,
    Layout,
    Placed,
    Ratio,
    Solid,
    kept,
    kept_apart,
    laid_out,
    paint_boxes,
)
from handouts.editions.paper.columns import PanelLook, columns, panel
from handouts.editions.paper.context import Context
from handouts.editions.paper.headings import section_heading
from handouts.editions.paper.pagination import Frames, Page, paginate
from handouts.editions.paper.proof.canvas import GAP, NUMBER
from handouts.editions.paper.proof.content import Earlier, ProofContent, ProofMessage
from handouts.editions.paper.style import Glue, TextStyle
from handouts.editions.paper.substitutes import in_fonts
from handouts.editions.paper.tagged import TaggedText
from handouts.editions.paper.text_box import paint_lines, text_box
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import Attributes, Field, Role, StructElement

#: Working paper: smaller than what a patient reads.
_SMALL, _SMALLER = 0.85, 0.75

#: Between the columns; height of a line to write on, of head and foot; points.
_GAP, _LINE, _EDGE = 16.0, 21.0, 30.0

#: A line to write on holds about so many letters.
_LETTERS = 75

_HOW = (
    "The pages before this one are the sheet as it will be printed. The number of a message stands "
    "behind its last words, before them where a line of time leaves no room behind, or in the "
    "corner of a drawing that it describes. Words on a yellow ground stand in English, since the "
    "translation is missing, fuzzy or has an error. A dark bar marks what the translator asks or "
    "tells. Write corrections on the lines, or name a message by its code."
)
_PARTIAL = (
    "Listed are the messages that are not signed. A number on the pages that is not in the list is "
    "that of a message which is signed as it reads."
)
_TYPE = (
    "Whoever keeps the project then types the command below, on one line, with --except and the "
    "number or code of each message that is not right, such as --except 14 --except 20. It signs "
    "nothing if a word has changed since this proof was made; then a new proof is needed."
)
_FIELDS = (
    "Messages that are not right (numbers or codes)",
    "Name",
    "Credential",
    "Date and signature",
)


class Contexts(NamedTuple):
    """The two languages of a proof, each with its style and its messages."""

    english: Context
    language: Context


def plain(words: str, *, bold: bool = False) -> Text:
    """Words of the proof itself."""
    return Text((Span(words, bold=bold),), Where(""))


class Listing:
    """The pages of the list. Adds its elements to `root`, which is in `contexts.language`."""

    def __init__(self, contexts: Contexts, content: ProofContent, root: StructElement) -> None:
        self._contexts = contexts
        self._english = contexts.english
        self._language = contexts.language.language
        self._content = content
        style = self._english.style
        self._body = _scaled(style.body, _SMALL)
        self._remark = replace(_scaled(style.body, _SMALLER), color=style.colors["muted"])
        foreign = contexts.language.style
        self._foreign = _scaled(foreign.body, _SMALL if not foreign.sloping else 0.92)
        lang = None if self._language == ENGLISH else ENGLISH.tag
        self._root = root.add(Role.SECT, lang=lang)
        self.pages = self._on_pages([*self._messages(), *self._signing()])

    def paint(self, canvas: TaggedCanvas, head: str, pages: int) -> None:
        """Paints the pages after those of the sheet; `pages` is how many there are in all, `head`
        stands on each."""
        style = self._english.style
        first = pages - len(self.pages) + 1
        for number, page in enumerate(self.pages, first):
            self._running_elements(canvas, head, f"page {number} of {pages} of this proof")
            paint_boxes(page, canvas, style.margin, style.page_height - _EDGE - 14, Ratio())
            canvas.end_page()

    def _running_elements(self, canvas: TaggedCanvas, head: str, foot: str) -> None:
        style = self._english.style
        top = style.page_height - _EDGE
        right = style.page_width - style.margin
        with canvas.artifact("Pagination", "Header"):
            self._words(canvas, head, top + 15)
            canvas.draw_line(style.margin, top, right, top, stroke=style.colors["brand"])
        with canvas.artifact("Pagination", "Footer"):
            self._words(canvas, foot, _EDGE)

    def _words(self, canvas: TaggedCanvas, words: str, top: float) -> None:
        context, style = self._english, self._english.style
        lines = context.messages.lines(plain(words), self._remark, style.width)
        paint_lines(canvas, context, lines[:1], self._remark, style.margin, top, style.width)

    def _on_pages(self, items: Sequence[InFlow]) -> tuple[Page, ...]:
        style = self._english.style
        height = style.page_height - 2 * _EDGE - 20
        boxes: Sequence[Placed] = kept_apart(laid_out(items, style.width))
        return paginate(
            boxes, Frames(height, height), Breaking(0.8 * height, Ratio()), 1.0, whole=True
        )

    # Messages

    def _messages(self) -> Iterator[InFlow]:
        yield self._heading("Messages")
        yield self._paragraph(_HOW)
        yield self._paragraph(self._content.summary)
        if self._content.partial:
            yield self._paragraph(_PARTIAL)
        for message in self._content.messages:
            yield InFlow(self._entry(message), Glue(12.0))

    def _entry(self, message: ProofMessage) -> Layout:
        element = self._root.add(Role.SECT)
        items = [InFlow(self._entry_heading(message, element), keep_with_next=True)]
        items.append(InFlow(self._words_of(message, element), Glue(3.0)))
        if message.comments:
            items.append(InFlow(self._comments(message.comments, element), Glue(4.0)))
        if message.earlier:
            items.append(InFlow(self._earlier(message.earlier, element), Glue(4.0)))
        items += [
            InFlow(self._text(remark, element, self._remark), Glue(2.0))
            for remark in message.remarks
        ]
        longest = max(len(text.plain) for text in (message.english, message.translation) if text)
        count = 1 + longest // _LETTERS + (message.translation is None and message.gap)
        label = f"correction of message {message.number}"
        items.append(InFlow(self._lines(element, label, count), Glue()))
        return _kept(Flow(items))

    def _entry_heading(self, message: ProofMessage, element: StructElement) -> Layout:
        spans = (
            Span(f"{message.number} · {message.code}", bold=True),
            Span(f" · {message.state}"),
        )
        tagged = self._tagged(Text(spans, Where("")), element.add(Role.H3), ENGLISH)
        color = NUMBER if message.gap or message.earlier else self._body.color
        return partial(_ruled, self._english, tagged, replace(self._body, color=color))

    def _words_of(self, message: ProofMessage, element: StructElement) -> Layout:
        english = self._text(message.english, element, self._body)
        if self._language == ENGLISH:
            return english
        if message.translation is None:
            missing = self._text(plain("Not translated yet"), element, self._body)
            other: Layout = partial(panel, self._english, missing, PanelLook(4.0, fill=GAP))
        else:
            other = self._foreign_text(message.translation, element)
            if message.gap:
                other = partial(panel, self._english, other, PanelLook(4.0, fill=GAP))
        return partial(columns, self._english, english, other, _GAP)

    def _comments(self, comments: Sequence[str], element: StructElement) -> Layout:
        """What the translator asks or tells, with a bar of its own colour at its side."""
        look = PanelLook(5.0, bar=self._english.style.colors["brand"])
        items = [
            InFlow(self._text(_said(comment), element, self._body), Glue(2.0))
            for comment in comments
        ]
        return partial(panel, self._english, Flow(items), look)

    def _earlier(self, earlier: Earlier, element: StructElement) -> Layout:
        """The old wording, with a bar at its side."""
        said = f"Changed since {earlier.reviewer} signed it on {earlier.date}. It was:"
        items = [InFlow(self._text(plain(said), element, self._remark))]
        words = self._text(earlier.english or plain("(English as above)"), element, self._body)
        if earlier.translation:
            other = self._foreign_text(earlier.translation, element)
            words = partial(columns, self._english, words, other, _GAP)
        items.append(InFlow(words, Glue(2.0)))
        return partial(panel, self._english, Flow(items), PanelLook(5.0, bar=NUMBER))

    # The block to sign

    def _signing(self) -> Iterator[InFlow]:
        content = self._content
        items = [
            self._heading("Signature"),
            self._paragraph(content.signed),
            self._paragraph(f"Digest of the words: {content.digest}"),
        ]
        for label in _FIELDS:
            paragraph = self._root.add(Role.P)
            words = self._text(plain(label), paragraph, self._body, Role.SPAN)
            lines = self._lines(paragraph, label.lower(), 1)
            items.append(InFlow(Flow([InFlow(words), InFlow(lines)]), Glue(8.0)))
        items.append(self._paragraph(_TYPE))
        items += [self._paragraph(line) for line in content.command]
        yield InFlow(_kept(Flow(items)), Glue(16.0))

    # Parts

    def _heading(self, words: str) -> InFlow:
        tagged = TaggedText(plain(words), self._root.add(Role.H2))
        return InFlow(partial(section_heading, self._english, tagged), Glue(16.0), True)

    def _paragraph(self, words: str) -> InFlow:
        return InFlow(self._text(plain(words), self._root, self._body), Glue(6.0))

    def _text(
        self, text: Text, parent: StructElement, style: TextStyle, role: Role = Role.P
    ) -> Layout:
        tagged = self._tagged(text, parent.add(role), ENGLISH)
        return partial(text_box, self._english, tagged, style)

    def _foreign_text(self, text: Text, parent: StructElement) -> Layout:
        """Words in the language of the sheet."""
        language = self._language
        tagged = self._tagged(text, parent.add(Role.P, lang=language.tag), language)
        return partial(text_box, self._contexts.language, tagged, self._foreign)

    def _tagged(self, text: Text, element: StructElement, language: Language) -> TaggedText:
        """Words of one of the two languages, in which words of the other may stand."""
        other = self._language if language == ENGLISH else ENGLISH
        text = in_fonts(text, language, other, self._english.messages.typesetter)
        if not any(span.language for span in text.spans):
            return TaggedText(text, element)
        spans = [
            element.add(Role.SPAN, lang=span.language.tag)
            if span.language and span.language != language and span.text.strip()
            else None
            for span in text.spans
        ]
        return TaggedText(text, element, tuple(spans))

    def _lines(self, parent: StructElement, label: str, count: int) -> Layout:
        """Lines to write on, one field."""
        attributes = Attributes(field=Field.TEXT, field_name=label)
        paragraph = parent if parent.role is Role.P else parent.add(Role.P)
        field = paragraph.add(Role.FORM, alt=f"blank line: {label}", attributes=attributes)
        return partial(_lines, field, self._english.style.colors["rule"], count)


def _said(comment: str) -> Text:
    """A comment, and whether it is one to the reviewer."""
    begin, _, rest = comment.partition(":")
    if begin.strip().casefold() == "reviewer":
        return Text((Span("To the reviewer: ", bold=True), Span(rest.strip())), Where(""))
    return Text((Span("Translator: ", bold=True), Span(comment)), Where(""))


def _kept(layout: Layout) -> Layout:
    return lambda width: kept(layout(width), always=False)


def _scaled(style: TextStyle, factor: float) -> TextStyle:
    return replace(
        style, size=round(style.size * factor, 2), leading=round(style.leading * factor, 2)
    )


def _ruled(context: Context, tagged: TaggedText, style: TextStyle, width: float) -> Box:
    """The heading of a message, under a hairline."""
    words = text_box(context, tagged, style, width)

    def draw(canvas: TaggedCanvas, x: float, y: float, height: float) -> None:
        top, color = y + height, context.style.colors["brand"]
        with canvas.artifact("Layout"):
            canvas.draw_line(x, top, x + width, top, stroke=color, line_width=1.2)
        words.paint(canvas, x, y, words.height, Ratio())

    return Solid(width, words.height + 3, draw)


def _lines(field: StructElement, color: str, count: int, width: float) -> Box:
    def draw(canvas: TaggedCanvas, x: float, y: float, _height: float) -> None:
        with canvas.tagged(field):
            for number in range(count):
                base = y + number * _LINE + 2
                canvas.draw_line(x, base, x + width, base, stroke=color, line_width=0.5)

    return Solid(width, count * _LINE, draw)
