"""Writing where something may stand already: only what this program has made is replaced.

Whether it has made a file, the file itself must prove (`Made`): by a digest that stands in it, say.
Where the program has chosen the name, `put` keeps another file aside under a second name. Where a
person has named the file, `put_new` refuses.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

from handouts.files import atomic, reading
from handouts.model.errors import UsageError

#: Says whether bytes are as this program has written them.
Made = Callable[[bytes], bool]

#: The end of a name under which a file is kept that had to make room.
KEPT = ".kept"


def never(data: bytes) -> bool:
    """`Made`, of a file that proves nothing."""
    del data
    return False


def is_made(place: Path, made: Made) -> bool:
    """Whether the file at `place` is ours; also where nothing is, or nothing in it. A link or a
    folder is not, nor is what cannot be read."""
    if place.is_symlink():
        return False
    try:
        data = reading.read(place)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return not data or made(data)


def keep_aside(place: Path) -> str:
    """Keeps what stands at `place` under another name beside it, which is returned. A file stays in
    its place too, until another one is put there; what is no file does not. Raises `OSError`."""
    for number in itertools.count(1):
        kept = place.with_name(f"{place.name}{KEPT}{f'-{number}' if number > 1 else ''}")
        if kept.is_symlink() or kept.exists():
            continue
        if place.is_file() and not place.is_symlink():
            _link(place, kept)
        else:
            place.rename(kept)
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


def put(place: Path, data: bytes, made: Made, within: Path) -> str:
    """Writes a file into the folder `within`. What stands there and is not ours is kept aside: the
    name under which, else nothing, is returned. Raises `OutputError`."""
    if _holds(place, data):
        return ""
    part = atomic.write_part(place, data, within)
    kept = ""
    try:
        if not is_made(place, made):
            kept = keep_aside(place)
    except OSError as error:
        atomic.discard(part)
        raise atomic.cannot_write(place, error) from error
    atomic.publish(part, place)
    return kept


def put_new(place: Path, data: bytes, made: Made = never) -> None:
    """Writes a file that a person has named. Raises `OutputError`; `UsageError` where a file stands
    that this program has not written, or that somebody has changed since."""
    if _holds(place, data):
        return
    if not is_made(place, made):
        raise UsageError(
            f"{place} is there already and was not written here, or not left as it was: move it, "
            "or write elsewhere with --out"
        )
    atomic.write(place, data)


def _holds(place: Path, data: bytes) -> bool:
    try:
        return not place.is_symlink() and reading.read(place) == data
    except OSError:
        return False
