"""The documentation is true: what it names exists, and what exists it names."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from handouts.cli import main
from handouts.cli.application import COMMANDS
from handouts.press.plan import Narrowing, make_plan
from handouts.project.project import Project

PROJECT = Path(__file__).parents[1]
COMMANDS_PAGE = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = {
    path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")))
    if path.name != "CHANGELOG.md"
}


def table() -> list[str]:
    """Command lines of the table in docs/commands.md: the code in its first column."""
    rows = re.findall(r"^\| (`.*?) \|", COMMANDS_PAGE, flags=re.MULTILINE)
    return [code.replace("\\|", "|") for row in rows for code in re.findall(r"`([^`]+)`", row)]


def command_lines() -> Iterator[str]:
    """All that the documentation asks somebody to type after `build.py`."""
    yield from table()
    for text in PAGES.values():
        blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
        code = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
        for line in (*code, *"\n".join(blocks).splitlines()):
            yield from re.findall(r"build\.py ([^|&;#>]+)", re.sub(r"<\w+>", "X", line))


def commands(within: click.Command) -> Iterator[click.Command]:
    """A command and those below it."""
    yield within
    if isinstance(within, click.Group):
        for below in within.commands.values():
            yield from commands(below)


def every_command() -> list[click.Command]:
    """Those of the program, and those below them."""
    modules = [importlib.import_module(f"handouts.cli.{name}") for name in COMMANDS]
    return [command for module in modules for command in commands(module.command)]


def test_every_command_is_in_the_table_and_no_other() -> None:
    named = {line.split()[0] for line in table() if not line.startswith("-")}
    assert named | {"build"} == set(COMMANDS)


def test_every_option_is_documented() -> None:
    documented = set(re.findall(r"--[a-z][a-z-]*", "".join(PAGES.values())))
    for command in every_command():
        for option in command.params:
            if isinstance(option, click.Option):
                assert documented & set(option.opts), f"{command.name} {option.opts}"


def test_every_option_in_a_row_of_the_table_is_one_of_its_command() -> None:
    known = {command.name: command for command in every_command()}
    rows = re.findall(r"^\| (`.*)", COMMANDS_PAGE, flags=re.MULTILINE)
    assert len(rows) >= len(COMMANDS) - 2
    for row in rows:
        names = [code.split()[0] for code in re.findall(r"`([^`]+)`", row.split(" | ")[0])]
        options = {
            name
            for command in names
            for option in known["build" if command.startswith("-") else command].params
            for name in option.opts
        }
        assert set(re.findall(r"(?<=`)--[a-z][a-z-]*", row)) <= options | {"--shard"}, row


def test_every_documented_command_line_is_understood(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the program itself, which then carries out nothing."""
    understood: list[str] = []

    def note(ctx: click.Context) -> int:
        understood.append(ctx.command_path)
        return 0

    for command in every_command():
        if not isinstance(command, click.Group):
            monkeypatch.setattr(command, "invoke", note)
    lines = sorted(set(command_lines()))
    assert len(lines) > 20
    for line in lines:
        words = ["4" if word == "N" else word.split("|")[0] for word in shlex.split(line)]
        assert main(words) == 0, (line, capsys.readouterr().err)
    assert {path.split()[1] for path in understood} == set(COMMANDS)


def test_every_make_target_named_exists() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    named = re.findall(
        r"(?:^|`)make(?: --silent)?(?: +([a-z-]+))?", "\n".join(PAGES.values()), flags=re.MULTILINE
    )
    assert named
    assert {name for name in named if name} <= targets
    phony = re.search(r"^\.PHONY: (.*)", makefile, flags=re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == targets


def shell_lines() -> Iterator[str]:
    """Each line of the blocks that somebody is to paste into a shell in this repository."""
    for name, text in PAGES.items():
        if name == "docs/install.md":  # what its lines do is done in tests/test_packaging.py
            continue
        for block in re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
            yield from block.splitlines()


def test_a_shell_understands_every_line_and_debian_has_its_program() -> None:
    """Without what only this project's environment has: no `python`, no `handouts`."""
    lines = [line for line in shell_lines() if line.strip()]
    assert len(lines) > 20
    for line in lines:
        filled = re.sub(r"<\w+>", "X", line)
        subprocess.run(["bash", "-n", "-c", filled], check=True)
        for part in re.split(r"&&|\|\|?|;", filled.partition("#")[0]):
            program = part.split()[0]
            assert program in {"sudo", "make", "python3", "git", "pdftoppm"}, line
            if program == "python3":
                assert part.split()[1] == "build.py", line


@pytest.mark.slow
def test_every_line_for_the_shell_runs_as_written(tmp_path: Path) -> None:
    """In a clone, in the order of the pages; findings are no fault of a command."""
    clone = tmp_path / "clone"
    for name in ("handouts", "templates", "locales", "tools"):
        shutil.copytree(PROJECT / name, clone / name)
    for name in ("build.py", "Makefile"):
        shutil.copy(PROJECT / name, clone)
    (clone / "bin").mkdir()
    (clone / "bin" / "python3").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (clone / "bin" / "python3").chmod(0o755)
    environment = {**os.environ, "PATH": f"{clone / 'bin'}:{os.environ['PATH']}"}

    def run(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", line], cwd=clone, env=environment, text=True, capture_output=True,
            check=False,
        )  # fmt: skip

    who = "git -c user.name=N -c user.email=n@example.org"
    sign = 'python3 build.py sign es --reviewer "N" --credential "C"'
    build = "python3 build.py --language en --language ar --language es"
    setting_up = f"git init -q && git add -A && {who} commit -qm words && {build} && {sign}"
    assert run(setting_up).returncode in (0, 1)
    known = {"guide": "sacroiliac-joint-injection", "sheet": "sacroiliac-joint-injection-recovery"}
    for line in shell_lines():
        if not re.match(r"python3|git", line):
            continue
        filled = re.sub(r"<(\w+)>", lambda name: known[name[1]], line).replace(
            " OLD ", " old.toml "
        )
        shards = range(1, 5) if "--shard 1/4" in filled else [1]
        for number in shards:
            own = filled.replace("1/4", f"{number}/4", 1).replace("shard-1 ", f"shard-{number} ")
            done = run(own if len(shards) > 1 else filled)
            assert done.returncode in (0, 1), (line, done.stdout, done.stderr)
            assert "error:" not in done.stderr, (line, done.stderr)
        if "--withdraw" in filled:
            run(sign)


def test_make_builds_as_many_pdfs_as_the_readme_says() -> None:
    project = Project(PROJECT)
    plan = make_plan(
        project.guides,
        project.languages,
        project.brand.paper,
        Narrowing(),
        project.offers,
        project.brand.editions,
    )
    assert f"builds {len(plan)} PDFs" in PAGES["README.md"]


def test_every_file_linked_exists() -> None:
    for page, text in PAGES.items():
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (PROJECT / page).parent.joinpath(link).exists(), (page, link)


def test_every_command_named_exists_on_debian() -> None:
    """`python` is not there, and what the tests need is in the virtual environment."""
    sources = [*PROJECT.glob("handouts/**/*.py"), *PROJECT.glob("tools/*"), PROJECT / "build.py"]
    texts = PAGES | {
        str(path): path.read_text(encoding="utf-8") for path in sources if path.is_file()
    }
    for name, text in texts.items():
        assert not re.findall(r"(?<![\w/.-])python (?:-m |\w+\.py|\w+/)", text), name
        for module in re.findall(r"\.venv/bin/python -m ([\w.]+)", text):
            path = PROJECT.joinpath(*module.split("."))
            assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module
