"""A finding is a fact about the content: a place, a code that stays the same from release to
release, what is wrong and how to correct it. Findings are data; they are collected and shown
together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handouts.model.codes.code import Category, Code, Severity
from handouts.model.visible import visible

__all__ = ["Category", "Code", "Finding", "Severity", "Where", "has_errors"]


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in the project: path as the user would type it, line from 1 (0: the whole file),
    and the message id concerned, if any."""

    path: str
    line: int = 0
    msgid: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where, and how to correct it.

    `kind` is a row of the registry, `handouts.model.codes`; it gives code, severity and category.
    `language` is the BCP 47 tag of the catalog or sheet concerned, empty where none is.
    """

    kind: Code
    message: str
    where: Where
    hint: str = ""
    language: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return visible(f"{self.where}: {self.severity} {self.code}: {self.message}{hint}")

    @property
    def code(self) -> str:
        """The code, such as `missing-message`."""
        return self.kind.id

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.kind.severity

    @property
    def category(self) -> Category:
        """What it is about."""
        return self.kind.category

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Reading order: by file, line, code."""
        return (self.where.path, self.where.line, self.code, self.message)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings forbids printing."""
    return any(finding.severity is Severity.ERROR for finding in findings)
