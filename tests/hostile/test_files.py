"""What lies under a name: pipes, devices, folders, links, files far too large, files outside the
project, and what may not be read. Each is told by name; what was built before stays.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.running import guarded, snapshot
from tests.press.model import GUIDE

#: Every file that is read of a project, by kind.
INPUTS = {
    "brand": "templates/brand.toml",
    "guide": f"templates/{GUIDE}/guide.toml",
    "template": f"templates/{GUIDE}/before.xml",
    "frame": "templates/handout.xml",
    "schema": "templates/handout.rng",
    "drawing": "templates/art/square.svg",
    "logo": "templates/logo.svg",
    "catalog": f"locales/es/LC_MESSAGES/{GUIDE}.po",
    "common catalog": "locales/es/LC_MESSAGES/common.po",
    "signatures": "locales/es/signatures/one.toml",
    "words": "locales/es/unbreakable.txt",
    "glossary": "locales/glossary.csv",
}
#: Those that only `check` reads.
CHECKED = ("glossary",)
#: Those that only save time, or are made again: no finding, and no harm.
REPLACED = {
    "cache": ".cache/handouts.json",
    "program cache": ".cache/program.json",
    "manifest": "dist/manifest.json",
}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    other = path.with_name("other-end")
    path.symlink_to(other.name)
    other.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("nothing-there")


def outside_of(path: Path) -> Path:
    """The folder around the project of a path."""
    return next(parent.parent for parent in path.parents if parent.name == "project")


def outside(path: Path) -> None:
    """A sound file of the kind, but in another place."""
    elsewhere = outside_of(path) / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / path.name).write_text("secret of somebody else")
    path.symlink_to(elsewhere / path.name)


def far_too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


HOSTILE: dict[Callable[[Path], None], str] = {
    pipe: "it is a pipe, not a file",
    folder: "it is a folder, not a file",
    zeros: "it is a device, not a file",
    circle: "it is a link that leads in a circle",
    nowhere: "it is a link that leads nowhere",
    outside: "it leads out of the project",
    far_too_large: "it is larger than",
}


def put(project: Path, name: str, make: Callable[[Path], None]) -> None:
    """Puts something hostile in the place of a file."""
    path = project / name
    path.parent.mkdir(exist_ok=True)
    if path.is_file():
        path.unlink()
    make(path)
    if path.name == "logo.svg":
        brand = project / "templates" / "brand.toml"
        brand.write_text(brand.read_text().replace('logo = ""', 'logo = "logo.svg"'))


@pytest.mark.parametrize("kind", INPUTS)
@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_what_is_no_file_is_told_by_name(
    make: Callable[[Path], None], kind: str, built: Path
) -> None:
    before = snapshot(built / "dist")
    put(built, INPUTS[kind], make)
    done = guarded(built, "check" if kind in CHECKED else "build")
    done.answers(INPUTS[kind] if kind != "logo" else "logo.svg", HOSTILE[make])
    assert done.code == 1, done.output
    after = snapshot(built / "dist")
    pdfs = {path: digest for path, digest in before.items() if path.endswith(".pdf")}
    assert pdfs.items() <= after.items()


#: Every kind of file that a check looks into.
SOURCES = (
    "templates/handout.xml",
    "templates/handout.rng",
    "templates/brand.toml",
    f"templates/{GUIDE}/guide.toml",
    f"templates/{GUIDE}/after.xml",
    "templates/art/square.svg",
    "locales/common.pot",
    f"locales/es/LC_MESSAGES/{GUIDE}.po",
    "locales/es/checks.toml",
    "locales/es/accepted.toml",
    "locales/es/unbreakable.txt",
    "locales/es/signatures/one.toml",
    "locales/glossary.csv",
)


@pytest.mark.parametrize("source", SOURCES)
def test_nothing_is_read_through_a_link_that_leads_out(source: str, built: Path) -> None:
    put(built, source, outside)
    for command in ("build", "status", "facts"):
        guarded(built, command).is_orderly()
    checks = [guarded(built, "check", "--jobs", jobs) for jobs in ("1", "2")]
    for done in checks:
        done.is_orderly()
    assert checks[0] == checks[1], "workers find the same, and do nothing forbidden"


@pytest.mark.slow
@pytest.mark.parametrize("kind", REPLACED)
@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_what_only_saves_time_does_no_harm(
    make: Callable[[Path], None], kind: str, built: Path
) -> None:
    put(built, REPLACED[kind], make)
    guarded(built, "build").is_orderly()


def unreadable(path: Path) -> None:
    path.chmod(0)


FOLDERS = {
    "guide": f"templates/{GUIDE}",
    "language": "locales/es",
    "catalogs": "locales/es/LC_MESSAGES",
    "languages": "locales",
}
#: What befalls a folder, with what is left in its place.
MISHAPS: dict[str, Callable[[Path], object]] = {
    "unreadable": unreadable,
    "under another name": lambda path: path.rename(path.with_name(f"{path.name} (old)")),
    "a file": lambda path: (shutil.rmtree(path), path.write_text("")),
    "a link outside": lambda path: path.symlink_to(shutil.move(path, outside_of(path) / "moved")),
    "a link nowhere": lambda path: (shutil.rmtree(path), path.symlink_to("nothing-there")),
}


@pytest.fixture
def anybody() -> tuple[str, ...]:
    """A way to run as somebody who may not read everything."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root reads everything here")
    return ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def sheets(found: dict[str, str]) -> dict[str, str]:
    """The PDFs among the files of a folder: the desk's page and its pictures are made from them."""
    return {path: digest for path, digest in found.items() if path.endswith(".pdf")}


