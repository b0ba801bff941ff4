"""What the hostile tests share: a guarded run of a command, with limits, and what must hold of it
whatever the input was.
"""

from __future__ import annotations

import hashlib
import math
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.commands import quick
from tests.hostile import guard
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
    """What became of a command: exit code, output, what the guard saw."""

    code: int
    output: str
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
    workers. Python itself is started `afresh` where its start is looked at too."""
    out = out or project / "dist"
    log = project.parent / "violations.log"
    log.unlink(missing_ok=True)

    with subprocess.Popen(
        [
            *under,
            *(
                [sys.executable, "-m", "tests.hostile.guard"]
                if under or afresh
                else quick(Path(guard.__file__))
            ),
            log,
            str(math.ceil(seconds)),
            str(memory),
            project,
            out,
            *arguments,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **COMPILED, **environment},
        cwd=ROOT,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=HANGS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            raise AssertionError(f"no end after {HANGS} s: {output[-2000:]!r}") from None
    violations = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    text = output.decode("utf-8", "backslashreplace")
    assert process.returncode != -signal.SIGXCPU, f"too long: {text[-2000:]!r}"
    return Done(process.returncode, text, tuple(violations))


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
