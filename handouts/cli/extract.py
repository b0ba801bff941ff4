"""The `extract` command: the messages of the templates into `locales/*.pot`."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import conclude, count, say
from handouts.model.findings import has_errors


@options.command("extract")
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; fail when a .pot file does not match the templates.",
)
@options.pass_project
def command(folder: Path, check: bool) -> int:
    """Write the .pot files from the templates."""
    from handouts.catalogs.pot import outdated, write_pot
    from handouts.project.project import Project

    project = Project(folder)
    findings = [*project.guide_findings, *project.extraction.findings, *project.glossary[1]]
    terms = project.agreed_terms
    for domain, messages in project.extraction.domains.items():
        pot, facts = project.pot(domain), project.facts_in_words(domain)
        if check:
            findings += [] if domain in project.broken else outdated(pot, messages, facts, terms)
        elif not has_errors(findings):
            changed = write_pot(pot.path, messages, facts, terms, within=pot.root)
            line = f"{pot.shown}: {count(len(messages), 'message')}"
            say(line if changed else f"{line}, unchanged")
    return conclude(findings)
