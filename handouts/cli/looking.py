"""The commands that look: `inspect` at a PDF, `doctor` at the machine."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from handouts.errors import UsageError


def inspect_options(parser: argparse.ArgumentParser) -> None:
    """The options of `inspect`."""
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.add_argument("--json", action="store_true", help="for programs")


def inspect(options: argparse.Namespace) -> int:
    """Prints the tag tree with its text."""
    from handouts.pdf import readback  # noqa: PLC0415 - only this command needs it
    from handouts.pdf.errors import UnreadableError  # noqa: PLC0415 - as above

    path: Path = options.file
    try:
        reading = readback.read(path.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except UnreadableError as error:
        raise UsageError(f"{path} is not a PDF that can be read: {error}") from error
    if options.json:
        print(json.dumps(reading.to_dict(), ensure_ascii=False, indent=1))
    else:
        print(readback.outline(reading), end="")
    return 0


def doctor_options(parser: argparse.ArgumentParser) -> None:
    """The options of `doctor`."""
    parser.add_argument(
        "--fonts", type=Path, default=None, metavar="DIR", help="a folder of fonts to look in first"
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def doctor(options: argparse.Namespace) -> int:
    """Tells what is there, what is missing and how to get it."""
    from handouts.cli.doctor import examine, told  # noqa: PLC0415 - keeps the other commands quick

    report = examine(options.project, options.fonts)
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(told(report)))
    return 0 if report.healthy else 2
