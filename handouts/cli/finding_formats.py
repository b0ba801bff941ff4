"""Every form in which a finding is shown: a line of text, an annotation, JSON, Markdown.

Words from catalogs and file names may hold anything; each form escapes its own syntax in them.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TextIO

from handouts.cli.command_line import as_typed
from handouts.model import codes
from handouts.model.findings import Finding, Severity, Where, has_errors
from handouts.model.visible import json_safe, visible

#: What is only not done yet, and how it is said of many messages.
_GAPS = {
    codes.UNTRANSLATED_MESSAGE: "not translated",
    codes.MISSING_MESSAGE: "that the catalog lacks",
    codes.UNSIGNABLE_MESSAGE: "not ready to be signed",
}
#: Fewer than these are listed one by one.
_FEW = 4

FORMATS = ("text", "github", "json")

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def json_text(document: Any, *, indent: int | None = 1) -> str:
    """A document as JSON that a terminal can show: in its own letters where the encoding of
    standard output has them, else escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    unicode = codecs.lookup(encoding).name.startswith("utf")
    return json_safe(json.dumps(document, ensure_ascii=not unicode, indent=indent))


def say(line: str, stream: TextIO | None = None) -> None:
    """Prints a line, whatever stands in it."""
    print(visible(line), file=stream, flush=True)


def count(number: int, noun: str) -> str:
    """`1 sheet`, `2 sheets`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; empty when there is nothing."""
    severities = [finding.severity for finding in findings]
    numbers = {severity: severities.count(severity) for severity in Severity}
    return ", ".join(count(number, severity) for severity, number in numbers.items() if number)


def show(findings: Sequence[Finding], style: str = "text") -> None:
    """Prints findings in one of `FORMATS`, and how many there are."""
    if style == "json":
        document = {"findings": [as_json(finding) for finding in findings]}
        print(json_text(document))
        return
    for finding in gathered(findings):
        print(as_line(finding, style))
    total = summary(findings)
    explain = as_typed("what a code means: python3 build.py explain CODE")
    print(f"{total}; {explain}" if total else "no findings")


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings for people: what is only not done yet is one finding for each catalog, after those
    that tell of a mistake."""
    gaps: dict[tuple[str, str], list[Finding]] = {}
    others: list[Finding] = []
    for one in findings:
        if one.kind in _GAPS and one.where.path.endswith(".po"):
            gaps.setdefault((one.where.path, one.code), []).append(one)
        else:
            others.append(one)
    for (path, _), group in gaps.items():
        if len(group) < _FEW:
            others += group
            continue
        first = min(group, key=lambda one: one.sort_key)
        message = f"{len(group)} messages {_GAPS[first.kind]}"
        if first.where.line:
            message += f", the first in line {first.where.line}"
        hint = first.hint
        if first.kind != codes.MISSING_MESSAGE:
            hint = f"python3 build.py status {first.language} lists them".replace("  ", " ")
        where = Where(path, first.where.line)
        others.append(Finding(first.kind, message, where, hint, first.language))
    return others


def conclude(findings: Iterable[Finding]) -> int:
    """Prints findings, if there are any, in the order of files and lines; returns the exit code."""
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)
    if ordered:
        show(ordered)
    return 1 if has_errors(ordered) else 0


def as_line(finding: Finding, style: str) -> str:
    """A finding in the format `text` or `github`. A note asks for nothing, so that it is never an
    annotation, which would come back in every run."""
    annotated = style == "github" and finding.severity is not Severity.NOTE
    typed = replace(finding, hint=as_typed(finding.hint))
    return as_github(typed) if annotated else str(typed)


def as_github(finding: Finding) -> str:
    """A GitHub workflow command, which GitHub shows at the line that the finding is about."""
    where = finding.where
    properties = {"file": visible(where.path), "title": f"{finding.kind.title} ({finding.code})"}
    if where.line:
        properties["line"] = str(where.line)
    hint = f" ({finding.hint})" if finding.hint else ""
    listed = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties.items())
    return f"::{_GITHUB[finding.severity]} {listed}::{_escape(visible(finding.message + hint))}"


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding for other programs."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "category": finding.category.value,
        "message": finding.message,
        "file": finding.where.path,
        "line": finding.where.line,
        "msgid": finding.where.msgid,
        "hint": finding.hint,
        "language": finding.language,
    }


def as_markdown(finding: Finding) -> str:
    """A finding as text that has no other meaning in Markdown or HTML."""
    return markdown_text(str(finding))


def markdown_text(text: str) -> str:
    """Any words, on one line, so that they mean nothing else to a reader of Markdown or HTML."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def _escape(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
