"""The `check` command: every check of words and templates, without building."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import FORMATS, show
from handouts.cli.seen import unseen
from handouts.model.findings import has_errors


@options.command("check")
@click.option(
    "--format",
    "style",
    type=options.Choice(FORMATS),
    default=FORMATS[0],
    help="github: annotations in a workflow; json: for programs.",
)
@click.option(
    "--language",
    "-l",
    multiple=True,
    metavar="L",
    help="The source and this language only; may be given again.",
)
@options.fonts
@options.jobs
@options.summary
@options.seen
@options.pass_project
def command(
    folder: Path,
    style: str,
    language: tuple[str, ...],
    fonts: Path | None,
    jobs: int | None,
    summary: Path | None,
    seen: Path | None,
) -> int:
    """Check templates and catalogs, without building."""
    from handouts.model.languages import SOURCE_LANGUAGE
    from handouts.press import judge, processes
    from handouts.press.plan import find_or_pseudo
    from handouts.project.project import Project
    from handouts.text.fonts import FontLibrary, default_folders

    project = Project(folder)
    chosen = [find_or_pseudo(name, project.languages) for name in language]
    library = FontLibrary(default_folders(fonts, folder))
    findings = judge.check(project, library, chosen, jobs or processes.cores())
    show(unseen(findings, seen), style)
    if summary:
        from handouts.cli import job_summary
        from handouts.reports.status import progress

        checked = {SOURCE_LANGUAGE, *(chosen or filter(project.is_offered, project.languages))}
        rows = [progress(project, one) for one in project.languages if one in checked]
        job_summary.append(summary, job_summary.markdown(rows, findings))
    return 1 if has_errors(findings) else 0
