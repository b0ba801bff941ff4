"""Counting sentences, words and syllables, and the formulas made of them."""

from __future__ import annotations

import warnings

import pytest

from handouts.checks.plain.readability import (
    FORMULAS,
    Counts,
    count,
    english_words,
    marks_sentences,
    score,
    sentences,
    words,
)
from handouts.checks.plain.syllables import spoken_number, syllables
from handouts.model.languages import language
from tests.each import each

#: As the CMU Pronouncing Dictionary counts them.
SPOKEN = {
    1: "clothes worked aches eyes moved the you numb X clots",
    2: "needed doctor needle steroid sometimes tired quiet headaches",
    3: "medicine injection ultrasound therapy idea exercise",
    4: "usually information radiation experience",
    5: "sacroiliac immediately",
}


@each(
    ("word", "number"),
    [
        *[(word, number) for number, line in SPOKEN.items() for word in line.split()],
        ("SI", 2),
        ("X-rays", 2),
        ("don't", 1),
        ("it's", 1),
        ("24", 3),
        ("7", 2),
        ("", 0),
        ("–", 0),
    ],
)
def test_syllables_are_those_of_the_spoken_word(word: str, number: int) -> None:
    assert syllables(word) == number


@pytest.mark.parametrize(
    ("digits", "number"),
    [("0", 2), ("11", 3), ("20", 2), ("77", 5), ("100", 3), ("250", 5), ("2026", 5)],
)
def test_numbers_count_as_read_aloud(digits: str, number: int) -> None:
    assert spoken_number(digits) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest. Go home! Why? Yes", ["Rest.", "Go home!", "Why?", "Yes"]),
        ("Take 2.5 of it.", ["Take 2.5 of it."]),
        ("We ask. 1 injection is enough.", ["We ask.", "1 injection is enough."]),
        ("请休息。请回家。", ["请休息。", "请回家。"]),
        ("آرام کریں۔ کیا درد ہے؟ ہاں۔", ["آرام کریں۔", "کیا درد ہے؟", "ہاں۔"]),
        ("आराम करें। घर जाएं।", ["आराम करें।", "घर जाएं।"]),
        ("ይረፉ። ቤት ይሂዱ።", ["ይረፉ።", "ቤት ይሂዱ።"]),
        ("", []),
        ("  ", []),
    ],
)
def test_sentences_end_where_their_script_says(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [
        ("en", "X-rays don't hurt: 24 hours.", 5),
        ("th", "วันนี้พักผ่อนที่บ้าน", 5),
        ("zh-Hans", "今天请在家休息。", 5),
        ("ko", "오늘은 집에서 쉬세요.", 3),
    ],
)
def test_words_are_counted_in_every_script(tag: str, text: str, number: int) -> None:
    assert abs(len(words(text, language(tag))) - number) <= 1


def test_only_thai_and_lao_leave_the_end_of_a_sentence_unmarked() -> None:
    assert not marks_sentences(language("th"))
    assert not marks_sentences(language("lo"))
    assert marks_sentences(language("my"))


def test_the_english_formulas_are_those_of_the_papers() -> None:
    counts = Counts(sentences=30, words=300, syllables=450, long_words=30)
    assert counts.mean_sentence == 10
    assert counts.grade == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert counts.smog == pytest.approx(1.043 * 30**0.5 + 3.1291)
    assert Counts(0, 0, 0, 0).grade == 0


def test_counts_are_taken_over_all_sentences() -> None:
    assert count(["Rest at home.", "Take your medicine."]) == Counts(2, 6, 8, 1)
    assert english_words("SI joint, X-rays") == ["SI", "joint", "X-rays"]


@pytest.mark.parametrize("tag", sorted(FORMULAS))
def test_an_established_formula_gives_a_number_and_says_what_it_is_worth(tag: str) -> None:
    text = {"ar": "استرح في المنزل اليوم. اتصل بنا إذا شعرت بألم.", "ru": "Отдыхайте сегодня дома."}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = score([text.get(tag, "Casa bella. Una casa molto bella e grande.")], language(tag))
    assert found.formula is FORMULAS[tag]
    assert found.formula.worth
    assert found.value != 0
    assert found.formula.name in str(found)


def test_an_easier_text_scores_easier_in_spanish() -> None:
    easy = score(["Descanse en casa. Tome agua. Llame si le duele."], language("es"))
    hard = score(
        ["La administración intraarticular de corticosteroides requiere inmovilización posterior."],
        language("es"),
    )
    assert easy.value > 80 > hard.value


@pytest.mark.parametrize("tag", ["vi", "hi", "ur", "th", "ko", "am", "zh-Hans"])
def test_no_formula_is_made_up_for_other_languages(tag: str) -> None:
    found = score(["x y z."], language(tag))
    assert found.formula is None
    assert str(found) == "no established formula"


def test_the_same_text_always_scores_the_same() -> None:
    text = ["Rest at home. Call us."]
    assert score(text, language("fr")) == score(text, language("fr"))
