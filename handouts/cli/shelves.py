"""The commands for output folders: `compare` two of them, `merge` those of several machines."""

from __future__ import annotations

import argparse
from pathlib import Path

from handouts.model.errors import UsageError
from handouts.model.findings import has_errors


def compare_options(parser: argparse.ArgumentParser) -> None:
    """The options of `compare`."""
    parser.add_argument(
        "old",
        type=Path,
        metavar="OLD",
        help="the earlier output folder, or its manifest.json; an empty folder: nothing yet",
    )
    parser.add_argument("new", type=Path, metavar="NEW", help="the later one")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("comparison.html"),
        metavar="FILE",
        help="the page to write (comparison.html)",
    )
    parser.add_argument(
        "--limit",
        type=int,
        default=50,
        metavar="N",
        help="draw the pages of N sheets at most (50); the words of all are compared",
    )


def compare(options: argparse.Namespace) -> int:
    """Tells what changed between two builds, and writes the page of pictures."""
    from handouts.cli.words import print_findings  # noqa: PLC0415 - keeps the others quick
    from handouts.files.atomic import write  # noqa: PLC0415
    from handouts.reports import comparison, comparison_shown  # noqa: PLC0415

    if options.limit < 0:
        raise UsageError("--limit: write 0 or more")
    old, new = comparison.open_build(options.old), comparison.open_build(options.new)
    found = comparison.compare(old, new, options.limit)
    write(options.out, comparison_shown.as_page(found).encode())
    for line in comparison_shown.as_text(found):
        print(line)
    print(f"wrote {options.out}")
    if found.findings:
        print_findings(found.findings)
    return 1 if has_errors(found.findings) else 0


def merge_options(parser: argparse.ArgumentParser) -> None:
    """The options of `merge`."""
    parser.add_argument(
        "shards", type=Path, nargs="+", metavar="DIR", help="output folders of --shard builds"
    )
    parser.add_argument(
        "--out", type=Path, default=None, metavar="DIR", help="the folder to write (dist)"
    )
    parser.add_argument(
        "--edition", action="append", default=[], metavar="E", help="as the shards were built"
    )
    parser.add_argument("--paper", default="", metavar="P", help="as the shards were built")
    parser.add_argument(
        "--release", action="store_true", help="the shards were built with --release"
    )


def merge(options: argparse.Namespace) -> int:
    """Joins the output folders of shards, when they make up the whole plan."""
    from handouts.cli.progress import count  # noqa: PLC0415 - keeps the others quick
    from handouts.press.shards import MergeRequest, merge  # noqa: PLC0415

    project: Path = options.project
    out: Path = options.out or project / "dist"
    request = MergeRequest(
        project=project,
        shards=tuple(options.shards),
        out=out,
        editions=tuple(options.edition),
        paper=options.paper,
        release=options.release,
    )
    merged = merge(request, lambda: print("another build is writing to this folder; waiting"))
    removed = f", {len(merged.removed)} removed" if merged.removed else ""
    print(f"{count(merged.sheets, 'sheet')} in {out}: {merged.written} written{removed}")
    return 0
