"""What the project itself costs, in every language that it offers:

    .venv/bin/python -m benchmarks.offered

A copy of the project is built from nothing, asked for again, changed by one word of one language
and by one word of English, checked, and counted. The table is that of docs/evidence/performance.md,
Every language. The machine should have nothing else to do: its load is told first.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import MB, PROJECT, Cost, run
from handouts.catalogs import store
from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.model.languages import SOURCE_LANGUAGE, Language, language
from handouts.press import manifest, processes
from handouts.project.project import Project

#: The language in which one word is changed; and the word, which is added, as in English.
OTHER = language("es")
WORDS = {SOURCE_LANGUAGE: "now", OTHER: "ahora"}

HEAD = ("what", "PDFs", "clock", "processor", "for each", "largest process", "all processes")


@dataclass(frozen=True)
class Row:
    """What was done, how many PDFs it was about, and what it took."""

    what: str
    files: int
    cost: Cost


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, default=None, help="where to copy the project")
    options = parser.parse_args(arguments)
    print(
        f"{processes.cores()} cores, load {os.getloadavg()[0]:.1f} when it began; "
        f"Python {platform.python_version()}, {platform.machine()}.\n"
    )
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="handouts-") as name:
        folder = Path(name)
        for part in ("templates", "locales"):
            shutil.copytree(PROJECT / part, folder / part)
        measured = _Measured(folder)
        rows = list(measured.rows())
    print(
        "| what | PDFs | clock | processor | processor for each | largest process | all processes |"
    )
    print(f"| --- {'| ---: ' * 6}|")
    for row in rows:
        print(_line(row))
    print(f"\n{measured.sizes}")
    return 0


def _line(row: Row) -> str:
    cost = row.cost
    cells = (
        row.what,
        str(row.files or ""),
        f"{cost.seconds:.1f} s",
        f"{cost.processor:.1f} s",
        f"{cost.processor / row.files:.2f} s" if row.files else "",
        f"{cost.largest / MB:.0f} MB",
        f"{cost.together / MB:.0f} MB",
    )
    return f"| {' | '.join(cells)} |"


class _Measured:
    """A copy of the project, step by step. `sizes` is said of the first build."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._dist = folder / "dist"
        self._message = _sentence(Project(folder))
        self.sizes = ""

    def rows(self) -> Iterator[Row]:
        """What each step cost, in their order."""
        yield self._built("everything from nothing, each PDF validated")
        self.sizes = self._sizes()
        total = len(manifest.load(self._dist).handouts)
        yield self._built("nothing changed")
        self._in_catalog(OTHER, self._with_word)
        yield self._built(f"one word of {OTHER.name} changed")
        cost = run("check", "--project", self._folder)
        yield Row("`check`, every sheet laid out in every edition", total, cost)
        cost = run("check", "--jobs=1", "--project", self._folder)
        yield Row("the same by one process", total, cost)
        yield Row("`status`", 0, run("status", "--project", self._folder))
        # With the days since which messages wait, as git knows them.
        yield Row("`status --json`", 0, run("status", "--json", "--project", PROJECT))
        self._change_english()
        for command in ("extract", "update"):
            cost = run(command, "--project", self._folder)
            yield Row(f"one English word changed: `{command}`", 0, cost)
        # The other languages have a gap now: their sheets are left out, which is an error.
        yield self._built("then the build: English made, the others taken back", ends=1)
        for own in Project(self._folder).languages:
            if own != SOURCE_LANGUAGE:
                self._in_catalog(own, _confirmed)
        yield self._built("all translations confirmed: the sheet in every language")

    def _built(self, what: str, ends: int = 0) -> Row:
        """A build, with the number of PDFs that it has made."""
        before = manifest.load(self._dist).handouts
        cost = run("build", "--project", self._folder, ends=ends)
        after = manifest.load(self._dist).handouts
        made = sum(
            path not in before or before[path].sha256 != after[path].sha256 for path in after
        )
        return Row(what, made, cost)

    def _sizes(self) -> str:
        files = [path for path in self._dist.rglob("*") if path.is_file()]
        whole = sum(path.stat().st_size for path in files)
        page = (self._dist / "index.html").stat().st_size
        languages = {entry.language for entry in manifest.load(self._dist).handouts.values()}
        return (
            f"{len(languages)} languages; `dist/`: {len(files)} files, {whole / MB:.0f} MB; "
            f"`index.html`: {page / 1024:.0f} KB."
        )

    def _in_catalog(self, own: Language, change: Callable[[Entry], Entry]) -> None:
        """Writes a catalog of the guide with each of its entries changed."""
        file = Project(self._folder).po(own, self._domain)
        catalog, _ = store.load(file.path, file.shown)
        entries = tuple(map(change, catalog.entries))
        store.write(dataclasses.replace(catalog, entries=entries), file.path)

    @property
    def _domain(self) -> str:
        return Path(self._message.places[0].path).parent.name

    def _with_word(self, entry: Entry) -> Entry:
        if entry.key != self._message.key:
            return entry
        return dataclasses.replace(entry, msgstr=_longer(entry.msgstr, WORDS[OTHER]))

    def _change_english(self) -> None:
        template = self._folder / self._message.places[0].path
        text, english = template.read_text("utf-8"), self._message.msgid
        changed = text.replace(english, _longer(english, WORDS[SOURCE_LANGUAGE]))
        template.write_text(changed, "utf-8")


def _sentence(project: Project) -> Message:
    """A plain sentence that stands on one sheet, once."""
    for domain, messages in project.extraction.domains.items():
        for message in messages:
            text = (project.folder / message.places[0].path).read_text("utf-8")
            is_plain = message.msgid.endswith(".") and not set("<%") & set(message.msgid)
            in_guide = domain in {guide.name for guide in project.guides}
            if in_guide and is_plain and text.count(message.msgid) == len(message.places) == 1:
                return message
    raise RuntimeError("no sheet has a plain sentence")


def _longer(sentence: str, word: str) -> str:
    return f"{sentence.removesuffix('.')} {word}."


def _confirmed(entry: Entry) -> Entry:
    return dataclasses.replace(entry, fuzzy=False, previous=None, previous_context=None)


if __name__ == "__main__":
    sys.exit(main())
