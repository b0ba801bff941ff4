"""The `sign` command: who has checked which words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude, count, say


@options.command("sign")
@click.argument("language", metavar="L")
@click.option("--reviewer", default="", metavar="NAME", help="Who has read the words.")
@click.option(
    "--credential", default="", metavar="TEXT", help='Such as "Certified Healthcare Interpreter".'
)
@click.option("--guide", "-g", multiple=True, metavar="G", help="Only the messages of a guide.")
@click.option("--handout", multiple=True, metavar="H", help="Only the messages of a handout.")
@click.option(
    "--only", multiple=True, metavar="CODE", help="Only this message; `status L` lists codes."
)
@click.option("--except", "but", multiple=True, metavar="CODE", help="All but this message.")
@click.option(
    "--proof", default="", metavar="DIGEST", help="Sign nothing unless the words are the proof's."
)
@click.option("--withdraw", is_flag=True, help="Take signatures away instead.")
@options.fonts
@options.pass_project
def command(
    folder: Path,
    language: str,
    reviewer: str,
    credential: str,
    guide: tuple[str, ...],
    handout: tuple[str, ...],
    only: tuple[str, ...],
    but: tuple[str, ...],
    proof: str,
    withdraw: bool,
    fonts: Path | None,
) -> int:
    """Sign the words of language L as checked.

    Whoever signs is qualified to check them, and is named on the handouts.

    Signed is every message that is translated and has no error in `check`; what is refused is
    listed. A signature holds until the English or the translation changes. English is signed by a
    clinician in the same way.
    """
    from handouts.model.signature import Signature
    from handouts.press import signing
    from handouts.press.plan import find_language
    from handouts.project.project import Project
    from handouts.text.fonts import FontLibrary, default_folders

    project = Project(folder)
    selection = signing.Selection(
        find_language(language, project.languages), guide, handout, only, but, proof
    )
    name = selection.language.name
    if withdraw:
        done = signing.withdraw(project, selection, reviewer)
        print(f"{name}: {count(done.changed, 'signature')} withdrawn")
    else:
        for option, value in (("--reviewer", reviewer), ("--credential", credential)):
            if not value.strip():
                raise click.UsageError(f"say who signs: {option} is missing")
        today = datetime.now(UTC).astimezone().date().isoformat()
        library = FontLibrary(default_folders(fonts, folder))
        signature = Signature(reviewer, credential, today)
        done = signing.sign(project, library, selection, signature)
        left = done.meant - done.changed - done.before
        earlier = f", {done.before} signed before" if done.before else ""
        refused = f", {left} not signed" if left else ""
        print(f"{name}: {done.changed} of {count(done.meant, 'message')} signed{earlier}{refused}")
    for file in done.files:
        say(f"changed {file}")
    return conclude(done.refused)
