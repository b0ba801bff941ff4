"""The map between the guide's facts and the sheets, both ways.

Forwards, each fact leads to the messages that rest on it; backwards, each sheet leads to the facts
it tells. A fact that no message uses has a reason under `[left_out]`, or is unaccounted for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.catalogs.extract import COMMON, Extraction, Message, extract
from handouts.compose.compose import Sources
from handouts.model.errors import FindingsError
from handouts.model.findings import has_errors
from handouts.project.guide import Fact, Guide, Sheet


@dataclass(frozen=True, slots=True)
class Use:
    """A message that rests on a fact: its catalog's domain, and the sheets it stands on."""

    message: Message
    domain: str
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact, what rests on it, and the sheets that tell it. `left_out` is the reason why nothing
    does, else empty."""

    fact: Fact
    left_out: str
    uses: tuple[Use, ...]
    sheets: tuple[str, ...]

    @property
    def accounted_for(self) -> bool:
        """Whether it is told, or left out with a reason."""
        return bool(self.uses or self.left_out)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet and what it rests on. `facts` gives for each fact, in the guide's order, how many
    messages rest on it; `claims` and `others` count messages with a fact and without one."""

    sheet: Sheet
    facts: Mapping[str, int]
    claims: int
    others: int


@dataclass(frozen=True, slots=True)
class FactMap:
    """One guide's map. `astray` names facts that messages rest on but the guide does not have;
    `silent` are the messages that name no fact and do not say why."""

    guide: Guide
    facts: tuple[FactEntry, ...]
    sheets: tuple[SheetEntry, ...]
    astray: tuple[str, ...]
    silent: tuple[Message, ...]

    @property
    def unaccounted(self) -> tuple[FactEntry, ...]:
        """Facts that are neither told nor left out."""
        return tuple(entry for entry in self.facts if not entry.accounted_for)


def read_templates(sources: Sources) -> Extraction:
    """The messages of all templates. Raises `FindingsError` when one of them cannot be read: a
    map with a sheet missing would say that facts are unused which are not."""
    extraction = extract(sources.templates.folder)
    if has_errors(extraction.findings):
        raise FindingsError(extraction.findings)
    return extraction


def fact_maps(sources: Sources, extraction: Extraction) -> tuple[FactMap, ...]:
    """The map of every guide. Raises `FindingsError` when a guide cannot be read."""
    return tuple(_map(guide, uses_of(guide, extraction)) for guide in sources.guides)


def uses_of(guide: Guide, extraction: Extraction) -> tuple[Use, ...]:
    """Every message of a guide, those of the frame included, with its sheets."""
    return tuple(
        Use(message, domain, _sheets_of(message, guide))
        for domain in (guide.name, COMMON)
        for message in extraction.domains.get(domain, ())
    )


def uses_of_fact(name: str, uses: Sequence[Use]) -> tuple[Use, ...]:
    """The messages that rest on one fact."""
    return tuple(use for use in uses if name in use.message.facts)


def sheets_of(uses: Sequence[Use], guide: Guide) -> tuple[str, ...]:
    """The sheets that messages stand on, in the guide's order."""
    found = {sheet for use in uses for sheet in use.sheets}
    return tuple(sheet.name for sheet in guide.sheets if sheet.name in found)


def _sheets_of(message: Message, guide: Guide) -> tuple[str, ...]:
    """The sheets a message stands on; one of the frame stands on all."""
    names = {
        place.path.rsplit("/", 1)[-1].removesuffix(".xml")
        for place in message.places
        if place.path.count("/") == 2
    }
    return tuple(sheet.name for sheet in guide.sheets if not names or sheet.name in names)


def _map(guide: Guide, uses: Sequence[Use]) -> FactMap:
    facts = []
    for name, fact in guide.facts.items():
        resting = uses_of_fact(name, uses)
        reason = guide.left_out.get(name, "")
        facts.append(FactEntry(fact, reason, resting, sheets_of(resting, guide)))
    own = [use.message for use in uses if use.domain == guide.name]
    named = dict.fromkeys(name for message in own for name in message.facts)
    return FactMap(
        guide,
        tuple(facts),
        tuple(_sheet(sheet, guide, uses) for sheet in guide.sheets),
        tuple(name for name in named if name not in guide.facts),
        tuple(message for message in own if not message.facts and not message.no_fact_reason),
    )


def _sheet(sheet: Sheet, guide: Guide, uses: Sequence[Use]) -> SheetEntry:
    messages = [use.message for use in uses if sheet.name in use.sheets]
    counts = Counter(name for message in messages for name in message.facts)
    facts = {name: counts[name] for name in guide.facts if counts[name]}
    claims = sum(1 for message in messages if message.facts)
    return SheetEntry(sheet, facts, claims, len(messages) - claims)
