"""The exit code tells of the work, whatever becomes of the output."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.commands import quick
from tests.covering import covering
from tests.press.model import HANGS, edit

CATALOG = "locales/es/LC_MESSAGES/sore-knee.po"


def start(shell: str, project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of shell in which $run is the program on the project."""
    program = shlex.join([*quick(), "--project", str(project)])
    return subprocess.run(
        ["bash", "-c", f"run='{program}'; {shell}"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=HANGS,
    )


@pytest.fixture
def faulty(project: Path) -> Path:
    edit(project / CATALOG, 'msgstr "es: Sit down."', 'msgstr ""')
    return project


#: A reader that has left before the first line comes.
NOBODY = "| sleep 0; exit ${PIPESTATUS[0]}"


def test_findings_count_though_nobody_reads_them(faulty: Path) -> None:
    done = start(f"$run check -l es {NOBODY}", faulty)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_reader_who_has_seen_enough_changes_nothing(faulty: Path) -> None:
    done = start("$run check -l es | head -n 1; exit ${PIPESTATUS[0]}", faulty)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_a_build_goes_on_when_nobody_reads_how_it_goes(project: Path) -> None:
    done = start(f"$run --no-verify -l es --json {NOBODY}", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((project / "dist" / "es").glob("*.pdf"))) == 2
    assert (project / "dist" / "manifest.json").exists()


def test_a_build_goes_on_when_nobody_reads_its_errors(project: Path) -> None:
    done = start(f"$run --no-verify -l es 2>&1 {NOBODY}", project, CI="")
    assert done.returncode == 0
    assert len(list((project / "dist" / "es").glob("*.pdf"))) == 2


@covering(
    ("command", "code", "closed"),
    [
        (command, code, closed)
        for command, code in (("status", 0), ("check -l es", 1), ("nonsense", 2))
        for closed in (">&-", "2>&-", ">&- 2>&-")
    ],
)
def test_without_an_output_the_work_is_done(
    faulty: Path, command: str, code: int, closed: str
) -> None:
    assert start(f"$run {command} {closed}", faulty).returncode == code


def test_output_that_cannot_be_written_is_told(project: Path) -> None:
    done = start("$run status > /dev/full", project)
    assert done.returncode == 2
    assert done.stderr == "error: cannot write the output: No space left on device\n"
    edit(project / CATALOG, 'msgstr "es: Sit down."', 'msgstr ""')
    assert start("$run check -l es > /dev/full", project).returncode == 1


def test_letters_that_the_terminal_lacks_are_escaped(project: Path) -> None:
    edit(project / CATALOG, 'msgstr "es: Sit down."', 'msgstr "es: \u0e44\u0e17\u0e22 %(x)s"')
    done = start("$run check -l es", project, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stdout.isascii()
    assert "Traceback" not in done.stderr
