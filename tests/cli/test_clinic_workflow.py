"""CI for the project of a new clinic: its jobs are those of this project, without the tests of the
program, and they run in the folder that `new clinic` writes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands import quick
from tests.guides.fixture import build_py
from tests.press.model import COMPILED, ROOT

OWN = (ROOT / ".github/workflows/handouts.yml").read_text(encoding="utf-8")


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    assert build_py(ROOT, "new", "clinic", str(tmp_path / "clinic")).returncode == 0
    return tmp_path / "clinic"


def _jobs(text: str) -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(text)["jobs"]
    return jobs


def test_its_jobs_are_those_of_this_project(clinic: Path) -> None:
    expected = OWN.replace("make set-up", "./set-up").replace(
        "python3 build.py", ".venv/bin/handouts"
    )
    expected = re.sub(
        r"'pyproject.toml', 'requirements\*.lock', 'tools/set-up'",
        "'requirements.lock', 'program/*', 'set-up'",
        expected,
    )
    jobs = _jobs(expected.replace("'tools/set-up'", "'set-up'"))
    del jobs["test"]
    jobs["release"]["needs"].remove("test")
    text = (clinic / ".github/workflows/handouts.yml").read_text(encoding="utf-8")
    assert _jobs(text) == jobs
    pinned = {line for line in OWN.splitlines() if "uses:" in line}
    assert {line for line in text.splitlines() if "uses:" in line} == pinned
    whole, without = yaml.safe_load(OWN), yaml.safe_load(text)
    assert {key for key in whole if whole[key] != without[key]} == {"jobs"}


def shell(folder: Path, script: str, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **COMPILED, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    environment["PATH"] = f"{path}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_its_commands_run(clinic: Path) -> None:
    assert build_py(clinic, "extract").returncode == 0
    program = clinic / ".venv" / "bin" / "handouts"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.join(quick(ROOT / "build.py"))} --project . "$@"\n')
    program.chmod(0o755)
    jobs = _jobs((clinic / ".github/workflows/handouts.yml").read_text(encoding="utf-8"))
    for step in jobs["build"]["steps"]:
        if "run" in step:
            script = step["run"].replace("./set-up", "true")
            done = shell(clinic, script)
            assert done.returncode == 0, done.stdout + done.stderr
    assert (clinic / "dist" / "en" / "first-guide-sheet.pdf").is_file()
    assert (clinic / "build" / "comparison.html").is_file()
    assert "3 added" in (clinic / "summary.md").read_text()
    done = shell(clinic, ".venv/bin/handouts --release")
    assert (done.returncode, done.stderr) == (1, ""), "nothing is signed"
    assert "nothing-signed" in done.stdout
    done = shell(clinic, ".venv/bin/handouts publish")
    assert done.returncode == 2
    assert "build one: python3 build.py --release" in done.stderr
    git = "git init -q . && git add -A && git status --short"
    kept = {line.split()[-1] for line in shell(clinic, git).stdout.splitlines()}
    assert not [name for name in kept if name.startswith(("dist", "build", ".venv", ".cache"))]
    assert {"set-up", ".gitignore", "requirements.lock", "templates/brand.toml"} <= kept


def test_its_set_up_installs_what_is_locked_and_one_wheel(clinic: Path, tmp_path: Path) -> None:
    """With stand-ins for what changes the machine."""
    tools, calls = tmp_path / "tools", tmp_path / "calls"
    tools.mkdir()
    pip = f'mkdir -p .venv/bin; printf "#!/bin/sh\\necho pip \\"\\$@\\" >> {calls}\\n"'
    for name, script in (
        ("dpkg-query", "exit 1"),
        ("id", "echo 1000"),
        ("sudo", f'echo sudo "$@" >> {calls}'),
        ("python3", f"{pip} > .venv/bin/python; chmod +x .venv/bin/python"),
    ):
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    done = shell(clinic, "./set-up", f"{tools}:")
    assert done.returncode == 2
    assert "put one wheel of the program into program/" in done.stderr
    (clinic / "program").mkdir()
    (clinic / "program" / "handouts-1.0.0-py3-none-any.whl").touch()
    done = shell(clinic, "HANDOUTS_PACKAGES=.packages ./set-up && ./set-up", f"{tools}:")
    assert done.returncode == 0, done.stderr
    said = calls.read_text().splitlines()
    installed = [line for line in said if line.startswith("pip")]
    assert len(installed) == 2, "the second time nothing is to be done"
    assert "--no-deps --require-hashes" in installed[0]
    assert "--requirement requirements.lock" in installed[0]
    assert installed[1].endswith(
        "--no-deps --no-index --force-reinstall " + "program/handouts-1.0.0-py3-none-any.whl"
    )
    fonts = re.search(r'"the fonts of the sheets" (.+)', (ROOT / "tools/set-up").read_text())
    assert fonts
    (install,) = [line for line in said if " install " in line][:1]
    assert install.endswith(fonts[1])
    assert f"Dir::Cache::archives={clinic / '.packages'}" in install
    assert (clinic / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()
