"""The README is true: what it names exists, and what exists it names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.cli.commands import COMMANDS

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def documented_commands() -> set[str]:
    """First words of the code in the first column of the command table."""
    rows = re.findall(r"^\| (`.*?) \|", README, flags=re.MULTILINE)
    codes = [code for row in rows for code in re.findall(r"`([^`]+)`", row)]
    return {code.split()[0] for code in codes if not code.startswith("--")}


def test_every_command_is_in_the_readme_and_no_other() -> None:
    assert documented_commands() | {"build"} == {command.name for command in COMMANDS}


def test_every_option_of_the_build_in_the_readme_is_known() -> None:
    shown = run("build", "--help").stdout
    for option in re.findall(r"`(--[a-z][a-z-]*)", README):
        known = shown + "".join(run(each.name, "--help").stdout for each in COMMANDS)
        assert option in known, option


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help(command: str) -> None:
    assert "usage:" in run(command, "--help").stdout


def test_every_make_target_named_exists() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    named = re.findall(r"^make(?: +([a-z]+))?", README + CONTRIBUTING, flags=re.MULTILINE)
    assert named
    assert {name for name in named if name} <= targets


def test_every_file_linked_exists() -> None:
    for source in (README, CONTRIBUTING):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", source):
            assert (PROJECT / link).exists(), link


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`build.py` as a person calls it; must succeed."""
    command = [sys.executable, str(PROJECT / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
