"""The CI workflow: its commands are those of a person, and all of them are run here, in a clone.

What only GitHub can do (fetching caches, keeping artifacts) is stood in for by folders.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts.cli import main
from handouts.cli.application import COMMANDS
from tests.press.model import COMPILED, GUIDE, LANGUAGES, ROOT, SHEETS, edit, write_model

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/handouts.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["build"]["steps"]
ACTIONS = {
    "actions/checkout",
    "actions/cache",
    "actions/cache/restore",
    "actions/cache/save",
    "actions/upload-artifact",
}
CI_DOC = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


#: Two are enough to tell a change in one from the others.
TAGS = LANGUAGES[:2]


@pytest.fixture(scope="module")
def _clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workflow") / "clone"
    write_model(folder, TAGS)
    assert main(["extract", "--project", str(folder)]) == 0
    shutil.copytree(ROOT / "handouts", folder / "handouts")
    shutil.copytree(ROOT / "tools", folder / "tools")
    for name in ("build.py", "Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    lock = (ROOT / "requirements.lock").read_bytes()
    sums = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout
    (folder / ".venv" / f".ready-{sums.split()[0].decode()}").touch()
    return folder


@pytest.fixture
def clone(_clone: Path, tmp_path: Path) -> Path:
    """The repository with a small library in it; its environment as a restored cache."""
    return Path(shutil.copytree(_clone, tmp_path / "clone"))


@pytest.fixture(scope="module")
def first(_clone: Path) -> Runner:
    """The workflow has run once, with nothing restored from an earlier run."""
    runner = Runner(Path(shutil.copytree(_clone, _clone.with_name("first") / "clone")))
    assert runner.run() == "", runner.output
    return runner


class Runner:
    """Does what the workflow says, step by step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.summary = folder.parent / "summary.md"
        self.output = ""

    def run(self) -> str:
        """Runs every step; returns the name of the one that failed, if any."""
        self.output = ""
        self.summary.write_text("")
        for step in STEPS:
            if "run" in step and self._shell(step["run"]) != 0:
                return str(step["name"])
        return ""

    def _shell(self, script: str) -> int:
        environment = {
            **os.environ,
            **COMPILED,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "PATH": f"{self.folder / '.venv' / 'bin'}:{os.environ['PATH']}",
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder, env=environment, text=True, check=False, timeout=120,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.output += done.stdout
        return done.returncode


def test_only_well_known_actions_are_used_each_in_one_exact_version() -> None:
    used = [step["uses"].split("@") for step in STEPS if "uses" in step]
    assert {name for name, _ in used} == ACTIONS
    assert all(re.fullmatch(r"v\d+\.\d+\.\d+", version) for _, version in used)


def test_no_step_lets_words_from_outside_into_a_script() -> None:
    """An expression in a script is put in before the shell reads it: a branch's name could be a
    command."""
    assert not [step for step in STEPS if "${{" in step.get("run", "")]


def test_the_workflow_may_only_read() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}


def test_what_is_kept_for_the_next_time_is_what_is_fetched() -> None:
    steps = {step.get("uses", "").split("@")[0]: step for step in STEPS}
    fetched, kept = steps["actions/cache/restore"]["with"], steps["actions/cache/save"]["with"]
    assert fetched["path"] == kept["path"]
    assert kept["key"].startswith(fetched["restore-keys"])
    assert "pull_request" in steps["actions/cache/save"]["if"]


def test_the_first_time_every_sheet_is_built_and_new(first: Runner) -> None:
    sheets = len(TAGS) * len(SHEETS)
    assert f"{sheets} built" in first.output
    assert f"0 changed, {sheets} added" in first.summary.read_text()


def test_a_change_rebuilds_and_shows_what_it_touches(first: Runner, tmp_path: Path) -> None:
    clone = Path(shutil.copytree(first.folder, tmp_path / "clone"))
    runner = Runner(clone)
    catalog = clone / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, "es: Rest your knee before", "es: Rest both knees before")
    assert runner.run() == "", runner.output
    others = len(TAGS) * len(SHEETS) - 1
    assert f"1 built, {others} unchanged" in runner.output
    summary = runner.summary.read_text()
    assert f"changed es/{GUIDE}-before.pdf: looks different on page 1" in summary
    assert f"1 changed, 0 added, 0 removed, {others} the same" in summary
    for step in STEPS:
        if "upload-artifact" in step.get("uses", ""):
            assert (clone / step["with"]["path"]).exists()


def test_what_is_not_fit_stops_at_the_gate(clone: Path) -> None:
    catalog = clone / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, 'msgstr "es: Sit down."', 'msgstr ""')
    runner = Runner(clone)
    assert runner.run() == "Check"
    assert "::error file=locales/es/" in runner.output
    assert re.search(r"\| Spanish \(es\) \| \d+ of \d+ \| 1 \|", runner.summary.read_text())


def test_docs_name_only_commands_that_exist() -> None:
    named = re.findall(r"build\.py(?: ([a-z]+))?(?= |$|`)", CI_DOC, flags=re.MULTILINE)
    assert len(named) > 5
    assert {name for name in named if name} <= set(COMMANDS)


def test_the_example_for_gitlab_is_yaml_with_the_same_commands() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", CI_DOC, flags=re.DOTALL)
    script = "\n".join(yaml.safe_load(block)["handouts"]["script"])
    for step in STEPS:
        for command in re.findall(r"^(?:make|python3 build\.py) ?[a-z-]*", step.get("run", "")):
            assert command in script
