"""The machine around a command: what it needs of it is looked at first and told in one line; what
libraries would take from it, without being asked, is kept from them.

The environment must not change a byte of what is made, and a library reads what it likes: ReportLab
settings, ICU another folder of data, HarfBuzz other shapers. So the variables that mean something
to this program, to Python or to the terminal stay, and all others go.
"""

from __future__ import annotations

import contextlib
import os
import re

from handouts.model.errors import SetupError

#: Variables that stay.
_KNOWN = re.compile(
    r"PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LANGUAGE|LC_\w+|XDG_\w+|HANDOUTS_\w+"
    r"|TERM|COLUMNS|LINES|NO_COLOR|CI|PYTHON\w*|COV\w+|VIRTUAL_ENV|LD_LIBRARY_PATH"
    r"|SYSTEMROOT|WINDIR|LOCALAPPDATA|TEMP|TMP"
)
#: Less, and some font cannot be opened or some library not loaded (bytes).
MEMORY = 512 << 20
#: Files that a build with one worker a core has open, with room to spare.
FILES = 64


def prepare() -> None:
    """Makes this process ready for a command. Raises `SetupError` when the machine does not let it
    work."""
    for name in list(os.environ):
        if not _KNOWN.fullmatch(name.upper()):
            del os.environ[name]
    _open_standard_streams()
    try:
        os.getcwd()  # noqa: PTH109 - `Path.cwd` says no more
    except OSError as error:
        message = f"the current folder cannot be used ({error.strerror}): go to another one (cd)"
        raise SetupError(message) from error
    _look_at_limits()


def _open_standard_streams() -> None:
    """A stream that is closed leaves its number to the next file that is opened, and what a library
    says there would end in that file."""
    for number in range(3):
        with contextlib.suppress(OSError):
            os.fstat(number)
            continue
        os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def _look_at_limits() -> None:
    try:
        import resource
    except ModuleNotFoundError:  # Windows has no such limits
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    if soft != unlimited and soft < FILES:
        most = FILES if hard == unlimited else min(hard, FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        if most < FILES:
            raise SetupError(
                f"only {most} files may be open at once: {FILES} are needed (ulimit -n)"
            )
    for kind, option in ((resource.RLIMIT_AS, "v"), (resource.RLIMIT_DATA, "d")):
        allowed, _ = resource.getrlimit(kind)
        if allowed != unlimited and allowed < MEMORY:
            raise SetupError(
                f"only {allowed >> 20} MB of memory may be used: {MEMORY >> 20} MB are needed "
                f"(ulimit -{option})"
            )
