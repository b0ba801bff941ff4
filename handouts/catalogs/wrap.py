"""Where a string in a PO file breaks into lines: exactly where GNU gettext would break it.

Poedit, Weblate, `msgcat` and `msgmerge` all wrap alike: 79 columns, breaks by UAX #14, wide
characters two columns, Thai and its kin unbroken. Doing the same means that a file which has gone
through any of them shows no changed line but the ones a translator changed::

    fold("", "msgid", "Rest at home.")  ->  ['msgid "Rest at home."']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from icu4py.breakers import LineBreaker

#: gettext's page width, quotes included.
COLUMNS = 79

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)
#: Line break class SA (complex context): gettext knows no dictionaries and never breaks there.
_SOUTH_EAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1a20-\u1aad]")
_AFTER_STOP = re.compile(r"(?<=[.,:;،])(?=[^\W\d]|[<>&=#@*~^])")
_QUOTES = "\"'«»‘’‛“”‟‹›"


def escape(text: str) -> str:
    """The text as it stands between the quotes of a PO string."""
    return text.translate(_ESCAPES)


def fold(prefix: str, keyword: str, text: str, columns: int = COLUMNS) -> list[str]:
    """The lines of one PO field. `prefix` opens each line (`#~ ` for obsolete entries)."""
    portions = re.findall(r"[^\n]*\n|[^\n]+", text) or [""]
    room = columns - len(prefix) - 2
    if len(portions) == 1:
        line = f'{prefix}{keyword} "{escape(text)}"'
        if _columns(line) <= columns or len(list(_pieces(escape(text)))) == 1:
            return [line]
    lines = [f'{prefix}{keyword} ""']
    for portion in portions:
        lines += [f'{prefix}"{part}"' for part in _filled(escape(portion), room)]
    return lines


def fold_words(prefix: str, words: tuple[str, ...], columns: int = COLUMNS) -> list[str]:
    """Words on as few lines as fit, each line opened by `prefix`: for `#:` references."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(f"{prefix} {word}")
    return lines


def _filled(text: str, room: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text):
        width = _columns(piece)
        if line and used + width > room:
            yield line
            line, used = "", 0
        line += piece
        used += width
    yield line


def _pieces(text: str) -> Iterator[str]:
    """What must stay on one line: the stretches between two break opportunities."""
    held = ""
    for piece in _opportunities(text):
        if held and not _kept_together(held[-1], piece[0]):
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _opportunities(text: str) -> Iterator[str]:
    """ICU's pieces, parted where gettext also breaks: after a stop that a letter or `<` follows,
    as in `home.</b>` (its table lacks rule LB29)."""
    for piece in LineBreaker(text, "en"):
        yield from _AFTER_STOP.split(piece)


def _kept_together(before: str, after: str) -> bool:
    """Where gettext does not break though ICU does: in South East Asian words, beside quotation
    marks (ICU's newer rule lets them part from Han), between a closing mark and a percent sign, in
    placeholders and escapes."""
    return bool(
        (_SOUTH_EAST_ASIAN.match(before) and _SOUTH_EAST_ASIAN.match(after))
        or before in _QUOTES
        or (after in _QUOTES and before != " ")
        or before in "%\\"
        or (after == "%" and (before in "。、，．" or unicodedata.category(before) == "Pe"))
    )


def _columns(text: str) -> int:
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )
