"""The PO file format, read without loss and written as GNU gettext writes it.

Babel's own reader drops unknown headers, turns `#|` lines into comments, lets the last of two equal
entries win and stops at the first fault; a catalog that many tools and people edit must keep
all of it. So this module reads every entry with its lines and every fault with its line, and never
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
#: Faults that are reported of one file: whoever corrects these will find the others.
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
#: An escape: bytes of a character, as `msgcat --escape` writes them, or one sign.
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}))+)|\\(.)")
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|([0-7]{1,3}))")
_FIELD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(\[\d+\])?\s*(?=\")")
_QUOTES = "“”„‟«»‹›‘’‚"
_STRAIGHT = 'the words must stand between straight quotes: "'
_UNQUOTED = re.compile(rf"(?:msgctxt|msgid|msgstr)\s+(?!\[)|(?=[{_QUOTES}])")
#: A file name with spaces stands between isolates, as gettext writes it.
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069|\\S+")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_FUZZY = "fuzzy"
_FIELD_NAMES = {"msgctxt": "context", "msgid": "msgid", "msgstr": "msgstr"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog.

    `line` is where its first keyword stands, `msgstr_line` where the translation starts (both from
    1, 0 when made by the program). `comments` are the translator's (`#`, as written after the
    sign), `extracted` come from the template (`#.`). `previous` is the English the translation was
    made for, while the entry is fuzzy. `flags` leaves `fuzzy` out. `work_flags` stand after `#=`,
    the sign that GNU gettext has for flags of the work on a message; `fuzzy` is written there too
    where the file had it there (`fuzzy_by_work`).
    """

    msgid: str
    msgstr: str = ""
    context: str | None = None
    fuzzy: bool = False
    flags: tuple[str, ...] = ()
    work_flags: tuple[str, ...] = ()
    fuzzy_by_work: bool = False
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


@dataclass(frozen=True, slots=True)
class Parsed:
    """Every readable entry in file order (header and obsolete ones included), and every fault.
    `leftovers` are obsolete entries that cannot be read, as they stand: nobody prints them."""

    entries: list[Entry]
    faults: list[Fault]
    leftovers: list[str]


def parse(text: str) -> Parsed:
    """Reads a file. An entry with a fault is left out; reading goes on at the next one."""
    reader = _Reader()
    lines = re.split("\r\n|\r|\n", text)
    for number, line in enumerate(lines, start=1):
        reader.take(number, line.strip())
    reader.end(lines[-1].strip())
    return Parsed(reader.entries, reader.faults, reader.leftovers)


