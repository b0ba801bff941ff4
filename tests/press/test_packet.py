"""Packets: the handouts of a language in one file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from handouts.model import codes
from handouts.model.errors import UsageError
from handouts.pdf_reading.reader import read
from handouts.press.packet import FOLDER, Packet, PacketRequest, make_packets

from .model import GUIDE, SHEETS, write_model


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_model(tmp_path / "project")
    return tmp_path / "project"


def make(project: Path, tag: str, **how: object) -> tuple[list[Packet], set[str]]:
    request = PacketRequest(project, tag, project / "dist", **how)  # type: ignore[arg-type]
    packets, findings = make_packets(request, lambda: None)
    return packets, {finding.code for finding in findings}


def test_each_handout_begins_on_a_new_leaf_with_its_bookmark(project: Path) -> None:
    ((packet,), found) = make(project, "es")
    assert found == set()
    assert packet.path == project / "dist" / FOLDER / "es" / f"{GUIDE}-packet.pdf"
    with pikepdf.open(packet.path) as document:
        assert len(document.pages) == packet.pages
        with document.open_outline() as outline:
            pages = [
                [page.objgen for page in document.pages].index(entry.destination[0].objgen)
                for entry in outline.root
            ]
            below = [len(entry.children) for entry in outline.root]
    assert len(pages) == len(SHEETS)
    assert all(page % 2 == 0 for page in pages)
    assert all(below)


def test_its_tags_are_those_of_its_handouts_one_part_each(project: Path) -> None:
    ((packet,), _) = make(project, "es")
    tree = read(packet.path.read_bytes()).tree
    assert tree
    parts = [element for element in tree.walk() if element.role == "Part"]
    assert len(parts) == len(SHEETS)
    for part in parts:
        assert [kid.role for kid in part.walk()].count("H1") == 1


def test_it_is_the_same_to_the_byte_each_time(project: Path) -> None:
    ((first,), _) = make(project, "es")
    data = first.path.read_bytes()
    first.path.unlink()
    ((second,), _) = make(project, "es")
    assert second.path.read_bytes() == data


def test_a_release_has_no_draft(project: Path) -> None:
    ((packet,), found) = make(project, "es", release=True)
    assert packet.pages == 0
    assert not packet.path.exists()
    assert found == {codes.DRAFT.id}


def test_names_that_do_not_exist_are_answered(project: Path) -> None:
    with pytest.raises(UsageError, match="unknown guide"):
        make(project, "es", guides=("none",))
    with pytest.raises(UsageError, match="no bilingual edition"):
        make(project, "en", edition="bilingual")


def test_what_the_brand_appends_comes_last(project: Path) -> None:
    ((before,), _) = make(project, "es")
    copy = project / "templates" / "other-knee"
    own = project / "templates" / GUIDE
    copy.mkdir()
    for path in own.iterdir():
        text = path.read_text(encoding="utf-8").replace('code = "KNEE"', 'code = "OTH"')
        (copy / path.name).write_text(text, encoding="utf-8")
    for catalog in (project / "locales").rglob(f"{GUIDE}.po*"):
        text = catalog.read_text(encoding="utf-8")
        catalog.with_name(catalog.name.replace(GUIDE, "other-knee")).write_text(text)
    append(project, "other-knee/after")
    ((after,), found) = make(project, "es")
    assert found == set()
    assert after.pages > before.pages
    with pikepdf.open(after.path) as document, document.open_outline() as outline:
        assert len(outline.root) == len(SHEETS) + 1


def test_a_handout_to_append_must_exist(project: Path) -> None:
    append(project, f"{GUIDE}/aftr")
    _, found = make(project, "es")
    assert found == {codes.BRAND_VALUE.id}


def append(project: Path, name: str) -> None:
    brand = project / "templates" / "brand.toml"
    text = brand.read_text(encoding="utf-8")
    assert "append = []" in text
    brand.write_text(text.replace("append = []", f'append = ["{name}"]'), encoding="utf-8")
