"""Finding and running a command: exit codes, and no traceback ever.

A command is the module of this package with its name, loaded when it is called. Without a name,
`build` is meant.

Exit codes: 0 done, 1 findings, 2 wrong usage or set-up, 130 interrupted. They follow the work, not
the output: `check | head` ends with 1 for findings, although `head` does not read them all.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import click

from handouts import __version__
from handouts.cli.machine import prepare
from handouts.cli.options import PROJECT
from handouts.model.errors import FindingsError, FontFileError, HandoutsError, SetupError
from handouts.model.visible import visible

#: In the order of the help. Each is the module of this package with its name.
COMMANDS = (
    "build",
    "packet",
    "check",
    "extract",
    "update",
    "language",
    "new",
    "xliff",
    "glossary",
    "accept",
    "status",
    "sign",
    "watch",
    "proof",
    "screenshots",
    "desk",
    "index",
    "facts",
    "plain",
    "compare",
    "merge",
    "publish",
    "inspect",
    "explain",
    "doctor",
)

#: Those whose output is their work: where it cannot be written, nothing was done.
SHOWING = frozenset({"status", "glossary", "facts", "plain", "inspect", "explain", "doctor"})

#: A handout leaves much to remember and little to clean up: looking for it less often saves a
#: tenth of a build.
RARELY = (50_000, 20, 100)


class _Commands(click.Group):
    """The commands, loaded on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command of a name. Raises `NoSuchCommand` with the nearest name."""
        if cmd_name not in COMMANDS:
            raise click.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        command = importlib.import_module(f"handouts.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command, `build` is meant."""
        own = 0
        while own < len(args) and args[own].partition("=")[0] == "--project":
            own += 1 if "=" in args[own] else 2
        following = args[own] if own < len(args) else ""
        option = following.startswith("-") and following not in (
            *ctx.help_option_names,
            "--version",
        )
        if option or own == len(args):
            args = [*args[:own], "build", *args[own:]]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Commands,
    params=[PROJECT],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="COMMAND --help explains a command.",
)
@click.version_option(__version__, message="handouts %(version)s")
def _application() -> None:
    """Plain-language patient handouts in every language, as tagged PDFs."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script `handouts`; the project is the current folder. Returns the exit code."""
    try:
        if arguments is None:  # the process is ours alone
            prepare()
        return run(sys.argv[1:] if arguments is None else arguments, Path.cwd(), "handouts")
    except SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except ModuleNotFoundError as error:
        print(f"error: the Python package {error.name!r} is not installed", file=sys.stderr)
        return 2


def run(arguments: Sequence[str], project: Path, program: str) -> int:
    """Carries out a command line; returns the exit code. `project` is the folder that is meant
    without `--project`, `program` what the help calls this program.

    Raises `ModuleNotFoundError` when a package is missing: whoever has started this program knows
    how it is set up.
    """
    gc.set_threshold(*RARELY)
    sys.stdout, sys.stderr = _lasting(sys.stdout), _lasting(sys.stderr)
    code = _exit_code(list(arguments), project, program)
    if lost := _lost_output():
        print(f"error: cannot write the output: {lost.strerror}", file=sys.stderr)
    return code


def _exit_code(arguments: list[str], project: Path, program: str) -> int:
    try:
        with _application.make_context(program, arguments, obj=project) as context:
            code = _invoke(context)
            return code or (2 if context.invoked_subcommand in SHOWING and _lost_output() else 0)
    except MemoryError:
        print("error: there is not enough memory to go on", file=sys.stderr)
        return 2
    except OSError as error:
        if os.environ.get("HANDOUTS_DEBUG"):
            return _internal_error(error)
        file = f"{error.filename}: " if error.filename else ""
        print(visible(f"error: {file}{error.strerror or error}"), file=sys.stderr)
        return 2
    except click.exceptions.Exit as leaving:  # --help and --version
        return leaving.exit_code
    except click.ClickException as error:
        print(visible(f"error: {error.format_message()}"), file=sys.stderr)
        if isinstance(error, click.UsageError) and error.ctx:
            print(visible(f"See: {error.ctx.command_path} --help"), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        message = "interrupted; what was finished is kept, earlier handouts are whole"
        print(f"\n{message}", file=sys.stderr)
        return 130
    except ModuleNotFoundError:
        raise
    except Exception as error:
        return _internal_error(error)


def _invoke(context: click.Context) -> int:
    """Runs the command of a context, in which hints are told as commands to type."""
    try:
        return int(_application.invoke(context))
    except FindingsError as error:
        from handouts.cli.finding_formats import show

        show(error.findings)
        return error.exit_code
    except HandoutsError as error:
        from handouts.cli.command_line import as_typed

        where = f"{error.file}: " if isinstance(error, FontFileError) else ""
        print(visible(f"error: {where}{as_typed(str(error))}"), file=sys.stderr)
        return error.exit_code


def _internal_error(error: Exception) -> int:
    import traceback

    if os.environ.get("HANDOUTS_DEBUG"):
        traceback.print_exception(error)
    else:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        print(
            visible(
                f"internal error: {type(error).__name__}: {error} "
                f"({Path(frame.filename).name}:{frame.lineno})"
            )
            + "\n"
            "This is a fault of the program, not yours. Please report it with the output of\n"
            "the same command run with HANDOUTS_DEBUG=1 set.",
            file=sys.stderr,
        )
    return 1


class _Lasting(io.FileIO):
    """An output whose reader may leave before the end: what comes then is dropped, and the work
    goes on. `error` is why nothing could be written any more."""

    error: OSError | None = None

    def write(self, data: Any) -> int:
        """Writes, or drops."""
        if self.error is None:
            try:
                return super().write(data)
            except OSError as error:
                self.error = error
        return len(data)


def _lasting(stream: TextIO) -> TextIO:
    """The standard stream of a process as an output that lasts. It shows a character that its
    encoding lacks as an escape."""
    if stream is None or not (stream is sys.__stdout__ or stream is sys.__stderr__):
        return stream
    raw = _Lasting(stream.fileno(), "w", closefd=False)
    buffer = io.BufferedWriter(raw)
    lines = stream.line_buffering
    return io.TextIOWrapper(buffer, stream.encoding, "backslashreplace", line_buffering=lines)


def _lost_output() -> OSError | None:
    """Why output was lost, unless only because nobody reads it."""
    if not isinstance(sys.stdout, io.TextIOWrapper):
        return None
    sys.stdout.flush()
    error: OSError | None = getattr(getattr(sys.stdout.buffer, "raw", None), "error", None)
    return None if isinstance(error, BrokenPipeError) else error
