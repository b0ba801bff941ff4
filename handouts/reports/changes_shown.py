"""What a new guide touches, shown: as text for a terminal, as data for programs, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from handouts.html import page
from handouts.reports.changes import Change, Changes, Kind, State, Touched
from handouts.reports.facts_shown import bare, use_json, use_lines

_NEXT = (
    "Read these messages against the guide. Where the words change, their signatures fall by "
    "themselves; where they stay, ask the reviewers to look at them again."
)


def as_json(found: Changes) -> dict[str, Any]:
    """For programs."""
    return {
        "guide": found.guide.name,
        "changes": [
            {
                "id": change.name,
                "kind": change.kind.value,
                "was": change.was.says if change.was else None,
                "now": change.now.says if change.now else None,
                "section_was": change.was.section if change.was else None,
                "section_now": change.now.section if change.now else None,
                "sheets": list(change.sheets),
                "messages": [use_json(use) for use in change.uses],
                "languages": _languages_json(change.languages),
            }
            for change in found.changes
        ],
        "languages": _languages_json(found.languages),
    }


def _languages_json(languages: Sequence[Touched]) -> dict[str, dict[str, int]]:
    return {
        touched.language.tag: {state.value: count for state, count in touched.states.items()}
        for touched in languages
    }


def as_text(found: Changes) -> Iterator[str]:
    """Lines for a terminal."""
    if not found.changes:
        yield f"{found.guide.name}: no fact differs"
        return
    yield f"{found.guide.name}: {_counted(len(found.changes), 'fact')} changed"
    for change in found.changes:
        yield ""
        yield f"{change.kind} {change.name} [{_section(change)}]"
        if change.was and change.kind in (Kind.CHANGED, Kind.GONE):
            yield f"  was: {change.was.says}"
        if change.now:
            yield f"  now: {change.now.says}"
        if change.kind is Kind.LEFT_OUT:
            yield f"  reason: {found.guide.left_out[change.name]}"
        yield f"  sheets: {', '.join(change.sheets) or 'none'}"
        yield from use_lines(change.uses)
        if change.languages:
            yield f"  languages: {'; '.join(map(_state_words, change.languages))}"
    if found.languages:
        yield ""
        yield "messages touched by any of it, per language:"
        yield from (f"  {_state_words(touched)}" for touched in found.languages)
        yield _NEXT


def _section(change: Change) -> str:
    was, now = change.was, change.now
    if was and now and was.section != now.section:
        return f"{was.section} -> {now.section}"
    known = now or was
    return known.section if known else ""


def _state_words(touched: Touched) -> str:
    states = ", ".join(f"{count} {state}" for state, count in touched.states.items())
    return f"{touched.language.tag} {states}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_page(found: Changes) -> str:
    """A page with the changes and what they touch."""
    body: list[Markup] = [page.heading(2, found.guide.title)]
    if not found.changes:
        body.append(page.paragraph("No fact differs."))
        return page.page("Changed facts", body)
    body.append(page.paragraph(_NEXT))
    head = ("Fact", "What became of it", "Was", "Now", "Messages that rest on it, and sheets")
    body.append(page.table("Changed facts", head, map(_row, found.changes)))
    if found.languages:
        rows = [
            (touched.language.name, *(str(touched.states.get(state, 0)) for state in State))
            for touched in found.languages
        ]
        states = ["Language", *(state.value.capitalize() for state in State)]
        numbers = frozenset(range(1, len(states)))
        body.append(page.table("Messages touched, per language", states, rows, numbers))
    return page.page("Changed facts", body)


def _row(change: Change) -> tuple[Markup | str, ...]:
    messages: str | Markup = page.listing(
        f"{bare(use.message.msgid)} ({', '.join(use.sheets)})" for use in change.uses
    )
    return (
        page.code(change.name),
        change.kind.value,
        change.was.says if change.was else "",
        change.now.says if change.now else "",
        messages if change.uses else "none",
    )
