"""What is left to do in one language: by handout, and message by message, each with its code and
the day since which it waits.

A message that lacks its translation, or whose English has changed, waits since the English reads as
it does now; one that is only unsigned, since its translation does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from handouts.catalogs.extract import Message
from handouts.catalogs.message_code import message_code
from handouts.catalogs.po import Key
from handouts.compose.compose import Composer
from handouts.model.findings import Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.signature import Signature
from handouts.press.signed_before import SignedBefore
from handouts.press.signing import Selection, messages, on_no_handout
from handouts.project import signatures
from handouts.project.project import Project
from handouts.reports.history import lines_since


class MessageState(StrEnum):
    """What has become of a message."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    UNSIGNED = "unsigned"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Item:
    """One message. `where` is where there is something to do; `since` the day since which it
    waits, empty where that is not known, or nothing waits. `before` is the signature that its words
    had before they were changed."""

    code: str
    words: str
    state: MessageState
    where: Where
    since: str
    signature: Signature | None
    before: Signature | None = None

    @property
    def length(self) -> int:
        """The words of the English."""
        return len(self.words.split())

    @property
    def said(self) -> str:
        """Its state, for people."""
        if self.before is None:
            return self.state.value
        return f"{self.state.value}: changed after {self.before.date}, when it was signed"

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        signed = (
            {"by": self.signature.reviewer, "on": self.signature.date} if self.signature else {}
        )
        if self.before:
            signed = {"was_signed_by": self.before.reviewer, "was_signed_on": self.before.date}
        return {
            "code": self.code,
            "state": self.state.value,
            "message": self.words,
            "file": self.where.path,
            "line": self.where.line,
            "since": self.since,
            **signed,
        }


@dataclass(frozen=True, slots=True)
class Part:
    """The messages of a handout, those of the frame among them."""

    guide: str
    handout: str
    items: tuple[Item, ...]

    @property
    def counts(self) -> Mapping[MessageState, int]:
        """How many messages are in each state."""
        found = Counter(item.state for item in self.items)
        return {state: found[state] for state in MessageState}

    @property
    def words_to_do(self) -> int:
        """The words of the English that wait for a translator."""
        return sum(
            item.length
            for item in self.items
            if item.state in (MessageState.UNTRANSLATED, MessageState.FUZZY)
        )

    @property
    def since(self) -> str:
        """The day since which the handout lags behind the English."""
        waits = (MessageState.UNTRANSLATED, MessageState.FUZZY)
        return min(
            (one.since for one in self.items if one.state in waits and one.since), default=""
        )

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "guide": self.guide,
            "handout": self.handout,
            "messages": len(self.items),
            **{state.value: number for state, number in self.counts.items()},
            "words_to_do": self.words_to_do,
            "behind_since": self.since,
        }


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to do in a language. `items` are all its messages, in reading order, `loose`
    those of them that no handout has."""

    language: Language
    offered: bool
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    loose: tuple[Item, ...] = ()

    @property
    def to_do(self) -> tuple[Item, ...]:
        """The messages that wait for somebody."""
        return tuple(item for item in self.items if item.state is not MessageState.SIGNED)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "language": self.language.tag,
            "name": self.language.name,
            "state": "offered" if self.offered else "started",
            "handouts": [part.as_json() for part in self.parts],
            "on_no_handout": [item.code for item in self.loose],
            "items": [item.as_json() for item in self.items],
        }


def works(project: Project, languages: Iterable[Language]) -> Iterator[Work]:
    """The work in each of these languages, one after the other. Never raises for content: of a
    template that cannot be read, no message is known."""
    composer = Composer(project)  # the templates are the same for all
    for language in languages:
        yield _work(project, composer, language)


def _work(project: Project, composer: Composer, language: Language) -> Work:
    domains = project.extraction.domains
    earlier = SignedBefore(project, language)
    items = {
        (domain, message.key): _item(project, language, domain, message, earlier)
        for domain, found in domains.items()
        for message in found
    }
    parts = tuple(
        Part(
            guide.name,
            sheet.name,
            tuple(_of_sheet(composer, language, guide.name, sheet.name, items)),
        )
        for guide in project.guides
        for sheet in guide.sheets
    )
    loose = tuple(items[place] for place in on_no_handout(project, composer) if place in items)
    return Work(language, project.is_offered(language), parts, tuple(items.values()), loose)


def _of_sheet(
    composer: Composer,
    language: Language,
    guide: str,
    sheet: str,
    items: Mapping[tuple[str, Key], Item],
) -> Iterator[Item]:
    selection = Selection(language, (guide,), (sheet,))
    for place in messages(composer.project, selection, composer):
        if place in items:
            yield items[place]


def _item(
    project: Project, language: Language, domain: str, message: Message, earlier: SignedBefore
) -> Item:
    item = _state(project, language, domain, message)
    if item.state is MessageState.SIGNED:
        return item
    entry = None
    if language != SOURCE_LANGUAGE:
        entry = project.catalog(language, domain)[0].by_key.get(message.key)
    found = earlier.find(message.key, entry)
    return replace(item, before=found[1]) if found else item


def _state(project: Project, language: Language, domain: str, message: Message) -> Item:
    review, _ = project.review(language)
    english = message.places[0]
    code = message_code(message.key)
    if language == SOURCE_LANGUAGE:
        signature = review.signature(signatures.source_entry(message))
        state = MessageState.SIGNED if signature else MessageState.UNSIGNED
        return Item(code, message.msgid, state, english, _since(project, english), signature)
    catalog, _ = project.catalog(language, domain)
    entry = catalog.by_key.get(message.key)
    if entry is None or not entry.msgstr.strip():
        where = catalog.where(entry) if entry else Where(catalog.shown_as)
        since = _since(project, english)
        return Item(code, message.msgid, MessageState.UNTRANSLATED, where, since, None)
    where = catalog.where(entry)
    if entry.fuzzy:
        return Item(code, message.msgid, MessageState.FUZZY, where, _since(project, english), None)
    signature = review.signature(entry)
    state = MessageState.SIGNED if signature else MessageState.UNSIGNED
    since = "" if signature else _since(project, where)
    return Item(code, message.msgid, state, where, since, signature)


def _since(project: Project, where: Where) -> str:
    return lines_since(project.folder, project.folder / where.path).get(where.line, "")
