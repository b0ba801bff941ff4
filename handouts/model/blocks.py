"""What a handout is made of: texts, drawings, and the blocks of its sections.

Each field that holds texts says in its metadata what they are there (`Kind`) and whether they are
seen on the page; `document` walks over them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from handouts.model.findings import Where
from handouts.model.languages import Language
from handouts.model.unicode import one_line


class Kind(StrEnum):
    """What a text is where it stands."""

    RUNNING = "running text"
    DESCRIPTION = "description"  # of a drawing, for who cannot see it
    HEADING = "heading"
    LABEL = "label"  # a title, the name of a line or of a column, words below a drawing
    FRAME = "frame"  # said around the content: notices, names of empty fields

    @property
    def is_sentences(self) -> bool:
        """Whether it is written in whole sentences."""
        return self in (Kind.RUNNING, Kind.DESCRIPTION)


class FillKind(StrEnum):
    """What is written on a line to fill in."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "datetime"
    PHONE = "phone"
    NUMBER = "number"


def said(kind: Kind, *, painted: bool = True) -> MappingProxyType[str, Any]:
    """Metadata of a field that holds texts. What is not painted is only spoken by a screen reader
    or stands in the file's metadata."""
    return MappingProxyType({"kind": kind, "painted": painted})


RUNNING, HEADING, LABEL = said(Kind.RUNNING), said(Kind.HEADING), said(Kind.LABEL)
SPOKEN = said(Kind.FRAME, painted=False)


@dataclass(frozen=True, slots=True)
class Span:
    """Words set in one way. `language` is set only where it differs from the handout's. `link` is
    the URI that they lead to: a phone number to dial, a page."""

    text: str
    bold: bool = False
    term: bool = False
    language: Language | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One message, filled in. `where` is the line to correct: in the catalog for a translation, in
    the template for the source language; `where.msgid` names the message. It is no part of what is
    said: a message that moves to another line is the same message."""

    spans: tuple[Span, ...]
    where: Where = field(compare=False, repr=False)

    @property
    def plain(self) -> str:
        """The words without their markup, on one line, without soft hyphens."""
        return one_line("".join(span.text for span in self.spans))


class Size(StrEnum):
    """How large a drawing is."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line drawing of `templates/art`. Without `alt` it is decoration and stays out of the
    structure tree. Without a `size` it is as large as drawings are where it stands. `labels` are
    words in the drawing, each in the place of the same number in `places`."""

    art: str
    alt: Text | None = field(default=None, metadata=said(Kind.DESCRIPTION, painted=False))
    labels: tuple[Text, ...] = field(default=(), metadata=LABEL)
    places: tuple[str, ...] = ()
    caption: Text | None = field(default=None, metadata=LABEL)
    size: Size | None = None

    @property
    def description(self) -> str:
        """What is heard instead of the drawing: its `alt`, then the labels in it; nothing for
        decoration."""
        if self.alt is None:
            return ""
        labels = "; ".join(label.plain for label in self.labels)
        return f"{self.alt.plain} ({labels})" if labels else self.alt.plain


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text = field(metadata=RUNNING)


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    text: Text = field(metadata=HEADING)


@dataclass(frozen=True, slots=True)
class Item:
    """A list entry, with a small drawing beside it where that helps. `blank` is what a screen
    reader says for the line to write on that follows it, as in `FillIn`. `points` belong to this
    entry; they have none of their own."""

    text: Text = field(metadata=RUNNING)
    figure: Figure | None = None
    blank: Text | None = field(default=None, metadata=SPOKEN)
    points: Bullets | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points in no order. `long` is the author's reason for more of them than people remember."""

    items: tuple[Item, ...]
    long: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Points in their order; set with large numerals. `long` as in `Bullets`."""

    items: tuple[Item, ...]
    long: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Points to tick off. `box` is what a screen reader says for the empty box ("To tick"). `long`
    as in `Bullets`."""

    items: tuple[Item, ...]
    box: Text = field(metadata=SPOKEN)
    long: str = ""


