"""The `screenshots` command: pictures of messages for a translation editor."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude, count, say


@options.command("screenshots")
@click.argument("language", metavar="L")
@click.option(
    "--out", type=options.PATH, metavar="DIR", required=True, help="The folder to write into."
)
@options.fonts
@options.pass_project
def command(folder: Path, language: str, out: Path, fonts: Path | None) -> int:
    """Cut a picture of each message from the pages in language L.

    screenshots.json lists them: component, context and source of a message, and its file.
    """
    from handouts.model.findings import Finding
    from handouts.press.plan import find_language
    from handouts.project.project import read_project
    from handouts.project.unread import unread
    from handouts.reports.screenshots import screenshots, write
    from handouts.text.fonts import FontLibrary, default_folders

    project = read_project(folder)
    found = find_language(language, project.languages)
    findings: list[Finding] = unread(project, [found])
    shots = screenshots(project, found, FontLibrary(default_folders(fonts, folder)), findings)
    pictures = [shot for shot in shots if shot.picture]
    findings += write(out, found, shots)
    without = len(shots) - len(pictures)
    say(f"{out}: {count(len(pictures), 'picture')}; {count(without, 'message')} stand on no page")
    return conclude(tuple(map(project.named, findings)))
