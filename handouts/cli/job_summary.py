"""The summary of `check` in Markdown, as a CI job shows it: a row per language, then the findings.

What a row counts is named in its head, so that whoever reads it knows what to do next: translate
what is missing, compare what is fuzzy, run `update` on what is stale, have drafts signed, and say
in plainer words what is too hard to read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from handouts.cli.progress import count, summary
from handouts.files.atomic import cannot_write
from handouts.model.findings import Finding, Severity, has_errors
from handouts.reports.status import Progress

SOURCE = "en"

#: Findings by what they ask for. Whatever is in none of these sets counts as another fault.
MISSING = frozenset({"untranslated"})
FUZZY = frozenset({"fuzzy"})
STALE = frozenset({"missing-message", "unknown-message", "unknown-domain", "pot-stale"})
HARD = frozenset(
    {
        "reading-grade",
        "reading-smog",
        "sentences-long",
        "sentence-long",
        "percent",
        "number-word",
        "passive",
        "stiff-word",
        "list-long",
        "heading-long",
        "translation-long",
    }
)
#: Findings listed per language; a catalog that is just begun would have hundreds.
LISTED = 30

_NUMBERS = ("Missing", "Fuzzy", "Stale", "Too hard to read", "Other")
_HEADS = ("Language", *_NUMBERS, "Draft", "Passes")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def markdown(rows: Sequence[Progress], findings: Sequence[Finding]) -> str:
    """The summary. `rows` are the languages that were checked; a finding without a language is
    the source's. Notes are not counted, they ask for nothing."""
    grave = [finding for finding in findings if finding.severity is not Severity.NOTE]
    by_language: dict[str, list[Finding]] = defaultdict(list)
    for finding in grave:
        by_language[finding.language or SOURCE].append(finding)
    parts = ["## Handouts: check", "", f"**{summary(tuple(grave)) or 'Nothing to mend'}.**", ""]
    parts += [_row(_HEADS), _row("---:" if head in _NUMBERS else "---" for head in _HEADS)]
    parts += [_row(_cells(row, by_language.get(row.language, []))) for row in rows]
    for row in rows:
        parts += _details(row, by_language.pop(row.language, []))
    # Nothing was read of the languages that these are about, as when brand.toml is broken.
    for language, left in by_language.items():
        parts += _details(Progress(language, language, 0, 0, 0, 0), left)
    return "\n".join(parts) + "\n"


def append(path: Path, text: str) -> None:
    """Adds the summary to a file, as CI expects of each step. Raises `SetupError`."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise cannot_write(path, error) from error


def _cells(row: Progress, findings: Sequence[Finding]) -> list[str]:
    missing = row.messages - row.translated - row.fuzzy
    stale = sum(finding.code in STALE for finding in findings)
    hard = sum(finding.code in HARD for finding in findings)
    other = sum(finding.code not in MISSING | FUZZY | STALE | HARD for finding in findings)
    unsigned = row.messages - row.signed
    return [
        f"{_plain(row.name)} ({row.language})",
        *(str(number or "") for number in (missing, row.fuzzy, stale, hard, other)),
        f"yes, {unsigned} of {row.messages} unsigned" if unsigned else "no",
        "**no**" if missing or has_errors(findings) else "yes",
    ]


def _details(row: Progress, findings: Sequence[Finding]) -> Iterable[str]:
    if not findings:
        return
    told = f"{_plain(row.name)}: {count(len(findings), 'finding')}"
    yield from ("", f"<details><summary>{told}</summary>", "")
    for finding in findings[:LISTED]:
        hint = f" ({finding.hint})" if finding.hint else ""
        text = f"{finding.where}: {finding.severity} {finding.code}: {finding.message}{hint}"
        yield f"- {_plain(text)}"
    if len(findings) > LISTED:
        yield f"- and {len(findings) - LISTED} more"
    yield from ("", "</details>")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Words from a catalog, so that they mean nothing to a reader of Markdown or HTML."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)
