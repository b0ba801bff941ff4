"""A font that was altered, its checksums right, is found before it sets a wrong letter; a sound one
never is, in whatever release."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from handouts.catalogs import store
from handouts.model.errors import DamagedFontError, FontFileError
from handouts.model.languages import language
from handouts.text import reference, verifying
from handouts.text.face import FontFace, read_records
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.picture import shaped
from handouts.text.reference import Picture
from tests.hostile.alterations import ALTERATIONS
from tests.hostile.altered import LETTERS, NotHereError, altered, codes, named
from tests.hostile.fonts import font_of
from tests.hostile.running import guarded

LOCALES = Path(__file__).parents[2] / "locales"
QUICK = [(name, tag) for name, (_, tag) in ALTERATIONS.items() if tag]
EVERY = [(name, tag) for name in ALTERATIONS for tag in LETTERS if (name, tag) not in QUICK]
#: What looks otherwise and reads the same: Armenian without its ornamental ligatures; a letter that
#: is nearly its own image in a mirror.
LEGIBLE = {("no GSUB", "hy"), ("GSUB emptied", "hy"), ("one letter mirrored", "en")}
#: By so much a word may differ in form (0 to 1) and size (ems) for a reader who is to see the same.
SAME = 0.05


def bold_of(tag: str) -> Path:
    return FontLibrary(default_folders(None, Path("/nowhere"))).stack(language(tag), True)[0].path


def fault_of(path: Path, tag: str) -> str:
    """What is wrong with the face that a language would be set in."""
    (record,) = read_records(path)
    return verifying.fault(FontFace(record, record.weight), language(tag).script)


def read_as_before(sound: Path, other: Path, tag: str) -> bool:
    """Whether all words of a language's catalogs look in one font as in another."""
    records = (read_records(path)[0] for path in (sound, other))
    before, after = (FontFace(record, record.weight) for record in records)
    folder = LOCALES / ("es" if tag == "en" else tag) / "LC_MESSAGES"
    entries = [entry for file in folder.glob("*.po") for entry in store.load(file)[0].entries]
    texts = [entry.msgid if tag == "en" else entry.msgstr for entry in entries]
    words = {word for text in texts for word in re.sub(r"<.*?>|{.*?}|%\(\w+\)s", " ", text).split()}
    assert len(words) > 100
    for word in words:
        was, is_ = (shaped(face.font, word, tag) for face in (before, after))
        if was.box:
            picture = Picture.of(before.font, was)
            if max(picture.differs(after.font, is_), picture.moved(is_)) > SAME:
                return False
    return True


@pytest.mark.parametrize(
    ("name", "tag"),
    QUICK + [pytest.param(*row, marks=pytest.mark.slow) for row in EVERY],
)
def test_an_altered_font_is_found(name: str, tag: str, tmp_path: Path) -> None:
    change, _ = ALTERATIONS[name]
    path = tmp_path / font_of(tag).name
    try:
        path.write_bytes(altered(font_of(tag), change, LETTERS[tag]))
    except NotHereError:
        pytest.skip("nothing of this font could be altered so")
    reason = fault_of(path, tag)
    if not reason and ((name, tag) in LEGIBLE or read_as_before(font_of(tag), path, tag)):
        pytest.skip("no word of the catalogs reads otherwise")
    assert reason


def test_there_are_as_many_ways_as_are_told() -> None:
    assert len(ALTERATIONS) > 60
    assert {tag for _, tag in QUICK} == {*LETTERS} - {"ur"}


@pytest.mark.parametrize(
    ("name", "tag", "words"),
    [
        ("2 and 7 exchanged", "en", "its 2 looks like 7"),
        ("beh and teh exchanged", "ar", "its ب looks like ت"),
        ("16 times the em", "hy", "its letters are 0.06"),
        ("another weight", "hy", "it says that it is bold, and its letters are regular"),
        ("a letter gone", "hy", "it lacks 1 of"),
        ("no heights of lines", "hy", "the heights of its lines"),
        ("a PostScript name of controls", "hy", "PostScript name"),
    ],
)
def test_it_is_told_what_is_wrong(name: str, tag: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / font_of(tag).name
    path.write_bytes(altered(font_of(tag), ALTERATIONS[name][0], LETTERS[tag]))
    assert words in fault_of(path, tag)


@pytest.mark.parametrize("name", ["2 and 7 exchanged", "16 times the em", "widths a third"])
def test_so_it_is_in_a_release_that_nobody_has_looked_at(name: str, tmp_path: Path) -> None:
    sound, path = tmp_path / "sound.ttf", tmp_path / "altered.ttf"
    sound.write_bytes(altered(font_of("en"), named(5, "Version 9.999"), ""))
    assert not fault_of(sound, "en")
    path.write_bytes(altered(sound, ALTERATIONS[name][0], LETTERS["en"]))
    assert fault_of(path, "en")


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("tag", ["en", "ar", "hi", "th", "ru"])
def test_fonts_of_the_packages_pass_without_their_digest(
    tag: str, bold: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "known_files", frozenset)
    path = bold_of(tag) if bold else font_of(tag)
    assert not fault_of(path, tag)


@pytest.mark.slow
def test_no_upright_font_of_this_machine_is_found_altered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "known_files", frozenset)
    seen = 0
    library = FontLibrary(default_folders(None, Path("/nowhere")))
    for _, path in library._files():
        for record in read_records(path):
            if record.upright and not record.refused:
                seen += 1
                assert not verifying.fault(FontFace(record, record.weight), ""), path
    assert seen > 200


