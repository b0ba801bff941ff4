"""The summary of `check`: what each language lacks, in Markdown that words cannot break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.cli import job_summary
from handouts.cli.commands import main
from handouts.model.findings import Finding, Severity, Where
from handouts.reports.status import Progress
from tests.press.model import GUIDE, edit

ROOT = Path(__file__).parents[2]
CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"


def summarize(project: Path, *more: str) -> dict[str, list[str]]:
    """Cells of each row of the summary, by language."""
    path = project / "summary.md"
    main(["check", "--summary", str(path), *more, "--project", str(project)])
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]
    return {row[0]: row[1:] for row in rows}


def test_each_language_says_what_it_lacks(project: Path) -> None:
    edit(project / CATALOG, 'msgstr "es: Sit down."', 'msgstr ""')
    edit(project / CATALOG, 'msgid "Sore knee"', 'msgid "Sore elbow"')
    russian = project / CATALOG.replace("/es/", "/ru/")
    edit(russian, 'msgid "Sit down."', '#, fuzzy\nmsgid "Sit down."')
    rows = summarize(project)
    missing, fuzzy, stale, _, _, draft, passes = rows["Spanish (es)"]
    assert (missing, fuzzy, passes) == ("2", "", "**no**")
    assert stale == "2", "a message the catalog lacks, and one that no template has"
    assert draft.startswith("yes")
    assert rows["Russian (ru)"][:2] == ["", "1"]
    assert rows["Thai (th)"][:3] == ["", "", ""]


def test_english_that_is_too_hard_to_read_is_counted(project: Path) -> None:
    sheet = project / "templates" / GUIDE / "before.xml"
    long = "and then do it " * 12
    edit(sheet, '"Sit down."', f'"Sit down {long}."')
    rows = summarize(project)
    assert int(rows["English (en)"][3]) >= 1


def test_only_the_languages_asked_for_are_told(project: Path) -> None:
    rows = summarize(project, "--language", "th")
    assert "Thai (th)" in rows
    assert "Russian (ru)" not in rows


def test_the_summary_is_added_to_what_the_file_holds(project: Path) -> None:
    (project / "summary.md").write_text("An earlier step.\n")
    summarize(project)
    assert (project / "summary.md").read_text().startswith("An earlier step.\n## ")


def test_a_brand_that_cannot_be_read_is_told_in_every_way(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "templates" / "brand.toml").write_text("name = ")
    path = project / "summary.md"
    arguments = ["check", "--format", "github", "--summary", str(path)]
    assert main([*arguments, "--project", str(project)]) == 1
    assert "::error file=templates/brand.toml" in capsys.readouterr().out
    assert "brand" in path.read_text()


def test_a_summary_that_cannot_be_written_is_no_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--summary", str(project), "--project", str(project)]) == 2
    assert "error: cannot write" in capsys.readouterr().err


def test_words_of_a_catalog_cannot_break_out() -> None:
    evil = "</details> | <img src=x> [link](http://example.org)\n# heading `code`"
    finding = Finding(Severity.ERROR, "odd", evil, Where("a|b.po", 3), language="es")
    text = job_summary.markdown([Progress("es", "Spanish", 9, 9, 0, 0)], [finding])
    assert text.count("</details>") == 1
    assert "<img" not in text
    assert "\n# heading" not in text
    assert "[link](" not in text


def test_every_plain_language_finding_counts_as_too_hard_to_read() -> None:
    source = (ROOT / "handouts" / "checks" / "plain" / "check.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Finding\(\s*[\w.]+,\s*"([a-z-]+)"', source))
    assert codes == job_summary.HARD
