"""Files in `.cache/` that only save time: whatever they hold could be computed again.

Each bears a seal (`cache_key`), so that one that is damaged, missing or written by somebody else
costs time and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.files import reading
from handouts.files.atomic import OutputError, write
from handouts.press.cache_key import cache_key, is_sealed, seal
from handouts.press.digests import digest
from handouts.press.manifest import Entry

FOLDER = ".cache"
HANDOUTS = "handouts.json"


def load(path: Path) -> Any:
    """The content of a cache file; None when it is missing, damaged, or not this user's."""
    key = cache_key()
    try:
        document = json.loads(reading.read(path, reading.CACHE, path.parents[1]))
        body, given = document["body"], document["seal"]
        return body if key and is_sealed(key, [path.name, body], given) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def save(path: Path, body: Any) -> None:
    """Writes a cache file. One that cannot be written, or that a link leads out of the project, is
    no fault."""
    key = cache_key()
    if key is None:
        return
    try:
        data = json.dumps({"seal": seal(key, [path.name, body]), "body": body}).encode()
        write(path, data, path.parents[1])
    except OutputError:
        return


@dataclass(frozen=True, slots=True)
class Known:
    """The result of composing a handout when its files had the digest `files`: the digest of its
    inputs, whether it is a draft, its fonts (name → SHA-256); and of the file that was made then
    the digest of its entry, empty where none was made, and whether a validator has passed it."""

    files: str
    inputs: str
    draft: bool
    fonts: Mapping[str, str]
    entry: str = ""
    verified: bool = False


def entry_digest(entry: Entry) -> str:
    """The digest of all that an entry says, but for whether the file was verified."""
    return digest([getattr(entry, name) for name in Entry.__slots__ if name != "verified"])


class Cache:
    """Path of each file → `Known`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / HANDOUTS
        self._known = _known(load(self._path))
        self._changed = False

    def get(self, path: str, files: str) -> Known | None:
        """What is known of a file, if those it is made from still have this digest."""
        known = self._known.get(path)
        return known if known and known.files == files else None

    def vouches(self, entry: Entry) -> bool:
        """Whether an entry of a manifest says what this user's last build of that file has said."""
        known = self._known.get(entry.path)
        if known is None or known.entry != entry_digest(entry):
            return False
        return known.verified or not entry.verified

    def put(self, path: str, known: Known) -> None:
        """Remembers. Of a file that was not made now, what was known of it stays."""
        before = self._known.get(path)
        if before and not known.entry:
            known = replace(known, entry=before.entry, verified=before.verified)
        elif before and before.entry == known.entry and before.verified:
            known = replace(known, verified=True)
        if before != known:
            self._known[path] = known
            self._changed = True

    def save(self) -> None:
        """Writes the file, if its content has changed."""
        if not self._changed:
            return
        fonts: dict[str, dict[str, str]] = {}
        rows: dict[str, list[Any]] = {}
        for path, known in sorted(self._known.items()):
            key = digest(dict(known.fonts))[:16]
            fonts[key] = dict(known.fonts)
            made = [known.entry, known.verified]
            rows[path] = [known.files, known.inputs, known.draft, key, *made]
        save(self._path, {"fonts": fonts, "handouts": rows})
        self._changed = False


def _known(body: Any) -> dict[str, Known]:
    """The rows of a cache file; none when it has another form."""
    try:
        return {
            path: Known(files, inputs, draft, body["fonts"][key], entry, verified)
            for path, (files, inputs, draft, key, entry, verified) in body["handouts"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
