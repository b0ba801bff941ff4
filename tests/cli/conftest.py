"""The small project of the press's tests, and the commands run in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.cli import main
from tests.press.conftest import _built_model, _model, built, project

__all__ = ["_built_model", "_model", "built", "project"]

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line on the project; gives the exit code and all that was printed."""

    def go(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments), "--project", str(project)])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert "internal error" not in printed.err
        return code, printed.out + printed.err

    return go
