"""Who has signed the words of files that were built before, as the project tells now; not their
manifest, which anybody may have written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from handouts.editions import EDITIONS
from handouts.model.errors import UsageError
from handouts.model.languages import SOURCE_LANGUAGE, language
from handouts.model.signature import Signature
from handouts.press.manifest import Entry
from handouts.project.project import Project


class SignedFiles:
    """Tells of files, by their entries, who has signed the words that the project has for them."""

    def __init__(self, project: Project) -> None:
        from handouts.compose.compose import Composer  # noqa: PLC0415 - only where files are asked for

        self._composer = Composer(project)
        self._guides = {guide.name: guide for guide in project.guides}
        self._signatures = cache(self._find)

    def signatures(self, entry: Entry) -> tuple[Signature, ...]:
        """The signatures under the words of a file; none while any of them is unsigned, the English
        where that stands beside them, and where the project has no such sheet or language."""
        edition = EDITIONS.get(entry.edition)
        if edition is None:
            return ()
        if edition.english and not self._signatures(
            SOURCE_LANGUAGE.tag, entry.guide, entry.handout
        ):
            return ()
        return self._signatures(entry.language, entry.guide, entry.handout)

    def unsigned(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Of files that were built as signed, those whose words are not signed any more."""
        return (one for one in entries if not one.draft and not self.signatures(one))

    def _find(self, tag: str, guide: str, handout: str) -> tuple[Signature, ...]:
        there = self._guides.get(guide)
        if there is None or handout not in {sheet.name for sheet in there.sheets}:
            return ()
        try:
            own = language(tag)
        except UsageError:
            return ()
        composed = self._composer.compose(there, handout, own).handout
        return () if composed is None or composed.draft else composed.signed_by
