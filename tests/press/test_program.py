"""The code that makes PDFs counts by what the worker imports: no more, no less."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.press import cache, program

WORKER = f"{program.OWN}/press/worker.py"


@pytest.fixture(scope="module")
def _copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("program")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(program.ROOT / program.OWN, folder / program.OWN, ignore=ignored)
    program.code_digest(folder, folder)
    return folder


@pytest.fixture
def copied(_copied: Path, tmp_path: Path) -> Path:
    """A copy of the program, and in its folder a cache that knows it."""
    return Path(shutil.copytree(_copied, tmp_path / "program"))


def digest(root: Path) -> str:
    return program.code_digest(root, root)


def append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def test_a_change_of_a_module_counts_where_the_worker_imports_it(copied: Path) -> None:
    before, found = digest(copied), program.closure(copied)
    every = {path.relative_to(copied).as_posix() for path in copied.rglob("*.py")}
    assert found.modules.keys() < every
    for name in every - found.modules.keys():
        append(copied / name, "# changed")
    assert digest(copied) == before
    for name in found.modules:
        append(copied / name, "# changed")
    after = program.closure(copied)
    assert not [name for name in found.modules if after.modules[name] == found.modules[name]]
    assert digest(copied) != before


def test_what_only_looks_at_pdfs_does_not_count() -> None:
    counted = program.closure(program.ROOT).modules
    assert WORKER in counted
    above = tuple(
        f"{program.OWN}/{name}"
        for name in ("cli/", "reports/", "html/", "press/build", "press/shards")
    )
    assert not [name for name in counted if name.startswith(above)]


def test_a_new_package_makes_no_pdf_out_of_date_until_the_worker_imports_it(copied: Path) -> None:
    before = digest(copied)
    package = copied / program.OWN / "newroom"
    package.mkdir()
    for name in ("__init__", "fill", "server"):
        append(package / f"{name}.py", "from handouts.press import worker")
    assert digest(copied) == before
    append(copied / WORKER, "def later():\n    from handouts.newroom import fill")
    imported = digest(copied)
    append(package / "server.py", "# changed")
    assert digest(copied) == imported
    append(package / "fill.py", "# changed")
    assert digest(copied) != imported


@pytest.mark.parametrize(
    "line",
    [
        "import handouts.newroom.fill",
        "import os, handouts.newroom.fill as paper",
        "from handouts.newroom.fill import anything",
        "from handouts.newroom import fill",
        "from ..newroom import fill",
        "try:\n    from handouts.newroom import fill\nexcept ImportError:\n    pass",
    ],
)
def test_an_import_counts_however_it_is_written(copied: Path, line: str) -> None:
    (copied / program.OWN / "newroom").mkdir()
    (copied / program.OWN / "newroom" / "fill.py").touch()
    append(copied / WORKER, line)
    assert f"{program.OWN}/newroom/fill.py" in program.closure(copied).modules


def test_an_import_for_the_type_checker_alone_does_not_count(copied: Path) -> None:
    (copied / program.OWN / "newroom.py").touch()
    append(copied / WORKER, "if TYPE_CHECKING:\n    from handouts import newroom")
    assert f"{program.OWN}/newroom.py" not in program.closure(copied).modules


def test_data_beside_the_modules_counts_and_data_elsewhere_does_not(copied: Path) -> None:
    before = digest(copied)
    (copied / program.OWN / "reports" / "style.css").write_text("p {}")
    assert digest(copied) == before
    for place in ("pdf/grey.icc", "text/tables/thai.txt"):
        path = copied / program.OWN / place
        path.parent.mkdir(exist_ok=True)
        path.write_text("data")
        known = digest(copied)
        assert known != before
        path.write_text("other data")
        assert digest(copied) != known
        before = digest(copied)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages that hides those installed."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def install(folder: Path, name: str, version: str) -> None:
    """Writes the metadata of a package."""
    for old in folder.glob(f"{name}-*.dist-info"):
        shutil.rmtree(old)
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


@pytest.mark.parametrize("name", ["reportlab", "markupsafe"], ids=["imported", "required"])
def test_another_release_of_a_package_counts(copied: Path, packages: Path, name: str) -> None:
    before = digest(copied)
    install(packages, name, "99.1")
    after = digest(copied)
    install(packages, name, "99.2")
    assert len({before, after, digest(copied)}) == 3


def test_another_release_of_a_package_that_only_tests_use_does_not_count(
    copied: Path, packages: Path
) -> None:
    before = digest(copied)
    install(packages, "pytest", "99.1")
    assert digest(copied) == before


def test_nothing_is_parsed_again_while_nothing_changes(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(copied)
    monkeypatch.setattr(program, "_imports", None)
    monkeypatch.setattr(program, "releases", None)
    assert digest(copied) == before


@pytest.mark.parametrize("body", [None, 1, [], {"modules": 1, "key": "", "packages": {}}])
def test_a_cache_of_another_form_does_no_harm(copied: Path, body: object) -> None:
    before = digest(copied)
    cache.save(copied / program.FILE, body)
    assert digest(copied) == before
