"""Handout XML becomes a document: the vocabulary of `templates/handout.rng`, element by element.

The schema is checked first, so that the walk below may trust the shape of what it reads. A fault is
told with the template's file and line, which every element carries in its `at` attribute.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from handouts.model.document import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Event,
    Figure,
    FillIn,
    FillKind,
    Item,
    Paragraph,
    Section,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where

#: Turns the message with this number, standing at this place, into text.
ToText = Callable[[int, Where], Text]
#: What an `at` attribute means.
ToWhere = Callable[[str], Where]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the frame. `guide` is the name of the guide; `blank` and `empty` are spoken by
    screen readers; `page` is unfilled."""

    guide: Text
    draft_source: Text
    draft_translation: Text
    page: Text
    box: Text
    blank: Text
    empty: Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one template says, before it is dated, coded and titled as a `Handout`."""

    words: Words
    title: Text
    subtitle: Text
    summary: Callout
    sections: tuple[Section, ...]


def parse(xml: str, where: Where, to_where: ToWhere, schema: Path) -> etree._Element:
    """Parses and validates handout XML. Raises `FindingsError` with every fault's place."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(xml.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        place = _last_place(xml, error.lineno or 1, where, to_where)
        message = error.msg or "not well-formed"
        hint = "every start tag needs its end tag; write & as &amp;"
        raise FindingsError(
            [Finding(Severity.ERROR, "xml-syntax", message, place, hint)]
        ) from error
    places = _take_places(root)
    validator = _schema(schema)
    if not validator.validate(root):
        raise FindingsError(_schema_findings(root, places, where, to_where, validator))
    for element, at in places.items():
        element.set("at", at)
    return root


@functools.cache
def _schema(path: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(path))


def _take_places(root: etree._Element) -> dict[etree._Element, str]:
    """Removes the `at` attributes, which are no part of the vocabulary, and returns them."""
    places = {}
    for element in root.iter(etree.Element):
        if "at" in element.attrib:
            places[element] = str(element.attrib.pop("at"))
    return places


def _last_place(xml: str, line: int, where: Where, to_where: ToWhere) -> Where:
    head = "\n".join(xml.splitlines()[:line])
    found = re.findall(r' at="([^"]+)"', head)
    return to_where(found[-1]) if found else where


def _schema_findings(
    root: etree._Element,
    places: dict[etree._Element, str],
    where: Where,
    to_where: ToWhere,
    validator: etree.RelaxNG,
) -> list[Finding]:
    tree = root.getroottree()
    by_path = {tree.getpath(element): place for element, place in places.items()}
    findings = []
    for entry in validator.error_log:
        path = entry.path or ""
        while path and path not in by_path:
            path = path.rpartition("/")[0]
        place = to_where(by_path[path]) if path else where
        hint = "see templates/handout.rng for what may stand here; words belong in _()"
        findings.append(Finding(Severity.ERROR, "schema", entry.message, place, hint))
    return findings


