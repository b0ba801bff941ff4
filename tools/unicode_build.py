"""Writes `handouts/model/unicode_tables.py` from the Unicode Character Database.

Python's own `unicodedata` changes its Unicode version with the Python version and has neither
script nor bracket properties, so the few properties the text engine needs are kept in one table
module, all from one version. Run it again for a new version of Unicode::

    .venv/bin/python tools/unicode_build.py /usr/share/unicode handouts/model/unicode_tables.py
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

_LIMIT = 0x110000
#: Ranges as long as this are whole blocks of unassigned characters (`@missing` lines).
_UNASSIGNED = 0x100
#: Closing and postfix marks: no line begins with one, in any script.
_CLOSING = frozenset({"CL", "CP", "EX", "IS", "NS", "CJ", "IN", "PO"})
_HEADER = '''"""Unicode {version}: bidi classes, scripts, brackets, line breaking, in tables.

Written by `tools/unicode_build.py` from the Unicode Character Database; never edited by hand.
BIDI_CLASSES and SCRIPTS are chains of (length in hexadecimal, value), from U+0000 upwards.
SCRIPT_EXTENSIONS, DEFAULT_IGNORABLE and the LINE_ tables list code point ranges. SCRIPT_NAMES has
each script's name behind its code; RIGHT_TO_LEFT lists the scripts whose letters read from the
right. `unicode` reads them.
"""

UNICODE_VERSION = "{version}"
'''


def _rows(path: Path) -> Iterator[tuple[int, int, list[str]]]:
    """First, last and the fields of each data line, `@missing` lines first as the UCD means it."""
    text = path.read_text(encoding="utf-8")
    for pattern in (r"(?m)^# @missing: (.*)$", r"(?m)^([0-9A-F][^#\n]*)"):
        for match in re.finditer(pattern, text):
            codes, *fields = (field.strip() for field in match[1].split(";"))
            first, _, last = codes.partition("..")
            yield int(first, 16), int(last or first, 16), fields


def _chain(values: list[str]) -> str:
    parts: list[str] = []
    start = 0
    for index in range(1, _LIMIT + 1):
        if index == _LIMIT or values[index] != values[start]:
            parts.append(f"{index - start:x}{values[start]}")
            start = index
    return "".join(parts)


def _aliases(folder: Path, name: str) -> dict[str, str]:
    """Long property value name → short."""
    text = (folder / "PropertyValueAliases.txt").read_text(encoding="utf-8")
    rows = re.findall(rf"(?m)^{name}\s*;\s*(\w+)\s*;\s*(\w+)", text)
    return {long: short for short, long in rows}


def bidi_classes(folder: Path) -> str:
    """The bidi class of every code point, unassigned ones included."""
    values = ["L"] * _LIMIT
    short = _aliases(folder, "bc")
    for first, last, fields in _rows(folder / "extracted/DerivedBidiClass.txt"):
        values[first : last + 1] = [short.get(fields[0], fields[0])] * (last - first + 1)
    return _chain(values)


def scripts(folder: Path) -> str:
    """The script of every assigned code point; an unassigned one takes its forerunner's."""
    values = [""] * _LIMIT
    short = _aliases(folder, "sc")
    for first, last, fields in _rows(folder / "Scripts.txt"):
        if short[fields[0]] != "Zzzz":
            values[first : last + 1] = [short[fields[0]]] * (last - first + 1)
    for index in range(1, _LIMIT):
        values[index] = values[index] or values[index - 1]
    return _chain(values)


def script_extensions(folder: Path) -> str:
    """`start-end:Script Script;…` for characters that several scripts share."""
    ranges: list[tuple[int, int, str]] = []
    for first, last, fields in sorted(_rows(folder / "ScriptExtensions.txt")):
        if fields[0].startswith("<"):
            continue
        if ranges and ranges[-1][1] == first - 1 and ranges[-1][2] == fields[0]:
            ranges[-1] = (ranges[-1][0], last, fields[0])
        else:
            ranges.append((first, last, fields[0]))
    return ";".join(f"{first:x}-{last:x}:{names}" for first, last, names in ranges)


