"""Foreign pieces in right-to-left text come out in the right order.

What is expected is written as it stands on paper, from left to right.
"""

from __future__ import annotations

import unicodedata

import pytest

from handouts.text import bidi, isolates

from .helpers import seen, shape


def on_paper(text: str, tag: str) -> str:
    (line,) = shape(text, tag).lines(12, 2000)
    return unicodedata.normalize("NFC", seen(line))


@pytest.mark.parametrize(
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
        ("ar", "ب 9:30–11:00 س", "س 11:00–9:30 ب"),
        ("ar", "ب \u2068+1 (555) 010-2345\u2069 س", "س +1 (555) 010-2345 ب"),
        ("en", "א 24 hours (ב) x", "א 24 hours (ב) x"),
    ],
)
def test_order_on_paper(tag: str, text: str, expected: str) -> None:
    assert on_paper(text, tag) == expected


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
