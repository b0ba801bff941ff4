"""The guard itself: it lets a build through, and sees what is forbidden."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.guard import ROOT, Guard
from tests.hostile.running import guarded


def test_a_build_keeps_to_the_rules(project: Path) -> None:
    done = guarded(project, "build", afresh=True)
    done.is_orderly()
    assert done.code == 0, done.output
    assert (project / "dist" / "manifest.json").is_file()


FORBIDDEN = {
    "reading": "open('{outside}/secret')",
    "writing": "open('{project}/templates/brand.toml', 'a')",
    "listing": "os.listdir('{outside}')",
    "removing": "os.remove('{outside}/secret')",
    "through a link": "open('{project}/link/secret')",
    "connection": "socket.create_connection(('127.0.0.1', 9))",
    "program": "subprocess.run(['true'])",
    "shell": "os.system('true')",
}


@pytest.mark.parametrize("act", FORBIDDEN)
def test_what_is_forbidden_is_seen(act: str, tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    (project / "templates").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (project / "link").symlink_to(outside)
    code = FORBIDDEN[act].format(project=project, outside=outside)
    source = (
        "import os, socket, subprocess, sys\nfrom pathlib import Path\n"
        "from tests.hostile.guard import Guard\n"
        f"sys.addaudithook(Guard(Path({str(project)!r}), Path({str(project)!r}) / 'dist', "
        f"print).hear)\n{code}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done
    assert "the guard refuses" in done.stderr
    assert done.stdout.strip()


def test_what_is_allowed_is_not_told(tmp_path: Path) -> None:
    told: list[str] = []
    guard = Guard(tmp_path, tmp_path / "out", told.append)
    guard.hear("open", (str(tmp_path / "templates/brand.toml"), "r", 0))
    guard.hear("open", (str(tmp_path / "out/manifest.json"), "w", 0o101))
    guard.hear("open", (3, "w", 0o101))
    guard.hear("socket.__new__", (None, 1, 1, 0))
    assert not told
