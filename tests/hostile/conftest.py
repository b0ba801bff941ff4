"""Fresh projects for hostile input, and a guard over the tests themselves: a test that opens a
connection or starts a program, other than a guarded command, fails.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import quick
from tests.hostile.guard import _SOCKETS
from tests.press.conftest import with_sheets, written

#: Cases of one test in a usual run, spread over its list, where each case runs whole commands, or
#: reads a PDF or a font. The others run with `make test-slow`.
USUAL_COMMANDS, USUAL_FILES = 1, 12
_COMMANDS = {"project", "built"}
_FILES = {"test_pdfs.py", "test_fonts.py"}

#: Few languages, so that a case is quick: one more alphabet, and one from right to left.
LANGUAGES = ("en", "es", "ar")

_seen: list[str] = []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of each costly test a few cases run each time; the others are marked slow."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.path.parent == Path(__file__).parent:
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for own in cases.values():
        own.sort(key=lambda item: item.nodeid)
        if _COMMANDS & set(getattr(own[0], "fixturenames", ())):
            usual = USUAL_COMMANDS
        elif own[0].path.name in _FILES:
            usual = USUAL_FILES
        else:
            continue
        step = max(len(own) // usual, 1)
        kept = own[::step][:usual]
        for item in own:
            if item not in kept:
                item.add_marker(pytest.mark.slow)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event in _SOCKETS:
        _seen.append(f"{event} {arguments!r:.200}")


@pytest.fixture(autouse=True, scope="session")
def _hook() -> None:
    """A hook stays as long as its process; what it has seen is asked for after each test. The
    server of commands has its socket before."""
    quick()
    sys.addaudithook(_hear)


@pytest.fixture(autouse=True)
def _no_connection(_hook: None) -> Iterator[None]:
    """No test opens a connection."""
    _seen.clear()
    yield
    assert not _seen, "\n".join(_seen)


@pytest.fixture(scope="session")
def _hostile_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("hostile") / "project", LANGUAGES)


@pytest.fixture(scope="session")
def _hostile_built(_hostile_model: Path) -> Path:
    return with_sheets(_hostile_model)


@pytest.fixture
def project(_hostile_model: Path, tmp_path: Path) -> Path:
    """A small project, nothing built yet."""
    return Path(shutil.copytree(_hostile_model, tmp_path / "project"))


@pytest.fixture
def built(_hostile_built: Path, tmp_path: Path) -> Path:
    """A small project with every sheet built and verified."""
    return Path(shutil.copytree(_hostile_built, tmp_path / "project"))
