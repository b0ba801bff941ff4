"""The `accept` command: silent until the words change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.model.languages import language
from handouts.project.accepted import Accepted, load_accepted
from handouts.project.project import Project
from tests.press.model import keep_editions, offer

ROOT = Path(__file__).parent.parent.parent


def _other_languages(folder: str, names: list[str]) -> list[str]:
    """What is neither Arabic nor English, of the folders of languages."""
    if Path(folder) != ROOT / "locales":
        return []
    return [name for name in names if name not in ("ar", "en") and "." not in name]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project, with one Arabic message that its checks warn of."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "locales", tmp_path / "locales", ignore=_other_languages)
    keep_editions(tmp_path, "standard")
    offer(tmp_path, ("en", "ar"))
    change(tmp_path, "المفصلان من الخلف", "مفاصل من الخلف")
    return tmp_path


def change(project: Path, before: str, after: str) -> None:
    po = Project(project).po(language("ar"), "sacroiliac-joint-injection").path
    text = po.read_text(encoding="utf-8")
    assert before in text
    po.write_text(text.replace(before, after), encoding="utf-8")


def check(project: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    main(["check", "--language", "ar", "--project", str(project)])
    return [line for line in capsys.readouterr().out.splitlines() if ": note " in line]


def accept(project: Path, *more: str) -> int:
    name = "Name of Reviewer"
    return main(["accept", "ar", "--project", str(project), "--reviewer", name, *more])


def test_an_accepted_finding_is_silent_until_the_words_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (note,) = check(project, capsys)
    assert '"The 2 joints, seen from behind": 2 is not there as a digit' in note
    assert accept(project, "--code", "number-as-word") == 0
    assert "1 finding accepted in locales/ar/accepted.toml" in capsys.readouterr().out
    assert check(project, capsys) == []
    change(project, "مفاصل من الخلف", "مفاصل من وراء")
    assert len(check(project, capsys)) == 1


def test_only_what_is_named_is_accepted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accept(project, "--code", "double-space") == 0
    assert accept(project, "--message", "Turn over") == 0
    assert len(check(project, capsys)) == 1
    assert not Project(project).accepted_file(language("ar")).path.exists()
    assert accept(project, "--message", "The 2 joints") == 0
    assert check(project, capsys) == []


def test_what_has_lost_its_words_is_dropped(project: Path) -> None:
    accept(project, "--all")
    file = Project(project).accepted_file(language("ar"))
    before = file.path.read_text(encoding="utf-8")
    accept(project, "--all")
    assert file.path.read_text(encoding="utf-8") == before
    change(project, "مفاصل من الخلف", "المفصلان من الخلف")
    accept(project, "--all")
    assert "[accepted.messages]" not in file.path.read_text(encoding="utf-8")


def test_nothing_is_accepted_until_somebody_says_what(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could be is listed, each with the code of its message."""
    file = Project(project).accepted_file(language("ar")).path
    assert accept(project) == 2
    output = capsys.readouterr().out
    (code,) = re.findall(r"(?m)^(\w{6}) locales/ar/.*number-as-word", output)
    assert "nothing is changed yet" in output
    assert not file.exists()
    assert accept(project, "--all", "--code", "number-as-word") == 2
    assert accept(project, "--message", "999999") == 2
    assert main(["accept", "ar", "--project", str(project), "--all"]) == 2, "by nobody"
    assert not file.exists()
    assert accept(project, "--message", code.lower()) == 0
    assert file.exists()


def test_what_was_accepted_can_be_taken_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert accept(project, "--all") == 0
    assert accept(project, "--withdraw") == 2
    assert check(project, capsys) == []
    assert main(["accept", "ar", "--project", str(project), "--withdraw", "--all"]) == 0
    assert len(check(project, capsys)) == 1
    assert accept(project, "--withdraw", "--all") == 0
    assert "nothing was accepted there" in capsys.readouterr().out


def test_errors_cannot_be_accepted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project, "خلال أول 24 ساعة", "خلال أول 25 ساعة")
    accept(project, "--all")
    assert main(["check", "--language", "ar", "--project", str(project)]) == 1
    assert "error added-number" in capsys.readouterr().out


def test_a_reviewer_has_a_name(project: Path) -> None:
    assert main(["accept", "ar", "--project", str(project), "--reviewer", " "]) == 2
    assert main(["accept", "xx", "--project", str(project), "--reviewer", "A"]) == 2


@pytest.mark.parametrize(
    "text",
    ["[[accepted]", "accepted = 1", '[[accepted]]\ncode = "x"\n', '[accepted]\n"a" = 1\n'],
)
def test_a_faulty_file_is_a_finding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(text, encoding="utf-8")
    accepted, findings = load_accepted(path, "locales/ar/accepted.toml")
    assert accepted == Accepted()
    assert {finding.code for finding in findings} == {"accepted-file"}
