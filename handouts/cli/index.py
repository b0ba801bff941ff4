"""The `index` command: the desk's page beside the sheets."""

from __future__ import annotations

from pathlib import Path

from handouts.cli import options
from handouts.cli.finding_formats import conclude, say


@options.command("index")
@options.out
@options.pass_project
def command(project: Path, out: Path | None) -> int:
    """Write index.html for the front desk.

    It is made from manifest.json alone. A build writes it too.
    """
    from handouts.desk import page
    from handouts.press.output_folder import default_folder

    folder = out or default_folder(project, release=False)
    found = page.write(
        folder, lambda: print("another build is writing to this folder; waiting", flush=True)
    )
    say(str(folder / page.NAME))
    return conclude(found)
