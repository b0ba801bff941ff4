"""The commands that came last, given what the others have been given: proof, packet, screenshots,
sign, accept, index, publish, xliff, glossary. Each is run in this process, and given up after a
while: a pipe must not be waited for.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.desk import page
from handouts.model.errors import SetupError
from handouts.web.desk.counting import Counter
from handouts.web.desk.protocol import Wanted
from tests.hostile.fonts import font_of
from tests.hostile.in_process import Told, in_time, released, told
from tests.hostile.pdfs import hostile_pdfs, sound
from tests.hostile.running import snapshot
from tests.hostile.test_output import rewrite
from tests.press.model import GUIDE, edit, run

__all__ = ["released", "told"]

CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"
NOTE = b"\n% what a person has written\n"

SIGN = ("sign", "es", "--reviewer", "Name of Reviewer", "--credential", "RN")


def made(project: Path, pattern: str) -> Path:
    return next(iter(sorted((project / "dist").glob(pattern))))


# A person's own files.


@pytest.mark.parametrize(
    ("arguments", "pattern"),
    [(("proof", "es"), "proof/es/*.pdf"), (("packet", "es"), "packets/es/*.pdf")],
)
def test_a_file_that_a_person_has_written_on_is_kept(
    built: Path, told: Told, arguments: tuple[str, ...], pattern: str
) -> None:
    assert told(built, *arguments)[0] == 0
    file = made(built, pattern)
    whole = file.read_bytes()
    file.write_bytes(whole + NOTE)
    code, output = told(built, *arguments)
    assert code == 0
    assert f"{file.name}: warning changed-file" in output
    assert file.read_bytes() == whole
    assert file.with_name(f"{file.name}.kept").read_bytes() == whole + NOTE
    assert "kept" not in told(built, *arguments)[1]


@pytest.mark.parametrize("command", [("index",), ("build", "--no-verify")])
def test_a_page_of_ones_own_is_kept(built: Path, told: Told, command: tuple[str, ...]) -> None:
    own = built / "dist" / page.NAME
    own.write_text("<h1>My page</h1>")
    code, output = told(built, *command)
    assert code == 0
    assert "changed-file" in output
    assert (built / "dist" / f"{page.NAME}.kept").read_text() == "<h1>My page</h1>"
    whole = own.read_bytes()
    own.write_bytes(whole.replace(b"<h1", b"<h1 id='mine'"))
    assert "changed-file" in told(built, *command)[1]
    assert own.read_bytes() == whole


def test_ones_own_pictures_stay(built: Path, told: Told) -> None:
    assert told(built, "index")[0] == 0
    own = built / "dist" / "thumbnails" / "aunt.png"
    own.write_bytes(b"x")
    run(built, force=True)
    assert told(built, "index")[0] == 0
    assert own.read_bytes() == b"x"


@pytest.mark.parametrize("command", [("xliff", "out", "es"), ("glossary", "--format", "tbx"),
                                     ("glossary",)], ids=" ".join)  # fmt: skip
def test_a_file_that_is_named_is_not_written_over(
    project: Path, told: Told, command: tuple[str, ...]
) -> None:
    (project / "locales/glossary.csv").write_text("term,es\nrest,descanso\n")
    own = project / "letter"
    own.write_text("Dear aunt")
    code, output = told(project, *command, "--out", own)
    assert (code, own.read_text()) == (2, "Dear aunt")
    assert f"{own} is there already" in output
    brand = (project / "templates/brand.toml").read_bytes()
    assert told(project, *command, "--out", project / "templates/brand.toml")[0] == 2
    assert (project / "templates/brand.toml").read_bytes() == brand


def test_an_export_is_written_over_until_somebody_has_worked_in_it(
    project: Path, told: Told
) -> None:
    file = project / "es.xlf"
    assert told(project, "xliff", "out", "es", "--out", file)[0] == 0
    edit(project / CATALOG, "es: Sit down.", "es: Get down.")
    assert told(project, "xliff", "out", "es", "--out", file)[0] == 0
    assert "Get down." in file.read_text()
    edit(file, "es: Get down.", "es: Lie down.")
    edit(project / CATALOG, "es: Get down.", "es: Stay down.")
    assert told(project, "xliff", "out", "es", "--out", file)[0] == 2
    assert "Lie down." in file.read_text()


def test_pictures_of_messages_leave_other_files_alone(project: Path, told: Told) -> None:
    out = project / "shots"
    assert told(project, "screenshots", "es", "--out", out)[0] == 0
    picture = sorted(out.glob("*.png"))[0]
    whole, listed = picture.read_bytes(), (out / "screenshots.json").read_bytes()
    picture.write_bytes(whole + NOTE)
    (out / "screenshots.json").write_text("mine")
    code, output = told(project, "screenshots", "es", "--out", out)
    assert (code, output.count("changed-file")) == (0, len(list(out.glob("*.kept"))))
    assert (out / "screenshots.json.kept").read_text() == "mine"
    assert (out / f"{picture.name}.kept").read_bytes() == whole + NOTE
    assert (picture.read_bytes(), (out / "screenshots.json").read_bytes()) == (whole, listed)


def test_a_site_keeps_the_page_that_somebody_has_changed(released: Path, told: Told) -> None:
    site = released / "site"
    assert told(released, "publish")[0] == 0
    (site / "index.html").write_text("<h1>My page</h1>")
    code, output = told(released, "publish")
    assert code == 0
    assert "changed-file" in output
    assert (site / "index.html.kept").read_text() == "<h1>My page</h1>"


def test_a_count_is_added_to_nothing_but_a_count(tmp_path: Path) -> None:
    own, count, pipe = tmp_path / "letter", tmp_path / "count.csv", tmp_path / "pipe"
    own.write_text("Dear aunt\n")
    os.mkfifo(pipe)
    for path in (own, pipe, tmp_path, Path("/dev/null"), tmp_path / "no" / "where"):
        with in_time(), pytest.raises(SetupError, match=path.name):
            Counter(path)
    assert own.read_text() == "Dear aunt\n"
    sheet = Wanted("es", GUIDE, "after", "standard", "letter", "")
    for _ in range(2):
        Counter(count).add([sheet], 3)
    assert count.read_text().count("\n") == 3


# Outside the project.


@pytest.mark.parametrize(
    ("linked", "command"),
    [
        ("dist/packets", ("packet", "es")),
        ("dist/proof", ("proof", "es")),
        ("dist/thumbnails", ("index",)),
        ("dist/thumbnails", ("build", "--force", "--no-verify")),
        ("site/es", ("publish",)),
        ("locales/es/signatures", SIGN),
        ("locales/fr", ("language", "add", "fr")),
    ],
)
def test_nothing_is_written_through_a_link(
    released: Path, told: Told, linked: str, command: tuple[str, ...]
) -> None:
    victim, place = released.parent / "victim", released / linked
    if linked.startswith("site"):
        told(released, "publish")
        edit(released / "templates/brand.toml", "#12455B", "#5B1245")
        run(released, out=released / "release", release=True, verify=True)
    if place.exists():
        shutil.move(place, victim)
    else:
        victim.mkdir()
    (victim / "mine.png").write_text("mine")
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(victim)
    before = snapshot(victim)
    assert told(released, *command)[0] != 0
    assert snapshot(victim) == before


# Special files.


def other_than_regular(path: Path) -> Iterator[None]:
    """A pipe, a device, a folder, a link in a circle in place of a file, one after the other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for make in (
        os.mkfifo,
        lambda place: place.symlink_to("/dev/zero"),
        Path.mkdir,
        lambda place: place.symlink_to(place.name),
    ):
        if path.is_symlink() or path.is_file() or path.is_fifo():
            path.unlink()
        make(path)
        yield
        if path.is_dir() and not path.is_symlink():
            path.rmdir()


