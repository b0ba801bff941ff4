"""Warnings of the checks on the words of a message that nobody has accepted: whoever signs or
releases the words is told of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from handouts.checks import catalog_checks
from handouts.model.findings import Category, Finding, Severity, Where
from handouts.model.languages import Language
from handouts.project.project import Project

#: What is judged of one message beside its English. A page as a whole is judged by other checks.
_OF_WORDS = frozenset(
    {
        Category.MARKUP,
        Category.NUMBERS,
        Category.MEANING,
        Category.WORDING,
        Category.CHARACTERS,
    }
)


def open_warnings(
    findings: Iterable[Finding], language: Language
) -> Mapping[Where, tuple[Finding, ...]]:
    """Of the findings of all checks, the warnings on messages of a language, by place. What was
    accepted is not among the findings."""
    found: dict[Where, dict[Finding, None]] = {}
    for one in findings:
        of_message = one.where.msgid and one.language == language.tag
        if of_message and one.severity is Severity.WARNING and one.category in _OF_WORDS:
            found.setdefault(one.where, {})[one] = None
    return {where: tuple(warnings) for where, warnings in found.items()}


def in_catalogs(project: Project, language: Language) -> Mapping[Where, tuple[Finding, ...]]:
    """As `open_warnings`, of the checks that need no font."""
    rules = catalog_checks.rules_of(project)
    found = catalog_checks.check_language(project, language, rules)
    return open_warnings(map(project.named, found), language)


def as_released(finding: Finding) -> Finding:
    """What is said of a warning on words that were signed all the same, and are released."""
    hint = f"have the words read again: {finding.hint}" if finding.hint else ""
    message = f"signed and released all the same: {finding.message}"
    return replace(finding, message=message, hint=hint)
