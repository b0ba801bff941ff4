"""The `sign` command: who has checked which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.catalogs.message_code import LENGTH
from handouts.cli import options
from handouts.cli.command_line import as_typed
from handouts.cli.finding_formats import as_line, conclude, count, say
from handouts.editions import STANDARD
from handouts.model.errors import UsageError
from handouts.model.languages import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.model.findings import Finding
    from handouts.model.languages import Language
    from handouts.press.signing import Selection
    from handouts.project.project import Project

#: So many messages are named in a command to type.
_MOST = 5


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
@click.option(
    "--with-warnings",
    is_flag=True,
    help="Sign also words that checks warn of and nobody has accepted.",
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
    *,
    with_warnings: bool,
    withdraw: bool,
    fonts: Path | None,
) -> int:
    """Sign the words of language L as checked.

    Whoever signs is qualified to check them, and is named on the handouts.

    Signed is every message that is translated and of which `check` tells no error and no warning
    that was not accepted; what is refused is listed. A signature holds until the English or the
    translation changes. English is signed by a clinician in the same way.
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
    if withdraw:
        return _withdraw(folder, project, selection, reviewer)
    for option, value in (("--reviewer", reviewer), ("--credential", credential)):
        if not value.strip():
            raise click.UsageError(f"say who signs: {option} is missing")
    today = datetime.now(UTC).astimezone().date().isoformat()
    library = FontLibrary(default_folders(fonts, folder))
    signature = Signature(reviewer, credential, today)
    done = signing.sign(project, library, selection, signature, with_warnings=with_warnings)
    left = done.meant - done.changed - done.before
    earlier = f", {done.before} signed before" if done.before else ""
    refused = f", {left} not signed" if left else ""
    total = count(done.meant + len(done.left_out), "message")
    out = f", left out: {', '.join(done.left_out)}" if done.left_out else ""
    say(f"{selection.language.name}: {done.changed} of {total} signed{earlier}{refused}{out}")
    if done.loose:
        say(f"{done.loose} of them are on no handout, as the clinic's brand is now")
    for file in done.files:
        say(f"wrote {file}: commit it, or send it to whoever keeps the project")
    stopped = _tell_warnings(selection.language, done.warned, with_warnings=with_warnings)
    return conclude(done.refused) or int(stopped)


def _withdraw(folder: Path, project: Project, selection: Selection, reviewer: str) -> int:
    from handouts.press import withdrawal
    from handouts.press.output_folder import default_folder
    from handouts.project.project import Project

    language = selection.language
    done = withdrawal.withdraw(project, selection, reviewer)
    print(f"{language.name}: {count(done.changed, 'signature')} withdrawn")
    if done.outdated:
        say(f"{done.outdated} of them were on words that have changed since")
    if done.loose:
        say(f"{done.loose} of them were on messages of no handout, as the clinic's brand is now")
    for sheet, number in done.touched:
        say(f"{number} of them stand on {sheet} too, which is a draft now")
    for file in done.files:
        say(f"changed {file}")
    for file in done.removed:
        say(f"deleted {file}, which had no other signature")
    if done.changed:
        say("commit that change, or tell whoever keeps the project of it")
    project = Project(folder)  # as it is now
    built, released = (default_folder(folder, release=release) for release in (False, True))
    named = withdrawal.still_signed(project, language, (built, released))
    for path in named:
        say(f"{path} still says that its words are signed: do not hand it out")
    if any(path.is_relative_to(built) for path in named):
        say("to have them made anew: " + as_typed("python3 build.py"))
    if any(path.is_relative_to(released) for path in named):
        command = (
            as_typed("python3 build.py --release") + "; " + as_typed("python3 build.py publish")
        )
        say(f"to take them out of the release, and out of the site: {command}")
    return conclude(done.findings)


def _tell_warnings(
    language: Language, warned: Sequence[tuple[str, Finding]], *, with_warnings: bool
) -> bool:
    """Lists warnings on words that were to be signed; says whether they kept any from it."""
    for code, finding in warned:
        say(f"{code} {as_line(finding, 'text')}")
    messages = list(dict.fromkeys(code for code, _ in warned))
    if not warned:
        return False
    number = count(len(messages), "message")
    if with_warnings:
        say(f"{number} signed of which checks warn, as --with-warnings asks")
        return False
    named = " ".join(f"--message {code}" for code in messages[:_MOST])
    if len(messages) > _MOST:
        named = "--message CODE"
    command = as_typed(f"python3 build.py accept {language.tag}") + f' --reviewer "NAME" {named}'
    what = (
        "correct the English, or sign with --with-warnings"
        if language == SOURCE_LANGUAGE
        else "compare the words with the English once more. What is wrong goes back to the "
        "translator. What is right all the same is accepted, and then signed: "
        f"{command}; or signed with --with-warnings"
    )
    say(f"{number} not signed, since checks warn of the words: {what}")
    return True


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
