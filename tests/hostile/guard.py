"""Runs a command of the program under a guard, and tells what it did that it may not do.

The guard is an audit hook (PEP 578). A file may be read in the project, the output folder, the
font folders, and where Python and the system's libraries lie; written in the output folder, in
those parts of a project that commands write, and where the key to the caches is kept; no connection
may be opened and no program started but git, for what was committed. What breaks
these rules is noted, and refused. Forked workers inherit the guard.

Run as `python -m tests.hostile.guard LOG SECONDS MEMORY PROJECT OUT ARGUMENT...`: the command line
of `build.py` in so many seconds of the processor and bytes of memory for each of its processes,
each violation a line of LOG.
"""

from __future__ import annotations

import os
import resource
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

from handouts.files.committed import QUIET

ROOT = Path(__file__).resolve().parents[2]

#: What commands write below a project, besides the output folder.
WRITTEN = (".cache", "locales", "dist", "release")
#: What every process opens: shared libraries, the time zone, the locale, the machine's fonts.
SYSTEM = (
    "/etc",
    "/lib",
    "/lib64",
    "/proc",
    "/sys",
    "/usr/lib",
    "/usr/local/lib",
    "/usr/share",
    "/usr/local/share/fonts",
    "/dev/null",
    "/dev/urandom",
)
#: The sound fonts that a test names explicitly lie below the home folder on some machines.
FONTS = (".local/share/fonts", ".fonts", "Library/Fonts")

#: The one thing that the program keeps of its own: the key to its caches.
KEY = ".local/state/handouts"

#: ReportLab looks for its own settings in the home folder. There may be none.
SETTINGS = (".reportlab_mods", ".reportlab_settings")

#: Events that open a connection. A pipe between a process and its worker is none.
_SOCKETS = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
)
_PROCESSES = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn")
#: Events that change the file system, and which of their arguments are paths.
_CHANGES = {
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.mkdir": (0,),
    "os.rmdir": (0,),
    "os.link": (0, 1),
    "os.symlink": (1,),
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.truncate": (0,),
    "os.utime": (0,),
}
_LISTINGS = ("os.listdir", "os.scandir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _asks_git(arguments: tuple[object, ...]) -> bool:
    """Whether a program is git, asked for what was committed, with nothing that the project's own
    settings would start."""
    command = arguments[1] if len(arguments) > 1 else ()
    words = tuple(command) if isinstance(command, list | tuple) else ()
    return words[:5] == ("git", *QUIET) and "cat-file" in words


class Guard:
    """The rules for one project and output folder. `tell` is called with each violation."""

    def __init__(self, project: Path, out: Path, tell: Callable[[str], None]) -> None:
        project, out = Path(os.path.realpath(project)), Path(os.path.realpath(out))
        home = Path(os.path.expanduser("~"))  # noqa: PTH111 - may be unset
        self._tell = tell
        self._written = [os.fspath(out), *(os.fspath(project / part) for part in WRITTEN)]
        self._written.append(os.fspath(home / KEY))
        self._compiled = [os.fspath(ROOT), *self._python()]
        self._read = [
            *self._compiled,
            *self._written,
            os.fspath(project),
            *SYSTEM,
            *(os.fspath(home / folder) for folder in FONTS),
        ]
        self._absent = {os.path.realpath(home / name) for name in SETTINGS}
        self._busy = False

    @staticmethod
    def _python() -> Iterator[str]:
        for prefix in (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()):
            yield os.path.realpath(prefix)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """The audit hook. Raises `PermissionError` for what is forbidden."""
        if self._busy:
            return
        self._busy = True
        try:
            wrong = self._violation(event, arguments)
            if wrong:
                self._tell(wrong)
                raise PermissionError(1, f"the guard refuses: {wrong}")
        finally:
            self._busy = False

    def _violation(self, event: str, arguments: tuple[object, ...]) -> str:
        if event in _PROCESSES and _asks_git(arguments):
            return ""
        if event in _SOCKETS or event in _PROCESSES:
            return f"{event} {arguments!r:.200}"
        if event == "open":
            path, _, flags = arguments
            writing = bool(int(flags) & _WRITING) if isinstance(flags, int) else False
            return self._path(event, path, writing=writing, follow=True)
        if event in _LISTINGS:
            return self._path(event, arguments[0], writing=False, follow=True)
        for index in _CHANGES.get(event, ()):
            if wrong := self._path(event, arguments[index], writing=True, follow=False):
                return wrong
        return ""

    def _path(self, event: str, path: object, *, writing: bool, follow: bool) -> str:
        if not isinstance(path, str | bytes | os.PathLike):
            return ""  # a handle that was opened under the guard's eyes
        name = os.fsdecode(path)
        if "\0" in name:
            return ""  # no call of the system takes it
        parent, last = os.path.split(os.path.abspath(name))  # noqa: PTH100 - no events
        real = os.path.realpath(name) if follow else f"{os.path.realpath(parent)}/{last}"
        allowed = self._written if writing else self._read
        if any(real == folder or real.startswith(f"{folder}/") for folder in allowed):
            return ""
        if real in self._absent and not os.path.lexists(real):
            return ""
        if real == "/dev/null" or (writing and self._is_compiled(real)):
            return ""
        return f"{event} {'writing' if writing else 'reading'} {real!r}"

    def _is_compiled(self, real: str) -> bool:
        """Python keeps what it has compiled."""
        inside = any(real.startswith(f"{folder}/") for folder in self._compiled)
        return inside and "/__pycache__" in real


def main() -> int:
    """Installs the guard, then runs the command line."""
    log, seconds, memory, project, out, *arguments = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(wrong: str) -> None:
        os.write(handle, f"{wrong}\n".encode("utf-8", "backslashreplace"))

    sys.argv[0] = "build.py"
    sys.addaudithook(Guard(Path(project), Path(out), tell).hear)
    from handouts.cli import run  # noqa: PLC0415 - under the guard

    return run(arguments, Path(project), "build.py")


if __name__ == "__main__":
    sys.exit(main())
