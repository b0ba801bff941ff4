"""Files are old or new, never half."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.files import atomic
from handouts.files.atomic import OutputError


def in_a_child(work: Callable[[], None]) -> int:
    """Runs something in a process of its own, for limits that cannot be taken back."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "es" / "sheet.pdf"
    atomic.write(path, b"old")
    atomic.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    atomic.write(path, b"old")

    def write_too_much() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        with pytest.raises(OutputError, match=r"cannot write .*sheet\.pdf"):
            atomic.write(path, b"x" * 5000)

    assert in_a_child(write_too_much) == 0
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "es").write_bytes(b"")
    with pytest.raises(OutputError, match="a file stands where a folder is needed"):
        atomic.write(tmp_path / "es" / "sheet.pdf", b"new")


def test_parts_of_a_killed_build_are_swept_and_nothing_else(tmp_path: Path) -> None:
    part = atomic.write_part(tmp_path / "es" / "sheet.pdf", b"half")
    names = ("my.part", ".download.part", ".sheet.pdf.12.part", ".x.handouts.part")
    mine = [tmp_path / "es" / name for name in names]
    for path in mine:
        path.write_bytes(b"")
    atomic.sweep(tmp_path)
    assert not part.exists()
    assert all(path.exists() for path in mine)


def test_two_builds_do_not_share_a_folder(tmp_path: Path) -> None:
    order: list[str] = []
    waiting = threading.Event()

    def second() -> None:
        with atomic.lock(tmp_path, waiting.set):
            order.append("second")

    with atomic.lock(tmp_path, lambda: order.append("never waits")):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10), "the second one says that it waits"
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_the_lock_leaves_no_file_behind_and_dies_with_its_holder(tmp_path: Path) -> None:
    def die_holding_it() -> None:
        with atomic.lock(tmp_path, lambda: None):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_a_child(die_holding_it) == -signal.SIGKILL
    assert not list(tmp_path.iterdir())
    with atomic.lock(tmp_path, lambda: pytest.fail("nobody holds it any more")):
        handle = os.open(tmp_path, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)
