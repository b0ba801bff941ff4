"""The summary of `check` in Markdown, as a CI job shows it: one row per language, then the findings.

What a row counts is named in its head, so that whoever reads it knows what to do next: translate
what is missing, compare what is fuzzy, run `update` on what is stale, have drafts signed, and say
in plainer words what is too hard to read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from handouts.cli.progress import count, summary
from handouts.cli.status import Progress
from handouts.errors import Finding, Severity, has_errors
from handouts.files import cannot_write

SOURCE = "en"

#: Findings by the column they count in. Whatever is in none of them counts as another fault.
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
COLUMNS: Mapping[str, frozenset[str]] = {
    "Missing": MISSING,
    "Fuzzy": FUZZY,
    "Stale": STALE,
    "Too hard to read": HARD,
}

#: Findings listed per language; a catalog that is just begun would have hundreds.
LISTED = 30

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def markdown(rows: Sequence[Progress], findings: Sequence[Finding]) -> str:
    """The summary. `rows` are the languages that were checked; a finding without a language is
    the source's. Notes are not counted, they ask for nothing."""
    grave = [finding for finding in findings if finding.severity is not Severity.NOTE]
    by_language: dict[str, list[Finding]] = defaultdict(list)
    for finding in grave:
        by_language[finding.language or SOURCE].append(finding)
    parts = ["## Handouts: check", "", f"**{summary(tuple(grave)) or 'Nothing to mend'}.**", ""]
    heads = ["Language", *COLUMNS, "Other", "Draft", "Can be built"]
    parts += [_row(heads), _row(["---"] + ["---:"] * (len(heads) - 3) + ["---", "---"])]
    parts += [_row(_cells(row, by_language[row.language])) for row in rows]
    for row in rows:
        parts += _details(row, by_language[row.language])
    return "\n".join(parts) + "\n"


def append(path: Path, text: str) -> None:
    """Adds the summary to a file, as CI expects of each step. Raises `SetupError`."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise cannot_write(path, error) from error


def _cells(row: Progress, findings: Sequence[Finding]) -> list[str]:
    counted: Counter[str] = Counter()
    for finding in findings:
        names = (name for name, codes in COLUMNS.items() if finding.code in codes)
        counted[next(names, "Other")] += 1
    unsigned = row.messages - row.signed
    return [
        f"{_plain(row.name)} ({row.language})",
        *(str(counted[name] or "") for name in (*COLUMNS, "Other")),
        f"yes, {unsigned} of {row.messages} unsigned" if unsigned else "no",
        "**no**" if has_errors(findings) else "yes",
    ]


def _details(row: Progress, findings: Sequence[Finding]) -> Iterable[str]:
    if not findings:
        return
    yield from ("", f"<details><summary>{_plain(row.name)}: ", "")
    yield f"{count(len(findings), 'finding')}</summary>"
    yield ""
    for finding in findings[:LISTED]:
        hint = f" ({finding.hint})" if finding.hint else ""
        text = _plain(f"{finding.code}: {finding.message}{hint}")
        yield f"- {_plain(str(finding.where))}: {finding.severity} {text}"
    if len(findings) > LISTED:
        yield f"- and {len(findings) - LISTED} more"
    yield from ("", "</details>")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Words from a catalog, so that they mean nothing to a reader of Markdown or HTML."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)
