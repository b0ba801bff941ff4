"""A guide: the clinic's article as a list of facts, and the sheets that rest on them.

Each guide is one folder of `templates/`: a `guide.toml` and one template per sheet. This module
reads `guide.toml` and nothing else. A sheet's sentences name facts by id (`prep.driver`); whether
they name the right ones is checked where the sentences are, in `catalogs`.

    [facts."prep.driver"]
    section = "How to prepare for your appointment"     the guide's own heading
    says = "Plan to have someone drive you home."       in our own short words
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handouts.files import reading
from handouts.files.toml_file import TomlFile, read_toml
from handouts.files.toml_schema import DAY, Named, Table, Text, Texts, Whole
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.model.typed_lines import can_be_printed, is_seen, name_fault

FILE_NAME = "guide.toml"

#: No longer, so that the name of a file made of two of them is one that every system takes.
_NAME = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_FACT_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_WORD = re.compile(r"[a-z]+([ -][a-z]+)*")
_VERSION = re.compile(r"\d+(\.\d+)*")

#: The domain of the words that all sheets share; so no guide may be called that.
COMMON = "common"


def is_guide_name(name: str) -> bool:
    """Whether a folder of this name may hold a guide."""
    return bool(_NAME.fullmatch(name)) and name != COMMON


def _text(test: re.Pattern[str], form: str, example: str) -> Text:
    return Text(required=True, test=test.fullmatch, form=form, example=example)


_CODE_TEXT = _text(_CODE, "2 to 8 capital letters and digits", "SIJ")
_REQUIRED = Text(required=True, test=is_seen, form="words", reason=name_fault)
_FACTS = Named(
    Table({"section": _REQUIRED, "says": _REQUIRED}),
    test=_FACT_ID.fullmatch,
    form="a topic and a word with a point between them, in small letters, digits and _",
    example="prep.driver",
)
_LEFT_OUT = Named(
    _REQUIRED, test=_FACT_ID.fullmatch, form="the id of a fact", example="prep.driver"
)
_HARD_WORDS = Named(
    _REQUIRED, test=_WORD.fullmatch, form="a word in small letters", example="sacrum"
)
_SCHEMA = Table(
    {
        "title": Text(
            required=True,
            test=can_be_printed,
            form="words that can be printed",
            reason=name_fault,
        ),
        "code": _CODE_TEXT,
        "version": _text(_VERSION, "numbers and points", "1.0"),
        "date": DAY,
        "source": _REQUIRED,
        "languages": Texts(("en", "es")),
        "handouts": Named(
            Table(
                {"code": _CODE_TEXT, "order": Whole(), "pages": Whole(default=2, least=1, most=8)}
            ),
            test=_NAME.fullmatch,
            form="small letters, digits and hyphens",
            example="preparation",
            required=True,
        ),
        "facts": _FACTS,
        "left_out": _LEFT_OUT,
        "medical_words": _HARD_WORDS,
        "formal_words": _HARD_WORDS,
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the guide says. `section` is the guide's heading, `says` our own short words,
    `line` the place in `guide.toml`."""

    id: str
    section: str
    says: str
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One handout of a guide: `name` is its template without `.xml`, `code` its short code, `pages`
    the most that it may have in standard print, `line` the place in `guide.toml`."""

    name: str
    code: str
    order: int
    line: int = 0
    pages: int = 2


@dataclass(frozen=True, slots=True)
class Guide:
    """What `guide.toml` says. `name` is the folder's name, `path` the folder, `file` the path of
    `guide.toml` as shown in findings. `sheets` are in their order; `left_out` gives, per fact that
    no sheet uses, the reason. `date` is ISO 8601. `medical` and `formal` are hard words of this
    guide, with plain words for them. `languages` are the tags of those that the guide is offered
    in, where they are not those of the clinic; `languages_line` is their place, `code_line` that of
    the code."""

    name: str
    title: str
    code: str
    version: str
    date: str
    source: str
    sheets: tuple[Sheet, ...]
    facts: Mapping[str, Fact]
    left_out: Mapping[str, str]
    medical: Mapping[str, str]
    formal: Mapping[str, str]
    path: Path
    file: str
    languages: tuple[str, ...] = ()
    languages_line: int = 0
    code_line: int = 0

    @property
    def facts_in_words(self) -> Mapping[str, str]:
        """Each fact as a translator reads it: what it says, and the guide's section."""
        return {id_: f"{fact.says} [{fact.section}]" for id_, fact in self.facts.items()}

    @property
    def fact_places(self) -> Mapping[str, Where]:
        """Where each fact stands in `guide.toml`."""
        return {id_: Where(self.file, fact.line) for id_, fact in self.facts.items()}

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name. Raises `KeyError`."""
        return {sheet.name: sheet for sheet in self.sheets}[name]


def load_guide(folder: Path, shown_as: str = "", within: Path | None = None) -> Guide:
    """Reads and checks `guide.toml` of one folder, which lies in the folder `within`; `shown_as` is
    its path as findings show it.

    Raises `FindingsError` with every fault found.
    """
    file = folder / FILE_NAME
    toml = read_toml(file, shown_as or str(file), codes.GUIDE_UNREADABLE, within)
    findings = [
        *_name_faults(toml, folder),
        *_schema_faults(toml, _SCHEMA),
        *_sheet_faults(toml, folder),
        *_left_out_faults(toml),
    ]
    if findings:
        raise FindingsError(findings)
    data = toml.data
    sheets = [
        Sheet(name, **table, line=toml.line("handouts", name))
        for name, table in data["handouts"].items()
    ]
    return Guide(
        **{key: data[key] for key in ("title", "code", "version", "date", "source")},
        name=folder.name,
        sheets=tuple(sorted(sheets, key=lambda sheet: sheet.order)),
        facts=_facts(toml),
        left_out=MappingProxyType(data.get("left_out", {})),
        medical=MappingProxyType(data.get("medical_words", {})),
        formal=MappingProxyType(data.get("formal_words", {})),
        path=folder,
        file=toml.shown,
        languages=tuple(data.get("languages", ())),
        languages_line=toml.line("languages"),
        code_line=toml.line("code"),
    )


def load_facts(file: Path, shown_as: str = "") -> tuple[str, Mapping[str, Fact], Mapping[str, str]]:
    """The code, facts and left-out facts of a `guide.toml` that lies anywhere, such as an older
    version; its sheets are not looked at.

    Raises `FindingsError` when it cannot be read or a fact is not well formed.
    """
    toml = read_toml(file, shown_as or str(file), codes.GUIDE_UNREADABLE)
    facts_alone = {key: value for key, value in toml.data.items() if key in ("facts", "left_out")}
    schema = Table({"facts": _FACTS, "left_out": _LEFT_OUT})
    findings = [*_schema_faults(toml, schema, facts_alone), *_left_out_faults(toml)]
    if findings:
        raise FindingsError(findings)
    left_out = MappingProxyType(toml.data.get("left_out", {}))
    return str(toml.data.get("code", "")), _facts(toml), left_out


def _facts(toml: TomlFile) -> Mapping[str, Fact]:
    return MappingProxyType(
        {
            id_: Fact(id_, table["section"], table["says"], toml.line("facts", id_))
            for id_, table in toml.data.get("facts", {}).items()
        }
    )


def _schema_faults(toml: TomlFile, schema: Table, data: Any = None) -> Iterator[Finding]:
    for fault in schema.faults(toml.data if data is None else data):
        left_out = fault.place[0] == "left_out" and len(fault.place) > 1
        kind = codes.LEFT_OUT_REASON if left_out else codes.GUIDE_VALUE
        yield toml.finding(kind, fault.place, fault.message, fault.hint)


def _name_faults(toml: TomlFile, folder: Path) -> Iterator[Finding]:
    if not _NAME.fullmatch(folder.name):
        message = f"folder name {folder.name!r} cannot be used in file names"
        hint = "use at most 80 small letters, digits and hyphens"
        yield toml.finding(codes.GUIDE_VALUE, (), message, hint)
    if folder.name == COMMON:
        message = f"a guide cannot be called {COMMON}"
        hint = "that name stands for the words all sheets share; rename the folder"
        yield toml.finding(codes.GUIDE_VALUE, (), message, hint)


def _sheet_faults(toml: TomlFile, folder: Path) -> Iterator[Finding]:
    """What the schema cannot tell: sheets with the same code or order, sheets without a template,
    templates without a sheet."""
    sheets = _SCHEMA.filled(toml.data)["handouts"]
    for field, unset in (("code", ""), ("order", 0)):
        seen: dict[object, str] = {}
        for name, table in sheets.items():
            other = seen.setdefault(table[field], name)
            if other != name and table[field] != unset:
                message = f"sheets {other} and {name} have the same {field}"
                place = ("handouts", name, field)
                yield toml.finding(codes.GUIDE_VALUE, place, message, "change one")
    for name in sheets:
        if not reading.is_there(folder / f"{name}.xml"):
            message, hint = f"sheet {name} has no template", f"write {name}.xml beside {FILE_NAME}"
            yield toml.finding(codes.TEMPLATE_MISSING, ("handouts", name), message, hint)
    for template in reading.names_in(folder, ".xml"):
        if template.stem not in sheets:
            message = f"{template.name} is not listed as a sheet"
            hint = f"write [handouts.{template.stem}] with code and order"
            yield toml.finding(codes.GUIDE_VALUE, (), message, hint)


def _left_out_faults(toml: TomlFile) -> Iterator[Finding]:
    data = Table({"facts": _FACTS, "left_out": _LEFT_OUT}).filled(toml.data)
    for id_ in data["left_out"]:
        if id_ not in data["facts"]:
            message = f"left out, but not a fact: {id_}"
            yield toml.finding(codes.UNKNOWN_FACT, ("left_out", id_), message, "correct the id")
