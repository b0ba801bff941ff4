"""Only `project` knows where files lie: with other names for its folders all else works alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.cli import application
from handouts.press.worker import State
from handouts.project import project as project_module
from tests.press.model import ALL, GUIDE, edit, pdfs, run
from tests.press.test_incremental import logo, signature

#: Every command that reads or writes files of a project.
COMMANDS = (
    ("extract",),
    ("update",),
    ("check", "--format", "json"),
    ("facts",),
    ("plain",),
    ("status",),
    ("language", "add", "fr"),
    ("build", "--release", "--no-verify", "--jobs", "1"),
)


def printed(project: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = application.run([*arguments, "--project", str(project)], project, "build.py")
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def spoil(templates: Path, locales: Path) -> None:
    """Faults of a template, a drawing, the brand and a catalog."""
    edit(templates / GUIDE / "before.xml", "<steps>", '<steps kind="x">')
    edit(templates / GUIDE / "after.xml", 'figure="square"', 'figure="circle"')
    edit(templates / "brand.toml", 'phone = ""', "phone = 5")
    edit(locales / "es" / "LC_MESSAGES" / f"{GUIDE}.po", "es: Sit down.", "es: Sit down %.")


def test_only_the_project_knows_where_its_files_lie(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logo(project)
    signature(project)
    other = Path(shutil.copytree(project, project.with_name("other")))
    (other / "templates").rename(other / "Templates")
    (other / "locales").rename(other / "Locales")
    for path in (*other.rglob("*.po"), *other.rglob("*.pot")):
        edit(path, "templates/", "Templates/")
    made = run(project)[0].findings, pdfs(project / "dist")
    spoil(project / "templates", project / "locales")
    said = [printed(project, capsys, *command) for command in COMMANDS]

    monkeypatch.setattr(project_module, "TEMPLATES", "Templates")
    monkeypatch.setattr(project_module, "LOCALES", "Locales")
    assert (run(other)[0].findings, pdfs(other / "dist")) == made
    edit(other / "Locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po", "es: Sit down.", "es: Sit.")
    assert run(other)[1].paths(State.BUILT) == {path for path in ALL if path.startswith("es/")}
    edit(other / "Locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po", "es: Sit.", "es: Sit down.")
    edit(other / "Templates" / GUIDE / "guide.toml", 'version = "1.0"', 'version = "1.1"')
    assert run(other)[1].paths(State.BUILT) == ALL
    edit(other / "Templates" / GUIDE / "guide.toml", 'version = "1.1"', 'version = "1.0"')
    spoil(other / "Templates", other / "Locales")
    for command, (code, output) in zip(COMMANDS, said, strict=True):
        again = printed(other, capsys, *command)
        assert again[0] == code, command
        text = again[1].replace("Templates", "templates").replace("Locales", "locales")
        assert text.replace(str(other), str(project)) == output, command
