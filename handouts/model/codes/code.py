"""What a row of the registry holds: one code, and all that is known of it in advance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is. Only `ERROR` stops a sheet from being built."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Category(StrEnum):
    """What a finding is about, and so who corrects it. The order is that of reports."""

    MISSING = "translation missing"
    OUTDATED = "translation outdated"
    MARKUP = "markup"
    NUMBERS = "numbers"
    MEANING = "meaning"
    WORDING = "wording"
    CHARACTERS = "characters"
    CATALOG = "catalog file"
    TEMPLATE = "template"
    FACTS = "facts"
    PLAIN = "plain language"
    LAYOUT = "layout"
    FONTS = "fonts"
    BRAND = "brand"
    SIGNATURES = "signatures"
    BUILD = "build"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding.

    `id` is short, lower case and hyphenated (`missing-message`), and stays the same from release
    to release. `severity` is that of a finding unless `other_severities` allows it another one.
    `title` names the fault, `why` says what it does to a reader or to the work, `fix` how to
    correct it.
    """

    id: str
    category: Category
    severity: Severity
    title: str
    why: str
    fix: str
    other_severities: tuple[Severity, ...] = ()

    def __str__(self) -> str:
        return self.id

    def at_severity(self, severity: Severity) -> Code:
        """This code with one of the severities that it allows. Raises `ValueError` for others."""
        if severity not in (self.severity, *self.other_severities):
            raise ValueError(f"{self.id} is never of severity {severity}")
        return replace(
            self,
            severity=severity,
            other_severities=(self.severity, *self.other_severities),
        )
