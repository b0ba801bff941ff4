"""The `publish` command: a release as a static site."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.compare import comparison_lines
from handouts.cli.finding_formats import conclude, count, say


@options.command("publish")
@click.option(
    "--from", "source", type=options.PATH, metavar="DIR", help="The release to publish (release)."
)
@click.option("--out", type=options.PATH, metavar="DIR", help="The folder of the site (site).")
@options.summary
@options.pass_project
def command(folder: Path, source: Path | None, out: Path | None, summary: Path | None) -> int:
    """Make a static site of a release.

    Its start page, the signed sheets, what changed, and which earlier sheets were replaced. The
    earlier site stays as it is until the new one is whole.
    """
    from handouts.press.output_folder import default_folder
    from handouts.project.project import Project
    from handouts.site.publish import publish

    site = out or folder / "site"
    done = publish(
        source or default_folder(folder, release=True),
        site,
        Project(folder),
        lambda: print("another build is writing to this folder; waiting for it to end"),
    )
    for line in comparison_lines(done.found):
        say(line)
    say(f"{count(done.sheets, 'sheet')} published in {site}")
    if summary:
        from handouts.cli import job_summary

        job_summary.append(summary, job_summary.of_comparison(done.found))
    return conclude(done.findings)
