"""Writing files atomically: nobody reads half of one.

A new file is written beside its place under a name that ends in `.handouts.part`, flushed to the
disk, and then renamed over the old one; a rename is atomic (POSIX, `rename`). A process that dies
before that leaves a part behind, which the next build removes; no other file is touched. A lock on
the output folder keeps two builds apart; it is held by the kernel, so a killed build cannot leave
it behind.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from handouts.files import reading
from handouts.model.errors import SetupError

PART = ".handouts.part"
#: All names that `_part_of` gives.
_PART = re.compile(r"\.[0-9a-f]{16}\.\d+\.handouts\.part")

_HINTS = {
    errno.ENOSPC: "the disk is full: make room and run the command again",
    errno.EDQUOT: "your disk quota is used up: make room and run the command again",
    errno.EFBIG: "the file may not grow this large here: raise the limit (ulimit -f)",
    errno.EROFS: "the file system is read-only: choose another folder with --out",
    errno.EACCES: "you may not write there: choose another folder with --out",
    errno.EPERM: "you may not write there: choose another folder with --out",
    errno.ENOTDIR: "a file stands where a folder is needed: remove it or choose another --out",
    errno.EEXIST: "a file stands where a folder is needed: remove it or choose another --out",
}


class OutputError(SetupError):
    """The output folder cannot be written. Unlike other faults this one stops the whole build:
    the next sheet would meet it too."""


def cannot_write(path: Path, error: OSError) -> OutputError:
    """The failure to write `path`, with what to do about it."""
    reason = error.strerror or str(error)
    hint = _HINTS.get(error.errno or 0, "choose another folder with --out")
    return OutputError(f"cannot write {path}: {reason} ({hint})")


def must_be_within(path: Path, within: Path | None) -> None:
    """Raises `OutputError` when a link on the way to `path` leads out of the folder `within`."""
    if within is not None and not reading.is_within(path.parent, within):
        message = f"cannot write {path}: a link on the way leads out of {within} (remove the link)"
        raise OutputError(message)


def write_part(path: Path, data: bytes, within: Path | None = None) -> Path:
    """Writes `data` beside `path` and flushes it to the disk; `publish` puts it in place.

    Raises `OutputError` when that cannot be done, leaving nothing behind, or when the path leads
    out of the folder `within`.
    """
    must_be_within(path, within)
    part = _part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(_new(part), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        discard(part)
        raise cannot_write(path, error) from error
    except BaseException:
        discard(part)
        raise
    return part


def _part_of(path: Path) -> Path:
    """The name of a part: short, whatever the name of the file."""
    digest = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]
    return path.with_name(f".{digest}.{os.getpid()}{PART}")


def _new(part: Path) -> int:
    """Opens a part that is not there yet. One with its name was left by a process that was killed
    and had this one's number. Raises `OSError`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        return os.open(part, flags, 0o666)
    except FileExistsError:
        part.unlink()
        return os.open(part, flags, 0o666)


def publish(part: Path, path: Path) -> None:
    """Renames a finished part over `path`. Raises `OutputError`, leaving the old file whole."""
    try:
        part.replace(path)
    except OSError as error:
        discard(part)
        raise cannot_write(path, error) from error


def write(path: Path, data: bytes, within: Path | None = None) -> None:
    """Replaces `path` by `data`, whole or not at all. Raises `OutputError`."""
    publish(write_part(path, data, within), path)


def discard(path: Path) -> None:
    """Removes a file. Does nothing when it is gone already or may not be removed."""
    with contextlib.suppress(OSError):
        path.unlink()


def remove(path: Path) -> None:
    """Removes a file, if it is there. Raises `OutputError` when it may not be removed."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def sweep(folder: Path) -> None:
    """Removes the parts that a killed build left in `folder` and its language folders. Only for
    the holder of the folder's lock: nobody else is writing then."""
    for place in (folder, *folder.glob("*/")):
        if not reading.is_within(place, folder):
            continue
        for part in place.glob(f".*{PART}"):
            if _PART.fullmatch(part.name):
                discard(part)


@contextlib.contextmanager
def lock(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Holds `folder` (made if need be) for one build at a time. When another build holds it,
    `waiting` is called once and then this one waits. Raises `OutputError` when the folder cannot
    be had."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        _held.add(handle)
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            raise cannot_write(folder, error) from error
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


#: Locks that this process holds.
_held: set[int] = set()


def _let_go() -> None:
    """A forked worker shares the lock of its parent. It must not keep it when the parent dies."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go)
