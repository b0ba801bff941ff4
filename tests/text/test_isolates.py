"""Foreign pieces in right-to-left text come out in the right order.

What is expected is written as it stands on paper, from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest

from handouts.text import bidi, foreign, isolates
from tests.each import each

from .helpers import seen, shape

#: A word before and a word after, in each language that reads from right to left.
AROUND = {
    "ar": ("درجة", "يوم"),
    "fa": ("درجه", "روز"),
    "ur": ("درجہ", "دن"),
    "ps": ("درجه", "ورځ"),
    "ckb": ("پلە", "ڕۆژ"),
    "sd": ("درجو", "ڏينهن"),
    "ug": ("گرادۇس", "كۈن"),
    "he": ("חום", "יום"),
    "yi": ("גראַד", "טאָג"),
    "dv": ("ހޫނު", "ދުވަސް"),
    "syr": ("ܚܘܡܐ", "ܝܘܡܐ"),
    "nqo": ("ߟߊ", "ߕߋ"),
    "ff-Adlm": ("𞤃𞤢", "𞤲𞤣"),
}
#: On paper they stand as they are typed, from left to right.
AS_TYPED = """
    38.5°C|38.5 °C|38,5 °C|101.3 °F|101.3°F|310 K|37°|-5 °C|38–39 °C|30°–45°|36.5 °C – 37.5 °C
    500 mg|500mg|5 mL|1.5mL|10 ml/kg|1.5–2 mL/kg|500mg/5mL|500 mg/5 mL|120/80 mmHg|140 mmol/L
    1,000 mg|1 000 mg|1 000|2½ mg|2½|1 1/2 mg|½ mg|½|1/2|5 µg|5 kg|10 IU|2,000 IU/day|25 kg/m²|5 x 3 cm
    2 × 500 mg|2x500 mg|2×|<5 mg|±2 mm|5mg–10mg|5 mg – 10 mg|3–5 mg|3 ~ 5 mg|50%|50 %|0.9%|12%–15%
    $50|50 €|€20–€30|10⁻³|10⁹/L|9:30 AM|9:30–10:00 AM|9:30 AM – 10:00 PM|9:30|24/7|COVID-19|B12
    12/05/2026|12-05-2026|12.5.2026|2026-05-12|+1 (555) 010-2345|(555) 010-2345|555-0142|555.0142
    Tylenol 500 mg|Tylenol 500mg|Tylenol (500 mg)|Tylenol 2 × 500 mg|Advil (ibuprofen) 200 mg
    Tylenol Extra Strength 500 mg|Tylenol 500 mg (2 × 250 mg)|Lidocaine 1%|NaCl 0.9%|Vitamin B12 1000 mcg
    Vitamin D3 2,000 IU/day|500 mg Tylenol|COVID-19 test|Na+ 140 mmol/L|T1-weighted MRI
    ٣٨٫٥°C|٣٨٫٥ °C|٥٠٠ mg|٣–٥ mg|Tylenol ٥٠٠ mg|١٢-٠٥-٢٠٢٦|١٢/٠٥/٢٠٢٦|١ ٠٠٠|٢ × ٥٠٠ mg
    ۳۸٫۵ °C|۳۸٫۵°C|۵۰۰ mg|۱۰ ml/kg|Tylenol ۵۰۰ mg|۱۴۰۵-۰۲-۱۵|۱۴۰۵/۰۲/۱۵|۲ × ۵۰۰ mg
