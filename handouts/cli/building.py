"""The `build` command: from options to a request to the press."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path

from handouts import press
from handouts.cli.progress import reporter, summary
from handouts.model.errors import UsageError
from handouts.model.findings import Finding
from handouts.press.plan import EDITIONS, Narrowing, parse_shard


def build_options(parser: argparse.ArgumentParser) -> None:
    """The options of `build`."""
    which = parser.add_argument_group("which sheets (all, unless told otherwise)")
    which.add_argument(
        "--language",
        "-l",
        action="append",
        default=[],
        metavar="L",
        help="a language: es, zh-Hans, Spanish; may be given again",
    )
    which.add_argument(
        "--guide",
        "-g",
        action="append",
        default=[],
        metavar="G",
        help="a guide; may be given again",
    )
    which.add_argument(
        "--handout",
        action="append",
        default=[],
        metavar="H",
        help="a handout of the guide; may be given again",
    )
    which.add_argument(
        "--edition",
        action="append",
        default=[],
        metavar="E",
        help=f"an edition ({', '.join(EDITIONS)}); may be given again",
    )
    which.add_argument(
        "--paper", default="", metavar="P", help="letter or a4; else what brand.toml says"
    )
    which.add_argument(
        "--shard",
        default="",
        metavar="I/N",
        help="only part I of N parts, to share the work among machines",
    )
    which.add_argument(
        "--release",
        action="store_true",
        help="leave drafts out; fail when one is asked for by name",
    )
    how = parser.add_argument_group("how")
    how.add_argument("--out", type=Path, default=None, metavar="DIR", help="folder (dist)")
    how.add_argument(
        "--fonts", type=Path, default=None, metavar="DIR", help="a folder of fonts to look in first"
    )
    how.add_argument(
        "--jobs", "-j", type=int, default=0, metavar="N", help="processes (one per core)"
    )
    how.add_argument("--force", action="store_true", help="build also what is up to date")
    how.add_argument(
        "--no-verify",
        dest="verify",
        action="store_false",
        help="do not check each PDF against PDF/UA-1 and PDF/A-2a",
    )
    how.add_argument("--json", action="store_true", help="tell the progress as JSON lines")


#: A sheet leaves much to remember and little to clean up: looking for it less often saves a tenth
#: of a build.
RARELY = (50_000, 20, 100)


def build(options: argparse.Namespace) -> int:
    """Builds, telling how it goes on."""
    gc.set_threshold(*RARELY)
    if options.jobs < 0:
        raise UsageError("--jobs: write 1 or more")
    project: Path = options.project
    narrowing = Narrowing(
        languages=tuple(options.language),
        guides=tuple(options.guide),
        handouts=tuple(options.handout),
        editions=tuple(options.edition),
        paper=options.paper,
        shard=parse_shard(options.shard) if options.shard else None,
    )
    request = press.Request(
        project=project,
        out=options.out or project / "dist",
        narrowing=narrowing,
        fonts=options.fonts,
        release=options.release,
        force=options.force,
        verify=options.verify,
        jobs=options.jobs,
    )
    told = reporter(events=options.json)
    result = press.build(request, told)
    told.end(result)
    return result.exit_code


def closing_line(findings: Sequence[Finding]) -> str:
    """How many findings of each kind."""
    return summary(tuple(findings)) or "no findings"
