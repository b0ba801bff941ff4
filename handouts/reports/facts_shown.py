"""The map of facts, shown: as text for a terminal, as data for programs, as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from handouts.html import page
from handouts.reports.facts import FactEntry, FactMap, Use

_LONGEST = 76
_TAGS = re.compile(r"</?(?:b|term)>")


def as_json(maps: Sequence[FactMap]) -> dict[str, Any]:
    """For programs."""
    return {"guides": [_guide_json(each) for each in maps]}


def _guide_json(each: FactMap) -> dict[str, Any]:
    return {
        "guide": each.guide.name,
        "version": each.guide.version,
        "facts": [
            {
                "id": entry.fact.id,
                "section": entry.fact.section,
                "says": entry.fact.says,
                "left_out": entry.left_out,
                "sheets": list(entry.sheets),
                "messages": [use_json(use) for use in entry.uses],
            }
            for entry in each.facts
        ],
        "sheets": [
            {
                "name": entry.sheet.name,
                "facts": dict(entry.facts),
                "claims": entry.claims,
                "other_messages": entry.others,
            }
            for entry in each.sheets
        ],
        "unaccounted": [entry.fact.id for entry in each.unaccounted],
        "unknown": list(each.astray),
        "messages_without_fact": [message.msgid for message in each.silent],
    }


def use_json(use: Use) -> dict[str, Any]:
    """A message for programs."""
    return {
        "msgid": use.message.msgid,
        "context": use.message.context,
        "sheets": list(use.sheets),
        "places": [str(place) for place in use.message.places],
    }


def as_text(maps: Sequence[FactMap]) -> Iterator[str]:
    """Lines for a terminal."""
    for each in maps:
        yield f"{each.guide.name}: {_summed(each)}"
        for entry in each.facts:
            yield ""
            yield from _fact_lines(entry)
        for sheet in each.sheets:
            yield ""
            yield (
                f"sheet {sheet.sheet.name}: {sheet.claims} messages rest on "
                f"{len(sheet.facts)} facts, {sheet.others} claim nothing"
            )
            yield from (
                f"  {name}{f' ({count} messages)' if count > 1 else ''}"
                for name, count in sheet.facts.items()
            )


def _fact_lines(entry: FactEntry) -> Iterator[str]:
    yield f"{entry.fact.id} [{entry.fact.section}]"
    yield f"  says: {entry.fact.says}"
    yield from use_lines(entry.uses)
    if entry.left_out:
        yield f"  left out: {entry.left_out}"
    elif not entry.uses:
        yield "  UNACCOUNTED FOR: no message rests on it, and no reason is given"


def use_lines(uses: Sequence[Use]) -> Iterator[str]:
    """Messages with their places in the guide's folder."""
    for use in uses:
        places = ", ".join(str(place).rsplit("/", 1)[-1] for place in use.message.places)
        yield f"  {places}: {shortened(use.message.msgid)}"


def bare(words: str) -> str:
    """A message without its tags."""
    return _TAGS.sub("", words)


def shortened(words: str) -> str:
    """A message in quotes, without tags, cut where a line would end."""
    text = bare(words)
    return f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."}"'


def _summed(each: FactMap) -> str:
    told = sum(1 for entry in each.facts if entry.uses)
    out = sum(1 for entry in each.facts if entry.left_out and not entry.uses)
    return (
        f"{len(each.facts)} facts, {told} told, {out} left out with a reason, "
        f"{len(each.unaccounted)} unaccounted for; {len(each.astray)} unknown; "
        f"{len(each.silent)} messages that name no fact"
    )


def as_page(maps: Sequence[FactMap]) -> str:
    """A page with the map both ways."""
    body: list[Markup] = [
        page.paragraph(
            "Every sentence on a sheet rests on facts of the clinic's guide. First the sheets and "
            "what they rest on, then each fact and where it is told."
        )
    ]
    for each in maps:
        body.append(page.heading(2, each.guide.title))
        body.append(page.paragraph(f"Source: {each.guide.source}."))
        body.append(page.paragraph(f"{_summed(each)}."))
        body.append(_sheets_table(each))
        body.append(_facts_table(each))
    return page.page("Facts and the sheets that tell them", body)


def _sheets_table(each: FactMap) -> Markup:
    rows = []
    for entry in each.sheets:
        names = [page.link(_anchor(each, name), name) for name in entry.facts]
        facts = Markup(", ").join(names)
        rows.append((entry.sheet.name, str(entry.claims), str(entry.others), facts))
    head = ("Sheet", "Messages with facts", "Without", "Facts it tells")
    return page.table("What each sheet rests on", head, rows, frozenset({1, 2}))


def _facts_table(each: FactMap) -> Markup:
    rows = []
    for entry in each.facts:
        name = Markup('<code id="{}">{}</code>').format(_anchor(each, entry.fact.id), entry.fact.id)
        told: str | Markup = page.listing(
            Markup("{} ({})").format(bare(use.message.msgid), ", ".join(use.sheets))
            for use in entry.uses
        )
        if not entry.uses:
            reason = f"Left out: {entry.left_out}"
            told = reason if entry.left_out else page.verdict(False, "Unaccounted for")
        rows.append((name, entry.fact.section, entry.fact.says, told))
    head = ("Fact", "Section of the guide", "What it says", "Messages that tell it, and sheets")
    return page.table("Each fact, and where it is told", head, rows)


def _anchor(each: FactMap, name: str) -> str:
    return f"{each.guide.name}-{name}"
