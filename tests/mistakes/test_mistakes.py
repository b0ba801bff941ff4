"""How many of the seeded mistakes are found, and that right translations are left alone.

The table of docs/evidence/mistakes.md has the same numbers, beside other tools:
`.venv/bin/python -m benchmarks.mistakes`.
"""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path

import pytest

from handouts.checks.catalog_checks import Rules, check_language, check_text, rules_of, with_words
from handouts.model.languages import SOURCE_LANGUAGE, language
from handouts.project.project import Project
from tests.fixtures.scripts import fixtures
from tests.mistakes.generate import LANGUAGES, mistakes
from tests.mistakes.judge import Judge

ROOT = Path(__file__).parent.parent.parent

#: What must be found, in hundredths: of the mistakes that the checks were written with, and of
#: those that nobody has looked at.
WANTED = 95


@functools.cache
def project() -> Project:
    return Project(ROOT)


def check_found(tag: str, *, unseen: bool) -> None:
    judge = Judge(project(), language(tag))
    seeded: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for mistake in mistakes(project(), language(tag), unseen=unseen):
        seeded[mistake.kind] += 1
        found[mistake.kind] += judge.finds(mistake)
    assert seeded.total() >= 160
    assert found.total() * 100 >= WANTED * seeded.total(), dict(seeded - found)
    assert all(found.values()), found


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans", "hi"])
def test_mistakes_are_found(tag: str) -> None:
    check_found(tag, unseen=False)


@pytest.mark.slow
@pytest.mark.parametrize("tag", LANGUAGES)
def test_mistakes_that_nobody_has_looked_at_are_found(tag: str) -> None:
    check_found(tag, unseen=True)


@pytest.mark.slow
@pytest.mark.parametrize("tag", LANGUAGES)
def test_mistakes_are_found_in_every_language(tag: str) -> None:
    check_found(tag, unseen=False)


@pytest.mark.parametrize("tag", [SOURCE_LANGUAGE.tag, *LANGUAGES])
def test_our_own_catalogs_raise_no_false_alarm(tag: str) -> None:
    found = list(check_language(project(), language(tag), rules_of(project())))
    assert [str(finding) for finding in found] == []


#: What the fixtures have on purpose: ranges from right to left, digits of two kinds. They are no
#: translations, so they stand here on both sides.
ON_PURPOSE = {"same-as-source", "range-with-dash", "mixed-digits", "tag-count", "foreign-digits"}


@pytest.mark.parametrize("tag", fixtures())
def test_right_sentences_of_every_script_raise_no_false_alarm(tag: str) -> None:
    for spans in fixtures()[tag].paragraphs:
        text = "".join(span.text for span in spans)
        problems = check_text(text, text, language(tag), Rules())
        assert [problem for problem in problems if problem.kind.id not in ON_PURPOSE] == []


def test_a_catalog_that_the_words_were_not_chosen_for_raises_no_false_alarm() -> None:
    other = Project(ROOT / "tests" / "guides" / "project")
    spanish = language("es")
    rules = with_words(rules_of(project()), project(), spanish)
    for domain in other.extraction.domains:
        for entry in other.catalog(spanish, domain)[0].entries:
            problems = check_text(entry.msgid, entry.msgstr, spanish, rules)
            assert [problem.message for problem in problems] == [], entry.msgid


