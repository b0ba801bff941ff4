"""Fuzzing: the readers of what comes from outside, given broken forms of sound input.

The same cases are drawn each time: few in a usual run, many with `HANDOUTS_FUZZ=100 make fuzz`, a
factor on their number. A reader may refuse with what it promises, and nothing else.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from handouts.catalogs import po, store
from handouts.checks.catalog_checks import Rules, check_text
from handouts.compose import handout_xml
from handouts.compose.templates import Templates
from handouts.desk import page
from handouts.desk.catalogue import page_data
from handouts.editions.paper.photo import _load, load_photo
from handouts.editions.paper.svg import load_art
from handouts.exchange.tbx import tbx
from handouts.exchange.xliff import xliff
from handouts.exchange.xliff_reading import read_xliff
from handouts.files.toml_file import read_toml
from handouts.model import codes
from handouts.model.errors import FindingsError, UsageError
from handouts.model.languages import language
from handouts.model.visible import json_safe, visible
from handouts.press import manifest
from handouts.project.glossary import load_glossary
from handouts.text import soundness
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import TextSpan, Typesetter
from tests.hostile.fonts import font_of
from tests.press.model import ROOT
from tests.press.test_manifest import AR, ES

FACTOR = int(os.environ.get("HANDOUTS_FUZZ", "1"))
PALETTE = dict.fromkeys(("brand", "tint", "ink", "rule", "dont"), "#123456")

#: Pieces that mean something to one of the readers.
PIECES = st.sampled_from(
    [
        *('msgid "', 'msgstr "', "#, fuzzy\n", "#| ", "#~ ", "msgctxt", '"\n', "\\", "\\n"),
        *("%(page)s", "%(", "%%", "<b>", "</b>", "<term>", "&amp;", "&#x0;", "]]>", "<![CDATA["),
        *("<?at ?>", "<m n='1'/>", "{{", "}}", "{%", "%}", "{#", "\0", "\u202e", "\u2066"),
        *("\ufeff", "\ud7ff", "\U0010ffff", "é", "\u0301", "\r\n", "=", "[a.b]\n", '"""', "nan"),
        *("0x", "1e9", "d='M", "transform='", "\x1b[2J"),
    ]
)


