"""The `inspect` command: a PDF as a screen reader says it."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import options
from handouts.cli.finding_formats import json_text
from handouts.model import codes
from handouts.model.errors import FindingsError, UsageError
from handouts.model.findings import Finding, Where
from handouts.model.visible import harmless


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
    from handouts.files import reading
    from handouts.pdf.errors import UnreadableError
    from handouts.pdf_reading.confined import confined

    if tags and as_json:
        raise UsageError("--tags and --json: write one of them; --json has the tags too")
    try:
        data = reading.read(file, reading.PDF)
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    try:
        print(confined(_shown, data, tags, as_json), end="")
    except UnreadableError as error:
        hint = "is it whole, and a PDF?"
        finding = Finding(codes.UNREADABLE_PDF, f"cannot be read: {error}", Where(str(file)), hint)
        raise FindingsError([finding]) from error
    return 0


def _shown(data: bytes, tags: bool, as_json: bool) -> str:
    """What is printed of a file. Raises `UnreadableError`."""
    from handouts.pdf_reading import reader, speech

    reading = reader.read(data)
    if as_json:
        spoken = [each.to_dict() for each in speech.speech(reading)]
        return json_text({**reading.to_dict(), "speech": spoken}) + "\n"
    return harmless(reader.outline(reading) if tags else speech.spoken(reading))
