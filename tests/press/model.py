"""A small project to build: the real frame, one guide with two short sheets, four languages.

Translations are the English with a mark before each message, so that placeholders and tags match
whatever the frame says.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from handouts.catalogs import store
from handouts.catalogs.po import Entry
from handouts.catalogs.pot import write_pot
from handouts.desk import page, printing, thumbnails
from handouts.desk.catalogue import print_page_name, thumbnail_name
from handouts.model.languages import language
from handouts.model.signature import Signature
from handouts.press import manifest
from handouts.press.build import Request, Result, build
from handouts.press.plan import Narrowing, Shard
from handouts.press.worker import Outcome, State
from handouts.project import signatures
from handouts.project.catalogs import create
from handouts.project.project import Project
from tests.commands import quick

ROOT = Path(__file__).parents[2]
GUIDE = "sore-knee"
LANGUAGES = ("en", "es", "ru", "th")
SHEETS = ("before", "after")
ALL = frozenset(f"{tag}/{GUIDE}-{sheet}.pdf" for tag in LANGUAGES for sheet in SHEETS)

GUIDE_TOML = """\
title = "Sore knee"
code = "KNEE"
version = "1.0"
date = "2026-01-02"
source = "A made-up guide for tests"

[handouts.before]
code = "BEF"
order = 1

[handouts.after]
code = "AFT"
order = 2