@st.composite
def broken(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file cut, with bytes changed, pieces put in, and parts twice."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(data)))
        match draw(st.integers(0, 4)):
            case 0:
                del data[place : place + draw(st.integers(1, 40))]
            case 1:
                data[place:place] = draw(PIECES).encode("utf-8", "surrogatepass")
            case 2 if place < len(data):
                data[place] ^= 1 << draw(st.integers(0, 7))
            case 3:
                data[place:place] = data[place : place + draw(st.integers(1, 200))]
            case _:
                del data[place:]
    return bytes(data)


def many(count: int) -> settings:
    return settings(max_examples=count * FACTOR, database=None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def reads(reader: Callable[[], object]) -> None:
    """The reader takes what it is given, or refuses it with findings."""
    with contextlib.suppress(FindingsError):
        reader()


SOUND_PO = (ROOT / "locales/ar/LC_MESSAGES/common.po").read_bytes()
SOUND_TOML = (ROOT / "templates/brand.toml").read_bytes()
SOUND_SVG = (ROOT / "templates/art/phone.svg").read_bytes()
SOUND_XML = (ROOT / "templates/sacroiliac-joint-injection/recovery.xml").read_bytes()
SOUND_GLOSSARY = (ROOT / "locales/glossary.csv").read_bytes()
SOUND_MANIFEST = manifest.Manifest(
    {ES.path: replace(ES, signed_by=({"reviewer": "A", "credential": "B", "date": "2026-01-02"},))},
    {AR.path: AR},
    {"a font": "0" * 64},
    about=manifest.About("C", "letter", (manifest.OfferedLanguage("es", "S", "E", ("x",), False),)),
).dump()
SOUND_FRAME = (ROOT / "templates/handout.xml").read_bytes()


@many(150)
@given(broken(SOUND_PO))
def test_any_catalog_is_read(data: bytes) -> None:
    parsed = po.parse(data.decode("utf-8", "replace"))
    assert po.parse(po.format_entries(parsed.entries)).entries == parsed.entries
    assert len(parsed.faults) <= po.MAX_FAULTS


@many(150)
@given(st.text(max_size=60) | st.lists(PIECES | st.text(max_size=9), max_size=9).map("".join),
       st.sampled_from(["es", "ar", "th", "hi", "zh-Hans", "ko", "ru", "ur"]))  # fmt: skip
@example("\u00a0", "es")
def test_any_words_are_judged(words: str, tag: str) -> None:
    for problem in check_text(
        "Call <b>us</b> at 12 on page %(page)s.", words, language(tag), Rules()
    ):
        line = visible(problem.message).replace("\u00a0", " ")
        assert line.isprintable() or max(problem.message) >= "\ue000"


@many(100)
@given(broken(SOUND_TOML))
def test_any_toml_is_read(folder: Path, data: bytes) -> None:
    path = folder / "brand.toml"
    path.write_bytes(data)
    reads(lambda: read_toml(path, "brand.toml", codes.BRAND_UNREADABLE))


@many(100)
@given(broken(SOUND_SVG))
def test_any_drawing_is_read(folder: Path, data: bytes) -> None:
    (folder / "phone.svg").write_bytes(data)
    reads(lambda: load_art(folder, "phone", PALETTE))


@functools.cache
def exported() -> tuple[dict[str, store.CatalogFile], bytes]:
    """The catalogs of a language, and the file that translators' tools get of them."""
    files = sorted((ROOT / "locales/ar/LC_MESSAGES").glob("*.po"))
    catalogs = {file.stem: store.load(file)[0] for file in files}
    return catalogs, xliff(language("ar"), catalogs.items(), lambda _: False, lambda _: ())


@many(25)
@given(st.data())
def test_any_xliff_is_taken_in_or_told(folder: Path, data: st.DataObject) -> None:
    catalogs, sound = exported()
    path = folder / "back.xlf"
    path.write_bytes(data.draw(broken(sound)))
    taken = read_xliff(path, language("ar"), catalogs)
    for finding in taken.findings:
        assert visible(str(finding)) == str(finding)
    for catalog in taken.catalogs.values():
        text = store.dump(catalog)
        text.encode()
        assert po.parse(text).entries


@many(40)
@given(broken(SOUND_GLOSSARY))
def test_any_glossary_is_read_and_goes_out(folder: Path, data: bytes) -> None:
    path = folder / "glossary.csv"
    path.write_bytes(data)
    glossary, findings = load_glossary(path)
    if not findings:
        tbx(glossary, "glossary.csv")


@many(100)
@given(broken(SOUND_MANIFEST) | st.text(max_size=30).map(str.encode))
def test_any_manifest_is_read_and_shown(folder: Path, data: bytes) -> None:
    (folder / manifest.NAME).write_bytes(data)
    with contextlib.suppress(UsageError):
        shown = page.static_page(page_data(manifest.read(folder), {}))
        assert shown.count("<script") == 2


@functools.cache
def photo(kind: str) -> bytes:
    """A small photo that is to be turned, with some transparency where its kind has that."""
    file = io.BytesIO()
    about = Image.Exif()
    about[0x0112] = 6
    picture = Image.linear_gradient("L").resize((24, 16))
    if kind == "PNG":
        picture = picture.convert("LA")
    picture.save(file, kind, exif=about)
    return file.getvalue()


@many(80)
@given(st.data(), st.sampled_from(["PNG", "JPEG"]))
def test_any_photo_is_read(folder: Path, data: st.DataObject, kind: str) -> None:
    path = folder / f"photo.{kind.lower()}"
    path.unlink(missing_ok=True)
    path.write_bytes(data.draw(broken(photo(kind))))
    _load.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reads(lambda: load_photo(path))


@many(60)
@given(broken(SOUND_XML))
def test_any_template_is_read(folder: Path, data: bytes) -> None:
    templates = folder / "templates"
    (templates / "guide").mkdir(parents=True, exist_ok=True)
    (templates / "handout.xml").write_bytes(SOUND_FRAME)
    (templates / "guide" / "sheet.xml").write_bytes(data)
    contact = dict.fromkeys(("phone", "hours", "address", "website"), "")
    variables = {"clinic": "C", "contact": contact, "guide": "guide", "handout": "sheet"}

    def reader() -> None:
        rendered = Templates(templates).render("guide/sheet.xml", variables)
        handout_xml.parse(rendered, ROOT / "templates/handout.rng", contact)

    reads(reader)


@many(150)
@given(st.data(), st.sampled_from(["ar", "hi", "th", "en", "ur"]))
def test_any_font_is_judged(data: st.DataObject, tag: str) -> None:
    """A font of which one byte is another is never sound: its checksums tell."""
    sound = font_of(tag).read_bytes()
    place = data.draw(st.integers(0, len(sound) - 1))
    if data.draw(st.booleans()):
        damaged = sound[:place]
    else:
        bit = 1 << data.draw(st.integers(0, 7))
        damaged = sound[:place] + bytes([sound[place] ^ bit]) + sound[place + 1 :]
    reason = soundness.fault(damaged, 0, language(tag).script)
    if not reason:  # between the tables there is nothing that is read
        assert len(damaged) == len(sound)
        assert place < 12 + 16 * 40 or soundness._directory(damaged, 0) == soundness._directory(
            sound, 0
        )


@many(60)
@given(st.text(max_size=40) | st.lists(PIECES, max_size=6).map("".join),
       st.sampled_from(["es", "ar", "th", "hi", "ur", "zh-Hans"]))  # fmt: skip
def test_any_text_is_set(words: str, tag: str) -> None:
    words = words.encode("utf-8", "replace").decode()
    own = language(tag)
    shaped = typesetter().shape((TextSpan(words),), own)
    assert shaped is not None


@many(200)
@given(st.text() | st.lists(PIECES, max_size=12).map("".join))
def test_what_is_shown_does_nothing(words: str) -> None:
    line = visible(words)
    assert "\n" not in line
    assert "\x1b" not in line
    assert not line.lstrip().startswith("::")
    assert "##[" not in line
    assert "\u202e" not in json_safe(words)


@functools.cache
def typesetter() -> Typesetter:
    return Typesetter(FontLibrary(default_folders(None, Path("/nowhere"))))
