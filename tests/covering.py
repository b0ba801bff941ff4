"""Fewer cases of many: a covering array, as pairwise testing has it.

Tests over languages, sheets, editions and papers have hundreds of combinations. In a usual run a
few of them stand for the others: each value of each parameter is in one at least (`strength` 1), or
each pair of values of two parameters (2). The other combinations run with `make test-slow`.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

import pytest

Case = tuple[Hashable, ...]


class Asked:
    """Whether slow cases are asked for. Else they are not even listed, which takes seconds."""

    slow = False


def covering(
    names: Sequence[str],
    cases: Sequence[Case],
    *,
    strength: int = 1,
    indirect: Sequence[str] = (),
) -> pytest.MarkDecorator:
    """A test of all cases, of which those that do not belong to the covering array are slow.
    `indirect` are the names of fixtures."""
    kept = array(cases, strength)
    return pytest.mark.parametrize(
        tuple(names),
        [
            pytest.param(
                *case,
                id="-".join(map(str, case)),
                marks=[] if number in kept else [pytest.mark.slow],
            )
            for number, case in enumerate(cases)
            if Asked.slow or number in kept
        ],
        indirect=list(indirect),
    )


def array(cases: Sequence[Case], strength: int) -> frozenset[int]:
    """The numbers of the cases that cover all values, or all pairs of them; always the same ones.

    >>> sorted(array([("es", "a4"), ("es", "letter"), ("ar", "a4"), ("ar", "letter")], 1))
    [0, 3]
    """
    parts = [
        {tuple((place, case[place]) for place in places)
         for places in combinations(range(len(case)), min(strength, len(case)))}
        for case in cases
    ]  # fmt: skip
    missing = set().union(*parts)
    kept: set[int] = set()
    while missing:
        best = max(range(len(cases)), key=lambda number: len(parts[number] & missing))
        missing -= parts[best]
        kept.add(best)
    return frozenset(kept)
