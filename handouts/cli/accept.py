"""The `accept` command: what a reviewer has looked at stays silent until the words change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.catalogs.message_code import message_code
from handouts.cli import options
from handouts.cli.finding_formats import conclude, count, say
from handouts.model.errors import FindingsError, UsageError

if TYPE_CHECKING:
    from handouts.catalogs.po import Entry
    from handouts.model.findings import Finding
    from handouts.model.languages import Language
    from handouts.project.project import Project


@options.command("accept")
@click.argument("language", metavar="L")
@click.option("--reviewer", metavar="NAME", help="Who has looked at the words.")
@click.option(
    "--message",
    multiple=True,
    metavar="CODE",
    help="Only this message: its code, or how its English begins; may be given again.",
)
@click.option(
    "--code",
    "finding",
    multiple=True,
    metavar="FINDING",
    help="Only this kind of finding, such as number-as-word.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Accept all that is listed without options."
)
@click.option("--withdraw", is_flag=True, help="Take answers back: the findings are told again.")
@options.pass_project
def command(
    folder: Path,
    language: str,
    reviewer: str | None,
    message: tuple[str, ...],
    finding: tuple[str, ...],
    *,
    everything: bool,
    withdraw: bool,
) -> int:
    """Accept warnings and notes on the translations of L.

    Without --message, --code or --all nothing is accepted: what could be is listed. What is
    accepted stays silent until the English or the translation changes. Errors cannot be accepted.
    With --withdraw, the same for what was accepted.
    """
    from handouts.cli.explain import find
    from handouts.model.typed_lines import is_line
    from handouts.press.plan import find_language
    from handouts.project import accepted
    from handouts.project.project import Project
    from handouts.project.unread import unread

    project = Project(folder)
    chosen = find_language(language, project.languages)
    kinds = frozenset(find(each).id for each in finding)
    if everything and (message or finding):
        raise UsageError("--all goes with neither --message nor --code")
    acts = bool(message or finding or everything)
    name = (reviewer or "").strip()
    needed = reviewer is not None or (acts and not withdraw)
    if needed and not is_line(name):
        raise UsageError("say who has looked at the words: --reviewer NAME, on one line")
    before, faults = project.accepted(chosen)
    if faults:  # what cannot be read would be lost
        raise FindingsError(faults)
    current, found = _asked(project, chosen, message, kinds)
    found = [one for one in found if before.covers(one[1].kind, one[0]) == withdraw]
    for entry, one in found:
        say(f"{message_code(entry.key)} {one}")
    pairs = [(entry, one.kind) for entry, one in found]
    number = count(len(found), "finding")
    code = conclude(unread(project, [chosen]))
    if not found:
        print("nothing was accepted there" if withdraw else "nothing to accept")
    elif not acts:
        verb = "take back" if withdraw else "accept"
        print(
            f"{number}, and nothing is changed yet. Say what to {verb}: --message CODE (it stands "
            "first in each line), --code FINDING (such as number-as-word), both, or --all"
        )
        return code or (2 if name else 0)
    if not acts:
        return code
    file = project.accepted_file(chosen)
    if withdraw:
        after = accepted.withdraw(before, pairs)
    else:
        today = datetime.now(UTC).astimezone().date().isoformat()
        after = accepted.accept(before, pairs, current, name, today)
    if after != before:
        accepted.write_accepted(after, file.path, file.root)
    if found and withdraw:
        say(f"{number} will be told again; changed {file.shown}")
    elif found:
        say(f"{number} accepted in {file.shown}; to take that back, type it with --withdraw")
    return code


def _asked(
    project: Project, language: Language, messages: Sequence[str], kinds: Collection[str]
) -> tuple[list[Entry], list[tuple[Entry, Finding]]]:
    """Every entry that may be printed, and the findings of these kinds on these messages, of all
    where none is named. Raises `UsageError` for a message that is not there."""
    from handouts.checks.catalog_checks import answerable, rules_of

    current: list[Entry] = []
    found: list[tuple[Entry, Finding]] = []
    unused = set(messages)
    for entry, findings in answerable(project, language, rules_of(project)):
        current.append(entry)
        code = message_code(entry.key)
        named = {one for one in messages if one.upper() == code or entry.msgid.startswith(one)}
        unused -= named
        if named or not messages:
            found += ((entry, one) for one in findings if not kinds or one.code in kinds)
    if unused:
        listed = ", ".join(map(repr, sorted(unused)))
        raise UsageError(
            f"no translated message has the code {listed}, or begins so: "
            f"python3 build.py accept {language.tag} lists what can be accepted"
        )
    return current, found