[facts."knee.rest"]
section = "Rest"
says = "Rest the knee."
"""

SHEET = """\
{{% extends "handout.xml" %}}
{{% block guide -%}}
  {{# Fact: none - a heading #}}
  {{{{- _("Sore knee") -}}}}
{{% endblock %}}
{{% block title -%}}
  {{# Fact: none - a heading #}}
  {{{{- _("{title}") -}}}}
{{% endblock %}}
{{% block subtitle -%}}
  {{# Fact: none - a heading #}}
  {{{{- _("What to do {name} your visit") -}}}}
{{% endblock %}}
{{% block summary %}}
  <list>
    {{# Fact: knee.rest #}}
    <item>{{{{ _("Rest your knee {name} your visit.") }}}}</item>
  </list>
{{% endblock %}}
{{% block body %}}
  <section{figure}>
    {{# Fact: none - a heading #}}
    <h>{{{{ _("What do I do {name} my visit?") }}}}</h>
    <steps>
      {{# Fact: knee.rest #}}
      <item>{{{{ _("Sit down.") }}}}</item>
      {{# Fact: knee.rest #}}
      <item>{{{{ _("Put your leg up {name} you eat.") }}}}</item>
    </steps>
  </section>
{{% endblock %}}
"""

SQUARE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180">
  <title>A square</title>
  <rect class="line" x="60" y="40" width="{width}" height="100"/>
</svg>
"""


def write_model(project: Path, languages: Sequence[str] = LANGUAGES) -> None:
    """Writes the whole project into an empty folder; the first language is English."""
    templates = project / "templates"
    guide = templates / GUIDE
    guide.mkdir(parents=True)
    (templates / "art").mkdir()
    for name in ("brand.toml", "handout.xml", "handout.rng"):
        shutil.copy(ROOT / "templates" / name, templates)
    edit(templates / "brand.toml", 'outdated = "remove"', 'outdated = "keep"')
    # One edition is enough where editions are not what is tested.
    keep_editions(project, "standard")
    (guide / "guide.toml").write_text(GUIDE_TOML)
    for name, figure in zip(SHEETS, ("", ' figure="square"'), strict=True):
        title = f"Your knee {name}"
        (guide / f"{name}.xml").write_text(SHEET.format(name=name, title=title, figure=figure))
    (templates / "art" / "square.svg").write_text(SQUARE.format(width=100))
    offer(project, languages)
    for tag in languages[1:]:
        add_language(project, tag)


def keep_editions(project: Path, *editions: str) -> None:
    """A plain build makes these editions, and no other."""
    brand = project / "templates" / "brand.toml"
    text = brand.read_text(encoding="utf-8")
    listed = f"editions = {json.dumps(list(editions))}"
    text, count = re.subn(r"(?m)^editions = \[.*\]$", listed, text)
    assert count == 1
    brand.write_text(text, encoding="utf-8")


def offer(project: Path, languages: Sequence[str]) -> None:
    """Offers these languages, and no other."""
    brand = project / "templates" / "brand.toml"
    text = brand.read_text(encoding="utf-8")
    listed = f"languages = {json.dumps(list(languages))}"
    text, count = re.subn(r"(?ms)^languages = \[.*?\]$", listed, text)
    assert count == 1
    brand.write_text(text, encoding="utf-8")


def add_language(project: Path, tag: str) -> None:
    """Starts a language, fills its catalogs, and offers it."""
    offered = Project(project).brand.languages
    if tag not in offered:
        offer(project, [*offered, tag])
    for domain, messages in Project(project).extraction.domains.items():
        write_pot(project / "locales" / f"{domain}.pot", messages)
    own = language(tag)
    create(Project(project), own)
    for path in (project / "locales" / own.locale / "LC_MESSAGES").glob("*.po"):
        catalog, _ = store.load(path)
        filled = [
            dataclasses.replace(entry, msgstr=f"{tag}: {_opened(tag, entry.msgid)}")
            for entry in catalog.entries
        ]
        store.write(dataclasses.replace(catalog, entries=tuple(filled)), path)


def _opened(tag: str, words: str) -> str:
    """A Spanish question has a mark before it too, or checks would warn."""
    return f"¿{words}" if tag == "es" and "?" in words else words


def sign(project: Path, tag: str, entries: Sequence[Entry] | None = None) -> None:
    """Signs these entries of a language, or all it has."""
    read = Project(project)
    own = language(tag)
    if entries is None:
        domains = read.extraction.domains
        entries = [entry for domain in domains for entry in read.catalog(own, domain)[0].entries]
    signed, _ = read.review(own)
    who = Signature("Name of Reviewer", "Certified translator", "2026-01-02")
    after = signatures.sign(signed, entries, who)
    signatures.write_review(signed, after, read.signatures_folder(own))


def unsign(project: Path, tag: str) -> None:
    """Takes all signatures of a language away."""
    shutil.rmtree(Project(project).signatures_folder(language(tag)).path)


def edit(path: Path, old: str, new: str, *, last: bool = False) -> None:
    """Replaces words in a file, or only where they stand last; they must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    after = new.join(text.rsplit(old, 1)) if last else text.replace(old, new)
    path.write_text(after, encoding="utf-8")


class Watched:
    """Listens to a build and remembers what became of each sheet."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.unchanged = 0

    def waiting(self) -> None:
        raise AssertionError("nobody else is building here")

    def planned(self, total: int, unchanged: int) -> None:
        del total
        self.unchanged = unchanged

    def done(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def paths(self, state: State) -> frozenset[str]:
        """Sheets that came to a state."""
        return frozenset(one.job.path for one in self.outcomes if one.state is state)


def run(
    project: Path,
    *,
    out: Path | None = None,
    fonts: Path | None = None,
    release: bool = False,
    force: bool = False,
    verify: bool = False,
    jobs: int = 1,
    **narrowing: tuple[str, ...] | str | Shard,
) -> tuple[Result, Watched]:
    """Builds in this process."""
    watched = Watched()
    request = Request(
        project=project,
        out=out or project / "dist",
        narrowing=Narrowing(**narrowing),  # type: ignore[arg-type]
        fonts=fonts,
        release=release,
        force=force,
        verify=verify,
        jobs=jobs,
    )
    return build(request, watched), watched


#: Lets Python keep what it has compiled, as it does by default: each command would
#: compile the whole program anew.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}

#: The program as people start it.
PROGRAM = (sys.executable, str(ROOT / "build.py"))

#: Seconds after which a process hangs, however busy the machine is.
HANGS = 300

#: Root may write anywhere, unless it gives that up.
AS_ANYBODY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def command(
    project: Path,
    *arguments: str,
    program: Sequence[str | Path] = (),
    **environment: str,
) -> subprocess.Popen[str]:
    """Starts a command on a project, in a process group of its own; `program` is the command line
    of the program, where the start of a real one counts."""
    return subprocess.Popen(
        [*(program or quick()), *arguments, "--project", str(project)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **COMPILED, **environment},
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code, and all that was printed."""
    output, errors = process.communicate(timeout=HANGS)
    return process.returncode, output + errors


def strike(
    process: subprocess.Popen[str], when: Callable[[], bool], number: signal.Signals
) -> None:
    """Sends a signal to a build and its workers as soon as `when` holds."""
    deadline = time.monotonic() + HANGS
    while not when() and process.poll() is None:
        assert time.monotonic() < deadline, "the moment to strike did not come"
        time.sleep(0.002)
    with contextlib.suppress(ProcessLookupError):  # it may have come to its end just now
        os.killpg(process.pid, number)


def pdfs(folder: Path) -> dict[str, bytes]:
    """Path and bytes of every PDF in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.pdf"))
    }


def leftovers(folder: Path) -> list[Path]:
    """Whatever in an output folder is neither a PDF nor the manifest, nor the desk's page or its
    picture or printing page of a sheet that the manifest lists."""
    listed = manifest.load(folder).handouts.values()
    ours = {folder / name for name in (manifest.NAME, page.NAME)}
    ours |= {folder / thumbnails.FOLDER / thumbnail_name(entry) for entry in listed}
    ours |= {folder / printing.FOLDER / print_page_name(entry) for entry in listed}
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pdf" and path not in ours
    ]
