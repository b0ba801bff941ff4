"""`check` by one process or by several: the same findings in the same order, whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.cli.application import main
from handouts.cli.finding_formats import FORMATS
from handouts.editions.paper import render
from handouts.files import children
from handouts.model.document import Handout
from handouts.model.errors import MissingFontError
from handouts.model.findings import Finding
from handouts.press import judge, processes
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary, default_folders
from tests.press.model import GUIDE, LANGUAGES, edit, keep_editions

#: Other tests may have left threads in this process; no worker here waits for one.
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")

CATALOG = "locales/{}/LC_MESSAGES/" + GUIDE + ".po"


@pytest.fixture(params=["fork", pytest.param("spawn", marks=pytest.mark.slow)])
def _starting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to start workers."""
    context = multiprocessing.get_context(request.param)
    monkeypatch.setattr(children, "context", lambda: context)


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers inherit what a test has changed in the program."""
    context = multiprocessing.get_context("fork")
    monkeypatch.setattr(children, "context", lambda: context)


@pytest.fixture
def faulty(project: Path) -> Path:
    """Faults of each kind: of templates, catalogs, words, pages; a language of nothing but gaps."""
    keep_editions(project, "standard", "large", "bilingual", "plain-ink")
    template = project / f"templates/{GUIDE}/after.xml"
    edit(template, "{# Fact: none - a heading #}\n    <h>", "<h>")
    edit(template, 'figure="square"', 'figure="sqare"')
    edit(project / CATALOG.format("es"), '"es: Sit down."', '"es: Sit <b>down for 3 hours."')
    edit(project / CATALOG.format("es"), 'msgid "Sore knee"', '#, fuzzy\nmsgid "Sore knee"')
    russian = project / CATALOG.format("ru")
    russian.write_text(re.sub('msgstr "ru.*"', 'msgstr ""', russian.read_text()))
    thai = project / CATALOG.format("th")
    edit(thai, '"th: Sit down."', f'"th: {"Sit down. " * 400}"')
    (project / "locales/th/unbreakable.txt").write_bytes(b"\xff\n")
    return project


def check(project: Path, jobs: int, *tags: str) -> list[Finding]:
    """The findings of a check by so many processes."""
    found = Project(project)
    languages = [language for language in found.languages if language.tag in tags]
    return judge.check(found, FontLibrary(default_folders(None, project)), languages, jobs)


@pytest.mark.usefixtures("_starting")
@pytest.mark.parametrize("tags", [(), ("ru", "th")], ids=["all", "two"])
def test_several_processes_find_the_same_in_the_same_order(
    tags: tuple[str, ...], faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = check(faulty, 1, *tags)
    assert len({finding.code for finding in alone}) > 6
    assert {finding.language for finding in alone} > set(tags or LANGUAGES[1:])
    assert check(faulty, 2, *tags) == check(faulty, 5, *tags) == alone
    named = [word for tag in tags for word in ("--language", tag)]
    for style in FORMATS:
        shown = []
        for jobs in ("1", "3"):
            command = ["check", *named, "--format", style, "--jobs", jobs]
            assert main([*command, "--project", str(faulty)]) == 1
            shown.append(capsys.readouterr())
        assert shown[0] == shown[1]


def test_a_sound_project_is_sound(project: Path) -> None:
    assert check(project, 3) == check(project, 1)


@pytest.mark.usefixtures("forking")
def test_a_worker_that_dies_costs_one_sheet(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(project / CATALOG.format("th"), '"th: Sit down."', '""')
    sound = check(project, 1)

    def deadly(handout: Handout) -> None:
        if handout.language.tag == "ru" and handout.name == "after":
            os.kill(os.getpid(), signal.SIGKILL)

    _before_each_sheet(monkeypatch, deadly)
    (died,) = set(check(project, 2)) - set(sound)
    assert (died.code, died.where.path) == ("worker-crashed", CATALOG.format("ru"))
    assert "SIGKILL" in died.message
    assert set(sound) < set(check(project, 2))


@pytest.mark.usefixtures("forking")
def test_a_sheet_that_takes_for_ever_is_given_up(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(handout: Handout) -> None:
        if handout.language.tag == "en" and handout.name == "before":
            sum(range(10**12))  # in one call of C, which no exception ends

    _before_each_sheet(monkeypatch, slow)
    monkeypatch.setattr(processes, "MAX_SECONDS", 5)
    (late,) = (one for one in check(project, 2) if one.code == "sheet-limit")
    assert (late.message, late.where.path) == (
        processes.TOO_LONG,
        f"templates/{GUIDE}/before.xml",
    )


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (ZeroDivisionError("a bug"), "internal-error", "ZeroDivisionError: a bug"),
        (MemoryError(), "sheet-limit", "not enough memory"),
        (MissingFontError("no font for x"), "missing-font", "no font for x"),
        (PermissionError(13, "Permission denied", "a.svg"), "setup", "a.svg: Permission denied"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_in_one_sheet_is_a_finding_and_all_else_is_checked(
    error: Exception, code: str, words: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(project / CATALOG.format("th"), '"th: Sit down."', '""')
    sound = check(project, 1)

    def faulty(handout: Handout) -> None:
        if handout.language.tag == "es" and handout.name == "after":
            raise error

    _before_each_sheet(monkeypatch, faulty)
    alone = check(project, 1)
    assert check(project, 2) == alone
    (fault,) = set(alone) - set(sound)
    assert (fault.code, fault.where.path, fault.language) == (code, CATALOG.format("es"), "es")
    assert words in fault.message
    assert set(sound) < set(alone)


def _before_each_sheet(monkeypatch: pytest.MonkeyPatch, act: Callable[[Handout], None]) -> None:
    found = render.findings_on_paper

    def acted(handout, *rest):  # type: ignore[no-untyped-def]
        act(handout)
        return found(handout, *rest)

    monkeypatch.setattr(render, "findings_on_paper", acted)
