"""CI on GitHub, on GitLab and by cron: the commands of each are run here, in a clone.

What only a CI host can do (fetching caches, keeping artifacts, putting a site up) is stood in for
by folders that stay.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts.cli import main
from tests.commands import quick
from tests.press.model import COMPILED, GUIDE, LANGUAGES, ROOT, SHEETS, edit, sign, write_model

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/handouts.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
ACTIONS = {
    "actions/checkout",
    "actions/cache",
    "actions/cache/restore",
    "actions/cache/save",
    "actions/upload-artifact",
    "actions/upload-pages-artifact",
    "actions/deploy-pages",
}

#: A step that goes on after another has failed.
ALWAYS = "${{ !cancelled() }}"
AFTER_SET_UP = "${{ !cancelled() && steps.set-up.outcome == 'success' }}"


#: Two are enough to tell a change in one from the others.
TAGS = LANGUAGES[:2]
ALL = len(TAGS) * len(SHEETS)


@pytest.fixture(scope="module")
def _clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workflow") / "clone"
    write_model(folder, TAGS)
    assert main(["extract", "--project", str(folder)]) == 0
    shutil.copytree(ROOT / "handouts", folder / "handouts")
    shutil.copytree(ROOT / "tools", folder / "tools")
    for name in ("build.py", "Makefile", "pyproject.toml", "requirements.lock", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    lock = (ROOT / "requirements.lock").read_bytes()
    sums = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout
    (folder / ".venv" / f".ready-{sums.split()[0].decode()}").touch()
    return folder


@pytest.fixture(scope="module")
def first(_clone: Path) -> Runner:
    runner = Runner(_copied(_clone, _clone.with_name("first") / "clone"))
    assert runner.run() == [], runner.output
    return runner


@pytest.fixture
def runner(first: Runner, tmp_path: Path) -> Runner:
    """A clone in which the job `build` has run once; what it built is that of `main`. Its program
    is this one's, loaded already: that the clone's own is whole, the first run has shown."""
    folder = _copied(first.folder, tmp_path / "clone")
    python = folder / ".venv" / "bin" / "python"
    loaded = shlex.join(quick(folder / "build.py"))
    python.write_text(f'#!/bin/sh\n[ "$1" = {folder}/build.py ] && shift && exec {loaded} "$@"\n')
    return Runner(folder)


def _copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to, symlinks=True))


class Runner:
    """Does what a job says, step by step. A step that fails has those after it left out, unless
    they say otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = ""

    @property
    def summary(self) -> str:
        """What the job's page shows, without the escapes of Markdown."""
        text = (self.folder.parent / "summary.md").read_text(encoding="utf-8")
        return text.replace("\\", "")

    @property
    def annotations(self) -> list[str]:
        """What stands at the lines of a change."""
        return re.findall(r"^::(?:error|warning|notice) .*", self.output, re.MULTILINE)

    def run(self, job: str = "build") -> list[str]:
        """Runs the commands of a job; returns the names of the steps that failed."""
        self.output = ""
        (self.folder.parent / "summary.md").write_text("")
        failed: list[str] = []
        outcomes: dict[str, str] = {}
        for step in JOBS[job]["steps"]:
            if "run" not in step or not self._is_due(step.get("if"), failed, outcomes):
                continue
            worked = self.shell(step["run"]) == 0
            outcomes[step.get("id", "")] = "success" if worked else "failure"
            if not worked:
                failed.append(str(step["name"]))
        return failed

    @staticmethod
    def _is_due(condition: str | None, failed: list[str], outcomes: dict[str, str]) -> bool:
        if condition == AFTER_SET_UP:
            return outcomes.get("set-up") == "success"
        assert condition in (None, ALWAYS), condition
        return condition == ALWAYS or not failed

    def shell(self, script: str) -> int:
        """Runs a script as a CI host does; returns the exit code."""
        environment = {
            **os.environ,
            **COMPILED,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.folder.parent / "summary.md"),
            "PATH": f"{self.folder / '.venv' / 'bin'}:{os.environ['PATH']}",
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder, env=environment, text=True, check=False, timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.output += done.stdout
        return done.returncode


def steps(job: str = "") -> list[dict[str, Any]]:
    """Of one job, or of all."""
    return [step for name in JOBS if job in ("", name) for step in JOBS[name].get("steps", ())]


def test_only_well_known_actions_are_used_each_pinned_by_a_commit() -> None:
    text = (ROOT / ".github/workflows/handouts.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)@(\S+) # (\S+)$", text, re.MULTILINE)
    assert {name for name, _, _ in used} == ACTIONS
    assert len(used) == sum("uses" in step for step in steps())
    for name, commit, version in used:
        assert re.fullmatch(r"[0-9a-f]{40}", commit), name
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version), name
    repositories = {("/".join(name.split("/")[:2]), commit) for name, commit, _ in used}
    assert len(repositories) == len(dict(repositories)), "one version of each"


