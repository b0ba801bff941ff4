"""The treaty between words and pages: a handout as a tree of frozen values.

What is said, in which language, in which order. No layout, no fonts, no PDF. `compose` builds
the tree from a template and a catalog; `editions` turn it into files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.model.findings import Where
from handouts.model.languages import Language


@dataclass(frozen=True, slots=True)
class Span:
    """Words set in one way. `language` is set only where it differs from the handout's."""

    text: str
    bold: bool = False
    term: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One message, filled in. `where` is the line to mend: in the catalog for a translation, in the
    template for the source language; `where.msgid` names the message. It is no part of what is
    said: a message that moves to another line is the same message."""

    spans: tuple[Span, ...]
    where: Where = field(compare=False, repr=False)

    @property
    def plain(self) -> str:
        """The words without their dress."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Figure:
    """A line drawing of `templates/art`. Without `alt` it is decoration and stays out of the
    structure tree."""

    art: str
    alt: Text | None = None
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A list entry, with a small drawing beside it where that helps."""

    text: Text
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points in no order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Points in their order; set with large numerals."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Points to tick off. `box` is what a screen reader says for the empty box ("To tick")."""

    items: tuple[Item, ...]
    box: Text


@dataclass(frozen=True, slots=True)
class DoDont:
    """What to do beside what not to do, told apart by shape (tick, cross) as well as colour."""

    do_heading: Text
    do: tuple[Item, ...]
    dont_heading: Text
    dont: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `kind` is "main" (the main thing), "note" or "call" (ask the
    clinic). `figure` stands at the end side."""

    kind: str
    heading: Text | None
    blocks: tuple[Block, ...]
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A moment on a timeline: when, and what happens."""

    when: Text
    what: Text


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order of time, drawn along an arrow."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """A table to fill in by hand. The first column holds the row headings; the other cells are
    empty. `blank` is what a screen reader says in an empty cell. `caption` explains how to use
    it."""

    caption: Text | None
    columns: tuple[Text, ...]
    rows: tuple[Text, ...]
    blank: Text


@dataclass(frozen=True, slots=True)
class FillIn:
    """A label with a value the clinic has set, or a blank line to write on. `blank` is what a
    screen reader says for the line ("blank line: ...")."""

    label: Text
    value: str
    blank: Text


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Room to write: a label and `count` empty ruled lines. `blank` as in `FillIn`."""

    label: Text
    count: int
    blank: Text


Block = (
    Paragraph
    | Bullets
    | Steps
    | Checklist
    | DoDont
    | Callout
    | Timeline
    | Diary
    | FillIn
    | WriteLines
    | Figure
)


@dataclass(frozen=True, slots=True)
class Section:
    """A chunk under a heading. `figure` stands beside the blocks, at the end side."""

    heading: Text
    blocks: tuple[Block, ...]
    figure: Figure | None = None

    @property
    def opening(self) -> int:
        """How many blocks are read before the figure: the paragraph that opens the section. Heard
        after the last of seven steps, the picture of the first would only confuse."""
        return int(isinstance(self.blocks[0], Paragraph))


@dataclass(frozen=True, slots=True)
class Handout:
    """One sheet in one language, ready to be laid out.

    `title_en` and `guide_title_en` are for the desk, which cannot read the language. `code` is
    short and unique ("SIJ-REC"). `order` of `siblings` is the sheet's place in its guide's set.
    `version` and `date` (ISO 8601) come from the content. `draft_notice` is set (in English, then
    in the language) while the words are unsigned. `page_of` holds the language's "page %(page)s of
    %(pages)s", unfilled, and `page_of_en` English's.
    """

    guide: str
    name: str
    language: Language
    title: Text
    subtitle: Text
    title_en: str
    guide_title: Text
    guide_title_en: str
    order: int
    siblings: int
    code: str
    version: str
    date: str
    summary: Callout
    sections: tuple[Section, ...]
    page_of: str
    page_of_en: str
    draft_notice: tuple[Text, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Every message of the body in reading order: title, subtitle, summary, sections."""
        yield self.title
        yield self.subtitle
        yield from texts_of(self.summary)
        for section in self.sections:
            yield section.heading
            for block in section.blocks[: section.opening]:
                yield from texts_of(block)
            if section.figure:
                yield from texts_of(section.figure)
            for block in section.blocks[section.opening :]:
                yield from texts_of(block)


def texts_of(block: Block) -> Iterator[Text]:
    """The messages of one block in reading order."""
    match block:
        case Paragraph(text):
            yield text
        case Bullets(items) | Steps(items):
            for item in items:
                yield from _texts_of_item(item)
        case Checklist(items, box):
            for item in items:
                yield box
                yield from _texts_of_item(item)
        case DoDont(do_heading, do, dont_heading, dont):
            yield do_heading
            for item in do:
                yield from _texts_of_item(item)
            yield dont_heading
            for item in dont:
                yield from _texts_of_item(item)
        case Callout(_, heading, blocks, figure):
            if heading:
                yield heading
            for inner in blocks:
                yield from texts_of(inner)
            if figure:
                yield from texts_of(figure)
        case Timeline(events):
            for event in events:
                yield event.when
                yield event.what
        case Diary(caption, columns, rows, _):
            if caption:
                yield caption
            yield from columns
            yield from rows
        case FillIn(label, _, _) | WriteLines(label, _, _):
            yield label
        case Figure(_, alt, caption):
            if alt:
                yield alt
            if caption:
                yield caption


def _texts_of_item(item: Item) -> Iterator[Text]:
    yield item.text
    if item.figure:
        yield from texts_of(item.figure)
