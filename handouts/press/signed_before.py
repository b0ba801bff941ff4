"""What of a message was signed before it was changed: whoever reads it again is shown that."""

from __future__ import annotations

import difflib
from functools import cached_property

from handouts.catalogs.po import Entry, Key
from handouts.model.languages import Language
from handouts.model.signature import Signature
from handouts.project.project import Project
from handouts.project.signatures import SignedMessage

#: How alike two English texts are that may be one message before and after a change, from 0 to 1.
_ALIKE = 0.6


class SignedBefore:
    """The words of one language that were signed at some time."""

    def __init__(self, project: Project, language: Language) -> None:
        self._project = project
        self._review, _ = project.review(language)

    def find(self, key: Key, entry: Entry | None) -> tuple[SignedMessage, Signature] | None:
        """The words that were signed of a message which is unsigned as it reads now, and the
        signature: the same message with another translation, or the one that its English has
        replaced. Nothing where none was."""
        signed = self._review.words
        if key in signed:
            return signed[key]
        if entry and entry.previous:
            before = (entry.previous_context or entry.context, entry.previous)
            if before in signed:
                return signed[before]
        near = difflib.get_close_matches(key[1], list(self._gone), n=1, cutoff=_ALIKE)
        return signed[self._gone[near[0]]] if near else None

    @cached_property
    def _gone(self) -> dict[str, Key]:
        """The English of messages that were signed and are in no template."""
        domains = self._project.extraction.domains
        there = {message.key for messages in domains.values() for message in messages}
        return {key[1]: key for key in self._review.words if key not in there}
