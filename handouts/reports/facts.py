"""The map between the guide's facts and the sheets, both ways.

Forwards, each fact leads to the messages that rest on it; backwards, each sheet leads to the facts
it states. A fact that no message uses has a reason under `[left_out]`, or is unaccounted for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.catalogs.extract import Message
from handouts.model.errors import FindingsError
from handouts.model.findings import has_errors
from handouts.project.guide import COMMON, Fact, Guide, Sheet
from handouts.project.project import Project

_TAGS = re.compile(r"</?(?:b|term)>")


@dataclass(frozen=True, slots=True)
class Use:
    """A message that rests on a fact: its catalog's domain, and the sheets it stands on."""

    message: Message
    domain: str
    sheets: tuple[str, ...]

    @property
    def words(self) -> str:
        """The message without its tags."""
        return _TAGS.sub("", self.message.msgid)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "msgid": self.message.msgid,
            "context": self.message.context,
            "sheets": list(self.sheets),
            "places": [str(place) for place in self.message.places],
        }


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact, what rests on it, and the sheets that state it. `left_out` is the reason why nothing
    does, else empty."""

    fact: Fact
    left_out: str
    uses: tuple[Use, ...]
    sheets: tuple[str, ...]

    @property
    def accounted_for(self) -> bool:
        """Whether it is stated, or left out with a reason."""
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
    """One guide's map. `unknown` names facts that messages rest on but the guide does not have;
    `without_fact` are the messages that name no fact and do not say why."""

    guide: Guide
    facts: tuple[FactEntry, ...]
    sheets: tuple[SheetEntry, ...]
    unknown: tuple[str, ...]
    without_fact: tuple[Message, ...]

    @property
    def unaccounted(self) -> tuple[FactEntry, ...]:
        """Facts that are neither stated nor left out."""
        return tuple(entry for entry in self.facts if not entry.accounted_for)

    @property
    def summary(self) -> str:
        """The whole in one line."""
        stated = sum(1 for entry in self.facts if entry.uses)
        left_out = sum(1 for entry in self.facts if entry.left_out and not entry.uses)
        return (
            f"{len(self.facts)} facts, {stated} stated, {left_out} left out with a reason, "
            f"{len(self.unaccounted)} unaccounted for; {len(self.unknown)} unknown; "
            f"{len(self.without_fact)} messages that name no fact"
        )

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "guide": self.guide.name,
            "version": self.guide.version,
            "facts": [
                {
                    "id": entry.fact.id,
                    "section": entry.fact.section,
                    "says": entry.fact.says,
                    "left_out": entry.left_out,
                    "sheets": list(entry.sheets),
                    "messages": [use.as_json() for use in entry.uses],
                }
                for entry in self.facts
            ],
            "sheets": [
                {
                    "name": entry.sheet.name,
                    "facts": dict(entry.facts),
                    "claims": entry.claims,
                    "other_messages": entry.others,
                }
                for entry in self.sheets
            ],
            "unaccounted": [entry.fact.id for entry in self.unaccounted],
            "unknown": list(self.unknown),
            "messages_without_fact": [message.msgid for message in self.without_fact],
        }


def fact_maps(project: Project) -> tuple[FactMap, ...]:
    """The map of every guide that can be read. Raises `FindingsError` when a template cannot be
    read: a map with a sheet missing would say that facts are unused which are not."""
    return tuple(_map(guide, uses_of(guide, project)) for guide in project.guides)


def uses_of(guide: Guide, project: Project) -> tuple[Use, ...]:
    """Every message of a guide, those of the frame included, with its sheets. Raises
    `FindingsError` when a template cannot be read."""
    extraction = project.extraction
    if has_errors(extraction.findings):
        raise FindingsError(extraction.findings)
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
