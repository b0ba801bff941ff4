"""Whose a file in an output folder is: ours, if it proves to be; else somebody's, and sacred."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from handouts.editions import EDITIONS
from handouts.files import replacing
from handouts.model import codes
from handouts.model.findings import Finding, Where


def is_made_here(place: Path) -> bool:
    """Whether a build has made the file and nobody has changed it since, by what stands in the file
    itself; also where nothing is, or nothing in it. A link or a folder is not ours."""
    return replacing.is_made(place, partial(_is_made, place.name))


def put_sheet(place: Path, data: bytes, within: Path) -> list[Finding]:
    """Writes a file of an edition that no manifest lists into the folder `within`. What somebody
    has written or changed there is kept aside, and told. Raises `OutputError`."""
    return kept_aside(place, replacing.put(place, data, partial(_is_made, place.name), within))


def kept_aside(place: Path, kept: str) -> list[Finding]:
    """That a file was kept under another name; nothing without one."""
    if not kept:
        return []
    message = f"was not as it was written; it is kept as {kept}"
    return [
        Finding(codes.CHANGED_FILE, message, Where(str(place)), "move it elsewhere, or delete it")
    ]


def _is_made(name: str, data: bytes) -> bool:
    editions = (one for one in EDITIONS.values() if name.endswith(one.extension))
    return any(edition.made(data) for edition in editions)
