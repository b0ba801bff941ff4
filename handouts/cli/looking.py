"""The commands that look: `inspect` at a PDF, `doctor` at the machine."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from handouts.model.errors import UsageError

_TOLD = """\
Each thing is a line: what it is, then its words. [ar] marks where the language changes. At the end
stands what is on the pages but not read aloud. A file without tags is printed as with --tags.

--json prints an object: title, language, pages, tree (the tags), artifacts, stray (text without
tags), and speech, the lines in order. Each has a role, and where there are such: level (of a
heading), lead (what is said before the words: role, label, headers), text, lang (its language),
parts (text and lang of each, where the language changes).
"""


def inspect_options(parser: argparse.ArgumentParser) -> None:
    """The options of `inspect`."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _TOLD
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--tags", action="store_true", help="the tags as they stand in the file")
    form.add_argument("--json", action="store_true", help="speech and tags, for programs")


def inspect(options: argparse.Namespace) -> int:
    """Prints what a screen reader says, or the tag tree with its text."""
    from handouts.pdf.errors import UnreadableError  # noqa: PLC0415 - as above
    from handouts.pdf_reading import reader, speech  # noqa: PLC0415 - only this command needs them

    path: Path = options.file
    try:
        reading = reader.read(path.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except UnreadableError as error:
        raise UsageError(f"{path} is not a PDF that can be read: {error}") from error
    if options.json:
        told = {**reading.to_dict(), "speech": [each.to_dict() for each in speech.speech(reading)]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    elif options.tags:
        print(reader.outline(reading), end="")
    else:
        print(speech.spoken(reading), end="")
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
