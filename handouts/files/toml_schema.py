"""What a TOML file may hold, as a table of its keys, and what is wrong with one that holds else.

`Text`, `Whole` and `Texts` are values. A `Table` has known keys, `Named` holds tables or values
under names that the author chooses, `Tables` is an array of tables. All faults of a file are found
at once, each with what to write instead::

    >>> schema = Table({"paper": Text(choices=("letter", "a4"), default="letter")})
    >>> [(fault.message, fault.hint) for fault in schema.faults({"paper": "a5"})]
    [("paper 'a5' is unknown", 'did you mean a4? known: letter, a4')]
    >>> schema.filled({"paper": "a5"})
    {'paper': 'letter'}
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

# Classes without comparison: they are made anew at each start of the program.

#: Keys and, in an array of tables, places (from 0): how a value of a file is reached.
Place = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
#: What XML cannot hold, and so no template.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(eq=False, repr=False)
class Fault:
    """What is wrong with the value at a place, and what to write instead."""

    place: Place
    message: str
    hint: str


class Schema(Protocol):
    """What may stand at one place of a file. TOML has no null, so `None` means that nothing stands
    there."""

    def faults(self, value: Any, place: Place = ()) -> Iterator[Fault]:
        """What is wrong with a value, or that it is missing."""

    def filled(self, value: Any) -> Any:
        """The value, or the default in place of one that is missing or faulty."""


@dataclass(eq=False, repr=False)
class Text:
    """Text; not empty where it is required. Either it is one of `choices`, or `test` holds for it
    and `form` says what it must be then, and it has at most `longest` letters, where that is not 0.
    `reason` says more closely what is wrong, and how to correct it, where it knows.
    `example` is shown to who has written something else."""

    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    test: Callable[[str], object] | None = None
    form: str = ""
    example: str = "..."
    longest: int = 0
    reason: Callable[[str], str] | None = None

    def faults(self, value: Any, place: Place = ()) -> Iterator[Fault]:
        """That it is no text, or not such a text."""
        message, hint = "", f"write {_key(place[-1])} = {json.dumps(self.example)}"
        if value is None:
            message = "is missing" if self.required else ""
        elif not isinstance(value, str):
            message = "must be text"
        elif self.required and not value.strip():
            message = "is empty"
        elif _CONTROL.search(value):
            message = "holds a control character"
        elif self.choices and value not in self.choices:
            message, hint = f"{value!r} is unknown", known(value, self.choices)
        elif self.longest and len(value) > self.longest:
            message = f"has {len(value)} letters; it may have {self.longest}"
            hint = "shorten it"
        elif self.reason and (reason := self.reason(value)):
            message, _, hint = reason.rpartition(": ")
        elif self.test and not self.test(value):
            message = f"{value!r} must be {self.form}"
        if message:
            yield Fault(place, f"{_label(place)} {message}", hint)

    def filled(self, value: Any) -> str:
        """The text, or the default."""
        return self.default if value is None or any(self.faults(value, ("",))) else value


def _is_day(text: str) -> bool:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text
    return False


DAY = Text(required=True, test=_is_day, form="a day of the calendar", example="2026-11-22")


@dataclass(eq=False, repr=False)
class Whole:
    """A whole number, from `least` to `most` where both are given. Without a `default` it must be
    there."""

    default: int | None = None
    least: int | None = None
    most: int | None = None

    def faults(self, value: Any, place: Place = ()) -> Iterator[Fault]:
        """That it is something else."""
        if value is None and self.default is not None:
            return
        if not isinstance(value, int) or isinstance(value, bool):
            message = "is missing" if value is None else "must be a whole number"
            yield Fault(place, f"{_label(place)} {message}", f"write {_key(place[-1])} = 1")
            return
        least, most = self.least, self.most
        if least is not None and most is not None and not least <= value <= most:
            message = f"must be a number from {least} to {most}"
            hint = f"write {_key(place[-1])} = {self.default or least}"
            yield Fault(place, f"{_label(place)} {message}", hint)

    def filled(self, value: Any) -> int:
        """The number, or the default, or 0."""
        if value is None or any(self.faults(value, ("",))):
            return self.default or 0
        return int(value)


@dataclass(eq=False, repr=False)
class Texts:
    """A list of texts, each one of `choices` where there are any; without it, an empty one.
    `example` is shown to who has written something else."""

    example: tuple[str, ...] = ("...",)
    choices: tuple[str, ...] = ()

    def faults(self, value: Any, place: Place = ()) -> Iterator[Fault]:
        """That it is something else."""
        listed = isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
        if value is not None and not listed:
            hint = f"write {_key(place[-1])} = {json.dumps(self.example)}"
            yield Fault(place, f"{_label(place)} must be a list of texts", hint)
        elif value and self.choices:
            for each in value:
                if each not in self.choices:
                    message = f"{_label(place)} {each!r} is unknown"
                    yield Fault(place, message, known(each, self.choices))

    def filled(self, value: Any) -> tuple[str, ...]:
        """The texts, or none."""
        return () if value is None or any(self.faults(value, ("",))) else tuple(value)


@dataclass(eq=False, repr=False)
class Table:
    """A table with known keys."""

    keys: Mapping[str, Schema]

    def faults(self, value: Any, place: Place = ()) -> Iterator[Fault]:
        """Keys that are unknown, missing or faulty."""
        if value is None and place:
            missing = [key for key, schema in self.keys.items() if any(schema.faults(None, (key,)))]
            if missing:
                message = f"{_header(place)} is missing"
                yield Fault(place, message, f"write {_header(place)} with {', '.join(missing)}")
        elif not isinstance(value, dict):
            yield _no_table(place)
        else:
            for key in value:
                if key not in self.keys:
                    label = _label((*place, key))
                    yield Fault((*place, key), f"unknown key {label}", known(key, self.keys))
            for key, schema in self.keys.items():
                yield from schema.faults(value.get(key), (*place, key))

    def filled(self, value: Any) -> dict[str, Any]:
        """All keys, with defaults in place of values that are missing or faulty."""
        found = value if isinstance(value, dict) else {}
        return {key: schema.filled(found.get(key)) for key, schema in self.keys.items()}


@dataclass(eq=False, repr=False)
class Named:
    """Tables or values of one kind, under names for which `test` holds; `form` says what they
    must be then, `example` is such a name."""

    each: Schema
    test: Callable[[str], object]
    form: str
    example: str
    required: bool = False

    def faults(self, value: Any, place: Place = ()) -> Iterator[Fault]:
        """Names and what stands under them, where faulty."""
        if not value and (value is None or value == {}):
            if self.required:
                hint = f"write {_header((*place, self.example))}, for example"
                yield Fault(place, f"{_header(place)} is missing", hint)
        elif not isinstance(value, dict):
            yield _no_table(place)
        else:
            for name, inner in value.items():
                if self.test(name):
                    yield from self.each.faults(inner, (*place, name))
                else:
                    yield self._wrong_name(name, inner, (*place, name))

    def _wrong_name(self, name: str, value: Any, place: Place) -> Fault:
        if isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, dict) and self.test(f"{name}.{key}"):
                    header = _header((*place[:-1], f"{name}.{key}"))
                    return Fault(place, f"{name}.{key} must be in quotes", f"write {header}")
        message = f"{_label(place)} must be {self.form}"
        return Fault(place, message, f"such as {_key(self.example)}")

    def filled(self, value: Any) -> dict[str, Any]:
        """What has a right name, filled."""
        found = value if isinstance(value, dict) else {}
        return {name: self.each.filled(inner) for name, inner in found.items() if self.test(name)}


@dataclass(eq=False, repr=False)
class Tables:
    """An array of tables; there may be none."""

    each: Table

    def faults(self, value: Any, place: Place = ()) -> Iterator[Fault]:
        """What is wrong with each of the tables."""
        if isinstance(value, list):
            for index, inner in enumerate(value):
                yield from self.each.faults(inner, (*place, index))
        elif value is not None:
            header = f"[{_header(place)}]"
            yield Fault(place, f"{_label(place)} must be tables", f"write {header}")

    def filled(self, value: Any) -> list[dict[str, Any]]:
        """The tables, filled."""
        return [self.each.filled(inner) for inner in value] if isinstance(value, list) else []


def known(value: str, names: Iterable[str]) -> str:
    """The hint for a name that does not exist: the nearest one, and all there are."""
    import difflib  # noqa: PLC0415 - only needed when something is wrong

    listed = list(names)
    near = difflib.get_close_matches(value, listed, n=1, cutoff=0.5)
    nearest = f"did you mean {near[0]}? " if near else ""
    return f"{nearest}known: {', '.join(listed)}"


def _no_table(place: Place) -> Fault:
    hint = f"write {_header(place)} on a line of its own"
    return Fault(place, f"{_label(place)} must be a table", hint)


def _label(place: Place) -> str:
    """A key as messages name it: `phone under [contact]`."""
    *above, last = place
    return f"{_key(last)} under {_header(tuple(above))}" if above else _key(last)


def _header(place: Place) -> str:
    """The header of a table: `[contact]`, `[[signed]]`, `[signed.messages]`."""
    names = f"[{'.'.join(_key(part) for part in place if isinstance(part, str))}]"
    return f"[{names}]" if place and isinstance(place[-1], int) else names


def _key(part: str | int) -> str:
    """A key as TOML has it, in quotes where it needs them."""
    text = str(part)
    return text if _BARE_KEY.fullmatch(text) else json.dumps(text, ensure_ascii=False)
