"""`--seen`: findings of one CI job are shown once; and the summaries that a job collects."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.cli import job_summary, main
from handouts.cli.finding_formats import as_line
from handouts.cli.seen import unseen
from handouts.model import codes
from handouts.model.findings import Finding, Where
from handouts.press.manifest import Entry
from handouts.reports.comparison import Changed, Comparison
from tests.press.model import GUIDE, edit

CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"
FINDING = Finding(codes.EDGE_SPACE, "a space", Where("a.po", 3))
ENTRY = Entry(
    path="es/a.pdf",
    language="es",
    guide=GUIDE,
    handout="before",
    edition="standard",
    media_type="application/pdf",
    paper="letter",
    pages=2,
    title="Antes",
    title_en="Before",
    guide_title="Sore knee",
    code="KNEE-BEF",
    order=1,
    version="1.0",
    date="2026-01-02",
    draft=False,
    signed_by=(),
    verified=True,
    sha256="0" * 64,
    inputs="1" * 64,
)


def test_what_was_shown_once_is_not_shown_again(tmp_path: Path) -> None:
    path, other = tmp_path / "seen.json", Finding(codes.EDGE_SPACE, "a space", Where("a.po", 4))
    assert unseen([FINDING], path) == [FINDING]
    assert unseen([FINDING, other], path) == [other]
    assert unseen([FINDING, other], path) == []


@pytest.mark.parametrize("other", [b"{}", b"[", b"\xff", b"[" * 9999, b"Dear aunt", b"[[1]]"])
def test_a_file_of_another_kind_hides_nothing_and_stays(tmp_path: Path, other: bytes) -> None:
    path = tmp_path / "seen.json"
    path.write_bytes(other)
    for _ in range(2):
        shown, told = unseen([FINDING], path)
        assert (shown, told.code) == (FINDING, "seen-file")
    assert path.read_bytes() == other


def test_an_empty_file_may_be_filled(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    path.write_bytes(b"")
    assert unseen([FINDING], path) == [FINDING]
    assert unseen([FINDING], path) == []


def test_check_and_build_show_each_finding_once_and_both_fail(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / CATALOG, 'msgstr "es: Sit down."', 'msgstr ""')
    common = [
        "--format", "github", "--seen", str(project / "seen.json"),
        "--summary", str(project / "summary.md"), "--project", str(project),
    ]  # fmt: skip
    assert main(["check", *common]) == 1
    first = capsys.readouterr().out
    assert first.count("::error file=") >= 1
    assert main(["build", "--no-verify", *common]) == 1
    second = capsys.readouterr().out
    assert "::error" not in second
    assert "2 not built" in second
    summary = (project / "summary.md").read_text()
    assert summary.index("## Handouts: check") < summary.index("## Handouts: build")
    assert "2 not built" in summary


def test_what_only_the_build_finds_is_an_annotation(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "templates" / "brand.toml").write_text("name = ")
    assert main(["build", "--format", "github", "--project", str(project)]) == 1
    assert "::error file=templates/brand.toml" in capsys.readouterr().out


def test_a_note_is_no_annotation() -> None:
    note = Finding(codes.STARTED_LANGUAGE, "so", Where("locales/fr"))
    assert not as_line(note, "github").startswith("::")
    assert as_line(FINDING, "github").startswith("::warning ")
    text = job_summary.markdown([], [note])
    assert "<summary>Notes</summary>" in text
    assert "locales/fr" in text


def test_extract_finds_nothing_that_check_does_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gate of CI is `check` alone."""
    edit(project / "templates" / GUIDE / "before.xml", '"Sit down."', '"Sit here."')
    edit(project / "templates" / GUIDE / "after.xml", "Fact: knee.rest", "Fact: knee.run")
    assert main(["extract", "--check", "--project", str(project)]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if ": error " in line]
    assert lines
    assert main(["check", "--project", str(project)]) == 1
    assert set(lines) <= set(capsys.readouterr().out.splitlines())


def test_words_that_differ_cannot_end_their_block_of_code() -> None:
    words = ("-``` # before", "+after\n```", *("+more" for _ in range(99)))
    sheet = Changed(ENTRY, (("version", "1.0", "1.1"),), words, ())
    text = job_summary.of_comparison(Comparison((sheet,), (), (), (ENTRY,), ("F",), 3, ()))
    lines = text.splitlines()
    assert lines.count("  ````diff") == lines.count("  ````") == 1
    assert "  -``` # before" in lines
    assert "  @ 41 more lines" in lines
    assert "- withheld es/a.pdf" in lines
    assert "  - Version: 1.0 to 1.1" in lines or r"  - Version: 1.0 to 1.1" in text
