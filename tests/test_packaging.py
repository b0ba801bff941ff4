"""The wheel is whole: what is in the source tree is in it, and it works from any folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.guides.fixture import write_project
from tests.press.model import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the source without anything that an earlier build left."""
    folder = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "handouts", folder / "handouts", ignore=ignore)
    pip(
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder.with_name("wheel"),
        folder,
    )
    (path,) = folder.with_name("wheel").glob("*.whl")
    return path


def pip(*arguments: str | Path) -> None:
    quiet = ("--quiet", "--no-index", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", arguments[0], *quiet, *map(str, arguments[1:])]
    subprocess.run(command, check=True, capture_output=True, text=True)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "handouts").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == sources
    assert {Path(name).suffix for name in packed} >= {".py", ".html", ".css"}


def test_what_is_installed_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    target, project = tmp_path / "site", write_project(tmp_path / "project")
    pip("install", "--no-deps", "--no-compile", "--target", target, wheel)

    def handouts(*arguments: str) -> str:
        done = subprocess.run(
            [target / "bin" / "handouts", "--project", project, *arguments],
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(target)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert handouts("--version").startswith("handouts ")
    assert "2 built" in handouts("--language", "es", "--jobs", "1")
    assert (project / "dist" / "manifest.json").is_file()
    assert "facts.html" in handouts("facts", "--format", "html")
    assert "Everything is there." in handouts("doctor")


def _pins(lines: Iterable[str]) -> dict[str, str]:
    found = (re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] for pin in found if pin}


@pytest.mark.parametrize("extra", ["", "test", "bench", "sbom"])
def test_every_package_is_locked_with_the_digests_of_its_files(extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"].get(extra, ())]
    lock = (ROOT / f"requirements{extra and f'-{extra}'}.lock").read_text()
    locked = _pins(lock.splitlines())
    assert _pins(wanted).items() <= locked.items(), "run: make lock"
    for block in re.split(r"\n(?=\S)", lock.strip()):
        assert "--hash=sha256:" in block, block
    assert "://" not in lock


def test_the_licences_of_all_packages_are_listed() -> None:
    locked = _pins((ROOT / "requirements.lock").read_text().splitlines())
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", _licences(), re.MULTILINE)
    listed = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version, _ in rows}
    elsewhere = {"colorama"}  # only on Windows
    assert locked.keys() - elsewhere <= listed.keys(), "run: make sbom"
    assert all(locked.get(name, version) == version for name, version in listed.items())


def _licences() -> str:
    return (ROOT / "docs" / "licences.md").read_text()
