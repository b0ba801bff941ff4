"""The `update` command: changed templates into every catalog."""

from __future__ import annotations

from pathlib import Path

from handouts.cli import options
from handouts.cli.finding_formats import conclude


@options.command("update")
@options.pass_project
def command(folder: Path) -> int:
    """Merge changed templates into every catalog.

    Run extract first. Translations that fit no longer are marked fuzzy; so are those that another
    guide lends to a new message.
    """
    from handouts.project.catalogs import update_all
    from handouts.project.project import Project

    done = update_all(Project(folder))
    for path in done.changed:
        lent = done.offered.get(path, 0)
        print(f"updated {path}" + (f" ({lent} fuzzy, from other catalogs)" if lent else ""))
    if not done.changed and not done.findings:
        print("every catalog is up to date")
    return conclude(done.findings)
