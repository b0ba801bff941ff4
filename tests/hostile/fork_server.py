"""A process that has loaded the whole program once, and forks for each guarded command.

To load Python, the libraries and the program takes longer than most commands on a small project.
What a command does is the same: it has its own process group, environment, limits and guard, and
ends by itself. `test_guard.py` starts one anew, so that loading is under the guard too.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tests.hostile import guard

#: More than any request; a request is one packet.
LARGEST = 1 << 16


class Command:
    """A command that was asked for: its process, then its exit code and processor seconds."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.pid = int(json.loads(line.recv(LARGEST)))

    def wait(self) -> tuple[int, float]:
        """Exit code, negative for a signal, and seconds of the processor with its children."""
        code, seconds = json.loads(self._line.recv(LARGEST))
        return int(code), float(seconds)


def start(arguments: Sequence[str], environment: Mapping[str, str], output: int) -> Command:
    """Starts the guard with these arguments; what is printed goes to the handle `output`."""
    line, _ = _server()
    socket.send_fds(line, [json.dumps([*arguments]).encode()], [output])
    line.sendmsg([json.dumps({**environment}).encode()])
    return Command(line)


def stop() -> None:
    """Ends the server, if one was started."""
    if _server.cache_info().currsize:
        line, server = _server()
        line.close()
        server.wait()
        _server.cache_clear()


@functools.cache
def _server() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """The server, and the connection to it: it ends when this is closed."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.fork_server", str(theirs.fileno())],
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        cwd=guard.ROOT,
        start_new_session=True,
    )
    theirs.close()
    return ours, server


def _load() -> None:
    """Every module of the program, with what it imports."""
    import handouts  # noqa: PLC0415 - in the server alone

    for module in pkgutil.walk_packages(handouts.__path__, "handouts."):
        importlib.import_module(module.name)
    gc.freeze()


def _serve(line: socket.socket) -> int:
    """Forks until the other end is closed. Returns in the server, and in each child with the exit
    code of its command."""
    while True:
        arguments, handles, _, _ = socket.recv_fds(line, LARGEST, 1)
        if not arguments:
            return 0
        environment = json.loads(line.recv(LARGEST))
        child = os.fork()
        if child == 0:
            line.close()
            os.setsid()
            os.dup2(handles[0], 1)
            os.dup2(handles[0], 2)
            os.close(handles[0])
            os.environ.clear()
            os.environ.update(environment)
            sys.argv = [guard.__file__, *json.loads(arguments)]
            return guard.main()
        os.close(handles[0])
        line.sendmsg([json.dumps(child).encode()])
        _, status, used = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        line.sendmsg([json.dumps([code, used.ru_utime + used.ru_stime]).encode()])


if __name__ == "__main__":
    _load()
    sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))
