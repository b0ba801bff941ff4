"""Handout XML becomes a parsed sheet (`sheet_reader`), once the schema has been checked. A fault is
reported where it is corrected: at the line of the template that the annotations name (see
`source_positions`), and for what the frame lacks, at the block of the sheet that ought to fill it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from handouts.compose import source_positions
from handouts.compose.element_places import Places
from handouts.compose.schema import Schema, read_schema
from handouts.compose.sheet_reader import ParsedSheet, Reader
from handouts.compose.templates import Rendered
from handouts.files import reading
from handouts.files.xml_parser import untrusted_parser
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where

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
    places = Places(root, tags, rendered)
    faults = [*places.forged_messages(), *_schema(schema, rendered).faults(root)]
    if faults:
        raise FindingsError(list(places.findings(faults)))
    return Reader(rendered.messages, places, contact, findings).sheet(root)


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
