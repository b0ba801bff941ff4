"""`check`: every gate at once, for people, for GitHub, for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.cli.finding_formats import as_github
from handouts.model import codes
from handouts.model.findings import Finding, Where
from tests.press.model import GUIDE, edit

CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"


@pytest.fixture
def faulty(project: Path) -> Path:
    """A project with one message too few."""
    edit(project / CATALOG, 'msgstr "es: Sit down."', 'msgstr ""')
    return project


def test_a_finding_is_told_with_its_place(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(faulty)]) == 1
    lines = capsys.readouterr().out.splitlines()
    line = (faulty / CATALOG).read_text().splitlines().index('msgstr ""', 20) + 1
    assert any(text.startswith(f"{CATALOG}:{line}: error ") for text in lines)
    assert "error" in lines[-1], "the number of findings closes the list"


def test_many_gaps_are_one_line_after_the_mistakes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In `check`, in a build, and when somebody signs."""
    assert main(["language", "add", "--project", str(project), "ca"]) == 0
    po = project / CATALOG.replace("/es/", "/ca/")
    edit(po, 'msgid "Sit down."\nmsgstr ""', 'msgid "Sit down."\nmsgstr "Segui\'s 2 hores."')
    capsys.readouterr()
    sign = ["sign", "ca", "--reviewer", "A", "--credential", "B"]
    for command in (["check", "-l", "ca"], sign):
        assert main([*command, "--project", str(project)]) == 1
        lines = [
            line for line in capsys.readouterr().out.splitlines() if line.startswith("locales/ca/")
        ]
        gaps = [number for number, line in enumerate(lines) if " messages not " in line]
        (mistake,) = [number for number, line in enumerate(lines) if "added-number" in line]
        assert len(gaps) == 2, "one for each catalog"
        assert mistake < gaps[0]
        assert "status ca lists them" in lines[gaps[0]]
        assert len(lines) < 12


def test_a_glossary_that_cannot_be_read_is_one_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", "--project", str(project)]) == 0
    (project / "locales" / "glossary.csv").write_text("term;note;es\nsteroid;;esteroide\n")
    capsys.readouterr()
    assert main(["check", "--project", str(project)]) == 1
    found = [line for line in capsys.readouterr().out.splitlines() if ": error " in line]
    assert [line.split(":")[0] for line in found] == ["locales/glossary.csv"]
    assert "semicolons" in found[0]


def test_findings_for_github(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "github", "--project", str(faulty)]) == 1
    assert f"::error file={CATALOG},title=" in capsys.readouterr().out


def test_findings_for_programs(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "--project", str(faulty)]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert any(one["file"] == CATALOG and one["severity"] == "error" for one in found)


def test_an_annotation_cannot_be_broken_out_of() -> None:
    where = Where("a,b:c.po", 3)
    finding = Finding(codes.EDGE_SPACE, "50% of\n::error::it", where, "mend it")
    assert as_github(finding) == (
        "::warning file=a%2Cb%3Ac.po,title=Space before or after the words (edge-space),line=3"
        "::50%25 of\\n::error::it (mend it)"
    )


def test_a_translator_is_told_that_an_old_template_is_not_theirs_to_mend(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", "--project", str(project)]) == 0
    sheet = project / "templates" / GUIDE / "before.xml"
    edit(sheet, "Sit down.", "Sit down here.")
    capsys.readouterr()

    def told(*of: str) -> str:
        main(["check", "--project", str(project), *of])
        lines = capsys.readouterr().out.splitlines()
        return next(line for line in lines if "outdated-pot" in line)

    assert "note outdated-pot" in told("-l", "es")
    assert "nothing for translators to do: whoever changed the English" in told("-l", "es")
    assert "error outdated-pot" in told()
    assert "error outdated-pot" in told("-l", "en")
