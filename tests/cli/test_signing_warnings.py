"""Words that checks warn of are signed only once somebody has answered the warning."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.catalogs.message_code import message_code
from handouts.cli import main
from handouts.model.languages import language
from handouts.project.project import Project
from tests.press.model import ROOT, edit, keep_editions, offer

LIFT = "Do not lift heavy things."
CODE = message_code((None, LIFT))
WHO = ("--reviewer", "Name of Reviewer", "--credential", "Certified translator")


def _other_languages(folder: str, names: list[str]) -> list[str]:
    """What is neither Spanish nor English, of the folders of languages."""
    if Path(folder) != ROOT / "locales":
        return []
    return [name for name in names if name not in ("es", "en") and "." not in name]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project in Spanish, in which one message has lost its "not"."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "locales", tmp_path / "locales", ignore=_other_languages)
    keep_editions(tmp_path, "standard")
    offer(tmp_path, ("en", "es"))
    po = Project(tmp_path).po(language("es"), "sacroiliac-joint-injection").path
    edit(po, "No levante cosas pesadas.", "Levante cosas pesadas.")
    return tmp_path


def do(project: Path, *arguments: str) -> int:
    return main([*arguments, "--project", str(project)])


def signed(project: Path) -> set[str]:
    review, _ = Project(project).review(language("es"))
    return {words.english for act in review.acts for words in act.messages.values()}


def test_a_lost_not_is_signed_only_once_it_was_accepted(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(project, "sign", "es", "--handout", "recovery", *WHO) == 1
    output = capsys.readouterr().out
    assert f"{CODE} locales/es/LC_MESSAGES/sacroiliac-joint-injection.po:1031: warning" in output
    assert "missing-negation" in output
    assert "1 message not signed, since checks warn of the words" in output
    assert "accept es --reviewer" in output
    assert LIFT not in signed(project)
    assert len(signed(project)) > 30
    answer = ("--reviewer", "Name of Reviewer", "--message", CODE)
    assert do(project, "accept", "es", *answer) == 0
    assert do(project, "sign", "es", "--handout", "recovery", *WHO) == 0
    assert LIFT in signed(project)


def test_a_release_tells_of_warnings_that_were_signed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sign = ("sign", "es", "--handout", "recovery", *WHO)
    assert do(project, *sign, "--with-warnings") == 0
    output = capsys.readouterr().out
    assert "missing-negation" in output
    assert "1 message signed of which checks warn" in output
    assert LIFT in signed(project)
    for done in ("built", "unchanged"):
        assert do(project, "--release", "--no-verify") == 0
        output = capsys.readouterr().out
        assert f"1 {done}" in output
        (line,) = [line for line in output.splitlines() if "missing-negation" in line]
        assert "po:1031: warning" in line
        assert "signed and released all the same" in line
    assert do(project, "accept", "es", "--reviewer", "Name", "--message", CODE) == 0
    capsys.readouterr()
    assert do(project, "--release", "--no-verify") == 0
    assert "missing-negation" not in capsys.readouterr().out
