"""Many small cases in one test, where reporting each would take longer than running it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

Test = Callable[..., None]


def each(
    names: str | Sequence[str], cases: Iterable[Any], ids: object = None
) -> Callable[[Test], Test]:
    """Written as `pytest.mark.parametrize`, without marks: one test runs all cases, and its failure
    lists every case that fails. Fixtures are shared by the cases, so that a test that changes one
    is not for this."""
    del ids  # a failure shows the values
    split = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    listed: Collection[Any] = list(cases)
    assert listed, "no case would be tested"

    def decorate(test: Test) -> Test:
        def run_all(**fixtures: Any) -> None:
            failures: list[Exception] = []
            for case in listed:
                values = (case,) if len(split) == 1 else case
                given = dict(zip(split, values, strict=True))
                try:
                    test(**fixtures, **given)
                except Exception as error:
                    error.add_note(f"in the case {given}")
                    failures.append(error)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(listed)} cases", failures)

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in split]
        assert len(left) == len(signature.parameters) - len(split)
        run_all.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        run_all.__name__, run_all.__doc__ = test.__name__, test.__doc__
        run_all.__module__, run_all.__qualname__ = test.__module__, test.__qualname__
        return run_all

    return decorate
