"""Drafts are printed as drafts, and never released."""

from __future__ import annotations

from pathlib import Path

from handouts.press import manifest
from handouts.press.worker import State
from tests.press.model import ALL, GUIDE, pdfs, run
from tests.press.test_incremental import of, signature


def test_an_unsigned_sheet_is_a_draft_in_the_manifest(built: Path) -> None:
    signature(built)
    run(built)
    entries = manifest.load(built / "dist").handouts
    assert {path for path, entry in entries.items() if not entry.draft} == of("es")


def test_a_release_holds_signed_sheets_only(built: Path) -> None:
    signature(built)
    result, watched = run(built, release=True)
    assert result.exit_code == 0
    assert set(pdfs(built / "dist")) == of("es")
    assert set(manifest.load(built / "dist").handouts) == of("es")
    assert result.states[State.DRAFT] == len(ALL - of("es"))
    assert watched.paths(State.BUILT) == of("es")


def test_a_draft_asked_for_by_name_is_refused(built: Path) -> None:
    signature(built)
    result, watched = run(built, release=True, languages=("es", "ru"), handouts=("after",))
    assert result.exit_code == 1
    (finding,) = result.findings
    assert finding.code == "draft"
    assert finding.where.path == "locales/ru/review.toml"
    assert "sign ru" in finding.hint
    assert watched.paths(State.BUILT) == {f"es/{GUIDE}-after.pdf"}
