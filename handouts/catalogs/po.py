"""The PO file format, read without loss and written as GNU gettext writes it.

Babel's own reader drops unknown headers, turns `#|` lines into comments, lets the last of two equal
entries win and stops at the first fault; a catalog that many tools and people edit needs the
contrary. So this module reads every entry with its lines and every fault with its line, and never
raises. What an entry means, and whether it is right, is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.catalogs.wrap import fold, fold_words
from handouts.model import codes
from handouts.model.findings import Code

Key = tuple[str | None, str]

#: Characters of one text, far more than any message has: what is longer is a fault. So the time to
#: read a file grows with its size and no faster.
MAX_TEXT = 10_000
#: Faults that are told of one file: who mends these will find the others.
MAX_FAULTS = 200

_UNESCAPED = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    '"': '"',
    "\\": "\\",
}
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_FIELD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(\[\d+\])?\s*(?=\")")
#: A file name with spaces stands between isolates, as gettext writes it.
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069|\\S+")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_FIELD_NAMES = {"msgctxt": "context", "msgid": "msgid", "msgstr": "msgstr"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog.

    `line` is where its first keyword stands, `msgstr_line` where the translation starts (both from
    1, 0 when made by the program). `comments` are the translator's (`#`, as written after the
    sign), `extracted` come from the template (`#.`). `previous` is the English the translation was
    made for, while the entry is fuzzy. `flags` leaves `fuzzy` out.
    """

    msgid: str
    msgstr: str = ""
    context: str | None = None
    fuzzy: bool = False
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous: str | None = None
    previous_context: str | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    msgstr_line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What tells one message from another."""
        return (self.context, self.msgid)

    @property
    def translated(self) -> bool:
        """Whether the words may be printed: there are some, and nobody doubts them."""
        return bool(self.msgstr.strip()) and not self.fuzzy


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that is not PO: line from 1, kind and message of the finding it becomes."""

    line: int
    kind: Code
    message: str
    hint: str


def parse(text: str) -> tuple[list[Entry], list[Fault]]:
    """Every readable entry in file order (header and obsolete ones included), and every fault.

    An entry with a fault is left out; reading goes on at the next one.
    """
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.take(number, line.strip())
    reader.finish()
    return reader.entries, reader.faults


