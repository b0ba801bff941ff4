"""The `facts` command: which fact stands on which sheet, and what a new guide touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import options, report
from handouts.cli.finding_formats import count

if TYPE_CHECKING:
    from handouts.project.project import Project
    from handouts.reports.changes import Change, Changes, Touched
    from handouts.reports.facts import FactEntry, FactMap, Use

_LONGEST = 76


@options.command("facts")
@report.style
@report.out
@click.option(
    "--changed",
    "--since",
    type=options.PATH,
    metavar="FILE",
    help="An older guide.toml: show what changed since, and the messages, sheets and languages "
    "that it touches.",
)
@click.option("--guide", default="", metavar="G", help="The guide that FILE belongs to.")
@options.pass_project
def command(folder: Path, style: str, out: Path | None, changed: Path | None, guide: str) -> int:
    """Show which facts each sheet rests on, and back."""
    from handouts.project.project import Project

    project = Project(folder)
    made = _changes(project, changed, guide) if changed else _map(project)
    made.show(style, out or folder / "dist")
    return report.end(project.findings)


def _map(project: Project) -> report.Report:
    from handouts.reports.facts import fact_maps

    maps = fact_maps(project)
    data = {"guides": [each.as_json() for each in maps]}
    return report.Report("facts", map_lines(maps), data, ("reports/facts.html", {"maps": maps}))


def _changes(project: Project, changed: Path, guide: str) -> report.Report:
    from handouts.reports.changes import ADVICE, Stage, changes_since

    found = changes_since(changed, project, guide)
    values = {"found": found, "advice": ADVICE, "states": [state.value for state in Stage]}
    page = ("reports/changes.html", values)
    return report.Report("facts-changed", change_lines(found), found.as_json(), page)


def map_lines(maps: Sequence[FactMap]) -> Iterator[str]:
    """The maps of all guides, as text."""
    for each in maps:
        yield f"{each.guide.name}: {each.summary}"
        for entry in each.facts:
            yield ""
            yield from _fact_lines(entry)
        for sheet in each.sheets:
            yield ""
            yield (
                f"sheet {sheet.sheet.name}: {sheet.claims} messages rest on "
                f"{len(sheet.facts)} facts, {sheet.others} claim nothing"
            )
            for name, number in sheet.facts.items():
                yield f"  {name}{f' ({number} messages)' if number > 1 else ''}"


def _fact_lines(entry: FactEntry) -> Iterator[str]:
    yield f"{entry.fact.id} [{entry.fact.section}]"
    yield f"  says: {entry.fact.says}"
    yield from map(_use_line, entry.uses)
    if entry.left_out:
        yield f"  left out: {entry.left_out}"
    elif not entry.uses:
        yield "  UNACCOUNTED FOR: no message rests on it, and no reason is given"


def _use_line(use: Use) -> str:
    """A message, cut where a line would end, with its places in the guide's folder."""
    places = ", ".join(str(place).rsplit("/", 1)[-1] for place in use.message.places)
    words = use.words if len(use.words) <= _LONGEST else f"{use.words[: _LONGEST - 3]}..."
    return f'  {places}: "{words}"'


def change_lines(found: Changes) -> Iterator[str]:
    """What a new guide touches, as text."""
    from handouts.reports.changes import ADVICE

    if not found.changes:
        yield f"{found.guide.name}: no fact differs"
        return
    yield f"{found.guide.name}: {count(len(found.changes), 'fact')} changed"
    for change in found.changes:
        yield ""
        yield from _change_lines(change, found.guide.left_out)
    if found.languages:
        yield ""
        yield "messages touched by any of it, per language:"
        yield from (f"  {_states(touched)}" for touched in found.languages)
        yield ADVICE


def _change_lines(change: Change, reasons: Mapping[str, str]) -> Iterator[str]:
    from handouts.reports.changes import Kind

    yield f"{change.kind} {change.name} [{change.section}]"
    if change.was and change.kind in (Kind.CHANGED, Kind.GONE):
        yield f"  was: {change.was.says}"
    if change.now:
        yield f"  now: {change.now.says}"
    if change.kind is Kind.LEFT_OUT:
        yield f"  reason: {reasons[change.name]}"
    yield f"  sheets: {', '.join(change.sheets) or 'none'}"
    yield from map(_use_line, change.uses)
    if change.languages:
        yield f"  languages: {'; '.join(map(_states, change.languages))}"


def _states(touched: Touched) -> str:
    states = ", ".join(f"{number} {state}" for state, number in touched.states.items())
    return f"{touched.language.tag} {states}"
