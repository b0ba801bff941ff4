"""A handout as a tree of frozen values: what it says, in which language, in which order.

No layout, no fonts, no PDF. `compose` builds the tree from a template and catalogs; `editions` turn
it into files. `walk` visits every node of it in reading order; whoever needs the texts, drawings or
fields of a handout asks it, so that a new kind of block (`blocks`) is known everywhere at once::

    [visit.node.art for visit in handout.walk() if isinstance(visit.node, Figure)]
    [figure.art for figure in handout.figures()]                            the same
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias, get_args

from handouts.model.blocks import (
    LABEL,
    SPOKEN,
    Block,
    Callout,
    Checklist,
    Entry,
    Event,
    Figure,
    FillIn,
    Item,
    Kind,
    Question,
    Row,
    Section,
    Text,
    WriteLines,
    said,
)
from handouts.model.languages import Language
from handouts.model.signature import Signature


@dataclass(frozen=True, slots=True)
class Handout:
    """One sheet in one language, ready to be laid out.

    `title_en` and `guide_title_en` are for the desk, which cannot read the language. `code` is
    short and unique ("SIJ-REC"). `order` of `siblings` is the sheet's place in its guide's set.
    `version` and `date` (ISO 8601) come from the content. `draft_notice` is set (in English, then
    in the language, which is read first) while the words are unsigned. `page_of` holds the
    language's "page %(page)s of %(pages)s", unfilled, and `page_of_en` English's; `other_page` its
    "page %(page)s", for a page that is named on another one. `turn_over` says that the paper has a
    back, `stamp` names the room for the clinic's, `draft_tag` is the one word for a draft
    (`draft_tag_en` in English). `sign` is the drawing that tells the sheet from others of its set.
    `pages` is the most that it may have. `signed_by` are the signatures under its words, all of
    which are signed then; `checked` says so in the language, `checked_en` in English.
    """

    guide: str
    name: str
    language: Language
    title: Text = field(metadata=LABEL)
    subtitle: Text = field(metadata=LABEL)
    title_en: str
    guide_title: Text = field(metadata=SPOKEN)
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
    other_page: str = ""
    turn_over: str = ""
    stamp: str = ""
    draft_tag: str = ""
    draft_tag_en: str = ""
    checked: str = ""
    checked_en: str = ""
    signed_by: tuple[Signature, ...] = ()
    sign: Figure | None = None
    pages: int = 2
    draft_notice: tuple[Text, ...] = field(default=(), metadata=said(Kind.FRAME))
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

    def lists(self) -> tuple[EntryList, ...]:
        """Every list: the items, or moments of a timeline, that one field holds."""
        found: dict[tuple[int, str], EntryList] = {}
        for visit in self.walk():
            if not isinstance(visit.node, Item | Event):
                continue
            text = visit.node.text if isinstance(visit.node, Item) else visit.node.what
            reason = getattr(visit.owner, "long", "")
            key = id(visit.owner), visit.name
            before = found[key].entries if key in found else ()
            found[key] = EntryList((*before, text), reason)
        return tuple(found.values())


class EntryList(NamedTuple):
    """What a list says, entry by entry, and the reason that its author gave for its length."""

    entries: tuple[Text, ...]
    reason: str


_WHOLE = slice(None)
_HANDOUT = (
    *((name, _WHOLE) for name in ("guide_title", "sign")),
    ("draft_notice", slice(None, None, -1)),
    *((name, _WHOLE) for name in ("title", "subtitle", "summary", "sections")),
)
_CHECKLIST = tuple((name, _WHOLE) for name in ("box", "items"))
_CALLOUT = tuple((name, _WHOLE) for name in ("label", "heading", "blocks", "figure"))

Node: TypeAlias = Handout | Section | Block | Item | Event | Question | Entry | Row | Text
_NODES = get_args(Node)


class Visit(NamedTuple):
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
    found: list[Visit] = []
    _collect(Visit(node), found)
    return iter(found)


def _collect(visit: Visit, found: list[Visit]) -> None:
    """Appends a visit and those of all that its node holds."""
    found.append(visit)
    node = visit.node
    for name, part in _order(node):
        held = getattr(node, name)
        if isinstance(held, tuple):
            for number in range(len(held))[part]:
                if isinstance(held[number], _NODES):
                    _collect(Visit(held[number], node, name, number), found)
        elif isinstance(held, _NODES):
            _collect(Visit(held, node, name), found)


def _order(node: Node) -> Sequence[tuple[str, slice]]:
    """The fields of a node as they are read, and which part of each: as the class has them, where
    nothing else is said here."""
    match node:
        case Handout():
            return _HANDOUT
        case Section():
            return (
                ("heading", _WHOLE),
                ("blocks", slice(node.opening)),
                ("figure", _WHOLE),
                ("blocks", slice(node.opening, None)),
            )
        case Checklist():
            return _CHECKLIST
        case Callout():
            return _CALLOUT
        case _:
            kind: Any = type(node)
            return _in_order(kind)


@functools.cache
def _in_order(kind: Any) -> tuple[tuple[str, slice], ...]:
    return tuple((name, _WHOLE) for name in _fields_of(kind))


def fields_of(node: Node) -> dict[str, Any]:
    """The metadata of each field of a node, in the order of its class."""
    kind: Any = type(node)
    return _fields_of(kind)


@functools.cache
def _fields_of(kind: Any) -> dict[str, Any]:
    return {each.name: each.metadata for each in dataclasses.fields(kind)}
