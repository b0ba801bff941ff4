"""Words that no line may be broken in: `locales/<locale>/unbreakable.txt`.

They belong to scripts without spaces between words, and the dictionaries of the line breaker lack
them or cut them in the wrong place; or they are written with spaces inside, as in Vietnamese. One
word a line; a line that begins with `#` is a comment. Most languages need none.
"""

from __future__ import annotations

from pathlib import Path


def unbreakable_words(path: Path) -> tuple[str, ...]:
    """The words of a language in the order of its file; none without a file. Never raises: bytes
    that are no UTF-8 match no text."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
