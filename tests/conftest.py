"""What holds for all tests.

Property tests draw the same examples in each run, so that a run says something about the code and
not about luck or a busy machine; `pytest --hypothesis-profile=random` draws new ones. The full
Unicode conformance run and other long ones wait for `pytest -m slow`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow]
settings.register_profile("random", deadline=None, suppress_health_check=_SLOW)
settings.register_profile(
    "repeatable", deadline=None, suppress_health_check=_SLOW, derandomize=True
)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked slow unless a marker was asked for."""
    if config.option.markexpr:
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="run it with: pytest -m slow"))
