"""Findings that an earlier command of the same CI job has shown, kept in a file.

`check` and a build meet the same findings. A job shows each of them once: the first command writes
what it found into the file, the second leaves out what stands there and adds its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from handouts.cli.finding_formats import as_json
from handouts.files import atomic, reading
from handouts.files.reading import Kind
from handouts.model import codes
from handouts.model.findings import Finding, Where

SEEN = Kind("file of findings", 64_000_000)


_HINT = "name a file that --seen has made, or one that is not there"


class _UnfitError(Exception):
    """A file that `unseen` has not written; says why."""


def unseen(findings: Sequence[Finding], path: Path | None) -> list[Finding]:
    """Those of `findings` that do not stand in the file `path`, which gets them all. Without a file
    every finding is new; so it is where the file is none of ours, which is told and stays as it is.
    Raises `OutputError`."""
    if path is None:
        return list(findings)
    try:
        seen = _read(path)
    except _UnfitError as error:
        return [*findings, Finding(codes.SEEN_FILE, str(error), Where(str(path)), _HINT)]
    keys = [_key(as_json(finding)) for finding in findings]
    fresh = [finding for finding, key in zip(findings, keys, strict=True) if key not in seen]
    rows = ",\n".join(sorted({*seen, *keys}))
    atomic.write(path, f"[\n{rows}\n]\n".encode())
    return fresh


def _read(path: Path) -> frozenset[str]:
    try:
        document = json.loads(reading.read(path, SEEN) or b"[]")
        if isinstance(document, list) and all(isinstance(row, dict) for row in document):
            seen = frozenset(map(_key, document))
            "".join(seen).encode()  # half of a surrogate pair is no text
            return seen
        reason = "holds something else"
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    except (ValueError, RecursionError):
        reason = "is no JSON, or was cut off"
    raise _UnfitError(reason)


def _key(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)
