"""Handout XML becomes a parsed sheet, element by element of `templates/handout.rng`.

The schema is checked first, so that the walk below may trust the shape of what it reads. A fault is
reported where it is corrected: at the line of the template that the annotations name (see
`source_positions`), and for what the frame lacks, at the block of the sheet that ought to fill it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from lxml import etree

from handouts.compose import inline, source_positions
from handouts.compose.schema import Fault, Schema, read_schema
from handouts.compose.source_positions import Tag
from handouts.compose.templates import Rendered, SourceMessage
from handouts.files import reading
from handouts.files.xml_parser import untrusted_parser
from handouts.model import codes
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
    Span,
    Steps,
    Text,
    Timeline,
    WriteLines,
    WriteTable,
)
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE

#: Entities of its own would be content that nobody checks.
_DOCTYPE = re.compile(r"<!DOCTYPE\b")

#: libxml2's messages about tags that do not pair.
_UNBALANCED = "tag mismatch|Premature end|Extra content"

#: libxml2's messages about text that is no XML, with a message and a hint for people.
_SYNTAX = (
    (r"xmlParseEntityRef", "an & on its own", "write &amp;"),
    (r"Entity '(\w+)' not defined", r"the entity &\1; is not known", "type the character itself"),
    (r"invalid element name", "a < that begins no tag", "write &lt;"),
    (r"Unescaped '<'", "a tag or a message inside an attribute", "write a plain value there"),
    (
        r"AttValue|attributes construct error|Specification mandates value",
        'an attribute that is not written as name="value"',
        "put the value in quotes, and a space before the name",
    ),
)


@dataclass(frozen=True, slots=True)
class SourceText(Text):
    """A message as the template says it, in English, with what is needed to translate it."""

    message: SourceMessage


@dataclass(frozen=True, slots=True)
class Frame:
    """Words of the frame. `guide` is the name of the guide; `box`, `blank` and `empty` are spoken
    by screen readers; `page` is unfilled; `turn` says that there is a back,
    `checked` (unfilled) who has checked the words."""

    guide: Text
    draft_source: Text
    draft_translation: Text
    draft_short: Text
    checked: Text
    page: Text
    turn: Text
    box: Text
    blank: Text
    empty: Text


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """What one template says, the same for every language: a document whose texts are all
    `SourceText`. `messages` are those that reached it, in the order of the template; `drawings` the
    names of its drawings, each with its place."""

    frame: Frame
    title: Text
    subtitle: Text
    summary: Callout
    sections: tuple[Section, ...]
    messages: tuple[SourceMessage, ...]
    drawings: tuple[tuple[str, Where], ...]
    sign: Figure | None = None


def parse(
    rendered: Rendered, schema: Path, contact: Mapping[str, str]
) -> tuple[ParsedSheet | None, list[Finding]]:
    """A rendered template as a sheet, unless its faults leave nothing to be read; and every fault.
    `contact` holds the clinic's contact lines by key."""
    findings = list(rendered.inheritance.findings())
    try:
        sheet = _parse(rendered, schema, contact, findings)
    except FindingsError as error:
        return None, [*findings, *error.findings]
    return sheet, [*findings, *_unprinted(sheet, rendered)]


def _parse(
    rendered: Rendered, schema: Path, contact: Mapping[str, str], findings: list[Finding]
) -> ParsedSheet:
    tags, unbalanced = source_positions.read_tags(rendered.xml)
    try:
        root = etree.fromstring(rendered.xml.encode("utf-8"), untrusted_parser())
    except etree.XMLSyntaxError as error:
        if unbalanced is None or not re.search(_UNBALANCED, error.msg or ""):
            raise FindingsError([_syntax_finding(error, rendered)]) from error
    if unbalanced:
        message, hint = unbalanced.message, "give each start tag its end tag, innermost first"
        where = source_positions.where(unbalanced.at, rendered.inheritance.shown_as)
        raise FindingsError([Finding(codes.XML_SYNTAX, message, where, hint)])
    if _DOCTYPE.search(rendered.xml):
        message, hint = "a <!DOCTYPE> may not stand in a template", "delete it"
        where = rendered.inheritance.frame
        raise FindingsError([Finding(codes.XML_SYNTAX, message, where, hint)])
    places = _Places(root, tags, rendered)
    faults = [*places.forged_messages(), *_schema(schema, rendered).faults(root)]
    if faults:
        raise FindingsError(list(places.findings(faults)))
    return _Reader(rendered.messages, places, contact, findings).sheet(root)


def _schema(schema: Path, rendered: Rendered) -> Schema:
    try:
        return read_schema(reading.read(schema, reading.TEMPLATE, schema.parents[1]))
    except (OSError, ValueError, etree.LxmlError) as error:
        where = Where(f"{rendered.inheritance.shown_as}/{schema.name}")
        message = f"the schema cannot be read: {error}"
        hint = "restore the file from an older version"
        raise FindingsError([Finding(codes.TEMPLATE_UNREADABLE, message, where, hint)]) from error


def _syntax_finding(error: etree.XMLSyntaxError, rendered: Rendered) -> Finding:
    lines = rendered.xml.splitlines(keepends=True)
    line, column = error.position
    offset = sum(map(len, lines[: line - 1])) + max(0, column - 1)
    at, block = source_positions.last_position(rendered.xml, offset)
    inheritance = rendered.inheritance
    filled = inheritance.filled_in(block) if block else None
    where = filled or (
        source_positions.where(at, inheritance.shown_as) if at else inheritance.sheet
    )
    for pattern, message, hint in _SYNTAX:
        if found := re.search(pattern, error.msg or ""):
            return Finding(codes.XML_SYNTAX, found.expand(message), where, hint)
    hint = "give every start tag its end tag, and write & as &amp;"
    return Finding(codes.XML_SYNTAX, error.msg or "not well-formed", where, hint)


