"""The `plain` command: how each sheet reads, in each language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import options, report
from handouts.cli.text_table import aligned

if TYPE_CHECKING:
    from handouts.reports.cards import SheetCards


@options.command("plain")
@report.style
@report.out
@click.option(
    "--language",
    "-l",
    multiple=True,
    metavar="L",
    help="English and this language only; may be given again.",
)
@options.pass_project
def command(folder: Path, style: str, out: Path | None, language: tuple[str, ...]) -> int:
    """Show how each sheet reads, in each language."""
    from handouts.model.languages import SOURCE_LANGUAGE
    from handouts.press.plan import find_language
    from handouts.project.project import Project
    from handouts.reports.cards import COLUMNS, HOW_TO_READ, formulas_of, report_cards

    project = Project(folder)
    languages = project.languages
    if language:
        asked = {SOURCE_LANGUAGE, *(find_language(name, languages) for name in language)}
        languages = tuple(own for own in languages if own in asked)
    cards = report_cards(project, languages)
    values = {
        "sheets": cards,
        "columns": COLUMNS,
        "formulas": formulas_of(cards),
        "how_to_read": HOW_TO_READ,
    }
    data = {"sheets": [each.as_json() for each in cards]}
    made = report.Report("plain", card_lines(cards), data, ("reports/cards.html", values))
    made.show(style, out or folder / "dist")
    return report.end(project.findings)


def card_lines(sheets: Sequence[SheetCards]) -> Iterator[str]:
    """The cards of all sheets, as text."""
    from handouts.reports.cards import HOW_TO_READ, formulas_of

    for number, each in enumerate(sheets):
        if number:
            yield ""
        yield f"{each.guide.name}, {each.sheet.name}: {each.verdict}"
        yield from _english_lines(each)
        yield from _translation_lines(each)
    formulas = formulas_of(sheets)
    if formulas:
        yield ""
        yield HOW_TO_READ
        yield "what the formulas are worth:"
        yield from (f"  {each.name}: {each.meaning}; {each.worth}" for each in formulas)


def _english_lines(each: SheetCards) -> Iterator[str]:
    if each.english is None:
        return
    rows = [("English", "value", "aim", "limit", "")]
    for measure in each.english.measures:
        judged = measure.judged if measure.passed else measure.judged.upper()
        rows.append((measure.name, *measure.numbers, judged))
    yield from (f"  {line}" for line in aligned(rows))
    yield from (f"  {finding}" for finding in each.english.findings)


def _translation_lines(each: SheetCards) -> Iterator[str]:
    from handouts.reports.cards import COLUMNS

    if not each.translations:
        return
    yield ""
    rows = [COLUMNS, *(card.cells for card in each.translations)]
    yield from (f"  {line}" for line in aligned(rows))
    yield from (f"  {finding}" for finding in each.growths)