def test_fonts_of_the_packages_are_known_by_their_digest() -> None:
    library = FontLibrary(default_folders(None, Path("/nowhere")))
    for tag in (*LETTERS, "zh-Hans", "ja", "or"):
        for bold in (False, True):
            for face in library.stack(language(tag), bold):
                assert face.sha256 in reference.known_files(), face.path


def library_with(folder: Path) -> FontLibrary:
    """A folder for the sheets, before those of the system."""
    return FontLibrary([folder, *default_folders(None, folder)])


def refused(folder: Path, tag: str = "hi", bold: bool = False) -> FontFileError:
    """How a font in a folder for the sheets is refused."""
    with pytest.raises(FontFileError) as caught:
        library_with(folder).stack(language(tag), bold)
    return caught.value


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.9])
def test_half_a_font_under_any_name_is_named(share: float, tmp_path: Path) -> None:
    whole = font_of("hi").read_bytes()
    bad = tmp_path / "hindi.ttf"
    bad.write_bytes(whole[: int(share * len(whole))])
    error = refused(tmp_path)
    assert isinstance(error, DamagedFontError)
    assert error.file == str(bad)


def test_half_a_collection_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "fonts.ttc"
    with TTFont(font_of("hy")) as one, TTFont(font_of("th")) as other:
        collection = TTCollection()
        collection.fonts = [one, other]
        collection.save(bad)
    bad.write_bytes(bad.read_bytes()[: bad.stat().st_size // 2])
    assert refused(tmp_path, "en").file == str(bad)


def test_a_web_font_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "hindi.woff2"
    bad.write_bytes(b"wOF2")
    error = refused(tmp_path)
    assert error.file == str(bad)
    assert ".ttf" in error.hint


def test_a_font_with_the_name_of_another_is_named(tmp_path: Path) -> None:
    bad = Path(shutil.copy(font_of("gu"), tmp_path / font_of("hi").name))
    error = refused(tmp_path)
    assert error.file == str(bad)
    assert "Noto Sans Gujarati" in str(error)


def test_a_font_of_another_script_under_the_name_of_this_is_named(tmp_path: Path) -> None:
    bad = tmp_path / font_of("hi").name
    bad.write_bytes(altered(font_of("gu"), named(1, "Noto Sans Devanagari"), ""))
    error = refused(tmp_path)
    assert error.file == str(bad)
    assert "lacks" in str(error)


def test_a_font_that_may_not_be_embedded_is_named(tmp_path: Path) -> None:
    def restricted(font: TTFont, _: str, __: random.Random) -> None:
        font["OS/2"].fsType = 2

    bad = tmp_path / font_of("hi").name
    bad.write_bytes(altered(font_of("hi"), restricted, ""))
    error = refused(tmp_path)
    assert error.file == str(bad)
    assert "licence" in str(error)


@pytest.mark.parametrize("bold", [False, True])
def test_a_face_without_its_other_weight_is_named(bold: bool, tmp_path: Path) -> None:
    alone = Path(shutil.copy(bold_of("hi") if bold else font_of("hi"), tmp_path))
    library = library_with(tmp_path)
    assert library.stack(language("hi"), bold)[0].path == alone
    with pytest.raises(FontFileError) as caught:
        library.stack(language("hi"), not bold)
    assert caught.value.file == str(alone)
    assert "bold" in str(caught.value)
    assert str(font_of("hi").parent) in caught.value.hint


def test_of_two_faces_the_one_that_lies_about_its_weight_is_named(tmp_path: Path) -> None:
    shutil.copy(bold_of("hi"), tmp_path)
    bad = tmp_path / font_of("hi").name
    bad.write_bytes(altered(font_of("hi"), ALTERATIONS["another weight"][0], ""))
    assert refused(tmp_path).file == str(bad)


def test_a_family_with_one_weight_is_as_it_was(tmp_path: Path) -> None:
    shutil.copy(font_of("or"), tmp_path)
    assert library_with(tmp_path).stack(language("or"), bold=True)[0].path.parent == tmp_path


def test_a_sound_font_under_any_name_is_used(tmp_path: Path) -> None:
    shutil.copy(font_of("hi"), tmp_path / "one.ttf")
    shutil.copy(bold_of("hi"), tmp_path / "other.ttf")
    paths = [library_with(tmp_path).stack(language("hi"), bold)[0].path for bold in (False, True)]
    assert [path.name for path in paths] == ["one.ttf", "other.ttf"]


def test_a_build_and_a_check_name_the_file(built: Path) -> None:
    (built / "fonts").mkdir()
    shutil.copy(bold_of("es"), built / "fonts")
    bad = built / "fonts" / font_of("es").name
    bad.write_bytes(altered(font_of("es"), codes("27"), ""))
    done = guarded(built, "build", "--force")
    done.answers("damaged-font", f"fonts/{bad.name}", "its 2 looks like 7", "install it again")
    assert done.code == 2
    assert "\nbuilt " not in done.output
    bad.unlink()
    done = guarded(built, "check")
    done.answers("font-not-usable", f"fonts/{bold_of('es').name}", "everything would be bold")
