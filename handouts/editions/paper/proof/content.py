"""What a proof says, beside the sheet itself."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.blocks import Text
from handouts.model.findings import Where


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message as it was signed before it was changed, by whom, on which day (ISO 8601). What the
    new words do not have is in bold. Without `english`, that is the same."""

    english: Text | None
    translation: Text | None
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class ProofMessage:
    """One message. `number` stands at its places on the pages, at the texts that name one of
    `wheres`. `state` says in English how far it is; `gap` that the page shows the English instead.
    `translation` is there unless nothing is written yet, or the sheet is English. `remarks` say
    what else one must know: facts, what checks have found, where it stands. `comments` are the
    translator's, for whoever reads the words."""

    number: int
    code: str
    wheres: frozenset[Where]
    state: str
    gap: bool
    signed: bool
    english: Text
    translation: Text | None
    remarks: tuple[Text, ...]
    earlier: Earlier | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofContent:
    """All messages in the order of their numbers, and what would be signed: how many of them, the
    digest of their words, and the lines of the command that signs them. `summary` says how far
    the sheet is. A `partial` one leaves out the messages that are signed."""

    messages: tuple[ProofMessage, ...]
    summary: str
    signed: str
    digest: str
    command: tuple[str, ...]
    partial: bool = False
