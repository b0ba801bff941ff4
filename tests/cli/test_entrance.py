"""`build.py` and the set-up: what somebody meets who has just cloned the project."""

from __future__ import annotations

import ast
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.desk.page import write as write_desk_page
from tests.press.model import ROOT, run


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The program alone, in a folder without a virtual environment."""
    shutil.copy(ROOT / "build.py", tmp_path)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "handouts", tmp_path / "handouts", ignore=ignore)
    return tmp_path


def start(
    *arguments: str | Path, cwd: Path, options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_without_its_packages_it_says_how_to_set_up(clone: Path) -> None:
    done = start(clone / "build.py", cwd=Path("/"), options=("-S",))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "is not installed" in done.stderr
    assert f"make -C {clone}" in done.stderr


def test_it_finds_the_environment_that_make_has_set_up(clone: Path) -> None:
    python = clone / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "the environment was asked:" "$@"\n')
    python.chmod(0o755)
    done = start(clone / "build.py", "check", cwd=Path("/"), options=("-S",))
    assert done.stdout == f"the environment was asked: {clone / 'build.py'} check\n"


def test_it_works_from_any_folder(tmp_path: Path) -> None:
    done = start(ROOT / "build.py", "--version", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("handouts ")


def test_an_old_python_can_read_it_far_enough_to_be_told() -> None:
    ast.parse((ROOT / "build.py").read_text(), feature_version=(3, 7))


def test_when_nothing_changed_the_whole_process_takes_less_than_half_a_second(
    built: Path,
) -> None:
    """Processor time, so that whatever else the machine does is not counted."""
    run(built)
    write_desk_page(built / "dist", lambda: None)
    took = []
    for _ in range(3):  # a machine that has other work makes even this a little slower
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = start(ROOT / "build.py", "--project", built, cwd=built)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert "8 unchanged" in done.stdout
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if took[-1] < 0.5:
            break
    assert min(took) < 0.5, took


def test_when_nothing_changed_no_font_is_opened_and_nothing_composed(built: Path) -> None:
    run(built)
    write_desk_page(built / "dist", lambda: None)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from handouts.cli import main;"
        "code = main(['--project', sys.argv[2]]);"
        "heavy = {'jinja2', 'lxml', 'reportlab', 'icu4py', 'page', 'textstat'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = start("-c", script, ROOT, built, cwd=built)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("script", [".ci/run", "tools/set-up", "tools/find-python"])
def test_shell_scripts_are_well_formed_and_executable(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", path], check=False).returncode == 0


def test_a_python_is_found() -> None:
    done = subprocess.run([ROOT / "tools/find-python"], capture_output=True, text=True, check=True)
    assert done.stdout.strip()


#: Stands for Python: enough of one to be set up.
PYTHON = """#!/bin/sh
echo "$@" >> python.log
case "$*" in
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands: a machine on which no Debian package is installed."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, script in {
        "python3": PYTHON,
        "dpkg-query": "#!/bin/sh\nexit 1\n",
        "apt-get": f'#!/bin/sh\necho "$@" >> {tmp_path}/installed\n',
        "sudo": "#!/bin/sh\nexit 1\n",
        "id": "#!/bin/sh\necho 1000\n",
    }.items():
        (commands / name).write_text(script)
        (commands / name).chmod(0o755)
    for lock in ROOT.glob("requirements*.lock"):
        shutil.copy(lock, tmp_path)
    return tmp_path


def set_up(machine: Path, *extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "tools/set-up", "python3", ".venv", *extra],
        cwd=machine,
        env={"PATH": f"{machine / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_who_may_not_install_fonts_is_shown_the_command(machine: Path) -> None:
    done = set_up(machine)
    assert done.returncode == 0
    assert "sudo apt-get install fonts-noto-core fonts-noto-cjk" in done.stderr
    assert not (machine / "installed").exists()


def test_root_gets_the_fonts_installed(machine: Path) -> None:
    (machine / "bin" / "id").write_text("#!/bin/sh\necho 0\n")
    assert set_up(machine).returncode == 0
    asked = (machine / "installed").read_text()
    assert "install -y" in asked
    assert "fonts-noto-core fonts-noto-cjk" in asked


def test_the_tools_of_the_tests_are_for_the_tests_only(machine: Path) -> None:
    (machine / "bin" / "id").write_text("#!/bin/sh\necho 0\n")
    assert set_up(machine, "test").returncode == 0
    asked = (machine / "installed").read_text()
    assert "poppler-utils" in asked
    assert "fonts" in asked
    (machine / "installed").unlink()
    set_up(machine)
    assert "poppler-utils" not in (machine / "installed").read_text()


def test_python_packages_are_installed_once_until_the_list_changes(machine: Path) -> None:
    def asked_pip() -> bool:
        log = machine / "python.log"
        log.write_text("")
        assert set_up(machine).returncode == 0
        return "pip install" in log.read_text()

    assert [asked_pip(), asked_pip()] == [True, False]
    (machine / "requirements.lock").touch()
    assert not asked_pip()
    with (machine / "requirements.lock").open("a") as file:
        file.write("# one more line\n")
    assert asked_pip()


def test_an_old_python_is_refused_with_what_to_install(machine: Path) -> None:
    (machine / "bin" / "python3").write_text("#!/bin/sh\nexit 1\n")
    done = set_up(machine)
    assert done.returncode == 2
    assert "apt-get install python3 python3-venv" in done.stderr


def test_packages_that_cannot_be_installed_are_told(machine: Path) -> None:
    failing = PYTHON.replace("esac", '    *"pip install"*) exit 1 ;;\nesac')
    (machine / "bin" / "python3").write_text(failing)
    done = set_up(machine)
    assert done.returncode == 2
    assert "run make again" in done.stderr
