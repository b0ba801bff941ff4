"""What a PDF is made from is observed: each file that making one opens is part of its digest."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

from handouts.press import program
from handouts.press.digests import SourceDigests
from handouts.press.plan import Narrowing, make_plan
from handouts.project.project import read_project
from handouts.text.fonts import default_folders
from tests.press.model import GUIDE, LANGUAGES, ROOT, SHEETS
from tests.press.test_incremental import CASES, logo, signature


@dataclass(frozen=True)
class Observed:
    """The files opened while every PDF of a project was made, and what else is known of that."""

    project: Path
    opened: frozenset[Path]
    modules: frozenset[str]
    fonts: dict[str, str]

    def sources(self) -> set[Path]:
        """The files of the project itself."""
        return {path for path in self.below(self.project) if path.parts[0] != "out"}

    def below(self, folder: Path) -> set[Path]:
        """The files opened in a folder, as paths from it."""
        inside = (path for path in self.opened if path.is_relative_to(folder))
        return {path.relative_to(folder) for path in inside}


#: Python's own hook hears of what Python opens, strace of what libraries open as well.
WAYS = {"hook": (), "strace": ("strace", "-f", "-e", "trace=open,openat", "-o")}


@pytest.fixture(scope="module", params=WAYS)
def observed(
    request: pytest.FixtureRequest, _model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Observed:
    """The project with a logo and a signed language, made from nothing."""
    folder = tmp_path_factory.mktemp("observed")
    project = Path(shutil.copytree(_model, folder / "project"))
    logo(project)
    signature(project)
    trace = folder / "trace"
    way = WAYS[request.param]
    if way and not shutil.which(way[0]):
        pytest.skip(f"{way[0]} is not installed")
    done = subprocess.run(
        [*way, *([trace] if way else []),
         *(sys.executable, "-m", "tests.press.observer", project, project / "out")],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seen = json.loads(done.stdout)
    opened = {Path(path) for path in seen["opened"]}
    if way:
        calls = re.findall(r'"([^"]+)", O_RDONLY[^)]*\) = \d', trace.read_text())
        opened |= {path.resolve() for path in map(Path, calls) if path.is_file()}
    return Observed(project, frozenset(opened), frozenset(seen["modules"]), seen["fonts"])


def test_every_file_of_the_project_counts(observed: Observed) -> None:
    """A change of its bytes changes the digest of the files of the PDFs that may depend on it."""

    def digests() -> dict[str, str]:
        project = read_project(observed.project)
        guides = [guide.name for guide in project.guides]
        sources = SourceDigests(project, guides, (), "code")
        plan = make_plan(project.guides, project.languages, "letter", Narrowing())
        return {job.path: sources.of(job) for job in plan}

    before = digests()
    for path in observed.sources():
        content = (observed.project / path).read_bytes()
        (observed.project / path).write_bytes(content + b"\n")
        after = digests()
        (observed.project / path).write_bytes(content)
        touched = {one for one in before if after[one] != before[one]}
        language = path.parts[1] if path.parts[0] == "locales" else ""
        expected = {one for one in before if not language or one.startswith(f"{language}/")}
        assert touched == expected, path


def kinds(paths: Iterable[Path]) -> set[str]:
    """Files of a project by kind: `locales/*/LC_MESSAGES/*.po`."""
    names = {GUIDE, *LANGUAGES, *SHEETS, "common"}
    found = set()
    for path in paths:
        parts = ["*" if part in names else part for part in path.parent.parts]
        stem = "*" if path.stem in names or parts[-1] == "art" else path.stem
        found.add("/".join([*parts, f"{stem}{path.suffix}"]))
    return found


def test_every_kind_of_file_has_a_case_that_shows_what_it_rebuilds(
    observed: Observed, project: Path
) -> None:
    """The cases are those of `test_incremental`: none is forgotten."""
    shown: set[Path] = set()
    for change, rebuilt in CASES:
        folder = Path(shutil.copytree(project, project.with_name(change.__name__)))
        before = contents(folder)
        change(folder)
        after = contents(folder)
        if rebuilt:
            shown |= {path for path in after if after[path] != before.get(path)}
    opened = kinds(observed.sources())
    assert "templates/art/*.svg" in opened
    # What only refuses sheets: `schema_comment` and `test_bad_input`, and
    # `test_a_word_for_the_checks_may_refuse_sheets`.
    assert opened - kinds(shown) <= {"templates/handout.rng", "locales/*/checks.toml"}


def contents(folder: Path) -> dict[Path, str]:
    """Digest of each file in a folder."""
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_module_and_data_file_of_the_program_counts(observed: Observed) -> None:
    found = program.closure(program.ROOT)
    loaded = {name for name in observed.modules if name.partition(".")[0] == program.OWN}
    counted = {file.removesuffix(".py").removesuffix("/__init__") for file in found.modules}
    assert {name.replace(".", "/") for name in loaded} <= counted
    opened = {path for path in observed.below(ROOT / program.OWN) if path.suffix != ".pyc"}
    assert {f"{program.OWN}/{path}" for path in opened} <= {*found.modules, *found.data}


def test_every_package_counts_by_its_release(observed: Observed) -> None:
    counted = program.releases(program.closure(program.ROOT).foreign)
    files = {Path(file) for name in counted for file in metadata.files(name) or ()}
    opened = observed.below(Path(sysconfig.get_path("purelib")).resolve())
    start_up = {path for path in opened if path.suffix == ".pth" or "_distutils_hack" in path.parts}
    compiled = {path for path in opened if path.suffix == ".pyc"}
    assert len(opened) > 20
    assert opened - start_up - compiled <= files


def test_every_font_counts(observed: Observed) -> None:
    """By name, size and time at first; what is then chosen, by its bytes."""
    folders = [folder.resolve() for folder in default_folders(None, observed.project)]
    fonts = [path for path in observed.opened if path.suffix in {".ttf", ".otf", ".ttc", ".otc"}]
    assert all(any(path.is_relative_to(folder) for folder in folders) for path in fonts)
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in fonts}
    assert set(observed.fonts.values()) == digests


#: What every process opens: shared libraries, the zone, the locale.
SYSTEM = ("/proc", "/sys", "/etc", "/lib", "/usr/lib", "/usr/share/locale", "/usr/share/zoneinfo")


def test_nothing_else_is_opened(observed: Observed) -> None:
    """But for Python's own library, and what every process opens."""
    known = [
        observed.project,
        *(ROOT / folder for folder in (program.OWN, "tests")),
        *(Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix)),
        *(Path(folder) for folder in SYSTEM),
        *(folder.resolve() for folder in default_folders(None, observed.project)),
    ]
    assert not [
        path for path in observed.opened if not any(path.is_relative_to(folder) for folder in known)
    ]
