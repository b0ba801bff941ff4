"""What changed between two builds: sheets that came, went or differ, and in what.

A sheet whose bytes differ may still look and read the same, after a change of the program, say.
Three things of each are compared: its entries in the manifests, its words (as a screen reader gets
them, descriptions of pictures included), and the pixels of its pages, where it has pages.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from handouts.editions import EXTENSIONS, STANDARD
from handouts.files import reading
from handouts.model import codes
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, Where
from handouts.model.languages import language
from handouts.pdf.errors import UnreadableError
from handouts.pdf_reading.confined import confined
from handouts.press.manifest import NAME, Build, Entry, Manifest, read
from handouts.press.plan import USUAL_PAPER
from handouts.reports.file_readers import READERS
from handouts.reports.pictures import Difference

Line = TypeVar("Line")

#: Fields of an entry that are compared, and how they are named; the rest is the place of the sheet,
#: or a digest.
FIELDS = {
    "title": "Title",
    "title_en": "Title in English",
    "version": "Version",
    "draft": "Draft",
    "pages": "Pages",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A sheet that differs. `facts` are entries' fields as (name, before, after); `words` lines
    of a unified diff; `pages` those that look different (`None`: not drawn, too many)."""

    entry: Entry
    facts: tuple[tuple[str, str, str], ...]
    words: tuple[str, ...]
    pages: tuple[Difference, ...] | None

    @property
    def visible(self) -> bool:
        """Whether anybody could tell the difference."""
        return bool(self.facts or self.words or self.pages or self.pages is None)

    @property
    def undrawn(self) -> bool:
        """Whether there is nothing to tell of it, but that its pages were not drawn."""
        return self.pages is None and not (self.facts or self.words)

    @property
    def summary(self) -> str:
        """`looks different on page 1; words differ; version differs`."""
        if not self.visible:
            return "no visible change: the files differ, the words and pictures of the pages do not"
        if self.pages:
            page = "page" if len(self.pages) == 1 else "pages"
            numbers = f"{page} {', '.join(str(one.number) for one in self.pages)}"
            parts = [f"looks different on {numbers}"]
        elif self.pages is None:
            parts = ["pages not drawn, too many sheets changed"]
        else:
            parts = ["looks the same"]
        if self.words:
            parts.append("words differ")
        parts += [f"{FIELDS[name].lower()} differs" for name, _, _ in self.facts]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed, by path. `withheld` are sheets that lie in the new folder but may not be
    handed out; `fonts` are names of fonts whose files differ; `same` counts equal sheets."""

    changed: tuple[Changed, ...]
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    withheld: tuple[Entry, ...]
    fonts: tuple[str, ...]
    same: int
    findings: tuple[Finding, ...]

    @property
    def told(self) -> tuple[Changed, ...]:
        """The changed sheets of each of which there is something to tell."""
        return tuple(sheet for sheet in self.changed if not sheet.undrawn)

    @property
    def untold(self) -> str:
        """How many sheets changed besides, in one line; empty where there are none."""
        count = len(self.changed) - len(self.told)
        drawn = sum(sheet.pages is not None for sheet in self.changed)
        return (
            f"changed besides: {count} more, in the same words; their pages were not drawn "
            f"(the first {drawn} were: compare --limit N)"
            if count
            else ""
        )

    @property
    def visible(self) -> bool:
        """Whether anybody could tell the difference."""
        moved = self.added or self.removed or self.withheld
        return bool(moved or any(sheet.visible for sheet in self.changed))

    @property
    def summary(self) -> str:
        """The whole in one line."""
        invisible = sum(not sheet.visible for sheet in self.changed)
        of_these = f" ({invisible} with no visible change)" if invisible else ""
        parts = [
            f"{len(self.changed)} changed{of_these}",
            f"{len(self.added)} added",
            f"{len(self.removed)} removed",
            *([f"{len(self.withheld)} withheld"] if self.withheld else []),
            f"{self.same} the same",
        ]
        line = ", ".join(parts)
        return line if self.visible else f"no visible change: {line}"


def name_of(entry: Entry) -> str:
    """A sheet as people call it: `Spanish: After the injection, large`."""
    try:
        spoken = language(entry.language).name
    except UsageError:
        spoken = entry.language
    edition = "" if entry.edition == STANDARD.name else f", {entry.edition}"
    paper = "" if entry.paper == USUAL_PAPER else f", {entry.paper}"
    return f"{spoken}: {entry.title_en}{edition}{paper}"


def open_build(path: Path) -> Build:
    """The build in a folder, or that of a manifest. An empty folder holds a build of nothing, as
    before the first time anything is published. Raises `UsageError`."""
    folder = path.parent if path.name == NAME else path
    if not folder.is_dir():
        raise UsageError(f"{path} is not there: give two folders that build.py has written")
    made = (file for file in folder.rglob("*") if file.suffix in EXTENSIONS)
    if path == folder and not reading.is_there(folder / NAME) and not any(made):
        return Build(folder, Manifest())
    return Build(folder, read(folder))


def compare(old: Build, new: Build, limit: int) -> Comparison:
    """Compares two builds. Pages are drawn for `limit` sheets at most, words compared for all."""
    before, after = old.manifest.handouts, new.manifest.handouts
    changed: list[Changed] = []
    findings: list[Finding] = []
    shared = sorted(before.keys() & after.keys())
    differing = [path for path in shared if before[path].sha256 != after[path].sha256]
    for path in differing:
        drawn = len(changed) < limit
        try:
            changed.append(_changed(old, new, path, drawn))
        except _UnreadableError as error:
            findings.append(error.finding)
    fonts = [
        name
        for name, digest in sorted(new.manifest.fonts.items())
        if old.manifest.fonts.get(name, digest) != digest
    ]
    stale = {**new.manifest.withheld, **new.manifest.stale}
    return Comparison(
        tuple(changed),
        tuple(after[path] for path in sorted(after.keys() - before.keys())),
        tuple(before[path] for path in sorted(before.keys() - after.keys() - stale.keys())),
        tuple(before[path] for path in sorted(before.keys() & stale.keys() - after.keys())),
        tuple(fonts),
        len(shared) - len(differing),
        tuple(findings),
    )


class _UnreadableError(Exception):
    """A sheet that a manifest lists is not there or cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        hint = "build that folder again, or fetch it again"
        message = f"cannot be compared: {reason}"
        self.finding = Finding(codes.UNREADABLE_PDF, message, Where(str(path)), hint)


