"""The commands for words: `check`, `extract`, `update`, `language add`, `status`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.progress import as_json, count, summary
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, Severity, has_errors

if TYPE_CHECKING:
    from handouts.project.guide import Guide
    from handouts.reports.status import Progress

FORMATS = ("text", "github", "json")

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


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
    from handouts.reports.status import progress  # noqa: PLC0415 - keeps the other commands quick

    rows: list[Progress] = []
    try:
        chosen, findings = _checked(options)
        if options.summary:
            rows = [row for row in progress(options.project) if row.language in chosen]
    except FindingsError as error:
        findings = error.findings
    print_findings(findings, options.format)
    if options.summary:
        from handouts.cli import job_summary  # noqa: PLC0415 - as above

        job_summary.append(options.summary, job_summary.markdown(rows, findings))
    return 1 if has_errors(findings) else 0


def _checked(options: argparse.Namespace) -> tuple[set[str], Sequence[Finding]]:
    """The languages checked, and what was found."""
    from handouts.compose.compose import SOURCE_LANGUAGE, Sources  # noqa: PLC0415
    from handouts.press import judge  # noqa: PLC0415 - keeps the other commands quick
    from handouts.press.plan import find_language  # noqa: PLC0415
    from handouts.text.fonts import FontLibrary, default_folders  # noqa: PLC0415

    sources = Sources(options.project)
    languages = sources.languages()
    chosen = [find_language(name, languages) for name in options.language]
    fonts = FontLibrary(default_folders(options.fonts, options.project))
    findings = judge.check(sources, fonts, chosen)
    return {SOURCE_LANGUAGE.tag, *(own.tag for own in chosen or languages)}, findings


def print_findings(findings: Sequence[Finding], style: str = "text") -> None:
    """Prints findings and how many there are."""
    if style == "json":
        document = {"findings": [as_json(finding) for finding in findings]}
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for finding in findings:
        print(annotation(finding) if style == "github" else finding)
    print(summary(tuple(findings)) or "no findings")


def annotation(finding: Finding) -> str:
    """A finding as a GitHub workflow command, which GitHub shows at the line it is about."""
    where = finding.where
    properties = {"file": where.path, "title": finding.code}
    if where.line:
        properties["line"] = str(where.line)
    hint = f" ({finding.hint})" if finding.hint else ""
    listed = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties.items())
    return f"::{_GITHUB[finding.severity]} {listed}::{_escape(finding.message + hint)}"


def _escape(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def extract_options(parser: argparse.ArgumentParser) -> None:
    """The options of `extract`."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail when a .pot file does not match the templates",
    )


def extract(options: argparse.Namespace) -> int:
    """Writes `locales/*.pot`, or tells which of them are out of date."""
    from handouts.catalogs.extract import extract as read  # noqa: PLC0415 - as in `check`
    from handouts.catalogs.pot import is_stale, write_pot  # noqa: PLC0415
    from handouts.project.guide import load_guides  # noqa: PLC0415

    project: Path = options.project
    extraction = read(project / "templates")
    findings = list(extraction.findings)
    facts = _facts(load_guides(project / "templates"))
    for domain, messages in extraction.domains.items():
        name = f"locales/{domain}.pot"
        if options.check:
            findings += is_stale(project / name, name, messages, facts.get(domain))
        elif not has_errors(findings):
            changed = write_pot(project / name, messages, facts.get(domain))
            print(f"{name}: {count(len(messages), 'message')}{'' if changed else ', unchanged'}")
    return _end(findings)


def _facts(guides: Iterable[Guide]) -> dict[str, dict[str, str]]:
    """What each fact says, with the guide's section, by domain."""
    return {
        guide.name: {fact.id: f"{fact.says} [{fact.section}]" for fact in guide.facts.values()}
        for guide in guides
    }


def update_options(parser: argparse.ArgumentParser) -> None:
    """`update` has no options of its own."""
    parser.epilog = "Run extract first. Translations that fit no longer are marked fuzzy."


def update(options: argparse.Namespace) -> int:
    """Merges the .pot files into every catalog."""
    from handouts.catalogs.merge import update_all  # noqa: PLC0415 - as in `check`

    done = update_all(options.project / "locales")
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
    from handouts.catalogs.merge import create  # noqa: PLC0415 - as in `check`
    from handouts.model.languages import language as find  # noqa: PLC0415

    found = find(options.language)
    if found.tag == "en":
        raise UsageError("English is the source language: its words stand in the templates")
    done = create(options.project / "locales", found)
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
    from handouts.reports.status import progress  # noqa: PLC0415 - as in `check`

    rows = [row.as_json() for row in progress(options.project)]
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
        print_findings(ordered)
    return 1 if has_errors(ordered) else 0
