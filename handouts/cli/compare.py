"""The `compare` command: what changed between two builds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude
from handouts.cli.report import write_page
from handouts.model.visible import visible

if TYPE_CHECKING:
    from handouts.reports.comparison import Comparison


@options.command("compare")
@click.argument("old", type=options.PATH)
@click.argument("new", type=options.PATH)
@click.option(
    "--out",
    type=options.PATH,
    default=Path("comparison.html"),
    metavar="FILE",
    help="The page to write (comparison.html).",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=50,
    metavar="N",
    help="Draw the pages of N sheets at most (50); the words of all are compared.",
)
@options.summary
def command(old: Path, new: Path, out: Path, limit: int, summary: Path | None) -> int:
    """Show what changed between two builds, in pictures.

    OLD and NEW are output folders, or their manifest.json. An empty folder is a build of nothing.
    """
    from handouts.reports import comparison

    found = comparison.compare(comparison.open_build(old), comparison.open_build(new), limit)
    print("\n".join(map(visible, comparison_lines(found))))
    values = {"found": found, "fields": comparison.FIELDS, "name_of": comparison.name_of}
    write_page(out, "reports/comparison.html", values)
    if summary:
        from handouts.cli import job_summary

        job_summary.append(summary, job_summary.of_comparison(found))
    return conclude(found.findings)


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Each sheet and what differs in it, then the whole, as text."""
    from handouts.reports.comparison import FIELDS

    for sheet in found.told:
        yield f"changed {sheet.entry.path}: {sheet.summary}"
        yield from (f"  {FIELDS[name]}: {was} to {now}" for name, was, now in sheet.facts)
    if found.untold:
        yield found.untold
    for name, entries in (
        ("added", found.added),
        ("removed", found.removed),
        ("withheld", found.withheld),
    ):
        yield from (f"{name} {entry.path}" for entry in entries)
    yield from (f"font file changed: {name}" for name in found.fonts)
    yield found.summary
