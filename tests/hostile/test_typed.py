"""What somebody types to be printed, in `brand.toml`, `guide.toml` and at the desk: refused by
name, or printed. The gate is `model.typed_lines`; what a font lacks is told where the fonts are.
"""

from __future__ import annotations

import contextlib
import functools
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.compose import Composer
from handouts.desk.values import TypedValueError, check
from handouts.editions import STANDARD, Materials
from handouts.model.blocks import FillKind
from handouts.model.languages import language
from handouts.model.typed_lines import can_be_printed, fault, is_line
from handouts.pdf.text_showing import shown
from handouts.press.brand_glyphs import missing_glyphs
from handouts.press.plan import Job
from handouts.project.brand import read_brand
from handouts.project.project import Project
from handouts.text.paragraph import TextSpan
from handouts.web.desk.keeper import Ready, _at_fault, _rendered, _trouble
from tests.each import each
from tests.fixtures.scripts import fixtures
from tests.hostile.test_fuzz import many, typesetter
from tests.press.model import ROOT

#: Nobody sees these, or something else than was typed: fillers, blanks, ignorable, lost,
#: unassigned, private, and signs that act on the words around.
UNSEEN = (
    "\u3164", "\uffa0", "\u115f", "\u1160", "\u2800", "\u034f", "\ufe0f", "\ufe00", "\u180b",
    "\u180e", "\u17b4", "\u17b5", "\u1680", "\u200b", "\u200d", "\u200c", "\u2060", "\ufeff",
    "\u00ad", "\u202e", "\u2066", "\u2069", "\u2028", "\u2029", "\x85", "\x7f", "\x1b", "\ufff9",
    "\ufffc", "\ufffd", "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufffe", "\U0001ffff",
    "\u0378", "\U000e0041", "\U000e0100", "\U0001bca0", "\U0001d173", "\u206a", "\u0600", "\u06dd",
    "\u070f", "\ud800", "\u2065", "\ufff0",
)  # fmt: skip

#: Marks as no writing has them.
WRONG_MARKS = (
    "a" + "\u0301" * 6, "a" + "\u0323" * 118, "\u0301a", "\u093f \u094d", "\u0301", "R\u0336oom",
    "R\u0338o", "5\u20e3", "5\u20e0", "a\u20d2", "a\u0489", "\u0e34", "\u17b7 a", "\u102dx",
    "\u0915\u200c\u0941", "\u0915\u200d\u093e", "\u1780\u200c\u17b6", "\u1000\u200c\u102c",
    "\u0b95\u200c\u0bbf", "\u0648 \u064e", "a \u0308", "\u0c15\u200d\u0c3f", "5\u093f",
    "\u05d0\u093f", "\u0915" + "\u0902" * 9,
)  # fmt: skip

#: Names and places as people have them.
GOOD = (
    "Jo Quick, 12 Box Way, Flat 3", "Dr. Zoë Ångström-Núñez", "Nguyễn Thị Ánh", "Łódź", "İstanbul",
    "मुंबई, कमरा 5", "र\u094d\u200dय", "क\u094d\u200cष", "می\u200cخواهم", "عيادة الألم", "도쿄 병원",
    "北京路 5 号", "東京クリニック", "ห้อง ๕", "ភ្នំពេញ", "ရန်ကုန်", "தமிழ்நாடு", "ক্লিনিক",
    "র\u200d\u09cdযাম", "አዲስ አበባ", "Երևան", "ශ්\u200dරී", "ქართული", "Ελλάδα", "א\u05b8ב",
    "Room 5/2 (2nd floor)",
    "ບ້ານ", "Ẹ̀kọ́", "5 °C", "№ 3 – “B”",
)  # fmt: skip

LANGUAGES = ("es", "hi", "ar")


@each("sign", UNSEEN)
def test_what_nobody_sees_is_refused(sign: str) -> None:
    for line in (f"Room{sign} 5", f"{sign}Room 5", f"Room 5{sign}", sign, sign * 3):
        assert fault(line)
        assert not can_be_printed(line)
        assert not is_line(line)


@each("line", WRONG_MARKS)
def test_marks_without_letters_and_in_heaps_are_refused(line: str) -> None:
    assert fault(line)
    assert fault(f"Room {line} 5")
    assert not can_be_printed(line)


@each("line", GOOD)
def test_names_and_places_are_taken(line: str) -> None:
    assert fault(line) == ""
    assert can_be_printed(line)
    assert check(FillKind.TEXT, line) == unicodedata.normalize("NFC", line)


@each("line", [*UNSEEN, *(f"Room{one} 5" for one in UNSEEN), *WRONG_MARKS])
def test_the_desk_says_what_to_type_instead(line: str) -> None:
    if not line.split():
        assert check(FillKind.TEXT, line) == ""  # a space, as typed by nobody
        return
    if set(line) & set("\u1680\u2028\u2029\x85"):  # taken as spaces
        assert check(FillKind.TEXT, line) == " ".join(line.split())
        return
    with pytest.raises(TypedValueError, match=": ") as refused:
        check(FillKind.TEXT, line)
    assert line not in str(refused.value)


@pytest.mark.parametrize("key", ["phone", "hours", "address", "website", "name"])
@pytest.mark.parametrize("sign", ["\u3164", "\uffa0", "\u2800", "\ue000", "\u0338", "\u0323" * 9])
def test_the_brand_names_the_line(tmp_path: Path, key: str, sign: str) -> None:
    values = {"phone": "(555) 555-0100", "hours": "8 to 5", "address": "Room 5",
              "website": "www.clinic.example", "name": "Clinic"}  # fmt: skip
    values[key] = values[key][:-1] + sign + values[key][-1]
    lines = ["[clinic]", f"name = {json.dumps(values.pop('name'))}", "[contact]"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in values.items()]
    path = tmp_path / "brand.toml"
    path.write_text("\n".join(lines))
    said = [one for one in read_brand(path)[1] if one.where.line and key in one.message]
    assert said
    assert all("type " in one.hint and sign not in str(one) for one in said)


