"""A message's words become spans: inline tags are read, placeholders filled, nothing else.

Only `<b>` and `<term>` exist, without attributes. A value put in for `%(name)s` is plain text,
whatever it contains, and is wrapped in isolates (U+2068 … U+2069), so that a phone number or a
Latin name keeps its own direction inside an Arabic sentence (UAX #9, 2.4).

    spans("Call <b>%(phone)s</b>.", {"phone": "555-0100"})
    → Span("Call "), Span("[FSI]555-0100[PDI]", bold=True), Span(".")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from handouts.model import codes
from handouts.model.blocks import Span
from handouts.model.findings import Code
from handouts.model.languages import Language

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"

_TOKEN = re.compile(r"<(/?)(b|term)>|%\((\w+)\)s|(%%)")


_NONE: Mapping[str, str] = MappingProxyType({})


class InlineError(ValueError):
    """The words cannot be read: a tag is not closed, or a placeholder has no value. `kind` is the
    row of the finding."""

    def __init__(self, kind: Code, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def spans(
    words: str, values: Mapping[str, str], links: Mapping[str, str] = _NONE
) -> tuple[Span, ...]:
    """Reads a message. A value with one of the `links` is a span of its own. Raises `InlineError`
    with what is wrong."""
    found: list[Span] = []
    open_tags: list[str] = []
    position = 0

    def add(text: str) -> None:
        if not text:
            return
        bold, term = "b" in open_tags, "term" in open_tags
        if found and (found[-1].bold, found[-1].term, found[-1].link) == (bold, term, ""):
            text = found.pop().text + text
        found.append(Span(text, bold, term))

    for match in _TOKEN.finditer(words):
        add(words[position : match.start()])
        position = match.end()
        closing, tag, name, percent = match.groups()
        if percent:
            add("%")
        elif name:
            if name not in values:
                known = ", ".join(f"%({known})s" for known in sorted(values)) or "none"
                message = f"no value for %({name})s here; placeholders here: {known}"
                raise InlineError(codes.PLACEHOLDER_VALUE, message)
            value = FIRST_STRONG_ISOLATE + values[name] + POP_DIRECTIONAL_ISOLATE
            if links.get(name):
                found.append(Span(value, "b" in open_tags, "term" in open_tags, link=links[name]))
            else:
                add(value)
        elif not closing:
            open_tags.append(tag)
        elif open_tags and open_tags[-1] == tag:
            open_tags.pop()
        else:
            raise InlineError(codes.TAG_NESTING, f"</{tag}> closes what is not open")
    add(words[position:])
    if open_tags:
        raise InlineError(codes.TAG_UNCLOSED, f"<{open_tags[-1]}> is not closed")
    return tuple(found)


def in_language(found: Iterable[Span], name: str, own: Language) -> Iterator[Span]:
    """The spans, with each mention of `name` as a span in its own language, so that a screen reader
    pronounces it as it is meant."""
    for span in found:
        if name not in span.text:
            yield span
            continue
        for part in re.split(f"({re.escape(name)})", span.text):
            if part:
                yield replace(span, text=part, language=own if part == name else span.language)
