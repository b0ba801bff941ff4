"""How cost grows with a library: `.venv/bin/python -m benchmarks.scale --sizes 100 1000 12000`.

For each size a library is generated, built in shards one after the other, each by a process of its
own as separate machines would, joined by `merge`, and then asked for again with nothing changed.
Told in a Markdown table: seconds, sheets per second, and peak memory (of the largest process, and
of all processes of a build together), for the first and the last shard, so that growth would show.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import MB, Cost, run
from benchmarks.library import HANDOUTS, LANGUAGES, write_library

#: Sheets in a shard, at most.
SHARD = 1500


@dataclass(frozen=True)
class Row:
    """One size: the cost of each shard, of the merge, and of a build with nothing to do."""

    sheets: int
    shards: Sequence[Cost]
    merge: Cost
    unchanged: Cost

    @property
    def seconds(self) -> float:
        """Time of all shards."""
        return sum(shard.seconds for shard in self.shards)

    @property
    def processor(self) -> float:
        """Processor time of all shards."""
        return sum(shard.processor for shard in self.shards)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 12000], metavar="N")
    parser.add_argument("--jobs", type=int, default=0, help="processes (one per core)")
    parser.add_argument("--no-verify", action="store_true", help="as of build.py")
    parser.add_argument("--folder", type=Path, default=None, help="where to make the library")
    options = parser.parse_args(arguments)
    build = [f"--jobs={options.jobs}"] if options.jobs else []
    build += ["--no-verify"] if options.no_verify else []
    rows = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.folder, prefix="handouts-") as folder:
            rows.append(measure(Path(folder), size, build))
            tell(list(table(rows[-1:]))[-1])
    print("\n".join(table(rows)))
    return 0


def measure(folder: Path, size: int, options: Sequence[str]) -> Row:
    """Generates a library of about `size` sheets, and builds it."""
    guides = -(-size // (HANDOUTS * LANGUAGES))
    sheets = guides * HANDOUTS * LANGUAGES
    library = folder / "library"
    library.mkdir()
    write_library(library, guides)
    count = -(-sheets // SHARD)
    shards = [folder / f"shard-{number}" for number in range(1, count + 1)]
    costs = []
    for number, shard in enumerate(shards, 1):
        part = f"--shard={number}/{count}"
        costs.append(run("--project", library, part, "--out", shard, *options))
        tell(f"{sheets} sheets, shard {number} of {count}: {costs[-1]}")
    whole = folder / "dist"
    merge = run("merge", *shards, "--out", whole, "--project", library)
    found = sum(1 for _ in whole.rglob("*.pdf"))
    if found != sheets:
        raise RuntimeError(f"{found} sheets instead of {sheets}")
    return Row(sheets, costs, merge, run("--project", library, "--out", whole))


def tell(line: str) -> None:
    """Says how it goes on, beside the table."""
    print(line, file=sys.stderr, flush=True)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Markdown."""
    yield (
        "| sheets | shards | build | sheets/s | processor time a sheet | "
        "largest process, first and last shard | all processes | merge | nothing changed |"
    )
    yield "| ---: " * 9 + "|"
    for row in rows:
        first, last = row.shards[0], row.shards[-1]
        cells = (
            str(row.sheets),
            str(len(row.shards)),
            f"{row.seconds:.0f} s",
            f"{row.sheets / row.seconds:.1f}",
            f"{1000 * row.processor / row.sheets:.0f} ms",
            f"{first.largest / MB:.0f} MB, {last.largest / MB:.0f} MB",
            f"{max(one.together for one in row.shards) / MB:.0f} MB",
            f"{row.merge.seconds:.1f} s, {row.merge.largest / MB:.0f} MB",
            f"{row.unchanged.seconds:.1f} s, {row.unchanged.largest / MB:.0f} MB",
        )
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