class _Reader:
    """Reads line by line; holds the entry under way."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.faults: list[Fault] = []
        self._start()

    def _start(self) -> None:
        self.notes: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.open = ""
        self.obsolete = False
        self.broken = False

    def fault(
        self, line: int, message: str, hint: str = "", kind: Code = codes.CATALOG_SYNTAX
    ) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(line, kind, message, hint))
        self.broken = True

    def take(self, number: int, line: str) -> None:
        if not line:
            self.open = ""
        elif _CONFLICT.match(line):
            self.fault(
                number,
                f"a conflict marker of the version control: {line[:7]}",
                "keep one of the two versions and delete the marker lines",
                codes.CONFLICT_MARKER,
            )
        elif line.startswith("#~|"):
            self._previous(number, line[3:].strip())
        elif line.startswith("#~"):
            self._code(number, line[2:].strip(), obsolete=True)
        elif line.startswith("#|"):
            self._previous(number, line[2:].strip())
        elif line.startswith("#"):
            self._note(line)
        else:
            self._code(number, line, obsolete=False)

    def finish(self) -> None:
        """Closes the entry under way, if it has begun."""
        if self.texts and not self.broken:
            if "msgid" not in self.texts:
                self.fault(self._first_line, "an entry without msgid", 'write msgid "..."')
            elif "msgstr" not in self.texts:
                self.fault(self._first_line, "an entry without msgstr", 'write msgstr ""')
            else:
                self.entries.append(self._entry())
        self._start()

    @property
    def _first_line(self) -> int:
        return min(line for name, line in self.lines.items() if not name.startswith("previous"))

    def _entry(self) -> Entry:
        flags = [flag.strip() for note in self.notes.get(",", ()) for flag in note.split(",")]
        return Entry(
            msgid=self.texts["msgid"],
            msgstr=self.texts["msgstr"],
            context=self.texts.get("context"),
            fuzzy=any(flag.lower() == "fuzzy" for flag in flags),
            flags=tuple(flag for flag in flags if flag and flag.lower() != "fuzzy"),
            comments=tuple(self.notes.get("", ())),
            extracted=tuple(note.removeprefix(" ").rstrip() for note in self.notes.get(".", ())),
            references=tuple(_REFERENCE.findall(" ".join(self.notes.get(":", ())))),
            previous=self.texts.get("previous_msgid"),
            previous_context=self.texts.get("previous_context"),
            obsolete=self.obsolete,
            line=self._first_line,
            msgstr_line=self.lines["msgstr"],
        )

    def _note(self, line: str) -> None:
        if "msgid" in self.texts or "context" in self.texts:
            self.finish()
        kind = line[1:2] if line[1:2] in (".", ":", ",") else ""
        text = line[1 + len(kind) :]
        if text and not kind and not text.startswith(" "):
            text = f" {text}"  # as gettext writes it
        self.notes.setdefault(kind, []).append(text)

    def _previous(self, number: int, line: str) -> None:
        if "msgid" in self.texts or "context" in self.texts:
            self.finish()
        self._field(number, line, "previous_")

    def _code(self, number: int, line: str, *, obsolete: bool) -> None:
        if line.startswith(("msgid", "msgctxt")) and "msgstr" in self.texts:
            self.finish()
        if not line.startswith('"'):
            self.obsolete = obsolete
        self._field(number, line, "")

    def _field(self, number: int, line: str, prefix: str) -> None:
        if not line:
            return
        match = _FIELD.match(line)
        if match:
            keyword = match[1]
            if keyword == "msgid_plural" or match[2]:
                self.fault(
                    number,
                    "a plural entry",
                    "the handouts use none: delete it and run: python build.py update",
                )
                return
            name = prefix + _FIELD_NAMES[keyword]
            if name in self.texts:
                self.fault(number, f"a second {keyword} in one entry", "leave only one")
                return
            self.open = name
            self.lines[name] = number
            self.texts[name] = ""
            line = line[match.end() :]
        elif not line.startswith('"'):
            word = line.split()[0]
            self.fault(
                number, f"not a line of a PO file: {word[:40]}", "delete or correct this line"
            )
            self.open = ""
            return
        if not self.open:
            if not self.broken:
                self.fault(
                    number, "a string that belongs to no keyword", "move it below its msgstr"
                )
            return
        if len(self.texts[self.open]) <= MAX_TEXT:
            self.texts[self.open] += self._string(number, line)
        if len(self.texts[self.open]) > MAX_TEXT and not self.broken:
            message = f"a text of more than {MAX_TEXT} characters"
            self.fault(number, message, "shorten it: a sheet is two pages")

    def _string(self, number: int, line: str) -> str:
        position, parts = 0, []
        while match := _STRING.match(line, position):
            parts.append(match[1])
            position = match.end()
        if position < len(line):
            self.fault(
                number,
                "a string whose quotes do not match",
                'end it with " and write \\" for a quote inside',
            )
            return ""
        return re.sub(r"\\(.)", lambda escaped: self._unescape(number, escaped[1]), "".join(parts))

    def _unescape(self, number: int, char: str) -> str:
        if char not in _UNESCAPED:
            self.fault(number, f"unknown escape \\{char}", "write \\\\ for a backslash")
            return ""
        return _UNESCAPED[char]


def format_entries(entries: Iterator[Entry] | list[Entry] | tuple[Entry, ...]) -> str:
    """The text of a PO file with these entries, in this order, an empty line between two."""
    return "\n".join("\n".join(_entry_lines(entry)) + "\n" for entry in entries)


def _entry_lines(entry: Entry) -> Iterator[str]:
    for comment in entry.comments:
        yield f"#{comment}"
    for comment in entry.extracted:
        yield f"#. {comment}".rstrip()
    yield from fold_words("#:", entry.references)
    flags = (*(["fuzzy"] if entry.fuzzy else []), *entry.flags)
    if flags:
        yield f"#, {', '.join(flags)}"
    columns = 10**9 if "no-wrap" in flags else 79
    old = "#~| " if entry.obsolete else "#| "
    if entry.previous_context is not None:
        yield from fold(old, "msgctxt", entry.previous_context, columns)
    if entry.previous is not None:
        yield from fold(old, "msgid", entry.previous, columns)
    now = "#~ " if entry.obsolete else ""
    if entry.context is not None:
        yield from fold(now, "msgctxt", entry.context, columns)
    yield from fold(now, "msgid", entry.msgid, columns)
    yield from fold(now, "msgstr", entry.msgstr, columns)
