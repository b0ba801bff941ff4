"""A project of two guides that nobody wrote code for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guides.fixture import VISIT, VISIT_LANGUAGES, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The guides of `visit`, for a clinic that is still the usual one."""
    return write_project(tmp_path / "project", VISIT, VISIT_LANGUAGES)
