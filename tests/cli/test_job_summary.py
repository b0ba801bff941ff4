"""The summary of `check`: what each language lacks, in Markdown that words cannot break."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.cli import job_summary, main
from handouts.model import codes
from handouts.model.findings import Code, Finding, Severity, Where
from handouts.reports.status import LanguageProgress
from tests.each import each
from tests.press.model import GUIDE, edit

CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"


def summarize(project: Path, *more: str) -> dict[str, dict[str, str]]:
    """Cells of each row of the summary by their column, by language."""
    path = project / "summary.md"
    main(["check", "--summary", str(path), *more, "--project", str(project)])
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]
    return {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows}


def test_each_language_says_what_it_lacks(project: Path) -> None:
    whole = summarize(project)["Spanish (es)"]["Translated"].split()[-1]
    (project / "summary.md").unlink()
    edit(project / CATALOG, 'msgstr "es: Sit down."', 'msgstr ""')
    edit(project / CATALOG, 'msgid "Sore knee"', 'msgid "Sore elbow"')
    russian = project / CATALOG.replace("/es/", "/ru/")
    edit(russian, 'msgid "Sit down."', '#, fuzzy\nmsgid "Sit down."')
    rows = summarize(project)
    spanish = rows["Spanish (es)"]
    assert spanish["Translated"] == f"{int(whole) - 2} of {whole}"
    assert (spanish["Translation missing"], spanish["Passes"]) == ("2", "**no**")
    assert spanish["Translation outdated"] == "1", "a message that no template has"
    assert spanish["Draft"].startswith("yes")
    assert rows["Russian (ru)"]["Translation missing"] == ""
    assert rows["Russian (ru)"]["Translation outdated"] == "1"
    assert rows["Thai (th)"]["Translated"] == f"{whole} of {whole}"
    assert rows["Thai (th)"]["Translation outdated"] == ""


def test_a_broken_catalog_counts_for_its_own_language(project: Path) -> None:
    (project / CATALOG).write_bytes(b"\xff\xff")
    rows = summarize(project)
    assert rows["Spanish (es)"]["Catalog file"] == "1"
    assert rows["English (en)"]["Catalog file"] == ""


def test_english_that_is_too_hard_to_read_is_counted(project: Path) -> None:
    sheet = project / "templates" / GUIDE / "before.xml"
    long = "and then do it " * 12
    edit(sheet, '"Sit down."', f'"Sit down {long}."')
    assert int(summarize(project)["English (en)"]["Plain language"]) >= 1


@each("kind", codes.REGISTRY.values(), ids=str)
def test_every_finding_counts_in_the_column_of_its_category(kind: Code) -> None:
    finding = Finding(kind, "so", Where("a.po", 3), language="es")
    text = job_summary.markdown([LanguageProgress("es", "Spanish", True, 9, 9, 0, 9)], [finding])
    head, _, row = (line.split(" | ") for line in text.splitlines() if line.startswith("|"))
    counted = kind.severity is not Severity.NOTE
    assert (kind.category.capitalize() in head) is counted
    if counted:
        assert row[head.index(kind.category.capitalize())] == "1"


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
    finding = Finding(codes.SCHEMA, evil, Where("a|b.po", 3), language="es")
    text = job_summary.markdown([LanguageProgress("es", "Spanish", True, 9, 9, 0, 0)], [finding])
    assert text.count("</details>") == 1
    assert "<img" not in text
    assert "\n# heading" not in text
    assert "[link](" not in text
