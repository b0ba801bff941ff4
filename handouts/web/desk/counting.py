"""A count of what was printed, where a clinic wants to show which languages are asked for: day,
sheet, language, edition, copies. No patient, no time of day, nothing typed."""

from __future__ import annotations

import csv
import datetime
import io
import os
import sys
import threading
from collections.abc import Sequence
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
            self._append([] if path.exists() and path.stat().st_size else [_HEAD])

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
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        try:
            # Whole lines at the end of the file, also when two desks write to it.
            with self._lock:
                handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
                try:
                    os.write(handle, text.getvalue().encode())
                finally:
                    os.close(handle)
        except OSError as error:
            raise SetupError(f"cannot write {self._path}: {error.strerror}") from error
