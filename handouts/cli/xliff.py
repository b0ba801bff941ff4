"""The `xliff` command: catalogs to translators' tools and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import options
from handouts.cli.command_line import as_typed
from handouts.cli.finding_formats import conclude, count, say
from handouts.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.catalogs.po import Entry
    from handouts.catalogs.store import CatalogFile
    from handouts.model.findings import Finding
    from handouts.model.languages import Language
    from handouts.project.project import Project


@click.group("xliff", params=[options.PROJECT], no_args_is_help=False)
def command() -> None:
    """Catalogs as XLIFF 2 for other translation tools, and back."""


@options.add(command, "out")
@click.argument("language", metavar="L")
@click.option("--out", type=options.PATH, metavar="FILE", help="The file to write (L.xlf).")
@options.pass_project
def out(folder: Path, language: str, out: Path | None) -> int:
    """Write the catalogs of language L into one XLIFF 2.0 file."""
    from handouts.exchange.xliff import xliff
    from handouts.files.replacing import put_new
    from handouts.files.sealed import is_unchanged
    from handouts.model.findings import has_errors
    from handouts.project.project import Project

    project = Project(folder)
    found, catalogs, findings = _catalogs(project, language)
    if has_errors(findings):
        return conclude(findings)
    review, faults = project.review(found)
    glossary, more = project.glossary
    data = xliff(
        found,
        catalogs.items(),
        lambda entry: review.signature(entry) is not None,
        lambda text: ((term, words) for term, _, words in glossary.terms_in(text, found.locale)),
    )
    path = out or Path(f"{found.tag}.xlf")
    put_new(path, data, is_unchanged)
    messages = sum(len(catalog.entries) for catalog in catalogs.values())
    say(f"wrote {path}: {count(messages, 'message')}")
    return conclude([*findings, *faults, *more])


@options.add(command, "in")
@click.argument("language", metavar="L")
@click.argument("file", type=options.PATH, metavar="FILE")
@options.pass_project
def in_(folder: Path, language: str, file: Path) -> int:
    """Take the translations of an XLIFF 2 file into the catalogs of language L.

    Nothing is changed while the file has an error.
    """
    from handouts.catalogs.store import write
    from handouts.exchange.xliff_reading import read_xliff
    from handouts.model.findings import has_errors
    from handouts.project.project import Project

    project = Project(folder)
    found, catalogs, findings = _catalogs(project, language)
    if has_errors(findings):
        return conclude(findings)
    taken = read_xliff(file, found, catalogs)
    if has_errors(taken.findings):
        conclude(taken.findings)
        print("nothing was taken in")
        return 1
    for domain, catalog in taken.catalogs.items():
        po = project.po(found, domain)
        if catalog != catalogs[domain] and write(catalog, po.path):
            say(f"changed {po.shown}")
    print(f"{found.name}: {count(taken.changed, 'message')} changed")
    judged = _tell_changes(Project(folder), found, catalogs)
    if taken.reviewed:
        print(
            f"The file calls {count(taken.reviewed, 'changed message')} reviewed. Here words are "
            + as_typed(f"reviewed once they are signed: python3 build.py sign {found.tag}")
        )
    if taken.changed:
        print(as_typed(f"See the whole: python3 build.py check --language {found.tag}"))
    return conclude([*findings, *taken.findings, *judged])


def _tell_changes(
    project: Project, found: Language, before: Mapping[str, CatalogFile]
) -> list[Finding]:
    """Lists each message that has other words than before; what the checks find in them."""
    from handouts.catalogs.message_code import message_code
    from handouts.checks.catalog_checks import check_entry, rules_of, with_words

    rules = with_words(rules_of(project), project, found)
    judged: list[Finding] = []
    for domain, old in before.items():
        catalog, _ = project.catalog(found, domain)
        most = {one.key: one.most_letters for one in project.extraction.domains.get(domain, ())}
        for entry in catalog.entries:
            earlier = old.by_key.get(entry.key)
            if earlier is None or (earlier.msgstr, earlier.fuzzy) == (entry.msgstr, entry.fuzzy):
                continue
            state = " (fuzzy)" if entry.fuzzy else ""
            was = _shown(earlier) + (" (fuzzy)" if earlier.fuzzy else "")
            say(f"{catalog.where(entry)}: {message_code(entry.key)} {entry.msgid}")
            say(f"    was: {was}")
            say(f"    now: {_shown(entry)}{state}")
            if entry.translated:
                judged += check_entry(catalog, entry, found, rules, most.get(entry.key))
    return judged


def _shown(entry: Entry) -> str:
    return entry.msgstr or "(no words)"


def _catalogs(
    project: Project, name: str
) -> tuple[Language, dict[str, CatalogFile], list[Finding]]:
    """The language that is meant, its catalogs by domain, and what is wrong with them. Raises
    `UsageError` for the source language."""
    from handouts.files import reading
    from handouts.model.languages import SOURCE_LANGUAGE
    from handouts.press.plan import find_language

    found = find_language(name, project.languages)
    if found == SOURCE_LANGUAGE:
        raise UsageError("English is the source language: it has no catalogs")
    catalogs: dict[str, CatalogFile] = {}
    findings: list[Finding] = []
    for domain in project.pots():
        if reading.is_there(project.po(found, domain).path):
            catalogs[domain], faults = project.catalog(found, domain)
            findings += faults
    return found, catalogs, findings
