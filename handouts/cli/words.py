"""The commands for words: `check`, `extract`, `update`, `language add`, `status`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from handouts.cli.finding_formats import FORMATS, count, show
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, has_errors


def check_options(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="github: annotations in a workflow; json: for programs",
    )
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="L",
        help="check the source and this language only; may be given more than once",
    )
    parser.add_argument("--fonts", type=Path, help="a folder to look for fonts in first")
    parser.add_argument(
        "--summary",
        type=Path,
        metavar="FILE",
        help="add a summary in Markdown to FILE, such as $GITHUB_STEP_SUMMARY",
    )


def check(options: argparse.Namespace) -> int:
    """Every gate on templates and catalogs, without building."""
    from handouts.cli import job_summary  # noqa: PLC0415 - keeps the other commands quick
    from handouts.model.languages import SOURCE_LANGUAGE  # noqa: PLC0415
    from handouts.press import judge  # noqa: PLC0415
    from handouts.press.plan import find_language  # noqa: PLC0415
    from handouts.project.project import Project  # noqa: PLC0415
    from handouts.reports.status import progress  # noqa: PLC0415
    from handouts.text.fonts import FontLibrary, default_folders  # noqa: PLC0415

    project = Project(options.project)
    chosen = [find_language(name, project.languages) for name in options.language]
    fonts = FontLibrary(default_folders(options.fonts, options.project))
    findings = judge.check(project, fonts, chosen)
    show(findings, options.format)
    if options.summary:
        checked = {SOURCE_LANGUAGE.tag, *(own.tag for own in chosen or project.languages)}
        rows = [row for row in progress(project) if row.language in checked]
        job_summary.append(options.summary, job_summary.markdown(rows, findings))
    return 1 if has_errors(findings) else 0


def extract_options(parser: argparse.ArgumentParser) -> None:
    """The options of `extract`."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail when a .pot file does not match the templates",
    )


def extract(options: argparse.Namespace) -> int:
    """Writes `locales/*.pot`, or tells which of them are out of date."""
    from handouts.catalogs.pot import outdated, write_pot  # noqa: PLC0415 - as in `check`
    from handouts.project.project import Project  # noqa: PLC0415

    project = Project(options.project)
    findings = [*project.guide_findings, *project.extraction.findings]
    for domain, messages in project.extraction.domains.items():
        pot, facts = project.pot(domain), project.facts_in_words(domain)
        if options.check:
            findings += [] if domain in project.broken else outdated(pot, messages, facts)
        elif not has_errors(findings):
            changed = write_pot(pot.path, messages, facts)
            told = f"{pot.shown}: {count(len(messages), 'message')}"
            print(told if changed else f"{told}, unchanged")
    return _end(findings)


def update_options(parser: argparse.ArgumentParser) -> None:
    """`update` has no options of its own."""
    parser.epilog = "Run extract first. Translations that fit no longer are marked fuzzy."


def update(options: argparse.Namespace) -> int:
    """Merges the .pot files into every catalog."""
    from handouts.project.catalogs import update_all  # noqa: PLC0415 - as in `check`
    from handouts.project.project import Project  # noqa: PLC0415

    done = update_all(Project(options.project))
    for path in done.changed:
        print(f"updated {path}")
    if not done.changed and not done.findings:
        print("every catalog is up to date")
    return _end(done.findings)


def language_options(parser: argparse.ArgumentParser) -> None:
    """The options of `language`."""
    parser.add_argument("action", choices=("add",), help="add: start the catalogs of a language")
    parser.add_argument("language", metavar="L", help="a BCP 47 tag: fr, pt-BR, zh-Hant")


def language(options: argparse.Namespace) -> int:
    """Starts the catalogs of a language, headers filled in from CLDR."""
    from handouts.model.languages import SOURCE_LANGUAGE  # noqa: PLC0415 - as in `check`
    from handouts.model.languages import language as find  # noqa: PLC0415
    from handouts.project.catalogs import create  # noqa: PLC0415
    from handouts.project.project import Project  # noqa: PLC0415

    found = find(options.language)
    if found == SOURCE_LANGUAGE:
        raise UsageError("English is the source language: its words stand in the templates")
    done = create(Project(options.project), found)
    for path in done.changed:
        print(f"started {path}")
    if done.changed:
        print(f"Fill them with any PO editor, then: python build.py --language {found.tag}")
    elif not done.findings:
        print(f"{found.name} ({found.tag}) has its catalogs already")
    return _end(done.findings)


def status_options(parser: argparse.ArgumentParser) -> None:
    """The options of `status`."""
    parser.add_argument("--json", action="store_true", help="for programs")


def status(options: argparse.Namespace) -> int:
    """Tells per language how much is translated, fuzzy, signed."""
    from handouts.project.project import Project  # noqa: PLC0415 - as in `check`
    from handouts.reports.status import progress  # noqa: PLC0415

    rows = [row.as_json() for row in progress(Project(options.project))]
    if options.json:
        print(json.dumps({"languages": rows}, ensure_ascii=False, indent=1))
        return 0
    columns = ("language", "messages", "translated", "fuzzy", "signed", "name")
    lines = [columns, *(tuple(str(row[column]) for column in columns) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )
    return 0


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def _end(findings: Iterable[Finding]) -> int:
    ordered = _sorted(findings)
    if ordered:
        show(ordered)
    return 1 if has_errors(ordered) else 0
