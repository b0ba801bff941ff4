"""The small project of the press's tests, and the commands run in it."""

from __future__ import annotations

from tests.cli.conftest import Run, run
from tests.press.conftest import _built_model, _model, built, project

__all__ = ["Run", "_built_model", "_model", "built", "project", "run"]
