"""A fresh copy of the small project for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from handouts.press import cache, program
from tests.press.healing import new_colour
from tests.press.model import LANGUAGES, pdfs, run, write_model


def written(folder: Path, languages: Sequence[str] = LANGUAGES) -> Path:
    """The small project in these languages, in a new folder, nothing built yet."""
    write_model(folder, languages)
    program.code_digest(folder / cache.FOLDER)  # read once, not for each test
    return folder


def with_sheets(model: Path) -> Path:
    """A copy beside a project, with every sheet built and verified."""
    folder = Path(shutil.copytree(model, model.parent / "built"))
    result, _ = run(folder, verify=True)
    assert not result.findings, "\n".join(map(str, result.findings))
    return folder


@pytest.fixture(scope="session")
def _model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("model") / "project")


@pytest.fixture(scope="session")
def _built_model(_model: Path) -> Path:
    return with_sheets(_model)


@pytest.fixture(scope="session")
def expected(_model: Path) -> dict[str, bytes]:
    """What an undisturbed build after the change gives."""
    folder = _model.parent / "undisturbed"
    shutil.copytree(_model, folder)
    new_colour(folder)
    run(folder)
    return pdfs(folder / "dist")


@pytest.fixture
def project(_model: Path, tmp_path: Path) -> Path:
    """The project, nothing built yet."""
    return Path(shutil.copytree(_model, tmp_path / "project"))


@pytest.fixture
def built(_built_model: Path, tmp_path: Path) -> Path:
    """The project with every sheet built and verified."""
    return Path(shutil.copytree(_built_model, tmp_path / "project"))


@pytest.fixture(autouse=True)
def _unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test survives a power failure, and waiting for the disk took most of the time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
