"""How much of a sheet of unseen words the libraries in C take: what Python code could not save."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import uharfbuzz

from benchmarks.makers import ours
from benchmarks.sheets import sheet, shuffled
from benchmarks.warm import fitting, milliseconds
from handouts.pdf import document
from handouts.text import breaks
from handouts.text.face import FontFace

#: What is measured: the name in the table, and where the call is found.
CALLS = {
    "shape": (uharfbuzz, "shape"),
    "break": (breaks, "_segments"),
    "subset": (FontFace, "subset"),
    "deflate": (document, "zlib_compress"),
}
ALL = "the whole sheet"


def libraries(tag: str, rounds: int) -> dict[str, float]:
    """Milliseconds of the processor for each of `CALLS`, and for `ALL`; medians."""
    original, make = sheet(tag), ours()
    make(original)()
    found: dict[str, list[float]] = {name: [] for name in (*CALLS, ALL)}
    for seed in fitting(original, rounds):
        once = make(shuffled(original, seed))
        with _watched() as spent:
            whole = milliseconds(once)
        for name, value in {**spent, ALL: whole}.items():
            found[name].append(value)
    return {name: statistics.median(values) for name, values in found.items()}


@contextmanager
def _watched() -> Iterator[dict[str, float]]:
    """Adds up the milliseconds that each call takes."""
    spent = dict.fromkeys(CALLS, 0.0)

    def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*arguments: Any) -> Any:
            begun = time.thread_time()
            try:
                return call(*arguments)
            finally:
                spent[name] += (time.thread_time() - begun) * 1000

        return watch

    with ExitStack() as stack:
        for name, (owner, attribute) in CALLS.items():
            call = getattr(owner, attribute)
            stack.enter_context(patch.object(owner, attribute, watched(name, call)))
        yield spent


def table(languages: Sequence[str], rounds: int) -> Iterator[tuple[str, ...]]:
    """A row for each language: each of `CALLS`, all of them together, `ALL`."""
    for tag in languages:
        found = libraries(tag, rounds)
        whole = found.pop(ALL)
        yield tag, *[f"{value:.1f}" for value in (*found.values(), sum(found.values()), whole)]
