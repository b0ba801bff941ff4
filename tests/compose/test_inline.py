"""Inline markup and placeholders."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.inline import InlineError, in_language, spans
from handouts.model.blocks import Span
from handouts.model.languages import language


def test_plain_words_are_one_span() -> None:
    assert spans("Rest today.", {}) == (Span("Rest today."),)


def test_bold_and_term_may_nest() -> None:
    found = spans("We <b><term>numb</term> it</b>.", {})
    assert found == (
        Span("We "),
        Span("numb", bold=True, term=True),
        Span(" it", bold=True),
        Span("."),
    )


def test_a_value_is_isolated_and_never_read_as_markup() -> None:
    found = spans("<b>Call %(phone)s</b>", {"phone": "<b>1</b> %(x)s"})
    assert found == (Span("Call \u2068<b>1</b> %(x)s\u2069", bold=True),)


def test_a_doubled_percent_sign_is_one() -> None:
    assert spans("100%% sure", {}) == (Span("100% sure"),)


def test_other_markup_is_only_text() -> None:
    assert spans('<a href="x">&amp;</a>', {})[0].text == '<a href="x">&amp;</a>'


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("<b>open", "<b> is not closed"),
        ("close</b>", "</b> closes what is not open"),
        ("<b><term>x</b></term>", "</b> closes what is not open"),
        ("%(fone)s", "placeholders here: %(phone)s"),
    ],
)
def test_what_cannot_be_read_is_told(words: str, message: str) -> None:
    with pytest.raises(InlineError, match=re.escape(message)):
        spans(words, {"phone": "1"})


@given(st.text())
def test_no_words_crash_the_reader(words: str) -> None:
    try:
        found = spans(words, {})
    except InlineError:
        return
    assert all(span.text for span in found)


def test_the_clinics_name_keeps_its_language_wherever_it_stands() -> None:
    english = language("en")
    read = spans("مع <b>%(clinic)s</b>، ReleviiMed.", {"clinic": "ReleviiMed"})
    found = tuple(in_language(read, "ReleviiMed", english))
    assert [span.text for span in found if span.language == english] == ["ReleviiMed"] * 2
    assert [span.bold for span in found if span.language == english] == [True, False]
    assert "".join(span.text for span in found) == "".join(span.text for span in read)
    assert tuple(in_language(spans("مع", {}), "ReleviiMed", english)) == (Span("مع"),)
