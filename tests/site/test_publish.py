"""A release as a site: whole, true at every moment, and open about what was replaced."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.model.errors import FindingsError, UsageError
from handouts.press.manifest import NAME, read
from handouts.project.project import Project
from handouts.site import history
from handouts.site.publish import publish
from tests.html.accessible import check_page
from tests.press.model import GUIDE, edit, offer, sign, unsign
from tests.press.model import run as build

TAGS = ("es", "ru")
AFTER = f"es/{GUIDE}-after.pdf"
CATALOG = f"locales/es/LC_MESSAGES/{GUIDE}.po"


@pytest.fixture(scope="module")
def _released(_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(shutil.copytree(_model, tmp_path_factory.mktemp("released") / "project"))
    for tag in TAGS:
        sign(project, tag)
    release(project)
    site(project)
    return project


@pytest.fixture
def released(_released: Path, tmp_path: Path) -> Path:
    """A project with two signed languages, released and published once."""
    return Path(shutil.copytree(_released, tmp_path / "project"))


def release(project: Path) -> None:
    build(project, out=project / "release", release=True, verify=True)


def site(project: Path) -> None:
    publish(project / "release", project / "site", Project(project), _nobody)


def _nobody() -> None:
    raise AssertionError("nobody else is writing here")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def change(project: Path, *, signed: bool, version: str = "1.0") -> None:
    """Other Spanish words on one sheet, released."""
    edit(project / CATALOG, "es: Put your leg up after", "es: Put both legs up after")
    if version != "1.0":
        edit(
            project / "templates" / GUIDE / "guide.toml",
            'version = "1.0"',
            f'version = "{version}"',
        )
    if signed:
        sign(project, "es")
    release(project)


def told(project: Path) -> list[list[str]]:
    """Rows of the table of earlier sheets, as text."""
    page = (project / "site" / "index.html").read_text(encoding="utf-8")
    _, _, part = page.partition('id="earlier"')
    rows = re.findall(r"<tr>\n(<th scope=\"row\">.*?)</tr>", part, re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row.splitlines()] for row in rows]


def test_a_site_has_every_signed_sheet_and_a_link_to_each(released: Path) -> None:
    present = read(released / "release").handouts
    page = (released / "site" / "index.html").read_text(encoding="utf-8")
    assert {entry.language for entry in present.values()} == set(TAGS)
    assert sorted(re.findall(r'href="([^"#]+)" hreflang', page)) == sorted(present)
    assert read(released / "site").handouts == present
    for path in present:
        assert (released / "site" / path).read_bytes() == (released / "release" / path).read_bytes()
    assert Project(released).brand.name in page
    assert told(released) == []
    for name in re.findall(r'href="([^"#]+)"', page):
        assert (released / "site" / name).is_file(), name


def test_the_pages_are_those_of_the_clinic(released: Path) -> None:
    """Its colours, its order of languages; each earlier sheet is told from all others."""
    offer(released, ["ru", "en", "es"])
    brand = released / "templates" / "brand.toml"
    edit(brand, 'brand = "#12455B"', 'brand = "#4B2A63"')
    address = 'address = "https://clinic.example/sheets/{language}/{guide}-{handout}.pdf"'
    text = brand.read_text().replace("[online]", f"[online]\n{address}", 1)
    head, _, rest = text.partition(address)
    brand.write_text(head + address + rest.replace('\naddress = ""', "", 1))
    change(released, signed=True, version="1.1")
    site(released)
    page = (released / "site" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2 id="([a-z]+)">', page)[:2] == ["ru", "es"]
    for name in ("index.html", "404.html", "comparison.html"):
        assert "--accent: #4B2A63;" in (released / "site" / name).read_text(encoding="utf-8")
    missing = (released / "site" / "404.html").read_text(encoding="utf-8")
    assert 'href="https://clinic.example/sheets/"' in missing
    rows = told(released)
    assert len({tuple(row) for row in rows}) == len(rows) > 1
    assert {row[4] for row in rows} == {"letter"}


def test_the_same_release_gives_the_same_bytes(released: Path) -> None:
    before = files(released / "site")
    site(released)
    assert files(released / "site") == before


def test_a_corrected_sheet_takes_the_place_of_the_old_one_which_is_told(released: Path) -> None:
    old = (released / "site" / AFTER).read_bytes()
    change(released, signed=True, version="1.1")
    site(released)
    assert (released / "site" / AFTER).read_bytes() != old
    rows = told(released)
    assert {tuple(row[-2:]) for row in rows} == {("1.0", "replaced by version 1.1")}
    assert len(rows) == len(read(released / "site").handouts), "each bears the new version"
    assert "both legs" in (released / "site" / "comparison.html").read_text(encoding="utf-8")


def test_a_correction_under_the_same_version_is_told_too(released: Path) -> None:
    change(released, signed=True)
    site(released)
    (row,) = told(released)
    assert row[-2:] == ["1.0", "replaced by a corrected version 1.0"]


def test_a_sheet_whose_new_words_are_unsigned_is_withdrawn_and_told(released: Path) -> None:
    change(released, signed=False)
    site(released)
    assert not (released / "site" / AFTER).exists()
    assert AFTER not in (released / "site" / NAME).read_text()
    assert told(released)[0][-1] == "withdrawn, and not replaced"
    for name in ("index.html", "404.html", "comparison.html"):
        page = (released / "site" / name).read_text(encoding="utf-8")
        check_page(re.sub(r' href="[^#"][^"]*"', "", page))  # it knows only pages that stand alone
    missing = (released / "site" / "404.html").read_text(encoding="utf-8")
    assert "withdrawn, and not replaced" in missing
    assert re.findall('href="([^#"]*)"', missing) == ["../index.html"]
    assert (released / "site" / AFTER).parent.joinpath("../index.html").is_file()
    sign(released, "es")
    release(released)
    site(released)
    (row,) = told(released)
    assert row[-1] == "replaced by a corrected version 1.0"


def test_when_all_signatures_are_withdrawn_the_site_has_no_sheet(released: Path) -> None:
    """Before the next release it is refused; after it, what was published is told as withdrawn."""
    for tag in TAGS:
        unsign(released, tag)
    before = files(released / "site")
    with pytest.raises(FindingsError, match="is not signed as its manifest says"):
        site(released)
    assert files(released / "site") == before
    release(released)
    site(released)
    assert read(released / "site").handouts == {}
    assert not list((released / "site").rglob("*.pdf"))
    rows = told(released)
    assert len(rows) == 4
    assert {row[-1] for row in rows} == {"withdrawn, and not replaced"}


def test_a_sheet_that_comes_back_as_it_was_is_present_again(released: Path) -> None:
    change(released, signed=False)
    site(released)
    edit(released / CATALOG, "es: Put both legs up after", "es: Put your leg up after")
    release(released)
    site(released)
    assert (released / "site" / AFTER).exists()
    assert told(released) == []


@pytest.mark.parametrize("fault", ["damaged", "missing", "draft", "unverified"])
def test_an_unfit_release_leaves_the_site_as_it_was(released: Path, fault: str) -> None:
    change(released, signed=True)
    path = released / "release" / AFTER
    manifest = released / "release" / NAME
    if fault == "damaged":
        path.write_bytes(path.read_bytes() + b"%")
    elif fault == "missing":
        path.unlink()
    else:
        document = json.loads(manifest.read_text())
        document["handouts"][0] |= {"draft": True} if fault == "draft" else {"verified": False}
        manifest.write_text(json.dumps(document))
    before = files(released / "site")
    with pytest.raises(FindingsError) as caught:
        site(released)
    assert {finding.code for finding in caught.value.findings} == {"unfit-release"}
    assert files(released / "site") == before


@pytest.mark.parametrize("nth", range(1, 9))
def test_a_run_that_is_cut_short_leaves_every_listed_sheet_whole(
    released: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    change(released, signed=True, version="1.1")
    replace, calls = Path.replace, 0

    def stop(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        site(released)
    monkeypatch.undo()
    for path, entry in read(released / "site").handouts.items():
        data = (released / "site" / path).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry.sha256
    site(released)
    assert {row[-1] for row in told(released)} == {"replaced by version 1.1"}
    assert read(released / "site").handouts == read(released / "release").handouts


@pytest.mark.parametrize("name", ["index.html", "notes.txt", NAME])
def test_a_folder_of_something_else_is_left_alone(released: Path, name: str) -> None:
    other = released / "other"
    other.mkdir()
    if name == NAME:
        shutil.copytree(released / "release", other, dirs_exist_ok=True)
    else:
        (other / name).write_text("something else")
    before = files(other)
    with pytest.raises(UsageError, match="no site"):
        publish(released / "release", other, Project(released), _nobody)
    assert files(other) == before


def test_a_history_that_cannot_be_read_stops(released: Path) -> None:
    (released / "site" / history.NAME).write_text("{}")
    change(released, signed=True)
    before = files(released / "site")
    with pytest.raises(UsageError, match="damaged"):
        site(released)
    assert files(released / "site") == before


def test_the_command_says_what_it_did_and_refuses_what_is_no_release(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(released, signed=True)
    arguments = ["--summary", str(released / "summary.md"), "--project", str(released)]
    assert main(["publish", *arguments]) == 0
    assert f"changed {AFTER}" in capsys.readouterr().out
    assert "both legs" in (released / "summary.md").read_text()
    assert main(["publish", "--from", str(released / "nothing"), "--project", str(released)]) == 2
    assert main(["publish", "--out", str(released / "release"), "--project", str(released)]) == 2
    assert "choose another folder" in capsys.readouterr().err
