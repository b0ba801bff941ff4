"""Commands run in this process, and given up after a while: a pipe must not be waited for."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts.cli import main
from tests.hostile.running import UNFORESEEN
from tests.press.model import run, sign

#: Seconds that no command on a small project needs.
SECONDS = 60

Told = Callable[..., tuple[int, str]]


@contextlib.contextmanager
def in_time() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise AssertionError(f"no end after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command on a project: its exit code, and what it says, which does nothing."""

    def command(project: Path, *arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        with in_time():
            code = main([*map(str, arguments), "--project", str(project)])
        out, err = capsys.readouterr()
        for word in UNFORESEEN:
            assert word not in out + err
        assert not {"\x1b", "\x00", "\u202e", "\r"} & set(out + err)
        assert not [line for line in out.splitlines() if line.startswith("::") or "##[" in line]
        return code, out + err

    return command


@pytest.fixture
def released(built: Path) -> Path:
    """A project with one language signed and released."""
    sign(built, "es")
    run(built, out=built / "release", release=True, verify=True)
    return built
