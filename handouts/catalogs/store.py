"""Loading and saving catalogs. Whatever is wrong with a file becomes a finding with its line; a
file that cannot be read whole is never written over.
"""

from __future__ import annotations

import codecs
import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handouts.catalogs import po
from handouts.catalogs.po import Entry, Key
from handouts.files import atomic, reading
from handouts.model import codes
from handouts.model.findings import Code, Finding, Severity, Where, has_errors

_BOM = "\ufeff"
#: The encoding that a header names.
_CHARSET = re.compile(rb"^\"Content-Type:[^\n]*charset=([A-Za-z0-9._:-]{1,40})", re.MULTILINE)
#: Python's own, which are no character sets of files; some take time without limit.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "utf_7"})


@dataclass(frozen=True)
class CatalogFile:
    """A catalog as it stands in its file. `shown_as` is the path a finding names. `whole` is false
    when part of the file could not be read: then nothing can be said of what it lacks. `leftovers`
    are obsolete entries that are kept as they stand."""

    shown_as: str
    header: Entry
    entries: tuple[Entry, ...]
    obsolete: tuple[Entry, ...] = ()
    whole: bool = True
    leftovers: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[Key, Entry]:
        """The entries by context and msgid."""
        return {entry.key: entry for entry in self.entries}

    @property
    def unread(self) -> bool:
        """Whether nothing of the file could be read; that is one finding, not one per message."""
        return not self.entries and not self.header.msgstr

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The header fields, in the file's order."""
        return dict(header_fields(self.header.msgstr))

    def translation(self, msgid: str, context: str | None = None) -> str | None:
        """The words to print for a message; nothing when missing, empty or fuzzy."""
        entry = self.by_key.get((context, msgid))
        return entry.msgstr if entry and entry.translated else None

    def where(self, entry: Entry) -> Where:
        """Where to correct an entry."""
        return Where(self.shown_as, entry.msgstr_line or entry.line, entry.msgid)


def header_fields(text: str) -> Iterator[tuple[str, str]]:
    """Name and value of each line of a header."""
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def header_text(fields: Mapping[str, str]) -> str:
    """The msgstr of a header with these fields."""
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def with_headers(header: Entry, changes: Mapping[str, str]) -> Entry:
    """The header with some fields set; all others, known or not, stay as and where they are."""
    fields = dict(header_fields(header.msgstr)) | dict(changes)
    return dataclasses.replace(header, msgstr=header_text(fields))


def load(
    path: Path, shown_as: str = "", within: Path | None = None
) -> tuple[CatalogFile, list[Finding]]:
    """Reads a `.po` or `.pot`, which lies in the folder `within`. Never raises: a file that is
    absent, in another encoding or no PO at all gives an empty catalog and findings."""
    shown = shown_as or str(path)
    empty = CatalogFile(shown, Entry(""), (), whole=False)
    try:
        data = reading.read(path, reading.CATALOG, within)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        hint = "put a catalog there that can be read"
        if missing:
            hint = "start it with: python3 build.py update"
        message = error.strerror or str(error)
        return empty, [Finding(codes.CATALOG_UNREADABLE, message, Where(shown), hint)]
    return read(data, shown)


def read(data: bytes, shown: str) -> tuple[CatalogFile, list[Finding]]:
    """Reads the content of a file. Never raises."""
    text, findings = _decoded(data, shown)
    if text is None:
        return CatalogFile(shown, Entry(""), (), whole=False), findings
    return _read(text, shown, findings)


def _decoded(data: bytes, shown: str) -> tuple[str | None, list[Finding]]:
    """The text of a file: in UTF-8, else in the encoding that its header names."""
    hint = "run: python3 build.py update, which writes it in UTF-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        named = "utf-16"
    elif match := _CHARSET.search(data):
        named = match[1].decode("ascii")
    else:
        named = ""
    if named.lower().replace("-", "_") in _NO_CHARSETS:
        named = ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            text = data.decode(named or "ascii")
        except (LookupError, UnicodeError, ValueError):
            line = data.count(b"\n", 0, error.start) + 1
            message = f"not UTF-8: byte 0x{data[error.start]:02X}"
            hint = "save the file as UTF-8 (in Poedit: Catalog, Properties, Charset)"
            return None, [Finding(codes.CATALOG_ENCODING, message, Where(shown, line), hint)]
        return text, [_warning(codes.CATALOG_ENCODING, f"in {named}, not UTF-8", shown, 1, hint)]
    if text.startswith(_BOM):
        message = "starts with a byte order mark, which gettext's tools refuse"
        return text[1:], [_warning(codes.CATALOG_ENCODING, message, shown, 1, hint)]
    return text, []


