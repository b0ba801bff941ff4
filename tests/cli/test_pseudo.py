"""Pseudo-locales on the command line: made when they are asked for, and never anywhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.press.model import GUIDE, edit


def test_they_are_built_apart_and_without_catalogs(run: Run, project: Path) -> None:
    code, output = run("-l", "en-XA", "-l", "ar_xb", "--no-verify")
    assert code == 0, output
    built = {path.relative_to(project / "pseudo").as_posix() for path in project.rglob("*.pdf")}
    assert built == {
        f"{tag}/{GUIDE}-{sheet}.pdf" for tag in ("en-XA", "ar-XB") for sheet in ("before", "after")
    }
    assert not (project / "locales" / "en_XA").exists()
    assert not (project / "dist").exists()
    assert "4 unchanged" in run("-l", "en-XA", "-l", "ar-XB", "--no-verify")[1]


def test_no_plain_build_keeps_or_lists_them(run: Run, project: Path) -> None:
    out = str(project / "dist")
    assert run("-l", "en-XA", "--out", out, "--no-verify")[0] == 0
    assert run("--no-verify")[0] == 0
    manifest = json.loads((project / "dist" / "manifest.json").read_text())
    assert "XA" not in json.dumps(manifest)
    assert not list((project / "dist").glob("en-XA/*"))
    assert "XA" not in run("status")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-l", "en-XA", "--release"), "never released"),
        (("-l", "en-XA", "-l", "es"), "by themselves"),
        (("language", "add", "en-XA"), "pseudo-locale"),
        (("sign", "en-XA", "--reviewer", "A", "--credential", "B"), "unknown language"),
        (("xliff", "out", "ar-XB"), "unknown language"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, project: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert told in output
    assert not list(project.rglob("*X[AB]*"))


def test_a_folder_of_catalogs_for_one_is_a_finding(run: Run, project: Path) -> None:
    (project / "locales/en_XA/LC_MESSAGES").mkdir(parents=True)
    code, output = run("check")
    assert code == 1
    assert "locales/en_XA: error unknown-language: en-XA is a pseudo-locale" in output


def test_a_message_with_a_limit_is_told_how_many_letters_fit(run: Run, project: Path) -> None:
    template = project / "templates" / GUIDE / "before.xml"
    edit(
        template,
        "{# Fact: none - a heading #}\n    <h>",
        "{# Fact: none - a heading\n       Keep short: at most 30 letters. #}\n    <h>",
    )
    for command in (("check", "-l", "en-XA"), ("-l", "en-XA", "--no-verify")):
        _, output = run(*command)
        (found,) = [line for line in output.splitlines() if GUIDE in line and "no-room" in line]
        assert "before.xml:" in found
        assert "40% longer, this has 41 letters; 30 fit" in found


def test_a_sheet_without_room_to_grow_names_its_longest_messages(run: Run, project: Path) -> None:
    template = project / "templates" / GUIDE / "before.xml"
    words = "Rest your knee and sit down. " * 190
    edit(template, "Sit down.", words.strip())
    code, output = run("-l", "en-XA", "--handout", "before", "--no-verify")
    assert code == 1
    assert "error too-many-pages" in output
    told = re.findall(
        r"before.xml:(\d+): .* this has (\d+) letters; (\d+) fit on the sheet", output
    )
    ((line, grown, fit),) = (map(int, one) for one in told)
    assert grown == round((len(words) - 1) * 1.4)
    assert len(words) <= fit < grown
    assert "Rest your knee" in template.read_text().splitlines()[line - 1]
