"""A count of what was printed, where a clinic wants to show which languages are asked for: day,
sheet, language, edition, copies. No patient, no time of day, nothing typed."""

from __future__ import annotations

import contextlib
import csv
import datetime
import errno
import fcntl
import io
import os
import stat
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from handouts.model.errors import SetupError
from handouts.web.desk.protocol import Wanted

_HEAD = ("day", "guide", "handout", "language", "edition", "paper", "copies")


class Counter:
    """Adds a row per sheet to a CSV file; without a file it counts nothing. Raises `SetupError`
    when the file cannot be written at all."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        if path:
            self._append([])

    def add(self, sheets: Sequence[Wanted], copies: int) -> None:
        """Counts a print job."""
        day = datetime.date.today().isoformat()
        rows = [
            (day, one.guide, one.handout, one.language, one.edition, one.paper, str(copies))
            for one in sheets
        ]
        try:
            self._append(rows)
        except SetupError as error:  # the patient's sheet matters more
            print(f"not counted: {error}", file=sys.stderr, flush=True)

    def _append(self, rows: Sequence[Sequence[str]]) -> None:
        if self._path is None:
            return
        try:
            # Whole lines at the end of the file, also when two desks write to it.
            with self._lock, _opened(self._path) as handle:
                size = os.fstat(handle).st_size
                begun = _begun(self._path, handle, size)
                data = _text(rows if begun else [_HEAD, *rows])
                try:
                    if os.write(handle, data) < len(data):
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                except OSError:
                    os.ftruncate(handle, size)  # no half of a line stays
                    raise
        except OSError as error:
            raise SetupError(f"cannot write {self._path}: {error.strerror}") from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """The file, held by one desk at a time; a pipe is not waited for."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _begun(path: Path, handle: int, size: int) -> bool:
    """Whether the file holds a count already. Raises `SetupError` for one that holds anything else:
    it is somebody's own."""
    head = _text([_HEAD])
    regular = stat.S_ISREG(os.fstat(handle).st_mode)
    if not regular or (size and os.pread(handle, len(head), 0) != head):
        raise SetupError(f"--count {path}: it holds something else; name a new file")
    return bool(size)


def _text(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
