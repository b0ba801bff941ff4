"""A lost number is told apart from one that a word says, in languages whose words are known."""

from __future__ import annotations

from handouts.checks.number_words import is_known, said
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
    "it": "Tra qualche giorno",
    "pt-BR": "Em alguns dias",
    "vi": "Trong vài ngày",
    "zh-Hans": "几天后",
    "de": "In einigen Tagen",
    "ru": "Через несколько дней",
    "uk": "Через кілька днів",
    "pl": "Za kilka dni",
    "sr-Latn": "Za nekoliko dana",
    "fil": "Sa loob ng ilang araw",
    "fa": "در چند روز",
    "hi": "कुछ दिनों में",
    "ko": "며칠 후",
    "sq": "Brenda pak ditësh",
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
    "uk": "Через два або сім днів",
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


#: Words that say a number in a form that ICU lacks, some of them that "both" is.
OTHER_FORMS = {
    "de": {1: "nach einem Monat", 2: "die beiden", 3: "dreimal"},
    "es": {1: "primer día", 2: "ambas articulaciones"},
    "fa": {1: "یکی", 2: "دو\u200cتا"},
    "fil": {1: "isang buwan", 2: "dalawang gamot", 3: "tatlong araw", 12: "labindalawang oras"},
    "fr": {1: "plus d’un mois", 2: "les deux"},
    "hi": {2: "दोनों", 5: "पांच दिन", 6: "छः महीने"},
    "it": {1: "un’iniezione", 2: "entrambe le articolazioni"},
    "ko": {1: "하루 후", 2: "양쪽", 7: "칠일"},
    "lo": {2: "ທັງສອງຂ້າງ"},
    "pl": {
        2: "dwoje ludzi",
        3: "troje ludzi",
        4: "czworo ludzi",
        5: "pięciorga",
        7: "siedmiodniowy",
    },
    "pt-BR": {1: "numa hora", 2: "ambos"},
    "ru": {1: "одною", 2: "двое людей", 3: "трёх", 7: "семидневный"},
    "sq": {2: "dyja"},
    "sr-Latn": {1: "jednog meseca", 2: "dvoje", 4: "četvoro", 7: "sedmodnevni"},
    "uk": {
        **{1: "однієї", 2: "двома", 3: "троє", 4: "чотирьох", 5: "п’яти", 6: "шести", 7: "семи"},
        **{8: "восьми", 9: "дев’яти", 10: "десяти", 11: "одинадцяти", 12: "дванадцяти"},
    },
    "zh-Hans": {2: "双侧", 12: "十二小时"},
}


@each("tag", OTHER_FORMS)
def test_no_other_form_of_the_word_is_taken_for_a_lost_number(tag: str) -> None:
    for number, text in OTHER_FORMS[tag].items():
        problems = check_numbers(f"for {number} days", text, language(tag))
        assert {problem.kind.id for problem in problems} <= {"number-as-word"}, text


def test_where_only_a_reader_can_tell_the_warning_says_so() -> None:
    (problem,) = check_numbers("after 1 month", "nach einem Monat", language("de"))
    assert problem.message == (
        "1 is not there as a digit; whether a word says it is not checked: not every form of the "
        "number words of German is known"
    )


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
    assert said(number, text, language(tag)).surely == 0


@each("tag", ["ar", "am", "bn", "ht", "ja", "my", "ne", "so", "sw", "ta", "ur", "hmn", "el"])
def test_where_no_words_are_known_the_warning_says_so(tag: str) -> None:
    assert not is_known(language(tag))
    for problem in check_numbers("In 3 to 7 days", "…", language(tag)):
        assert problem.kind.id == "number-as-word"
        assert f"of the number words of {language(tag).name} is known" in problem.message
        assert f"[numbers] of locales/{language(tag).locale}/checks.toml" in (problem.hint or "")


def test_the_words_of_the_translator_count_and_make_a_number_known() -> None:
    words = Vocabulary(numbers={"2": ("দুই",)})
    assert [code for code, _ in found("bn", "দুই দিন", words)] == ["number-as-word"]  # the 7
    assert found("bn", "কয়েক দিন", words)[0] == ("missing-number", "the number 2 is missing")
    empty = Vocabulary(numbers={"2": ()})
    assert {code for code, _ in found("bn", "কয়েক দিন", empty)} == {"number-as-word"}
