"""Reading the project's TOML files: what they hold, and the line of every key.

`tomllib` keeps no lines. But it can be asked again, statement by statement: a statement is as many
lines as it takes until they can be parsed alone, so quotes, dotted keys, arrays and multi-line
strings are read by the one parser that knows them::

    >>> file = TomlFile("guide.toml", '[facts]\\n"a.b" = "x"\\n[[signed]]\\n[[signed]]\\n')
    >>> file.line("facts", "a.b"), file.line("signed", 1)
    (2, 4)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from handouts.files import reading
from handouts.files.reading import Kind
from handouts.files.toml_schema import Place, Schema
from handouts.model.errors import FindingsError
from handouts.model.findings import Code, Finding, Where

#: Levels of tables and values: far above any honest file, and what a walk over them can take.
MAX_DEPTH = 16
#: Bytes that are parsed again, at most, to find the lines of keys.
_EFFORT = 4_000_000

#: A dotted key of too many parts. The parser's time grows with their square.
_LONG_KEY = re.compile(
    rf"""(?<![\w.-])(?>(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}""",
    re.ASCII,
)


class TomlFile:
    """A file that was parsed. `shown` is its path as findings name it."""

    def __init__(self, shown: str, source: str) -> None:
        """Raises `tomllib.TOMLDecodeError`, `ValueError` for a number of thousands of digits, or
        `RecursionError` for values nested too deep."""
        self.shown = shown
        if key := _LONG_KEY.search(source):
            line = source.count("\n", 0, key.start()) + 1
            raise tomllib.TOMLDecodeError(f"a key of too many parts (at line {line}, column 1)")
        self.data: dict[str, Any] = tomllib.loads(source)
        if _depth_exceeds(self.data, MAX_DEPTH):
            raise RecursionError
        self._source = source

    def line(self, *path: str | int) -> int:
        """The line, from 1, where a key or table stands; that of the table around it, where it does
        not stand at all; 0 for the whole file."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 0)

    def finding(self, kind: Code, place: Place, message: str, hint: str) -> Finding:
        """A finding at the line of a key."""
        return Finding(kind, message, Where(self.shown, self.line(*place)), hint)

    def findings(self, schema: Schema, kind: Code) -> list[Finding]:
        """What is wrong with the file, at the line of each key."""
        return [
            self.finding(kind, fault.place, fault.message, fault.hint)
            for fault in schema.faults(self.data)
        ]

    @cached_property
    def _lines(self) -> dict[Place, int]:
        found: dict[Place, int] = {}
        counts: dict[Place, int] = {}
        table: Place = ()
        for number, statement, data in self.statements():
            if statement.lstrip().startswith("["):
                table = _table(data, counts)
                keys: list[Place] = [table[:end] for end in range(1, len(table) + 1)]
            else:
                keys = [table + inner for inner in _paths(data)]
            for key in keys:
                found.setdefault(key, number)
        return found

    def statements(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """The first line, the text and the parsed data of each header and each value."""
        start, statement, effort = 0, "", 0
        for number, line in enumerate(self._source.split("\n"), 1):
            if not statement:
                if not line.strip() or line.lstrip().startswith("#"):
                    continue
                start = number
            statement += f"{line}\n"
            effort += len(statement)
            if effort > _EFFORT:
                return  # keys below have the line of the table around them
            try:
                data = tomllib.loads(statement)
            except ValueError:
                continue  # it goes on below
            yield start, statement, data
            statement = ""


def _table(data: dict[str, Any], counts: dict[Place, int]) -> Place:
    """The path that the header of a table opens, `data` being the header alone, parsed. `counts`
    are the tables in each array so far."""
    path: Place = ()
    inner: Any = data
    while inner:
        ((key, inner),) = inner.items()
        path += (key,)
        if isinstance(inner, list):
            counts[path] = counts.get(path, 0) + 1
            inner = inner[0]
        if path in counts:
            path += (counts[path] - 1,)
    return path


def _paths(data: dict[str, Any]) -> Iterator[Place]:
    """The path of every key, outer ones first."""
    for key, value in data.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *inner) for inner in _paths(value))


def _depth_exceeds(data: Any, limit: int) -> bool:
    """Whether tables and arrays are nested deeper than `limit`."""
    level = [data]
    for _ in range(limit + 1):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def read_toml(
    path: Path,
    shown: str,
    kind: Code,
    within: Path | None = None,
    size: Kind = reading.SETTINGS,
) -> TomlFile:
    """Reads a file, which lies in the folder `within`. Raises `FindingsError` with a finding of
    this kind when it cannot be read."""
    line, hint = 0, 'each line as TOML has it: key = "text"'
    data = b""
    try:
        data = reading.read(path, size, within)
        return TomlFile(shown, data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        hint = "there must be a file that may be read"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message, hint = "the file is not in UTF-8", "save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line = int(match[1]) if (match := re.search(r"line (\d+)", message)) else 0
    except ValueError:  # Python reads no number of more digits
        message, hint = "a number of thousands of digits", "write a shorter one"
    except RecursionError:
        message, hint = "values are nested too deep", f"nest at most {MAX_DEPTH} levels"
    raise FindingsError([Finding(kind, message, Where(shown, line), hint)])
