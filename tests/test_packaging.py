"""The wheel is whole: what is in the source tree is in it, and it works from any folder."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.guides.fixture import build_py, write_project
from tests.press.model import HANGS, ROOT

#: Where the wheel has what all clinics share, and what is only this clinic's.
SHARED_IN = "handouts/project/starter/clinic/"
GUIDES = [path.parent for path in (ROOT / "templates").glob("*/guide.toml")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the source without anything that an earlier build left."""
    folder = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("handouts", "templates", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    pip(
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder.with_name("wheel"),
        folder,
    )
    (path,) = folder.with_name("wheel").glob("*.whl")
    return path


def pip(*arguments: str | Path) -> None:
    quiet = ("--quiet", "--no-index", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", arguments[0], *quiet, *map(str, arguments[1:])]
    subprocess.run(command, check=True, capture_output=True, text=True)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "handouts").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    shared = {name for name in packed if name.startswith(SHARED_IN)}
    assert packed - shared == sources
    for name in shared:  # what there is once, in git, is the same
        assert zipfile.ZipFile(wheel).read(name) == (ROOT / name[len(SHARED_IN) :]).read_bytes()
    assert not [name for name in shared if any(guide.name in name for guide in GUIDES)]
    assert {Path(name).suffix for name in packed} >= {".py", ".html", ".css"}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel is installed, and nothing else."""
    target = tmp_path_factory.mktemp("installed") / "site"
    pip("install", "--no-deps", "--no-compile", "--target", target, wheel)
    return target


def environment(installed: Path) -> dict[str, str]:
    """What of a person's environment is another with the package installed."""
    return {**os.environ, "PYTHONPATH": str(installed)}


#: Carries out the commands that it is given, each as `bin/handouts` would, and says what each has
#: printed. To start as many programs takes longer than all they do.
_COMMANDS = """
import contextlib, io, json, sys
from handouts.cli import main

printed = []
for arguments in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(arguments) == 0, (arguments, said.getvalue())
    printed.append(said.getvalue())
json.dump(printed, sys.stdout)
"""


def test_what_is_installed_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    page, site = tmp_path / "comparison.html", tmp_path / "www"
    (tmp_path / "nothing").mkdir()

    def python(*program: str | Path, given: str = "", cwd: str | Path = "/") -> str:
        return subprocess.run(
            program,
            cwd=cwd,
            env=environment(installed),
            input=given,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout

    def handouts(*commands: Sequence[str], cwd: str | Path = "/") -> Iterator[str]:
        given = json.dumps(commands)
        yield from json.loads(python(sys.executable, "-c", _COMMANDS, given=given, cwd=cwd))

    there = ("--project", str(project))
    program = installed / "bin" / "handouts"
    assert python(program, "--version").startswith("handouts ")
    assert "2 built" in python(program, *there, "--language", "es", "--jobs", "1")
    assert (project / "dist" / "manifest.json").is_file()
    who = ("--reviewer", "Name of Reviewer", "--credential", "Certified translator")
    facts, plain, status, doctor, *_, published = handouts(
        ("facts", "--format", "html", *there),
        ("plain", "--format", "html", *there),
        ("status", "--html", *there),
        ("doctor", *there),
        ("compare", str(tmp_path / "nothing"), str(project / "dist"), "--out", str(page)),
        (*there, "sign", "es", *who),
        (*there, "--release", "--jobs", "1"),
        (*there, "publish", "--out", str(site)),
    )
    assert "facts.html" in facts
    assert "plain.html" in plain
    assert "status.html" in status
    assert "Everything is there." in doctor
    assert page.is_file()
    assert "2 sheets published" in published
    assert (site / "404.html").is_file()
    (checked,) = handouts(("check", "--language", "es"), cwd=project)
    note, _ = checked.splitlines()
    assert note.startswith("locales/es/checks.toml: note unchecked-words: ")


def test_the_wheel_alone_starts_a_clinic_that_builds_at_once(
    installed: Path, tmp_path: Path
) -> None:
    """No project is near: the frame and the words that all sheets share come with the package, and
    are those that a checkout gives."""

    def handouts(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [installed / "bin" / "handouts", *arguments],
            cwd=tmp_path,
            env=environment(installed),
            capture_output=True,
            text=True,
            check=False,
        )

    done = handouts("new", "clinic", "clinic")
    assert done.returncode == 0, done.stderr
    (look,) = re.findall(r"^Look at it: handouts (.*)$", done.stdout, re.MULTILINE)
    done = handouts(*shlex.split(look))
    assert "built en/first-guide-sheet.pdf (1 page)" in done.stdout, done.stdout + done.stderr
    done = handouts("check", "--project", "clinic")
    assert "(run: handouts --project clinic extract" in done.stdout
    assert "build.py" not in done.stdout + handouts("explain").stdout
    done = handouts("--project", "nowhere", "new", "clinic", "other")
    assert done.returncode == 2
    assert "nowhere is no project" in done.stderr

    there = tmp_path / "from-checkout"
    assert build_py(ROOT, "new", "clinic", str(there)).returncode == 0
    assert files_of(tmp_path / "clinic") >= files_of(there)


def files_of(folder: Path) -> set[tuple[str, bytes, bool]]:
    """Name, content, and whether it is a program, of each file."""
    return {
        (path.relative_to(folder).as_posix(), path.read_bytes(), os.access(path, os.X_OK))
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_installed_serves_its_pages_with_all_they_need(
    installed: Path, tmp_path: Path
) -> None:
    project = write_project(tmp_path / "project")
    command = [installed / "bin" / "handouts", "watch", "es", "--port", "0", "--project", project]
    with subprocess.Popen(
        command, cwd="/", env=environment(installed), stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            (address,) = re.findall(r"http://\S+", server.stdout.readline())
            with urllib.request.urlopen(address) as answer:
                html = answer.read().decode()
            needed = re.findall(r'(?:src|href)="(/?static/[^"]+)"', html)
            assert needed
            for path in needed:
                with urllib.request.urlopen(urllib.parse.urljoin(address, path)) as answer:
                    assert answer.read(), path
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=HANGS) == 0


def _pins(lines: Iterable[str]) -> dict[str, str]:
    found = (re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] for pin in found if pin}


@pytest.mark.parametrize("extra", ["", "test", "bench"])
def test_every_package_is_locked_with_the_digests_of_its_files(extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"].get(extra, ())]
    lock = (ROOT / f"requirements{extra and f'-{extra}'}.lock").read_text()
    locked = _pins(lock.splitlines())
    assert _pins(wanted).items() <= locked.items(), "run: make lock"
    for block in re.split(r"\n(?=\S)", lock.strip()):
        assert "--hash=sha256:" in block, block
    assert "://" not in lock


@pytest.fixture
def made(tmp_path: Path) -> dict[str, Any]:
    """What `make sbom` makes, where no connection can be opened and no program started."""
    refuse = (
        "import sys, runpy\n"
        "def hear(event, _):\n"
        "    if event.startswith(('socket.', 'subprocess.', 'os.exec', 'os.posix_spawn')):\n"
        "        raise PermissionError(event)\n"
        "sys.addaudithook(hear)\n"
        "sys.argv = sys.argv[1:]\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    files = [tmp_path / "new" / "sbom.json", tmp_path / "licences.md"]
    command = [sys.executable, "-c", refuse, str(ROOT / "tools" / "sbom.py"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return {"bill": json.loads(files[0].read_text()), "page": files[1].read_text()}


def test_the_bill_of_materials_names_each_locked_package(made: dict[str, Any]) -> None:
    text = (ROOT / "requirements.lock").read_text()
    bill = made["bill"]
    listed = {
        re.sub(r"[-_.]+", "-", one["name"]).lower(): one["version"] for one in bill["components"]
    }
    assert listed == _pins(text.splitlines())
    digests = [hash_["content"] for one in bill["components"]
               for files in one["externalReferences"] for hash_ in files["hashes"]]  # fmt: skip
    assert sorted(digests) == sorted(re.findall(r"sha256:(\w+)", text))
    references = {one["bom-ref"] for one in bill["components"]}
    assert len(references) == len(listed)
    needs = {one["ref"]: set(one["dependsOn"]) for one in bill["dependencies"]}
    assert needs.keys() == references | {"handouts"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert len(needs["handouts"]) == len(project["dependencies"])
    reached, left = set[str](), {"handouts"}
    while left:
        reached |= left
        left = set().union(*(needs[one] for one in left)) - reached
    elsewhere = {one["bom-ref"] for one in bill["components"] if one.get("scope") == "optional"}
    assert reached == needs.keys() - elsewhere
    for one in bill["components"]:
        assert one.get("licenses") or one["bom-ref"] in elsewhere


def test_the_page_of_licences_is_what_make_sbom_writes(made: dict[str, Any]) -> None:
    assert made["page"] == (ROOT / "docs" / "licences.md").read_text(), "run: make sbom"
    assert "see the package" not in made["page"]


@pytest.mark.parametrize(
    ("pin", "told"),
    [
        ("click==0.1", "click==0.1 is locked, 8.5.1 is installed"),
        ("nothing-of-the-kind==1.0", "nothing-of-the-kind is not installed"),
        ("click==0.1 ; sys_platform == 'win32'", ""),
    ],
)
def test_other_packages_than_the_locked_ones_are_told(pin: str, told: str) -> None:
    sbom = runpy.run_path(str(ROOT / "tools" / "sbom.py"))
    lock = f"{pin} \\\n    --hash=sha256:{'0' * 64}\n"
    if told:
        with pytest.raises(sbom["DifferentPackagesError"], match=re.escape(told)):
            sbom["locked"](lock)
    else:
        (package,) = sbom["locked"](lock)
        assert (package.about, package.digests) == (None, ("0" * 64,))