def _changed(old: Build, new: Build, path: str, drawn: bool) -> Changed:
    before, after = old.manifest.handouts[path], new.manifest.handouts[path]
    facts = tuple(
        (name, _shown(getattr(before, name)), _shown(getattr(after, name)))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    )
    was, now = _bytes(old.folder / path), _bytes(new.folder / path)
    reader = READERS[after.media_type]
    words = _diff(
        _read(old.folder / path, reader.lines, was), _read(new.folder / path, reader.lines, now)
    )
    pages = _read(new.folder / path, reader.differences, was, now) if drawn else None
    return Changed(after, facts, tuple(words), pages)


def _shown(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _bytes(path: Path) -> bytes:
    try:
        return reading.read(path, reading.PDF)
    except OSError as error:
        raise _UnreadableError(path, error.strerror or str(error)) from error


def _read(path: Path, read: Callable[..., Sequence[Line]], *files: bytes) -> tuple[Line, ...]:
    try:
        return tuple(confined(read, *files))
    except UnreadableError as error:
        raise _UnreadableError(path, str(error)) from error


def _diff(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Lines that begin with `-`, `+` or a space; `@` alone stands where equal lines are left
    out."""
    diff = difflib.unified_diff(before, after, lineterm="", n=1)
    for number, line in enumerate(diff):
        if number >= 2:  # the first two name files
            yield "@" if line.startswith("@@") else line
