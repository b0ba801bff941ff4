"""Templates become handout XML, without a translator's words ever passing an XML parser.

While a template is rendered, each `_("...")` leaves `<m n="7"/>` behind and puts the message with
its values aside. So the structure of a sheet is the template's alone: whatever a catalog contains,
it cannot open a tag, close one, or reach a file. Tags, blocks and messages are
annotated with the file and line they were written in (see `source_positions`), so that faults found
in the rendered XML are reported where the author corrects them.

    <p>{{ _("Call %(who)s.", who=clinic) }}</p>                       recovery.xml, line 12
    <p at="recovery.xml:12"><m n="7"/><?at recovery.xml:12?></p>      rendered
    messages[7] = SourceMessage("", "Call %(who)s.", {"who": "ReleviiMed"}, recovery.xml:12)
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from handouts.catalogs.extract import encoding_finding, syntax_finding
from handouts.compose import source_positions
from handouts.compose.inheritance import Inheritance, Outline
from handouts.compose.limits import LimitedEnvironment, LimitError
from handouts.files import reading
from handouts.model import codes
from handouts.model.contact import link_of, unbroken
from handouts.model.errors import FindingsError
from handouts.model.findings import Code, Finding, Where
from handouts.model.nearest import did_you_mean

_NO_CONTACT: Mapping[str, str] = MappingProxyType({})

#: What an expression of a template may raise.
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
class SourceMessage:
    """A message as the template asked for it: context, English words, values to fill in, the line
    it is written in, and where values lead (`links`)."""

    context: str
    msgid: str
    values: Mapping[str, str]
    where: Where
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """Handout XML and the messages its `<m n="..."/>` point to. `inheritance` says which template
    each part comes from."""

    xml: str
    messages: tuple[SourceMessage, ...]
    inheritance: Inheritance


@dataclass(slots=True)
class _Collector:
    """Stands for gettext while one sheet is rendered. `_Environment` puts `at` into each call.
    `contact` are values that every message may have: the clinic's contact lines."""

    shown_as: str
    contact: Mapping[str, str] = field(default_factory=dict)
    messages: list[SourceMessage] = field(default_factory=list)

    def gettext(self, at: str, msgid: str, /, **values: object) -> Markup:
        return self.pgettext(at, "", msgid, **values)

    def pgettext(self, at: str, context: str, msgid: str, /, **values: object) -> Markup:
        if not isinstance(msgid, str) or not isinstance(context, str):
            raise TypeError('_("...") takes words in quotes')
        filled = {name: str(value) for name, value in values.items()}
        links = {}
        for name, value in self.contact.items():
            if value and name not in filled and f"%({name})s" in msgid:
                filled[name], links[name] = unbroken(value), link_of(name, value)
        where = source_positions.where(at, self.shown_as, msgid)
        self.messages.append(SourceMessage(context, msgid, filled, where, links))
        return Markup('<m n="{}"/>').format(len(self.messages) - 1)


class _AnnotateTags(Extension):
    """Annotates every tag with the file and line it stands in."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        return source_positions.annotate_tags(source, name or "")


class _Loader(BaseLoader):
    """The templates of a project's folder, read as `files.reading` does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source, its file, and whether it is still the same. Raises `TemplateNotFound`, and
        `OSError` or `UnicodeDecodeError` for what cannot be read."""
        del environment
        if any(part in ("", ".", "..") for part in template.split("/")):
            raise TemplateNotFound(template)
        path = self._folder / template
        try:
            time = self._time(path)
            data = reading.read(path, reading.TEMPLATE, self._folder.parent)
        except FileNotFoundError as error:
            raise TemplateNotFound(template) from error
        text = data.decode("utf-8").replace("\r\n", "\n")
        return text, str(path), lambda: self._time(path) == time

    def _time(self, path: Path) -> int:
        return reading.status(path, self._folder.parent).st_mtime_ns


class _Environment(LimitedEnvironment):
    """Annotates blocks and messages with the place they stand in. Keeps guides apart: a template
    uses those of its own guide and those that all share, so that a guide is made from its own
    files, and a change of another one does not touch it."""

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another one uses. Raises `TemplateNotFound`."""
        if "/" in template and template.partition("/")[0] != parent.partition("/")[0]:
            raise TemplateNotFound(template)
        return super().join_path(template, parent)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        source_positions.annotate_blocks(tree.body)
        source_positions.annotate_messages(tree, name or "")
        imports: list[nodes.Import | nodes.FromImport] = [
            *tree.find_all(nodes.Import),
            *tree.find_all(nodes.FromImport),
        ]
        for imported in imports:
            # Messages are numbered sheet by sheet: nothing may be kept for the next sheet.
            imported.with_context = True
        return tree


