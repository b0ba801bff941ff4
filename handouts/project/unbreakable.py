"""Words that no line may be broken in: `locales/<locale>/unbreakable.txt`.

They belong to scripts without spaces between words, and the dictionaries of the line breaker lack
them or cut them in the wrong place; or they are written with spaces inside, as in Vietnamese. One
word a line; a line that begins with `#` is a comment. Most languages need none.
"""

from __future__ import annotations

from pathlib import Path

from handouts.files import reading
from handouts.model import codes
from handouts.model.findings import Finding, Where


def unbreakable_words(
    path: Path, shown_as: str = "", within: Path | None = None
) -> tuple[tuple[str, ...], list[Finding]]:
    """The words of a language in the order of its file, which lies in the folder `within`; none
    without a file. Never raises: bytes that are no UTF-8 match no text."""
    try:
        data = reading.read(path, reading.WORDS, within)
    except FileNotFoundError:
        return (), []
    except OSError as error:
        where, hint = Where(shown_as or str(path)), "put a file there that can be read"
        message = f"cannot be read: {error.strerror or error}"
        return (), [Finding(codes.WORD_LIST_UNREADABLE, message, where, hint)]
    text = data.decode("utf-8-sig", "replace")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#")), []
