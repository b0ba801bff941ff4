"""What a check on one translation yields: a finding that does not yet know its place."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.findings import Code, Finding, Where


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a translation, and what to type instead."""

    kind: Code
    message: str
    hint: str

    def at(self, where: Where, language: str = "") -> Finding:
        """The finding, once the place is known. `language` is a BCP 47 tag."""
        return Finding(self.kind, self.message, where, self.hint, language)


def shown(char: str) -> str:
    """A character as a person can find it: itself when visible, and its code."""
    visible = f"{char} " if char.isprintable() and not char.isspace() else ""
    return f"{visible}U+{ord(char):04X}"
