"""A handout as a tree of frozen values: what it says, in which language, in which order.

No layout, no fonts, no PDF. `compose` builds the tree from a template and catalogs; `editions` turn
it into files. `walk` visits every node of it in reading order; whoever needs the texts, drawings or
fields of a handout asks it, so that a new kind of block is known everywhere once it stands here::

    [visit.node.art for visit in handout.walk() if isinstance(visit.node, Figure)]
    [figure.art for figure in handout.figures()]                            the same
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from handouts.model.findings import Where
from handouts.model.languages import Language
from handouts.model.signature import Signature
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


def _said(kind: Kind, *, painted: bool = True) -> MappingProxyType[str, Any]:
    """Metadata of a field that holds texts. What is not painted is only spoken by a screen reader
    or stands in the file's metadata."""
    return MappingProxyType({"kind": kind, "painted": painted})


_RUNNING, _HEADING, _LABEL = _said(Kind.RUNNING), _said(Kind.HEADING), _said(Kind.LABEL)
_SPOKEN = _said(Kind.FRAME, painted=False)


@dataclass(frozen=True, slots=True)
class Span:
    """Words set in one way. `language` is set only where it differs from the handout's."""

    text: str
    bold: bool = False
    term: bool = False
    language: Language | None = None


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


@dataclass(frozen=True, slots=True)
class Figure:
    """A line drawing of `templates/art`. Without `alt` it is decoration and stays out of the
    structure tree."""

    art: str
    alt: Text | None = field(default=None, metadata=_said(Kind.DESCRIPTION, painted=False))
    caption: Text | None = field(default=None, metadata=_LABEL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text = field(metadata=_RUNNING)


@dataclass(frozen=True, slots=True)
class Item:
    """A list entry, with a small drawing beside it where that helps."""

    text: Text = field(metadata=_RUNNING)
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
    box: Text = field(metadata=_SPOKEN)


@dataclass(frozen=True, slots=True)
class DoDont:
    """What to do beside what not to do, distinguished by shape (tick, cross) as well as colour."""

    do_heading: Text = field(metadata=_HEADING)
    do: tuple[Item, ...]
    dont_heading: Text = field(metadata=_HEADING)
    dont: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `kind` is "main" (the main thing), "note" or "call" (ask the
    clinic). `figure` stands at the end side."""

    kind: str
    heading: Text | None = field(metadata=_HEADING)
    blocks: tuple[Block, ...]
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A moment on a timeline: when, and what happens."""

    when: Text = field(metadata=_LABEL)
    what: Text = field(metadata=_RUNNING)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order of time, drawn along an arrow."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """A table to fill in by hand. The first column holds the row headings; the other cells are
    empty. `blank` is what a screen reader says in an empty cell. `caption` explains how to use
    it. `kinds` tells for each column what may be written there; in one for a number stand those
    from 0 to `scale`, to ring."""

    caption: Text | None = field(metadata=_RUNNING)
    columns: tuple[Text, ...] = field(metadata=_LABEL)
    rows: tuple[Text, ...] = field(metadata=_LABEL)
    blank: Text = field(metadata=_SPOKEN)
    kinds: tuple[FillKind, ...] = ()
    scale: int = 0


@dataclass(frozen=True, slots=True)
class FillIn:
    """A label with a value that is known, or a blank line to write on. `value` is empty for a
    blank line; its spans name their language where it is not the sheet's. `blank` is what a
    screen reader says for the line ("blank line: ..."). `key` names what is filled in
    ("appointment.date"), the same in every language; empty for a line that only the patient fills
    in. `kind` is what may be written there."""

    label: Text = field(metadata=_LABEL)
    value: tuple[Span, ...]
    blank: Text = field(metadata=_SPOKEN)
    key: str = ""
    kind: FillKind = FillKind.TEXT


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Room to write: a label and `count` empty ruled lines. `blank` as in `FillIn`."""

    label: Text = field(metadata=_LABEL)
    count: int
    blank: Text = field(metadata=_SPOKEN)


@dataclass(frozen=True, slots=True)
class WriteTable:
    """Room to write in columns: their names, the first of which says what the table is for, and
    `count` empty ruled lines. `blank` is what a screen reader says for a column's lines."""

    columns: tuple[Text, ...] = field(metadata=_LABEL)
    count: int
    blank: Text = field(metadata=_SPOKEN)


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
    | WriteTable
    | Figure
)


