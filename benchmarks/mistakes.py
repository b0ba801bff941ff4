"""The table of docs/evidence/mistakes.md: seeded mistakes found by our checks and three tools.

    .venv/bin/python -m benchmarks.mistakes --write

`msgfmt -c` (GNU gettext), i18nspector and pofilter (Translate Toolkit) get one catalog for each
language with every mistake in an entry of its own, and the same catalog with the right
translations. A mistake is found where a tool says more of the entry than of the right one.
i18nspector and gettext are Debian packages; `pip install translate-toolkit` installs pofilter.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.pages import EVIDENCE, write_figures
from handouts.catalogs import po
from handouts.catalogs.headers import first_fields
from handouts.catalogs.po import Entry
from handouts.catalogs.store import header_text
from handouts.model.languages import Language, language
from handouts.project.project import Project
from tests.mistakes.generate import LANGUAGES, Mistake, mistakes
from tests.mistakes.judge import Judge

ROOT = Path(__file__).parent.parent
_DATE = "2026-11-22 20:15+0000"
OURS = "this project"

#: What a tool says of each entry, by its context.
Said = Mapping[str, Counter[str]]


def _catalog(seeded: Sequence[Mistake], tongue: Language, *, right: bool) -> list[Entry]:
    """A catalog with an entry for each mistake, told apart by contexts."""
    fields = first_fields({"POT-Creation-Date": _DATE, "Project-Id-Version": "handouts 1"}, tongue)
    fields["Report-Msgid-Bugs-To"] = "bugs@example.org"
    entries = [Entry("", header_text(fields))]
    for place, mistake in enumerate(seeded):
        flags = ("python-format",) if "%(" in mistake.entry.msgid else ()
        words = mistake.entry.msgstr if right else mistake.wrong
        entries.append(replace(Entry(mistake.entry.msgid, words, f"m{place:04}m"), flags=flags))
    return entries


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


def _msgfmt(path: Path) -> Said:
    lines = path.read_text(encoding="utf-8").splitlines()
    contexts, now = [""], ""
    for line in lines:
        if match := re.search(r'msgctxt "(m\d+m)"', line):
            now = match[1]
        contexts.append(now)
    said: dict[str, Counter[str]] = {}
    output = _run("msgfmt", "-c", "-o", "/dev/null", str(path))
    for number, message in re.findall(r":(\d+): (.*)", output):
        said.setdefault(contexts[int(number)], Counter())[message] += 1
    return said


def _i18nspector(path: Path) -> Said:
    said: dict[str, Counter[str]] = {}
    for line in _run("i18nspector", str(path)).splitlines():
        if match := re.search(r"m\d{4}m", line):
            said.setdefault(match[0], Counter())[line.partition(": ")[2].split()[1]] += 1
    return said


def _pofilter(path: Path) -> Said:
    out = path.with_suffix(".found.po")
    _run(str(Path(sys.executable).with_name("pofilter")), "--progress=none", str(path), str(out))
    said: dict[str, Counter[str]] = {}
    if out.exists():
        for entry in po.parse(out.read_text(encoding="utf-8")).entries:
            notes = Counter(
                match[1]
                for note in entry.comments
                if (match := re.match(r" ?\(pofilter\) (\w+)", note))
            )
            said[entry.context or ""] = notes
    return said


TOOLS: Mapping[str, Callable[[Path], Said]] = {
    "`msgfmt -c`": _msgfmt,
    "i18nspector": _i18nspector,
    "pofilter": _pofilter,
}


def _found_by_tools(
    seeded: Sequence[Mistake], tongue: Language, folder: Path
) -> dict[str, set[int]]:
    """The places of the mistakes that each tool finds."""
    found = {}
    for name, tool in TOOLS.items():
        said = []
        for right in (True, False):
            path = folder / f"{tongue.locale}-{right}.po"
            text = po.format_entries(_catalog(seeded, tongue, right=right))
            path.write_text(text, encoding="utf-8")
            said.append(tool(path))
        before, after = said
        found[name] = {
            place
            for place in range(len(seeded))
            if after.get(f"m{place:04}m", Counter()) - before.get(f"m{place:04}m", Counter())
        }
    return found


def tables(folder: Path) -> str:
    """All figures, as Markdown."""
    project = Project(ROOT)
    names = [OURS, *TOOLS]
    by_kind: dict[str, Counter[str]] = {}
    rows = []
    for tag in LANGUAGES:
        tongue = language(tag)
        seeded = mistakes(project, tongue)
        judge = Judge(project, tongue)
        found = {OURS: {place for place, one in enumerate(seeded) if judge.finds(one)}}
        found |= _found_by_tools(seeded, tongue, folder)
        for place, mistake in enumerate(seeded):
            counts = by_kind.setdefault(mistake.kind, Counter())
            counts["all"] += 1
            counts.update(name for name in names if place in found[name])
        unseen = mistakes(project, tongue, unseen=True)
        later = sum(judge.finds(mistake) for mistake in unseen)
        cells = [_share(len(found[name]), len(seeded)) for name in names]
        cells.append(_share(later, len(unseen)))
        rows.append(f"| {tongue.name} | {len(seeded)} | {' | '.join(cells)} |")
    head = [f"| language | seeded | {' | '.join(names)} | {OURS}, mistakes nobody looked at |"]
    head.append("| --- |" + " ---: |" * (len(names) + 2))
    kinds = ["", f"| kind, all languages | seeded | {' | '.join(names)} |"]
    kinds.append("| --- |" + " ---: |" * (len(names) + 1))
    for kind, counts in by_kind.items():
        cells = [str(counts[name]) for name in names]
        kinds.append(f"| {kind} | {counts['all']} | {' | '.join(cells)} |")
    return "\n".join([*head, *rows, *kinds])


def _share(found: int, seeded: int) -> str:
    return f"{found} of {seeded} ({100 * found / seeded:.1f} %)"


def main(arguments: list[str]) -> None:
    """The command."""
    missing = [name for name in ("msgfmt", "i18nspector") if shutil.which(name) is None]
    if not Path(sys.executable).with_name("pofilter").exists():
        missing.append("pofilter (pip install translate-toolkit)")
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        text = tables(Path(folder))
    if "--write" not in arguments:
        print(text)
        return
    write_figures(EVIDENCE / "mistakes.md", "benchmarks.mistakes", text)


if __name__ == "__main__":
    main(sys.argv[1:])
