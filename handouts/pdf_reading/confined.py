"""Reading PDFs from anywhere, in a process that may be lost.

The libraries that read and draw PDFs are written in C++, and a file can be made to keep them busy
for years, to fill the memory, or to crash them. So that is done in a child process with little
memory, which is ended when it takes too long; the next file gets a new one.
"""

from __future__ import annotations

import atexit
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from handouts.files import children
from handouts.pdf.errors import UnreadableError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")

#: A sheet takes a twentieth of a second.
SECONDS = 10.0
#: What the child may use beyond what it starts with (bytes); a drawn page takes some 20 MB.
MEMORY = 1 << 30


class _Child:
    """The process, and the pipe to it."""

    def __init__(self) -> None:
        context = children.context()
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, self.pipe if context.get_start_method() == "fork" else None)
        self.process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Confinement:
    """The child at work, started when it is first needed."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._owner = 0
        atexit.register(self.end)

    def run(self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
        if self._child is None or self._owner != os.getpid():  # a forked worker has its own
            self._child, self._owner = _Child(), os.getpid()
        child = self._child
        try:
            child.pipe.send((function, arguments))
            if not child.pipe.poll(seconds):
                self.end()
                raise UnreadableError(f"it takes more than {seconds:g} seconds to read")
            answer = child.pipe.recv()
        except (EOFError, ConnectionError):
            self.end()
            raise UnreadableError(_death(child.process)) from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def end(self) -> None:
        """Ends the child, if this process has started one."""
        child, self._child = self._child, None
        if child and self._owner == os.getpid():
            child.end()


_confinement = _Confinement()


def confined(function: Callable[..., T], *arguments: object, seconds: float = SECONDS) -> T:
    """What a function of a module gives, carried out in the child process.

    Raises `UnreadableError` when it does so, takes too long or too much memory, or when its process
    dies; what else it raises, too.
    """
    answer: T = _confinement.run(function, arguments, seconds)
    return answer


def _serve(pipe: Connection, other_end: Connection | None) -> None:
    """What the child runs, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if other_end:
        other_end.close()
    silence = os.open(os.devnull, os.O_RDWR)  # libraries tell of each fault they find
    for number in range(3):
        os.dup2(silence, number)
    _limit_memory()
    while True:
        try:
            function, arguments = pipe.recv()
        except EOFError:
            return
        answer: object
        try:
            answer = function(*arguments)
        except MemoryError:
            answer = UnreadableError("it takes more memory than any sheet")
        except Exception as error:
            answer = error
        pipe.send(answer)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
        used = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = used + MEMORY
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _death(process: BaseProcess) -> str:
    process.join(1)
    code = process.exitcode
    how = signal.Signals(-code).name if code is not None and code < 0 else f"code {code}"
    return f"it ends the program that reads it ({how})"
