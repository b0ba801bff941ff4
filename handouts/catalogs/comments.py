"""Translators' comments, one line each, however a tool has wrapped them.

Babel and polib wrap comments at 76 to 78 columns, gettext and Poedit do not. A line that could not
have taken the next word goes on below::

    >>> joined((" Reviewer: " + "word " * 13 + "end", " of it.", " Next."))[1:]
    (' Next.',)
"""

from __future__ import annotations

from collections.abc import Sequence

#: A line is wrapped by the narrowest tool where the next word would pass this column, `#` included.
_NARROWEST = 76


def joined(comments: Sequence[str]) -> tuple[str, ...]:
    """Comments with their wrapped lines joined; a comment is what follows the sign."""
    lines: list[str] = []
    last = ""
    for comment in comments:
        word = comment.split()[0] if comment.split() else ""
        full = len(last.rstrip()) + 1 + 1 + len(word) > _NARROWEST
        if lines and last.strip() and word and full and not _begins(comment) and _wrapped(last):
            lines[-1] = f"{lines[-1].rstrip()} {comment.strip()}"
        else:
            lines.append(comment)
        last = comment
    return tuple(lines)


def _wrapped(line: str) -> bool:
    """Whether a tool may have ended the line: none writes a longer one, but a single word."""
    return len(line) <= 80 or " " not in line.strip()


def _begins(comment: str) -> bool:
    """Whether a line surely begins a comment of its own."""
    first = comment.split(" ", 2)[1] if comment.startswith(" ") and len(comment) > 1 else comment
    return first.endswith(":") or not comment.startswith(" ")
