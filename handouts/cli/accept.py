"""The `accept` command: what a reviewer has looked at stays silent until the words change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude, count, say
from handouts.model.errors import FindingsError, UsageError


@options.command("accept")
@click.argument("language")
@click.option("--reviewer", required=True, metavar="NAME", help="Who has looked at the words.")
@click.option(
    "--code",
    multiple=True,
    metavar="CODE",
    help="Findings of this code only; may be given again.",
)
@click.option(
    "--message",
    multiple=True,
    metavar="TEXT",
    help="Messages whose English begins so; may be given again.",
)
@options.pass_project
def command(
    folder: Path, language: str, reviewer: str, code: tuple[str, ...], message: tuple[str, ...]
) -> int:
    """Accept warnings and notes on the translations of LANGUAGE.

    They stay silent until the English or the translation changes. Errors cannot be accepted.
    """
    from handouts.checks.catalog_checks import acceptable, rules_of
    from handouts.cli.explain import find
    from handouts.model.stand_ins import is_line
    from handouts.press.plan import find_language
    from handouts.project.accepted import accept, write_accepted
    from handouts.project.project import Project
    from handouts.project.unread import unread

    if not is_line(reviewer):
        raise UsageError("--reviewer must be a name on one line")
    project = Project(folder)
    chosen = find_language(language, project.languages)
    kinds = {find(each).id for each in code}
    before, faults = project.accepted(chosen)
    if faults:  # what cannot be read would be lost
        raise FindingsError(faults)
    current, found = [], []
    for entry, findings in acceptable(project, chosen, rules_of(project)):
        current.append(entry)
        if message and not entry.msgid.startswith(message):
            continue
        for finding in findings:
            if not kinds or finding.code in kinds:
                say(str(finding))
                found.append((entry, finding.kind))
    file = project.accepted_file(chosen)
    today = datetime.now(UTC).date().isoformat()
    after = accept(before, found, current, reviewer.strip(), today)
    if after != before:
        write_accepted(after, file.path, file.root)
    say(f"{count(len(found), 'finding')} accepted in {file.shown}" if found else "none found")
    return conclude(unread(project, [chosen]))
