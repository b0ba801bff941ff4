"""Messages of macros that no sheet uses: translators would work on words that nobody reads.

What a sheet does with the macros that it uses, `Inheritance.unprinted` looks after. Whether a macro
is used at all, only the sheets of a project together can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from jinja2 import Environment, TemplateError

from handouts.compose.compose import Composer
from handouts.compose.inheritance import Call, Outline
from handouts.files import reading
from handouts.files.file import File
from handouts.model import codes
from handouts.model.findings import Finding, Where

_ENVIRONMENT = Environment(autoescape=True)


def unused(composer: Composer) -> Iterator[Finding]:
    """The messages of macros that reach no sheet of a project; none, while a sheet cannot be
    read."""
    project = composer.project
    calls = list(_in_macros(file for _, file in project.template_files()))
    if not calls or project.broken:
        return
    said: set[Where] = set()
    for guide in project.guides:
        for about in guide.sheets:
            sheet = composer.parse(guide, about.name).sheet
            if sheet is None:
                return
            said.update(message.where for message in sheet.messages)
    yield from _unsaid(calls, said)


def _unsaid(calls: Iterable[tuple[Where, Call]], said: Collection[Where]) -> Iterator[Finding]:
    for where, call in calls:
        if where not in said and not call.at.conditional:
            message = f"no sheet uses macro {call.at.macro} with this message: {call.msgid}"
            hint = "use the macro in a sheet, or delete it"
            yield Finding(codes.UNPRINTED_MESSAGE, message, where, hint)


def _in_macros(files: Iterable[File]) -> Iterator[tuple[Where, Call]]:
    """The messages in macros, each with its place. What cannot be read has findings elsewhere."""
    for file in files:
        try:
            source = reading.read(file.path, reading.TEMPLATE, file.root).decode("utf-8")
            if "{%" not in source or "macro" not in source:
                continue
            tree = _ENVIRONMENT.parse(source.replace("\r\n", "\n"))
        except (OSError, UnicodeDecodeError, TemplateError, RecursionError, ValueError):
            continue
        for call in Outline.of(file.shown, source, tree).calls:
            if call.at.macro:
                yield Where(file.shown, call.line, call.msgid), call
