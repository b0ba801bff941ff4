"""The `language` command: the languages of a project."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.command_line import as_typed
from handouts.cli.finding_formats import conclude, say
from handouts.model.errors import UsageError


@click.group("language", params=[options.PROJECT], no_args_is_help=False)
def command() -> None:
    """Start a new language: language add fr."""


@options.add(command, "add")
@click.argument("tag", metavar="L")
@options.pass_project
def add(folder: Path, tag: str) -> int:
    """Start the catalogs of a language, their headers filled in from CLDR, its column in
    locales/glossary.csv, and its words for the checks, checks.toml.

    L is a BCP 47 tag: fr, pt-BR, zh-Hant. Other spellings of it are understood: tl is fil.
    """
    from handouts.catalogs.plurals import has_rule
    from handouts.model.languages import SOURCE_LANGUAGE, language
    from handouts.project.catalogs import create
    from handouts.project.project import Project

    found = language(tag)
    if found.pseudo:
        raise UsageError(f"{found.tag} is a pseudo-locale: its words are made when it is built")
    if found == SOURCE_LANGUAGE:
        raise UsageError("English is the source language: its words stand in the templates")
    done = create(Project(folder), found)
    catalogs = [path for path in done.changed if path.endswith(".po")]
    words = [path for path in done.changed if path.endswith(".toml")]
    for path in done.changed:
        say(f"started {path}" if path in catalogs + words else f"added a column to {path}")
    if catalogs:
        if tag.replace("_", "-") != found.tag:
            say(f"The tag of {found.name} is {found.tag}: {tag} is another spelling of it.")
        if not has_rule(found.locale):
            print(f"CLDR has no plural rule for {found.name}: the headers say one form.")
        say("Fill the catalogs with any PO editor.")
        say(as_typed(f"See the pages as you go: python3 build.py watch {found.tag}"))
        say(as_typed(f"What is left to do: python3 build.py status {found.tag}"))
        say(f'It is built once "{found.tag}" stands under languages in templates/brand.toml.')
    for path in words:
        say(
            f"Until {path} lists how {found.name} says no, usually, weeks, before, a lost "
            '"Do not" is not noticed: any text editor; docs/checks-data.md'
        )
    if not done.changed and not done.findings:
        print(f"{found.name} ({found.tag}) has its catalogs already")
    return conclude(done.findings)
