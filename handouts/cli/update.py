"""The `update` command: changed templates into every catalog."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude, say


@options.command("update")
@click.option(
    "--as-new",
    is_flag=True,
    help="Take messages that are gone from a catalog for new ones: they were taken out on purpose.",
)
@options.pass_project
def command(folder: Path, *, as_new: bool) -> int:
    """Merge changed templates into every catalog.

    Run extract first. Translations that fit no longer are marked fuzzy. A catalog that cannot be
    read whole, or from which messages are gone, stays as it is.
    """
    from handouts.project.catalogs import update_all
    from handouts.project.project import Project

    done = update_all(Project(folder), as_new=as_new)
    for path in done.changed:
        say(f"updated {path}")
    if not done.changed and not done.findings:
        print("every catalog is up to date")
    return conclude(done.findings)
