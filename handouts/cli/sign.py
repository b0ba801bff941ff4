"""The `sign` command: who has checked which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.catalogs.message_code import LENGTH
from handouts.cli import options
from handouts.cli.finding_formats import conclude, count, say
from handouts.editions import STANDARD
from handouts.model.errors import UsageError

if TYPE_CHECKING:
    from handouts.press.signing import Selection
    from handouts.project.project import Project


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
@click.option(
    "--except",
    "but",
    multiple=True,
    metavar="CODE",
    help="All but this message: its code, or with --proof and --handout its number there.",
)
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
    if any(_is_number(name) for name in (*only, *but)):
        selection = _with_codes(project, selection, fonts)
    name = selection.language.name
    if withdraw:
        done = signing.withdraw(project, selection, reviewer)
        print(f"{name}: {count(done.changed, 'signature')} withdrawn")
        for sheet, number in done.touched:
            say(f"{number} of them stand on {sheet} too, which is a draft now")
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
        total = count(done.meant + len(done.left_out), "message")
        out = f", left out: {', '.join(done.left_out)}" if done.left_out else ""
        say(f"{name}: {done.changed} of {total} signed{earlier}{refused}{out}")
    for file in done.files:
        say(f"changed {file}")
    return conclude(done.refused)


def _is_number(name: str) -> bool:
    """Whether a message is named by its number on a proof."""
    return name.isdecimal() and len(name) < LENGTH


def _with_codes(project: Project, selection: Selection, fonts: Path | None) -> Selection:
    """The selection with codes in place of numbers. Raises `UsageError` where nobody can tell on
    which proof they stand, or the proof has no such number."""
    from handouts.press.plan import Narrowing, make_plan
    from handouts.press.proofs import Proofs
    from handouts.text.fonts import FontLibrary, default_folders

    brand, language = project.brand, selection.language
    narrowing = Narrowing((), selection.guides, selection.handouts)
    plan = make_plan(project.guides, [language], brand.paper, narrowing, editions=(STANDARD.name,))
    if not selection.proof or len(plan) != 1:
        raise UsageError(
            "a message has its number on one proof: name that by --handout (and --guide) and by "
            "--proof; or name the message by its code"
        )
    (job,) = plan
    (guide,) = [one for one in project.guides if one.name == job.guide]
    library = FontLibrary(default_folders(fonts, project.folder))
    codes = Proofs(project, language, library).codes(guide, job.handout, job.paper)

    def coded(names: tuple[str, ...]) -> tuple[str, ...]:
        for name in filter(_is_number, names):
            if int(name) not in codes:
                raise UsageError(f"that proof has no message {name}: it has 1 to {len(codes)}")
        return tuple(codes[int(name)] if _is_number(name) else name for name in names)

    return replace(selection, only=coded(selection.only), but=coded(selection.but))
