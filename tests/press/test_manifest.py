"""The manifest: sorted, timeless, and never trusted blindly."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from handouts.press.manifest import NAME, About, Entry, Manifest, OfferedLanguage, load

ES = Entry(
    path="es/hip-after.pdf",
    language="es",
    guide="hip",
    handout="after",
    edition="standard",
    media_type="application/pdf",
    paper="letter",
    pages=2,
    title="Despu\u00e9s",
    title_en="After",
    guide_title="Hip",
    code="HIP-AFT",
    order=2,
    version="1.0",
    date="2026-01-02",
    draft=True,
    signed_by=(),
    verified=True,
    sha256="0" * 64,
    inputs="1" * 64,
)
AR = dataclasses.replace(ES, path="ar/hip-after.pdf", language="ar")


def test_who_has_checked_the_words_is_read_back(tmp_path: Path) -> None:
    who = {"reviewer": "Name of Reviewer", "credential": "RN", "date": "2026-01-02"}
    signed = dataclasses.replace(ES, draft=False, signed_by=(who,))
    manifest = Manifest({signed.path: signed})
    (tmp_path / NAME).write_bytes(manifest.dump())
    assert load(tmp_path) == manifest


def test_it_is_as_contracted() -> None:
    manifest = Manifest({ES.path: ES, AR.path: AR}, fonts={"b": "2", "a": "1"})
    document = json.loads(manifest.dump())
    assert list(document) == [
        "schema", "clinic", "paper", "languages", "colors", "fonts", "handouts",
    ]  # fmt: skip
    assert document["schema"] == 2
    assert list(document["fonts"]) == ["a", "b"]
    assert [entry["path"] for entry in document["handouts"]] == [AR.path, ES.path]
    assert set(document["handouts"][0]) == {
        "path", "language", "guide", "handout", "edition", "media_type", "paper", "pages",
        "title", "title_en", "guide_title", "code", "order", "version", "date", "draft",
        "signed_by", "verified", "sha256", "inputs",
    }  # fmt: skip


def test_it_reads_back_what_it_wrote(tmp_path: Path) -> None:
    spanish = OfferedLanguage("es", "Spanish", "espa\u00f1ol", ("Castilian",), False)
    about = About("Clinic", "a4", (spanish,), {"brand": "#4B2A63"})
    manifest = Manifest({ES.path: ES}, {AR.path: AR}, {"a": "1"}, about=about)
    (tmp_path / NAME).write_bytes(manifest.dump())
    assert load(tmp_path) == manifest
    assert load(tmp_path).known() == {ES.path: ES, AR.path: AR}


def test_stale_sheets_stand_apart_and_only_when_there_are_any() -> None:
    document = json.loads(Manifest({}, {ES.path: ES}).dump())
    assert document["handouts"] == []
    assert document["stale"][0]["path"] == ES.path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "\x00",
        '{"schema": 1}',
        '{"schema": 3, "fonts": {}, "handouts": []}',
        '{"schema": 1, "fonts": [], "handouts": []}',
        '{"schema": 1, "fonts": {}, "handouts": [{"path": "a.pdf"}]}',
    ],
)
def test_one_that_cannot_be_understood_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert load(tmp_path) == Manifest()


@pytest.mark.parametrize("path", ["/etc/x.pdf", "../x.pdf", "es/../../x.pdf", "es/letter.txt"])
def test_an_entry_that_points_elsewhere_is_not_ours(tmp_path: Path, path: str) -> None:
    forged = dataclasses.replace(ES, path=path)
    (tmp_path / NAME).write_bytes(Manifest({path: forged}).dump())
    assert load(tmp_path) == Manifest()


def test_a_build_of_before_is_read_but_counts_as_unverified(tmp_path: Path) -> None:
    document = json.loads(Manifest({ES.path: ES}).dump())
    document["schema"] = 1
    for added in ("media_type", "verified", "guide_title", "code", "order", "date", "signed_by"):
        del document["handouts"][0][added]
    for added in ("clinic", "paper", "languages"):
        del document[added]
    (tmp_path / NAME).write_text(json.dumps(document))
    before = dataclasses.replace(ES, verified=False, guide_title="", code="", order=0, date="")
    assert load(tmp_path).handouts == {ES.path: before}
