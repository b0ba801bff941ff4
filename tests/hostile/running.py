"""What the hostile tests share: a guarded run of a command, with limits, and what must hold of it
whatever the input was.
"""

from __future__ import annotations

import hashlib
import os
import resource
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import fork_server
from tests.hostile.guard import ROOT
from tests.press.model import COMPILED, HANGS

#: Seconds of the processor, and bytes, that no command on a small project may need, whatever it is
#: given.
SECONDS = 60.0
MEMORY = 3 << 30

#: Words of a fault that nobody foresaw.
UNFORESEEN = ("internal error", "internal-error", "Traceback", "worker-crashed")


@dataclass(frozen=True)
class Done:
    """What became of a command: exit code, output, processor seconds, what the guard saw."""

    code: int
    output: str
    seconds: float
    violations: tuple[str, ...]

    def answers(self, *words: str) -> None:
        """It ended by itself with a code of ours, foresaw what it met, did nothing forbidden, and
        says these words."""
        self.is_orderly()
        for word in words:
            assert word in self.output, f"{word!r} is not in:\n{self.output}"

    def is_orderly(self) -> None:
        """As `answers`, whatever it says."""
        assert not self.violations, "\n".join(self.violations)
        assert self.code in (0, 1, 2), f"exit code {self.code}:\n{self.output}"
        for word in UNFORESEEN:
            assert word not in self.output, self.output
        raw = [char for char in self.output if ord(char) < 32 and char not in "\n\t"]
        assert not raw, f"control characters reach the terminal: {raw!r}"


def guarded(
    project: Path,
    *arguments: str,
    out: Path | None = None,
    under: tuple[str, ...] = (),
    afresh: bool = False,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    **environment: str,
) -> Done:
    """Runs a command on a project under the guard, and `under` another program. One that takes
    more of the processor than `seconds` fails the test; one that does not end is ended with its
    workers. Python itself is started `afresh` only when asked for, or where it makes a difference.
    """
    out = out or project / "dist"
    log = project.parent / "violations.log"
    log.unlink(missing_ok=True)
    given = [*map(str, (log, memory, project, out)), *arguments]
    around = {**os.environ, **COMPILED, **environment}
    run = _run if under or afresh or environment else _run_forked
    code, output, took = run(given, under, around)
    violations = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    text = output.decode("utf-8", "backslashreplace")
    assert took < seconds, f"{took:.1f} seconds of the processor: {text[-2000:]!r}"
    return Done(code, text, took, tuple(violations))


def _run(
    arguments: list[str], under: tuple[str, ...], environment: dict[str, str]
) -> tuple[int, bytes, float]:
    """Exit code, output and processor seconds of a guard that is started for this."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(
        [*under, sys.executable, "-m", "tests.hostile.guard", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=ROOT,
        start_new_session=True,
    ) as process:
        assert process.stdout
        output = _all_of(process.stdout.fileno(), process.pid)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return process.returncode, output, took


def _run_forked(
    arguments: list[str], _: tuple[str, ...], environment: dict[str, str]
) -> tuple[int, bytes, float]:
    """The same of one that the server forks."""
    reading, writing = os.pipe()
    try:
        command = fork_server.start(arguments, environment, writing)
        os.close(writing)
        output = _all_of(reading, command.pid)
    finally:
        os.close(reading)
    code, took = command.wait()
    return code, output, took


def _all_of(handle: int, group: int) -> bytes:
    """What comes through a pipe until all processes of a group have closed it; when they do not,
    they are ended, and the test fails."""
    parts: list[bytes] = []
    deadline = time.monotonic() + HANGS
    while select.select([handle], [], [], max(deadline - time.monotonic(), 0))[0]:
        part = os.read(handle, 1 << 16)
        if not part:
            return b"".join(parts)
        parts.append(part)
    os.killpg(group, signal.SIGKILL)
    raise AssertionError(f"no end after {HANGS} s: {b''.join(parts)[-2000:]!r}")


def snapshot(folder: Path) -> dict[str, str]:
    """Every file of a folder with the digest of its bytes; of a link, its target."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in [*names, *(one for one in folders if Path(parent, one).is_symlink())]:
            path = Path(parent, name)
            shown = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[shown] = f"-> {path.readlink()}"
            elif path.is_file():
                found[shown] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