def test_no_step_lets_words_from_outside_into_a_script() -> None:
    """An expression in a script is put in before the shell reads it: a branch's name could be a
    command."""
    assert not [step for step in steps() if "${{" in step.get("run", "")]


def test_only_the_job_that_puts_the_site_up_may_do_more_than_read() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    asked = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert asked == {"deploy": {"pages": "write", "id-token": "write"}}
    assert not any("run" in step for step in steps("deploy")), "it runs nothing of ours"
    for step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_nothing_is_released_from_a_change_that_is_only_proposed() -> None:
    assert "github.event_name != 'pull_request'" in JOBS["release"]["if"]
    assert "vars.HANDOUTS_PUBLISH == 'true'" in JOBS["release"]["if"]
    assert set(JOBS["release"]["needs"]) == {"test", "build"}
    assert JOBS["deploy"]["needs"] == "release"


@pytest.mark.parametrize("job", ["build", "release"])
def test_what_is_kept_for_the_next_time_is_what_is_fetched(job: str) -> None:
    kept = [step for step in steps(job) if "/save@" in step.get("uses", "")]
    fetched = [step["with"] for step in steps(job) if "restore-keys" in step.get("with", {})]
    assert len(kept) == len(fetched) == 1
    assert fetched[0]["path"] == kept[0]["with"]["path"]
    assert kept[0]["with"]["key"].startswith(fetched[0]["restore-keys"])
    assert job == "release" or "pull_request" in kept[0]["if"]


def test_what_every_job_runs_is_there() -> None:
    for step in steps("test"):
        for target in re.findall(r"^make (\S+)", step.get("run", ""), re.MULTILINE):
            subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)
    made = {step["run"] for step in steps("test") if "run" in step}
    assert made == {"make lint", "make test"}


def test_the_first_time_every_sheet_is_built_and_new(first: Runner) -> None:
    assert f"{ALL} built" in first.output
    assert f"0 changed, {ALL} added" in first.summary


def test_a_changed_word_then_a_broken_word_then_a_new_guide(runner: Runner) -> None:
    folder = runner.folder
    catalog = folder / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"

    # A changed word: the one sheet is built, and the words before and after are shown.
    edit(catalog, "es: Rest your knee before", "es: Rest both knees before")
    assert runner.run() == [], runner.output
    assert f"1 built, {ALL - 1} unchanged" in runner.summary
    assert f"changed es/{GUIDE}-before.pdf: looks different on page 1" in runner.summary
    assert re.search(r"^  -.*es: Rest your knee before", runner.summary, re.MULTILINE)
    assert re.search(r"^  \+.*es: Rest both knees before", runner.summary, re.MULTILINE)
    assert f"1 changed, 0 added, 0 removed, {ALL - 1} the same" in runner.summary
    for step in steps("build"):
        if "upload-artifact" in step.get("uses", ""):
            assert (folder / step["with"]["path"]).exists()
            assert step["if"] == AFTER_SET_UP

    # A broken word: its sheets are not built, all others are; each finding is shown once.
    edit(catalog, 'msgstr "es: Put your leg up after you eat."', 'msgstr ""')
    edit(catalog, "es: Rest both knees before", "es: Rest a knee before")
    assert runner.run() == ["Check", "Build"]
    at_lines = [line for line in runner.annotations if line.startswith("::error ")]
    assert len(at_lines) == 1
    assert "file=locales/es/LC_MESSAGES/" in at_lines[0]
    assert len(runner.annotations) == len(set(runner.annotations))
    assert re.search(r"\| Spanish \(es\) \| \d+ of \d+ \| 1 \|", runner.summary)
    assert f"1 built, {ALL - 2} unchanged, 1 not built" in runner.summary
    assert f"changed es/{GUIDE}-before.pdf" in runner.summary
    assert f"withheld es/{GUIDE}-after.pdf" in runner.summary
    listed = json.loads((folder / "dist" / "manifest.json").read_text())["handouts"]
    assert len(listed) == ALL - 1

    # A new guide: in English at once, and without holding up the others.
    edit(catalog, 'msgstr ""\n\n', 'msgstr "es: Put your leg up after you eat."\n\n', last=True)
    shutil.copytree(folder / "templates" / GUIDE, folder / "templates" / "sore-elbow")
    guide = folder / "templates" / "sore-elbow" / "guide.toml"
    edit(guide, 'code = "KNEE"', 'code = "ELBOW"\nlanguages = ["en"]')
    assert runner.run() == ["Check"], "its messages are not extracted yet"
    assert "file=locales/sore-elbow.pot" in "".join(runner.annotations)
    assert main(["extract", "--project", str(folder)]) == 0
    assert runner.run() == [], runner.output
    assert {path.name for path in (folder / "dist" / "en").iterdir()} == {
        f"{name}-{sheet}.pdf" for name in (GUIDE, "sore-elbow") for sheet in SHEETS
    }


