"""The `index` command: the desk's page beside the sheets."""

from __future__ import annotations

from pathlib import Path

from handouts.cli import options


@options.command("index")
@options.out
@options.pass_project
def command(project: Path, out: Path | None) -> int:
    """Write index.html for the front desk.

    A build writes it too.
    """
    from handouts.desk import page
    from handouts.press.output_folder import default_folder

    written = page.write(
        out or default_folder(project, release=False),
        lambda: print("another build is writing to this folder; waiting"),
    )
    print(written)
    return 0
