"""Where lines may end, language by language."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from icu4py.breakers import CharacterBreaker

from handouts.model.languages import language
from handouts.text import breaks
from tests.each import each
from tests.fixtures.scripts import fixtures, plain

from .helpers import SAMPLES, shape, typesetter, unbreakable

OPENING, CLOSING = "([{«“‘「『（《【༺", ")]}»”’」』）》】.,!?;:।॥။၊។ៗๆໆ、。，！？：；؟،؛۔"


def pieces(text: str, tag: str) -> list[str]:
    """The text cut at every strict opportunity."""
    lang = language(tag)
    ends = breaks.opportunities(text, lang, unbreakable(lang)).strict
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


@each(
    ("tag", "text", "expected"),
    [
        ("en", "Call us at 9:30 AM.", ["Call ", "us ", "at ", "9:30 AM."]),
        ("en", "Rest for 24 hours now", ["Rest ", "for ", "24 hours ", "now"]),
        ("en", "3–6 months, 2 to 7 days", ["3–6 months, ", "2 to 7 days"]),
        ("en", "at +1 (555) 010-2345.", ["at ", "+1 (555) 010-2345."]),
        ("en", "or 555-0102 now", ["or ", "555-0102 ", "now"]),
        ("en", "the 24 rehabilitation units", ["the ", "24 ", "rehabilitation ", "units"]),
        ("en", "a ( b ) c", ["a ", "( b ) ", "c"]),
        ("en", "not X-rays, well-known", ["not ", "X-rays, ", "well-", "known"]),
        ("vi", "tia X-quang này", ["tia ", "X-quang ", "này"]),
        ("fr", "Que faire ? « Oui »", ["Que ", "faire ? ", "« Oui »"]),
        ("es", "24 horas ¿Qué?", ["24 horas ", "¿Qué?"]),
        ("hi", "24 घंटे आराम करें ।", ["24 घंटे ", "आराम ", "करें ।"]),
        ("ar", "الأقل. لا يمكننا أن", ["الأقل. ", "لا يمكننا ", "أن"]),
        ("ar", "لمدة 24 ساعة", ["لمدة ", "24 ساعة"]),
        ("th", "พักผ่อน 24 ชั่วโมง", ["พักผ่อน ", "24 ชั่วโมง"]),
        ("th", "นาน 24 ชั่วโมงหลังจากนั้น", ["นาน ", "24 ชั่วโมง", "หลังจากนั้น"]),
        ("fr", "1 000 mg par jour", ["1 000 mg ", "par ", "jour"]),
        ("km", "អ្នកទាំងអស់គ្នា", ["អ្នក", "ទាំងអស់គ្នា"]),
        ("th", "ยาสเตียรอยด์เป็นยา", ["ยาสเตียรอยด์", "เป็น", "ยา"]),
        ("th", "ฉันต้องเตรียมตัวอย่างไร", ["ฉัน", "ต้อง", "เตรียมตัว", "อย่างไร"]),
        ("th", "ตัวอย่างเช่น", ["ตัวอย่าง", "เช่น"]),
        ("th", "ชั่วโมงแรกๆ", ["ชั่วโมง", "แรกๆ"]),
        ("th", "ผิวหนังชา", ["ผิวหนัง", "ชา"]),
        ("th", "ผิวหนัง\u2060ชา", ["ผิวหนัง\u2060ชา"]),
        ("th", "ยาเมตฟอร์มิน ก่อน", ["ยา", "เมตฟอร์มิน ", "ก่อน"]),
        ("th", "ยาโรพิวาแคน\u00a0ก่อน", ["ยา", "โร", "พิ", "วา", "แคน\u00a0ก่อน"]),
        ("th", "มาพากลับคลินิก", ["มา", "พา", "กลับ", "คลินิก"]),
        ("ja", "薬のメトホルミンを飲む", ["薬の", "メトホルミンを", "飲む"]),
        ("zh-Hans", "服用布洛芬之前", ["服用", "布洛芬", "之前"]),
        ("my", "ပါရာစီတမော သောက်", ["ပါရာစီတမော ", "သောက်"]),
        ("my", "သင့်ကို မပြင်ပါဘူး", ["သင့်", "ကို ", "မပြင်ပါဘူး"]),
        ("lo", "ຄລີນິກເປີດ ອ່ອນໆ", ["ຄລີນິກ", "ເປີດ ", "ອ່ອນໆ"]),
        ("km", "អាហារស្រាលៗ ដូចជា", ["អាហារ", "ស្រាលៗ ", "ដូចជា"]),
        ("km", "ទូរស័ព្ទ\u2060ទៅ", ["ទូរស័ព្ទ\u2060ទៅ"]),
        ("my", "ဖုန်းဆက်ပါ", ["ဖုန်း", "ဆက်ပါ"]),
        ("hi", "डॉ. Weber (555-0142)", ["डॉ. ", "Weber ", "(555-0142)"]),
        ("zh-Hans", "休息24小时，不要", ["休息", "24小时，", "不要"]),
        ("ja", "24時間、", ["24時間、"]),
        ("zh-Hans", "在屏幕上", ["在屏幕上"]),
        ("ru", "в этом суставе — там", ["в этом ", "суставе — ", "там"]),
        ("ru", "надолго ли он поможет", ["надолго ли ", "он ", "поможет"]),
        ("ru", "не на 2 дня", ["не на 2 дня"]),
        ("vi", "Quý vị tập thể dục", ["Quý vị ", "tập ", "thể dục"]),
        ("en", "has 2 SI joints each", ["has ", "2 SI joints ", "each"]),
        ("es", "la articulación SI duele", ["la ", "articulación SI duele"]),
        ("ko", "2개의 SI 관절이 있어요", ["2개의 SI 관절이 ", "있어요"]),
        ("ko", "사과는 나무에서 24시간", ["사과는 ", "나무에서 ", "24시간"]),
        ("am", "ለ24 ሰዓታት ያርፉ ።", ["ለ24 ሰዓታት ", "ያርፉ ።"]),
        ("bo", "ཆུ་ཚོད་རིང་", ["ཆུ་", "ཚོད་", "རིང་"]),
        ("en", "phy\u00adsical", ["phy\u00adsical"]),
        ("en", "have relief for 3 to 6 months", ["have ", "relief ", "for ", "3 to 6 months"]),
        ("sw", "mambo 3 kabla ya sindano", ["mambo 3 ", "kabla ", "ya ", "sindano"]),
        ("sw", "siku 2 hadi 7 baada", ["siku 2 hadi 7 ", "baada"]),
        ("sw", "kwa siku 1 au 2. Saa", ["kwa ", "siku 1 au 2. ", "Saa"]),
        ("sw", "Wiki 4 baadaye", ["Wiki 4 ", "baadaye"]),
        ("sw", "dawa 500 mg leo", ["dawa 500 mg ", "leo"]),
        ("sw", "hadi 10 (maumivu makali kabisa)", ["hadi ", "10 (maumivu ", "makali ", "kabisa)"]),
        ("sw", "Piga 555-0142 (kliniki)", ["Piga ", "555-0142 ", "(kliniki)"]),
        ("km", "សន្លាក់ 2 នៅសងខាង", ["សន្លាក់ 2 ", "នៅសងខាង"]),
        ("km", "ថ្នាំ 2 មុខទៅក្នុង", ["ថ្នាំ ", "2 មុខ", "ទៅ", "ក្នុង"]),
        ("km", "រយៈពេល 1 ឬ 2 ថ្ងៃ", ["រយៈពេល ", "1 ឬ 2 ថ្ងៃ"]),
        ("fil", "sa unang 24 na oras", ["sa ", "unang ", "24 na oras"]),
        ("hy", "2-ից մինչև", ["2-ից ", "մինչև"]),
        ("zh-Hans", "从 0（不疼）到 10（最疼）。", ["从 0（不疼）", "到 ", "10（最疼）。"]),
        ("ja", "0（痛みなし）から", ["0（痛みなし）から"]),
        ("en", "from 0 (no pain) to 10", ["from ", "0 (no pain) ", "to ", "10"]),
        ("fa", "تا 10 (بدترین درد)", ["تا ", "10 (بدترین درد)"]),
        ("lo", "ຈາກ 0 (ບໍ່ເຈັບ) ຫາ", ["ຈາກ 0 (ບໍ່ເຈັບ) ", "ຫາ"]),
        ("ko", "0(통증 없음)부터 10", ["0(통증 없음)부터 ", "10"]),
        ("ur", "مجھے کون سا انجیکشن", ["مجھے ", "کون سا ", "انجیکشن"]),
        ("ur", "درد کم از کم رہتا", ["درد ", "کم از کم ", "رہتا"]),
        ("hi", "मुझे कौन सा इंजेक्शन", ["मुझे ", "कौन सा ", "इंजेक्शन"]),
    ],
)
def test_pieces_that_stay_on_one_line(tag: str, text: str, expected: list[str]) -> None:
    assert pieces(text, tag) == expected


@each("tag", sorted(SAMPLES))
def test_no_break_falls_inside_a_cluster(tag: str) -> None:
    text = SAMPLES[tag]
    starts = breaks.grapheme_starts(text)
    if starts is not None:
        ends = breaks.opportunities(text, language(tag)).loose
        assert {*ends} <= {*starts, len(text)}


@each("tag", sorted(fixtures()))
@each("width", [60, 130, 300])
def test_lines_of_every_fixture_end_where_they_may(tag: str, width: float) -> None:
    lang = language(tag)
    for spans in fixtures()[tag].paragraphs:
        lines = typesetter().shape(spans, lang).lines(12, width)
        text = "".join(line.text for line in lines)
        starts = breaks.grapheme_starts(text) or range(len(text))
        allowed = breaks.opportunities(text, lang, unbreakable(lang)).loose
        for line, following in pairwise(lines):
            assert line.end in starts
            assert line.overwide or line.end in allowed
            if not line.overwide:
                assert following.text[0] not in CLOSING
                assert line.text.rstrip()[-1] not in OPENING


@each("tag", sorted(fixtures()))
def test_numbers_stay_in_one_piece(tag: str) -> None:
    for line in fixtures()[tag].lines:
        for piece in ("555-0142", "8:30", "17:00", "5:00", "38.5", "2–3", "2:30"):
            whole = plain(line)
            if piece in whole:
                assert any(piece in part for part in pieces(whole, tag))


def test_a_consonant_with_a_sign_of_silence_ends_its_word() -> None:
    for tag, text in (("th", "ไมโครซอฟท์แวร์"), ("lo", "ເບີຣ໌"), ("my", "ဒေါက်တာ"), ("km", "សប្តាហ៍")):
        assert not any(part[1:2] in "์໌်៍" for part in pieces(text, tag) if len(part) > 1)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [("ಸ್ಥ್ಯ", 1), ("ද්\u200dය", 1), ("ਪ੍ਰਸ਼ਨ", 3), ("க்ஷ", 1), ("ஸ்ரீ", 1), ("க்க", 2), ("ස්ථ", 2)],
)
def test_a_conjunct_is_one_cluster_in_every_script(text: str, clusters: int) -> None:
    assert len(breaks.grapheme_starts(text) or text) == clusters


@each("tag", sorted(fixtures()))
def test_texts_asked_about_together_are_cut_as_each_by_itself(tag: str) -> None:
    lang = language(tag)
    paragraphs = fixtures()[tag].paragraphs
    found = ["".join(span.text for span in spans) for spans in paragraphs]
    texts = [*found, "", " a\n", "24", "hours\r", "(", "\u2029", "😀 b ", *reversed(found)]
    together = breaks.opportunities_of_each(texts, lang, unbreakable(lang))
    assert together == [breaks.opportunities(text, lang, unbreakable(lang)) for text in texts]


@each("blank", [" ", "\u00a0", "  ", "\n", "\u3000", "", "."])
@each(("tag", "word"), [("th", "ซิลลิน"), ("th", "เซพติน"), ("lo", "ຊິລິນ")])
def test_the_last_letter_of_a_word_is_never_alone_on_the_next_line(
    tag: str, word: str, blank: str
) -> None:
    found = breaks.opportunities(word + blank + "24", language(tag))
    assert len(word) - 1 not in found.loose


def test_korean_may_break_inside_a_word_only_as_a_last_resort() -> None:
    found = breaks.opportunities("나무에서", language("ko"))
    assert found.strict == (4,)
    assert found.loose == (1, 2, 3, 4)


def test_a_line_separator_forces_a_break() -> None:
    found = breaks.opportunities("ab\ncd\u2028ef", language("en"))
    assert found.forced == (3, 6)
    assert found.strict == (3, 6, 8)


def test_indices_count_characters_beyond_the_basic_plane_once() -> None:
    assert pieces("😀 𞤀𞤁 b", "en") == ["😀 ", "𞤀𞤁 ", "b"]


def test_no_text_has_no_opportunity() -> None:
    assert breaks.opportunities("", language("en")).strict == ()


def test_simple_characters_never_join_into_clusters() -> None:
    everything = "".join(filter(re.compile(f"[{breaks.SIMPLE}]").match, map(chr, range(0x10000))))
    for text in (everything, everything[::-1]):
        cut = [text[start:end] for start, end in CharacterBreaker(text, "en").segments()]
        assert cut == list(text)


@pytest.mark.parametrize(
    ("tag", "text", "whole"),
    [
        ("en", "It usually takes 2 to 7 days to start.", "2 to 7 days"),
        ("es", "Por lo general tarda de 2 a 7 días.", "2 a 7 días"),
        ("hi", "इसमें आमतौर पर 2 से 7 दिन लगते हैं।", "2 से 7 दिन"),
        ("en", "Give your pain a number (0 to 10) each day.", "(0 to 10)"),
        ("ru", "Попросите кого-нибудь отвезти вас домой.", "кого-нибудь"),
        ("tzh", "Ya jch´u´untik te yu´un pajal.", "yu´un"),
    ],
)
def test_ranges_in_words_short_brackets_and_hyphenated_words_stay_whole(
    tag: str, text: str, whole: str
) -> None:
    start = text.index(whole)
    inside = range(start + 1, start + len(whole))
    assert not set(breaks.opportunities(text, language(tag)).strict) & set(inside)


@each(
    ("tag", "text", "width", "expected"),
    [
        ("sw", "miezi 3 hadi 6", 60.0, ["miezi ", "3 hadi 6"]),
        ("en", "20 (unbearable)", 80.0, ["20 ", "(unbearable)"]),
        ("fil", "24 na linggo", 45.0, ["24 na ", "linggo"]),
    ],
)
def test_a_piece_too_long_for_its_cell_is_first_parted_beside_its_number(
    tag: str, text: str, width: float, expected: list[str]
) -> None:
    lang = language(tag)
    assert pieces(text, tag) == [text]
    assert [line.text for line in shape(text, tag).lines(12, width)] == expected
    found = breaks.opportunities(text, lang)
    assert {*found.strict} < {*found.weaker} <= {*found.loose}
