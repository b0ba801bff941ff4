"""Sheets that a site has published earlier, so that whoever holds one learns what became of it.

`history.json` of the site lists them, oldest first. Their files are gone: only the present words of
a sheet are published, always under the same address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from handouts.files import reading
from handouts.files.reading import Kind
from handouts.model.errors import UsageError
from handouts.model.languages import language
from handouts.press.manifest import Entry
from handouts.reports.comparison import Comparison

NAME = "history.json"
KIND = Kind("history of a site", 64_000_000)
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Earlier:
    """A file that was published and is no longer. `path` is its address in the site, `version` the
    one at the foot of its pages, `sha256` the digest of the file. `edition` and `paper` are empty
    in a history of before."""

    path: str
    language: str
    title: str
    title_en: str
    version: str
    sha256: str
    edition: str = ""
    paper: str = ""

    def fate(self, present: Mapping[str, Entry]) -> str:
        """What became of it, for the site with these sheets: `replaced by version 1.1`."""
        entry = present.get(self.path)
        if entry is None:
            return "withdrawn, and not replaced"
        if entry.version == self.version:
            return f"replaced by a corrected version {entry.version}"
        return f"replaced by version {entry.version}"


FIELDS = tuple(one.name for one in fields(Earlier))


def read(folder: Path) -> tuple[Earlier, ...]:
    """The history of the site in `folder`; empty where there is none. Raises `UsageError` where it
    cannot be understood: to go on would forget what was withdrawn."""
    path = folder / NAME
    try:
        document = json.loads(reading.read(path, KIND, folder))
        if document["schema"] != SCHEMA:
            raise UsageError(f"{path} is of another release of this program")
        rows = [
            Earlier(**{name: str(row[name]) for name in FIELDS if name in row})
            for row in document["earlier"]
        ]
        if not all(map(_is_language, (row.language for row in rows))):
            raise ValueError("a language that does not exist")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UsageError(f"{path} is damaged: fetch the site again, or delete the file") from error
    return tuple(rows)


def _is_language(tag: str) -> bool:
    try:
        language(tag)
    except UsageError:
        return False
    return True


def dump(history: Sequence[Earlier]) -> bytes:
    """The file's bytes."""
    document = {"schema": SCHEMA, "earlier": [asdict(one) for one in history]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def extended(
    history: Sequence[Earlier], before: Mapping[str, Entry], found: Comparison
) -> tuple[Earlier, ...]:
    """The history with those sheets of `before` that are gone, or whose words or facts differ now.
    A file that says the same in other bytes is no other version."""
    changed = (sheet.entry.path for sheet in found.changed if sheet.words or sheet.facts)
    gone = (entry.path for entry in (*found.removed, *found.withheld))
    paths = sorted({*changed, *gone})
    return tuple(dict.fromkeys((*history, *map(_earlier, (before[path] for path in paths)))))


def to_tell(history: Sequence[Earlier], present: Mapping[str, Entry]) -> list[Earlier]:
    """Those of a history that somebody may still hold and that are not published now, latest
    first."""
    current = {entry.sha256 for entry in present.values()}
    return [one for one in reversed(history) if one.sha256 not in current]


def _earlier(entry: Entry) -> Earlier:
    return Earlier(**{name: getattr(entry, name) for name in FIELDS})
