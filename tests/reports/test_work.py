"""What is left to do in a language, and since when."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from handouts.compose.templates import Rendered, Templates
from handouts.model.languages import language
from handouts.project.project import Project
from handouts.reports.history import lines_since
from handouts.reports.work import MessageState, Work, works
from tests.html.accessible import check_page
from tests.press.model import GUIDE, SHEETS, edit, sign
from tests.reports.conftest import Run

SPANISH = language("es")


def work(project: Path) -> Work:
    """What is left to do in Spanish."""
    (found,) = works(Project(project), [SPANISH])
    return found


def commit(folder: Path, day: str) -> None:
    """Puts all there is under version control, as if on that day."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    environment = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
    for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", day)):
        subprocess.run(["git", *arguments], cwd=folder, check=True, env=environment)


@pytest.fixture
def po(project: Path) -> Path:
    return project / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"


def test_each_state_is_counted_in_the_handouts_that_print_it(project: Path, po: Path) -> None:
    sign(project, "es")
    edit(po, 'msgstr "es: Your knee before"', 'msgstr ""')
    edit(po, "es: Your knee after", "Su rodilla")
    found = work(project)
    before, after = found.parts
    assert (before.handout, after.handout) == SHEETS
    assert before.counts[MessageState.UNTRANSLATED] == 1
    assert before.words_to_do == 3
    assert (after.counts[MessageState.UNTRANSLATED], after.counts[MessageState.UNSIGNED]) == (0, 1)
    assert after.words_to_do == 0
    assert {item.words for item in found.to_do} == {"Your knee before", "Your knee after"}
    assert sum(before.counts.values()) == len(before.items)


def test_since_when_comes_from_git(project: Path, po: Path) -> None:
    commit(project, "2026-01-05")
    edit(po, "es: Your knee after", "Su rodilla")
    edit(po, 'msgstr "es: Your knee before"', 'msgstr ""')
    commit(project, "2026-02-07")
    after, before = (item for item in work(project).items if item.words.startswith("Your knee"))
    assert (before.state, before.since) == (MessageState.UNTRANSLATED, "2026-01-05")
    assert (after.state, after.since) == (MessageState.UNSIGNED, "2026-02-07")
    first, second = work(project).parts
    assert (first.since, second.since) == ("2026-01-05", "")


def test_without_git_and_before_a_commit_no_day_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one\n")
    assert lines_since(tmp_path, path) == {}
    other = tmp_path / "b.txt"
    other.write_text("one\n")
    commit(tmp_path, "2026-01-05")
    other.write_text("one\ntwo\n")
    assert lines_since(tmp_path, other) == {1: "2026-01-05"}


def test_the_command_lists_codes_and_writes_a_page(project: Path, po: Path, run: Run) -> None:
    edit(po, 'msgstr "es: Your knee before"', 'msgstr ""')
    code, output = run("status", "es")
    assert code == 0
    (line,) = (line for line in output.splitlines() if "untranslated" in line and po.name in line)
    shown = json.loads(run("status", "es", "--json")[1])["languages"]
    (item,) = (item for item in shown[0]["items"] if item["state"] == "untranslated")
    assert line.split()[0] == item["code"]
    assert item["file"] == f"locales/es/LC_MESSAGES/{GUIDE}.po"
    assert run("status", "--html")[0] == 0
    page = (project / "dist" / "status.html").read_text(encoding="utf-8")
    check_page(page)
    assert item["code"] in page
    assert "Thai" in page
    assert "Not checked in Spanish: negations, cautions, units, contraries, claims" in page


def test_templates_are_read_once_for_all_languages(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With each language anew, they took three quarters of the time."""
    rendered: list[str] = []
    render = Templates.render

    def counted(self: Templates, name: str, *rest: Any) -> Rendered:
        rendered.append(name)
        return render(self, name, *rest)

    monkeypatch.setattr(Templates, "render", counted)
    read = Project(project)
    found = list(works(read, read.languages))
    assert [one.language for one in found] == list(read.languages)
    assert sorted(rendered) == sorted(f"{GUIDE}/{sheet}.xml" for sheet in SHEETS)