class Reader:
    """Walks a valid tree. `contact` holds the clinic's lines by key."""

    def __init__(self, to_text: ToText, to_where: ToWhere, contact: dict[str, str]) -> None:
        self._to_text = to_text
        self._to_where = to_where
        self._contact = contact
        self._words: Words | None = None

    def label(self, root: etree._Element) -> tuple[Words, Text]:
        """The frame's words and the title: all that is printed of a sheet in a second language.
        Raises `FindingsError` when the frame lacks a word it needs."""
        self._words = self._frame_words(_need(root, "words"))
        return self._words, self._message(_need(root, "title"))

    def sheet(self, root: etree._Element) -> Sheet:
        """The whole of a sheet. Raises `FindingsError` when the frame lacks a word it needs."""
        words, title = self.label(root)
        return Sheet(
            words=words,
            title=title,
            subtitle=self._message(_need(root, "subtitle")),
            summary=self._callout(_need(root, "summary"), "main"),
            sections=tuple(self._section(section) for section in root.findall("section")),
        )

    @property
    def words(self) -> Words:
        """The frame's words, once they have been read."""
        assert self._words is not None
        return self._words

    def _frame_words(self, element: etree._Element) -> Words:
        found = {
            f"{child.tag}-{child.get('kind')}" if child.get("kind") else str(child.tag): child
            for child in element
        }
        needed = ("guide", "draft-source", "draft-translation", "page", "box", "blank", "empty")
        missing = [name for name in needed if name not in found]
        if missing:
            message = f"<words> lacks {', '.join(missing)}"
            raise FindingsError(
                [Finding(Severity.ERROR, "frame-words", message, self._place(element))]
            )
        return Words(*(self._message(found[name]) for name in needed))

    def _place(self, element: etree._Element) -> Where:
        return self._to_where(element.get("at", ":0"))

    def _message(self, element: etree._Element) -> Text:
        return self._to_text(int(_need(element, "m").get("n", "0")), self._place(element))

    def _optional(self, element: etree._Element, tag: str) -> Text | None:
        child = element.find(tag)
        return None if child is None else self._message(child)

    def _section(self, element: etree._Element) -> Section:
        head = ("h", "alt", "caption")
        return Section(
            heading=self._message(_need(element, "h")),
            blocks=tuple(self._block(child) for child in element if child.tag not in head),
            figure=self._figure(element, element.get("figure")),
        )

    def _figure(self, element: etree._Element, art: str | None) -> Figure | None:
        if art is None:
            return None
        return Figure(art, self._optional(element, "alt"), self._optional(element, "caption"))

    def _items(self, element: etree._Element) -> tuple[Item, ...]:
        found = []
        for item in element.findall("item"):
            words = item.find("t")
            text = self._message(item if words is None else words)
            found.append(Item(text, self._figure(item, item.get("figure"))))
        return tuple(found)

    def _callout(self, element: etree._Element, kind: str) -> Callout:
        head = ("h", "alt", "caption")
        blocks = tuple(self._block(child) for child in element if child.tag not in head)
        figure = self._figure(element, element.get("figure"))
        return Callout(kind, self._optional(element, "h"), blocks, figure)

    def _block(self, element: etree._Element) -> Block:
        match element.tag:
            case "p":
                return Paragraph(self._message(element))
            case "list":
                return Bullets(self._items(element))
            case "steps":
                return Steps(self._items(element))
            case "checklist":
                return Checklist(self._items(element), self.words.box)
            case "dodont":
                do, dont = _need(element, "do"), _need(element, "dont")
                return DoDont(
                    self._message(_need(do, "h")),
                    self._items(do),
                    self._message(_need(dont, "h")),
                    self._items(dont),
                )
            case "callout":
                return self._callout(element, element.get("kind", "note"))
            case "timeline":
                return Timeline(
                    tuple(
                        Event(
                            self._message(_need(event, "when")), self._message(_need(event, "what"))
                        )
                        for event in element
                    )
                )
            case "diary":
                return Diary(
                    self._optional(element, "caption"),
                    tuple(self._message(cell) for cell in _need(element, "columns")),
                    tuple(self._message(cell) for cell in _need(element, "rows")),
                    self.words.empty,
                )
            case "fill":
                key = element.get("key", "")
                value = self._contact.get(key, "")
                kind = FillKind(element.get("kind", "text"))
                return FillIn(self._message(element), value, self.words.blank, key, kind)
            case "lines":
                count = int(element.get("count", "1"))
                return WriteLines(self._message(element), count, self.words.blank)
            case "figure":
                figure = self._figure(element, element.get("art"))
                assert figure is not None
                return figure
        raise AssertionError(f"the schema let <{element.tag}> through")


def _need(element: etree._Element, tag: str) -> etree._Element:
    child = element.find(tag)
    assert child is not None, f"the schema let <{element.tag}> through without <{tag}>"
    return child