@each("tag", LANGUAGES)
def test_what_no_font_has_is_told_with_its_line(tag: str) -> None:
    """Characters that can be seen, and that no font on this machine has."""
    brand = read_brand(ROOT / "templates" / "brand.toml")[0]
    odd = next(
        chr(code)
        for code in range(0x10400, 0x1F000)
        if not fault(f"a{chr(code)}")
        and typesetter().shape((TextSpan(chr(code)),), language(tag)).missing
    )
    changed = replace(brand, contact={**brand.contact, "address": f"Room {odd}"})
    found = list(missing_glyphs(changed, typesetter()))
    assert [one.kind.id for one in found] == ["missing-glyph"]
    assert f"U+{ord(odd):04X}" in found[0].message


def sampled(step: int) -> Iterator[str]:
    """Characters of all of Unicode, and all that are odd."""
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        char = chr(code)
        odd = unicodedata.category(char) in ("Cf", "Zs", "Cc", "Zl", "Zp", "Me") or char in UNSEEN
        if odd or code % step == 0:
            yield char


def is_shown(text: str, tag: str) -> bool:
    """Sets a text; nothing is shown with the glyph for what a font lacks. Raises `GlyphError`."""
    paragraph = typesetter().shape((TextSpan(text),), language(tag))
    for line in paragraph.lines(12, 300):
        shown(line, leftwards=language(tag).right_to_left)
    return not paragraph.missing


def check_all(tag: str, step: int) -> None:
    """Every character that the gate lets through is set, or told as missing."""
    own = language(tag)
    letter = {"hi": "क", "ar": "ب", "th": "ก", "ko": "가", "zh-Hans": "中"}.get(tag, "a")
    passed = [char for char in sampled(step) if not fault(letter + char)]
    assert len(passed) > 100
    for start in range(0, len(passed), 64):
        some = passed[start : start + 64]
        known = [
            char for char in some if not typesetter().shape((TextSpan(letter + char),), own).missing
        ]
        assert is_shown(" ".join(letter + char for char in known), tag)


@pytest.mark.parametrize("tag", ["es", "hi", "ar", "ko"])
def test_every_character_that_is_taken_is_set_or_told(tag: str) -> None:
    check_all(tag, 401)


@pytest.mark.slow
@pytest.mark.parametrize("tag", fixtures())
def test_every_character_of_unicode_that_is_taken_is_set_or_told(tag: str) -> None:
    check_all(tag, 61)


@many(60)
@given(st.text(max_size=30), st.sampled_from(["es", "ar", "th", "hi", "ur", "zh-Hans", "km", "my"]))
def test_any_text_is_set_without_an_error(words: str, tag: str) -> None:
    """Also what the gate would not let through."""
    words = words.encode("utf-8", "replace").decode()
    lost = typesetter().shape((TextSpan(words),), language(tag)).missing
    assert is_shown("".join(char for char in words if char not in lost), tag) or lost


@functools.cache
def ready(tag: str) -> Ready:
    """The sheet before the visit with its lines blank, as the desk's keeper has it."""
    project = Project(ROOT)
    composer = Composer(project)
    guide = next(one for one in project.guides if one.name == "sacroiliac-joint-injection")
    handout = composer.compose(guide, "preparation", language(tag)).required()
    job = Job(language(tag), guide.name, handout.name, STANDARD, project.brand.paper)
    blank = STANDARD.render(handout, materials(), project.brand.paper)
    return Ready(job, project.brand.country, handout, blank.findings)


@functools.cache
def materials() -> Materials:
    project = Project(ROOT)

    def english(_: object) -> object:
        raise AssertionError("the standard edition has no English beside it")

    return Materials(project.brand, typesetter(), project.art, english)  # type: ignore[arg-type]


ODD = st.sampled_from([*UNSEEN, *WRONG_MARKS, *GOOD])
SCRIPTS = st.characters(min_codepoint=0x300, max_codepoint=0x1FFF)
TYPED = (
    st.text(max_size=20)
    | st.text(SCRIPTS, max_size=12)
    | st.lists(ODD | st.text(max_size=5), max_size=5).map(" ".join)
)


@many(25)
@given(TYPED, TYPED, st.sampled_from(LANGUAGES))
def test_a_field_is_refused_by_name_or_the_sheet_is_made(first: str, second: str, tag: str) -> None:
    asked = {"address": first, "driver.name": second}
    typed = {}
    for key, words in asked.items():
        with contextlib.suppress(TypedValueError):
            typed[key] = check(FillKind.TEXT, words)
    made_or_named(tag, typed)


def made_or_named(tag: str, typed: dict[str, str]) -> Sequence[str]:
    """The lines that are at fault, where the sheet is not made."""
    sheet = ready(tag)
    file = _rendered(sheet, typed, materials())
    if _trouble(sheet, file) is None:
        assert file.data.startswith(b"%PDF")
        return ()
    keys = _at_fault(sheet, typed, materials())
    assert keys
    assert set(keys) <= {key for key, words in typed.items() if words}
    return keys


def test_only_the_line_that_is_at_fault_is_named() -> None:
    assert made_or_named("es", {"address": "\U0001f600", "driver.name": "Jo"}) == ("address",)
    assert made_or_named("es", {"address": "Room 5", "driver.name": "W" * 120}) == ("driver.name",)
    assert made_or_named("hi", {"address": "कमरा 5", "driver.name": "Jo"}) == ()
