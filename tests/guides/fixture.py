"""A project with a guide that nobody wrote code for: the frame, the brand and the words all sheets
share come from this project; the guide is a folder, its drawings and its catalog."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from handouts.cli import run
from tests.press.model import keep_editions, offer

ROOT = Path(__file__).parents[2]
FIXTURE = Path(__file__).parent / "project"
GUIDE = "blood-pressure-check"

#: A short guide and a long one, in both directions and in a script without spaces.
VISIT = Path(__file__).parent / "visit"
VISIT_LANGUAGES = ("en", "ar", "th")
SHEETS = ("getting-ready", "checking")
LANGUAGES = ("en", "es")

_SHARED = (
    "templates/brand.toml",
    "templates/handout.xml",
    "templates/handout.rng",
    "templates/poster.xml",
    "locales/common.pot",
    "locales/glossary.csv",
)


def write_project(
    folder: Path, fixture: Path = FIXTURE, languages: Sequence[str] = LANGUAGES
) -> Path:
    """Puts the project together in an empty or missing folder."""
    shutil.copytree(fixture, folder, dirs_exist_ok=True)
    catalogs = [f"locales/{tag}/LC_MESSAGES/common.po" for tag in languages if tag != "en"]
    for name in (*_SHARED, *catalogs):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    offer(folder, languages)
    keep_editions(folder, "standard")
    return folder


def build_py(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of `build.py` on a project, in this process."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        code = run([*arguments, "--project", str(folder)], ROOT, "build.py")
    return subprocess.CompletedProcess(arguments, code, output.getvalue(), errors.getvalue())
