"""What a check on one translation yields: a finding that does not yet know its place."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.findings import Finding, Severity, Where


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a translation, and what to type instead."""

    severity: Severity
    code: str
    message: str
    hint: str

    def at(self, where: Where, language: str = "") -> Finding:
        """The finding, once the place is known. `language` is a BCP 47 tag."""
        return Finding(self.severity, self.code, self.message, where, self.hint, language)


def error(code: str, message: str, hint: str) -> Problem:
    """A problem that keeps the sheet from being printed."""
    return Problem(Severity.ERROR, code, message, hint)


def warning(code: str, message: str, hint: str) -> Problem:
    """A problem that a person should look at."""
    return Problem(Severity.WARNING, code, message, hint)


def note(code: str, message: str, hint: str) -> Problem:
    """A remark; most often all is well."""
    return Problem(Severity.NOTE, code, message, hint)


def shown(char: str) -> str:
    """A character as a person can find it: itself when visible, and its code."""
    visible = f"{char} " if char.isprintable() and not char.isspace() else ""
    return f"{visible}U+{ord(char):04X}"
