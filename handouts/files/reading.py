"""The one way in which files are read.

A project is a folder that many people may write to, so nothing is taken for granted about what lies
under a name: it may be a pipe that never ends, a device, a folder, a link that leads in a circle or
out of the project, or a file far too large. `read` opens none of these, and never waits::

    read(Path("locales/es/LC_MESSAGES/common.po"), CATALOG, within=project)

A name under which nothing lies at all raises `FileNotFoundError`; all else that is refused raises
another `OSError`, whose `strerror` says why. So "cannot be read" is never taken for "is not there".
"""

from __future__ import annotations

import errno
import functools
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, and the size in bytes that is far above any honest one."""

    name: str
    limit: int


CATALOG = Kind("catalog", 4 * _MB)
TEMPLATE = Kind("template", _MB // 4)
DRAWING = Kind("drawing", 2 * _MB)
SETTINGS = Kind("TOML file", 1 * _MB)
SIGNATURES = Kind("file of signatures", 16 * _MB)
GLOSSARY = Kind("glossary", 4 * _MB)
WORDS = Kind("list of words", 1 * _MB)
FONT = Kind("font", 256 * _MB)
MANIFEST = Kind("manifest", 64 * _MB)
CACHE = Kind("cache", 256 * _MB)
PDF = Kind("PDF", 64 * _MB)
#: Whatever may lie in a project: what is larger is none of the kinds above.
ANY = Kind("file", 64 * _MB)

_TYPES = (
    (stat.S_ISDIR, "it is a folder, not a file"),
    (stat.S_ISFIFO, "it is a pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
    (stat.S_ISCHR, "it is a device, not a file"),
    (stat.S_ISBLK, "it is a device, not a file"),
)


class RefusedError(OSError):
    """What lies under a name may not be read; `strerror` says why."""

    def __init__(self, reason: str, path: Path) -> None:
        super().__init__(errno.EINVAL, reason, str(path))


def read(path: Path, kind: Kind = ANY, within: Path | None = None) -> bytes:
    """The bytes of a regular file of at most `kind.limit` bytes, which lies in the folder `within`
    once links are followed. Raises `OSError`; `FileNotFoundError` only where nothing lies."""
    state = status(path, within)
    if state.st_size > kind.limit:
        raise _too_large(kind, path)
    # Should a pipe have taken the file's place just now, opening it does not wait.
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - a handle
        opened = os.fstat(handle)
        _must_be_regular(opened, path)
        data = b""
        # Not asked for all that is allowed: that much memory would be made ready each time.
        step = min(opened.st_size, kind.limit) + 1
        while len(data) <= kind.limit and (part := file.read(step)):
            data = data + part if data else part
            step = _MB
    if len(data) > kind.limit:
        raise _too_large(kind, path)
    return data


def status(path: Path, within: Path | None = None) -> os.stat_result:
    """The state of a regular file, as `read` would find it. Raises `OSError`."""
    try:
        state = os.stat(path)  # noqa: PTH116 - `Path` is slower, and there are thousands
    except FileNotFoundError:
        if os.path.islink(path):  # noqa: PTH114 - as above
            raise RefusedError("it is a link that leads nowhere", path) from None
        raise
    except NotADirectoryError:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
    except ValueError as error:  # a NUL, or half a surrogate pair
        raise RefusedError("its name holds a character that no name may hold", path) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise RefusedError("it is a link that leads in a circle", path) from error
        raise
    _must_be_regular(state, path)
    _must_be_within(path, within)
    return state


def is_there(path: Path) -> bool:
    """Whether anything lies under a name, even what cannot be read."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder once all links are followed, there or not."""
    real, root = os.path.realpath(path), os.path.realpath(folder)
    return real == root or real.startswith(f"{root.rstrip(os.sep)}{os.sep}")


def folders_in(folder: Path, within: Path | None = None) -> list[Path]:
    """What is meant to be a folder in a folder, by name, links included; not hidden ones. So what
    has no suffix counts as well, save for names in capitals such as README: in place of a folder
    there may be a file, or a link that leads nowhere, which to list raises `OSError`. Raises
    `OSError` where the folder itself cannot be listed."""
    return [path for path, entry in _entries(folder, within) if _is_meant_as_folder(entry)]


def names_in(folder: Path, suffix: str, within: Path | None = None) -> list[Path]:
    """What lies in a folder under a name with this suffix, by name, whatever it is; not hidden.
    Raises `OSError` where the folder cannot be listed."""
    return [path for path, _ in _entries(folder, within) if path.suffix == suffix]


def _entries(folder: Path, within: Path | None) -> Iterator[tuple[Path, os.DirEntry[str]]]:
    _must_be_within(folder, within)
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.name.startswith("."):
            yield folder / entry.name, entry


def _is_meant_as_folder(entry: os.DirEntry[str]) -> bool:
    try:
        if entry.is_dir():
            return True
    except OSError:  # a link that leads in a circle
        return True
    return "." not in entry.name and not entry.name.isupper()


def _must_be_regular(state: os.stat_result, path: Path) -> None:
    for is_type, reason in _TYPES:
        if is_type(state.st_mode):
            raise RefusedError(reason, path)


def _must_be_within(path: Path, within: Path | None) -> None:
    if within is None:
        return
    if os.path.islink(path):  # noqa: PTH114 - as above
        inside = is_within(path, within)
    else:
        state = os.stat(path.parent)  # noqa: PTH116 - as above
        inside = _is_folder_within(path.parent, within, (state.st_dev, state.st_ino))
    if not inside:
        raise RefusedError("it leads out of the project", path)


@functools.lru_cache(maxsize=256)
def _is_folder_within(path: Path, within: Path, _identity: tuple[int, int]) -> bool:
    """Files lie many to a folder, and to follow all links on the way takes time."""
    return is_within(path, within)


def _too_large(kind: Kind, path: Path) -> RefusedError:
    size = f"{kind.limit / _MB:g} MB"
    return RefusedError(f"it is larger than {size}, too large for a {kind.name}", path)
