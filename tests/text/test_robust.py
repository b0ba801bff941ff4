"""Very long, very odd, and turned round: the engine stays whole."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from handouts.model.languages import language
from tests.each import each
from tests.fixtures.scripts import fixtures, plain

from .helpers import read, seen, shape

LONG = 10_000
RIGHT_TO_LEFT = [tag for tag in fixtures() if language(tag).right_to_left]
FAST = ("en", "ar", "ur", "hi", "th")
#: Of languages in Arabic letters, two styles; the others in them wait for `pytest -m slow`.
TURNED = [
    pytest.param(tag, marks=[pytest.mark.slow] if tag in ("fa", "ps", "ckb") else [])
    for tag in RIGHT_TO_LEFT
]


def odd_texts(length: int) -> dict[str, str]:
    """Texts of about so many characters."""
    return {
        "one word": "a" * length,
        "one Arabic word": "ب" * length,
        "one Thai word": "ก" * length,
        "one Burmese syllable after another": "ကြွ" * (length // 4),
        "marks on one letter": "a" + "\u0301" * (length - 1),
        "emoji": "😀👩\u200d👩\u200d👧🏽🇺🇳" * (length // 9),
        "controls": "".join(map(chr, range(0x20))) * (length // 32),
        "embeddings that are never closed": "\u202b" * length,
        "isolates that are never closed": "א\u2067a\u2066" * (length // 4),
        "closers of nothing": "\u2069\u202c" * (length // 2),
        "brackets that are never closed": "א([{" * (length // 4),
        "brackets round brackets": "(" * (length // 2) + "א" + ")" * (length // 2),
        "digits": "0123456789" * (length // 10),
        "numbers and dashes": "1-" * (length // 2),
        "numbers and spaces": "1 " * (length // 2),
        "spaces": " " * length,
        "soft hyphens": "a\u00ad" * (length // 2),
        "no-break spaces": "a\u00a0" * (length // 2),
        "line separators": "\u2028" * (length // 20),
        "private, unassigned, not a character": "\ue000\U000e0fff\uffff\ufdd0" * (length // 20),
        "tags and selectors": "a\ufe0f\U000e0041\u200d" * (length // 4),
    }


def check_whole(text: str, tag: str, width: float) -> None:
    lines = shape(text, tag).lines(12, width)
    assert "".join(map(read, lines)) == text
    assert "".join(line.text for line in lines) == text
    for line in lines:
        assert line.width <= width + 0.001 or line.overwide
        for run in line.runs:
            assert -0.001 <= run.x <= run.x + run.width <= line.width + 0.001


@pytest.mark.parametrize(
    "tag",
    [pytest.param(tag, marks=[] if tag in FAST else [pytest.mark.slow]) for tag in fixtures()],
)
def test_a_paragraph_of_ten_thousand_characters(tag: str) -> None:
    text = " ".join(map(plain, fixtures()[tag].lines))
    check_whole((text + " ") * (LONG // len(text)) + text, tag, 300)


@pytest.mark.parametrize("name", odd_texts(LONG))
@pytest.mark.parametrize(
    ("tag", "length"),
    [
        ("ar", LONG // 5),
        pytest.param("ar", LONG, marks=pytest.mark.slow),
        pytest.param("en", LONG, marks=pytest.mark.slow),
    ],
)
def test_odd_text_is_set_whole(name: str, tag: str, length: int) -> None:
    check_whole(odd_texts(length)[name], tag, 200)


VALUES = (
    "ReleviiMed",
    "Dr. J. Weber",
    "Anna Weber",
    "555-0142",
    "+1 (555) 010-2345",
    "8:30 AM",
    "17:00",
    "38.5",
    "B12",
    "www.example.org/a-b",
)
AROUND = ("", "{word} ", "12 ", "SI ", "({word}) ", "{word}, ", "5: ", "\u201c{word}\u201d ")


@pytest.mark.parametrize("tag", TURNED)
@each("value", VALUES)
def test_a_placeholder_is_read_from_its_left_whatever_stands_around_it(
    tag: str, value: str
) -> None:
    word = plain(fixtures()[tag].sentences[0]).split()[1]
    for before, after in itertools.product(AROUND, repeat=2):
        text = f"{before}\u2068{value}\u2069 {after}".format(word=word).strip()
        (line,) = shape(text, tag).lines(12, 2000)
        assert value in unicodedata.normalize("NFC", seen(line))


@pytest.mark.parametrize("tag", TURNED)
@each("value", VALUES)
def test_a_name_or_number_between_words_needs_no_isolate_in_the_catalog(
    tag: str, value: str
) -> None:
    words = plain(fixtures()[tag].sentences[0]).split()
    first, second = [word for word in words if not any(map(str.isdigit, word))][1:3]
    for text in (f"{first} {value} {second}", f"{first} ({value})", f"{first}: {value}."):
        (line,) = shape(text, tag).lines(12, 2000)
        paper = unicodedata.normalize("NFC", seen(line))
        assert value in paper
        assert not paper.startswith(value) or text.endswith(value)
