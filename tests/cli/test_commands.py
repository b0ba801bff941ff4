"""Commands do what they say, end with the contracted exit codes, and never show a traceback."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import pikepdf
import pytest

from handouts.cli import main
from handouts.cli.application import COMMANDS
from handouts.reports import status
from tests.press.model import GUIDE, edit

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line; gives the exit code and all that was printed."""

    def go(*arguments: str | Path) -> tuple[int, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return code, printed.out + printed.err

    return go


def test_help_names_every_command_and_says_what_it_does_in_one_line(run: Run) -> None:
    code, output = run("--help")
    assert code == 0
    width = max(map(len, COMMANDS))
    for name in COMMANDS:
        command = importlib.import_module(f"handouts.cli.{name}").command
        assert f"\n  {name.ljust(width)}  {command.help.splitlines()[0]}\n" in output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_takes_a_project(run: Run, name: str) -> None:
    code, output = run(name, "-h")
    assert code == 0
    assert output.startswith(f"Usage: handouts {name}")
    assert "--project DIR" in output
    command = importlib.import_module(f"handouts.cli.{name}").command
    assert command.name == name
    for option in command.params:
        assert isinstance(option, click.Argument) or option.help, option.name


def test_the_contracted_commands_are_there() -> None:
    assert {"check", "extract", "update", "language", "status", "inspect", "doctor"} < set(COMMANDS)


def test_the_contracted_options_of_a_build_are_there(run: Run) -> None:
    _, output = run("build", "--help")
    for option in (
        "--language", "--guide", "--handout", "--edition", "--paper", "--out", "--release",
        "--shard", "--jobs", "--force", "--fonts", "--no-verify", "--json",
    ):  # fmt: skip
        assert option in output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("chek",), "Did you mean 'check'?\nSee: handouts --help"),
        (("--langage", "es"), "Did you mean '--language'?\nSee: handouts build --help"),
        (("check", "--sumary", "x"), "Did you mean '--summary'?\nSee: handouts check --help"),
        (("--language",), "'--language' requires an argument"),
        (("--project",), "'--project' requires an argument"),
        (("--jobs", "many"), "'many' is not a valid integer"),
        (("--jobs", "-2"), "-2 is not in the range x>=1"),
        (("--shard", "4/3"), "1/4"),
        (("--language", "Spansh"), "Did you mean es?"),
        (("--guide", "sore-kne"), "Did you mean sore-knee?"),
        (("--handout", "aftr"), "Did you mean after?"),
        (("--edition", "lrge"), "Did you mean 'large'?"),
        (("--paper", "a5"), "letter, a4"),
        (("--force", "es"), "unexpected extra argument (es)"),
        (("check", "--format", "jsn"), "'text', 'github', 'json'. Did you mean 'json'?"),
        (("check", "--format", "xml"), "is not one of 'text', 'github', 'json'.\n"),
        (("language",), "Missing command.\nSee: handouts language --help"),
        (("language", "ad", "fr"), "Did you mean 'add'?"),
        (("language", "add"), "Missing argument 'L'"),
        (("language", "add", "klingonese"), "unknown language"),
        (("language", "add", "en"), "source language"),
        (("compare", "old"), "Missing argument 'NEW'"),
        (("compare", "old", "new", "--limit", "-1"), "-1 is not in the range x>=0"),
        (("merge",), "Missing argument 'DIR...'"),
        (("inspect",), "FILE.pdf"),
        (("inspect", "nowhere.pdf"), "cannot read nowhere.pdf"),
        (("status", "--project", "nowhere"), "nowhere is no project"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_would_be_right(
    run: Run, project: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, output = run("--project", project, *arguments)
    assert code == 2
    assert output.startswith("error: ")
    assert told in output


@pytest.mark.parametrize(
    "line",
    [
        ("--project", "{}", "status"),
        ("--project={}", "status"),
        ("status", "--project", "{}"),
        ("--project", "nowhere", "status", "--project", "{}"),
    ],
)
def test_the_project_may_be_named_before_and_after_the_command(
    run: Run, project: Path, line: tuple[str, ...]
) -> None:
    code, output = run(*(word.format(project) for word in line))
    assert code == 0
    assert "Thai" in output


def test_without_a_project_the_current_folder_is_meant(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(project)
    assert "Thai" in run("status")[1]
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for name in ("build", "check", "extract", "update", "status", "facts", "plain"):
        code, output = run(name)
        assert (code, "--project DIR" in output) == (2, True), output
    assert list((tmp_path / "empty").iterdir()) == []
    assert run("explain")[0] == run("doctor")[0] == 0


def test_options_without_a_command_are_those_of_build(run: Run, project: Path) -> None:
    line = ("--no-verify", "--jobs", "1", "--language", "es", "--handout", "after")
    assert f"built es/{GUIDE}-after.pdf" in run("--project", project, *line)[1]
    assert run(*line, f"--project={project}")[1].startswith("1 unchanged")
    assert run("--project", project, "--force", "-h")[1].startswith("Usage: handouts build")


def test_a_build_tells_what_it_built(run: Run, project: Path) -> None:
    line = "--project", project, "--jobs", "1", "--no-verify", "--language", "es"
    code, output = run(*line)
    assert code == 0
    assert f"built es/{GUIDE}-before.pdf (1 page)" in output
    assert re.search(r"^2 built in [\d.]+ s$", output, re.MULTILINE)
    code, output = run(*line)
    assert code == 0
    assert re.fullmatch(r"2 unchanged in [\d.]+ s\n", output)


def test_a_build_tells_its_progress_to_programs(run: Run, project: Path) -> None:
    edit(
        project / f"locales/es/LC_MESSAGES/{GUIDE}.po", 'msgstr "es: Your knee after"', 'msgstr ""'
    )
    code, output = run("--project", project, "--jobs", "1", "--no-verify", "-l", "es", "--json")
    assert code == 1
    events = [json.loads(line) for line in output.splitlines()]
    assert [event["event"] for event in events] == ["plan", "sheet", "sheet", "finding", "end"]
    assert events[0] == {"event": "plan", "sheets": 2, "unchanged": 0}
    assert [event["state"] for event in events[1:3]] == ["built", "failed"]
    assert events[3]["file"] == f"locales/es/LC_MESSAGES/{GUIDE}.po"
    assert events[3]["line"] > 0
    assert events[4]["exit_code"] == 1


def test_extract_update_and_language_add_work_together(run: Run, project: Path) -> None:
    at = "--project", project
    assert run("extract", *at)[0] == 0
    assert run("extract", "--check", *at) == (0, "")
    edit(project / f"templates/{GUIDE}/before.xml", "Sit down.", "Sit down now.")
    code, output = run("extract", "--check", *at)
    assert code == 1
    assert f"locales/{GUIDE}.pot" in output
    assert f"handouts --project {project} extract" in output
    assert run("extract", *at)[0] == 0
    code, output = run("update", *at)
    assert code == 0
    assert f"updated locales/es/LC_MESSAGES/{GUIDE}.po" in output
    assert run("update", *at) == (0, "every catalog is up to date\n")
    code, output = run("language", "add", "pt-BR", *at)
    assert code == 0
    assert f"started locales/pt_BR/LC_MESSAGES/{GUIDE}.po" in output
    assert "has its catalogs already" in run("language", "add", "pt_BR", *at)[1]


def test_extract_writes_nothing_from_broken_templates(run: Run, project: Path) -> None:
    pot = project / f"locales/{GUIDE}.pot"
    before = pot.read_bytes()
    edit(project / f"templates/{GUIDE}/before.xml", "{% block body %}", "{% block %}")
    code, output = run("extract", "--project", project)
    assert code == 1
    assert f"templates/{GUIDE}/before.xml:" in output
    assert pot.read_bytes() == before


def test_status_counts_per_language(run: Run, project: Path) -> None:
    edit(project / f"locales/es/LC_MESSAGES/{GUIDE}.po", 'msgstr "es: Sit down."', 'msgstr ""')
    code, output = run("status", "--json", "--project", project)
    assert code == 0
    rows = {row["language"]: row for row in json.loads(output)["languages"]}
    assert set(rows) == {"en", "es", "ru", "th"}
    assert rows["es"]["translated"] == rows["ru"]["translated"] - 1
    assert rows["ru"]["translated"] == rows["ru"]["messages"] == rows["en"]["messages"]
    assert rows["ru"]["signed"] == rows["ru"]["fuzzy"] == 0
    code, output = run("status", "--project", project)
    assert code == 0
    assert "Spanish" in output


def test_inspect_tells_what_a_screen_reader_says(run: Run, built: Path) -> None:
    code, output = run("inspect", built / "dist" / "en" / f"{GUIDE}-before.pdf")
    assert code == 0
    lines = output.splitlines()
    assert re.fullmatch("document: .+, en", lines[0])
    assert [line for line in lines if "Rest your knee" in line] == [
        "bullet: Rest your knee before your visit."
    ]
    assert sum(line.startswith("heading level 1: ") for line in lines) == 1
    silent = lines.index("not read aloud: 3 texts")
    assert [line.partition(": ")[0] for line in lines[silent + 1 :]] == [
        "  page 1, Pagination/Header",
        "  page 1, Pagination/Footer",
        "  page 1, Layout",
    ]
    assert lines[-1] == "  page 1, Layout: Stamp of the clinic"
    assert "BBox" not in output


def test_inspect_tells_the_tags_when_asked(run: Run, built: Path) -> None:
    code, output = run("inspect", "--tags", built / "dist" / "en" / f"{GUIDE}-before.pdf")
    assert code == 0
    assert output.startswith("Document\n")
    assert '\n  H1 "' in output
    assert '"Rest your knee before your visit.' in output
    assert "\n[artifact p.1 Pagination/Footer] " in output


def test_inspect_tells_programs_tags_and_speech(run: Run, built: Path) -> None:
    pdf = built / "dist" / "en" / f"{GUIDE}-before.pdf"
    code, output = run("inspect", "--json", pdf)
    assert code == 0
    told = json.loads(output)
    assert told["pages"] == 1
    assert told["tree"]["role"] == "Document"
    (title,) = (each for each in told["speech"] if each.get("level") == 1)
    assert title["role"] == "heading"
    assert title["lang"] == "en"
    rest = {"text": "Rest your knee before your visit.", "lang": "en"}
    assert {"role": "item", "lead": "bullet", **rest} in told["speech"]
    assert run("inspect", "--json", "--tags", pdf)[0] == 2


def test_inspect_tells_of_a_file_without_tags_that_it_has_none(run: Run, tmp_path: Path) -> None:
    made = pikepdf.new()
    made.add_blank_page()
    made.save(tmp_path / "plain.pdf")
    assert run("inspect", tmp_path / "plain.pdf") == (0, "(no structure)\n")
    code, output = run("inspect", "--json", tmp_path / "plain.pdf")
    assert code == 0
    assert json.loads(output)["speech"] == []


def test_inspect_refuses_what_is_no_pdf(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    code, output = run("inspect", tmp_path / "x.pdf")
    assert code == 1
    assert "x.pdf" in output


def test_doctor_tells_which_font_serves_a_language(run: Run, project: Path) -> None:
    code, output = run("doctor", "--project", project)
    assert code == 0
    assert "Noto Sans" in output
    assert "Everything is there." in output
    code, output = run("doctor", "--json", "--project", project)
    report = json.loads(output)
    assert report["healthy"]
    thai = next(one for one in report["languages"] if one["language"] == "th")
    assert "Thai" in thai["family"]
    assert thai["characters"] > 60, "the language's own letters, not the catalog's alone"
    assert not thai["missing"]


def test_doctor_tells_what_to_install(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.text import fonts  # noqa: PLC0415 - patched here

    monkeypatch.setattr(fonts, "_system_folders", list)
    monkeypatch.delenv("HANDOUTS_FONTS", raising=False)
    code, output = run("doctor", "--project", project)
    assert code == 2
    assert "fonts-noto-core" in output


def break_status(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(status, "progress", fail)


def test_an_internal_error_is_told_as_such(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDOUTS_DEBUG", raising=False)
    break_status(monkeypatch, ZeroDivisionError("oh"))
    code, output = run("--project", project, "status")
    assert code == 1
    assert "internal error: ZeroDivisionError: oh" in output
    assert "HANDOUTS_DEBUG=1" in output


def test_who_wants_to_debug_gets_the_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HANDOUTS_DEBUG", "1")
    break_status(monkeypatch, ZeroDivisionError("oh"))
    assert main(["--project", str(project), "status"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_ends_with_130(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_status(monkeypatch, KeyboardInterrupt())
    code, output = run("--project", project, "status")
    assert code == 130
    assert "interrupted" in output


def test_a_missing_package_is_told(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_status(monkeypatch, ModuleNotFoundError("No module named 'x'", name="x"))
    code, output = run("--project", project, "status")
    assert (code, output) == (2, "error: the Python package 'x' is not installed\n")