def default_ignorable(folder: Path) -> str:
    """`start-end` ranges of characters that are invisible when a font lacks them."""
    rows = [
        (first, last)
        for first, last, fields in _rows(folder / "DerivedCoreProperties.txt")
        if fields[0] == "Default_Ignorable_Code_Point"
    ]
    return " ".join(f"{first:x}-{last:x}" for first, last in sorted(rows))


def line_opening(folder: Path) -> str:
    """Opening marks, as `start-end` ranges: Line_Break class OP (UAX #14)."""
    return _ranges(_line_break(folder, frozenset({"OP"})))


def line_closing(folder: Path) -> str:
    """Marks that no line begins with: closing and postfix ones by Line_Break class, and all that
    end a sentence or a part of it, which UAX #14 has among the letters in many scripts."""
    stops = {
        code
        for first, last, fields in _rows(folder / "PropList.txt")
        if fields[0] == "Terminal_Punctuation"
        for code in range(first, last + 1)
    }
    text = (folder / "UnicodeData.txt").read_text(encoding="utf-8")
    rows = (line.split(";") for line in text.splitlines())
    punctuation = {int(row[0], 16) for row in rows if row[2] == "Po"}
    after = punctuation & _line_break(folder, frozenset({"BA"}))
    return _ranges(_line_break(folder, _CLOSING) | stops | after)


def _line_break(folder: Path, classes: frozenset[str]) -> set[int]:
    return {
        code
        for first, last, fields in _rows(folder / "LineBreak.txt")
        if fields[0] in classes and last - first < _UNASSIGNED
        for code in range(first, last + 1)
    }


def _ranges(codes: set[int]) -> str:
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return " ".join(f"{first:x}-{last:x}" for first, last in found)


def brackets(folder: Path) -> str:
    """Opening and closing brackets in turn, in code points."""
    rows = _rows(folder / "BidiBrackets.txt")
    pairs = [(first, int(fields[0], 16)) for first, _, fields in rows if fields[1:] == ["o"]]
    return " ".join(f"{opening:x}-{closing:x}" for opening, closing in pairs)


def script_names(folder: Path) -> str:
    """`Code:Long_Name Code:Long_Name …`, as the Script property spells them."""
    names = _aliases(folder, "sc")
    return " ".join(f"{code}:{name}" for code, name in sorted((v, k) for k, v in names.items()))


def right_to_left(folder: Path) -> str:
    """The scripts that have a character of bidi class R or AL, by code."""
    short = _aliases(folder, "sc")
    strong = {"R", "AL", "Right_To_Left", "Arabic_Letter"}
    reversed_codes = bytearray(_LIMIT)
    for first, last, fields in _rows(folder / "extracted/DerivedBidiClass.txt"):
        value = fields[0] in strong
        reversed_codes[first : last + 1] = bytes([value]) * (last - first + 1)
    found = {
        short[fields[0]]
        for first, last, fields in _rows(folder / "Scripts.txt")
        if any(reversed_codes[first : last + 1])
    }
    return " ".join(sorted(found - {"Zyyy", "Zinh", "Zzzz"}))


def module(folder: Path) -> str:
    """The source of the table module."""
    readme = (folder / "Scripts.txt").read_text(encoding="utf-8")
    version = re.search(r"Scripts-([\d.]+)\.txt", readme)
    if version is None:
        raise SystemExit(f"{folder}: Scripts.txt bears no version")
    source = _HEADER.format(version=version[1])
    tables = {
        "BIDI_CLASSES": bidi_classes(folder),
        "SCRIPTS": scripts(folder),
        "SCRIPT_EXTENSIONS": script_extensions(folder),
        "DEFAULT_IGNORABLE": default_ignorable(folder),
        "BRACKETS": brackets(folder),
        "LINE_OPENING": line_opening(folder),
        "LINE_CLOSING": line_closing(folder),
        "SCRIPT_NAMES": script_names(folder),
        "RIGHT_TO_LEFT": right_to_left(folder),
    }
    for name, value in tables.items():
        lines = textwrap.wrap(value, 94, drop_whitespace=False)
        body = "\n".join(f'    "{line}"' for line in lines)
        source += f"\n{name} = (\n{body}\n)\n" if len(lines) > 1 else f'\n{name} = "{value}"\n'
    return source


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(module(Path(sys.argv[1])), encoding="utf-8")
