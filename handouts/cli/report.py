"""What the reports share: as text, as data for programs, or as a page in the output folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli import options
from handouts.cli.finding_formats import json_text, say
from handouts.model.findings import Finding, has_errors

if TYPE_CHECKING:
    pass

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
    from handouts.files.replacing import put_new
    from handouts.files.sealed import is_unchanged, sealed
    from handouts.html import render

    put_new(path, sealed(render(template, **values).encode()), is_unchanged)
    say(f"wrote {path}")


def end(findings: Sequence[Finding]) -> int:
    """Prints what of the project could not be read, so that a report without it misleads nobody;
    returns the exit code."""
    for finding in findings:
        print(str(finding), file=sys.stderr)
    return 1 if has_errors(findings) else 0
