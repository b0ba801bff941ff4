"""What several commands share: where the project lies, and options with one meaning everywhere."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import click

from handouts.editions import EDITIONS
from handouts.files.reading import is_within
from handouts.model.errors import SetupError, UsageError

P = ParamSpec("P")
Function = Callable[..., int]

#: A file or folder of any kind, there or not: what it must be is checked by whoever opens it.
PATH = click.Path(path_type=Path)


#: Where a context remembers that its project was named by `--project`.
_NAMED = f"{__name__}.named"


def _choose(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    del param
    if value is not None:
        ctx.obj = ctx.find_root().obj = value
        ctx.meta[_NAMED] = True


#: Understood before and after the name of a command. The folder is the context's object.
PROJECT = click.Option(
    ["--project"],
    type=PATH,
    metavar="DIR",
    expose_value=False,
    callback=_choose,
    help="The folder with templates/ and locales/.",
)


class _Command(click.Command):
    """A command, with `--project`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params.append(PROJECT)


def command(name: str) -> Callable[[Function], click.Command]:
    """Makes a command of a function that returns the exit code. Its docstring is the help."""
    return click.command(name, cls=_Command)


def add(group: click.Group, name: str) -> Callable[[Function], click.Command]:
    """Makes a command of a group, as `command` does."""
    return group.command(name, cls=_Command)


def pass_project(function: Callable[Concatenate[Path, P], int]) -> Callable[P, int]:
    """Passes the project's folder as the first argument. Raises `SetupError` when it is none, and
    `UsageError` when the folder to write is one of those that the project is made from."""

    @functools.wraps(function)
    def with_project(*args: P.args, **options: P.kwargs) -> int:
        context = click.get_current_context()
        folder = context.obj
        if not _is_project(folder):
            raise SetupError(
                f"{folder} is no project: it has no folder templates (name a project's folder "
                "with --project DIR, or start one: new clinic DIR)"
            )
        for option in context.command.params:
            chosen = options.get(option.name or "")
            if option.metavar == "DIR" and option.name == "out" and isinstance(chosen, Path):
                _must_not_be_source(chosen, folder)
        return function(folder, *args, **options)

    return with_project


def pass_any_project(function: Callable[Concatenate[Path | None, P], int]) -> Callable[P, int]:
    """Passes the project's folder as the first argument, or `None` where there is no project.
    Raises `SetupError` when a folder was named that is none."""
    with_project = pass_project(function)

    @functools.wraps(function)
    def with_any_project(*args: P.args, **options: P.kwargs) -> int:
        context = click.get_current_context()
        if _NAMED in context.meta or _is_project(context.obj):
            return with_project(*args, **options)
        return function(None, *args, **options)

    return with_any_project


def _is_project(folder: Path) -> bool:
    from handouts.project.project import Project

    return Project(folder).templates.is_dir()


def _must_not_be_source(out: Path, project: Path) -> None:
    """Made files must not lie where they would be taken for words, drawings or languages."""
    for name in ("templates", "locales"):
        if is_within(out, project / name):
            raise UsageError(
                f"{out} lies in {name}/, from which the handouts are made: choose another folder "
                "with --out"
            )


class Choice(click.Choice[str]):
    """One of several names; a wrong one is answered with the nearest."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """The names, and the nearest of them."""
        import difflib

        near = difflib.get_close_matches(str(value), self.choices, n=1)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        return super().get_invalid_choice_message(value, ctx) + meant


#: Options that several commands share.
fonts = click.option(
    "--fonts", type=PATH, metavar="DIR", help="A folder of fonts to look in first."
)
jobs = click.option(
    "--jobs", "-j", type=click.IntRange(1), metavar="N", help="Processes (one per core)."
)
paper = click.option("--paper", default="", metavar="P", help="letter or a4; else the brand's.")
editions = click.option(
    "--edition",
    type=Choice(list(EDITIONS)),
    multiple=True,
    metavar="E",
    help=f"{' or '.join(EDITIONS)}; may be given again.",
)
summary = click.option(
    "--summary",
    type=PATH,
    metavar="FILE",
    help="Add a summary in Markdown to FILE, such as $GITHUB_STEP_SUMMARY.",
)
seen = click.option(
    "--seen",
    type=PATH,
    metavar="FILE",
    help="Do not show findings that stand in FILE; add those that are found.",
)
out = click.option(
    "--out", type=PATH, metavar="DIR", help="The folder to write (dist; with --release: release)."
)
