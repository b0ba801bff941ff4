"""Findings that an earlier command of the same CI job has shown, kept in a file.

`check` and a build meet the same findings. A job shows each of them once: the first command writes
what it found into the file, the second leaves out what stands there and adds its own.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from handouts.cli.finding_formats import as_json
from handouts.files import atomic
from handouts.model.findings import Finding


def unseen(findings: Sequence[Finding], path: Path | None) -> list[Finding]:
    """Those of `findings` that do not stand in the file `path`, which gets them all. Without a
    file, or where it cannot be understood, every finding is new. Raises `OutputError`."""
    if path is None:
        return list(findings)
    seen = _read(path)
    keys = [_key(as_json(finding)) for finding in findings]
    fresh = [finding for finding, key in zip(findings, keys, strict=True) if key not in seen]
    rows = ",\n".join(sorted({*seen, *keys}))
    atomic.write(path, f"[\n{rows}\n]\n".encode())
    return fresh


def _read(path: Path) -> frozenset[str]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        document = json.loads(path.read_bytes())
        if isinstance(document, list):
            return frozenset(map(_key, document))
    return frozenset()


def _key(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)
