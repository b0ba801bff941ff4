"""`explain`, and the page of the documentation that is made by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.cli.finding_formats import as_github, as_json, as_markdown
from handouts.model.codes import REGISTRY, Code
from handouts.model.findings import Finding, Where
from tests.each import each

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


@pytest.mark.parametrize("row", REGISTRY.values(), ids=str)
def test_every_code_is_explained(row: Code, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", row.id]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for text in (row.id, row.category, row.severity, row.title, row.why, row.fix):
        assert text.replace("python3 build.py", "handouts") in shown


def test_without_a_code_all_are_listed_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(REGISTRY)


def test_an_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "untranslated-mesage"]) == 2
    assert "Did you mean untranslated-message" in capsys.readouterr().err
    assert main(["explain", "\u0645"]) == 2
    assert "Did you mean" not in capsys.readouterr().err


def test_codes_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["codes"]
    assert [row["code"] for row in rows] == list(REGISTRY)
    assert main(["explain", "Jargon", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["codes"]
    assert row["category"] == "plain language"


def test_the_page_of_the_documentation_is_what_explain_writes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == PAGE.read_text(encoding="utf-8")


@each("row", REGISTRY.values(), ids=str)
def test_a_finding_of_every_code_is_shown_in_every_form(row: Code) -> None:
    finding = Finding(row, "50% <b>\nof it", Where("locales/a|b.po", 3, "Rest"), "do *it*", "es")
    assert str(finding).startswith(f"locales/a|b.po:3: {row.severity} {row.id}: 50% <b>")
    annotation = as_github(finding)
    assert "\n" not in annotation
    assert f"({row.id})" in annotation
    assert "<b>" not in as_markdown(finding)
    shown = json.loads(json.dumps(as_json(finding)))
    assert (shown["code"], shown["category"]) == (row.id, row.category)