@pytest.mark.parametrize(
    ("file", "command", "code"),
    [
        ("back.xlf", ("xliff", "in", "es", "{file}"), 1),
        ("seen", ("check", "--language", "es", "--seen", "{file}"), None),
        ("dist/index.html", ("index",), 0),
        ("locales/es/checks.toml", ("check", "--language", "es"), 1),
        ("locales/es/checks.toml", ("accept", "es", "--reviewer", "Ann"), 1),
        ("locales/es/accepted.toml", ("accept", "es", "--reviewer", "Ann"), 1),
        ("locales/es/signatures/one.toml", SIGN, 1),
        ("locales/es/signatures/one.toml", ("status",), 1),
        (CATALOG, ("proof", "es", "--handout", "after"), 1),
        (CATALOG, ("xliff", "out", "es", "--out", "new.xlf"), 1),
        ("locales/glossary.csv", ("glossary",), 1),
        (f"dist/es/{GUIDE}-after.pdf", ("index",), 0),
        ("release/manifest.json", ("publish",), 2),
        ("release/es/{guide}-after.pdf", ("publish",), 1),
        ("site/history.json", ("publish",), 2),
    ],
    ids=str,
)
def test_what_is_no_file_is_told_and_not_waited_for(
    released: Path, told: Told, file: str, command: tuple[str, ...], code: int | None
) -> None:
    path = released / file.format(guide=GUIDE)
    if file.startswith("site"):
        told(released, "publish")
    for _ in other_than_regular(path):
        done, output = told(released, *(each.format(file=path) for each in command))
        assert code is None or done == code, output
        assert not done or path.name in output


