"""Pseudo-locales: longer, or right to left; tags, placeholders and digits as they are."""

from __future__ import annotations

import math
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.catalogs.pseudo import accented, letters, mirrored, pseudo_catalog
from handouts.model.languages import language
from handouts.project.project import Project
from tests.sheets.conftest import PROJECT

CODES = re.compile(r"</?(?:b|term)>|%\(\w+\)s|%%|\d")
WORDS = st.lists(
    st.sampled_from(
        ["Go home", " and ", "rest", ".", "<b>", "</b>", "<term>", "%(page)s", "2 to 7", "%%", "?"]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(WORDS, st.sampled_from([0.0, 0.1, 0.4, 1.0]))
def test_accents_make_it_longer_and_leave_codes_alone(text: str, growth: float) -> None:
    words = accented(text, growth)
    assert CODES.findall(words) == CODES.findall(text)
    assert words.startswith("[")
    assert words.endswith("]")
    assert letters(words) == max(letters(text) + 2, math.ceil(letters(text) * (1 + growth)))
    assert not re.search("[A-Za-z]", CODES.sub("", words))


@given(WORDS)
def test_right_to_left_letters_are_as_many_as_the_english(text: str) -> None:
    words = mirrored(text)
    assert CODES.findall(words) == CODES.findall(text)
    assert letters(words) == letters(text)
    for before, after in zip(CODES.sub("", text), CODES.sub("", words), strict=True):
        if before.isalpha():
            assert unicodedata.bidirectional(after) == "AL"


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_a_catalog_has_every_message_and_points_to_the_english(tag: str) -> None:
    messages = Project(PROJECT).extraction.domains["common"]
    catalog = pseudo_catalog(language(tag), messages, "locales/common.pot")
    assert [entry.key for entry in catalog.entries] == [message.key for message in messages]
    assert all(entry.translated for entry in catalog.entries)
    assert [catalog.where(entry) for entry in catalog.entries] == [
        message.places[0] for message in messages
    ]
