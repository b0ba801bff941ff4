"""What a check on one translation yields: a finding that does not yet know its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handouts.model.findings import Code, Finding, Where


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a translation, and what to type instead."""

    kind: Code
    message: str
    hint: str

    def at(self, where: Where, language: str = "") -> Finding:
        """The finding, once the place is known: it names the message by its first words.
        `language` is a BCP 47 tag."""
        words, message = excerpt(where.msgid), self.message
        if words and where.msgid not in message and words not in message:
            message = f'"{words}": {message}'
        return Finding(self.kind, message, where, self.hint, language)


def shown(char: str) -> str:
    """A character as a person can find it: itself when visible, and its code."""
    visible = f"{char} " if char.isprintable() and not char.isspace() else ""
    return visible + " ".join(f"U+{ord(each):04X}" for each in char)


def excerpt(text: str, columns: int = 48) -> str:
    """The first words of a text, without tags, as a person can find them in the source."""
    words = re.sub(r"</?\w+>", "", text).split()
    taken = ""
    for word in words:
        if taken and len(taken) + 1 + len(word) > columns:
            return f"{taken} ..."
        taken = f"{taken} {word}" if taken else word[:columns]
    return taken
