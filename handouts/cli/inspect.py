"""The `inspect` command: a PDF as a screen reader says it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from handouts.cli import options
from handouts.model.errors import UsageError


@options.command("inspect")
@click.argument("file", type=options.PATH, metavar="FILE.pdf")
@click.option("--tags", is_flag=True, help="The tags as they stand in the file.")
@click.option("--json", "as_json", is_flag=True, help="Speech and tags, for programs.")
def command(file: Path, tags: bool, as_json: bool) -> int:
    """Show what a screen reader says of a PDF; its tags.

    Each thing is a line: what it is, then its words. [ar] marks where the language changes. At the
    end stands what is on the pages but not read aloud. A file without tags is printed as with
    --tags.

    --json prints an object: title, language, pages, tree (the tags), artifacts, stray (text without
    tags), and speech, the lines in order. Each has a role, and where there are such: level (of a
    heading), lead (what is said before the words: role, label, headers), text, lang (its language),
    parts (text and lang of each, where the language changes).
    """
    from handouts.pdf.errors import UnreadableError
    from handouts.pdf_reading import reader, speech

    if tags and as_json:
        raise UsageError("--tags and --json: write one of them; --json has the tags too")
    try:
        reading = reader.read(file.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except UnreadableError as error:
        raise UsageError(f"{file} is not a PDF that can be read: {error}") from error
    if as_json:
        spoken = [each.to_dict() for each in speech.speech(reading)]
        print(json.dumps({**reading.to_dict(), "speech": spoken}, ensure_ascii=False, indent=1))
    elif tags:
        print(reader.outline(reading), end="")
    else:
        print(speech.spoken(reading), end="")
    return 0
