"""Pictures of letters, and what is known of the families that sheets are set in."""

from __future__ import annotations

import locale
from pathlib import Path

import pytest

from handouts.catalogs import store
from handouts.model.languages import language
from handouts.model.scripts import FALLBACK_FAMILIES
from handouts.text import reference
from handouts.text.face import FontFace
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.picture import FIELDS, difference, fields, shaped
from handouts.text.reference import Metrics, Picture, Reference, Release, of_family
from tests.each import each
from tools import letter_forms_build

ROOT = Path(__file__).parents[2]
LOCALES = sorted(path.parent.name for path in ROOT.glob("locales/*/LC_MESSAGES"))


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary(default_folders(None, Path("/nowhere")))


@pytest.fixture(scope="module")
def latin(library: FontLibrary) -> FontFace:
    return library.stack(language("en"))[0]


def test_a_picture_is_what_stands_in_a_frame(latin: FontFace) -> None:
    font = latin.font
    stroke = shaped(font, "l")
    assert stroke.box
    left, bottom, right, top = stroke.box
    assert 0 < left < right < stroke.advance
    assert (bottom, top) == pytest.approx((0, 0.766), abs=0.01)
    inside = ((left + right) / 2 - 0.01, 0.1, (left + right) / 2 + 0.01, 0.2)
    black = int.from_bytes(bytes([7]) * FIELDS * FIELDS, "big")
    assert difference(fields(font, stroke, inside), black) < 0.2
    assert difference(fields(font, stroke, stroke.box), black) < 0.1
    assert fields(font, stroke, (2.0, 2.0, 3.0, 3.0)) == 0
    assert shaped(font, " ").box is None


def test_letters_of_one_font_differ_and_are_themselves(latin: FontFace) -> None:
    pictures = {char: Picture.of(latin.font, shaped(latin.font, char)) for char in "2378bdpq"}
    for char, picture in pictures.items():
        here = shaped(latin.font, char)
        assert picture.differs(latin.font, here) == 0
        assert picture.moved(here) < 0.01
        for other in set(pictures) - {char}:
            there = shaped(latin.font, other)
            assert max(picture.differs(latin.font, there), picture.moved(there)) > 0.1
    with pytest.raises(ValueError, match="ink"):
        Picture.of(latin.font, shaped(latin.font, " "))


def test_the_language_of_the_machine_makes_no_difference(
    library: FontLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    arabic = library.stack(language("ar"))[0]
    before = shaped(arabic.font, "۴۶۷")
    monkeypatch.setattr(locale, "getlocale", lambda *_: ("ur_PK", "UTF-8"))
    monkeypatch.setenv("LC_ALL", "ur_PK.UTF-8")
    assert shaped(arabic.font, "۴۶۷") == before
    assert shaped(arabic.font, "۴۶۷", "ur").glyphs != before.glyphs


def test_what_is_written_is_read(tmp_path: Path, latin: FontFace) -> None:
    texts = [("", "a"), ("sr", "б")]
    drawn = [[Picture.of(latin.font, shaped(latin.font, text, tag))] for tag, text in texts]
    release = Release([Metrics.of(latin)], "x")
    known = Reference(
        "Noto Any", {"1.0": release}, texts, {"regular": drawn, "bold": [[], drawn[1]]}
    )
    size = reference.write(tmp_path, known)
    (file,) = tmp_path.iterdir()
    assert file.name == "notoany.forms"
    assert file.stat().st_size == size
    assert reference.read(file.read_bytes()) == known


def test_a_family_is_known_by_each_of_its_names() -> None:
    for name in ("Noto Sans CJK SC", "Noto Sans SC", "NotoSansCJKsc"):
        known = of_family(name)
        assert known
        assert known.family == "Noto Sans CJK SC"
    assert of_family("DejaVu Sans") is None
    assert reference.has_bold("Noto Sans Thai")
    assert not reference.has_bold("Lohit Odia")


@each("tag", LOCALES)
def test_the_letters_of_every_catalog_are_known(tag: str) -> None:
    """Newer words may have letters that nobody has drawn; most must be there."""
    families = (*language(tag).rule.families, *FALLBACK_FAMILIES[:1])
    known = filter(None, map(of_family, families))
    drawn = {char for one in known for _, text in one.texts for char in text}
    used = {
        char
        for file in (ROOT / "locales" / tag / "LC_MESSAGES").glob("*.po")
        for entry in store.load(file)[0].entries
        for char in entry.msgstr
        if char.isalnum()
    }
    assert len(used) > 20
    assert len(used & drawn) > 0.95 * len(used)


def test_the_generator_draws_as_the_files_are(tmp_path: Path, library: FontLibrary) -> None:
    """But for other releases, which it is given by hand. (No catalog is in Georgian: none that is
    edited makes a difference.)"""
    regular, bold = (library._face("Noto Sans Georgian", heavy) for heavy in (False, True))
    assert regular
    made = letter_forms_build.reference_of("Noto Sans Georgian", regular, bold, None)
    kept = of_family("Noto Sans Georgian")
    assert kept
    assert [*made.texts] == [*kept.texts]
    for weight, drawn in made.pictures.items():
        assert [of_text[0] for of_text in drawn] == [rows[0] for rows in kept.pictures[weight]]
    assert {*made.releases} < {*kept.releases}
    assert reference.write(tmp_path, made) > 1000
