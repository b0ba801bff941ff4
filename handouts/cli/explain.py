"""The `explain` command: what a finding means, why it matters, how to correct it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import click

from handouts.cli import options
from handouts.cli.command_line import as_typed
from handouts.cli.finding_formats import json_text, markdown_text
from handouts.model.codes import REGISTRY, Category, Code
from handouts.model.errors import UsageError

FORMATS = ("text", "json", "markdown")

_COLUMNS = 88
_PREFACE = """# Findings

What `check` and a build can find, by category. An error keeps a sheet from being built, a warning
asks somebody to look, a note is a remark. `python3 build.py explain CODE` says the same of one
code. How many mistakes are found, beside other tools: [mistakes.md](evidence/mistakes.md). The
words that checks look for: [checks-data.md](checks-data.md).

<!-- Made by: python3 build.py explain --format markdown > docs/checks.md -->"""


@options.command("explain")
@click.argument("code", nargs=-1)
@click.option(
    "--format",
    "style",
    type=options.Choice(FORMATS),
    default=FORMATS[0],
    help="json: for programs; markdown: docs/checks.md.",
)
@click.option("--json", "style", flag_value="json", help="The same as --format json.")
def command(code: tuple[str, ...], style: str) -> int:
    """Explain codes of findings: what, why, how to correct it.

    Without any CODE, all are listed.
    """
    rows = [find(each) for each in code] or list(REGISTRY.values())
    if style == "json":
        print(json_text({"codes": [as_json(row) for row in rows]}))
    elif style == "markdown":
        print("\n".join(as_markdown(rows)))
    else:
        print(as_typed("\n\n".join(map(as_text, rows)) if code else "\n".join(as_list(rows))))
    return 0


def find(code: str) -> Code:
    """The row of a code. Raises `UsageError` with the nearest codes for an unknown one."""
    import difflib

    if row := REGISTRY.get(code.strip().lower()):
        return row
    near = difflib.get_close_matches(code.lower(), REGISTRY, n=3, cutoff=0.5)
    nearest = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(f"unknown code {code!r}.{nearest} All codes: python3 build.py explain")


def as_text(row: Code) -> str:
    """Everything about one code, for a terminal."""
    heading = f"{row.id}: {_severities(row)}, {row.category}"
    parts = (("", row.title), ("Why: ", row.why), ("To correct it: ", row.fix))
    wrapped = [
        textwrap.fill(f"{label}{text}", _COLUMNS, initial_indent="  ", subsequent_indent="  ")
        for label, text in parts
    ]
    return "\n".join([heading, *wrapped])


def as_list(rows: Iterable[Code]) -> Iterator[str]:
    """A line per code, under its category."""
    width = max(map(len, REGISTRY))
    for category, members in _by_category(rows):
        yield category.capitalize()
        yield from (f"  {row.id:{width}}  {row.title}" for row in members)
        yield ""
    yield "More about one of them: python3 build.py explain CODE"


def as_markdown(rows: Iterable[Code]) -> Iterator[str]:
    """A table per category, as `docs/checks.md` has it."""
    yield _PREFACE
    for category, members in _by_category(rows):
        yield f"\n## {category.capitalize()}\n"
        yield "| code | severity | finding | why it matters | how to correct it |"
        yield "| --- | --- | --- | --- | --- |"
        for row in members:
            cells = (markdown_text(text) for text in (row.title, row.why, row.fix))
            yield f"| `{row.id}` | {_severities(row)} | {' | '.join(cells)} |"


def as_json(row: Code) -> dict[str, Any]:
    """A code for other programs."""
    return {
        "code": row.id,
        "category": row.category.value,
        "severity": row.severity.value,
        "other_severities": [severity.value for severity in row.other_severities],
        "title": row.title,
        "why": row.why,
        "fix": row.fix,
    }


def _severities(row: Code) -> str:
    return " or ".join((row.severity, *row.other_severities))


def _by_category(rows: Iterable[Code]) -> Iterator[tuple[Category, list[Code]]]:
    listed = list(rows)
    for category in Category:
        if members := [row for row in listed if row.category is category]:
            yield category, members
