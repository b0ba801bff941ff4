"""Runs commands of `build.py` for tests, each in a process of its own that is forked from this one.

Python and the program are loaded once, not for each command. All else is as if `build.py` had been
started: a main thread, signals, standard streams, working folder and environment of its own, and
Python's usual end. What a test asks of the start itself needs the real program.

`python -m tests.command_server NUMBER` serves at a listening socket of this number until its
standard input is closed; `command_client.py` asks. A command whose client is gone is killed with
its workers.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import pkgutil
import selectors
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import handouts
from handouts.cli import prepare, run
from tests.hostile import guard

#: More than an environment and a command line, bytes.
LONGEST = 200_000


@dataclass(frozen=True)
class Call:
    """A command to carry out. `script` is `build.py`, or the guard of the hostile tests. `files`
    are its standard streams by number; what is not among them is closed."""

    script: str
    arguments: list[str]
    folder: str
    environment: dict[str, str]
    files: dict[int, int]

    def enter(self) -> int:
        """Makes this process the command's and carries it out; returns the exit code."""
        os.setsid()
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)
        self._take_streams()
        sys.argv = [self.script, *self.arguments]
        script = Path(self.script)
        if script == Path(guard.__file__):
            return guard.main()
        prepare()
        return run(self.arguments, script.parent, script.name)

    def _take_streams(self) -> None:
        kept = {number: os.dup(file) for number, file in self.files.items()}
        os.closerange(0, 3)
        for number in range(3):
            if number in kept:
                os.dup2(kept[number], number)
        for file in (*kept.values(), *self.files.values()):
            if file > 2:
                os.close(file)
        encoding = self.environment.get("PYTHONIOENCODING") or "utf-8"
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            stream = None
            if number in kept:
                raw = io.FileIO(number, "w" if number else "r", closefd=False)
                buffer = io.BufferedWriter(raw) if number else io.BufferedReader(raw)
                errors = "backslashreplace" if number == 2 else "strict"
                stream = io.TextIOWrapper(buffer, encoding, errors, line_buffering=number == 2)  # type: ignore[type-var]
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


class _Server:
    """Forks, and tells each client how its command ended."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listening, selectors.EVENT_READ)
        self._selector.register(0, selectors.EVENT_READ)
        self._running: dict[int, tuple[int, socket.socket]] = {}
        self._of_client: dict[int, int] = {}

    def next_call(self) -> Call | None:
        """In a new process, the command it has to carry out; in this one, nothing at the end."""
        while True:
            # One at a time: a number that is closed here may be a new client's at once.
            key, _ = self._selector.select()[0]
            if key.fd == 0:
                for handle in self._running:
                    self._kill(handle)
                return None
            if key.fileobj is self._listening:
                if call := self._fork():
                    return call
            elif key.fd in self._running:
                self._finish(key.fd)
            else:  # a client never says more: it is gone
                self._selector.unregister(key.fd)
                self._kill(self._of_client[key.fd])

    def _fork(self) -> Call | None:
        client, _ = self._listening.accept()
        data, files, _, _ = socket.recv_fds(client, LONGEST, 3)
        if not data:  # killed before it could ask
            client.close()
            return None
        asked: dict[str, Any] = json.loads(data)
        pid = os.fork()
        if not pid:
            self._selector.close()
            self._listening.close()
            client.close()
            for handle, (_, other) in self._running.items():
                os.close(handle)
                other.close()
            numbered = dict(zip(asked.pop("open"), files, strict=True))
            return Call(**asked, files=numbered)
        for file in files:
            os.close(file)
        handle = os.pidfd_open(pid)
        self._running[handle] = pid, client
        self._of_client[client.fileno()] = handle
        self._selector.register(handle, selectors.EVENT_READ)
        _send(client, pid)
        self._selector.register(client, selectors.EVENT_READ)
        return None

    def _finish(self, handle: int) -> None:
        pid, client = self._running.pop(handle)
        _, status = os.waitpid(pid, 0)
        self._selector.unregister(handle)
        os.close(handle)
        with contextlib.suppress(KeyError):
            self._selector.unregister(client)
        del self._of_client[client.fileno()]
        _send(client, os.waitstatus_to_exitcode(status))
        client.close()

    def _kill(self, handle: int) -> None:
        pid, _ = self._running[handle]
        for kill in (os.killpg, os.kill):  # it may not lead a group yet
            with contextlib.suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)


def _send(client: socket.socket, number: int) -> None:
    """Nothing, where the client has been killed."""
    with contextlib.suppress(OSError):
        client.send(str(number).encode())


#: What the program loads only where it is asked for; the first takes half the time of `check`.
_ON_DEMAND = ("textstat", "multiprocessing.popen_fork", "babel.plural", "encodings.utf_8_sig")


def _load() -> None:
    """All of the program, so that no command has to."""
    for module in pkgutil.walk_packages(handouts.__path__, "handouts."):
        importlib.import_module(module.name)
    for name in _ON_DEMAND:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def main() -> int:
    """Serves; in a forked process, carries out a command. Returns its exit code."""
    _load()
    call = _Server(socket.socket(fileno=int(sys.argv[1]))).next_call()
    return call.enter() if call else 0


if __name__ == "__main__":
    sys.exit(main())
