"""Templates become handout XML, without a translator's words ever passing an XML parser.

While a template is rendered, each `_("...")` leaves `<m n="7"/>` behind and puts the message with
its values aside. So the structure of a sheet is the template's alone: whatever a catalog contains,
it cannot open a tag, close one, or reach a file. Every start tag is given an `at` attribute with
the file and line it was written in, so that faults found in the rendered XML can be told where the
author will mend them.

    <p>{{ _("Call %(who)s.", who=clinic) }}</p>          recovery.xml, line 12
    <p at="recovery.xml:12"><m n="7"/></p>               rendered
    messages[7] = Message("", "Call %(who)s.", {"who": "ReleviiMed"})
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.environment import Environment
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where

#: Jinja's own constructs and comments are passed over; what is left may be a start tag.
_TEMPLATE_TOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->|<([a-z]+)", re.DOTALL)

#: What an expression of a template may come to grief on.
_RENDERING_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the template asked for it: context, English words, values to fill in."""

    context: str
    msgid: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Handout XML and the messages its `<m n="..."/>` point to. `where` is the template."""

    xml: str
    messages: tuple[Message, ...]
    where: Where


@dataclass(slots=True)
class _Collector:
    """Stands for gettext while one sheet is rendered."""

    messages: list[Message] = field(default_factory=list)

    def gettext(self, msgid: str, /, **values: object) -> Markup:
        return self.pgettext("", msgid, **values)

    def pgettext(self, context: str, msgid: str, /, **values: object) -> Markup:
        filled = {name: str(value) for name, value in values.items()}
        self.messages.append(Message(context, msgid, filled))
        return Markup('<m n="{}"/>').format(len(self.messages) - 1)


class _SourceLines(Extension):
    """Marks every start tag with the file and line it stands in."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        line, seen = 1, 0

        def mark(match: re.Match[str]) -> str:
            nonlocal line, seen
            line += source.count("\n", seen, match.start())
            seen = match.start()
            if match[1] is None:
                return match[0]
            return f'{match[0]} at="{name}:{line}"'

        return _TEMPLATE_TOKEN.sub(mark, source)


class Templates:
    """The templates of a project, compiled once and rendered per sheet.

    `shown_as` is what the folder is called in findings (`templates`).
    """

    def __init__(self, folder: Path, shown_as: str = "templates") -> None:
        self.folder = folder
        self.shown_as = shown_as
        self._environment: Environment = SandboxedEnvironment(
            loader=FileSystemLoader(folder, encoding="utf-8"),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=[_SourceLines],
            keep_trailing_newline=True,
            cache_size=32,
        )

    def where(self, at: str) -> Where:
        """The place an `at` attribute names."""
        name, _, line = at.rpartition(":")
        return Where(f"{self.shown_as}/{name}", int(line))

    def render(self, name: str, variables: Mapping[str, object]) -> Rendered:
        """Renders one template, `guide/sheet.xml`. Raises `FindingsError` with its line."""
        collector = _Collector()
        gettext = {
            "_": collector.gettext,
            "gettext": collector.gettext,
            "pgettext": collector.pgettext,
        }
        try:
            template = self._environment.get_template(name)
            xml = template.render({**variables, **gettext})
        except TemplateSyntaxError as error:
            where = Where(f"{self.shown_as}/{error.name or name}", error.lineno)
            raise _fault("template-syntax", error.message or "syntax error", where) from error
        except TemplateNotFound as error:
            where = Where(f"{self.shown_as}/{name}")
            message = f"template {error.name} does not exist"
            raise _fault("template-missing", message, where) from error
        except _RENDERING_FAULTS as error:
            where = Where(f"{self.shown_as}/{name}", _line_of(error, name))
            raise _fault("template-error", str(error), where) from error
        return Rendered(xml, tuple(collector.messages), Where(f"{self.shown_as}/{name}"))


def _line_of(error: BaseException, name: str) -> int:
    """The template line in which rendering failed: Jinja rewrites tracebacks to template lines."""
    line = 0
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.endswith(name):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _fault(code: str, message: str, where: Where) -> FindingsError:
    hint = "see the vocabulary in docs/authoring.md"
    return FindingsError([Finding(Severity.ERROR, code, message, where, hint)])
