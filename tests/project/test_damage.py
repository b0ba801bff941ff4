"""A catalog that was not saved whole is told as such, and nothing writes over it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.cli.application import run as run_command
from tests.press.conftest import _model, project
from tests.press.model import GUIDE, edit, sign

__all__ = ["_model", "project"]


def po(project: Path) -> Path:
    return project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"


def commit(project: Path) -> None:
    named = ["-c", "user.name=Name", "-c", "user.email=name@example.org"]
    for line in (["init", "-q"], ["add", "."], [*named, "commit", "-qm", "Words"]):
        subprocess.run(["git", *line], cwd=project, check=True, capture_output=True)


def nothing(project: Path) -> None:
    """No version control, no signatures."""


def signatures(project: Path) -> None:
    sign(project, "es")


def last_entries(text: str, number: int) -> int:
    """Where the last entries of a catalog begin."""
    return len("\n\n".join(text.rstrip("\n").split("\n\n")[:-number])) + 1


@pytest.fixture
def said(project: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def ask(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run_command(list(arguments), project, "build.py")
        return code, capsys.readouterr().out

    assert ask("extract")[0] == ask("update")[0] == 0
    return ask


Said = Callable[..., tuple[int, str]]


@pytest.mark.parametrize("witness", [commit, signatures, nothing])
@pytest.mark.parametrize("where", ["between two entries", "in a line", "at its begin", "deleted"])
def test_a_catalog_that_is_not_whole_is_one_error_and_stays(
    project: Path, said: Said, witness: Callable[[Path], None], where: str
) -> None:
    witness(project)
    good = po(project).read_text()
    if where == "deleted":
        po(project).unlink()
        if witness is not commit:
            return  # a catalog that was never there looks the same
    else:
        cut = {"between two entries": last_entries(good, 7), "at its begin": 0}
        po(project).write_text(good[: cut.get(where, last_entries(good, 7) - 9)])
    before = po(project).read_bytes() if po(project).exists() else None
    for command in (
        ("check", "-l", "es"),
        ("update",),
        ("sign", "es", "--reviewer", "A", "--credential", "B"),
    ):
        code, output = said(*command)
        found = [line for line in output.splitlines() if "/es/" in line and ": error " in line]
        assert (code, len(found)) == (1, 1), output
        assert "run: python3 build.py update" not in output
        assert "first keep a copy of it" in found[0]
        if witness is commit:
            assert "git checkout HEAD -- locales/es" in found[0]
            assert "lacks all that was done since" in found[0]
        else:
            assert "restore the file from an older version, such as the backup" in found[0]
        if where == "between two entries":
            assert "7 of " in found[0]
    assert (po(project).read_bytes() if po(project).exists() else None) == before
    if witness is commit:
        subprocess.run(
            ["git", "checkout", "-q", "HEAD", "--", po(project)], cwd=project, check=True
        )
        assert said("check", "-l", "es")[0] == 0


def test_new_messages_are_no_damage(project: Path, said: Said) -> None:
    commit(project)
    sheet = project / "templates" / GUIDE / "before.xml"
    edit(sheet, "Sit down.", "Lie down.")
    assert said("extract")[0] == 0
    assert "missing-message" in said("check", "-l", "es")[1]
    assert said("update")[0] == 0
    # Obsolete entries may be thrown away, and their messages come back as new ones.
    text = po(project).read_text()
    po(project).write_text(text.partition("#~")[0])
    edit(sheet, "Lie down.", "Sit up.")
    assert said("extract")[0] == 0
    assert said("update")[0] == 0


def test_what_was_taken_out_on_purpose_can_be_made_new(project: Path, said: Said) -> None:
    commit(project)
    good = po(project).read_text()
    po(project).write_text(good[: last_entries(good, 3)])
    assert said("update")[0] == 1
    assert said("update", "--as-new")[0] == 0
    assert "fuzzy-message" in said("check", "-l", "es")[1]
    po(project).write_text(good[: last_entries(good, 3) - 9])
    assert said("update", "--as-new")[0] == 1, "an entry that is torn is never new"


@pytest.mark.parametrize("fault", ["conflict", "quote"])
def test_an_entry_that_cannot_be_read_is_one_error(project: Path, said: Said, fault: str) -> None:
    commit(project)
    words = 'msgstr "es: Sit down."\n'
    edit(
        po(project),
        words,
        f'<<<<<<< HEAD\n{words}=======\nmsgstr "es: Siéntese."\n>>>>>>> theirs\n'
        if fault == "conflict"
        else 'msgstr "es: "Sit" down."\n',
    )
    before = po(project).read_bytes()
    for command in (("check", "-l", "es"), ("update",), ("build", "-l", "es")):
        code, output = said(*command)
        found = [line for line in output.splitlines() if "/es/" in line and ": error " in line]
        assert (code, len(found)) == (1, 1), output
        assert "build.py update" not in output
    assert po(project).read_bytes() == before
