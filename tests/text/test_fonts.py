"""Finding fonts, and taking from them what a PDF needs."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from handouts.model.errors import SetupError
from handouts.model.languages import language
from handouts.model.scripts import FALLBACK_FAMILIES, RULES
from handouts.text import verifying
from handouts.text.face import FontFace, file_digest, read_records
from handouts.text.fonts import FontLibrary, default_folders
from tests.each import each

from . import tiny_fonts
from .helpers import SAMPLES, typesetter

#: A family whose letters nobody has drawn: a font of two letters passes.
CHEROKEE = "Noto Sans Cherokee"


def library(*folders: Path) -> FontLibrary:
    return FontLibrary(folders)


@each("tag", sorted(SAMPLES))
@each("bold", [False, True])
def test_every_language_begins_with_its_own_family(tag: str, bold: bool) -> None:
    stack = typesetter().fonts.stack(language(tag), bold)
    assert stack[0].family in language(tag).rule.families
    assert "Noto Sans" in [face.family for face in stack]
    if tag not in ("nqo", "or"):  # N'Ko and Lohit Odia have one weight
        assert stack[0].weight == (700 if bold else 400)


def test_every_rule_has_its_fonts_on_this_machine() -> None:
    folders = default_folders(None, Path.cwd())
    found = {
        record.family
        for folder in folders
        for pattern in ("Noto*", "Lohit*")
        for path in folder.rglob(pattern)
        if path.suffix in (".ttf", ".ttc")
        for record in read_records(path)
    }
    assert found.issuperset(FALLBACK_FAMILIES)
    for rule in RULES.values():
        assert found.intersection(rule.families)


def test_a_collection_gives_the_face_of_the_language() -> None:
    fonts = typesetter().fonts
    faces = {tag: fonts.stack(language(tag))[0] for tag in ("zh-Hans", "zh-Hant", "ja", "ko")}
    assert [face.family[-2:] for face in faces.values()] == ["SC", "TC", "JP", "KR"]
    assert len({face.path for face in faces.values()}) == 1
    assert len({face.key for face in faces.values()}) == 4
    # The same character, drawn as each region writes it.
    assert len({face.font.get_nominal_glyph(ord("骨")) for face in faces.values()}) > 1


def test_a_missing_family_says_what_to_install(tmp_path: Path) -> None:
    tiny_fonts.truetype(tmp_path / "NotoSans-Regular.ttf", "Noto Sans")
    with pytest.raises(SetupError, match=r"Armenian \(hy\).*fonts-noto-core"):
        library(tmp_path).stack(language("hy"))
    with pytest.raises(SetupError, match="fonts-noto-cjk"):
        library(tmp_path).stack(language("ja"))


@pytest.mark.parametrize(
    ("embedding", "reason"),
    [(0x0002, "forbid embedding"), (0x0100, "forbid embedding a subset")],
)
def test_a_restricted_font_is_refused_with_the_reason(
    tmp_path: Path, embedding: int, reason: str
) -> None:
    path = tmp_path / "NotoSansCherokee-Regular.ttf"
    tiny_fonts.truetype(path, CHEROKEE, embedding=embedding)
    with pytest.raises(SetupError, match=f"NotoSansCherokee-Regular.ttf: .*{reason}"):
        library(tmp_path).stack(language("chr"))


def test_cff2_is_refused_with_the_reason(tmp_path: Path) -> None:
    tiny_fonts.cff(tmp_path / "NotoSansCherokee-Regular.otf", CHEROKEE, version=2)
    with pytest.raises(SetupError, match="CFF2"):
        library(tmp_path).stack(language("chr"))


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "NotoSansCherokee-Regular.ttf").write_bytes(b"not a font")
    (tmp_path / "NotoSansCherokee-Bold.ttf").write_bytes(b"")
    with pytest.raises(SetupError):
        library(tmp_path).stack(language("chr"))


def test_a_file_with_another_name_is_found_all_the_same(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    tiny_fonts.truetype(deep / "whatever.ttf", CHEROKEE)
    assert library(tmp_path).stack(language("chr"))[0].path == deep / "whatever.ttf"


def test_one_regions_part_of_the_cjk_fonts_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "fault", lambda *_: "")  # these have two letters
    tiny_fonts.truetype(tmp_path / "NotoSansSC[wght].ttf", "Noto Sans SC", variable=True)
    assert library(tmp_path).stack(language("zh-Hans"))[0].family == "Noto Sans SC"
    with pytest.raises(SetupError):
        library(tmp_path).stack(language("zh-Hant"))


def test_an_earlier_folder_hides_a_later_one(tmp_path: Path) -> None:
    paths = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        paths.append(
            tiny_fonts.truetype(tmp_path / name / "NotoSansCherokee-Regular.ttf", CHEROKEE)
        )
    assert (
        library(tmp_path / "first", tmp_path / "second").stack(language("chr"))[0].path == paths[0]
    )
    assert (
        library(tmp_path / "second", tmp_path / "first").stack(language("chr"))[0].path == paths[1]
    )


def test_folders_come_in_the_order_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("explicit", "listed", "project/fonts"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("HANDOUTS_FONTS", str(tmp_path / "listed"))
    folders = default_folders(tmp_path / "explicit", tmp_path / "project")
    assert folders[:3] == [
        tmp_path / "explicit",
        tmp_path / "listed",
        tmp_path / "project" / "fonts",
    ]


def test_a_folder_that_somebody_named_must_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SetupError, match="gone"):
        default_folders(tmp_path / "gone", tmp_path)
    monkeypatch.setenv("HANDOUTS_FONTS", str(tmp_path / "absent"))
    with pytest.raises(SetupError, match="absent"):
        default_folders(None, tmp_path)


@pytest.mark.parametrize(
    "name", ["NotoSansCherokee[wght].ttf", "NotoSansCherokee-VariableFont_wdth,wght.ttf"]
)
def test_a_variable_font_is_instanced_at_the_weight(tmp_path: Path, name: str) -> None:
    tiny_fonts.truetype(tmp_path / name, CHEROKEE, variable=True)
    fonts = library(tmp_path)
    regular, bold = (fonts.stack(language("chr"), heavy)[0] for heavy in (False, True))
    assert (regular.weight, bold.weight) == (400, 700)
    gid = regular.font.get_nominal_glyph(0x41)
    assert regular.advance(gid) == 500
    assert bold.advance(gid) == 500 + 200 * 300 // 500
    assert regular.key != bold.key
    assert bold.postscript_name == "NotoSansCherokee-Bold"
    program, mapping = bold.subset(frozenset({gid}))
    font = TTFont(io.BytesIO(program))
    assert "fvar" not in font
    assert font["hmtx"].metrics[font.getGlyphOrder()[mapping[gid]]][0] == 620


def test_a_static_font_is_preferred_to_a_variable_one(tmp_path: Path) -> None:
    tiny_fonts.truetype(tmp_path / "NotoSansCherokee[wght].ttf", CHEROKEE, variable=True)
    static = tiny_fonts.truetype(tmp_path / "NotoSansCherokee-Regular.ttf", CHEROKEE)
    fonts = library(tmp_path)
    assert fonts.stack(language("chr"))[0].path == static
    assert fonts.stack(language("chr"), bold=True)[0].record.variable


def test_a_truetype_subset_is_a_small_font_with_new_glyph_ids() -> None:
    face = typesetter().fonts.stack(language("en"))[0]
    gids = frozenset(face.font.get_nominal_glyph(ord(each)) for each in "Handouts é")
    program, mapping = face.subset(gids)
    font = TTFont(io.BytesIO(program))
    assert gids | {0} <= mapping.keys()
    assert sorted(mapping.values()) == list(range(font["maxp"].numGlyphs))
    assert mapping[0] == 0
    assert not {"GSUB", "GPOS", "fpgm", "cmap", "post"} & set(font.keys())
    for old, new in mapping.items():
        assert font["hmtx"].metrics[font.getGlyphOrder()[new]][0] == face.advance(old)
    assert face.subset(gids)[0] == program


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_a_cff_subset_has_cids_equal_to_the_new_glyph_ids(tag: str) -> None:
    face = typesetter().fonts.stack(language(tag))[0]
    assert face.is_cff
    gids = frozenset(face.font.get_nominal_glyph(ord(each)) for each in "骨休24時")
    program, mapping = face.subset(gids)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    top = fonts[fonts.fontNames[0]]
    assert top.ROS == ("Adobe", "Identity", 0)
    assert top.charset == [".notdef", *(f"cid{cid:05}" for cid in range(1, len(mapping)))]
    assert sorted(mapping.values()) == list(range(len(mapping)))
    assert len(program) < 10_000


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_a_subset_is_the_same_whether_characters_are_known_or_not(tag: str) -> None:
    """An opening bracket does not bring its closing one along, say."""
    face = typesetter().fonts.stack(language(tag), bold=False)[0]
    known, fresh = (FontFace(face.record, face.weight) for _ in range(2))
    characters = [character for character in "(«‹ 1" + SAMPLES[tag] if known.has(character)]
    gids = frozenset(face.font.get_nominal_glyph(ord(character)) for character in characters)
    assert len(gids) > 10
    assert known.subset(gids) == fresh.subset(gids)


def test_a_name_keyed_cff_font_can_be_subset(tmp_path: Path) -> None:
    tiny_fonts.cff(tmp_path / "NotoSansCherokee-Regular.otf", CHEROKEE)
    face = library(tmp_path).stack(language("chr"))[0]
    program, mapping = face.subset(frozenset({3}))
    assert mapping == {0: 0, 3: 1}
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    assert len(fonts[fonts.fontNames[0]].CharStrings) == 2


def test_metrics_are_those_of_the_tables() -> None:
    face = typesetter().fonts.stack(language("am"))[0]
    font = TTFont(face.path)
    assert face.upem == font["head"].unitsPerEm
    assert face.ascent == font["OS/2"].sTypoAscender
    assert face.descent == font["OS/2"].sTypoDescender
    assert face.cap_height == font["OS/2"].sCapHeight
    assert face.bbox == (
        font["head"].xMin, font["head"].yMin, font["head"].xMax, font["head"].yMax,
    )  # fmt: skip
    assert face.postscript_name == font["name"].getDebugName(6)
    assert face.coverage == set(font.getBestCmap())
    assert face.sha256 == file_digest(face.path)
    assert face.version[0].isdigit()


def test_a_key_is_the_same_wherever_the_file_lies(tmp_path: Path) -> None:
    face = typesetter().fonts.stack(language("hy"))[0]
    copy = Path(shutil.copy(face.path, tmp_path))
    assert FontFace(read_records(copy)[0], 400).key == face.key
