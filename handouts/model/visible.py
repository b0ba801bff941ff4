r"""Words from outside, made visible before they are shown.

A name of a folder or a translation may hold anything: a line feed with a command for the CI server
behind it, an escape sequence for the terminal, a sign that turns the rest of the line round. None
of them reaches a reader as it is::

    >>> print(visible("es\n::error::all is well \x1b[2J\u202e"))
    es\n::error::all is well \x1b[2J\u202e
"""

from __future__ import annotations

import re
import unicodedata

#: Control characters, and signs that change the direction of what follows, or that break a line.
_ACTING = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
#: Fillers, blanks that are letters or symbols, and what fonts may ignore.
_BLANK = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff0-\uffff"
)
_UNSEEN = re.compile(f"[{_ACTING}{_BLANK}]")
_ACTING_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
_TAGS = re.compile("[\U000e0000-\U000e0fff]")
#: Commands of a CI server in a line of a log: at its beginning, or anywhere.
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_OLD_COMMAND = re.compile(r"##(?=\[)")
#: Marks on one letter, far more than any writing has; they would run over the lines around.
_MARKS = 8
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    """Any text as one line that does nothing but be read."""
    return _legible(_without_commands(_TAGS.sub(_escape, _UNSEEN.sub(_escape, text))))


def harmless(text: str) -> str:
    """A text of many lines and any direction, without what acts on a terminal or CI server."""
    return _without_commands(_ACTING_IN_TEXT.sub(_escape, text))


def json_safe(text: str) -> str:
    """The text of a JSON document, where all that acts is an escape. It means the same."""
    return re.sub(rf"(?!\n)[{_ACTING}]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _without_commands(text: str) -> str:
    return _OLD_COMMAND.sub(r"#\\x23", _COMMAND.sub(r"\1\\x3a", text))


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _legible(text: str) -> str:
    """Without what no font has, since Unicode gives it no meaning, and without heaps of marks."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        shown = marks <= _MARKS and category not in ("Cn", "Co")
        kept.append(char if shown else f"\\u{ord(char):04x}")
    return "".join(kept)
