"""What a command of `build.py` costs, with all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
MB = 1024 * 1024
_POLL = 0.25


@dataclass(frozen=True)
class Cost:
    """What a command took. `processor` is the time of all its processes, which, unlike `seconds`,
    does not depend on what else the machine does. `largest` is the peak resident memory of its
    largest process, `together` the peak of the proportional memory of all of them; in bytes."""

    seconds: float
    processor: float
    largest: int
    together: int


def run(*arguments: str | Path, ends: int = 0) -> Cost:
    """Runs `build.py`. Raises `RuntimeError` when it ends with another code."""
    command = [sys.executable, str(PROJECT / "build.py"), *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        together = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            together = max(together, sum(_proportional(_family(process.pid))))
            time.sleep(_POLL)
        seconds = time.perf_counter() - begun
        if os.waitstatus_to_exitcode(status) != ends:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{output.read()[-4000:]}")
    process.returncode = 0
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, together)


def _family(group: int) -> Iterator[int]:
    """Every process of a process group."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if os.getpgid(int(entry.name)) == group:
                    yield int(entry.name)
            except ProcessLookupError:
                continue


def _proportional(processes: Iterable[int]) -> Iterator[int]:
    """Memory of each process in bytes; what several share is shared out among them."""
    for process in processes:
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        for line in text.splitlines():
            if line.startswith("Pss:"):
                yield int(line.split()[1]) * 1024
