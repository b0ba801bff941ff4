"""Sheets made one after the other in one process that has made some already."""

from __future__ import annotations

import gc
import io
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pikepdf

from benchmarks.makers import OURS, makers
from benchmarks.words import guide, sheet, sources, turned
from handouts.document import Handout
from handouts.languages import language


@dataclass(frozen=True)
class Warm:
    """One maker's times for one language, in milliseconds: with words it has not seen, and the
    same sheet again; and the PDF of the sheet as it is: bytes and pages."""

    language: str
    maker: str
    unseen: float
    again: float
    size: int
    pages: int


def warm(languages: Sequence[str], rounds: int) -> list[Warm]:
    """The makers take turns, so that whatever else the machine does falls on all of them."""
    found: list[Warm] = []
    every = makers()
    for tag in languages:
        original = sheet(tag)
        sizes = {name: _size(maker(original)()) for name, maker in every.items()}
        unseen: dict[str, list[float]] = {name: [] for name in every}
        again: dict[str, list[float]] = {name: [] for name in every}
        for handout in _fitting(original, rounds):
            for name, maker in every.items():
                make = maker(handout)
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


def _milliseconds(make: Callable[[], bytes]) -> float:
    gc.collect()
    gc.freeze()  # nobody's time goes into looking through what the others have left
    begun = time.perf_counter()
    make()
    return (time.perf_counter() - begun) * 1000


def composition(tag: str, rounds: int) -> float:
    """Milliseconds from template and catalog to a document, every check included."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        sources().compose(guide(), "recovery", language(tag))
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)
