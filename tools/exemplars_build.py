"""Writes `handouts/model/exemplars.py` from CLDR: the letters and marks a language is written with.

Babel has CLDR's names and formats but not its exemplar characters. Debian's package
`unicode-cldr-core` has them. Run it again for a new version of CLDR::

    .venv/bin/python tools/exemplars_build.py /usr/share/unicode/cldr handouts/model/exemplars.py
"""

from __future__ import annotations

import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

#: Languages that clinics print in, and what CLDR's file for them is called where it differs.
LANGUAGES = """
am ar az be bg bn bo bs ca ckb cs cy da de el en es et eu fa ff-Adlm fi fil fr ga gl gu ha he hi hr
hu hy id ig is it ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms mt my nb ne nl om or pa pl ps pt
ro ru rw si sk sl so sq sr sv sw ta te th ti tr uk ur uz vi xh yi yo zh-Hans zh-Hant zu
"""
_FILES = {"zh-Hans": "zh", "nb": "no"}
_HEADER = '''"""CLDR {version}: the letters, marks and punctuation that languages are written with.

Written by `tools/exemplars_build.py` from CLDR's exemplar characters; never edited by hand.
Small letters only, sorted; `first-last` stands for a range.
"""

# ruff: noqa: E501

EXEMPLARS: dict[str, str] = {{
'''
_ELEMENT = re.compile(
    r"\\u(?P<four>[0-9A-Fa-f]{4})|\\U(?P<eight>[0-9A-Fa-f]{8})|\\(?P<plain>.)|\{(?P<many>[^}]*)\}"
    r"|(?P<dash>-)|(?P<one>\S)"
)


def characters(pattern: str) -> set[str]:
    """The characters of a UnicodeSet as CLDR writes them, clusters taken apart."""
    found: set[str] = set()
    last = ""
    in_range = False
    for match in _ELEMENT.finditer(pattern.strip()[1:-1]):
        if match["dash"]:
            in_range = True
            continue
        if match["many"] is not None:
            found |= characters(f"[{match['many']}]")
            continue
        code = match["four"] or match["eight"]
        character = chr(int(code, 16)) if code else match["plain"] or match["one"]
        first = ord(last) if in_range else ord(character)
        found.update(map(chr, range(first, ord(character) + 1)))
        last, in_range = character, False
    return found


def runs(found: set[str]) -> Iterator[str]:
    """The characters in order, three and more neighbours as a range."""
    codes = sorted(map(ord, found))
    start = 0
    for index in range(1, len(codes) + 1):
        if index == len(codes) or codes[index] != codes[index - 1] + 1:
            first, last = codes[start], codes[index - 1]
            if last - first < 2:
                yield from (_written(chr(code)) for code in range(first, last + 1))
            else:
                yield f"{_written(chr(first))}-{_written(chr(last))}"
            start = index


def _written(character: str) -> str:
    if unicodedata.category(character)[0] in "MCZ" or character in "\"\\'":
        return (
            f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
        )
    return character


def exemplars(file: Path) -> set[str]:
    """Main and punctuation exemplars; the hyphen is left out, since it writes ranges."""
    tree = etree.parse(str(file))
    found: set[str] = set()
    for element in tree.iterfind("characters/exemplarCharacters"):
        if element.get("type") in (None, "punctuation") and element.text and element.text[0] == "[":
            found |= characters(element.text)
    return found - {"-", " "}


def table(cldr: Path) -> str:
    """The module's text."""
    dtd = (cldr / "common/dtd/ldml.dtd").read_text("utf-8")
    version = re.search(r'cldrVersion CDATA #FIXED "([\d.]+)"', dtd)
    parts = [_HEADER.format(version=version[1] if version else "")]
    for tag in LANGUAGES.split():
        file = cldr / "common/main" / f"{_FILES.get(tag, tag.replace('-', '_'))}.xml"
        words = textwrap.wrap(" ".join(runs(exemplars(file))), 130, break_on_hyphens=False)
        lines = "\n".join(f'        "{words_of_line} "' for words_of_line in words)
        parts.append(f'    "{tag}": (\n{lines}\n    ),\n')
    return "".join(parts) + "}\n"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(table(Path(sys.argv[1])), "utf-8")
