"""Lines that end with a word or a phrase in scripts that put no space between words."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from handouts.model.languages import language
from handouts.text import breaks
from handouts.text.paragraph import TextSpan

from .helpers import project, typesetter, unbreakable

ROOT = Path(__file__).parents[2]
UNSPACED = ["ja", "my", "th", "km", "lo", "zh-Hans", "zh-Hant"]
#: Tables of `checks.toml` that hold words, where others hold phrases of several.
WHOLE = ("units", "numbers")
#: Two words ("each side", "lasts months"), and a short form that also stands inside words ("mg").
TWO_WORDS = {"lo": {"ຂ້າງລະ", "ມກ"}, "my": {"လကြာ"}, "th": {"กก", "มก", "มล"}}


def messages(tag: str) -> list[str]:
    """The words of every message of a language, without its marks."""
    found = []
    for file in sorted((ROOT / "locales" / tag.replace("-", "_") / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as source:
            found += [str(message.string) for message in read_po(source) if message.id]
    return [re.sub(r"<[^>]*>|\{[^}]*\}", "", text) for text in found if text]


def strict(text: str, tag: str) -> set[int]:
    own = language(tag)
    return {*breaks.opportunities(text, own, unbreakable(own)).strict} - {len(text)}


@pytest.mark.parametrize(
    ("tag", "parted"),
    [
        ("ja", "休んでくだ|さい。"),
        ("ja", "多くの人|は、"),
        ("ja", "これ|は、"),
        ("ja", "私|たちに"),
        ("ja", "つけ|てください。"),
        ("ja", "物を持ち|上げないで"),
        ("ja", "立ち|続けないで"),
        ("ja", "研究による|と、"),
        ("ja", "受けるの|か、"),
        ("ja", "は|い、目は"),
        ("ja", "理学療法|士が"),
        ("ja", "関節（SI）|への注射"),
        ("ja", "3か|月から"),
        ("ja", "X|線では"),
        ("my", "နာ|တာ"),
        ("my", "ပါ|တယ်"),
        ("my", "ဆေးထိုး|ခြင်း"),
        ("my", "တစ်ဖက်|မှာ"),
        ("my", "ကျွန်ုပ်|တို့"),
        ("my", "အဆစ်|က"),
        ("my", "တစ်|ယောက်"),
        ("my", "နည်း|နည်း"),
        ("my", "ရက်အ|ကြာ"),
        ("th", "ยังไม่|ได้ตรวจ"),
        ("th", "ความ|ปวด"),
        ("lo", "ຜູ້|ກວດ"),
        ("lo", "ພວກ|ເຮົາ"),
        ("km", "ការ|ឈឺ"),
        ("km", "មិន|អាច"),
        ("km", "អំ|ពីអ្វី"),
        ("zh-Hans", "我们|的电话"),
        ("zh-Hans", "几|周"),
        ("zh-Hans", "1 个|月"),
        ("zh-Hant", "我|的事"),
        ("zh-Hant", "就|診"),
        ("ko", "안 |아파요"),
        ("lo", "ສັກ|ຢາ 2 ຫາ 7 ມື້"),
        ("lo", "ຫຼັງ|ສັກຢາ"),
        ("lo", "ຢ່າງໜ້ອຍ |1 ເດືອນ"),
        ("lo", "ຍັງບໍ່ໄດ້|ກວດ"),
        ("lo", "24 ຊົ່ວໂມງ|ນີ້"),
        ("th", "หลัง|ฉีดยา 2 ถึง 7 วัน"),
        ("th", "หลังจาก|นั้น"),
        ("th", "ใน |24 ชั่วโมง"),
        ("th", "ยังไม่ได้|ตรวจ"),
        ("th", "คาดเข็ม|ขัด"),
        ("km", "ក្រោយ|ចាក់ថ្នាំ"),
        ("km", "បា|នភ្លាមៗ"),
        ("km", "មិនទាន់បាន|ពិនិត្យ"),
        ("km", "ទំព័រ|នេះ"),
        ("zh-Hans", "不要|穿"),
        ("zh-Hans", "还没有|译员"),
        ("zh-Hant", "至少|維持"),
        ("bn", "সঙ্গে |সঙ্গে ফোন করুন"),
    ],
)
def test_no_line_ends_inside_a_word_or_before_what_goes_with_it(tag: str, parted: str) -> None:
    before, after = parted.split("|")
    assert len(before) not in strict(before + after, tag)


def test_japanese_phrases_end_where_a_reader_pauses() -> None:
    text = "私たちは、関節の中へとても細い針を進めます。その注射に入っているのは、薬だけです。"
    found = breaks.opportunities(text, language("ja")).phrases
    assert [text[start:end] for start, end in pairwise((0, *found))] == [
        *("私たちは、", "関節の", "中へ", "とても", "細い針を", "進めます。"),
        *("その", "注射に", "入っているのは、", "薬だけです。"),
    ]


def test_burmese_phrases_end_at_spaces() -> None:
    text = "ကျွန်ုပ်တို့ကို ပြောပြပါ။"
    assert breaks.opportunities(text, language("my")).phrases == (text.index(" ") + 1, len(text))


@pytest.mark.parametrize("tag", UNSPACED)
@pytest.mark.parametrize("width", [110, 160, 240, 400])
def test_no_line_ends_inside_a_word_that_translators_have_listed(tag: str, width: float) -> None:
    """The words of `checks.toml` are written down for other ends: no rule here reads them."""
    data = tomllib.loads(
        (ROOT / "locales" / tag.replace("-", "_") / "checks.toml").read_text("utf-8")
    )
    listed = {word for table in WHOLE for words in data.get(table, {}).values() for word in words}
    listed -= TWO_WORDS.get(tag, set())
    words = [word for word in listed if word.strip() == word and len(word) > 1]
    whole = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    own = language(tag)
    inside, lines_seen = [], 0
    for text in messages(tag):
        lines = typesetter().shape([TextSpan(text)], own).lines(12, width)
        places = {line.end for line in lines[:-1] if not line.overwide}
        lines_seen += len(lines)
        for match in whole.finditer(text):
            cut = places & set(range(match.start() + 1, match.end()))
            inside += [f"{text[match.start() : at]}|{text[at : match.end()]}" for at in cut]
    assert lines_seen > len(messages(tag))
    assert not inside


@pytest.mark.parametrize("tag", ["ja", "my"])
@pytest.mark.parametrize("width", [160, 240, 400])
def test_most_lines_end_with_a_phrase(tag: str, width: float) -> None:
    own = language(tag)
    ends = with_phrase = 0
    for text in messages(tag):
        found = breaks.opportunities(text, own, unbreakable(own))
        lines = typesetter().shape([TextSpan(text)], own).lines(12, width)
        ends += len(lines) - 1
        with_phrase += sum(line.end in found.phrases for line in lines[:-1])
    assert with_phrase > 0.8 * ends


#: "After", "before", "in", "at least" and "not": the line after them would say something else.
GOVERNING = {
    "th": ("หลัง", "หลังจาก", "ก่อน", "ใน", "ภายใน", "อย่างน้อย", "ไม่", "ไม่ได้", "ห้าม"),
    "lo": ("ຫຼັງ", "ຫຼັງຈາກ", "ກ່ອນ", "ໃນ", "ພາຍໃນ", "ຢ່າງໜ້ອຍ", "ບໍ່", "ບໍ່ໄດ້", "ຢ່າ"),
    "km": ("ក្រោយ", "មុន", "ក្នុង", "យ៉ាងតិច", "មិន", "មិនទាន់", "កុំ"),
    "zh-Hans": ("至少", "不", "没有", "不要", "还没有"),
    "zh-Hant": ("至少", "不", "沒有", "不要", "還沒有"),
}


@pytest.mark.parametrize("tag", GOVERNING)
@pytest.mark.parametrize("width", [160, 240, 400])
def test_no_line_leaves_its_preposition_or_negation_behind(tag: str, width: float) -> None:
    own = language(tag)
    governed = 0
    for text in messages(tag):
        governed += any(word in text for word in GOVERNING[tag])
        lines = typesetter().shape([TextSpan(text)], own).lines(12, width)
        for line in lines[:-1]:
            known = breaks.opportunities(text, own, unbreakable(own)).loose
            last = text[max(place for place in (0, *known) if place < line.end) : line.end]
            assert last.strip() not in GOVERNING[tag] or not last.endswith(tuple(GOVERNING[tag]))
    assert governed > 5


@pytest.mark.parametrize("tag", UNSPACED)
def test_no_line_ends_inside_an_agreed_word(tag: str) -> None:
    """The words of the glossary, less its phrases: of more than six letters in Chinese and
    Japanese, of more than sixteen elsewhere."""
    own = language(tag)
    terms = [
        word
        for variants in project().glossary[0].terms.values()
        for word in variants.get(own.locale, ())
        if re.fullmatch(r"[\u3040-\u9fff]{2,6}|[\u0e00-\u17ff]{2,16}", word)
    ]
    whole = re.compile("|".join(sorted(map(re.escape, terms), key=len, reverse=True)))
    seen, inside = 0, []
    for text in messages(tag):
        ends = strict(text, tag)
        for match in whole.finditer(text):
            seen += 1
            cut = ends & set(range(match.start() + 1, match.end()))
            inside += [f"{text[match.start() : at]}|{text[at : match.end()]}" for at in cut]
    assert seen > 100
    assert not inside
