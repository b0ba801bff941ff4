"""A project with a guide that nobody wrote code for: the frame, the brand and the words all sheets
share come from this project; the guide is a folder, its drawings and its catalog."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.press.model import HANGS, keep_editions, offer

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
    """Runs the public command on a project."""
    command = [sys.executable, str(ROOT / "build.py"), *arguments, "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=HANGS)
