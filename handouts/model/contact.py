"""The clinic's contact lines: which there are, and where a tap on one leads."""

from __future__ import annotations

import re

#: Lines to dial; to read; the web address.
PHONES = ("phone", "phone_closed", "phone_pharmacy")
WEBSITE = "website"
CONTACT_KEYS = (*PHONES, "hours", "address", WEBSITE)

#: What ends a number: an extension cannot be dialled.
_EXTENSION = re.compile(r"[^\W\d_]|[,;#/]")
#: After these a line may end; and at white space, of which some is narrow.
_BREAKS = re.compile(r"(?<=[-\u2010\u2013./&?=_@])(?=[^\u2060])")
_SPACES = str.maketrans({" ": "\u00a0", "\u2009": "\u202f"})
#: Between two rows of hours: a mark that every script has. Lines may end after it.
BETWEEN_ROWS = " · "


def link_of(key: str, value: str) -> str:
    """Where a contact line leads, as a URI: a number to dial, a page to open; else nothing."""
    if key in PHONES:
        number = re.sub(r"[^\d+]", "", _EXTENSION.split(value)[0])
        return f"tel:{number}" if len(number) >= 3 else ""
    if key == WEBSITE and value.strip():
        address = value.strip()
        return address if re.match("https?://", address) else f"https://{address}"
    return ""


def unbroken(value: str) -> str:
    """A value of which no line ends inside, but after a row of hours."""
    rows = value.translate(_SPACES).split(BETWEEN_ROWS.translate(_SPACES))
    return "\u00a0· ".join(_BREAKS.sub("\u2060", row) for row in rows)
