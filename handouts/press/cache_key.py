"""The secret that tells the caches of this user from those that came from elsewhere.

A cache says which file is up to date, so whoever can write one can have old words handed out. Its
content is therefore sealed with a key that does not lie in the project: it is made at the first
build and kept with the user's own state (XDG Base Directory), or given in HANDOUTS_CACHE_KEY, as a
CI job gets its secrets. Without a key no cache is used, and everything is made again each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import stat
from pathlib import Path
from typing import Any

VARIABLE = "HANDOUTS_CACHE_KEY"
#: Shorter ones could be guessed.
SHORTEST = 16
_BYTES = 32


def seal(key: bytes, body: Any) -> str:
    """What only a holder of the key can give for a JSON-able value."""
    return hmac.new(key, json.dumps(body, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def is_sealed(key: bytes, body: Any, given: str) -> bool:
    """Whether this is the seal of the value."""
    return hmac.compare_digest(seal(key, body).encode(), given.encode())


def cache_key() -> bytes | None:
    """The key, made if need be; `None` where it can neither be read nor written."""
    given = os.environ.get(VARIABLE, "")
    if len(given) >= SHORTEST:
        return hashlib.sha256(given.encode("utf-8", "surrogateescape")).digest()
    path = _path()
    if path is None:
        return None
    try:
        return _read(path)
    except FileNotFoundError:
        with contextlib.suppress(OSError):
            _make(path)
            return _read(path)
    except OSError:
        pass
    return None


def _path() -> Path | None:
    """`~/.local/state/handouts/cache.key`, unless XDG_STATE_HOME says otherwise."""
    folder = Path(os.environ.get("XDG_STATE_HOME", ""))
    if not folder.is_absolute():
        home = Path(os.path.expanduser("~"))  # noqa: PTH111 - a user may be without one
        if not home.is_absolute() or not os.path.isdir(home):  # noqa: PTH112 - or not let us look
            return None
        folder = home / ".local/state"
    return folder / "handouts" / "cache.key"


def _read(path: Path) -> bytes | None:
    """The key in a file that is the user's alone; `None` for any other file. Raises `OSError`."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        own = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        key = file.read(_BYTES + 1) if own and not status.st_mode & 0o077 else b""
    return key if len(key) == _BYTES else None


def _make(path: Path) -> None:
    """Writes a new key; the first of several builds to do so wins. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
