"""docs/evidence/plain-language.md is true: its numbers are those of the report cards, sums too."""

from __future__ import annotations

import re

import pytest

from handouts.checks.plain.check import TranslationReport
from handouts.project.project import Project
from handouts.reports.cards import report_cards
from handouts.reports.facts import fact_maps
from tests.guides.fixture import ROOT

TEXT = (ROOT / "docs" / "evidence" / "plain-language.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ")
]


def test_the_numbers_of_the_english_are_those_of_the_report_cards() -> None:
    cards = [each.english for each in report_cards(Project(ROOT), ())]
    told = {row[0]: row[1:4] for row in ROWS}
    measured: dict[str, list[str]] = {"words": [], "sentences": []}
    for card in cards:
        assert card
        measured["words"].append(str(card.words))
        measured["sentences"].append(str(card.sentences))
        for one in card.measures:
            measured.setdefault(one.name, []).append(f"{one.value:.{one.digits}f}")
    assert {name: told[name] for name in measured} == measured


def test_the_numbers_of_the_translations_are_those_of_the_report_cards() -> None:
    project = Project(ROOT)
    measured: dict[str, list[TranslationReport]] = {}
    ratios: dict[str, list[str]] = {}
    offered = [each for each in project.languages if project.is_offered(each)]
    for card in report_cards(project, offered):
        for one in card.translations:
            assert one.report, one.language.tag
            measured.setdefault(one.language.name, []).append(one.report)
            ratios.setdefault(one.language.name, []).append(f"{one.ratio:.2f}")
    rows = {}
    for name, reports in measured.items():
        longest = max(report.longest_sentence for report in reports)
        too_long = sum(len(report.findings) for report in reports)
        formula = reports[0].score.formula
        values = ", ".join(f"{report.score.value:.0f}" for report in reports)
        said = f"{formula.name}: {values}" if formula else "none"
        rows[name] = [*ratios[name], str(longest), str(too_long), said]
    assert {row[0]: row[1:] for row in ROWS if row[0] in rows} == rows


def test_the_facts_are_counted_as_they_are() -> None:
    (found,) = fact_maps(Project(ROOT))
    told = sum(1 for entry in found.facts if entry.uses)
    left_out = len(found.facts) - told
    assert f"{len(found.facts)} facts of the guide: {told} are told, {left_out} left out" in TEXT


@pytest.mark.parametrize(
    ("heading", "items", "sums"),
    [
        ("## PEMAT-P", 24, ("understandable", "actionable")),
        ("## CDC Clear Communication Index", 20, ("sum",)),
    ],
)
def test_the_sums_of_the_scores_add_up(heading: str, items: int, sums: tuple[str, ...]) -> None:
    part = TEXT[TEXT.index(heading) :].split("\n## ")[0] if heading in TEXT else ""
    rows = re.findall(
        r"^\| (\d+ [^|]+|\*\*[a-z]+\*\*) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", part, re.M
    )
    assert sum(1 for row in rows if row[0][0].isdigit()) == items
    for column in (1, 2, 3):
        points: list[int] = []
        for row in rows:
            name, cell = row[0].strip("*"), row[column].strip()
            if name in sums:
                assert cell == f"{sum(points)}/{len(points)}", (heading, name, column)
                points = []
            elif row[0][0].isdigit() and cell != "–":
                points.append(int(cell))