@pytest.mark.slow  # 9 builds; cron does the same below
def test_the_release_is_published_and_stays_when_the_next_one_fails(runner: Runner) -> None:
    folder = runner.folder
    assert runner.run("release") == ["Release"], "nothing is signed"
    assert not (folder / "site").exists()
    sign(folder, "es")
    assert runner.run("release") == [], runner.output
    page = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert page.count("hreflang=") == len(SHEETS)
    catalog = folder / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, 'msgstr "es: Put your leg up after you eat."', 'msgstr ""')
    assert runner.run("release") == ["Release"]
    assert (folder / "site" / "index.html").read_text(encoding="utf-8") == page
    edit(catalog, 'msgstr ""\n\n', 'msgstr "es: Put both legs up after you eat."\n\n', last=True)
    sign(folder, "es")
    assert runner.run("release") == [], runner.output
    page = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "replaced by a corrected version 1.0" in page
    assert "both legs" in runner.summary


def _commands(scripts: str) -> set[str]:
    """The commands of `build.py` that scripts call; that of a build has no name."""
    return set(re.findall(r"python3 build\.py(?: ([a-z]+))?", scripts))


def test_gitlab_and_cron_run_what_github_runs() -> None:
    github = "\n".join(step.get("run", "") for name in JOBS for step in steps(name))
    gitlab = "\n".join(
        line for name in ("test", "build", "pages") for line in GITLAB[name]["script"]
    )
    nightly = (ROOT / "tools" / "nightly").read_text(encoding="utf-8").partition("main()")[2]
    names = _commands(github)
    assert names == {"", "check", "compare", "publish"}
    for other in (gitlab, nightly):
        assert _commands(other) == names
    assert {"make lint", "make test"} <= set(GITLAB["test"]["script"])


def test_the_jobs_for_gitlab_run(runner: Runner) -> None:
    assert runner.shell("\n".join(GITLAB["build"]["script"])) == 0, runner.output
    assert f"{ALL} unchanged" in runner.output
    sign(runner.folder, "es")
    assert runner.shell("\n".join(GITLAB["pages"]["script"])) == 0, runner.output
    assert (runner.folder / "public" / "index.html").is_file()
    catalog = runner.folder / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, 'msgstr "es: Put your leg up after you eat."', 'msgstr ""')
    assert runner.shell("\n".join(GITLAB["build"]["script"])) == 1
    assert "1 not built" in runner.output
    assert (runner.folder / "build" / "comparison.html").is_file()


def test_cron_fetches_builds_and_publishes(runner: Runner, tmp_path: Path) -> None:
    origin, here = runner.folder, tmp_path / "here"
    sign(origin, "es")
    commit = "git add -A && git -c user.name=N -c user.email=n@example.org commit -qm words"
    assert runner.shell(f"git init -qb main && {commit}") == 0, runner.output
    assert runner.shell(f"git clone -q . {here}") == 0, runner.output
    shutil.copytree(origin / ".venv", here / ".venv")
    python = here / ".venv/bin/python"
    python.write_text(python.read_text().replace(str(origin), str(here)))
    catalog = origin / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po"
    edit(catalog, "es: Rest your knee before", "es: Rest both knees before")
    sign(origin, "es")
    assert runner.shell(commit) == 0, runner.output
    there = Runner(here)
    site = tmp_path / "www"
    assert there.shell(f"tools/nightly {site}") == 0, there.output
    assert (site / "index.html").is_file()
    assert "both knees" in (here / "locales" / "es" / "LC_MESSAGES" / f"{GUIDE}.po").read_text()
    published = (site / "index.html").read_bytes()
    edit(catalog, 'msgstr "es: Sit down."', 'msgstr ""')
    assert runner.shell(commit) == 0, runner.output
    assert there.shell(f"tools/nightly {site}") == 1
    assert (site / "index.html").read_bytes() == published


def test_system_packages_are_kept_from_one_run_to_the_next(runner: Runner, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, script in (
        ("dpkg-query", "exit 1"),
        ("id", "echo 0"),
        ("apt-get", f'echo "$@" >> {tmp_path}/calls'),
    ):
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    path = f"PATH={tools}:$PATH"
    assert runner.shell(f"{path} HANDOUTS_PACKAGES=.packages make set-up") == 0, runner.output
    _, install = (tmp_path / "calls").read_text().splitlines()
    kept = runner.folder / ".packages"
    assert f"-o Dir::Cache::archives={kept} install" in install
    assert "fonts-noto-core" in install
    assert (kept / "partial").is_dir()
