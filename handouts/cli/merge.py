"""The `merge` command: the output folders of several machines into one."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude, count, say


@options.command("merge")
@click.argument("shards", type=options.PATH, nargs=-1, required=True, metavar="DIR...")
@options.out
@options.editions
@options.paper
@options.fonts
@click.option("--release", is_flag=True, help="The shards were built with --release.")
@options.pass_project
def command(
    project: Path,
    shards: tuple[Path, ...],
    out: Path | None,
    edition: tuple[str, ...],
    paper: str,
    fonts: Path | None,
    release: bool,
) -> int:
    """Join the output folders of --shard builds.

    Options are those that the shards were built with.
    """
    from handouts.desk import page
    from handouts.press.output_folder import default_folder
    from handouts.press.shards import MergeRequest, merge

    request = MergeRequest(
        project=project,
        shards=shards,
        out=out or default_folder(project, release=release),
        editions=edition,
        paper=paper,
        release=release,
        fonts=fonts,
    )

    def waiting() -> None:
        print("another build is writing to this folder; waiting")

    merged = merge(request, waiting)
    found = page.write(request.out, waiting)
    removed = f", {len(merged.removed)} removed" if merged.removed else ""
    say(f"{count(merged.files, 'sheet')} in {request.out}: {merged.written} written{removed}")
    return conclude([*merged.findings, *found])
