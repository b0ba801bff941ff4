"""Sheets with what the desk has typed, made so that nothing of it stays.

What lays out a sheet remembers much: shaped lines, pages, compressed streams. None of that may hold
what was typed about a patient. So a *keeper*, a process of its own, gets every sheet ready with its
lines blank, and for each print job it forks a *writer*. The writer alone receives what was typed,
over a socket that only the server and the writer hold; it answers and ends, and all its memory goes
with it. The keeper never sees a typed word, and stays as ready as it was.

    server ── names of sheets, one end of a socket ──▶ keeper ── fork ──▶ writer
       └───────────────── what was typed ────────────────────────────────▶ │
       ◀────────────────── one PDF, or what is wrong ───────────────────────┘
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import socket
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from handouts.press.worker import Options
from handouts.web.desk import keeper
from handouts.web.desk.protocol import Answer, Trouble, Wanted, receive_answer, send_job

#: Longer than the largest job takes on a slow machine, seconds.
PATIENCE = 60.0

#: How long a process that is ending may take; seconds.
_MOMENT = 1.0

#: Print jobs that are made at the same time; others wait.
TOGETHER = 2


class NotPrintedError(Exception):
    """There is no print job. `sheet` is the first one that is at fault, if one is, and `keys` are
    those of its lines that are."""

    def __init__(
        self, trouble: Trouble, sheet: Wanted | None = None, keys: tuple[str, ...] = ()
    ) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.sheet = sheet
        self.keys = keys


class Filler:
    """Makes print jobs. It may be asked by several threads."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(TOGETHER)
        self._process: Any = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        """Starts a keeper, in place of the one before: for when the sheets have changed."""
        with self._lock:
            self._start()

    @property
    def process_id(self) -> int:
        """The keeper's."""
        return int(self._process.pid)

    def stop(self) -> None:
        """Ends the keeper."""
        with self._lock:
            self._stop()

    def make(self, sheets: Sequence[Wanted], typed: Mapping[str, str], copies: int) -> bytes:
        """A PDF of all sheets, so many times. Raises `NotPrintedError`."""
        with self._slots:
            answer = self._asked(sheets, typed, copies)
            if answer is None and self._has_ended():
                answer = self._asked(sheets, typed, copies)  # of a new keeper
        if answer is None:
            raise NotPrintedError(Trouble.FAILED)
        if answer.pdf:
            return answer.pdf
        sheet = None if answer.sheet is None else sheets[answer.sheet]
        raise NotPrintedError(answer.trouble or Trouble.FAILED, sheet, answer.keys)

    def _has_ended(self) -> bool:
        """Whether the keeper has died. Its files are closed a moment before it is gone."""
        self._process.join(_MOMENT)
        return not self._process.is_alive()

    def _asked(
        self, sheets: Sequence[Wanted], typed: Mapping[str, str], copies: int
    ) -> Answer | None:
        """What a writer answers; nothing when it died, or is stuck."""
        ours, theirs = socket.socketpair()
        with contextlib.closing(ours):
            ours.settimeout(PATIENCE)
            with contextlib.closing(theirs):
                self._send([asdict(sheet) for sheet in sheets], theirs)
            try:
                send_job(ours, typed, copies)
                return receive_answer(ours)
            except (OSError, EOFError):
                return None

    def _send(self, names: object, theirs: socket.socket) -> None:
        """Gives a job to the keeper; to a new one, where the last has died."""
        message = json.dumps(names).encode()
        with self._lock:
            for _ in range(2):
                if self._control is None or not self._process.is_alive():
                    self._start()
                assert self._control
                try:
                    socket.send_fds(self._control, [message], [theirs.fileno()])
                    return
                except OSError:
                    self._stop()
        raise NotPrintedError(Trouble.FAILED)

    def _start(self) -> None:
        self._stop()
        # A message and its file descriptor arrive together and whole.
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(
            target=keeper.run, args=(theirs, self._options), daemon=True
        )
        self._process.start()
        theirs.close()
        self._control = ours

    def _stop(self) -> None:
        if self._control:
            self._control.close()
            self._control = None
        if self._process:
            self._process.terminate()
            self._process.join()
            self._process = None
