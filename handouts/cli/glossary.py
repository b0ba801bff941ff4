"""The `glossary` command: the agreed words, for people and for translators' tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude, say
from handouts.model.visible import visible

if TYPE_CHECKING:
    from handouts.project.glossary import Glossary


@options.command("glossary")
@click.option(
    "--format",
    "style",
    type=options.Choice(("text", "tbx")),
    default="text",
    help="tbx: TBX-Basic (ISO 30042), which translation tools import.",
)
@click.option("--out", type=options.PATH, metavar="FILE", help="The file to write; else it prints.")
@options.pass_project
def command(folder: Path, style: str, out: Path | None) -> int:
    """Show the agreed words of the glossary, or export them."""
    from handouts.exchange.tbx import tbx
    from handouts.files.replacing import put_new
    from handouts.files.sealed import is_unchanged
    from handouts.model.findings import has_errors
    from handouts.model.visible import harmless
    from handouts.project.project import Project

    project = Project(folder)
    glossary, findings = project.glossary
    if has_errors(findings):
        return conclude(findings)
    if style == "tbx":
        data = tbx(glossary, project.glossary_file.shown)
    else:
        data = "".join(f"{line}\n" for line in _lines(glossary)).encode()
    if out:
        put_new(out, data, is_unchanged)
        say(f"wrote {out}")
    else:
        sys.stdout.write(harmless(data.decode()))
    return 0


def _lines(glossary: Glossary) -> Iterator[str]:
    for term, words in glossary.terms.items():
        note = glossary.notes.get(term)
        yield visible(f"{term} ({note})" if note else term)
        for locale_name, variants in words.items():
            yield visible(f"    {locale_name}: {', '.join(variants)}")
