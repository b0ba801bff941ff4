"""Sheets made one after the other in one process that has made some already."""

from __future__ import annotations

import functools
import gc
import io
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pikepdf

from benchmarks.makers import OURS, makers
from benchmarks.sheets import HANDOUT, composer, guide, sheet, turned
from handouts.cli.application import RARELY
from handouts.model.document import Handout
from handouts.model.languages import language


@dataclass(frozen=True)
class Warm:
    """One maker's times for one language, in milliseconds of the processor: with words it has not
    seen, and the same sheet again; and the PDF of the sheet as it is: bytes and pages."""

    language: str
    maker: str
    unseen: float
    again: float
    size: int
    pages: int


def warm(languages: Sequence[str], rounds: int) -> list[Warm]:
    """The makers take turns, so that whatever else the machine does falls on all of them. In each
    turn a maker first makes a sheet that does not count, since the others have just filled the
    processor's caches with their own."""
    found: list[Warm] = []
    every = makers()
    gc.set_threshold(*RARELY)
    for tag in languages:
        original = sheet(tag)
        sizes = {name: _size(maker(original)()) for name, maker in every.items()}
        unseen: dict[str, list[float]] = {name: [] for name in every}
        again: dict[str, list[float]] = {name: [] for name in every}
        sheets = _fitting(original, 2 * rounds)
        for first, second in zip(sheets[::2], sheets[1::2], strict=True):
            for name, maker in every.items():
                maker(first)()
                make = maker(second)
                unseen[name].append(_milliseconds(make))
                again[name].append(_milliseconds(make))
        found += [
            Warm(
                tag,
                name,
                statistics.median(unseen[name]),
                statistics.median(again[name]),
                *sizes[name],
            )
            for name in every
        ]
    return found


def _fitting(original: Handout, rounds: int) -> list[Handout]:
    """Sheets in turned words that still fit on one piece of paper."""
    make = makers(kept=False)[OURS]
    found: list[Handout] = []
    steps = 0
    while len(found) < rounds:
        steps += 1
        if make(candidate := turned(original, steps))():
            found.append(candidate)
    return found


def _size(pdf: bytes) -> tuple[int, int]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(pdf), len(document.pages)


def _milliseconds(make: Callable[[], object]) -> float:
    """Of the processor, all threads together: other work on the machine does not count."""
    begun = time.process_time()
    make()
    return (time.process_time() - begun) * 1000


def composition(tag: str, rounds: int) -> float:
    """Milliseconds from template and catalog to a document, every check included."""
    make = functools.partial(composer().compose, guide(), HANDOUT, language(tag))
    return statistics.median(_milliseconds(make) for _ in range(rounds))
