"""What cannot be read is told by every command, and never taken for missing or for done; words that
say nothing are printed nowhere; what comes back from translators' tools has limits.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.model.typed_lines import can_be_printed, is_line
from tests.hostile.running import snapshot
from tests.hostile.test_commands import CATALOG, SIGN, Told, told
from tests.press.model import GUIDE, edit

__all__ = ["told"]

SOURCES = ("templates/handout.rng", "templates/handout.xml", "templates/brand.toml",
           f"templates/{GUIDE}/guide.toml", f"templates/{GUIDE}/before.xml", CATALOG)  # fmt: skip
COMMANDS = (("proof", "es"), ("packet", "es"), ("screenshots", "es", "--out", "{out}"), SIGN,
            ("accept", "es", "--reviewer", "Ann"), ("status", "es"))  # fmt: skip
#: These need no schema: they read messages, not sheets.
WITHOUT_SCHEMA = ("accept", "status")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("source", SOURCES)
def test_a_source_that_cannot_be_read_is_told(
    project: Path, told: Told, source: str, command: tuple[str, ...]
) -> None:
    (project / source).write_bytes(b"\0\xff<")
    arguments = [each.format(out=project / "dist" / "shots") for each in command]
    code, output = told(project, *arguments)
    if source.endswith(".rng") and command[0] in WITHOUT_SCHEMA:
        return
    assert code != 0
    assert source in output
    assert not (project / "locales/es/signatures").exists()


def test_the_settings_of_a_projects_own_git_start_nothing(project: Path, told: Told) -> None:
    """`status` asks git since when a line stands."""
    (project / "started.sh").write_text(f"#!/bin/sh\ntouch {project}/started\n")
    (project / "started.sh").chmod(0o755)
    for line in (
        "git init -q",
        "git add templates locales",
        "git -c user.name=A -c user.email=a@b.c commit -qm x",
        "git config core.fsmonitor ./started.sh",
        "git config core.hooksPath .",
        "git config diff.external ./started.sh",
        "git config blame.ignoreRevsFile /dev/null",
    ):
        subprocess.run(line.split(), cwd=project, check=True, capture_output=True)
    code, output = told(project, "status", "es")
    assert code == 0
    assert "unsigned" in output
    assert not (project / "started").exists()


def test_two_proofs_have_two_paths_or_are_told(project: Path, told: Told) -> None:
    for guide, sheet in (("aa-bb", "cc"), ("aa", "bb-cc")):
        folder = project / "templates" / guide
        folder.mkdir()
        words = (project / "templates" / GUIDE / "after.xml").read_text()
        (folder / f"{sheet}.xml").write_text(words)
        about = (project / "templates" / GUIDE / "guide.toml").read_text()
        about = re.sub(r"\[handouts.before\]\n.*\n.*\n", "", about)
        about = about.replace("handouts.after", f"handouts.{sheet}").replace("KNEE", sheet[0] * 3)
        (folder / "guide.toml").write_text(about.replace("ccc", "CCC").replace("bbb", "BBB"))
    code, output = told(project, "proof", "en")
    assert code == 1
    assert "same-file" in output
    assert not list((project / "dist").rglob("aa-bb-cc-proof.pdf"))


# Words that say nothing.

NOTHING = ("\u2800", "\u3164", "-", "...", "TODO", "xxx", "n/a", "\u200b", "A\u202eB", "x" * 400,
           "A" + "\u0301" * 12, "\u2067abc", "")  # fmt: skip


@pytest.mark.parametrize("words", NOTHING)
def test_a_name_that_says_nothing_signs_nothing(project: Path, told: Told, words: str) -> None:
    before = snapshot(project / "locales")
    for option in ("--reviewer", "--credential"):
        arguments = list(SIGN)
        arguments[arguments.index(option) + 1] = words
        assert told(project, *arguments)[0] != 0
    assert told(project, "accept", "es", "--reviewer", words)[0] == 2
    assert snapshot(project / "locales") == before


@pytest.mark.parametrize(
    "words", ["Ann Bee", "Dr. B", "王", "Name of Reviewer, RN", "Ó Sé", "मीरा"]
)
def test_a_name_is_a_name(words: str) -> None:
    assert is_line(words)


@pytest.mark.parametrize("words", [each for each in NOTHING if each])
@pytest.mark.parametrize("place", ["name", "phone", "title", "sentence"])
def test_words_that_say_nothing_are_not_printed(
    project: Path, told: Told, place: str, words: str
) -> None:
    if place == "sentence" and len(words) > 100:
        words = "TODO"
    old, file = {
        "name": (r'(?m)^name = ".*"$', "templates/brand.toml"),
        "phone": (r'(?m)^phone = ".*"$', "templates/brand.toml"),
        "title": (r'(?m)^title = ".*"$', f"templates/{GUIDE}/guide.toml"),
        "sentence": (r"Sit down\.", f"templates/{GUIDE}/before.xml"),
    }[place]
    new = words if place == "sentence" else f'{place} = "{words}"'
    text, count = re.subn(old, lambda _: new, (project / file).read_text())
    assert count
    (project / file).write_text(text)
    code, output = told(project, "build", "--no-verify", "--language", "en")
    assert code == 1
    assert file in output
    assert not (project / "dist" / "en" / f"{GUIDE}-before.pdf").exists()


def test_blanks_are_not_printed_and_words_are() -> None:
    assert not any(map(can_be_printed, NOTHING))
    assert can_be_printed("555-0100")


# What comes back from translators' tools.

HEAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es">'
)
FILES: dict[str, Callable[[], str]] = {
    "laughs": lambda: (
        '<!DOCTYPE x [<!ENTITY a "xxxxxxxxxx">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(10))
        + f"]>{HEAD}<file id='common'>&a9;</file></xliff>"
    ),
    "outside entity": lambda: (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + f"{HEAD}&a;</xliff>"
    ),
    "network": lambda: (
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>' + f"{HEAD}</xliff>"
    ),
    "document type": lambda: f"<!DOCTYPE x>{HEAD}</xliff>",
    "depth": lambda: HEAD + "<g>" * 100_000,
    "long name": lambda: f"{HEAD}<file id='{'x' * 5_000_000}'/></xliff>",
    "long text": lambda: f"{HEAD}<file id='common'><unit><segment><source>{'x' * 11_000_000}",
    "many files": lambda: HEAD + "".join(f"<file id='x{n}'/>" for n in range(50_000)) + "</xliff>",
    "too large": lambda: HEAD + " " * 33_000_000 + "</xliff>",
    "unknown encoding": lambda: f"<?xml version='1.0' encoding='nothing'?>{HEAD}</xliff>",
    "TBX": lambda: "<martif type='TBX-Basic'/>",
    "PO": lambda: 'msgid "x"\nmsgstr "y"\n',
    "empty": str,
    "NUL": lambda: "\0",
}


@pytest.mark.parametrize("kind", FILES)
def test_what_comes_back_has_limits(project: Path, told: Told, kind: str) -> None:
    file = project / "back.xlf"
    file.write_text(FILES[kind]())
    before = snapshot(project / "locales")
    code, output = told(project, "xliff", "in", "es", file)
    assert (code, "back.xlf" in output) == (1, True)
    assert len(output) < 1_000_000
    assert snapshot(project / "locales") == before


@pytest.mark.parametrize("words", ['<cp hex="D800"/>', '<cp hex="110000"/>', '<cp hex="-1"/>',
    '<cp hex="1_0"/>', '<cp hex=" 41"/>', "<cp/>", "<ph id='99'/>", "<unknown/>",
    "<![CDATA[<b>]]>", "%(nothing)s"])  # fmt: skip
def test_words_that_stand_for_nothing_are_not_taken_in(
    project: Path, told: Told, words: str
) -> None:
    file = project / "back.xlf"
    assert told(project, "xliff", "out", "es", "--out", file)[0] == 0
    edit(file, "es: Sit down.", words)
    before = snapshot(project / "locales")
    code, output = told(project, "xliff", "in", "es", file)
    assert code == 1
    assert re.search(r"back\.xlf:\d+: error exchange-unit", output)
    assert snapshot(project / "locales") == before


@pytest.mark.parametrize("words", ['es: <cp hex="0"/>', 'es: <cp hex="1B"/>[2J', "es: a\u202eb",
    "\u2800", "TODO", "::error::x", "<mrk id='1'>" * 200 + "x" + "</mrk>" * 200])  # fmt: skip
def test_words_that_are_taken_in_are_judged_as_any_others(
    project: Path, told: Told, words: str
) -> None:
    file = project / "back.xlf"
    assert told(project, "xliff", "out", "es", "--out", file)[0] == 0
    edit(file, "es: Sit down.", words)
    assert told(project, "xliff", "in", "es", file)[0] in (0, 1)
    code, output = told(project, "check", "--language", "es")
    assert code == 1 or "\\x3a:error" in output or "::error" in words
    assert not (project / "dist").exists()


GLOSSARIES = {
    "wide": lambda: "term," + ",".join(f"x{n}" for n in range(20_000)) + "\n",
    "long": lambda: "term,es\n" + "a" * 200_000 + ",b\n",
    "open quote": lambda: 'term,es\n"' + "a\n" * 200_000,
    "same column": lambda: "term,es\na,b,c,d\n",
    "no UTF-8": lambda: "term,es\n\udcff,b\n",
    "commands": lambda: 'term,es\n"a\n::error::b\x1b[2J\u202e","c\n##[error]d"\n',
}


@pytest.mark.parametrize("kind", GLOSSARIES)
def test_a_glossary_has_limits_and_does_nothing(project: Path, told: Told, kind: str) -> None:
    path = project / "locales/glossary.csv"
    path.write_text(GLOSSARIES[kind](), errors="surrogateescape", newline="")
    for style in ("text", "tbx"):
        code, output = told(project, "glossary", "--format", style)
        assert code == (0 if kind == "commands" else 1)
        assert code == 0 or "glossary.csv" in output
    before = path.read_bytes()
    told(project, "language", "add", "fr")
    assert kind == "commands" or path.read_bytes() == before


@pytest.mark.parametrize("command", [("xliff", "out", "es", "--out", "{0}/x"),
    ("glossary", "--format", "tbx", "--out", "{0}/x"), ("proof", "es", "--handout", "after",
    "--out", "{0}"), ("packet", "es", "--out", "{0}"), ("screenshots", "es", "--out", "{0}"),
    ("index", "--out", "{0}"), ("publish", "--from", "{0}"), ("compare", "{0}", "{0}"),
    ("xliff", "in", "es", "{0}"), ("watch", "{0}"), ("language", "add", "{0}"),
    ("sign", "es", "--only", "{0}"), ("accept", "es", "--reviewer", "A", "--code", "{0}"),
    ("explain", "{0}"), ("inspect", "{0}")], ids=str)  # fmt: skip
def test_no_name_gives_a_command_to_a_terminal(
    project: Path, told: Told, command: tuple[str, ...]
) -> None:
    folder = project / "a\n::error::b\x1b[2J\u202e"
    folder.mkdir()
    arguments = [each.format(folder) for each in command]
    if command[0] in ("compare", "explain", "inspect"):
        arguments = [*arguments]
    told(project, *arguments)
