"""Commands as they are typed, for whoever is told to run one."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

#: How findings write the program.
_WRITTEN = "python3 build.py"


def command_line(folder: Path, words: str) -> str:
    """A command on the project of a folder."""
    program = click.get_current_context().find_root().command_path
    program = f"python3 {program}" if program.endswith(".py") else program
    place = "" if folder.resolve() == Path.cwd() else f"--project {shlex.quote(str(folder))}"
    return " ".join(filter(None, (program, words, place)))


def as_typed(text: str) -> str:
    """A hint whose commands work as they stand, where the project lies elsewhere or the program
    has another name."""
    context = click.get_current_context(silent=True)
    if context is None or _WRITTEN not in text:
        return text
    return text.replace(_WRITTEN, command_line(context.find_root().obj, ""))
