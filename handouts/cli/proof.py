"""The `proof` command: sheets on paper, to be read, corrected and signed."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.command_line import as_typed
from handouts.cli.finding_formats import conclude, say


@options.command("proof")
@click.argument("language", metavar="L")
@click.option("--guide", "-g", multiple=True, metavar="G", help="Only the sheets of a guide.")
@click.option("--handout", multiple=True, metavar="H", help="Only this handout.")
@options.paper
@click.option("--changed", is_flag=True, help="List only what is not signed as it reads now.")
@click.option("--out", type=options.PATH, metavar="DIR", help="The folder to write (dist).")
@options.fonts
@options.pass_project
def command(
    folder: Path,
    language: str,
    guide: tuple[str, ...],
    handout: tuple[str, ...],
    paper: str,
    *,
    changed: bool,
    out: Path | None,
    fonts: Path | None,
) -> int:
    """Make proofs of language L: handouts to correct and to sign.

    A proof is the handout as it will be, each message numbered on it and English in the gaps; then
    each message with its facts and room to correct it. It is made whatever is still to do.
    """
    from handouts.model.errors import FindingsError
    from handouts.model.findings import Finding
    from handouts.press.ownership import put_sheet
    from handouts.press.plan import Buildable, Narrowing, find_language, make_plan
    from handouts.press.proofs import Proofs, proof_path
    from handouts.project.project import read_project
    from handouts.project.unread import unread
    from handouts.text.fonts import FontLibrary, default_folders

    project = read_project(folder)
    found = find_language(language, project.languages)
    proofs = Proofs(project, found, FontLibrary(default_folders(fonts, folder)), as_typed)
    buildable = Buildable.of(project)
    findings: list[Finding] = [*unread(project, [found]), *buildable.findings]
    written = out or folder / "dist"
    narrowing = Narrowing((found.tag,), guide, handout, (), paper)
    guides = {each.name: each for each in buildable.guides}
    for job in make_plan(buildable.guides, [found], project.brand.paper, narrowing):
        path = written / proof_path(found, job.guide, job.handout, changed=changed)
        try:
            file = proofs.make(guides[job.guide], job.handout, job.paper, changed=changed)
        except FindingsError as error:
            findings += error.findings
            continue
        if file is None:
            say(f"no proof of {job.guide}-{job.handout}: all of it is signed as it reads now")
            continue
        findings += file.findings
        if file.data:
            findings += put_sheet(path, file.data, written)
            say(f"{path}: {file.pages} pages")
    return conclude(tuple(map(project.named, findings)))
