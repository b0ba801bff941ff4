"""A guide: the clinic's article as a list of facts, and the sheets that rest on them.

Each guide is one folder of `templates/`: a `guide.toml` and one template per sheet. This module
reads `guide.toml` and nothing else. A sheet's sentences name facts by id (`prep.driver`); whether
they name the right ones is checked where the sentences are, in `catalogs`.

    [facts."prep.driver"]
    section = "How to prepare for your appointment"     the guide's own heading
    says = "Plan to have someone drive you home."       in our own short words
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handouts.files.toml_file import read_toml
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Severity, Where

FILE_NAME = "guide.toml"

_TEXTS = ("title", "code", "version", "date", "source")
_TABLES = ("handouts", "facts", "left_out")
_SHAPES = {
    "code": (re.compile(r"[A-Z0-9]{2,8}"), "2 to 8 capital letters and digits, such as SIJ"),
    "version": (re.compile(r"\d+(\.\d+)*"), "numbers and points, such as 1.0"),
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), "year-month-day, such as 2026-11-22"),
}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FACT_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_HEADER = re.compile(r"\s*\[\s*(\w+)\s*\.\s*[\"']?([^\"'\]]+?)[\"']?\s*\]")
_RESERVED = "common"


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
    """One handout of a guide: `name` is its template without `.xml`, `code` its short code."""

    name: str
    code: str
    order: int


@dataclass(frozen=True, slots=True)
class Guide:
    """What `guide.toml` says. `name` is the folder's name, `path` the folder, `file` the path of
    `guide.toml` as shown in findings. `sheets` are in their order; `left_out` gives, per fact that
    no sheet uses, the reason. `date` is ISO 8601."""

    name: str
    title: str
    code: str
    version: str
    date: str
    source: str
    sheets: tuple[Sheet, ...]
    facts: Mapping[str, Fact]
    left_out: Mapping[str, str]
    path: Path
    file: str


def load_guides(templates: Path) -> tuple[Guide, ...]:
    """Every folder of `templates` that holds a `guide.toml`, by name.

    Raises `FindingsError` with the faults of all of them.
    """
    guides: list[Guide] = []
    findings: list[Finding] = []
    for file in sorted(templates.glob(f"*/{FILE_NAME}")):
        try:
            shown = f"{templates.name}/{file.parent.name}/{FILE_NAME}"
            guides.append(load_guide(file.parent, shown))
        except FindingsError as error:
            findings.extend(error.findings)
    if findings:
        raise FindingsError(findings)
    return tuple(guides)


def load_guide(folder: Path, shown_as: str = "") -> Guide:
    """Reads and checks `guide.toml` of one folder; `shown_as` is its path as findings show it.

    Raises `FindingsError` with every fault found.
    """
    file = folder / FILE_NAME
    toml = _read(file, shown_as or str(file))
    findings = list(_faults(toml, folder))
    if findings:
        raise FindingsError(findings)
    return _guide(toml, folder)


def _read(file: Path, shown: str) -> _Toml:
    data, source = read_toml(file, shown, "guide-unreadable")
    return _Toml(data, source, shown)


def load_facts(file: Path, shown_as: str = "") -> tuple[str, Mapping[str, Fact], Mapping[str, str]]:
    """The code, facts and left-out facts of a `guide.toml` that lies anywhere, such as an older
    version; its sheets are not looked at.

    Raises `FindingsError` when it cannot be read or a fact is not well formed.
    """
    toml = _read(file, shown_as or str(file))
    findings = list(_table_faults(toml)) or list(_fact_faults(toml))
    if findings:
        raise FindingsError(findings)
    left_out = MappingProxyType(dict(toml.data.get("left_out", {})))
    return str(toml.data.get("code", "")), _facts(toml), left_out


def _facts(toml: _Toml) -> Mapping[str, Fact]:
    return MappingProxyType(
        {
            id_: Fact(id_, table["section"], table["says"], toml.line("facts", id_))
            for id_, table in toml.data.get("facts", {}).items()
        }
    )


def _guide(toml: _Toml, folder: Path) -> Guide:
    data = toml.data
    sheets = [
        Sheet(name, table["code"], table["order"]) for name, table in data["handouts"].items()
    ]
    return Guide(
        **{key: data[key] for key in _TEXTS},
        name=folder.name,
        sheets=tuple(sorted(sheets, key=lambda sheet: sheet.order)),
        facts=_facts(toml),
        left_out=MappingProxyType(dict(data.get("left_out", {}))),
        path=folder,
        file=toml.shown,
    )


@dataclass(frozen=True, slots=True)
class _Toml:
    """A parsed file that still knows its lines."""

    data: dict[str, Any]
    source: str
    shown: str

    def line(self, table: str, key: str = "", field: str = "") -> int:
        """Where `[table.key]`, its `field`, or `key` under `[table]` stands; 0 if nowhere."""
        if not field and (table, key) in _headers(self.source):
            return _headers(self.source)[table, key]
        lines = self.source.splitlines()
        quoted = rf"[\"']?{re.escape(key)}[\"']?"
        header = _first(rf"\s*\[\s*{re.escape(table)}\s*\.\s*{quoted}\s*[].]", lines, 0)
        if key and header is not None:
            below = _first(rf"\s*{re.escape(field)}\s*=", lines, header) if field else None
            return (header if below is None else below) + 1
        top = _first(rf"\s*\[\s*{re.escape(table)}\s*\]", lines, 0)
        if key and (entry := _first(rf"\s*{quoted}\s*[.=]", lines, top or 0)) is not None:
            return entry + 1
        plain = _first(rf"\s*{re.escape(table)}\s*=", lines, 0)
        found = plain if top is None else top
        return 0 if found is None else found + 1

    def fault(self, message: str, hint: str, *place: str) -> Finding:
        where = Where(self.shown, self.line(*place) if place else 0)
        return Finding(Severity.ERROR, "guide-value", message, where, hint)


@functools.lru_cache(maxsize=4)
def _headers(source: str) -> dict[tuple[str, str], int]:
    """The lines of all headers written as `[table.key]`, each counted once, from 1."""
    found: dict[tuple[str, str], int] = {}
    for number, line in enumerate(source.splitlines(), 1):
        if match := _HEADER.match(line):
            found.setdefault((match[1], match[2]), number)
    return found


def _first(pattern: str, lines: list[str], start: int) -> int | None:
    matcher = re.compile(pattern)
    return next((n for n in range(start, len(lines)) if matcher.match(lines[n])), None)


def _faults(toml: _Toml, folder: Path) -> Iterator[Finding]:
    yield from _name_faults(toml, folder)
    yield from _text_faults(toml)
    if wrong := list(_table_faults(toml)):
        yield from wrong
        return
    yield from _sheet_faults(toml, folder)
    yield from _fact_faults(toml)


def _table_faults(toml: _Toml) -> Iterator[Finding]:
    for name in _TABLES:
        if not isinstance(toml.data.get(name, {}), dict):
            yield toml.fault(f"{name} is not a table", f"write [{name}] on a line of its own", name)
            return


def _name_faults(toml: _Toml, folder: Path) -> Iterator[Finding]:
    if not _NAME.fullmatch(folder.name):
        yield toml.fault(
            f"folder name {folder.name!r} cannot be used in file names",
            "use small letters, digits and hyphens",
        )
    if folder.name == _RESERVED:
        yield toml.fault(
            f"a guide cannot be called {_RESERVED}",
            "that name stands for the words all sheets share; rename the folder",
        )


def _text_faults(toml: _Toml) -> Iterator[Finding]:
    for key in toml.data:
        if key not in _TEXTS and key not in _TABLES:
            yield toml.fault(f"unknown key {key}", f"known: {', '.join(_TEXTS + _TABLES)}", key)
    for key in _TEXTS:
        value = toml.data.get(key)
        if not isinstance(value, str) or not value.strip():
            yield toml.fault(f"{key} is missing or not text", f'write {key} = "..."', key)
        elif key in _SHAPES and not _SHAPES[key][0].fullmatch(value):
            yield toml.fault(f"{key} {value!r} has the wrong form", _SHAPES[key][1], key)
        elif key == "date" and not _is_date(value):
            yield toml.fault(f"there is no day {value}", _SHAPES[key][1], key)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _sheet_faults(toml: _Toml, folder: Path) -> Iterator[Finding]:
    sheets: dict[str, Any] = toml.data.get("handouts", {})
    if not sheets:
        yield toml.fault("the guide has no sheet", "write [handouts.NAME] with code and order")
    seen: dict[tuple[str, Any], str] = {}
    for name, table in sheets.items():
        place = ("handouts", name)
        if not _NAME.fullmatch(name):
            yield toml.fault(
                f"sheet name {name!r} cannot be used in file names",
                "use small letters, digits and hyphens",
                *place,
            )
            continue
        if not (isinstance(table, dict) and set(table) == {"code", "order"}):
            yield toml.fault(f"sheet {name} needs code and order", "and nothing else", *place)
            continue
        code, order = table["code"], table["order"]
        if not (isinstance(code, str) and _SHAPES["code"][0].fullmatch(code)):
            yield toml.fault(f"code of {name} has the wrong form", _SHAPES["code"][1], *place)
        if not isinstance(order, int) or isinstance(order, bool):
            yield toml.fault(f"order of {name} is not a number", "write order = 1", *place)
        for field, value in (("code", code), ("order", order)):
            other = seen.setdefault((field, repr(value)), name)
            if other != name:
                yield toml.fault(
                    f"sheets {other} and {name} have the same {field}", "change one", *place, field
                )
        if not (folder / f"{name}.xml").is_file():
            yield toml.fault(
                f"sheet {name} has no template", f"write {name}.xml beside {FILE_NAME}", *place
            )
    for template in sorted(folder.glob("*.xml")):
        if template.stem not in sheets:
            yield toml.fault(
                f"{template.name} is not listed as a sheet",
                f"write [handouts.{template.stem}] with code and order",
            )


def _fact_faults(toml: _Toml) -> Iterator[Finding]:
    facts: dict[str, Any] = toml.data.get("facts", {})
    for id_, table in facts.items():
        place = ("facts", id_)
        if isinstance(table, dict) and table and not {"section", "says"} & set(table):
            yield toml.fault(
                f"fact ids of {id_} are not in quotes", f'write [facts."{id_}.name"]', *place
            )
        elif not _FACT_ID.fullmatch(id_):
            yield toml.fault(
                f"fact id {id_!r} has the wrong form",
                "use topic.what, in small letters, digits and _",
                *place,
            )
        elif not (isinstance(table, dict) and set(table) == {"section", "says"}):
            yield toml.fault(f"fact {id_} needs section and says", "and nothing else", *place)
        else:
            for field, value in table.items():
                if not isinstance(value, str) or not value.strip():
                    yield toml.fault(
                        f"{field} of {id_} is not text", f'write {field} = "..."', *place, field
                    )
    for id_, reason in toml.data.get("left_out", {}).items():
        place = ("left_out", id_)
        if id_ not in facts:
            yield toml.fault(f"left out, but not a fact: {id_}", "correct the id", *place)
        if not isinstance(reason, str) or not reason.strip():
            yield toml.fault(f"no reason why {id_} is left out", f'write "{id_}" = "..."', *place)