class Templates:
    """The templates of a project, compiled once and rendered per sheet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown_as = folder.name
        self._frames: dict[str, Outline] = {}
        self._environment = _Environment(
            loader=_Loader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=[_AnnotateTags],
            keep_trailing_newline=True,
            cache_size=32,
        )

    def render(
        self, name: str, variables: Mapping[str, object], contact: Mapping[str, str] = _NO_CONTACT
    ) -> Rendered:
        """Renders one template, `guide/sheet.xml`. Raises `FindingsError` with its line."""
        collector = _Collector(self.shown_as, contact)
        gettext = {
            "_": collector.gettext,
            "gettext": collector.gettext,
            "pgettext": collector.pgettext,
        }
        try:
            self._environment.begin()
            inheritance = self._inheritance(name)
            template = self._environment.get_template(name)
            parts = template.generate({**variables, **gettext})
            xml = "".join(map(self._environment.write, parts))
        except TemplateSyntaxError as error:
            shown = self._where(error.name or name).path
            raise FindingsError([syntax_finding(error, shown)]) from error
        except TemplateNotFound as error:
            raise self._missing(str(error.name), self._place_of(error, name)) from error
        except LimitError as error:
            where, hint = self._place_of(error, name), "a sheet is two pages: make it smaller"
            raise _fault(codes.TEMPLATE_LIMIT, str(error), where, hint) from error
        except (SyntaxError, MemoryError) as error:  # of the Python that Jinja makes of a template
            where, hint = self._where(name), "split it into smaller templates"
            raise _fault(codes.TEMPLATE_LIMIT, "nested too deeply", where, hint) from error
        except UndefinedError as error:
            where, message = self._place_of(error, name), str(error)
            hint = f"a template may use: {', '.join(variables)}"
            raise _fault(codes.TEMPLATE_ERROR, message, where, hint) from error
        except _RENDERING_FAULTS as error:
            where = self._place_of(error, name)
            raise _fault(codes.TEMPLATE_ERROR, str(error), where) from error
        return Rendered(xml, tuple(collector.messages), inheritance)

    def _inheritance(self, name: str) -> Inheritance:
        """A template and those it extends. Raises `FindingsError` where one does not exist, and
        Jinja's exceptions."""
        chain: list[Outline] = []
        following, line = name, 0
        while following and following not in {outline.name for outline in chain}:
            try:
                outline = self._outline(following, is_shared=bool(chain))
                chain.append(self._with_includes(outline, frozenset({following})))
            except TemplateNotFound as error:
                below = chain[-1].name if chain else name
                raise self._missing(following, self._where(below, line)) from error
            except UnicodeDecodeError as error:
                finding = encoding_finding(error, self._where(following).path)
                raise FindingsError([finding]) from error
            except RecursionError as error:
                finding = syntax_finding(error, self._where(following).path)
                raise FindingsError([finding]) from error
            except OSError as error:
                where, hint = self._where(following), "put a template there that can be read"
                message = f"cannot be read: {error.strerror or error}"
                raise _fault(codes.TEMPLATE_UNREADABLE, message, where, hint) from error
            following, line = chain[-1].parent, chain[-1].parent_line
        return Inheritance(tuple(chain), self.shown_as)

    def _with_includes(self, outline: Outline, within: frozenset[str]) -> Outline:
        """An outline with the messages of the templates that it includes or takes macros from. What
        cannot be read is reported when the template is rendered."""
        for name, macro, at in outline.includes:
            with contextlib.suppress(TemplateNotFound):
                if name not in within:
                    included = self._outline(name, is_shared=True)
                    included = self._with_includes(included, within | {name})
                    outline = outline.including(included, macro, at)
        return outline

    def _outline(self, name: str, *, is_shared: bool) -> Outline:
        """A template's outline. Those of frames and of included templates (`is_shared`) are kept:
        each sheet asks for them again."""
        assert self._environment.loader is not None
        source, _, _ = self._environment.loader.get_source(self._environment, name)
        known = self._frames.get(name)
        if known is None or known.source != source:
            known = Outline.of(name, source, SandboxedEnvironment().parse(source, name))
        if is_shared:
            self._frames[name] = known
        return known

    def _missing(self, name: str, where: Where) -> FindingsError:
        names = [path.name for path in reading.names_in(self.folder, ".xml")]
        hint = f"there is: {', '.join(sorted(names))}" if names else "write it"
        if reading.is_there(self.folder / name):
            message = f"template {name} is another guide's"
        else:
            message = f"template {name} does not exist{did_you_mean(name, names)}"
        return _fault(codes.TEMPLATE_MISSING, message, where, hint)

    def _where(self, name: str, line: int = 0) -> Where:
        return Where(f"{self.shown_as}/{name}", line)

    def _place_of(self, error: BaseException, name: str) -> Where:
        """The template and line in which rendering failed: Jinja rewrites tracebacks to template
        lines."""
        where = self._where(name)
        traceback = error.__traceback__
        while traceback is not None:
            path = Path(traceback.tb_frame.f_code.co_filename)
            if path.is_relative_to(self.folder):
                where = self._where(path.relative_to(self.folder).as_posix(), traceback.tb_lineno)
            traceback = traceback.tb_next
        return where


def _fault(kind: Code, message: str, where: Where, hint: str = "") -> FindingsError:
    hint = hint or "see the vocabulary in docs/authoring.md"
    return FindingsError([Finding(kind, message, where, hint)])
