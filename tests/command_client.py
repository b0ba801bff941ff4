"""Has a command carried out by `tests.command_server`, as if it were this process: its streams,
folder and environment are this one's, a signal that comes here goes there, and its end is this
one's. Run as `python -I -S command_client.py SOCKET SCRIPT ARGUMENT...`; nothing is imported that
takes time.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys


def main() -> int:
    """Returns the command's exit code, or dies of the signal that it died of."""
    _, path, script, *arguments = sys.argv
    files = [number for number in range(3) if _is_open(number)]
    asked = {
        "script": os.path.abspath(script),  # noqa: PTH100 - pathlib takes time
        "arguments": arguments,
        "folder": os.getcwd(),  # noqa: PTH109 - as above
        "environment": dict(os.environ),
        "open": files,
    }
    server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server.connect(path)
    socket.send_fds(server, [json.dumps(asked).encode()], files)
    pid = int(server.recv(64))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os.kill(pid, number))
    code = int(server.recv(64))
    if code < 0:
        if -code in (signal.SIGINT, signal.SIGTERM):
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    return code


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
