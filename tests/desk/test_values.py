"""What the desk types, as it stands on a sheet."""

from __future__ import annotations

import datetime

import pytest
from babel import Locale
from babel.dates import format_date, format_time
from hypothesis import given
from hypothesis import strategies as st

from handouts.desk.values import MOST_LETTERS, TypedValueError, all_spans, as_spans, check
from handouts.model.blocks import FillKind, Span
from handouts.model.languages import language


def words(kind: FillKind, typed: str, tag: str) -> str:
    return "".join(span.text for span in as_spans(kind, check(kind, typed), language(tag)))


@pytest.mark.parametrize("tag", ["es", "vi", "fr"])
def test_latin_letters_are_as_cldr_writes_them(tag: str) -> None:
    date, time = "2026-03-10", "14:05"
    own = format_date(datetime.date(2026, 3, 10), "full", locale=Locale(tag))
    assert words(FillKind.DATE, date, tag) == own
    assert words(FillKind.TIME, time, tag) == format_time(
        datetime.time(14, 5), "short", locale=Locale(tag)
    )


@pytest.mark.parametrize("tag", ["ar", "ur", "zh-Hans", "th", "hi", "ko", "ru", "am", "ti", "fa"])
def test_what_staff_cannot_read_has_the_english_beside_it(tag: str) -> None:
    spans = as_spans(FillKind.DATE, "2026-03-10", language(tag))
    assert spans[1] == Span("\u2066Tuesday, March 10, 2026\u2069", language=language("en"))
    assert "10" in spans[0].text


@pytest.mark.parametrize("tag", ["am", "ti", "om", "sw"])
def test_the_clock_is_meant_as_in_english(tag: str) -> None:
    """9:30 in the morning is half past three by the clock that counts from dawn: the language says
    whose time it is, in the words of CLDR, and the English stands beside it."""
    locale = Locale(tag)
    clock = locale.zone_formats["region"] % locale.territories["US"]
    assert clock in words(FillKind.TIME, "09:30", tag)
    assert clock not in words(FillKind.DATE, "2026-03-10", tag)
    assert "9:30\u00a0AM" in words(FillKind.TIME, "09:30", tag)
    assert "2:05\u00a0PM" in words(FillKind.TIME, "14:05", tag)


@pytest.mark.parametrize("tag", ["hmn", "chr", "ksw"])
def test_a_language_without_names_of_months_gets_them_in_english(tag: str) -> None:
    said = words(FillKind.DATE, "2026-03-10", tag)
    assert "M03" not in said
    assert "2026" in said


def test_english_is_said_once() -> None:
    assert words(FillKind.DATE, "2026-03-10", "en") == "Tuesday, March 10, 2026"
    assert as_spans(FillKind.DATE, "2026-03-10", language("en"))[0].language is None
    assert words(FillKind.TIME, "09:30", "ur").count("9:30") == 1


def test_numbers_phones_and_names() -> None:
    assert words(FillKind.NUMBER, "12.5", "es") == "12,5"
    assert words(FillKind.PHONE, "+1 (555) 010-0199", "ar") == "\u2066+1 (555) 010-0199\u2069"
    (name,) = as_spans(FillKind.TEXT, "Ali Khan", language("ar"))
    assert name.language == language("en")
    (name,) = as_spans(FillKind.TEXT, "\u0639\u0644\u064a", language("ar"))
    assert name.language is None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (FillKind.DATE, "10.3.2026"),
        (FillKind.DATE, "2026-02-30"),
        (FillKind.DATE, "0026-03-10"),
        (FillKind.DATE, "2026-03-10\u0660"),
        (FillKind.TIME, "9.30"),
        (FillKind.TIME, "25:00"),
        (FillKind.NUMBER, "twelve"),
        (FillKind.PHONE, "call us"),
        (FillKind.TEXT, "a" * (MOST_LETTERS + 1)),
        (FillKind.TEXT, "a\u202eb"),
        (FillKind.TEXT, "a\x00b"),
        (FillKind.TEXT, "a\ud800b"),
    ],
)
def test_what_cannot_be_meant_is_refused_without_repeating_it(kind: FillKind, typed: str) -> None:
    with pytest.raises(TypedValueError) as refused:
        check(kind, typed)
    assert typed not in str(refused.value)


def test_nothing_typed_is_nothing() -> None:
    assert [check(kind, " \n ") for kind in FillKind] == [""] * 5
    assert all_spans({"a": FillKind.TEXT}, {"a": "", "b": "x"}, language("es")) == {}


@given(st.sampled_from(FillKind), st.text(max_size=60), st.sampled_from(["es", "ar", "am", "zh"]))
def test_any_text_is_refused_or_printed(kind: FillKind, typed: str, tag: str) -> None:
    try:
        good = check(kind, typed)
    except TypedValueError:
        return
    if good:
        assert words(kind, typed, tag)
