"""What HarfBuzz says of a word by drawing a dotted circle."""

from __future__ import annotations

import pytest

from handouts.model.languages import language
from handouts.text.circles import CIRCLE, Circled, circled_words
from handouts.text.paragraph import TextSpan
from tests.each import each
from tests.fixtures.printing import typesetter
from tests.fixtures.scripts import fixtures


def found(tag: str, *spans: str) -> tuple[Circled, ...]:
    own = language(tag)
    texts = tuple(TextSpan(text, place % 2 == 1) for place, text in enumerate(spans))
    return circled_words(typesetter(), typesetter().shape(texts, own), own)


@pytest.mark.parametrize(
    ("tag", "word", "better"),
    [
        ("hi", "हिदंी", "हिदीं"),
        ("hi", "िदन", "दिन"),
        ("bn", "কংি", "কিং"),
        ("my", "ကံု", "ကုံ"),
        ("my", "ကုိ", "ကို"),
        ("bo", "ཀིྱ", "ཀྱི"),
        ("km", "សី៊", "ស៊ី"),
        ("jv-Java", "ꦶꦏ", "ꦏꦶ"),
        ("ccp", "𑄨𑄇", "𑄇𑄨"),
    ],
)
def test_the_word_and_the_order_without_a_circle(tag: str, word: str, better: str) -> None:
    assert found(tag, f"{word} ReleviiMed") == (Circled(word, better),)
    assert found(tag, better) == ()


def test_each_word_is_told_once_whatever_its_weight() -> None:
    assert found("my", "ကံု ", "ကံု", " ကုံ") == (Circled("ကံု", "ကုံ"),)


def test_signs_are_not_moved_past_letters_that_have_their_own() -> None:
    (one,) = found("hi", "दिन अाज")
    assert one == Circled("अाज", "")


def test_a_circle_of_the_text_is_the_authors() -> None:
    assert found("hi", f"{CIRCLE}ि") == ()
    assert found("en", CIRCLE) == ()


@each("tag", fixtures())
def test_good_text_has_no_circle(tag: str) -> None:
    own = language(tag)
    for spans in fixtures()[tag].paragraphs:
        assert typesetter().shape(spans, own).circles == ()
