"""Can the text be got out again? Five readers on PDFs of four makers, beside each other.

    .venv/bin/python -m benchmarks.readback            # prints the tables
    .venv/bin/python -m benchmarks.readback --write    # writes them into docs/evidence/text.md
    .venv/bin/python -m benchmarks.readback large      # the sheets of one edition alone

Every maker (`text_makers`) gets the same sentences (tests/fixtures). Of this project the sheets of
every language are read as well.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.pages import EVIDENCE, write_figures
from benchmarks.readers import READERS, Score, score, score_anywhere
from benchmarks.text_makers import makers
from handouts.compose.compose import Composer
from handouts.editions import EDITIONS
from handouts.editions.paper.render import render
from handouts.model.blocks import Text
from handouts.model.languages import ENGLISH, language
from handouts.project.project import Project
from tests.fixtures.printing import typesetter
from tests.fixtures.scripts import Fixture, fixtures, plain

PROJECT = Path(__file__).parents[1]

Scores = dict[str, Score]


def read_fixture(made: bytes, fixture: Fixture, folder: Path) -> Scores:
    """What the readers get back of one file."""
    path = folder / "file.pdf"
    path.write_bytes(made)
    wanted = tuple(map(plain, fixture.lines))
    lang = language(fixture.tag)
    return {name: score(wanted, reader(path), lang) for name, reader in READERS.items()}


def fixture_scores(folder: Path) -> dict[str, dict[str, Scores]]:
    """Maker → language → reader → score."""
    return {
        maker: {
            tag: read_fixture(make(language(tag), fixture.paragraphs), fixture, folder)
            for tag, fixture in fixtures().items()
        }
        for maker, make in makers().items()
    }


def sheet_scores(folder: Path, edition: str = "standard") -> dict[str, Scores]:
    """Language → reader → score, over every sheet of the project in an edition."""
    project = Project(PROJECT)
    composer = Composer(project)
    total: dict[str, Scores] = {}
    for lang in project.languages:
        scores = dict.fromkeys(READERS, Score())
        for guide in project.guides:
            for entry in guide.sheets:
                handout = composer.compose(guide, entry.name, lang).printable
                if handout is None:
                    continue
                english = composer.compose(guide, entry.name, ENGLISH).printable
                sheet = render(
                    handout,
                    project.brand,
                    typesetter(),
                    project.art,
                    edition=edition,
                    english=english if lang != ENGLISH else None,
                )
                path = folder / "sheet.data"
                path.write_bytes(sheet.data)
                wanted = [
                    visit.node.plain
                    for visit in handout.walk()
                    if isinstance(visit.node, Text) and visit.painted
                ]
                for reader, read in READERS.items():
                    scores[reader] += score_anywhere(wanted, read(path), lang)
        total[lang.tag] = scores
    return total


def _percent(part: int, whole: int) -> str:
    if part == whole:
        return "100"
    return f"{min(99.9, 100 * part / whole):.1f}"


def _sum(scores: Mapping[str, Scores], reader: str, tags: list[str]) -> Score:
    return sum((scores[tag][reader] for tag in tags), Score())


def tables(folder: Path) -> str:
    """All figures, as Markdown."""
    found = fixture_scores(folder)
    directions = {
        side: [tag for tag in fixtures() if language(tag).right_to_left == right_to_left]
        for side, right_to_left in (("left to right", False), ("right to left", True))
    }
    rows = [
        "**Fixtures.** Per cent exact, as paragraphs / words, and languages wholly exact.",
        "",
        "| maker | reader | "
        + " | ".join(f"{len(tags)} languages {side}" for side, tags in directions.items())
        + " | whole |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for maker, scores in found.items():
        for reader in READERS:
            sums = [_sum(scores, reader, tags) for tags in directions.values()]
            cells = [
                f"{_percent(each.paragraphs, each.all_paragraphs)} / "
                f"{_percent(each.words, each.all_words)}"
                for each in sums
            ]
            whole = sum(each[reader].whole for each in scores.values())
            rows.append(f"| {maker} | {reader} | {' | '.join(cells)} | {whole} of {len(scores)} |")
    rows += ["", "**By language.** Per cent of words exact, by reader, in the order above.", ""]
    rows += ["| language | " + " | ".join(found) + " |", "| --- |" + " --- |" * len(found)]
    for tag in fixtures():
        cells = [
            " · ".join(_percent(each.words, each.all_words) for each in scores[tag].values())
            for scores in found.values()
        ]
        rows.append(f"| {language(tag).name} ({tag}) | {' | '.join(cells)} |")
    rows += ["", "**Sheets of this project.** Per cent exact, as paragraphs / words.", ""]
    return "\n".join((*rows, *sheet_table(folder)))


def sheet_table(folder: Path, edition: str = "standard") -> list[str]:
    """The figures of the project's own sheets, as rows of Markdown."""
    rows = ["| language | " + " | ".join(READERS) + " |", "| --- |" + " ---: |" * len(READERS)]
    for tag, scores in sheet_scores(folder, edition).items():
        cells = [
            f"{_percent(each.paragraphs, each.all_paragraphs)} / "
            f"{_percent(each.words, each.all_words)}"
            for each in scores.values()
        ]
        rows.append(f"| {language(tag).name} ({tag}) | {' | '.join(cells)} |")
    return rows


def main(arguments: list[str]) -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as folder:
        if arguments and arguments[0] in EDITIONS:
            print("\n".join(sheet_table(Path(folder), arguments[0])))
            return
        text = tables(Path(folder))
    if "--write" not in arguments:
        print(text)
        return
    write_figures(EVIDENCE / "text.md", "benchmarks.readback", text)


if __name__ == "__main__":
    main(sys.argv[1:])
