"""The `doctor` command: what is installed of what a build needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import options
from handouts.cli.finding_formats import json_text
from handouts.model.visible import visible

if TYPE_CHECKING:
    from handouts.reports.machine import FontCoverage, Report


@options.command("doctor")
@options.fonts
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(project: Path, fonts: Path | None, as_json: bool) -> int:
    """Check that fonts, packages and tools are there."""
    from handouts.reports.machine import examine

    report = examine(project, fonts)
    if as_json:
        print(json_text(report.as_json()))
    else:
        print("\n".join(map(visible, report_lines(report))))
    return 0 if report.healthy else 2


def report_lines(report: Report) -> Iterator[str]:
    """The report for people."""
    from handouts.editions import EDITIONS
    from handouts.reports.machine import TOOLS

    yield f"handouts {report.handouts}, Python {report.python}"
    yield ""
    yield "Packages"
    for name, number in report.packages.items():
        yield f"  {name:16} {number or 'MISSING: run make'}"
    yield ""
    yield f"Fonts, looked for in {', '.join(report.folders) or 'no folder at all'}"
    for one in report.languages:
        yield from _font_lines(one)
    yield ""
    yield "Editions"
    for name, media_type in report.editions.items():
        yield f"  {name:16} {media_type}, {EDITIONS[name].title}"
    yield ""
    yield "Tools for the tests"
    for name, path in report.tools.items():
        yield f"  {name:16} {path or f'missing: apt-get install {TOOLS[name]}'}"
    yield ""
    yield "Everything is there." if report.healthy else "Something is missing: see above."


def _font_lines(one: FontCoverage) -> Iterator[str]:
    start = f"  {one.language:8} {one.name}"
    if one.advice:
        yield f"{start}: MISSING: {one.advice}"
        return
    yield (
        f"{start}: {one.family} {one.version}, {one.characters - len(one.missing)} of "
        f"{one.characters} characters"
    )
    yield f"           {one.regular}"
    if one.bold != one.regular:
        yield f"           {one.bold}"
    if one.better:
        yield f"           {one.better}"
    if one.missing:
        shown = " ".join(f"{character} U+{ord(character):04X}" for character in one.missing[:12])
        more = f" and {len(one.missing) - 12} more" if len(one.missing) > 12 else ""
        yield f"           no font has: {shown}{more}"
    if one.rare:
        yield f"           {len(one.rare)} letters of the script are in no font, rare ones"
    if one.vertical:
        yield "           set from left to right; by custom it is written from the top down"
