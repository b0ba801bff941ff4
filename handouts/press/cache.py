"""Files in `.cache/` that only save time: whatever they hold could be computed again.

Each bears a digest of its own content, so that a copied one helps, and a damaged or missing one
costs time and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.files import reading
from handouts.files.atomic import OutputError, write
from handouts.press.digests import digest

FOLDER = ".cache"
HANDOUTS = "handouts.json"


def load(path: Path) -> Any:
    """The content of a cache file; None when it is missing or damaged."""
    try:
        document = json.loads(reading.read(path, reading.CACHE, path.parents[1]))
        return document["body"] if document["digest"] == digest(document["body"]) else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def save(path: Path, body: Any) -> None:
    """Writes a cache file. A cache that cannot be written, or that a link leads out of the project,
    is no fault."""
    try:
        data = json.dumps({"digest": digest(body), "body": body}).encode()
        write(path, data, path.parents[1])
    except OutputError:
        return


@dataclass(frozen=True, slots=True)
class Known:
    """The result of composing a handout when its files had the digest `files`: the digest of its
    inputs, whether it is a draft, and its fonts (name → SHA-256)."""

    files: str
    inputs: str
    draft: bool
    fonts: Mapping[str, str]


class Cache:
    """Path of each PDF → `Known`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / HANDOUTS
        self._known = _known(load(self._path))
        self._changed = False

    def get(self, path: str, files: str) -> Known | None:
        """What is known of a PDF, if its files still have this digest."""
        known = self._known.get(path)
        return known if known and known.files == files else None

    def put(self, path: str, known: Known) -> None:
        """Remembers."""
        if self._known.get(path) != known:
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
            rows[path] = [known.files, known.inputs, known.draft, key]
        save(self._path, {"fonts": fonts, "handouts": rows})


def _known(body: Any) -> dict[str, Known]:
    """The rows of a cache file; none when it has another form."""
    try:
        return {
            path: Known(files, inputs, draft, body["fonts"][key])
            for path, (files, inputs, draft, key) in body["handouts"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
