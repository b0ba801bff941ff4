"""A fresh copy of the small project for each test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from handouts.press import cache, program
from tests.press.healing import new_colour
from tests.press.model import pdfs, run, write_model


@pytest.fixture(scope="session")
def _model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "project"
    write_model(folder)
    program.code_digest(folder / cache.FOLDER)  # read once, not for each test
    return folder


@pytest.fixture(scope="session")
def _built_model(_model: Path) -> Path:
    folder = _model.parent / "built"
    shutil.copytree(_model, folder)
    result, _ = run(folder, verify=True)
    assert not result.findings, "\n".join(map(str, result.findings))
    return folder


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
