"""What holds for all tests.

Property tests draw the same examples in each run, so that a run says something about the code and
not about luck or a busy machine; `pytest --hypothesis-profile=random` draws new ones. The full
Unicode conformance run and other long ones wait for `pytest -m slow`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.covering import Asked
from tests.once import done_once

_SLOW = [HealthCheck.too_slow]
settings.register_profile("random", deadline=None, suppress_health_check=_SLOW)
settings.register_profile(
    "repeatable", deadline=None, suppress_health_check=_SLOW, derandomize=True
)
settings.load_profile("repeatable")

# Python keeps what it has compiled, as it does by default: else each command that a test starts
# would compile the whole program anew.
os.environ["PYTHONDONTWRITEBYTECODE"] = ""
sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    """Whoever asks for a marker may mean slow cases."""
    Asked.slow = bool(config.option.markexpr)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests of a folder together, so that one process makes what they share, whatever the
    order of the folders; leave out what is marked slow unless a marker was asked for."""
    places: dict[Path, int] = {}
    for item in items:
        places.setdefault(item.path.parent, len(places))
    items.sort(key=lambda item: places[item.path.parent])
    if config.option.markexpr:
        return
    left_out = [item for item in items if any(map(item.get_closest_marker, ("slow", "fuzz")))]
    named = set(left_out)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in named]


def pytest_collection_finish() -> None:
    """The tests that were found stay: the collector need not look at them again and again, and
    seldom at what is made: that took a twentieth of the time."""
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(autouse=True, scope="session")
def _once() -> Iterator[None]:
    """What each build of a run would do again with the same outcome is done once."""
    with done_once():
        yield
