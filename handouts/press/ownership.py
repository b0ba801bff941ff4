"""Whose a file in an output folder is: ours, if it proves to be; else somebody's, and sacred."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

from handouts.editions import EDITIONS
from handouts.files import reading

#: The end of a name under which a file is kept that had to make room.
KEPT = ".kept"


def is_made_here(place: Path) -> bool:
    """Whether a build has made the file and nobody has changed it since, by what stands in the file
    itself; also where nothing is, or nothing in it. A link or a folder is not ours."""
    if place.is_symlink():
        return False
    try:
        data = reading.read(place, reading.PDF)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    editions = (one for one in EDITIONS.values() if place.name.endswith(one.extension))
    return not data or any(edition.made(data) for edition in editions)


def keep_aside(place: Path) -> str:
    """Keeps what stands at `place` under another name beside it, which is returned. A file stays in
    its place too, until another one is put there; a folder does not. Raises `OSError`."""
    for number in itertools.count(1):
        kept = place.with_name(f"{place.name}{KEPT}{f'-{number}' if number > 1 else ''}")
        if kept.is_symlink() or kept.exists():
            continue
        if place.is_dir() or place.is_symlink():
            place.rename(kept)
        else:
            _link(place, kept)
        return kept.name
    raise AssertionError("names do not end")


def _link(place: Path, kept: Path) -> None:
    """A second name for a file; the only one on a disk that has no such links."""
    try:
        os.link(place, kept)
    except FileExistsError:
        raise
    except OSError:
        place.rename(kept)
