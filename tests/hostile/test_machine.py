"""The machine around a command: it works, to the same byte, or says in one line what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.cli import machine
from handouts.model.errors import SetupError
from tests.press.model import AS_ANYBODY, COMPILED, HANGS, ROOT, pdfs

PROGRAM = f"{sys.executable} {ROOT / 'build.py'}"
BUILD = f"{PROGRAM} --project $project -l es --no-verify --force --jobs 1"

#: Variables that some library reads; the values would change what it does, or stop it.
MEDDLING = {
    "RL_invariant": "0",
    "RL_pageCompression": "0",
    "RL_useA85": "1",
    "RL_defaultPageSize": "nonsense",
    "SOURCE_DATE_EPOCH": "nonsense",
    "ICU_DATA": "/nowhere",
    "HB_SHAPER_LIST": "fallback",
    "HB_OPTIONS": "uniscribe-bug-compatible",
    "XML_CATALOG_FILES": "/nowhere",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "nonsense",
    "TZ": "Asia/Tokyo",
    "TMPDIR": "/nowhere",
    "COLUMNS": "x",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "latin-1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONUNBUFFERED": "1",
}


def shell(line: str, project: Path, **environment: str) -> tuple[int, str]:
    """The exit code of a line of shell, and all that was printed."""
    done = subprocess.run(
        ["bash", "-c", line],
        env={**os.environ, **COMPILED, "project": str(project), **environment},
        cwd=project,
        capture_output=True,
        check=False,
        timeout=HANGS,
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "backslashreplace")


@pytest.fixture
def whole(_hostile_built: Path) -> dict[str, bytes]:
    """The Spanish sheets as they are built when nothing meddles."""
    return {
        path: data for path, data in pdfs(_hostile_built / "dist").items() if path.startswith("es/")
    }


def builds(project: Path, whole: dict[str, bytes], line: str, **environment: str) -> None:
    """The line builds the same bytes."""
    shutil.rmtree(project / "dist", ignore_errors=True)
    code, output = shell(line, project, **environment)
    assert code == 0, output
    assert pdfs(project / "dist") == whole


def test_the_environment_and_settings_in_the_home_change_no_byte(
    project: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in (".reportlab_settings", ".reportlab_mods"):
        (home / name).write_text("invariant = 0\nraise SystemExit('meddling')\n")
    builds(project, whole, BUILD, **MEDDLING, HOME=str(home))


@pytest.mark.slow
@pytest.mark.parametrize("home", ["", "relative", "/nowhere", "/dev/null", "/" + "x" * 300])
def test_a_home_that_is_none(project: Path, whole: dict[str, bytes], home: str) -> None:
    builds(project, whole, BUILD, HOME=home, XDG_DATA_HOME=home, XDG_STATE_HOME=home)
    assert not (project / "relative").exists()


def test_no_home_at_all(project: Path, whole: dict[str, bytes]) -> None:
    builds(project, whole, f"unset HOME; {BUILD}")


@pytest.mark.slow
def test_a_home_that_may_not_be_read(
    project: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0)
    under = "" if os.geteuid() else " ".join(AS_ANYBODY)
    if under and not shutil.which(AS_ANYBODY[0]):
        pytest.skip("root may read anything, and setpriv is not there to take that away")
    builds(project, whole, f"{under} {BUILD}", HOME=str(home))


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
def test_closed_streams(project: Path, whole: dict[str, bytes], closed: str) -> None:
    builds(project, whole, f"{BUILD} {closed}")


@pytest.mark.slow
def test_few_files_are_enough_or_told(project: Path, whole: dict[str, bytes]) -> None:
    builds(project, whole, f"ulimit -S -n 12; {BUILD}")
    code, output = shell(f"ulimit -n 12; {BUILD}", project)
    assert code == 2
    assert output == "error: only 12 files may be open at once: 64 are needed (ulimit -n)\n"


@pytest.mark.parametrize("megabytes", [60, 100, 250])
@pytest.mark.parametrize("command", ["build", "check", "facts", "doctor"])
def test_too_little_memory_is_told(project: Path, megabytes: int, command: str) -> None:
    line = f"ulimit -v {megabytes * 1024}; {PROGRAM} {command} --project $project"
    code, output = shell(line, project)
    assert code == 2
    told = f"error: only {megabytes} MB of memory may be used: 512 MB are needed (ulimit -v)\n"
    assert output == told


@pytest.mark.slow
def test_enough_memory_is_enough(project: Path, whole: dict[str, bytes]) -> None:
    builds(project, whole, f"ulimit -v {machine.MEMORY >> 10}; {BUILD}")


def test_a_folder_that_is_gone_is_told(project: Path) -> None:
    code, output = shell(f"mkdir gone && cd gone && rmdir ../gone; {BUILD}", project)
    assert code == 2
    assert output.startswith("error: the current folder cannot be used")
    assert output.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("to", ["/dev/full", "/dev/null"])
def test_a_full_output_takes_nothing_from_the_work(
    project: Path, whole: dict[str, bytes], to: str
) -> None:
    builds(project, whole, f"{BUILD} > {to}")
    check = f"{PROGRAM} check --project $project -l es"
    assert shell(f"{check} > {to}", project)[0] == shell(check, project)[0]
    shown, output = shell(f"{PROGRAM} status --project $project > {to}", project)
    assert shown == (2 if to == "/dev/full" else 0)
    assert ("No space left" in output) == bool(shown)


@pytest.mark.slow
def test_json_can_be_read_in_any_encoding(project: Path) -> None:
    code, output = shell(
        f"set -eo pipefail; read='{sys.executable} -m json.tool'; {PROGRAM} status --json | $read;"
        f"{PROGRAM} inspect --json $project/own.pdf | $read",
        project_with_pdf(project),
        PYTHONIOENCODING="latin-1",
    )
    assert code == 0, output


def project_with_pdf(project: Path) -> Path:
    from tests.hostile.pdfs import tree  # noqa: PLC0415

    letters = {11: "<</S/P/Alt<FEFF00E94E2DD83DDE00>>>"}
    (project / "own.pdf").write_bytes(tree(letters))
    return project


def test_a_variable_that_nobody_knows_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    before = dict(os.environ)
    for name in MEDDLING:
        monkeypatch.setenv(name, "x")
    try:
        machine.prepare()
        left = set(os.environ)
    finally:
        os.environ.clear()
        os.environ.update(before)
    libraries = ("RL_", "SOURCE_DATE", "ICU_", "HB_", "XML_")
    assert not {name for name in left if name.startswith(libraries)}
    assert "PATH" in left


def test_limits_are_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1 << 20, 1 << 20))
    with pytest.raises(SetupError, match=r"only 1 MB of memory may be used.*ulimit -v"):
        machine._look_at_limits()
