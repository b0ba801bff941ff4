"""The desk's page as a file: what it holds, and that nothing of a manifest becomes markup."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from pathlib import Path

import pytest

from handouts.desk import page, thumbnails
from handouts.desk.catalogue import page_data, thumbnail_name
from handouts.model.errors import UsageError
from handouts.press.manifest import NAME, About, Manifest, OfferedLanguage, load
from tests.press.conftest import _model, project
from tests.press.model import run
from tests.press.test_manifest import AR, ES

__all__ = ["_model", "project"]

LANGUAGES = (
    OfferedLanguage("en", "English", "English", (), False),
    OfferedLanguage("ar", "Arabic", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", ("MSA",), True),
    OfferedLanguage("es", "Spanish", "espa\u00f1ol", ("Castilian",), False),
    OfferedLanguage("th", "Thai", "\u0e44\u0e17\u0e22", (), False),
)
ABOUT = About("Clinic", "letter", LANGUAGES)


def built(project: Path) -> Path:
    run(project)
    page.write(project / "dist", lambda: None)
    return project / "dist"


def test_languages_are_those_with_sheets_in_the_clinics_order() -> None:
    data = page_data(Manifest({ES.path: ES, AR.path: AR}, about=ABOUT), {})
    assert [one["tag"] for one in data["languages"]] == ["ar", "es"]
    assert {"Castilian", "es", "spa"} <= set(data["languages"][1]["others"])


def test_a_stale_sheet_has_no_file_and_is_being_updated() -> None:
    data = page_data(Manifest({ES.path: ES}, {AR.path: AR}, about=ABOUT), {})
    assert [one["path"] for one in data["sheets"]] == [ES.path]
    assert data["updating"] == [("ar", "hip", "after")]


def test_what_a_manifest_says_is_never_markup() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    entry = dataclasses.replace(ES, title=evil, title_en=evil, code=evil, version=evil)
    about = dataclasses.replace(ABOUT, clinic=evil)
    text = page.static_page(page_data(Manifest({entry.path: entry}, about=about), {}))
    assert "<img src=x" not in text
    assert text.count("<script") == 2
    held = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)
    assert held
    assert json.loads(held[1])["clinic"] == evil


def test_the_page_has_the_colours_of_the_clinic_and_takes_nothing_but_colours() -> None:
    brand = {"ink": "#101010", "brand": "#4B2A63", "rule": "#636F76", "tint": "#F4EDF7"}
    about = dataclasses.replace(ABOUT, colors=brand)
    data = page_data(Manifest({ES.path: ES}, about=about), {})
    own = ":root { --ink: #101010; --accent: #4B2A63; --line: #636F76; --tint: #F4EDF7; }"
    assert own in page.static_page(data)
    forged = {**brand, "tint": "#F4EDF7; } </style><script>"}
    assert page.style(forged) == page.style({})
    assert ":root { --ink" not in page.style({})


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    text = html.unescape(page.static_page(page_data(Manifest({ES.path: ES}, about=ABOUT), {})))
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", text)
    assert "default-src 'none'" in text
    assert "unsafe" not in text


def test_a_build_writes_it_and_a_second_one_leaves_it(project: Path) -> None:
    out = built(project)
    written = (out / page.NAME).stat().st_mtime_ns
    entries = load(out).handouts.values()
    names = {path.name for path in (out / thumbnails.FOLDER).iterdir()}
    assert names == {thumbnail_name(one) for one in entries}
    assert "Your knee before" in (out / page.NAME).read_text()
    page.write(out, lambda: None)
    assert (out / page.NAME).stat().st_mtime_ns == written


def test_a_page_that_somebody_has_changed_or_cut_short_is_written_anew(project: Path) -> None:
    out = built(project)
    whole = (out / page.NAME).read_bytes()
    for damaged in (b"", whole[:-9], whole.replace(b"Your knee before", b"Your knee after")):
        assert damaged != whole
        (out / page.NAME).write_bytes(damaged)
        page.write(out, lambda: None)
        assert (out / page.NAME).read_bytes() == whole


def test_pictures_of_sheets_that_are_gone_are_removed(project: Path) -> None:
    out = built(project)
    stray = out / thumbnails.FOLDER / f"{'0' * 20}.png"
    stray.write_bytes(b"")
    manifest = load(out)
    first = next(iter(manifest.handouts.values()))
    (out / first.path).write_bytes(b"half a fi")
    (out / thumbnails.FOLDER / thumbnail_name(first)).unlink()
    page.write(out, lambda: None)
    assert not stray.exists()
    assert not (out / thumbnails.FOLDER / thumbnail_name(first)).exists()


def test_without_a_manifest_there_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=NAME):
        page.write(tmp_path, lambda: None)
    assert not (tmp_path / page.NAME).exists()
