"""Templates to messages: what a translator will see, and which facts each sentence rests on.

Jinja2 parses the template and Babel drives the extraction; the translator comment straight before a
message names its facts::

    {# Fact: prep.driver, prep.visit
       Checklist item, keep short. #}
    {{ _("Ask someone to drive you home.") }}

    {# Fact: none - a heading #}{{ _("Before you come") }}

Templates may come from anybody: what does not parse, or cannot be translated, is a finding.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import extract_from_ast

from handouts.catalogs.po import Key
from handouts.catalogs.roles import RoleReader
from handouts.files import reading
from handouts.files.file import File
from handouts.model import codes
from handouts.model.contact import CONTACT_KEYS
from handouts.model.findings import Finding, Where

COMMENT_TAG = "Fact:"
#: Opens the line that says what a message is on the sheet.
ROLE_TAG = "Role:"
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "pgettext": ((1, "c"), 2)}
_UNSUPPORTED = ("ngettext", "npgettext", "ungettext")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
#: Without the i18n extension, so that a `{% trans %}` block is a fault: it would join fragments.
_ENVIRONMENT = Environment(autoescape=True)
#: How an author says what fits: `Keep short: at most 25 letters.`
_AT_MOST = re.compile(r"at most\s+(\d+)\s+letters")
_NO_FACT = re.compile(r"none\b[\s\-\u2013\u2014:]*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to translate. `facts` are ids of the guide's facts; a message that claims nothing
    has `no_fact_reason` instead. `notes` are what else its comments say, one note a comment;
    `places` are its lines in the templates, `roles` what it is there."""

    msgid: str
    context: str | None
    facts: tuple[str, ...]
    no_fact_reason: str
    notes: tuple[str, ...]
    places: tuple[Where, ...]
    roles: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What tells one message from another."""
        return (self.context, self.msgid)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Names of its `%(name)s`, in order."""
        return tuple(_PLACEHOLDER.findall(self.msgid))

    @property
    def most_letters(self) -> int | None:
        """How many letters fit, where its author says so."""
        return min(
            (int(one) for note in self.notes for one in _AT_MOST.findall(note)), default=None
        )


@dataclass(frozen=True, slots=True)
class Extraction:
    """The messages of each domain in reading order, and what is wrong with the templates."""

    domains: Mapping[str, tuple[Message, ...]]
    findings: tuple[Finding, ...]


def extract(templates: Iterable[tuple[str, File]], within: Path | None = None) -> Extraction:
    """The messages of these templates, each given with its domain, in this order. They lie in the
    folder `within`."""
    domains: dict[str, list[Message]] = {}
    findings: list[Finding] = []
    for domain, file in templates:
        messages = domains.setdefault(domain, [])
        messages += _messages(file.path, file.shown, findings, within)
    merged = {domain: tuple(_merged(messages)) for domain, messages in sorted(domains.items())}
    return Extraction(merged, tuple(sorted(findings, key=lambda finding: finding.sort_key)))


def _messages(
    path: Path, shown: str, findings: list[Finding], within: Path | None
) -> Iterator[Message]:
    from babel.messages.extract import (  # noqa: PLC0415 - a build extracts nothing
        extract as babel_extract,
    )

    try:
        data = reading.read(path, reading.TEMPLATE, within)
        source = data.decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        findings.append(
            Finding(
                codes.TEMPLATE_UNREADABLE,
                error.strerror or str(error),
                Where(shown),
                "put a template there that can be read",
            )
        )
        return
    except UnicodeDecodeError as error:
        findings.append(encoding_finding(error, shown))
        return
    try:
        findings += _misuse(_ENVIRONMENT.parse(source), shown)
        found = babel_extract(
            _template_messages, io.BytesIO(source.encode()), KEYWORDS, (COMMENT_TAG,)
        )
        for line, msgid, comments, context in found:
            if isinstance(msgid, str) and msgid:
                yield _message(msgid, context, comments, Where(shown, line, msgid))
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        findings.append(syntax_finding(error, shown))


def syntax_finding(error: TemplateSyntaxError | RecursionError | ValueError, shown: str) -> Finding:
    """The finding for a template that Jinja cannot read."""
    if isinstance(error, ValueError):  # Python reads no number of thousands of digits
        hint = "write a shorter one"
        return Finding(codes.TEMPLATE_SYNTAX, "a number of too many digits", Where(shown), hint)
    if isinstance(error, RecursionError):
        hint = "split the expression, or move parts into another template"
        return Finding(codes.TEMPLATE_SYNTAX, "nested too deeply", Where(shown), hint)
    hint = "every {{, {% and {# needs its }}, %} or #}"
    if "'trans'" in (error.message or ""):
        hint = '{% trans %} is not used here: write {{ _("...") }}'
    return Finding(codes.TEMPLATE_SYNTAX, f"{error.message}", Where(shown, error.lineno), hint)


def encoding_finding(error: UnicodeDecodeError, shown: str) -> Finding:
    """The finding for a template that is not UTF-8."""
    line = error.object.count(b"\n", 0, error.start) + 1
    hint = "save it as UTF-8"
    return Finding(codes.TEMPLATE_UNREADABLE, "not UTF-8", Where(shown, line), hint)


