"""Ranges of numbers with a dash, in every language that runs from right to left."""

from __future__ import annotations

import time
import unicodedata

import pytest

from handouts.checks.catalog_checks import Rules, check_text
from handouts.checks.numbers import check_ranges
from handouts.model.findings import Severity
from handouts.model.languages import language
from tests.each import each

#: Language, its word for "days", its zero where it has digits of its own.
RIGHT_TO_LEFT = [
    ("ar", "أيام", "٠"),
    ("ur", "دن", "۰"),
    ("fa", "روز", "۰"),
    ("fa-AF", "روز", "۰"),
    ("ps", "ورځې", "۰"),
    ("he", "ימים", "0"),
    ("yi", "טעג", "0"),
    ("sd", "ڏينهن", "۰"),
    ("ug", "كۈن", "0"),
    ("ckb", "ڕۆژ", "٠"),
    ("ku-Arab", "ڕۆژ", "٠"),
    ("ks", "دۄہ", "۰"),
    ("pa-Arab", "دن", "۰"),
    ("nqo", "ߕߟߋ", "߀"),
    ("ff-Adlm", "𞤻𞤢𞤤𞤯𞤫", "𞥐"),
    ("dv", "ދުވަސް", "0"),
    ("syr", "ܝܘܡܬܐ", "0"),
]
LANGUAGES = [tag for tag, _, _ in RIGHT_TO_LEFT]
DASHES = "-~‐‑‒–—―−～〜－﹣⁓∼־ـ"
ENGLISH = "Rest for 2 to 7 days."


def native(text: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(char)) if "0" <= char <= "9" else char for char in text)


def found(tag: str, source: str, target: str) -> list[str]:
    return [problem.message for problem in check_ranges(source, target, language(tag))]


@pytest.mark.parametrize(("tag", "days", "zero"), RIGHT_TO_LEFT, ids=LANGUAGES)
def test_a_range_with_a_dash_is_an_error_that_says_what_to_write(
    tag: str, days: str, zero: str
) -> None:
    for digits in {"0", zero}:
        written = native("2-7", digits)
        problems = list(check_text(ENGLISH, f"{written} {days}", language(tag), Rules()))
        (problem,) = (problem for problem in problems if problem.kind.id == "range-with-dash")
        assert problem.kind.severity is Severity.ERROR
        assert written in problem.message
        assert f"from {native('2', digits)} to {native('7', digits)}" in problem.hint


@each("dash", DASHES, ids=[f"U+{ord(dash):04X}" for dash in DASHES])
@each("tag", ["ar", "he", "nqo"])
def test_every_dash_is_one(tag: str, dash: str) -> None:
    assert unicodedata.name(dash)
    for typed in (f"2{dash}7", f"2 {dash} 7", f"2\u00a0{dash}\u202f7", f"2{dash}{dash}7"):
        assert found(tag, ENGLISH, f"{typed} x"), typed


RANGES = [
    (ENGLISH, "2\u200f-\u200f7"),
    (ENGLISH, "<b>2</b>-<b>7</b>"),
    (ENGLISH, "7-2"),  # typed round, so that it looks right
    (ENGLISH, "(2-7)"),
    (ENGLISH, "ב-2-7 ימים"),
    (ENGLISH, "לـ2-7 أيام"),
    (ENGLISH, "2 أيام - 7 أيام"),
    ("Rest for two to seven days.", "7-2 أيام"),
    ("1 or 2 days", "1-2"),
    ("Between 9 and 17", "09-17"),
    ("From 2 days to 7 days", "2–7"),
    ("500 to 1000 steps", "500-1000"),
    ("1,500 to 2,000 steps", "1,500-2,000"),
    ("2-7 days", "2-7"),
    ("On May 14, rest for 2-7 days", "2-7"),
    ("From November 3 to 6", "3-6 نوفمبر"),
    ("November 25-27", "25-27 نوفمبر"),
    ("From 10:30 to 11:00", "10:30-11:00"),
    ("2.5 to 2.8 cm", "2.5-2.8"),
    ("From 20% to 25%", "20%-25%"),
    ("From 2024 to 2026", "2024-2026"),
    ("25 to 27 November 2026", "25/11/2026-27/11/2026"),
    ("25 to 27 November 2026", "2026-11-25 – 2026-11-27"),
    ("2 to 7 days", "24 2-7"),
    ("Pain (0 to 10)", "الألم (0-10)"),
]


@each(("source", "target"), RANGES)
@each("zero", ["0", "٠", "۰", "߀"])
def test_ranges_in_many_forms(source: str, target: str, zero: str) -> None:
    assert found("ar", source, native(target, zero))


RIGHT = [
    (ENGLISH, "من 2 إلى 7 أيام"),
    (ENGLISH, "2 سے 7 دن"),
    (ENGLISH, "2至7"),
    ("Call 555-0100", "555-0100"),
    ("Call 555-1234", "555-1234"),
    ("Call 555-1234 or 555-1235", "555-1234 أو 555-1235"),
    ("Call us", "555-1234"),
    ("Call +1 555 0100", "+1 555 0100"),
    ("Call +1 555-0100", "+1 555-0100"),
    ("Call +92 21-3456", "+92 21-3456"),
    ("Call (312) 555-0100", "(312) 555-0100"),
    ("Call 312-555-0100", "312-555-0100"),
    ("Call 312 555-1234", "312 555-1234"),
    ("Call 312.555-1234", "312.555-1234"),
    ("Call 555-12 34", "555-12 34"),
    ("Call 1-800-555-0100", "1-800-555-0100"),
    ("Call 0300-1234567", "0300-1234567"),
    ("Call 03-123", "03-123"),
    ("Call 312–555–0100", "312–555–0100"),
    ("On 2026-11-25", "2026-11-25"),
    ("On November 25, 2026", "25-11-2026"),
    ("On November 25, 2026", "25 - 11 - 2026"),
    ("On 11/25/26", "25-11-26"),
    ("On 3/6", "3-6"),
    ("On June 3", "3-6"),
    ("On 25 November", "25-11"),
    ("In November 2026", "11-2026"),
    ("In November 2026", "2026-11"),
    ("Rest for 24 hours", "24-ساعة"),
    ("The first 24 hours", "ה-24"),
    ("The joint L4-5", "L4-5"),
    ("Form SIJ-2-7", "SIJ-2-7"),
    ("3 things. 24 hours.", "3 أشياء - 24 ساعة"),
    ("3 things", "- 3"),
    ("The score was 7-2", "7-2"),
    ("page %(page)s of %(pages)s", "%(page)s-%(pages)s"),
]


@each(("source", "target"), RIGHT)
@each("zero", ["0", "٠", "۰", "߀"])
def test_words_phones_and_dates_are_no_ranges(source: str, target: str, zero: str) -> None:
    assert found("ar", source, native(target, zero)) == []


@pytest.mark.parametrize(
    "tag", ["en", "es", "zh-Hans", "ko", "ru", "hi", "am", "ku", "ff", "sd-Deva"]
)
def test_from_left_to_right_a_dash_may_stand(tag: str) -> None:
    assert found(tag, ENGLISH, "2-7") == []


@pytest.mark.parametrize("tail", ["2-", "2 ", "2.", "2 a", "2 – ", "+", "(", "2\u200f", "1-2 "])
def test_a_long_text_takes_no_long_time(tail: str) -> None:
    started = time.process_time()
    list(check_ranges(ENGLISH + " 2" * 2000, tail * 5000, language("ar")))
    assert time.process_time() - started < 2
