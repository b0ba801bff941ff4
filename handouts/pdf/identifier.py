"""The identifier of a PDF file (ISO 32000-1, 14.4): made from its content, so that a file proves
whether it is as this program has written it."""

from __future__ import annotations

import hashlib
import re

from handouts.pdf.objects import byte_string

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_END = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")


def identifier(digest: bytes) -> str:
    """The identifier of a file, as it stands there. `digest` is the SHA-256 of all that stands
    between header and cross-reference stream."""
    each = byte_string(digest[:16])
    return f"[{each} {each}]"


def is_unchanged(data: bytes) -> bool:
    """Whether this program has written the file and nobody has changed it since: neither its
    content, nor by an update added at its end."""
    end = _END.search(data, max(0, len(data) - 40))
    if end is None or not data.startswith(HEADER):
        return False
    table = int(end[1])
    if not len(HEADER) < table < end.start():
        return False
    digest = hashlib.sha256(data[len(HEADER) : table]).digest()
    return f"/ID {identifier(digest)}".encode("latin-1") in data[table : end.start()]
