"""The `status` command: how far each language has come, and what is left to do in one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import options, report
from handouts.cli.text_table import aligned

if TYPE_CHECKING:
    from handouts.model.findings import Finding
    from handouts.reports.status import LanguageProgress
    from handouts.reports.work import Work

_COLUMNS = ("language", "state", "messages", "translated", "fuzzy", "signed", "name")
_LONGEST = 60


@options.command("status")
@click.argument("language", metavar="[L]", default="")
@click.option("--json", "style", flag_value="json", help="For programs.")
@click.option(
    "--html", "style", flag_value="html", help="Write status.html into the output folder."
)
@report.out
@options.pass_project
def command(folder: Path, language: str, style: str | None, out: Path | None) -> int:
    """Count per language what is translated, fuzzy, signed.

    Of language L: the same per handout, and every message that waits for somebody, with its code,
    its place, and since when it waits.
    """
    from handouts.checks.unchecked import unchecked, without_words
    from handouts.press.plan import find_language
    from handouts.project.project import Project
    from handouts.project.unread import unread
    from handouts.reports.status import progress
    from handouts.reports.work import works

    project = Project(folder)
    chosen = [find_language(language, project.languages)] if language else list(project.languages)
    # Message by message only where somebody will read it.
    to_do = works(project, chosen) if language or style else iter(())
    rows: list[LanguageProgress] = []
    listed: list[Work] = []
    faults: list[Finding] = []
    for one in chosen:  # all of a language while its catalogs are at hand
        rows.append(progress(project, one))
        listed += itertools.islice(to_do, 1)
        faults += unread(project, [one])
        if language and not style:  # the others have it in their rows
            faults += unchecked(project, one)
    missing = {one.tag: list(without_words(project, one)) for one in chosen}
    data = {
        "languages": [
            row.as_json() | each.as_json() | {"not_checked": missing[row.language]}
            for row, each in zip(rows, listed, strict=False)
        ]
    }
    lines = _work_lines(listed[0]) if language else aligned([_COLUMNS, *map(_cells, rows)])
    page = ("reports/status.html", {"rows": rows, "works": listed, "missing": missing})
    report.Report("status", lines, data, page).show(style or "text", out or folder / "dist")
    return report.end(list(dict.fromkeys(faults)))


def _cells(row: LanguageProgress) -> tuple[str, ...]:
    cells = row.as_json() | {"state": "offered" if row.offered else "started"}
    return tuple(str(cells[column]) for column in _COLUMNS)


def _work_lines(work: Work) -> Iterator[str]:
    from handouts.reports.work import MessageState

    state = "offered" if work.offered else "started, not offered"
    yield f"{work.language.name} ({work.language.tag}): {state}"
    yield ""
    head = (
        "handout",
        "messages",
        *(one.value for one in MessageState),
        "words to do",
        "behind since",
    )
    rows = [
        (
            f"{part.guide}-{part.handout}",
            str(len(part.items)),
            *map(str, part.counts.values()),
            str(part.words_to_do),
            part.since or "-",
        )
        for part in work.parts
    ]
    yield from aligned([head, *rows])
    if work.loose:
        # A proof lists them after the others.
        waiting = sum(item.state is not MessageState.SIGNED for item in work.loose)
        codes = ", ".join(item.code for item in work.loose)
        yield f"on no handout, as the brand is: {len(work.loose)}, {waiting} not signed ({codes})"
    if not work.to_do:
        return
    yield ""
    listed = [("code", "state", "since", "place", "English")]
    listed += [
        (item.code, item.said, item.since or "-", str(item.where), _shortened(item.words))
        for item in work.to_do
    ]
    yield from aligned(listed)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."
