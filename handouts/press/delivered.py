"""A finished file against its entry in a manifest: the file must say the same."""

from __future__ import annotations

from pathlib import Path

from handouts.editions import EDITIONS, FileFacts
from handouts.files import reading
from handouts.pdf.errors import UnreadableError
from handouts.press.manifest import Entry


def differences(folder: Path, entry: Entry) -> list[str]:
    """What the file of an entry says otherwise than the entry, in words; that it cannot be read, or
    that somebody has changed it since it was made. Nothing where all is as it should be."""
    edition = EDITIONS[entry.edition]
    try:
        data = reading.read(folder / entry.path, reading.PDF, folder)
        facts = edition.read(data)
    except OSError as error:
        return [error.strerror or str(error)]
    except UnreadableError as error:
        return [f"cannot be read: {error}"]
    wanted = FileFacts(
        entry.title, entry.language, entry.pages, entry.version, entry.paper, entry.edition
    )
    found = [
        f"its {name} is {ours!r}, not {theirs!r}"
        for name, ours, theirs in zip(FileFacts._fields, facts, wanted, strict=True)
        if ours != theirs
    ]
    if not found and not edition.made(data):
        found = ["changed since it was made"]
    return found
