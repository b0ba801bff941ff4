"""Commands of `build.py` as processes, quickly: see `command_server.py`."""

from __future__ import annotations

import atexit
import functools
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build.py"


def quick(script: Path = BUILD) -> list[str]:
    """The command line that stands for `python SCRIPT`; arguments follow."""
    client = ROOT / "tests" / "command_client.py"
    return [sys.executable, "-I", "-S", str(client), _server(), str(script)]


@functools.cache
def _server() -> str:
    """The socket of this process's own server, which ends with it."""
    folder = tempfile.TemporaryDirectory(prefix="commands-")
    path = f"{folder.name}/socket"
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(path)
        listening.listen(64)
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.command_server", str(listening.fileno())],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            pass_fds=[listening.fileno()],
            start_new_session=True,
        )

    def end() -> None:
        server.communicate()
        folder.cleanup()

    atexit.register(end)
    return path
