#!/usr/bin/env python3
"""Builds the handouts: `python3 build.py`, or `python3 build.py --help` for everything else.

Runs from any folder. When Python or the packages are not there yet, it says how to set up; when
`make` has set up a virtual environment beside this file, it runs in that one by itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"


def main() -> int:
    """Runs the command line; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one shall be told
        return _elsewhere("Python 3.11 or later is needed; this is " + sys.version.split()[0])
    sys.path.insert(0, str(HERE))
    try:
        from handouts.cli import prepare, run  # noqa: PLC0415 - its packages may be missing
        from handouts.model.errors import SetupError  # noqa: PLC0415 - as above

        try:
            prepare()
        except SetupError as error:
            print(f"error: {error}", file=sys.stderr)
            return error.exit_code
        return run(sys.argv[1:], HERE, Path(__file__).name)
    except KeyboardInterrupt:  # before the command line could take it
        return 130
    except MemoryError:
        print("error: there is not enough memory to start", file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "handouts":
            raise
        return _elsewhere(f"the Python package {error.name!r} is not installed")


def _elsewhere(reason: str) -> int:
    """Runs in the environment that `make` has set up, if there is one and this is not it."""
    python = ENVIRONMENT / "bin" / "python"
    if python.is_file() and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        os.execv(str(python), [str(python), str(Path(__file__).resolve()), *sys.argv[1:]])
    print(f"error: {reason}.", file=sys.stderr)
    print(f"To set up everything, run: make -C {HERE}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
