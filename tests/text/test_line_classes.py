"""No line begins with a closing mark or ends with an opening one: UAX #14, clreq, jlreq, klreq."""

from __future__ import annotations

import pytest

from handouts.model.languages import language
from handouts.text import breaks
from tests.each import each
from tests.text.helpers import UNICODE, shape, unbreakable

#: A word before and after a mark, in scripts with spaces and without.
AROUND = {
    "zh-Hans": ("休息", "时间"),
    "zh-Hant": ("休息", "時間"),
    "ja": ("休憩", "時間"),
    "ko": ("휴식", "시간"),
    "en": ("rest", "time"),
    "ru": ("отдых", "время"),
    "hi": ("आराम", "समय"),
    "th": ("พักผ่อน", "เวลา"),
    "my": ("အနား", "အချိန်"),
    "ar": ("راحة", "وقت"),
    "am": ("እረፍት", "ጊዜ"),
}
#: What is set apart by the class alone: characters of scripts that no font here has are left out.
_COMMON = range(0x3100)
_WIDE = range(0xFE10, 0xFFE1)

#: clreq, "Prohibition rules for line start and line end".
CLREQ_START = "、。，．：；！？）］｝」』〉》〕〗】〙〛·‧・％‰℃°～－／’”"
CLREQ_END = "（［｛「『〈《〔〖【〘〚／"
#: jlreq: cl-02 to cl-07, cl-09 to cl-11; cl-01.
JLREQ_START = "’”）〕］｝〉》」』】｠〙〗»〟‐〜゠–！？‼⁇⁈⁉・：；。．、，ヽヾゝゞ々〻ー" + (
    "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
JLREQ_END = "‘“（〔［｛〈《「『【｟〘〖«〝"
#: klreq, "Line head and line end".
KLREQ_START = "!.,:;?。·’”）］｝〕〉》」』】)]}％℃°"
KLREQ_END = "‘“（［｛〔〈《「『【([{"


def of_class(*wanted: str) -> list[str]:
    """The characters of some Line_Break classes."""
    found = []
    for row in (UNICODE / "LineBreak.txt").read_text("utf-8").splitlines():
        codes, _, rest = row.partition(";")
        if rest[:2].strip() in wanted:
            first, _, last = codes.partition("..")
            found += map(chr, range(int(first, 16), int(last or first, 16) + 1))
    return [char for char in found if ord(char) in _COMMON or ord(char) in _WIDE]


def places(text: str, tag: str) -> set[int]:
    tongue = language(tag)
    return set(breaks.opportunities(text, tongue, unbreakable(tongue)).loose)


@pytest.mark.parametrize("tag", AROUND)
def test_no_line_begins_with_a_closing_mark_of_any_class(tag: str) -> None:
    before, after = AROUND[tag]
    for mark in of_class("CL", "CP", "EX", "IS", "NS", "CJ", "IN", "PO"):
        for space in ("", " "):
            text = f"{before}{space}{mark}{after}"
            assert len(before + space) not in places(text, tag), (mark, hex(ord(mark)), space)


@pytest.mark.parametrize("tag", AROUND)
def test_no_line_ends_with_an_opening_mark(tag: str) -> None:
    before, after = AROUND[tag]
    for mark in of_class("OP"):
        for space in ("", " "):
            text = f"{before}{mark}{space}{after}"
            start = len(before) + 1
            assert not places(text, tag) & {start, start + len(space)}, (mark, hex(ord(mark)))


@pytest.mark.parametrize(
    ("tag", "start", "end"),
    [
        ("zh-Hans", CLREQ_START, CLREQ_END),
        ("zh-Hant", CLREQ_START, CLREQ_END),
        ("ja", JLREQ_START, JLREQ_END),
        ("ko", KLREQ_START, KLREQ_END),
    ],
)
def test_the_marks_that_the_w3c_lists(tag: str, start: str, end: str) -> None:
    before, after = AROUND[tag]
    for mark in start:
        assert len(before) not in places(f"{before}{mark}{after}", tag), mark
    for mark in end:
        assert len(before) + 1 not in places(f"{before}{mark}{after}", tag), mark


@pytest.mark.parametrize(("tag", "pair"), [("zh-Hans", "——"), ("zh-Hans", "……"), ("ja", "‥‥")])
def test_a_double_mark_is_not_parted(tag: str, pair: str) -> None:
    before, after = AROUND[tag]
    assert len(before) + 1 not in places(before + pair + after, tag)


RANGES = """
    zh-Hans 大约2～7天才能|2至7天|2天至7天|2到3个月|２～７天|9:30～11:00|38.5℃～39℃|10%～20%
    zh-Hans 每次5 mg～10 mg|5 mg至10 mg
    zh-Hant 大約2～7天才能|2至7天|2〜7天|3–6個月|上午9:30～11:00
    ja 約2〜7日かかります|2～7日|２〜７日|2から7日|38.5℃〜39℃|10％～20％|9:30〜11:00|3–6か月|3‐6か月
    ko 약 2~7일 정도|2～7일|2〜7일|3–6개월|9:30~11:00
    en about 2–7 days|2-7 days|2 ~ 7 days|2—7 days|2 to 7 days|9:30–11:00|38.5–39 °C
    ru за 2–7 дней|2—7 дней|2 – 7 дней|38,5–39 °C
    th ประมาณ 2–7 วัน|2-7 วัน|2 ถึง 7 วัน|2 ~ 7 วัน
    hi लगभग 2–7 दिन|2 से 7 दिन|2~7 दिन
    ar خلال 2–7 أيام|2-7 أيام|٢–٧ أيام|2 إلى 7 أيام|٣٨٫٥–٣٩ °C
    he תוך 2–7 ימים|2-7 ימים|2 עד 7 ימים
    am በ2–7 ቀናት|2-7 ቀናት
    my ၂–၇ ရက်|2–7 ရက်
    km ២–៧ ថ្ងៃ|2-7 ថ្ងៃ
"""
_CASES = [
    (tag, text)
    for row in RANGES.strip().splitlines()
    for tag, _, texts in [row.strip().partition(" ")]
    for text in texts.split("|")
]


@each(("tag", "text"), _CASES)
def test_a_range_is_on_one_line_whatever_mark_stands_in_it(tag: str, text: str) -> None:
    digits = [place for place, char in enumerate(text) if char.isdecimal()]
    tongue = language(tag)
    inside = set(range(digits[0] + 1, digits[-1] + 1))
    whole = f"{AROUND.get(tag, AROUND['en'])[0]} {text}"
    shift = len(whole) - len(text)
    strict = breaks.opportunities(whole, tongue, unbreakable(tongue)).strict
    assert not {place - shift for place in strict} & inside


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "Iliosakral\u00adgelenk\u00adinjektion"),
        ("fi", "lonkka\u00adnivel\u00adpistos"),
        ("ru", "крест\u00adцово-под\u00advздош\u00adный"),
        ("hy", "բժշկա\u00adկան\u00adօգնու\u00adթյուն"),
        ("ta", "மருத்துவ\u00adமனை"),
        ("ml", "ആശുപ\u00adത്രിയിൽ"),
        ("ka", "სამკურ\u00adნალო\u00adდაწესებულება"),
    ],
)
def test_a_soft_hyphen_is_shown_where_a_word_does_not_fit(tag: str, text: str) -> None:
    def width(words: str) -> float:
        return shape(words.replace("\u00ad", ""), tag).lines(12, 400)[0].width

    (whole,) = shape(text, tag).lines(12, 400)
    assert whole.width == pytest.approx(width(text), abs=0.5)
    room = max(map(width, text.split("\u00ad"))) + 8  # a hyphen fits
    lines = shape(text, tag).lines(12, room)
    assert "".join(line.text for line in lines) == text
    assert len(lines) > 1
    for line in lines:
        assert line.width <= room + 1e-6
        assert not line.overwide
        hyphen = line.width - width(line.text)
        assert (hyphen > 2) is line.text.endswith("\u00ad")
        assert line.text.endswith([text for run in line.runs for text in run.texts if text][-1])


def test_a_word_that_fits_is_not_cut_at_its_soft_hyphens() -> None:
    lines = shape("Die Iliosakral\u00adgelenk\u00adinjektion hilft", "de").lines(12, 150)
    assert [line.text for line in lines] == [
        "Die ",
        "Iliosakral\u00adgelenk\u00adinjektion ",
        "hilft",
    ]