def _warning(kind: Code, message: str, shown: str, line: int, hint: str) -> Finding:
    """A fault that keeps nothing from being read, and that `update` corrects."""
    return Finding(kind.at_severity(Severity.WARNING), message, Where(shown, line), hint)


def _read(text: str, shown: str, findings: list[Finding]) -> tuple[CatalogFile, list[Finding]]:
    parsed = po.parse(text)
    entries = parsed.entries
    findings += [
        Finding(fault.kind, fault.message, Where(shown, fault.line), fault.hint)
        for fault in parsed.faults
    ]
    hint = "run: python3 build.py update"
    header = next((entry for entry in entries if entry.key == (None, "")), None)
    if header is None and has_errors(findings):
        pass  # it may be what cannot be read
    elif header is None and entries:
        findings.append(_warning(codes.CATALOG_HEADER, "no header entry", shown, 1, hint))
    elif header is None:
        hint = "restore the file from an older version"
        findings.append(Finding(codes.CATALOG_HEADER, "no entries", Where(shown, 1), hint))
    elif header is not entries[0]:
        message = "the header is not the first entry"
        findings.append(_warning(codes.CATALOG_HEADER, message, shown, header.line, hint))
    seen: dict[tuple[bool, Key], Entry] = {}
    leftovers = list(parsed.leftovers)
    for entry in entries:
        first = seen.setdefault((entry.obsolete, entry.key), entry)
        if first is not entry and entry.obsolete:
            if entry != first:
                leftovers.append(po.format_entries([entry]).rstrip("\n"))
        elif first is not entry:
            findings.append(_again(entry, first, shown))
    messages = [entry for (_, (_, msgid)), entry in seen.items() if msgid]
    catalog = CatalogFile(
        shown,
        header or Entry(""),
        tuple(entry for entry in messages if not entry.obsolete),
        tuple(entry for entry in messages if entry.obsolete),
        whole=not has_errors(findings),
        leftovers=tuple(dict.fromkeys(leftovers)),
    )
    return catalog, findings


def _again(entry: Entry, first: Entry, shown: str) -> Finding:
    """That a message stands twice: equal ones are merged, different ones are for a translator."""
    message = f"the same message again, first in line {first.line}"
    kind, hint = codes.DUPLICATE_MESSAGE, "keep one of the two entries"
    if (entry.msgstr, entry.fuzzy) == (first.msgstr, first.fuzzy):
        kind, hint = kind.at_severity(Severity.WARNING), "run: python3 build.py update"
    return Finding(kind, message, Where(shown, entry.line, entry.msgid), hint)


def dump(catalog: CatalogFile) -> str:
    """The text of the catalog's file."""
    text = po.format_entries([catalog.header, *catalog.entries, *catalog.obsolete])
    return "\n".join([text, *(f"{leftover}\n" for leftover in catalog.leftovers)])


def write(catalog: CatalogFile, path: Path, within: Path | None = None) -> bool:
    """Saves a catalog as a whole in the folder `within`; says whether the file changed. Raises
    `SetupError`."""
    return save(path, dump(catalog), within)


def save(path: Path, text: str, within: Path | None = None) -> bool:
    """Replaces a text file at once, in UTF-8; says whether it changed. Equal text touches nothing,
    not even the file's time. Raises `SetupError`, also when the path leads out of `within`."""
    data = text.encode("utf-8")
    try:
        if reading.is_there(path) and reading.read(path, within=within) == data:
            return False
    except OSError as error:
        raise atomic.cannot_write(path, error) from error
    atomic.write(path, data, within)
    return True