@dataclass(frozen=True, slots=True)
class Section:
    """A chunk under a heading. `figure` stands beside the blocks. An `urgent` one stands out."""

    heading: Text = field(metadata=_HEADING)
    blocks: tuple[Block, ...]
    figure: Figure | None = None
    urgent: bool = False

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
    in the language, which is read first) while the words are unsigned. `page_of` holds the
    language's "page %(page)s of %(pages)s", unfilled, and `page_of_en` English's. `turn_over` says
    that the paper has a back, `draft_tag` is the one word for a draft (`draft_tag_en` in English).
    `sign` is the drawing that tells the sheet from others of its set. `signed_by` are the
    signatures under its words, all of which are signed then; `checked` says so in the language,
    `checked_en` in English.
    """

    guide: str
    name: str
    language: Language
    title: Text = field(metadata=_LABEL)
    subtitle: Text = field(metadata=_LABEL)
    title_en: str
    guide_title: Text = field(metadata=_SPOKEN)
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
    turn_over: str = ""
    draft_tag: str = ""
    draft_tag_en: str = ""
    checked: str = ""
    checked_en: str = ""
    signed_by: tuple[Signature, ...] = ()
    sign: Figure | None = None
    draft_notice: tuple[Text, ...] = field(default=(), metadata=_said(Kind.FRAME))
    description: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether any of its words is unsigned, so that it may not be released."""
        return bool(self.draft_notice)

    def walk(self) -> Iterator[Visit]:
        """Every node, this one included, in reading order."""
        return walk(self)

    def texts(self) -> Iterator[Text]:
        """Every message, notices and what is only spoken included, in reading order."""
        return (visit.node for visit in self.walk() if isinstance(visit.node, Text))

    def figures(self) -> Iterator[Figure]:
        """Every drawing, in reading order."""
        return (visit.node for visit in self.walk() if isinstance(visit.node, Figure))

    def fields(self) -> Iterator[FillIn | WriteLines]:
        """Every line to write on, or the clinic's value that stands there, in reading order."""
        return (visit.node for visit in self.walk() if isinstance(visit.node, FillIn | WriteLines))


Node: TypeAlias = Handout | Section | Block | Item | Event | Text


@dataclass(frozen=True, slots=True)
class Visit:
    """A node, and its place: the field `name` of the node that holds it, the `owner` (`None` where
    the walk began), and its number in that field, from 0."""

    node: Node
    owner: Node | None = None
    name: str = ""
    number: int = 0

    @property
    def kind(self) -> Kind:
        """What a text is here."""
        kind: Kind = self._metadata.get("kind", Kind.RUNNING)
        return kind

    @property
    def painted(self) -> bool:
        """Whether a text is seen on the page. Alternative text, say, is only spoken."""
        painted: bool = self._metadata.get("painted", True)
        return painted

    @property
    def _metadata(self) -> Any:
        return fields_of(self.owner)[self.name] if self.owner else {}


def walk(node: Node) -> Iterator[Visit]:
    """A node and all it holds, in reading order, each node before what it holds."""
    return _walk(Visit(node))


def _walk(visit: Visit) -> Iterator[Visit]:
    yield visit
    for name, part in _order(visit.node):
        held = getattr(visit.node, name)
        nodes = held if isinstance(held, tuple) else (held,)
        for number in range(len(nodes))[part]:
            if isinstance(nodes[number], Node):
                yield from _walk(Visit(nodes[number], visit.node, name, number))


def _order(node: Node) -> Iterator[tuple[str, slice]]:
    """The fields of a node as they are read, and which part of each: as the class has them, where
    nothing else is said here."""
    whole = slice(None)
    match node:
        case Handout():
            yield from (("guide_title", whole), ("sign", whole))
            yield "draft_notice", slice(None, None, -1)
            yield from (("title", whole), ("subtitle", whole))
            yield from (("summary", whole), ("sections", whole))
        case Section():
            yield from (("heading", whole), ("blocks", slice(node.opening)))
            yield from (("figure", whole), ("blocks", slice(node.opening, None)))
        case Checklist():
            yield from (("box", whole), ("items", whole))
        case _:
            yield from ((name, whole) for name in fields_of(node))


def fields_of(node: Node) -> dict[str, Any]:
    """The metadata of each field of a node, in the order of its class."""
    kind: Any = type(node)
    return _fields_of(kind)


@functools.cache
def _fields_of(kind: Any) -> dict[str, Any]:
    return {each.name: each.metadata for each in dataclasses.fields(kind)}
