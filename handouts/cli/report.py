"""What the reports share: as text, as data for programs, or as a page in the output folder."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli import options
from handouts.cli.finding_formats import json_text, say
from handouts.files import reading
from handouts.model.errors import UsageError
from handouts.model.findings import has_errors

if TYPE_CHECKING:
    from handouts.project.project import Project

FORMATS = ("text", "json", "html")

#: The options of every report.
style = click.option(
    "--format",
    "style",
    type=options.Choice(FORMATS),
    default=FORMATS[0],
    help="json: for programs; html: writes a page into the output folder.",
)
out = click.option("--out", type=options.PATH, metavar="DIR", help="The output folder (dist).")


@dataclass(frozen=True)
class Report:
    """A report in its three forms. `page` is a template and the values that fill it."""

    name: str
    text: Iterable[str]
    data: Mapping[str, Any]
    page: tuple[str, Mapping[str, Any]]

    def show(self, style: str, folder: Path) -> None:
        """Prints it, or writes its page into a folder. Raises `OutputError`."""
        if style == "json":
            print(json_text(self.data))
        elif style == "html":
            write_page(folder / f"{self.name}.html", *self.page)
        else:
            for line in self.text:
                say(line)


def write_page(path: Path, template: str, values: Mapping[str, Any]) -> None:
    """Writes a page and says where. Raises `OutputError`; `UsageError` where a file stands that
    this program has not written, or that somebody has changed since."""
    from handouts.files.atomic import write
    from handouts.html import render
    from handouts.html.sealed import sealed

    if not _may_be_replaced(path):
        raise UsageError(
            f"{path} is there already and is no page that was written here and left as it was: "
            "move it, or write elsewhere with --out"
        )
    write(path, sealed(render(template, **values)))
    say(f"wrote {path}")


def _may_be_replaced(path: Path) -> bool:
    from handouts.html.sealed import is_unchanged

    try:
        status = path.lstat()
        return stat.S_ISREG(status.st_mode) and (
            status.st_size == 0 or is_unchanged(reading.read(path))
        )
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def end(project: Project) -> int:
    """Prints what of the project could not be read, so that a report without it misleads nobody;
    returns the exit code."""
    for finding in project.findings:
        print(str(finding), file=sys.stderr)
    return 1 if has_errors(project.findings) else 0