def _template_messages(
    fileobj: Any,
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],  # noqa: ARG001 - the signature of a Babel extraction method
) -> Iterator[tuple[int, Any, Any, Any]]:
    """An extraction method for Babel. Like Jinja2's own, but a comment belongs to the first call
    after it and to no other, on whatever lines the two stand."""
    source = fileobj.read().decode()
    comments = _comments(source, keywords, comment_tags)
    for line, function, arguments in extract_from_ast(_ENVIRONMENT.parse(source), tuple(keywords)):
        waiting = comments[(line, function)]
        yield line, function, arguments, waiting.popleft() if waiting else []


def _comments(
    source: str, keywords: Collection[str], comment_tags: Collection[str]
) -> dict[tuple[int, str], deque[list[str]]]:
    """For each call, by line and function in source order, the lines of the comment before it, and
    what the message is on the sheet."""
    found: dict[tuple[int, str], deque[list[str]]] = defaultdict(deque)
    comment: list[str] = []
    before: tuple[int, str] = (0, "")
    reader, statement = RoleReader(), ""
    for line, kind, value in _ENVIRONMENT.lex(source):
        if kind == "data":
            reader.data(value)
        elif kind == "block_begin":
            statement = "?"
        elif kind == "name" and statement == "?":
            statement = value
            if value == "endblock":
                reader.end_block()
        elif kind == "name" and statement == "block":
            reader.block(value)
            statement = ""
        elif kind == "string":
            reader.words(value[1:-1])
        if kind == "comment" and value.strip().startswith(tuple(comment_tags)):
            text = re.sub(r",\s*\n\s*", ", ", value.strip())
            comment = [part.strip() for part in text.splitlines()]
        elif kind == "operator" and value == "(" and before[1] in keywords:
            found[before].append([*comment, f"{ROLE_TAG} {reader.role()}"])
            comment = []
        if kind == "name":
            before = (line, value)
        elif kind != "whitespace":
            before = (0, "")
    return found


def _misuse(tree: nodes.Template, shown: str) -> Iterator[Finding]:
    """Calls whose message cannot be translated, or that would fail when the sheet is composed."""
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        where = Where(shown, call.lineno)
        if call.node.name in _UNSUPPORTED:
            message = f"{call.node.name}() is not used in handouts"
            hint = "write one whole sentence that holds for every number"
            yield Finding(codes.PLURAL_MESSAGE, message, where, hint)
        elif call.node.name in KEYWORDS:
            yield from _bad_call(call, call.node.name, shown)


def _bad_call(call: nodes.Call, function: str, shown: str) -> Iterator[Finding]:
    wanted = 2 if function == "pgettext" else 1
    strings = [
        arg.value
        for arg in call.args
        if isinstance(arg, nodes.Const) and isinstance(arg.value, str)
    ]
    if len(call.args) != wanted or len(strings) != wanted or call.dyn_args or call.dyn_kwargs:
        hint = '_("whole sentence", name=value) or pgettext("context", "whole sentence")'
        message = f"the words of {function}() are not plain text in quotes"
        yield Finding(codes.DYNAMIC_MESSAGE, message, Where(shown, call.lineno), f"write {hint}")
        return
    msgid = strings[-1]
    where = Where(shown, call.lineno, msgid)
    if not msgid.strip():
        yield Finding(codes.EMPTY_MESSAGE, "a message without words", where, "write the sentence")
    given = {keyword.key for keyword in call.kwargs}
    named = set(_PLACEHOLDER.findall(msgid))
    for name in sorted(named - given - set(CONTACT_KEYS)):
        hint = f"write {name}=... after the sentence"
        yield Finding(codes.PLACEHOLDER_VALUE, f"%({name})s gets no value", where, hint)
    for name in sorted(given - named):
        hint = f"write %({name})s in the sentence, or delete {name}=..."
        yield Finding(codes.PLACEHOLDER_VALUE, f"the value {name} has no place", where, hint)


def _message(msgid: str, context: str | None, comments: Sequence[str], where: Where) -> Message:
    lines = [line.strip() for comment in comments for line in comment.splitlines()]
    facts: tuple[str, ...] = ()
    reason = ""
    notes: list[str] = []
    roles: list[str] = []
    for line in lines:
        if line.startswith(ROLE_TAG):
            roles += filter(None, [line.removeprefix(ROLE_TAG).strip()])
            continue
        if not line.startswith(COMMENT_TAG):
            notes.append(line)
            continue
        words = line.removeprefix(COMMENT_TAG).strip()
        if none := _NO_FACT.fullmatch(words):
            reason = none[1].strip()
        else:
            facts += tuple(part.strip() for part in words.split(",") if part.strip())
    note = " ".join(filter(None, notes))
    return Message(msgid, context, facts, reason, (note,) if note else (), (where,), tuple(roles))


def _merged(messages: Sequence[Message]) -> Iterator[Message]:
    """One message per key: the same sentence in two places has both places' facts and notes."""
    groups: dict[Key, list[Message]] = {}
    for message in messages:
        groups.setdefault(message.key, []).append(message)
    for group in groups.values():
        first = group[0]
        yield Message(
            first.msgid,
            first.context,
            tuple(dict.fromkeys(fact for message in group for fact in message.facts)),
            next((message.no_fact_reason for message in group if message.no_fact_reason), ""),
            tuple(dict.fromkeys(note for message in group for note in message.notes)),
            tuple(place for message in group for place in message.places),
            tuple(dict.fromkeys(role for message in group for role in message.roles)),
        )
