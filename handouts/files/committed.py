"""A file as it was last committed, as git has it; nothing where there is no git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

#: Far above what git takes; a repository on a slow drive must not stop a command; seconds.
LONGEST = 20.0

#: What a project's own settings of git would start is not started.
QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def committed(path: Path) -> bytes | None:
    """The content of a file in the commit that is checked out."""
    folder = next((one for one in path.parents if one.is_dir()), path.parent)
    # `cat-file blob` runs no filter and no conversion that the project's settings name.
    name = f"HEAD:./{path.relative_to(folder).as_posix()}"
    command = ["git", *QUIET, "-C", str(folder), "cat-file", "blob", name]
    offline = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=LONGEST, check=False, env=offline
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
