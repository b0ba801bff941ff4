"""Whole processes: the first PDF, and every sheet there is. Time and peak memory of each."""

from __future__ import annotations

import os
import pickle
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.as_html import html
from benchmarks.as_typst import typst as typst_source
from benchmarks.makers import OURS, TYPST, TYPST_KEPT, WEASYPRINT, font_folders
from benchmarks.sheets import ART, HANDOUT, PROJECT, appearance, composer, guide, sheet

#: The other makers have no other edition.
_BUILD = (sys.executable, str(PROJECT / "build.py"), "build", "--edition", "standard")
_TYPST = """
import sys, typst
source, out, root, *fonts = sys.argv[1:]
typst.compile(source, output=out, root=root, font_paths=fonts, ignore_system_fonts=True,
              format="pdf", pdf_standards=["ua-1"])
"""
_LIBRARY = """
import pickle, sys
from pathlib import Path
from benchmarks.makers import whole_library
name, sheets, out = sys.argv[1:]
whole_library(name, Path(out), pickle.loads(Path(sheets).read_bytes()))
"""


#: Runs a command from a small process: one that is started by a large process begins with the
#: large one's peak memory as its own.
_WATCHED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True)
class Run:
    """A process with its children: seconds of the processor, and the peak memory of the largest in
    MB."""

    processor: float
    memory: float


def first_pdf(tag: str, folder: Path, rounds: int) -> dict[str, Run]:
    """From nothing to one sheet, each maker by its own command."""
    handout = sheet(tag)
    page, source = folder / "sheet.html", folder / "sheet.typ"
    text = html(handout, appearance(handout), composer().project.brand.name)
    page.write_text(text.replace('src="', f'src="{ART.as_uri()}/'), encoding="utf-8")
    source.write_text(
        typst_source(handout, appearance(handout), composer().project.brand.name).replace(
            'image("', 'image("art/'
        ),
        encoding="utf-8",
    )
    if not (folder / "art").exists():
        (folder / "art").symlink_to(ART)
    out = str(folder / "sheet.pdf")
    one_sheet = ("--language", tag, "--handout", HANDOUT, "--jobs", "1")
    weasyprint = (sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", str(page), out)
    return _in_turns(
        {
            OURS: (*_BUILD, "--force", "--out", str(folder / "dist"), *one_sheet, "--no-verify"),
            f"{OURS}, verified": (*_BUILD, "--force", "--out", str(folder / "dist"), *one_sheet),
            WEASYPRINT: weasyprint,
            TYPST: (sys.executable, "-c", _TYPST, str(source), out, str(folder), *font_folders()),
        },
        rounds,
    )


def everything(folder: Path) -> tuple[int, dict[str, Run]]:
    """Every sheet in every language, each maker once; how many there are, and the runs."""
    sheets = [
        sheet(language.tag, each.name)
        for language in composer().project.languages
        for each in guide().sheets
    ]
    words = folder / "sheets.pickle"
    words.write_bytes(pickle.dumps(sheets))
    library = {
        name: (sys.executable, "-c", _LIBRARY, name, str(words), str(folder / name))
        for name in (WEASYPRINT, TYPST, TYPST_KEPT)
    }
    dist = str(folder / "dist")
    commands = {
        OURS: (*_BUILD, "--force", "--out", dist, "--jobs", "1", "--no-verify"),
        f"{OURS}, verified": (*_BUILD, "--force", "--out", dist, "--jobs", "1"),
        **library,
    }
    return len(sheets), {name: _run(command) for name, command in commands.items()}


def nothing_changed(folder: Path, rounds: int) -> Run:
    """A build with nothing to do."""
    command = (*_BUILD, "--out", str(folder / "dist"))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return _in_turns({OURS: command}, rounds)[OURS]


def _in_turns(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Run]:
    """The median of some runs of each command, after one that only fills the disk's cache."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            runs[name].append(_run(command))
    return {
        name: Run(
            statistics.median(run.processor for run in found[1:]),
            max(run.memory for run in found),
        )
        for name, found in runs.items()
    }


def _run(command: Sequence[str]) -> Run:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    # Installed packages are compiled already; ours may be as well.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-S", "-c", _WATCHED, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    processor, kilobytes = done.stdout.split()
    return Run(float(processor), int(kilobytes) / 1024)