@pytest.mark.parametrize("kind", ["summary", "fonts"])
def test_a_pipe_that_nobody_reads_or_writes_is_refused(built: Path, told: Told, kind: str) -> None:
    if kind == "summary":
        os.mkfifo(built / "pipe")
        code, output = told(built, "check", "--summary", built / "pipe")
        assert (code, "pipe" in output) == (2, True)
    else:
        (built / "fonts").mkdir()
        os.mkfifo(built / "fonts" / font_of("ar").name)
        code, output = told(built, "proof", "ar")
        assert (code, font_of("ar").name in output) == (2, True)


# Hostile PDFs, a damaged font.


@pytest.mark.parametrize("name", ["page-wide", "form-draws-itself", "locked-user", "no-pdf",
                                  "pages-in-a-circle", "tall"])  # fmt: skip
def test_the_page_of_the_desk_has_no_picture_of_what_cannot_be_drawn(
    built: Path, told: Told, name: str
) -> None:
    tall = sound().replace(b"[0 0 612 792]", b"[0 0 1 14400]")
    data = tall if name == "tall" else hostile_pdfs()[name]
    path = f"es/{GUIDE}-after.pdf"
    (built / "dist" / path).write_bytes(data)
    digest = snapshot(built / "dist")[path]
    rewrite(built / "dist", lambda entries: entries[path].update(sha256=digest))
    assert told(built, "index")[0] == 0
    assert "Your knee after" in (built / "dist" / page.NAME).read_text()


@pytest.mark.parametrize(
    "command",
    [("proof", "ar"), ("packet", "ar"), ("screenshots", "ar", "--out", "shots"),
     ("sign", "ar", "--reviewer", "Ann", "--credential", "RN")], ids=str,
)  # fmt: skip
@pytest.mark.parametrize("keep", [0.9, 0.0])
def test_a_damaged_font_is_named(
    project: Path, told: Told, command: tuple[str, ...], keep: float
) -> None:
    (project / "fonts").mkdir()
    font = font_of("ar")
    data = font.read_bytes()
    (project / "fonts" / font.name).write_bytes(data[: int(len(data) * keep)] or b"x")
    code, output = told(project, *command)
    assert code == 2
    assert f"fonts/{font.name}: this font is damaged" in output
    assert not (project / "locales/ar/signatures").exists()