class _Reader:
    """Reads line by line; holds the entry under way."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.faults: list[Fault] = []
        self.leftovers: list[str] = []
        self.number = 0
        self.conflict = False
        self._start()

    def _start(self) -> None:
        self.notes: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.open = ""
        self.obsolete = False
        self.broken = self.conflict
        self.unclosed = False
        self.skipped = self.plural = self.gap = False
        self.own_faults: list[Fault] = []
        self.raw: list[str] = []

    def fault(
        self, line: int, message: str, hint: str = "", kind: Code = codes.CATALOG_SYNTAX
    ) -> None:
        if len(self.faults) + len(self.own_faults) < MAX_FAULTS and not self.conflict:
            self.own_faults.append(Fault(line, kind, message, hint))
        self.broken = True

    def take(self, number: int, line: str) -> None:
        if line:
            self.number = number
        if not line:
            self.open = ""
            self.gap = bool(self.texts) or self.broken
        elif _CONFLICT.match(line):
            self._marker(number, line[:7])
        elif line.startswith("#~|"):
            self._previous(number, line[3:].strip())
        elif line.startswith("#~"):
            self._old(number, line[2:].strip())
        elif line.startswith("#|"):
            self._previous(number, line[2:].strip())
        elif line.startswith("#"):
            self._note(line)
        else:
            self._code(number, line, obsolete=False)
        if line:
            self.raw.append(line)

    def _marker(self, number: int, marker: str) -> None:
        """A conflict is one fault, from its first marker to its last; what stands between them are
        two versions, neither of which is read."""
        self.fault(
            number,
            f"a conflict marker of the version control: {marker}",
            "keep one of the two versions and delete the marker lines",
            codes.CONFLICT_MARKER,
        )
        self.conflict = marker[0] != ">" and (self.conflict or marker[0] == "<")

    def end(self, last: str) -> None:
        """Closes the entry under way, or says that the file ends within it. `last` is what stands
        after the last line break. A comment of a translator may stand at the end by itself: editors
        keep their settings there."""
        notes = self.notes.keys() if last else self.notes.keys() - {""}
        begun = (notes or self.texts) and "msgstr" not in self.texts and not self.plural
        if self.obsolete and not last:
            begun = False  # kept as it stands
        torn = last and (self.unclosed or any(word.startswith(last) for word in _FIELD_NAMES))
        told = self.own_faults
        earlier = any(one.line != self.number or one.message == _STRAIGHT for one in told)
        if (begun or torn) and not earlier and not self.conflict:
            self.faults.append(
                Fault(
                    self.number,
                    codes.CATALOG_CUT,
                    "the file ends here, in the middle of an entry",
                    "keep a copy of it; then restore an older version, or take the end from there",
                )
            )
            self._start()
        else:
            self.finish()

    def finish(self) -> None:
        """Closes the entry under way, if it has begun."""
        if not self.broken and any(not name.startswith("previous") for name in self.texts):
            if "msgid" not in self.texts:
                self.fault(self._first_line, "an entry without msgid", 'write msgid "..."')
            elif "msgstr" not in self.texts:
                self.fault(self._first_line, "an entry without msgstr", 'write msgstr ""')
            else:
                self.entries.append(self._entry())
        if self.own_faults and self.obsolete and all(line.startswith("#") for line in self.raw):
            self.leftovers.append("\n".join(self.raw))
        else:
            self.faults += self.own_faults
        self._start()

    @property
    def _first_line(self) -> int:
        return min(line for name, line in self.lines.items() if not name.startswith("previous"))

    def _entry(self) -> Entry:
        flags, work = self._flags(","), self._flags("=")
        return Entry(
            msgid=self.texts["msgid"],
            msgstr=self.texts["msgstr"],
            context=self.texts.get("context"),
            fuzzy=_FUZZY in map(str.lower, (*flags, *work)),
            flags=tuple(flag for flag in flags if flag.lower() != _FUZZY),
            work_flags=tuple(flag for flag in work if flag.lower() != _FUZZY),
            fuzzy_by_work=_FUZZY in map(str.lower, work),
            comments=tuple(self.notes.get("", ())),
            extracted=tuple(note.removeprefix(" ").rstrip() for note in self.notes.get(".", ())),
            references=tuple(_REFERENCE.findall(" ".join(self.notes.get(":", ())))),
            previous=self.texts.get("previous_msgid"),
            previous_context=self.texts.get("previous_context"),
            obsolete=self.obsolete,
            line=self._first_line,
            msgstr_line=self.lines["msgstr"],
        )

    def _flags(self, sign: str) -> list[str]:
        notes = ",".join(self.notes.get(sign, ()))
        return [flag.strip() for flag in notes.split(",") if flag.strip()]

    def _note(self, line: str) -> None:
        if "msgid" in self.texts or "context" in self.texts:
            self.finish()
        kind = line[1:2] if line[1:2] in (".", ":", ",", "=") else ""
        text = line[1 + len(kind) :]
        if not kind and text[:1].isalnum():
            text = f" {text}"  # as gettext writes it; an unknown sign stays as it stands
        self.notes.setdefault(kind, []).append(text)

    def _previous(self, number: int, line: str) -> None:
        if "msgid" in self.texts or "context" in self.texts:
            self.finish()
        self._field(number, line, "previous_")

    def _old(self, number: int, line: str) -> None:
        """A line of an obsolete entry; some tools put the sign before its comments too."""
        if line.startswith("#") or line[:1] in (",", "=", ".", ":"):
            self._note(line if line.startswith("#") else f"#{line}")
            self.obsolete = True
        else:
            self._code(number, line, obsolete=True)

    def _code(self, number: int, line: str, *, obsolete: bool) -> None:
        opens = re.match(r"(?:msgid|msgctxt)\s*\"", line)
        whole = "msgstr" in self.texts
        ended = whole or self.plural or (self.obsolete and self.gap)
        turns = self.obsolete != obsolete and (self.obsolete or whole)
        string = line.startswith('"')
        if (opens and ended) or turns or (whole and self.gap and not string):
            self.finish()
        if not string:
            self.obsolete = obsolete
        self._field(number, line, "")

    def _field(self, number: int, line: str, prefix: str) -> None:
        if not line:
            return
        match = _FIELD.match(line)
        if match:
            keyword = match[1]
            if prefix and keyword not in ("msgid", "msgctxt"):
                self.open = ""  # what a plural was before says nothing of an entry without one
                self.skipped = True
                return
            if keyword == "msgid_plural" or match[2]:
                self.plural = True
                self.fault(
                    number,
                    "a plural entry",
                    "the handouts use none: delete it and run: python3 build.py update",
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
            self.fault(number, *_unknown_line(line))
            if line.startswith("msgstr"):  # the entry is whole, and the next one another
                self.texts.setdefault("msgstr", "")
            self.open = ""
            return
        if not self.open:
            if not (self.broken or (prefix and self.skipped)):
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
            self.unclosed = line[position] == '"'
            self.fault(
                number,
                "a string whose quotes do not match",
                'end it with " and write \\" for a quote inside',
            )
            return ""
        return _ESCAPE.sub(lambda escape: self._unescape(number, escape), "".join(parts))

    def _unescape(self, number: int, escape: re.Match[str]) -> str:
        if escape[1]:
            values = [
                int(hexa, 16) if hexa else int(octal, 8) for hexa, octal in _BYTE.findall(escape[1])
            ]
            try:
                return bytes(values).decode("utf-8")
            except ValueError:
                self.fault(number, f"{escape[1]} is no character in UTF-8", "type the character")
                return ""
        char = escape[2]
        if char not in _UNESCAPED:
            self.fault(number, f"unknown escape \\{char}", "write \\\\ for a backslash")
            return ""
        return _UNESCAPED[char]


def _unknown_line(line: str) -> tuple[str, str]:
    """What is wrong with a line that opens as none of a PO file, and what to do about it."""
    if match := _UNQUOTED.match(line):
        words = line[match.end() :].strip(f"{_QUOTES} ").replace('"', '\\"')
        return _STRAIGHT, f'write: {match[0]}"{words}"'
    first = line[:40].split(maxsplit=1)[0]
    return f"not a line of a PO file: {first}", "delete or correct this line"


def format_entries(entries: Iterator[Entry] | list[Entry] | tuple[Entry, ...]) -> str:
    """The text of a PO file with these entries, in this order, an empty line between two."""
    return "\n".join("\n".join(_entry_lines(entry)) + "\n" for entry in entries)


def _entry_lines(entry: Entry) -> Iterator[str]:
    for comment in entry.comments:
        yield f"#{comment}"
    for comment in entry.extracted:
        yield f"#. {comment}".rstrip()
    yield from fold_words("#:", entry.references)
    fuzzy = [_FUZZY] if entry.fuzzy else []
    work = (*(fuzzy if entry.fuzzy_by_work else []), *entry.work_flags)
    flags = (*([] if entry.fuzzy_by_work else fuzzy), *entry.flags)
    if flags:
        yield f"#, {', '.join(flags)}"
    if work:
        yield f"#= {', '.join(work)}"
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
