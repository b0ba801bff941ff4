"""`make bench`: measures, and prints the tables of docs/evidence/performance.md as Markdown."""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.cold import Run, everything, first_pdf, nothing_changed
from benchmarks.libraries import ALL, CALLS, table
from benchmarks.makers import OURS, TYPST, TYPST_KEPT, WEASYPRINT
from benchmarks.sheets import LANGUAGES
from benchmarks.warm import Warm, warm


def main() -> None:
    """Runs all, or less with `--rounds`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="runs, whose median counts (15)")
    parser.add_argument("--language", "-l", action="append", default=[], metavar="L")
    options = parser.parse_args()
    languages, rounds = options.language or LANGUAGES, options.rounds
    packages = ("reportlab", "weasyprint", "typst")
    print(f"Python {platform.python_version()}, {platform.machine()}; ", end="")
    print(", ".join(f"{name} {version(name)}" for name in packages) + f"; {rounds} rounds.\n")
    found = warm(languages, rounds)
    print(_warm_table("Words not seen before, processor milliseconds", found, "unseen"))
    print(_warm_table("The same sheet again, processor milliseconds", found, "again"))
    title = "Libraries in C, in one sheet of unseen words, processor milliseconds"
    print(_table(title, ("", *CALLS, "together", ALL), table(languages, rounds)))
    print(_sizes(found))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = max(1, rounds // 5)
        print(
            _runs(
                f"The first PDF of a new process, {languages[0]}",
                first_pdf(languages[0], folder, few),
            )
        )
        count, runs = everything(folder)
        print(_runs(f"Every sheet, {count} PDFs", runs))
        idle = nothing_changed(folder, few)
    print(f"With nothing to do: {idle.processor:.2f} s of the processor, {idle.memory:.0f} MB.\n")


def _warm_table(title: str, found: Sequence[Warm], field: str) -> str:
    by_language: dict[str, dict[str, float]] = {}
    for one in found:
        by_language.setdefault(one.language, {})[one.maker] = getattr(one, field)
    others = (WEASYPRINT, TYPST, TYPST_KEPT)
    rows = [
        (
            tag,
            f"{times[OURS]:.1f}",
            *(f"{times[name]:.1f} (× {times[name] / times[OURS]:.1f})" for name in others),
        )
        for tag, times in by_language.items()
    ]
    return _table(title, ("", OURS, *others), rows)


def _sizes(found: Sequence[Warm]) -> str:
    by_language: dict[str, dict[str, str]] = {}
    for one in found:
        shown = f"{one.size / 1024:.1f} ({one.pages})"
        by_language.setdefault(one.language, {})[one.maker] = shown
    names = (OURS, WEASYPRINT, TYPST)
    rows = [(tag, *(sizes[name] for name in names)) for tag, sizes in by_language.items()]
    return _table("Size of the PDF, KB, and its pages", ("", *names), rows)


def _runs(title: str, runs: Mapping[str, Run]) -> str:
    rows = [(name, f"{run.processor:.2f}", f"{run.memory:.0f}") for name, run in runs.items()]
    return _table(title, ("", "seconds of the processor", "peak MB"), rows)


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"### {title}", "", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
