"""Sheets made one after the other in one process that has made some already."""

from __future__ import annotations

import gc
import io
import itertools
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pikepdf

from benchmarks.makers import TYPST, WEASYPRINT, makers, ours
from benchmarks.sheets import sheet, shuffled
from handouts.cli.application import RARELY
from handouts.model.document import Handout

_SLOW = (WEASYPRINT, TYPST)


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
    processor's caches with their own. Those that take ten times as long have every third turn."""
    found: list[Warm] = []
    every = makers()
    gc.set_threshold(*RARELY)
    for tag in languages:
        original = sheet(tag)
        sizes = {name: _size(maker(original)()) for name, maker in every.items()}
        unseen: dict[str, list[float]] = {name: [] for name in every}
        again: dict[str, list[float]] = {name: [] for name in every}
        seeds = fitting(original, 2 * rounds)
        for turn, (first, second) in enumerate(zip(seeds[::2], seeds[1::2], strict=True)):
            for name, maker in every.items():
                if name in _SLOW and turn % 3:
                    continue
                maker(shuffled(original, first))()
                make = maker(shuffled(original, second))
                unseen[name].append(milliseconds(make))
                again[name].append(milliseconds(make))
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


def fitting(original: Handout, count: int) -> list[int]:
    """Seeds of so many shuffled sheets that still fit on one piece of paper."""
    make = ours()
    seeds = (seed for seed in itertools.count(1) if make(shuffled(original, seed))())
    return list(itertools.islice(seeds, count))


def _size(pdf: bytes) -> tuple[int, int]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(pdf), len(document.pages)


def milliseconds(make: Callable[[], object]) -> float:
    """Of the processor, all threads together: other work on the machine does not count."""
    begun = time.process_time()
    make()
    return (time.process_time() - begun) * 1000
