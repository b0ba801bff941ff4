"""A valid tree becomes a parsed sheet, element by element of `templates/handout.rng`.

The schema has been checked by then, so that the walk may trust the shape of what it reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from lxml import etree

from handouts.compose import inline
from handouts.compose.element_places import Places
from handouts.compose.templates import SourceMessage
from handouts.model import codes
from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Entry,
    Event,
    Figure,
    FillIn,
    FillKind,
    Glossary,
    Item,
    Paragraph,
    Question,
    Questions,
    Row,
    Section,
    Size,
    Sources,
    Span,
    Steps,
    Subheading,
    Table,
    Text,
    Timeline,
    WriteLines,
    WriteTable,
)
from handouts.model.contact import CONTACT_KEYS, link_of
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class SourceText(Text):
    """A message as the template says it, in English, with what is needed to translate it."""

    message: SourceMessage


@dataclass(frozen=True, slots=True)
class Frame:
    """Words of the frame. `guide` is the name of the guide; `box`, `blank` and `empty` are
    spoken by screen readers; `page` is unfilled, and so is `see`, which names another page;
    `turn` says that there is a back; `stamp` names the room for the clinic's; `checked`
    (unfilled) who has checked the words; `warning` heads a box that warns."""

    guide: Text
    draft_source: Text
    draft_translation: Text
    draft_short: Text
    checked: Text
    page: Text
    see: Text
    turn: Text
    stamp: Text
    box: Text
    blank: Text
    empty: Text
    warning: Text


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """What one template says, the same for every language: a document whose texts are all
    `SourceText`. `messages` are those that reached it, in the order of the template; `drawings` the
    names of its drawings, each with its place; `labels` the names of the places in a drawing that
    get words, for each of `drawings`; `silent` the places of those without words for who cannot
    see them."""

    frame: Frame
    title: Text
    subtitle: Text
    summary: Callout
    sections: tuple[Section, ...]
    messages: tuple[SourceMessage, ...]
    drawings: tuple[tuple[str, Where], ...]
    labels: tuple[tuple[tuple[str, Where], ...], ...]
    silent: frozenset[Where]
    sign: Figure | None = None


class Reader:
    """Walks a valid tree."""

    def __init__(
        self,
        source: Sequence[SourceMessage],
        places: Places,
        contact: Mapping[str, str],
        findings: list[Finding],
    ) -> None:
        self._source = source
        self._places = places
        self._contact = contact
        self._messages: list[SourceMessage] = []
        self._drawings: list[tuple[str, Where]] = []
        self._labels: list[tuple[tuple[str, Where], ...]] = []
        self._silent: set[Where] = set()
        self._findings = findings

    def sheet(self, root: etree._Element) -> ParsedSheet:
        """The whole of a sheet. Raises `FindingsError` when the frame lacks a word it needs."""
        self._frame = self._read_frame(_need(root, "words"))
        sign = self._figure(root, "sign")
        return ParsedSheet(
            frame=self._frame,
            title=self._message(_need(root, "title")),
            subtitle=self._message(_need(root, "subtitle")),
            summary=self._callout(_need(root, "summary"), "main"),
            sections=tuple(self._section(section) for section in root.findall("section")),
            messages=tuple(self._messages),
            drawings=tuple(self._drawings),
            labels=tuple(self._labels),
            silent=frozenset(self._silent),
            sign=sign,
        )

    def _read_frame(self, element: etree._Element) -> Frame:
        found = {
            "_".join(filter(None, (str(child.tag), child.get("kind")))): child for child in element
        }
        needed = [each.name for each in fields(Frame)]
        missing = [name.replace("_", " ") for name in needed if name not in found]
        if missing:
            message = f"<words> lacks {', '.join(missing)}"
            hint = "the words that every sheet needs stand in <words> of templates/handout.xml"
            where = self._places.of(element)
            raise FindingsError([Finding(codes.FRAME_WORDS, message, where, hint)])
        return Frame(*(self._message(found[name]) for name in needed))

    def _message(self, element: etree._Element) -> Text:
        message = self._source[int(_need(element, "m").get("n", ""))]
        self._messages.append(message)
        try:
            spans = inline.spans(message.msgid, message.values, message.links)
        except inline.InlineError as error:
            hint = "close each tag, and give each placeholder its value"
            unset = [name for name in CONTACT_KEYS if f"%({name})s" in message.msgid]
            if unset := [name for name in unset if not self._contact.get(name)]:
                hint = f"write {' and '.join(unset)} under [contact] in templates/brand.toml"
            self._findings.append(Finding(error.kind, str(error), message.where, hint))
            spans = (Span(message.msgid),)
        return SourceText(spans, message.where, message)

    def _optional(self, element: etree._Element, tag: str) -> Text | None:
        child = element.find(tag)
        return None if child is None else self._message(child)

    def _section(self, element: etree._Element) -> Section:
        return Section(
            heading=self._message(_need(element, "h")),
            blocks=self._blocks(element),
            figure=self._figure(element, "figure"),
            urgent=element.get("kind") == "urgent",
        )

    def _blocks(self, element: etree._Element) -> tuple[Block, ...]:
        head = ("h", "alt", "label", "caption")
        return tuple(self._block(child) for child in element if child.tag not in head)

    def _figure(self, element: etree._Element, attribute: str) -> Figure | None:
        art = element.get(attribute)
        if art is None:
            return None
        self._drawings.append((art, self._places.of_attributes(element)))
        labels = element.findall("label")
        named = [(label.get("for", ""), self._places.of(label)) for label in labels]
        self._labels.append(tuple(named))
        alt, words = self._optional(element, "alt"), tuple(map(self._message, labels))
        if alt is None:
            self._silent.add(self._places.of_attributes(element))
        caption, size = self._optional(element, "caption"), element.get("size")
        places = tuple(place for place, _ in named)
        return Figure(art, alt, words, places, caption, Size(size) if size else None)

    def _items(self, element: etree._Element) -> tuple[Item, ...]:
        found = []
        for item in element.findall("item"):
            words = item.find("t")
            text = self._message(item if words is None else words)
            figure = self._figure(item, "figure")
            blank = self._frame.blank if item.find("line") is not None else None
            points = item.find("list")
            bullets = None if points is None else self._bullets(points)
            found.append(Item(text, figure, blank, bullets))
        return tuple(found)

    def _bullets(self, element: etree._Element) -> Bullets:
        return Bullets(self._items(element), element.get("long", ""))

    def _callout(self, element: etree._Element, kind: str) -> Callout:
        heading, blocks = self._optional(element, "h"), self._blocks(element)
        label = self._frame.warning if kind == "warning" else None
        return Callout(kind, heading, blocks, self._figure(element, "figure"), label)

    def _block(self, element: etree._Element) -> Block:
        match element.tag:
            case "p":
                return Paragraph(self._message(element))
            case "subheading":
                return Subheading(self._message(element))
            case "list":
                return self._bullets(element)
            case "steps":
                return Steps(self._items(element), element.get("long", ""))
            case "checklist":
                long = element.get("long", "")
                return Checklist(self._items(element), self._frame.box, long)
            case "dodont":
                do, dont = _need(element, "do"), _need(element, "dont")
                return DoDont(
                    self._message(_need(do, "h")),
                    self._items(do),
                    self._message(_need(dont, "h")),
                    self._items(dont),
                )
            case "callout":
                return self._callout(element, element.get("kind", ""))
            case "timeline":
                return Timeline(tuple(map(self._event, element)))
            case "questions":
                return Questions(tuple(map(self._question, element)))
            case "glossary":
                return Glossary(tuple(map(self._entry, element)))
            case "sources":
                return Sources(tuple(map(self._message, element)))
            case "table" if "rows" not in element.attrib:
                return self._table(element)
            case "diary":
                return Diary(
                    self._optional(element, "caption"),
                    tuple(map(self._message, _need(element, "columns"))),
                    tuple(map(self._message, _need(element, "rows"))),
                    self._frame.empty,
                    tuple(
                        FillKind(head.get("kind", FillKind.TEXT))
                        for head in _need(element, "columns")
                    ),
                    int(element.get("scale", "0")),
                )
            case "fill":
                key, kind = element.get("key", ""), FillKind(element.get("kind", FillKind.TEXT))
                value = _by_clinic(key, self._contact.get(key, ""))
                return FillIn(self._message(element), value, self._frame.blank, key, kind)
            case "lines":
                count = int(element.get("count", ""))
                return WriteLines(self._message(element), count, self._frame.blank)
            case "table":
                columns = tuple(map(self._message, element.findall("h")))
                return WriteTable(columns, int(element.get("rows", "")), self._frame.blank)
            case "figure":
                figure = self._figure(element, "art")
                assert figure is not None
                return figure
        raise AssertionError(f"the schema let <{element.tag}> through")

    def _table(self, element: etree._Element) -> Table:
        caption = self._optional(element, "caption")
        columns = tuple(map(self._message, _need(element, "columns")))
        rows = []
        for row in element.findall("row"):
            cells = row.findall("cell")
            if len(cells) != len(columns) - 1:
                message = f"the row has {len(cells)} <cell>, the table {len(columns)} columns"
                hint = f"write <h> and {len(columns) - 1} <cell>: one for each further column"
                where = self._places.of(row)
                self._findings.append(Finding(codes.SCHEMA, message, where, hint))
            heading = self._message(_need(row, "h"))
            rows.append(Row(heading, tuple(map(self._message, cells))))
        return Table(caption, columns, tuple(rows))

    def _question(self, element: etree._Element) -> Question:
        question = self._message(_need(element, "h"))
        return Question(question, tuple(map(self._message, element.findall("p"))))

    def _entry(self, element: etree._Element) -> Entry:
        word, meaning = _need(element, "word"), _need(element, "meaning")
        return Entry(self._message(word), self._message(meaning))

    def _event(self, element: etree._Element) -> Event:
        when, what = _need(element, "when"), _need(element, "what")
        return Event(self._message(when), self._message(what))


def _by_clinic(key: str, value: str) -> tuple[Span, ...]:
    """A contact line. The clinic writes them in English; digits have no language."""
    language = SOURCE_LANGUAGE if any(map(str.isalpha, value)) else None
    return (Span(value, language=language, link=link_of(key, value)),) if value else ()


def _need(element: etree._Element, tag: str) -> etree._Element:
    child = element.find(tag)
    assert child is not None, f"the schema let <{element.tag}> through without <{tag}>"
    return child