def _unprinted(sheet: ParsedSheet, rendered: Rendered) -> Iterator[Finding]:
    """What of the template did not reach the sheet."""
    inheritance = rendered.inheritance
    printed = {(message.where, message.context) for message in sheet.messages}
    yield from inheritance.unprinted(printed)
    if len(inheritance.chain) > 1 and all(
        inheritance.is_of_frame(section.heading.where) for section in sheet.sections
    ):
        where = inheritance.to_be_filled_in("body")
        message, hint = "the sheet has no section of its own", "write one into {% block body %}"
        yield Finding(codes.EMPTY_BLOCK, message, where, hint)


class _Places:
    """Where each element of a tree was written. Removes the annotations from the tree."""

    def __init__(self, root: etree._Element, tags: list[Tag], rendered: Rendered) -> None:
        self._inheritance = rendered.inheritance
        self._messages = rendered.messages
        self._tags = dict(zip(root.iter(etree.Element), tags, strict=False))
        for element in self._tags:
            for name in [name for name in element.attrib if _is_annotation(str(name))]:
                del element.attrib[name]

    def of(self, element: etree._Element) -> Where:
        """Where an element was written; a message, where it was asked for."""
        at = self._tags[element].at if element in self._tags else ""
        if at:
            return source_positions.where(at, self._inheritance.shown_as)
        number = element.get("n", "") if element.tag == "m" else ""
        return self._messages[int(number)].where if number else self._inheritance.sheet

    def of_attributes(self, element: etree._Element) -> Where:
        """Where the attributes of an element were written: perhaps in a block of the sheet."""
        for block in self._tags[element].blocks_in_tag if element in self._tags else ():
            if filled := self._inheritance.filled_in(block):
                return filled
        return self.of(element)

    def findings(self, faults: list[Fault]) -> Iterator[Finding]:
        """Findings for faults against the schema."""
        for fault in faults:
            blocks = self._tags[fault.element].blocks if fault.element in self._tags else []
            block = blocks[-1] if blocks and not fault.in_tag else ""
            if fault.in_tag:
                where = self.of_attributes(fault.element)
            elif block:
                where = self._inheritance.to_be_filled_in(block)
            else:
                where = self.of(fault.element)
            if block and fault.missing:
                message = f"the block {block} is empty or not complete"
                hint = f"write {{% block {block} %}}; in it, {fault.hint.removeprefix('write ')}"
                yield Finding(codes.EMPTY_BLOCK, message, where, hint)
            else:
                yield Finding(codes.SCHEMA, fault.message, where, fault.hint)

    def forged_messages(self) -> Iterator[Fault]:
        """Elements that stand for a message, but were written by hand."""
        for element, tag in self._tags.items():
            if tag.name == "m" and tag.at:
                hint = 'write {{ _("...") }}'
                yield Fault(element, "<m> is not written by hand", hint)


def _is_annotation(attribute: str) -> bool:
    return attribute == source_positions.AT or attribute.startswith(source_positions.BLOCK)


class _Reader:
    """Walks a valid tree."""

    def __init__(
        self,
        source: Sequence[SourceMessage],
        places: _Places,
        contact: Mapping[str, str],
        findings: list[Finding],
    ) -> None:
        self._source = source
        self._places = places
        self._contact = contact
        self._messages: list[SourceMessage] = []
        self._drawings: list[tuple[str, Where]] = []
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
            spans = inline.spans(message.msgid, message.values)
        except inline.InlineError as error:
            hint = "close each tag, and give each placeholder its value"
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
        head = ("h", "alt", "caption")
        return tuple(self._block(child) for child in element if child.tag not in head)

    def _figure(self, element: etree._Element, attribute: str) -> Figure | None:
        art = element.get(attribute)
        if art is None:
            return None
        self._drawings.append((art, self._places.of_attributes(element)))
        return Figure(art, self._optional(element, "alt"), self._optional(element, "caption"))

    def _items(self, element: etree._Element) -> tuple[Item, ...]:
        found = []
        for item in element.findall("item"):
            words = item.find("t")
            text = self._message(item if words is None else words)
            found.append(Item(text, self._figure(item, "figure")))
        return tuple(found)

    def _callout(self, element: etree._Element, kind: str) -> Callout:
        heading, blocks = self._optional(element, "h"), self._blocks(element)
        return Callout(kind, heading, blocks, self._figure(element, "figure"))

    def _block(self, element: etree._Element) -> Block:
        match element.tag:
            case "p":
                return Paragraph(self._message(element))
            case "list":
                return Bullets(self._items(element))
            case "steps":
                return Steps(self._items(element))
            case "checklist":
                return Checklist(self._items(element), self._frame.box)
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
                value = _by_clinic(self._contact.get(key, ""))
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

    def _event(self, element: etree._Element) -> Event:
        when, what = _need(element, "when"), _need(element, "what")
        return Event(self._message(when), self._message(what))


def _by_clinic(value: str) -> tuple[Span, ...]:
    """A contact line. The clinic writes them in English; digits have no language."""
    language = SOURCE_LANGUAGE if any(map(str.isalpha, value)) else None
    return (Span(value, language=language),) if value else ()


def _need(element: etree._Element, tag: str) -> etree._Element:
    child = element.find(tag)
    assert child is not None, f"the schema let <{element.tag}> through without <{tag}>"
    return child
