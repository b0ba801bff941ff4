"""The commands that report on words: `facts` and `plain`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FORMATS = ("text", "json", "html")


def _show_options(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help=f"json: for programs; html: writes {name}.html into the output folder",
    )
    parser.add_argument("--out", type=Path, default=None, metavar="DIR", help="folder (dist)")


def facts_options(parser: argparse.ArgumentParser) -> None:
    """The options of `facts`."""
    _show_options(parser, "facts")
    parser.add_argument(
        "--changed",
        "--since",
        type=Path,
        metavar="FILE",
        help="an older guide.toml: tells what changed since, and the messages, sheets and "
        "languages that it touches",
    )
    parser.add_argument(
        "--guide", default="", metavar="G", help="the guide that FILE belongs to (by its code)"
    )


def facts(options: argparse.Namespace) -> int:
    """Prints the map from facts to sheets and back, or what a changed guide touches."""
    from handouts.compose.compose import Sources  # noqa: PLC0415 - keeps the other commands quick
    from handouts.reports import changes, changes_shown, facts_shown  # noqa: PLC0415
    from handouts.reports import facts as reported  # noqa: PLC0415

    sources = Sources(options.project)
    extraction = reported.read_templates(sources)
    if options.changed:
        found = changes.changes_since(options.changed, sources, extraction, options.guide)
        told = changes_shown.as_text(found), changes_shown.as_json(found)
        return _show(options, "facts-changed", *told, changes_shown.as_page(found))
    maps = reported.fact_maps(sources, extraction)
    told = facts_shown.as_text(maps), facts_shown.as_json(maps)
    return _show(options, "facts", *told, facts_shown.as_page(maps))


def plain_options(parser: argparse.ArgumentParser) -> None:
    """The options of `plain`."""
    _show_options(parser, "plain")
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="L",
        help="English and this language only; may be given more than once",
    )


def plain(options: argparse.Namespace) -> int:
    """Prints a report card per sheet and language."""
    from handouts.compose.compose import SOURCE_LANGUAGE, Sources  # noqa: PLC0415 - as in `facts`
    from handouts.press.plan import find_language  # noqa: PLC0415
    from handouts.reports import cards, cards_shown  # noqa: PLC0415

    sources = Sources(options.project)
    languages = sources.languages()
    if options.language:
        asked = {find_language(name, languages) for name in options.language}
        languages = tuple(own for own in languages if own in asked or own == SOURCE_LANGUAGE)
    made = cards.report_cards(sources, languages)
    told = cards_shown.as_text(made), cards_shown.as_json(made)
    return _show(options, "plain", *told, cards_shown.as_page(made))


def _show(
    options: argparse.Namespace,
    name: str,
    text: Iterable[str],
    data: Mapping[str, Any],
    page: str,
) -> int:
    from handouts.files.atomic import write  # noqa: PLC0415 - as in `facts`

    if options.format == "json":
        print(json.dumps(data, ensure_ascii=False, indent=1))
    elif options.format == "html":
        folder: Path = options.out or options.project / "dist"
        path = folder / f"{name}.html"
        write(path, page.encode())
        print(f"wrote {path}")
    else:
        for line in text:
            print(line)
    return 0
