"""A second guide needs no code: a folder of templates and a catalog, and the public command."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from page import ValidationProfile, validate_pdf_bytes

from tests.guides.fixture import (
    FIXTURE,
    GUIDE,
    LANGUAGES,
    ROOT,
    SHEETS,
    VISIT,
    build_py,
    write_project,
)
from tests.guides.pictures import BLOCKS, MORE

PDFS = [f"{tag}/{GUIDE}-{sheet}.pdf" for tag in LANGUAGES for sheet in SHEETS]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture guide in a project of its own, built."""
    folder = write_project(tmp_path_factory.mktemp("second") / "project")
    done = build_py(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_it_is_a_folder_without_code() -> None:
    kinds = {path.suffix for path in FIXTURE.rglob("*") if path.is_file()}
    assert kinds == {".toml", ".xml", ".svg", ".po", ".pot"}


def test_it_passes_every_gate(project: Path) -> None:
    """The fixture has no words for the checks: that is said, and nothing else."""
    done = build_py(project, "check")
    assert done.returncode == 0
    note, _ = done.stdout.splitlines()
    assert note.startswith("locales/es/checks.toml: note unchecked-words: ")


def test_beside_english_each_picture_has_the_size_of_its_other(
    project: Path, tmp_path: Path
) -> None:
    """Of the same drawing in the same section, although one caption has a line more."""
    out = ("--edition", "bilingual", "--out", str(tmp_path))
    assert build_py(project, "--language", "es", *out).returncode == 0
    for sheet in SHEETS:
        with pikepdf.open(tmp_path / "es" / f"{GUIDE}-{sheet}-bilingual.pdf") as pdf:
            sizes = Counter(
                (round(float(box[2] - box[0]), 1), round(float(box[3] - box[1]), 1))
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
                for box in [item["/A"]["/BBox"]]
            )
        assert len(sizes) > 1
        assert all(count % 2 == 0 for count in sizes.values()), sizes


def test_its_sheets_are_listed_with_their_titles(project: Path) -> None:
    manifest = json.loads((project / "dist" / "manifest.json").read_text())
    listed = {one["path"]: one["title"] for one in manifest["handouts"]}
    assert sorted(listed) == sorted(PDFS)
    assert listed[f"en/{GUIDE}-checking.pdf"] == "Checking your blood pressure"
    assert listed[f"es/{GUIDE}-checking.pdf"] == "Cómo medir su presión arterial"


@pytest.mark.parametrize("path", PDFS)
@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_its_sheets_conform(project: Path, path: str, profile: ValidationProfile) -> None:
    pdf = (project / "dist" / path).read_bytes()
    report = validate_pdf_bytes(pdf, profile=profile)
    assert report.is_compliant, report.to_json()


def test_it_is_read_aloud_in_its_language(project: Path) -> None:
    done = build_py(project, "inspect", str(project / "dist" / "es" / f"{GUIDE}-checking.pdf"))
    assert "Mida 2 veces al día y anote los dos números." in done.stdout
    assert "Check 2 times" not in done.stdout


def test_a_new_guide_starts_its_catalogs_by_command(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project")
    for path in (
        folder / f"locales/{GUIDE}.pot",
        folder / f"locales/es/LC_MESSAGES/{GUIDE}.po",
    ):
        path.unlink()
    assert build_py(folder, "extract").returncode == 0
    done = build_py(folder, "update")
    assert f"updated locales/es/LC_MESSAGES/{GUIDE}.po" in done.stdout
    done = build_py(folder, "check", "--language", "es")
    assert done.returncode == 1
    assert "untranslated" in done.stdout


def test_the_example_for_authors_is_a_guide_that_builds(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project")
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    toml, *_ = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    xml, elements = re.findall(r"```xml\n(.*?)```", text, re.DOTALL)
    guide = folder / "templates" / "example"
    guide.mkdir()
    (guide / "guide.toml").write_text(toml)
    (guide / "preparation.xml").write_text(xml)
    for name in ("ride-home.svg", "rest-chair.svg"):
        shutil.copy(ROOT / "templates" / "art" / name, folder / "templates" / "art")
    assert build_py(folder, "extract").returncode == 0
    done = build_py(folder, "check", "--language", "en")
    assert (done.returncode, done.stdout) == (0, "no findings\n")
    done = build_py(folder, "--guide", "example", "--language", "en")
    assert "built en/example-preparation.pdf" in done.stdout
    # What shows every element is right but for the facts, which it leaves out.
    body = f"{{% block body %}}\n{elements}{{% endblock %}}\n"
    whole = re.sub(r"\{% block body %\}.*?\{% endblock %\}\n", lambda _: body, xml, flags=re.DOTALL)
    (guide / "preparation.xml").write_text(whole)
    assert build_py(folder, "extract").returncode in (0, 1)
    done = build_py(folder, "check", "--language", "en", "--format", "json")
    found = {each["code"] for each in json.loads(done.stdout)["findings"]}
    assert found == {"no-fact"}


def test_they_show_every_element_of_the_vocabulary() -> None:
    """What authoring.md describes and pictures is what the guides of the tests use."""
    files = [path for fixture in (FIXTURE, VISIT) for path in fixture.rglob("*.xml")]
    sheets = "".join(path.read_text() for path in files)
    used = set(re.findall(r"<([a-z]+)", sheets)) - {"b", "term"}
    namespace = {"r": "http://relaxng.org/ns/structure/1.0"}
    grammar = etree.parse(ROOT / "templates" / "handout.rng")
    block_names = {
        str(name)
        for define in (
            "section",
            "block",
            "p",
            "list",
            "lines",
            "fill",
            "items",
            "more",
            "described",
        )
        for name in grammar.xpath(
            f"//r:define[@name='{define}']//r:element/@name", namespaces=namespace
        )
    }
    assert block_names - used == set()


def test_each_block_has_its_picture_in_the_guide_for_authors() -> None:
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\(pictures/blocks-([a-z]+)\.png\)", text))
    assert shown == {*BLOCKS, *MORE}
    for name in shown:
        picture = ROOT / "docs" / "pictures" / f"blocks-{name}.png"
        assert picture.stat().st_size < 60_000
