"""The `build` command: from options to a request to the press."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options


@options.command("build")
@click.option(
    "--language", "-l", multiple=True, metavar="L", help="es, zh-Hans, Spanish; may be given again."
)
@click.option("--guide", "-g", multiple=True, metavar="G", help="A guide; may be given again.")
@click.option(
    "--handout", multiple=True, metavar="H", help="A handout of the guide; may be given again."
)
@options.editions
@options.paper
@click.option("--shard", default="", metavar="I/N", help="Part I of N, to share the work.")
@click.option(
    "--release",
    is_flag=True,
    help="Leave drafts out; fail when nothing is signed, or one is asked for by name.",
)
@options.out
@options.fonts
@options.jobs
@click.option("--force", is_flag=True, help="Build also what is up to date.")
@click.option(
    "--no-verify",
    "verify",
    is_flag=True,
    default=True,
    flag_value=False,
    help="Do not check each PDF against PDF/UA-1 and PDF/A-2a.",
)
@click.option("--json", "events", is_flag=True, help="Print the progress as JSON lines.")
@click.option(
    "--format",
    "style",
    type=options.Choice(["text", "github"]),
    default="text",
    help="github: findings as annotations in a workflow.",
)
@options.summary
@options.seen
@options.pass_project
def command(
    project: Path,
    language: tuple[str, ...],
    guide: tuple[str, ...],
    handout: tuple[str, ...],
    edition: tuple[str, ...],
    paper: str,
    shard: str,
    release: bool,
    out: Path | None,
    fonts: Path | None,
    jobs: int | None,
    force: bool,
    verify: bool,
    events: bool,
    style: str,
    summary: Path | None,
    seen: Path | None,
) -> int:
    """Build every PDF that is out of date (the default).

    Which ones: all, or those that options name.
    """
    from handouts.cli.finding_formats import show
    from handouts.cli.progress import closing, reporter
    from handouts.cli.seen import unseen
    from handouts.desk import page, poster
    from handouts.files import reading
    from handouts.model.errors import FindingsError
    from handouts.model.findings import Finding, has_errors
    from handouts.press import build as press
    from handouts.press import manifest
    from handouts.press.output_folder import default_folder
    from handouts.press.plan import Narrowing, all_pseudo, parse_shard
    from handouts.project.project import Project
    from handouts.text.fonts import default_folders

    narrowing = Narrowing(
        languages=language,
        guides=guide,
        handouts=handout,
        editions=edition,
        paper=paper,
        shard=parse_shard(shard) if shard else None,
    )
    pseudo = all_pseudo(language)
    if pseudo and release:
        raise click.UsageError("a pseudo-locale is for tests of pages, and is never released")
    request = press.Request(
        project=project,
        out=out or default_folder(project, release=release, pseudo=pseudo),
        narrowing=narrowing,
        fonts=fonts,
        release=release,
        force=force,
        verify=verify,
        jobs=jobs or 0,
    )
    watcher = reporter(events=events, style=style)
    try:
        result = press.build(request, watcher)
    except FindingsError as error:
        shown = unseen(error.findings, seen)
        show(shown, style)
        if summary:
            from handouts.cli import job_summary

            job_summary.append(summary, job_summary.of_build("nothing was built", shown))
        return error.exit_code
    shown = unseen(result.findings, seen)
    watcher.end(result, shown)
    if summary:
        from handouts.cli import job_summary

        job_summary.append(summary, job_summary.of_build(closing(result), shown))
    found: tuple[Finding, ...] = ()
    listed = reading.is_there(request.out / manifest.NAME)  # not where nothing was ever released
    if listed and not pseudo:
        folders = tuple(default_folders(fonts, project))
        whole = Project(project)
        found = poster.write(whole, request.out, folders, watcher.waiting, release=release)
    if listed:
        watcher.after([*found, *page.write(request.out, watcher.waiting)])
    return max(result.exit_code, 1 if has_errors(found) else 0)
