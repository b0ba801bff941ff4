"""The `update` command: changed templates into every catalog."""

from __future__ import annotations

from pathlib import Path

from handouts.cli import options
from handouts.cli.finding_formats import conclude, say


@options.command("update")
@options.pass_project
def command(folder: Path) -> int:
    """Merge changed templates into every catalog.

    Run extract first. Translations that fit no longer are marked fuzzy.
    """
    from handouts.project.catalogs import update_all
    from handouts.project.project import Project

    done = update_all(Project(folder))
    for path in done.changed:
        say(f"updated {path}")
    if not done.changed and not done.findings:
        print("every catalog is up to date")
    return conclude(done.findings)
