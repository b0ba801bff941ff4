"""The `new` command: a guide, or another clinic's project, to start from."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.command_line import command_line


@click.group("new", params=[options.PROJECT], no_args_is_help=False)
def command() -> None:
    """Start another guide, or another clinic."""


@options.add(command, "guide")
@click.argument("name", metavar="NAME")
@click.option("--title", default="", metavar="T", help="What the guide is called.")
@click.option("--code", default="", metavar="C", help="Its code: 2 to 8 capital letters, digits.")
@options.pass_project
def guide(folder: Path, name: str, title: str, code: str) -> int:
    """Write templates/NAME with one sheet, which can be built at once.

    NAME is in small letters, digits and hyphens: sore-knee.
    """
    from datetime import date

    from handouts.project.project import Project
    from handouts.project.starters import new_guide

    made = new_guide(Project(folder), name, title, code, date.today())
    print(f"wrote {made / 'guide.toml'}\nwrote {made / 'sheet.xml'}")
    print(
        f"Look at it: {command_line(folder, f'--guide {name}')}\n"
        "Write the facts, then the sheet: docs/authoring.md. Then:\n"
        f"    {command_line(folder, 'extract')}\n"
        f"    {command_line(folder, 'check --language en')}"
    )
    return 0


@options.add(command, "clinic")
@click.argument("target", metavar="DIR", type=options.PATH)
@options.pass_any_project
def clinic(folder: Path | None, target: Path) -> int:
    """Write a project for another clinic into DIR, which can be built at once.

    Frame and shared words are those of the project that this is run in, else this program's own.
    """
    from datetime import date

    from handouts.project.clinic_starter import new_clinic

    made = new_clinic(folder, target, date.today())
    print(f"wrote {made}")
    print(
        f"Write the clinic's name, colours and phone number into {made / 'templates/brand.toml'}.\n"
        f"Look at it: {command_line(made, '')}"
    )
    return 0