@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_that_cannot_be_read_removes_nothing(
    kind: str, mishap: str, built: Path, anybody: tuple[str, ...]
) -> None:
    before = snapshot(built / "dist")
    MISHAPS[mishap](built / FOLDERS[kind])
    done = guarded(built, "build", under=anybody)
    done.is_orderly()
    assert sheets(before).items() <= snapshot(built / "dist").items(), done.output
    assert done.code == 1, done.output


@pytest.mark.parametrize("gone", [f"templates/{GUIDE}", "locales/es"])
def test_what_is_really_gone_is_removed(gone: str, built: Path) -> None:
    before = snapshot(built / "dist")
    shutil.rmtree(built / gone)
    done = guarded(built, "build")
    done.is_orderly()
    left = snapshot(built / "dist")
    assert "removed" in done.output
    assert sheets(left).items() < sheets(before).items()


def test_a_guide_without_its_toml_is_a_finding(built: Path) -> None:
    before = snapshot(built / "dist")
    for file in (built / "templates" / GUIDE).iterdir():
        file.unlink()
    done = guarded(built, "build")
    done.answers(f"templates/{GUIDE}/guide.toml", "cannot be read")
    assert done.code == 1
    assert sheets(snapshot(built / "dist")) == sheets(before)


# Writing

TAGS = ("es.x/../../../evil", "../evil", "/tmp/evil", "es\0", "es\nx", "e" * 5000, "-es", "es/..")


@pytest.mark.parametrize("tag", [tag for tag in TAGS if "\0" not in tag])
def test_a_language_is_no_path(tag: str, project: Path) -> None:
    before = snapshot(project.parent)
    done = guarded(project, "language", "add", "--", tag)
    done.is_orderly()
    assert done.code == 2
    assert snapshot(project.parent) == before


@pytest.mark.slow
@pytest.mark.parametrize("command", ["update", "extract", "build"])
@pytest.mark.parametrize("linked", ["locales/es", "locales/es/LC_MESSAGES", "dist/es", "dist"])
def test_nothing_is_written_through_a_link_that_leads_out(
    linked: str, command: str, built: Path
) -> None:
    victim = built.parent / "victim"
    shutil.move(built / linked, victim)
    (built / linked).symlink_to(victim)
    pot = built / "locales" / f"{GUIDE}.pot"
    pot.write_text(pot.read_text().replace("Sit down.", "Sit down now."))
    before = snapshot(victim)
    done = guarded(built, command)
    if linked == "dist":  # the folder itself may be anywhere
        assert done.code in (0, 1), done.output
        return
    done.is_orderly()
    assert snapshot(victim) == before


@pytest.mark.slow
def test_a_link_inside_the_project_is_followed(project: Path) -> None:
    (project / "templates" / "art").rename(project / "drawings")
    (project / "templates" / "art").symlink_to("../drawings")
    (project / "drawings" / "again").symlink_to(".")
    done = guarded(project, "build")
    done.is_orderly()
    assert done.code == 0, done.output
