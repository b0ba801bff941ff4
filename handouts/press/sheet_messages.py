"""The messages of one sheet in one language, each with all that is known about it: what translators
and reviewers are shown beside the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from handouts.catalogs.extract import Message
from handouts.catalogs.message_code import message_code
from handouts.catalogs.po import Entry, Key
from handouts.catalogs.store import CatalogFile
from handouts.checks.catalog_checks import (
    Rules,
    check_entry,
    missing_message,
    rules_of,
    with_words,
)
from handouts.compose.compose import Composer
from handouts.editions.paper.places import Place
from handouts.model.findings import Finding, Where, has_errors
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.damage import damage
from handouts.project.guide import COMMON, Guide
from handouts.project.project import Project


class MessageState(StrEnum):
    """What a translator has to do about a message."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    WRONG = "wrong"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SheetMessage:
    """A message of a sheet. `entry` is what the catalog has for it (of the English, the message
    itself), `where` the line to correct, `wheres` the lines that its texts on the page name; not
    `on_sheet`, it reaches no sheet.
    `terms` are the agreed words in it, each with its translations; `is_source` tells that the words
    are the template's own."""

    message: Message
    entry: Entry | None
    where: Where
    wheres: frozenset[Where]
    facts: tuple[str, ...]
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]
    is_source: bool
    on_sheet: bool = True

    @property
    def code(self) -> str:
        """The code that people name it by."""
        return message_code(self.message.key)

    @property
    def english(self) -> str:
        """The message."""
        return self.message.msgid

    @property
    def translation(self) -> str:
        """What the catalog has, fuzzy or not."""
        return self.entry.msgstr if self.entry else ""

    @property
    def state(self) -> MessageState:
        """What is to be done."""
        if self.entry is None or not self.entry.msgstr.strip():
            return MessageState.UNTRANSLATED
        if self.entry.fuzzy:
            return MessageState.FUZZY
        return MessageState.WRONG if has_errors(self.findings) else MessageState.DONE


class Checks:
    """Remembers what the checks have found in each entry, for who asks again and again: only what
    has changed is checked anew, or everything once the rules have changed."""

    def __init__(self) -> None:
        self._rules: Rules | None = None
        self._known: dict[tuple[str, Entry], tuple[Finding, ...]] = {}

    def found(
        self,
        catalog: CatalogFile,
        entry: Entry,
        language: Language,
        rules: Rules,
        most: int | None,
    ) -> tuple[Finding, ...]:
        """What `check_entry` finds."""
        if rules is not self._rules:
            if rules != self._rules:
                self._known.clear()
            self._rules = rules
        key = language.tag, entry
        if key not in self._known:
            self._known[key] = tuple(check_entry(catalog, entry, language, rules, most))
        # The entry may stand in another line by now.
        where = catalog.where(entry)
        return tuple(replace(finding, where=where) for finding in self._known[key])


def sheet_messages(
    project: Project,
    composer: Composer,
    guide: Guide,
    sheet: str,
    language: Language,
    checks: Checks | None = None,
    also: Iterable[tuple[str, Key]] = (),
) -> tuple[SheetMessage, ...]:
    """The messages that reach a sheet, in the order of its template; none where that cannot be
    read. Those of `also`, each with its domain, follow where the sheet's catalogs have them.
    `checks` are those of an earlier call."""
    checks = checks or Checks()
    parsed = composer.parse(guide, sheet).sheet
    if parsed is None:
        return ()
    domains = project.extraction.domains
    known: dict[Key, tuple[str, Message]] = {
        message.key: (domain, message)
        for domain in (COMMON, guide.name)
        for message in domains.get(domain, ())
    }
    lines: dict[Key, set[Where]] = {}
    for one in parsed.messages:
        lines.setdefault((one.context or None, one.msgid), set()).add(one.where)
    for domain, key in also:
        if key in known and known[key][0] == domain:
            lines.setdefault(key, set())
    glossary, _ = project.glossary
    rules = with_words(rules_of(project), project, language)
    damaged = {name: has_errors(damage(project, language, name)) for name in (COMMON, guide.name)}
    found: list[SheetMessage] = []
    for key, asked in lines.items():
        if key not in known:
            continue
        domain, message = known[key]
        entry, catalog = _entry(project, language, domain, message)
        findings: tuple[Finding, ...] = ()
        if catalog and entry is None and damaged[domain]:
            pass  # the words may be there, and cannot be read
        elif catalog and entry is None:
            findings = (missing_message(catalog, message.msgid, language),)
        elif catalog and entry and not language.pseudo:  # whose words nobody has written
            findings = checks.found(catalog, entry, language, rules, message.most_letters)
        where, wheres = message.places[0], frozenset(asked)
        if catalog:
            where = catalog.where(entry) if entry else Where(catalog.shown_as, 0, message.msgid)
            wheres = frozenset({where})
        facts = project.facts_in_words(domain)
        found.append(
            SheetMessage(
                message=message,
                entry=entry,
                where=where,
                wheres=wheres,
                facts=tuple(facts[name] for name in message.facts if name in facts),
                terms=tuple(
                    (term, words)
                    for term, _, words in glossary.terms_in(message.msgid, language.locale)
                ),
                findings=findings,
                is_source=language == SOURCE_LANGUAGE,
                on_sheet=bool(asked),
            )
        )
    return tuple(found)


def in_order(messages: Iterable[SheetMessage], places: Sequence[Place]) -> tuple[SheetMessage, ...]:
    """As they stand on the pages; then those that are only said, or stand in head or foot."""
    order: dict[Where, int] = {}
    for number, place in enumerate(places):
        order.setdefault(place.text.where, number)
    last = len(places)

    def rank(message: SheetMessage) -> int:
        number = min((order.get(where, last) for where in message.wheres), default=last)
        return number if message.on_sheet else last + 1

    return tuple(sorted(messages, key=rank))


def placeless(message: SheetMessage) -> str:
    """Where a message stands that is at no place in the text of a page."""
    roles = ", ".join(message.message.roles)
    if not message.on_sheet:
        return "on no handout, as the clinic's brand is"
    if "foot" in roles or "notice" in roles:
        return "at the head or the foot of a page"
    if "heard" in roles:
        return "heard, not seen"
    return "not in the text of a page"


def by_place(messages: Iterable[SheetMessage]) -> Mapping[Where, SheetMessage]:
    """The message of each text on a page, by the line that the text names."""
    return {where: message for message in messages for where in message.wheres}


def _entry(
    project: Project, language: Language, domain: str, message: Message
) -> tuple[Entry | None, CatalogFile | None]:
    """What the catalog has for a message, and the catalog; of the English, the message itself."""
    if language == SOURCE_LANGUAGE:
        return Entry(message.msgid, message.msgid, message.context), None
    catalog, _ = project.catalog(language, domain)
    return catalog.by_key.get(message.key), catalog
