"""Report cards: the numbers of each sheet, the gates, and what a formula is worth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.checks.plain import check as plain
from handouts.model.languages import language
from handouts.project.project import Project
from handouts.reports.cards import report_cards
from tests.guides.fixture import GUIDE, ROOT, SHEETS, write_project
from tests.html.accessible import check_page
from tests.press.model import edit
from tests.reports.conftest import Run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


def test_the_real_sheets_reach_the_aim_in_english() -> None:
    for each in report_cards(Project(ROOT), ()):
        assert each.english
        assert each.english.passed
        missed = [one.name for one in each.english.measures if not one.excellent]
        assert missed == [], f"{each.sheet.name}: {each.english.findings}"


def test_thai_without_full_stops_is_measured_in_the_sentences_of_its_source() -> None:
    for each in report_cards(Project(ROOT), (language("th"),)):
        (card,) = each.translations
        assert card.report
        assert each.english
        assert card.report.sentences == each.english.sentences
        assert 0.7 < card.report.words / each.english.words < 1.8


def test_a_card_tells_the_numbers_of_its_sheet(run: Run) -> None:
    code, output = run("plain", "--format", "json")
    assert code == 0
    sheets = json.loads(output)["sheets"]
    assert [sheet["sheet"] for sheet in sheets] == list(SHEETS)
    english = sheets[0]["english"]
    measures = {one["name"]: one for one in english["measures"]}
    assert english["words"] > 100
    assert measures["Flesch-Kincaid grade"]["limit"] == plain.MAX_GRADE
    assert measures["words, longest sentence"]["value"] <= plain.MAX_SENTENCE
    assert measures["items, longest list"]["value"] == 3
    assert measures["complex words"]["limit"] is None
    (spanish,) = sheets[0]["translations"]
    assert spanish["language"] == "es"
    assert spanish["formula"] == "INFLESZ (Szigriszt-Pazos)"
    assert spanish["mean_sentence"] == round(spanish["words"] / spanish["sentences"], 1)
    assert "patient leaflets" in spanish["worth"]


def test_a_hard_sentence_lowers_the_card(run: Run, project: Path) -> None:
    hard = (
        "The sphygmomanometer is operated appropriately by considerably experienced individuals "
        "after thorough and comprehensive consideration of each and every one of the "
        "accompanying recommendations."
    )
    edit(project / f"templates/{GUIDE}/checking.xml", "Check again when your day ends.", hard)
    code, output = run("plain")
    assert code == 0, "a report tells; check decides"
    sheet = output[output.index(f"{GUIDE}, checking") :]
    assert "does not pass" in sheet.splitlines()[0]
    assert "TOO HIGH" in sheet
    assert "(make two sentences" in sheet
    assert "getting-ready: passes" in output


def test_a_translation_that_is_not_complete_says_so(run: Run, project: Path) -> None:
    edit(project / f"locales/es/LC_MESSAGES/{GUIDE}.po", 'msgstr "Anote', 'msgstr ""\n#~ msgstr "A')
    code, output = run("plain")
    assert code == 0
    assert "not complete" in output


def test_one_language_can_be_asked_for(run: Run) -> None:
    code, output = run("plain", "--language", "en")
    assert code == 0
    assert "Spanish" not in output
    code, output = run("plain", "--language", "Spnish")
    assert code == 2
    assert "Did you mean es?" in output


def test_the_page_stands_alone_and_can_be_read_by_ear(run: Run, tmp_path: Path) -> None:
    code, output = run("plain", "--format", "html", "--out", tmp_path / "out")
    assert code == 0
    assert output == f"wrote {tmp_path / 'out' / 'plain.html'}\n"
    source = (tmp_path / "out" / "plain.html").read_text(encoding="utf-8")
    check_page(source)
    assert "Flesch-Kincaid grade" in source
    assert "patient leaflets" in source
