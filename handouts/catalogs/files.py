"""Saving a file so that it is either the old one or the new one, whatever happens between."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from handouts.errors import SetupError


def save(path: Path, text: str) -> bool:
    """Writes UTF-8 text through a temporary file in the same folder; says whether the file
    changed. Equal text touches nothing, not even the file's time.

    Raises `SetupError` when the folder cannot be written.
    """
    data = text.encode("utf-8")
    temporary = None
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except OSError as error:
        raise SetupError(f"cannot write {path}: {error.strerror}") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return True
