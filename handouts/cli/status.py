"""The `status` command: how far each language has come."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import json_text
from handouts.cli.text_table import aligned
from handouts.model.visible import visible

_COLUMNS = ("language", "messages", "translated", "fuzzy", "signed", "name")


@options.command("status")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@options.pass_project
def command(folder: Path, as_json: bool) -> int:
    """Count per language what is translated, fuzzy, signed."""
    from handouts.project.project import Project
    from handouts.reports.status import progress

    rows = [row.as_json() for row in progress(Project(folder))]
    if as_json:
        print(json_text({"languages": rows}))
    else:
        lines = [_COLUMNS, *(tuple(str(row[column]) for column in _COLUMNS) for row in rows)]
        print("\n".join(map(visible, aligned(lines))))
    return 0
