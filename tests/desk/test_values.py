"""What the desk types, as it stands on a sheet."""

from __future__ import annotations

import datetime
import re

import pytest
from babel import Locale
from babel.dates import format_date, format_time
from hypothesis import given
from hypothesis import strategies as st

from handouts.desk.values import MOST_LETTERS, TypedValueError, all_spans, as_spans, check
from handouts.model.blocks import FillKind, Span
from handouts.model.languages import language
from handouts.text.isolates import levels


def words(kind: FillKind, typed: str, tag: str) -> str:
    return "".join(span.text for span in as_spans(kind, check(kind, typed), language(tag)))


@pytest.mark.parametrize(("tag", "locale"), [("es", "es_US"), ("vi", "vi"), ("fr", "fr")])
def test_latin_letters_are_as_cldr_writes_them(tag: str, locale: str) -> None:
    date = format_date(datetime.date(2026, 3, 10), "full", locale=Locale.parse(locale))
    assert words(FillKind.DATE, "2026-03-10", tag) == date
    time = format_time(datetime.time(14, 5), "short", locale=Locale.parse(locale))
    assert words(FillKind.TIME, "14:05", tag).startswith("\u00a0".join(time.split()))


@pytest.mark.parametrize(
    ("tag", "country", "said"),
    [
        ("en", "US", "2:05 PM"),
        ("en", "GB", "14:05"),
        ("es", "US", "2:05 p.m."),
        ("es", "ES", "14:05"),
        ("es", "MX", "2:05 p.m."),
        ("vi", "US", "14:05 (2:05 PM)"),
        ("vi", "GB", "14:05"),
        ("zh-Hans", "US", "14:05 (2:05 PM)"),
        ("ko", "US", "오후 2:05 (2:05 PM)"),
        ("ko", "GB", "오후 2:05 (14:05)"),
        ("ru", "US", "14:05 (2:05 PM)"),
        ("hi", "US", "2:05 pm"),
        ("fr", "CA", "14 h 05 (2:05 p.m.)"),
        ("hmn", "US", "2:05 PM"),
    ],
)
def test_a_time_is_as_the_clocks_of_the_country_say_it(tag: str, country: str, said: str) -> None:
    spans = as_spans(FillKind.TIME, "14:05", language(tag), country)
    seen = "".join(span.text for span in spans)
    assert " ".join(re.sub("[\u2066-\u2069]", "", seen).split()) == said


def test_a_line_ends_inside_no_english_date_or_time() -> None:
    """Between both it may: the two together are wider than a column."""
    *_, english, _ = as_spans(FillKind.DATE_TIME, "2026-03-10T09:30", language("ur"))
    assert english.text.split(" ") == [
        "\u2066Tuesday,\xa0March\xa010,\xa02026,",
        "9:30\xa0AM\u2069",
    ]


@pytest.mark.parametrize("tag", ["ar", "ur", "zh-Hans", "th", "hi", "ko", "ru", "am", "ti", "fa"])
def test_what_staff_cannot_read_has_the_english_beside_it(tag: str) -> None:
    spans = as_spans(FillKind.DATE, "2026-03-10", language(tag))
    english = "Tuesday, March 10, 2026".replace(" ", "\u00a0")
    assert spans[1] == Span(f"\u2066{english}\u2069", language=language("en"))
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


@pytest.mark.parametrize("tag", ["en", "es", "ar", "ur", "zh-Hans", "th", "am", "fa"])
def test_a_date_and_a_time_are_said_together(tag: str) -> None:
    both = words(FillKind.DATE_TIME, "2026-03-10T09:30", tag)
    own = Locale.parse("es_US" if tag == "es" else language(tag).locale)
    date = format_date(datetime.date(2026, 3, 10), "full", locale=own)
    time = "\u00a0".join(format_time(datetime.time(9, 30), "short", locale=own).split())
    both = both.replace("\u00a0", " ")
    assert date in both
    assert time.replace("\u00a0", " ") in both
    if language(tag).right_to_left:
        isolated = f"\u2068{time}\u2069".replace("\u00a0", " ")
        assert isolated in both  # or AM would stand before the hour
    if tag not in ("en", "es"):
        english = "Tuesday, March 10, 2026, 9:30 AM"
        assert english in both.replace("\u00a0", " ")


@pytest.mark.parametrize("typed", ["2026-03-10", "2026-03-10T", "T09:30", "2026-13-10T09:30", "x"])
def test_a_date_and_a_time_are_both_needed(typed: str) -> None:
    with pytest.raises(TypedValueError):
        check(FillKind.DATE_TIME, typed)


@pytest.mark.parametrize("tag", ["hmn", "chr", "ksw"])
def test_a_language_without_names_of_months_gets_them_in_english(tag: str) -> None:
    said = words(FillKind.DATE, "2026-03-10", tag)
    assert "M03" not in said
    assert "2026" in said


def test_english_is_said_once() -> None:
    english = "Tuesday, March 10, 2026"
    assert words(FillKind.DATE, "2026-03-10", "en").replace("\u00a0", " ") == english
    assert as_spans(FillKind.DATE, "2026-03-10", language("en"))[0].language is None
    assert words(FillKind.TIME, "09:30", "ur").count("9:30") == 1


def test_numbers_phones_and_names() -> None:
    assert words(FillKind.NUMBER, "12.5", "es") == "12.5"  # in the United States
    assert words(FillKind.NUMBER, "12.5", "vi") == "12,5"
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
    assert [check(kind, " \n ") for kind in FillKind] == [""] * len(FillKind)
    assert all_spans({"a": FillKind.TEXT}, {"a": "", "b": "x"}, language("es")) == {}


@given(st.sampled_from(FillKind), st.text(max_size=60), st.sampled_from(["es", "ar", "am", "zh"]))
def test_any_text_is_refused_or_printed(kind: FillKind, typed: str, tag: str) -> None:
    try:
        good = check(kind, typed)
    except TypedValueError:
        return
    if good:
        assert words(kind, typed, tag)


@pytest.mark.parametrize("tag", ["ar", "ur", "fa"])
@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (FillKind.TIME, "09:30"),
        (FillKind.DATE, "2026-12-03"),
        (FillKind.DATE_TIME, "2026-12-03T09:30"),
    ],
)
def test_the_english_stands_last_where_lines_run_from_the_right(
    tag: str, kind: FillKind, typed: str
) -> None:
    """As the line of a form is set: the value in a first-strong isolate after its label."""
    said = words(kind, typed, tag)
    found = levels(f"\u0627\u0644\u0648\u0642\u062a\u2003\u2068{said}\u2069", 1, arabic=True)
    label = 7
    brackets = [label + place for place, char in enumerate(said) if char in "()"]
    # A time of Urdu is written as in English, and has no English beside it.
    assert bool(brackets) is not (tag == "ur" and kind is FillKind.TIME)
    assert all(found[place] % 2 for place in brackets)
