"""A lost number is told apart from one that a word says, where ICU can spell numbers out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.checks.number_words import is_spelled_out, said
from handouts.checks.numbers import check_numbers
from handouts.model.languages import language
from handouts.project.vocabulary import Vocabulary
from tests.each import each

SOURCE = "In 2 to 7 days"


def found(tag: str, target: str, vocabulary: Vocabulary | None = None) -> list[tuple[str, str]]:
    problems = check_numbers(SOURCE, target, language(tag), vocabulary or Vocabulary())
    return [(problem.kind.id, problem.message) for problem in problems]


LOST = {
    "es": "En pocos días",
    "fr": "Dans quelques jours",
    "ru": "Через несколько дней",
    "el": "Σε λίγες ημέρες",
    "hi": "कुछ दिनों में",
    "zh-Hans": "几天后",
    "ko": "며칠 후",
    "th": "ภายในไม่กี่วัน",
    "km": "ក្នុងប៉ុន្មានថ្ងៃ",
}


@each("tag", LOST)
def test_a_lost_number_is_an_error(tag: str) -> None:
    assert found(tag, LOST[tag]) == [
        ("missing-number", "the number 2 is missing"),
        ("missing-number", "the number 7 is missing"),
    ]


SAID = {
    "es": "En dos a siete días",
    "fr": "Dans deux à sept jours",
    "ru": "Через период от двух до семи дней",
    "pt-BR": "Em duas a sete semanas",
    "el": "Σε δύο έως επτά ημέρες",
    "hi": "दो से सात दिनों में",
    "ko": "두 시간에서 일곱 시간",
    "th": "ในสองถึงเจ็ดวัน",
    "km": "ពីរទៅប្រាំពីរថ្ងៃ",
}


@each("tag", SAID)
def test_a_number_that_a_word_says_is_a_warning(tag: str) -> None:
    assert found(tag, SAID[tag]) == [
        ("number-as-word", "2 is not there as a digit, but as a word"),
        ("number-as-word", "7 is not there as a digit, but as a word"),
    ]


def test_one_word_says_one_number_once() -> None:
    problems = check_numbers("2 hours, then 2 days", "dos horas", language("es"))
    assert [problem.kind.id for problem in problems] == ["number-as-word", "missing-number"]


@each(
    ("tag", "text", "number"),
    [
        ("es", "veintidós", 2),
        ("pt-BR", "vinte e dois", 2),
        ("km", "ប្រាំពីរ", 2),
        ("th", "ห้ามขับรถ", 5),
        ("ko", "며칠", 7),
    ],
)
def test_a_word_that_is_part_of_another_says_nothing(tag: str, text: str, number: int) -> None:
    assert said(text, language(tag))[number] == 0


@each("tag", ["bn", "ht", "so", "ur", "hmn"])
def test_where_no_words_are_known_the_warning_says_so(tag: str) -> None:
    problems = list(check_numbers(SOURCE, "…", language(tag)))
    assert {problem.kind.id for problem in problems} == {"number-as-word"}
    for problem in problems:
        assert f"how {language(tag).name} says numbers in words is not known" in problem.message
        assert f"[numbers] of locales/{language(tag).locale}/checks.toml" in (problem.hint or "")


def test_the_words_of_the_translator_count_and_make_a_number_known() -> None:
    words = Vocabulary(numbers={"2": ("দুই",)})
    assert [code for code, _ in found("bn", "দুই দিন", words)] == ["number-as-word"]  # the 7
    assert found("bn", "কয়েক দিন", words)[0] == ("missing-number", "the number 2 is missing")
    empty = Vocabulary(numbers={"2": ()})
    assert {code for code, _ in found("bn", "কয়েক দিন", empty)} == {"number-as-word"}


@pytest.mark.parametrize("setting", ["C", "es_MX.UTF-8", "bn_BD.UTF-8", "ht_HT"])
def test_the_language_of_the_machine_makes_no_difference(setting: str) -> None:
    tags = ["es", "bn", "ht", "so", "el", "en-GB"]
    code = (
        "from handouts.checks.number_words import is_spelled_out, said\n"
        "from handouts.model.languages import language\n"
        f"print([is_spelled_out(language(tag)) for tag in {tags}], "
        "said('two dos siete deux', language('es')))"
    )
    environment = {**os.environ, "LC_ALL": setting, "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    here = [is_spelled_out(language(tag)) for tag in tags]
    assert here == [True, False, False, False, True, True]
    assert result.stdout.strip() == f"{here} Counter({{2: 1, 7: 1}})"