@dataclass(frozen=True, slots=True)
class DoDont:
    """What to do beside what not to do, distinguished by shape (tick, cross) as well as colour."""

    do_heading: Text = field(metadata=HEADING)
    do: tuple[Item, ...]
    dont_heading: Text = field(metadata=HEADING)
    dont: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `kind` is "main" (the main thing), "note", "warning" or "call" (ask
    the clinic). A warning says in its `label` that it is one. `figure` stands at the end side."""

    kind: str
    heading: Text | None = field(metadata=HEADING)
    blocks: tuple[Block, ...]
    figure: Figure | None = None
    label: Text | None = field(default=None, metadata=LABEL)


@dataclass(frozen=True, slots=True)
class Event:
    """A moment on a timeline: when, and what happens."""

    when: Text = field(metadata=LABEL)
    what: Text = field(metadata=RUNNING)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order of time, drawn along an arrow."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that patients ask, and the paragraphs of its answer."""

    question: Text = field(metadata=HEADING)
    answer: tuple[Text, ...] = field(metadata=RUNNING)


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions with their answers."""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and what it means."""

    word: Text = field(metadata=LABEL)
    meaning: Text = field(metadata=RUNNING)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words of the sheet, explained."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the sheet's facts come from, each source a line of its own."""

    sources: tuple[Text, ...] = field(metadata=LABEL)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading, and a cell for each column after the first."""

    heading: Text = field(metadata=LABEL)
    cells: tuple[Text, ...] = field(metadata=LABEL)


@dataclass(frozen=True, slots=True)
class Table:
    """A table to read. The first of its `columns` names what the rows' headings are. `caption`
    explains it."""

    caption: Text | None = field(metadata=RUNNING)
    columns: tuple[Text, ...] = field(metadata=LABEL)
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """A table to fill in by hand. The first column holds the row headings; the other cells are
    empty. `blank` is what a screen reader says in an empty cell. `caption` explains how to use
    it. `kinds` tells for each column what may be written there; in one for a number stand those
    from 0 to `scale`, to ring."""

    caption: Text | None = field(metadata=RUNNING)
    columns: tuple[Text, ...] = field(metadata=LABEL)
    rows: tuple[Text, ...] = field(metadata=LABEL)
    blank: Text = field(metadata=SPOKEN)
    kinds: tuple[FillKind, ...] = ()
    scale: int = 0


@dataclass(frozen=True, slots=True)
class FillIn:
    """A label with a value that is known, or a blank line to write on. `value` is empty for a
    blank line; its spans name their language where it is not the sheet's. `blank` is what a
    screen reader says for the line ("blank line: ..."). `key` names what is filled in
    ("appointment.date"), the same in every language; empty for a line that only the patient fills
    in. `kind` is what may be written there."""

    label: Text = field(metadata=LABEL)
    value: tuple[Span, ...]
    blank: Text = field(metadata=SPOKEN)
    key: str = ""
    kind: FillKind = FillKind.TEXT


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Room to write: a label and `count` empty ruled lines. `blank` as in `FillIn`."""

    label: Text = field(metadata=LABEL)
    count: int
    blank: Text = field(metadata=SPOKEN)


@dataclass(frozen=True, slots=True)
class WriteTable:
    """Room to write in columns: their names, the first of which says what the table is for, and
    `count` empty ruled lines. `blank` is what a screen reader says for a column's lines."""

    columns: tuple[Text, ...] = field(metadata=LABEL)
    count: int
    blank: Text = field(metadata=SPOKEN)


Block = (
    Paragraph
    | Subheading
    | Bullets
    | Steps
    | Checklist
    | DoDont
    | Callout
    | Timeline
    | Questions
    | Glossary
    | Sources
    | Table
    | Diary
    | FillIn
    | WriteLines
    | WriteTable
    | Figure
)


@dataclass(frozen=True, slots=True)
class Section:
    """A chunk under a heading. `figure` stands beside the blocks. An `urgent` one stands out."""

    heading: Text = field(metadata=HEADING)
    blocks: tuple[Block, ...]
    figure: Figure | None = None
    urgent: bool = False

    @property
    def opening(self) -> int:
        """How many blocks are read before the figure: the paragraph that opens the section. Heard
        after the last of seven steps, the picture of the first would only confuse."""
        return int(isinstance(self.blocks[0], Paragraph))
