"""The summary of `check` in Markdown, as a CI job shows it: a row per language, then the findings.

A row says how much is translated and signed, and counts the findings by category: one column for
each category in which there is any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from handouts.cli.finding_formats import as_markdown, count, markdown_text, summary
from handouts.files.atomic import cannot_write
from handouts.model.findings import Category, Finding, Severity, has_errors
from handouts.reports.status import Progress

SOURCE = "en"

#: Findings listed per language; a catalog that is just begun would have hundreds.
LISTED = 30


def markdown(rows: Sequence[Progress], findings: Sequence[Finding]) -> str:
    """The summary. `rows` are the languages that were checked; a finding without a language is
    the source's. Notes are not counted, they ask for nothing."""
    counted = [finding for finding in findings if finding.severity is not Severity.NOTE]
    by_language: dict[str, list[Finding]] = defaultdict(list)
    for finding in counted:
        by_language[finding.language or SOURCE].append(finding)
    found = {finding.category for finding in counted}
    categories = [category for category in Category if category in found]
    names = [category.capitalize() for category in categories]
    parts = ["## Handouts: check", "", f"**{summary(counted) or 'Nothing to correct'}.**", ""]
    parts.append(_row(("Language", "Translated", *names, "Draft", "Passes")))
    parts.append(_row(("---", "---:", *("---:" for _ in names), "---", "---")))
    parts += [_row(_cells(row, by_language.get(row.language, []), categories)) for row in rows]
    for row in rows:
        parts += _details(row, by_language.pop(row.language, []))
    # Nothing was read of the languages that these are about, as when brand.toml is broken.
    for language, left in by_language.items():
        parts += _details(Progress(language, language, True, 0, 0, 0, 0), left)
    return "\n".join(parts) + "\n"


def append(path: Path, text: str) -> None:
    """Adds the summary to a file, as CI expects of each step. Raises `SetupError`."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise cannot_write(path, error) from error


def _cells(row: Progress, findings: Sequence[Finding], categories: Sequence[Category]) -> list[str]:
    found = [finding.category for finding in findings]
    unsigned = row.messages - row.signed
    return [
        f"{markdown_text(row.name)} ({row.language})",
        f"{row.translated} of {row.messages}",
        *(str(found.count(category) or "") for category in categories),
        f"yes, {unsigned} of {row.messages} unsigned" if unsigned else "no",
        "**no**" if row.translated < row.messages or has_errors(findings) else "yes",
    ]


def _details(row: Progress, findings: Sequence[Finding]) -> Iterable[str]:
    if not findings:
        return
    title = f"{markdown_text(row.name)}: {count(len(findings), 'finding')}"
    yield from ("", f"<details><summary>{title}</summary>", "")
    for finding in findings[:LISTED]:
        yield f"- {as_markdown(finding)}"
    if len(findings) > LISTED:
        yield f"- and {len(findings) - LISTED} more"
    yield from ("", "</details>")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
