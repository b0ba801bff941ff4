"""The command line: commands, exit codes, and no traceback ever.

A command is one row of `COMMANDS`: its name, what it does, a function that adds its options, a
function that carries it out. Without a command's name, `build` is meant.

Exit codes: 0 done, 1 findings, 2 wrong usage or set-up, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from handouts import __version__
from handouts.cli import building, looking, reports, shelves, words
from handouts.model.errors import FindingsError, HandoutsError, UsageError

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `run` takes the parsed options and returns the exit code."""

    name: str
    help: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS = (
    Command("build", "build every PDF that is out of date (the default)",
            building.build_options, building.build),
    Command("check", "check templates and catalogs, without building",
            words.check_options, words.check),
    Command("extract", "write the .pot files from the templates",
            words.extract_options, words.extract),
    Command("update", "merge changed templates into every catalog",
            words.update_options, words.update),
    Command("language", "start a new language: language add fr",
            words.language_options, words.language),
    Command("status", "per language: translated, fuzzy, signed",
            words.status_options, words.status),
    Command("facts", "which fact stands on which sheet, and back; what a new guide touches",
            reports.facts_options, reports.facts),
    Command("plain", "report cards: how each sheet reads, in each language",
            reports.plain_options, reports.plain),
    Command("compare", "what changed between two builds, as page pictures: compare OLD NEW",
            shelves.compare_options, shelves.compare),
    Command("merge", "join the output folders of --shard builds: merge DIR... --out DIR",
            shelves.merge_options, shelves.merge),
    Command("inspect", "what a screen reader says of a PDF, line by line; its tags",
            looking.inspect_options, looking.inspect),
    Command("doctor", "fonts, packages and tools: what is there, what is missing",
            looking.doctor_options, looking.doctor),
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving, so that `main` alone decides how the program ends."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}\nSee: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The whole command line, as `--help` shows it."""
    common = _Parser(add_help=False)
    common.add_argument("--project", type=Path, default=PROJECT, help=argparse.SUPPRESS)
    width = max(len(command.name) for command in COMMANDS)
    table = "\n".join(f"  {command.name:{width}}  {command.help}" for command in COMMANDS)
    top = _Parser(
        prog="build.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Plain-language patient sheets in every language, as tagged PDFs.",
        epilog=f"commands:\n{table}\n\nbuild.py COMMAND --help tells the options of a command.",
    )
    top.add_argument("--version", action="version", version=f"handouts {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser,
                                  help=argparse.SUPPRESS)  # fmt: skip
    for command in COMMANDS:
        one = commands.add_parser(command.name, parents=[common], description=command.help)
        command.options(one)
        one.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out a command line; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return run(given)
    except FindingsError as error:
        print(error)
        print(building.closing_line(error.findings))
        return error.exit_code
    except HandoutsError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("\ninterrupted; what was finished is kept, earlier sheets are whole",
              file=sys.stderr)  # fmt: skip
        return 130
    except BrokenPipeError:
        # Whoever read our output has stopped (`build.py status | head`); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ModuleNotFoundError:
        raise  # build.py tells how to set up
    except Exception as error:
        return _internal_error(error)


def run(given: Sequence[str]) -> int:
    """Finds the command and runs it."""
    arguments = list(given)
    names = {command.name for command in COMMANDS}
    first = arguments[0] if arguments else ""
    if first not in names | {"-h", "--help", "--version"}:
        if first and not first.startswith("-"):
            from handouts.press.plan import unknown  # noqa: PLC0415 - only when something is wrong

            raise UsageError(unknown("command", first, [command.name for command in COMMANDS]))
        arguments.insert(0, "build")
    try:
        options = parser().parse_args(arguments)
    except SystemExit as leaving:  # --help and --version
        return int(leaving.code or 0)
    return int(options.run(options))


def _internal_error(error: Exception) -> int:
    if os.environ.get("HANDOUTS_DEBUG"):
        traceback.print_exception(error)
    else:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        print(
            f"internal error: {type(error).__name__}: {error} "
            f"({Path(frame.filename).name}:{frame.lineno})\n"
            "This is a fault of the program, not yours. Please report it with the output of\n"
            "the same command run with HANDOUTS_DEBUG=1 set.",
            file=sys.stderr,
        )
    return 1
