"""Since when a line of a file reads as it does, as git tells it; nothing where there is no git."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from handouts.files.committed import LONGEST, QUIET


@cache
def lines_since(folder: Path, path: Path) -> Mapping[int, str]:
    """The day (ISO 8601) on which each line of a file, from 1, was committed as it is now. A line
    that has not been committed has none. Empty when the file is under no version control."""
    command = ["git", *QUIET, "-C", str(folder), "blame", "--porcelain", "--", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return _read(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else {}


def _read(porcelain: str) -> Mapping[int, str]:
    """Of each line comes a header, `<commit> <line then> <line now>`; what is known of the commit
    follows where it is first named."""
    days: dict[str, str] = {}
    commits: dict[int, str] = {}
    commit = ""
    for text in porcelain.split("\n"):
        words = text.split(" ")
        if text.startswith("\t"):
            continue
        if len(words) >= 3 and len(words[0]) >= 40:
            commit = words[0]
            commits[int(words[2])] = commit
        elif words[0] == "committer-time" and commit.strip("0"):
            days[commit] = datetime.fromtimestamp(int(words[1]), UTC).date().isoformat()
    return {line: days[commit] for line, commit in commits.items() if commit in days}
