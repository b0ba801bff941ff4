"""A project with a guide that nobody wrote code for: the frame, the brand and the words all sheets
share come from this project; the guide is a folder, its drawings and its catalog."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.press.model import keep_editions, offer

ROOT = Path(__file__).parents[2]
FIXTURE = Path(__file__).parent / "project"
GUIDE = "blood-pressure-check"
SHEETS = ("getting-ready", "checking")
LANGUAGES = ("en", "es")

_SHARED = (
    "templates/brand.toml",
    "templates/handout.xml",
    "templates/handout.rng",
    "locales/common.pot",
    "locales/es/LC_MESSAGES/common.po",
    "locales/glossary.csv",
)


def write_project(folder: Path) -> Path:
    """Puts the project together in an empty or missing folder."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    for name in _SHARED:
        shutil.copy(ROOT / name, folder / name)
    offer(folder, LANGUAGES)
    keep_editions(folder, "standard")
    return folder


def build_py(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the public command on a project."""
    command = [sys.executable, str(ROOT / "build.py"), *arguments, "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
