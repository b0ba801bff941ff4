"""Where lines may end, language by language."""

from __future__ import annotations

import re

import pytest
from icu4py.breakers import CharacterBreaker

from handouts.languages import language
from handouts.text import breaks

from .helpers import SAMPLES


def pieces(text: str, tag: str) -> list[str]:
    """The text cut at every strict opportunity."""
    ends = breaks.opportunities(text, language(tag)).strict
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "Call us at 9:30 AM.", ["Call ", "us ", "at ", "9:30 AM."]),
        ("en", "Rest for 24 hours now", ["Rest ", "for ", "24 hours ", "now"]),
        ("en", "3–6 months, 2 to 7 days", ["3–6 months, ", "2 to ", "7 days"]),
        ("en", "at +1 (555) 010-2345.", ["at ", "+1 (555) 010-2345."]),
        ("en", "or 555-0102 now", ["or ", "555-0102 ", "now"]),
        ("en", "the 24 rehabilitation units", ["the ", "24 ", "rehabilitation ", "units"]),
        ("en", "a ( b ) c", ["a ", "( b ) ", "c"]),
        ("fr", "Que faire ? « Oui »", ["Que ", "faire ? ", "« Oui »"]),
        ("es", "24 horas ¿Qué?", ["24 horas ", "¿Qué?"]),
        ("hi", "24 घंटे आराम करें ।", ["24 घंटे ", "आराम ", "करें ।"]),
        ("ar", "لمدة 24 ساعة", ["لمدة ", "24 ساعة"]),
        ("th", "พักผ่อน 24 ชั่วโมง", ["พัก", "ผ่อน ", "24 ชั่วโมง"]),
        ("th", "นาน 24 ชั่วโมงหลังจากนั้น", ["นาน ", "24 ชั่วโมง", "หลัง", "จาก", "นั้น"]),
        ("fr", "1 000 mg par jour", ["1 000 mg ", "par ", "jour"]),
        ("km", "អ្នកទាំងអស់គ្នា", ["អ្នក", "ទាំងអស់គ្នា"]),
        ("zh-Hans", "休息24小时，不要", ["休", "息", "24小时，", "不", "要"]),
        ("ja", "24時間、", ["24時間、"]),
        ("ko", "사과는 나무에서 24시간", ["사과는 ", "나무에서 ", "24시간"]),
        ("am", "ለ24 ሰዓታት ያርፉ ።", ["ለ24 ሰዓታት ", "ያርፉ ።"]),
        ("bo", "ཆུ་ཚོད་རིང་", ["ཆུ་", "ཚོད་", "རིང་"]),
        ("en", "phy\u00adsical", ["phy\u00adsical"]),
    ],
)
def test_pieces_that_stay_on_one_line(tag: str, text: str, expected: list[str]) -> None:
    assert pieces(text, tag) == expected


@pytest.mark.parametrize("tag", sorted(SAMPLES))
def test_no_break_falls_inside_a_cluster(tag: str) -> None:
    text = SAMPLES[tag]
    starts = breaks.grapheme_starts(text)
    if starts is not None:
        ends = breaks.opportunities(text, language(tag)).loose
        assert {*ends} <= {*starts, len(text)}


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
