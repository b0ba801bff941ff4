"""Summaries in Markdown, as the page of a CI job shows them: of `check`, a build, a comparison.

That of `check` has a row per language, then the findings. A row says how much is translated and
signed, and counts the findings by category: one column for each category in which there is any.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.finding_formats import as_markdown, count, markdown_text, summary
from handouts.files.atomic import cannot_write
from handouts.model.findings import Category, Finding, Severity, has_errors
from handouts.reports.status import LanguageProgress

if TYPE_CHECKING:
    from handouts.reports.comparison import Comparison

SOURCE = "en"

#: Findings listed per language; a catalog that is just begun would have hundreds.
LISTED = 30

#: Lines of words listed per sheet, and sheets with their words: a summary may have 1 MiB.
LINES, SHEETS = 60, 60


def markdown(rows: Sequence[LanguageProgress], findings: Sequence[Finding]) -> str:
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
        parts += _details(LanguageProgress(language, language, True, 0, 0, 0, 0), left)
    parts += _folded("Notes", [one for one in findings if one.severity is Severity.NOTE])
    return "\n".join(parts) + "\n"


def of_build(closing: str, findings: Sequence[Finding]) -> str:
    """The summary of a build: its closing line, and the findings that nothing has shown before."""
    parts = ["## Handouts: build", "", f"{markdown_text(closing)}."]
    return "\n".join([*parts, *_folded("What the build found", findings)]) + "\n"


def of_comparison(found: Comparison) -> str:
    """The summary of a comparison: each sheet, and the words that differ in it."""
    from handouts.reports.comparison import FIELDS

    parts = ["## Handouts: what changed", "", f"{markdown_text(found.summary)}.", ""]
    for number, sheet in enumerate(found.told):
        parts.append(f"- changed {markdown_text(sheet.entry.path)}: {markdown_text(sheet.summary)}")
        parts += (
            f"  - {FIELDS[name]}: {markdown_text(was)} to {markdown_text(now)}"
            for name, was, now in sheet.facts
        )
        if sheet.words and number < SHEETS:
            parts += _words(sheet.words)
    if found.untold:
        parts.append(f"- {markdown_text(found.untold)}")
    for name in ("added", "removed", "withheld"):
        parts += (f"- {name} {markdown_text(entry.path)}" for entry in getattr(found, name))
    parts += (f"- font file changed: {markdown_text(name)}" for name in found.fonts)
    parts += _folded("What could not be compared", found.findings)
    return "\n".join(parts) + "\n"


def _words(lines: Sequence[str]) -> Iterable[str]:
    """The lines of a difference as a block of code. Its fence is longer than any in the words."""
    flat = [" ".join(line.splitlines()) for line in lines[:LINES]]
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", "\n".join(flat))), default=0))
    left = [f"@ {len(lines) - LINES} more lines"] if len(lines) > LINES else []
    yield from ("", *(f"  {line}" for line in (f"{fence}diff", *flat, *left, fence)), "")


def append(path: Path, text: str) -> None:
    """Adds the summary to a file, as CI expects of each step. Raises `SetupError`."""
    try:
        # A pipe that nobody reads is refused, not waited for.
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK, 0o666)
        os.set_blocking(handle, True)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise cannot_write(path, error) from error


def _cells(
    row: LanguageProgress, findings: Sequence[Finding], categories: Sequence[Category]
) -> list[str]:
    found = [finding.category for finding in findings]
    unsigned = row.messages - row.signed
    return [
        f"{markdown_text(row.name)} ({row.language})",
        f"{row.translated} of {row.messages}",
        *(str(found.count(category) or "") for category in categories),
        f"yes, {unsigned} of {row.messages} unsigned" if unsigned else "no",
        "**no**" if row.translated < row.messages or has_errors(findings) else "yes",
    ]


def _details(row: LanguageProgress, findings: Sequence[Finding]) -> Iterable[str]:
    return _folded(f"{markdown_text(row.name)}: {count(len(findings), 'finding')}", findings)


def _folded(title: str, findings: Sequence[Finding]) -> Iterable[str]:
    """A list that opens at a click; nothing without findings."""
    if not findings:
        return
    yield from ("", f"<details><summary>{title}</summary>", "")
    for finding in findings[:LISTED]:
        yield f"- {as_markdown(finding)}"
    if len(findings) > LISTED:
        yield f"- and {len(findings) - LISTED} more"
    yield from ("", "</details>")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
