"""The printed page for the desk, which this system builds of a project of its own."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from handouts.cli.application import run as run_command
from handouts.cli.desk import PORT
from handouts.desk import page as desk_page
from tests.press.model import ROOT, run

PROJECT = ROOT / "docs" / "desk-page"


def test_it_is_one_sound_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["check"], PROJECT, "build.py") == 0, capsys.readouterr().out
    result, _ = run(PROJECT, out=tmp_path, verify=True)
    assert result.exit_code == 0, result.findings
    [path] = tmp_path.glob("en/*.pdf")
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        words = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert f"127.0.0.1:{PORT}" in words
    assert desk_page.NAME in words
    for name in (
        "Show drafts",
        "Add to print job",
        "Take the same sheets once more",
        "Point to your",
    ):
        assert name in words
        sources = [*ROOT.glob("handouts/**/desk*/**/*.js"), *ROOT.glob("handouts/desk/*.html")]
        assert any(name in source.read_text(encoding="utf-8") for source in sources), name


def test_its_schema_is_that_of_every_sheet() -> None:
    own = (PROJECT / "templates" / "handout.rng").read_bytes()
    assert own == (ROOT / "templates" / "handout.rng").read_bytes()