"""  # noqa: E501
QUANTITIES = [piece.strip() for line in AS_TYPED.split("\n") for piece in line.split("|") if piece]


def on_paper(text: str, tag: str) -> str:
    (line,) = shape(text, tag).lines(12, 2000)
    return unicodedata.normalize("NFC", seen(line))


@each(
    ("tag", "text", "expected"),
    [
        ("he", "מרפאת ReleviiMed 24 שעות", "תועש 24 ReleviiMed תאפרמ"),
        ("he", "אל +1 (555) 010-2345.", ".+1 (555) 010-2345 לא"),
        ("he", "בשעה 9:30 AM.", ".9:30 AM העשב"),
        ("he", "מפרק (SI joint).", ".(SI joint) קרפמ"),
        ("he", "אל Dr. J. Weber (א).", ".(א) Dr. J. Weber לא"),
        ("he", "ב ReleviiMed. Weber א", "א Weber .ReleviiMed ב"),
        ("he", "בקרו www.example.org/a-b.", ".www.example.org/a-b ורקב"),
        ("he", "B12, C", "C ,B12"),
        ("ar", "ب ReleviiMed 24 س", "س 24 ReleviiMed ب"),
        ("ar", "ب 3-6 س", "س 6-3 ب"),
        ("ar", "SI 3-6 س", "س 6-3 SI"),
        ("ar", "SI 3–6 س", "س 6–3 SI"),
        ("fa", "ب ۳–۶ س", "س ۶–۳ ب"),
        ("dv", "ހ 3-6 ށ", "ށ 6-3 ހ"),
        ("he", "א 3-6 ב", "ב 3-6 א"),
        ("he", "א 3–6 ב", "ב 6–3 א"),
        ("he", "א 9:30–11:00 ב", "ב 11:00–9:30 א"),
        ("he", "מ-38.5 °C.", ".38.5 °C-מ"),
        ("ar", "خذ Tylenol 500 ملغ", "غلم 500 Tylenol ذخ"),
        ("ar", "خذ Tylenol 500 mg, Advil 200 mg", "Advil 200 mg ,Tylenol 500 mg ذخ"),
        ("ar", "نسبة ٥٠٪ س", "س ٪٥٠ ةبسن"),
        ("ar", "ب ١٢٪–١٥٪ س", "س ٪١٥–٪١٢ ب"),
        ("ar", "ب 37.5° س", "س 37.5° ب"),
        ("ar", "ب (500 mg) س", "س (500 mg) ب"),
        ("ar", "ب 24 ReleviiMed", "ReleviiMed 24 ب"),
        ("ar", "ب 9:30–11:00 س", "س 11:00–9:30 ب"),
        ("ar", "ب \u2068+1 (555) 010-2345\u2069 س", "س +1 (555) 010-2345 ب"),
        ("en", "א 24 hours (ב) x", "א 24 hours (ב) x"),
    ],
)
def test_order_on_paper(tag: str, text: str, expected: str) -> None:
    assert on_paper(text, tag) == expected


@pytest.mark.parametrize("tag", AROUND)
def test_numbers_with_their_units_names_with_their_doses_stand_as_typed(tag: str) -> None:
    before, after = AROUND[tag]
    for piece in QUANTITIES:
        left, right = on_paper(after, tag), on_paper(before, tag)
        whole = on_paper(f"{before} {piece} {after}", tag)
        assert whole == f"{left} {piece} {right}", piece
        assert on_paper(f"{before} {piece}.", tag) == f".{piece} {right}"
        assert on_paper(f"{piece} {after}", tag) == f"{left} {piece}"


@pytest.mark.parametrize("tag", ["ar", "he", "fa"])
def test_no_line_ends_inside_a_quantity(tag: str) -> None:
    before, after = AROUND[tag]
    for piece in QUANTITIES:
        if len(re.findall("[A-Za-z]{3,}", piece)) < 2:  # a name of several words may be broken
            lines = shape(f"{before} {before} {piece} {after}", tag).lines(12, 165)
            assert any(piece in line.text for line in lines), piece


@pytest.mark.parametrize(
    "text", ["5 " * 400, "5-" * 500, "1," * 800, "5mg×" * 300, "(5 mg " * 300, "a" * 3000]
)
def test_foreign_pieces_of_hostile_text_are_found_in_one_pass(text: str) -> None:
    found = list(foreign.pieces(text))
    assert all(start < end for start, end, _ in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_phone_number_is_the_same_whatever_stands_around_it() -> None:
    number = "+1 (555) 010-2345"
    for before in ("", "א ", "ب ", "12 ", "Dr. "):
        for after in ("", " א", " ب", ", 12", "."):
            assert number in on_paper(before + number + after, "ar")


def test_isolates_are_not_read_back() -> None:
    text = "ب ReleviiMed 24 س"
    (line,) = shape(text, "ar").lines(12, 2000)
    assert "".join(each for run in line.runs for each in run.texts) == text


def test_text_without_foreign_pieces_has_the_plain_levels() -> None:
    text = "استرح لمدة ٢٤ ساعة."
    assert isolates.levels(text, 1, arabic=True) == bidi.levels(text, 1)


def test_left_to_right_text_is_level_0() -> None:
    assert isolates.levels("Call \u2068(555)\u2069 now", 0, arabic=False) == bytes(16)


@pytest.mark.parametrize("value", ["9-5", "(555) 555-0100", "8:00-16:30", "www.clinic.example/a-b"])
def test_a_joiner_changes_no_direction(value: str) -> None:
    joined = value.replace("-", "-\u2060").replace(".", ".\u2060")

    def found(text: str) -> list[tuple[bool, str]]:
        sentence = f"اتصل بنا {text} اليوم"
        return [
            (piece.is_range, sentence[piece.start : piece.end].replace("\u2060", ""))
            for piece in foreign.pieces(sentence)
        ]

    assert found(value)
    assert found(joined) == found(value)


@pytest.mark.parametrize(
    ("value", "turned"),
    [
        ("10-12 Main Street, Suite 3-5", False),
        ("Mon-Fri 9-5", False),
        ("9:00-17:00, Sat 9-12", False),
        ("9-5", True),
        ("شارع 10-12", True),
    ],
)
def test_a_range_keeps_the_direction_of_what_it_is_isolated_with(value: str, turned: bool) -> None:
    text = f"ساعات الهاتف \u2068{value}\u2069"
    found = isolates.levels(text, 1, arabic=True)
    dash = text.rindex("-")
    before, after = found[dash - 1], found[dash + 1]
    assert (before == after == found[dash] and before % 2 == 0) is not turned