CAUGHT = [
    ("other-unit", "es", "Take 5 mg a day.", "Tome 5 mL al día."),
    ("other-unit", "ar", "Rest 24 hours.", "استرح 24 دقيقة."),
    ("other-day", "es", "Come on Monday.", "Venga el martes."),
    ("contrary-word", "es", "It hurts on the left.", "Duele del lado derecho."),
    ("contrary-word", "zh-Hans", "Eat before the visit.", "就诊后吃东西。"),
    ("missing-negation", "hi", "Do not drive.", "गाड़ी चलाएँ।"),
    ("added-negation", "ru", "Drive home.", "Не ведите машину домой."),
    ("missing-caution", "vi", "Most people sleep well.", "Người bệnh ngủ ngon."),
    ("added-claim", "ko", "It helps.", "항상 도움이 돼요."),
    ("added-claim", "es", "It helps when you rest.", "Ayuda cada vez que descansa."),
    ("other-language", "ar", "Read this sheet.", "لطفا پیش ورق کو آہستہ پڑھیں کیونکہ یہ ضروری ہے."),
    ("number-order", "es", "Wait 2 to 7 days.", "Espere de 7 a 2 días."),
    ("english-word", "es", "Clean the skin.", "Limpie la skin."),
    ("untranslated-word", "th", "Clean the skin.", "ทำความสะอาด skin"),
    ("other-language", "es", "Do you have questions?", "Você tem perguntas ou dúvidas com isso?"),
    ("lookalike-letter", "ar", "Rest", "استريحی"),
    ("lookalike-letter", "th", "And", "เเละ"),
    ("unbalanced-marks", "zh-Hans", "The joint (SI)", "关节（SI)"),
    ("unbalanced-marks", "es", "Say yes", "Diga «sí"),
    ("foreign-punctuation", "ar", "Rest, please", "استرح, من فضلك"),
    ("foreign-punctuation", "am", "Rest. Sleep.", "ይረፉ:: ይተኙ።"),
    ("tag-space", "es", "<b>Rest</b> now", "<b> Descanse</b> ya"),
    ("placeholder-repeated", "es", "Call %(phone)s", "Llame %(phone)s, %(phone)s"),
    ("repeated-word", "es", "Call the clinic", "Llame a la la clínica"),
    ("impossible-word", "vi", "Take your pills.", "Uống thuoc6 của quý vị."),
    ("impossible-word", "vi", "Go home.", "Về house nghỉ ngơi."),
    ("contrary-word", "es", "One on each side.", "Uno del lado derecho."),
    ("added-negation", "zh-Hans", "Do not walk. Sleep well.", "不要走动，也不要好好睡。"),
    ("untranslated-word", "am", "What are the risks?", "Injectionው ምን ችግር ሊያስከትል ይችላል?"),
]


@pytest.mark.parametrize(("code", "tag", "source", "target"), CAUGHT)
def test_each_kind_has_its_code_and_says_what_to_write(
    code: str, tag: str, source: str, target: str
) -> None:
    rules = with_words(rules_of(project()), project(), language(tag))
    problems = [
        problem
        for problem in check_text(source, target, language(tag), rules)
        if problem.kind.id == code
    ]
    assert problems
    assert all(problem.message and problem.hint for problem in problems)


PASSED = [
    ("ar", "Read www.clinic.org now.", "اقرأ www.clinic.org الآن."),
    ("es", "We do not only rest.", "No solo descansamos."),
    ("es", "Take 500 mg every 8 hours.", "Cada 8 horas tome 500 mg."),
    ("zh-Hans", "Is it here or not?", "是不是在这里？"),
    ("hi", "Slowly breathe in.", "धीरे धीरे साँस लें।"),
    ("es", "The office is open until 5 PM.", "El consultorio abre hasta las 5 horas."),
    ("es", "Do not take any pills.", "No tome nunca ninguna pastilla."),
    ("ru", "Nobody drives.", "Никто никогда не ведёт машину."),
    ("es", "Do not stand or walk.", "No esté de pie ni camine."),
    ("es", "Avoid heavy work.", "No haga trabajos pesados."),
    ("es", "Your right hip may be sore.", "Puede que le duela la cadera derecha."),
    ("es", "Press it each time you hear a sound.", "Oprima cada vez que oiga un sonido."),
    ("ru", "Rest whenever it hurts.", "Отдыхайте каждый раз, когда болит."),
    ("ar", "Take bus 7. It stops at our door.", "اركب الحافلة رقم 7. تقف أمام بابنا."),
    ("vi", "Dr. Weber sees you.", "Bác sĩ Weber khám cho quý vị."),
    (
        "vi",
        "Stay in bed. Listen to music.",
        "Quý vị nằm nghỉ, nghe nhạc, thở chậm và đều, rồi uống nước.",
    ),
]


@pytest.mark.parametrize(("tag", "source", "target"), PASSED)
def test_what_is_right_is_left_alone(tag: str, source: str, target: str) -> None:
    rules = with_words(Rules(), project(), language(tag))
    assert [problem.message for problem in check_text(source, target, language(tag), rules)] == []
