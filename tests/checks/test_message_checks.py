"""The checks on one translation: each catches its fault, and passes what is right."""

from __future__ import annotations

import time

import pytest

from handouts.catalogs import store
from handouts.checks.catalog_checks import Rules, check_entry, check_text
from handouts.checks.wording import check_translated
from handouts.model.findings import Severity
from handouts.model.languages import language
from handouts.project.glossary import Glossary
from handouts.project.vocabulary import Vocabulary
from tests.catalogs.samples import GOOD, SOURCE
from tests.each import each

GLOSSARY = Glossary(
    {
        "steroid": {"es": ("esteroide", "corticoide"), "ar": ("ستيرويد",)},
        "blood thinner": {"es": ("anticoagulante",)},
        "thinner": {"es": ("diluyente",)},
    }
)

RULES = Rules(GLOSSARY, names=("ReleviiMed",))


def codes(tag: str, source: str, target: str) -> set[str]:
    problems = list(check_text(source, target, language(tag), RULES))
    assert all(problem.hint and problem.message for problem in problems)
    return {problem.kind.id for problem in problems}


@pytest.mark.parametrize("tag", GOOD)
def test_a_right_translation_has_no_problem(tag: str) -> None:
    assert list(check_text(SOURCE, GOOD[tag], language(tag), RULES)) == []


CAUGHT = [
    # placeholders
    ("placeholder-missing", "es", "Call %(phone)s", "Llame"),
    ("placeholder-unknown", "es", "Call us", "Llame al %(phone)s"),
    ("placeholder-broken", "es", "Call %(phone)s", "Llame al %(phone)"),
    ("placeholder-broken", "ru", "Call %(phone)s", "Звоните % (phone) s"),
    ("placeholder-broken", "ru", "Call %(phone)s", "Звоните %(телефон)s %(phone)d"),
    ("placeholder-broken", "zh-Hans", "Call %(phone)s", "请致电％（phone）s"),
    ("placeholder-broken", "es", "Call %(phone)s", "Llame al {phone}"),
    ("percent-sign", "es", "About half", "El 50 %"),
    # tags
    ("tag-unknown", "es", "Rest", "<i>Descanse</i>"),
    ("tag-unknown", "es", "Rest", "<B>Descanse</B>"),
    ("tag-unclosed", "es", "<b>Rest</b>", "<b>Descanse"),
    ("tag-nesting", "es", "<b>Rest</b>", "Descanse</b>"),
    ("tag-nesting", "es", "<b><term>Rest</term></b>", "<b><term>Descanse</b></term>"),
    ("tag-nesting", "es", "<b>Rest</b>", "<b>Des<b>canse</b></b>"),
    ("tag-count", "es", "<b>Rest</b> now", "Descanse ya"),
    ("tag-count", "es", "Rest now", "<b>Descanse</b> ya"),
    ("tag-empty", "es", "<b>Rest</b>", "<b> </b>Descanse"),
    # other markup
    ("stray-bracket", "es", "Rest", 'Descanse <a href="x">aquí</a>'),
    ("stray-bracket", "es", "Rest", "Descanse <br/>"),
    ("stray-bracket", "es", "Rest", "Descanse < 3"),
    ("character-entity", "es", "Rest", "Descanse&nbsp;hoy"),
    ("template-code", "es", "Rest", "{{ config }}"),
    ("template-code", "es", "Rest", "{% include 'x' %}"),
    ("stray-bracket", "es", "Rest", "<!DOCTYPE x>"),
    # numbers
    ("added-number", "es", "Rest 24 hours", "Descanse 42 horas"),
    ("missing-number", "es", "Rest 24 hours", "Descanse veinticuatro horas"),
    ("added-number", "es", "Rest", "Descanse 3 horas"),
    ("added-number", "ar", "3 to 6 months", "٣ إلى ٩ أشهر"),
    ("added-number", "am", "Rest 24 hours", "ለ፳፭ ሰዓታት ይረፉ"),
    ("number-as-word", "es", "You have 2 joints", "Tiene dos articulaciones"),
    ("missing-number", "zh-Hans", "You have 2 joints", "您有三个关节"),
    ("number-as-word", "bn", "In 2 to 7 days", "কয়েক দিনের মধ্যে"),
    ("number-as-word", "ht", "In 2 to 7 days", "Nan kèk jou"),
    ("foreign-digits", "ar", "Rest 24 hours", "استرح २४ ساعة"),
    ("mixed-digits", "hi", "3 to 6 months", "३ से 6 महीने"),
    # phones, links, names
    ("added-contact", "es", "Call us", "Llame al (312) 555-0100"),
    ("added-contact", "ar", "Call us", "اتصل ٣١٢ ٥٥٥ ٠١٠٠"),
    ("added-contact", "es", "Read more", "Lea más en www.clinic.org"),
    ("added-contact", "es", "Write to us", "Escriba a ana@clinica.org"),
    ("added-contact", "es", "Call 312 555 0100", "Llame al 312 555 0101"),
    ("changed-name", "ru", "Call ReleviiMed", "Позвоните в РелевиМед"),
    ("changed-name", "es", "Call ReleviiMed", "Llame a Releviimed"),
    # glossary
    ("glossary-term", "es", "It is a steroid", "Es una hormona"),
    ("glossary-term", "es", "Blood thinners", "Diluyentes"),
    # marks at the end
    ("end-punctuation", "es", "Rest.", "Descanse"),
    ("end-punctuation", "es", "Rest", "Descanse."),
    ("end-punctuation", "ur", "Rest.", "آرام کریں."),
    ("end-punctuation", "zh-Hans", "Rest.", "休息."),
    ("end-punctuation", "hi", "Rest.", "आराम करें."),
    ("end-punctuation", "am", "Rest.", "ይረፉ."),
    ("end-punctuation", "ar", "Questions?", "أسئلة?"),
    ("end-punctuation", "th", "Rest.", "พักผ่อน?"),
    ("end-punctuation", "zh-Hans", "Questions?", "问题?"),
    ("end-punctuation", "es", "<b>Rest.</b>", "<b>Descanse</b>"),
    ("end-punctuation", "es", "Phone:", "Teléfono"),
    ("opening-punctuation", "es", "Questions?", "Preguntas?"),
    # spaces and what nobody sees
    ("double-space", "es", "Rest now", "Descanse  ya"),
    ("edge-space", "es", "Rest now", "Descanse ya "),
    ("line-break", "es", "Rest now", "Descanse\nya"),
    ("unusual-space", "es", "Rest now", "Descanse\u2003ya"),
    ("unusual-space", "es", "Rest now", "Descanse\u3000ya"),
    ("control-character", "es", "Rest", "Descanse\x07"),
    ("control-character", "es", "Rest", "Descanse\tya"),
    ("control-character", "es", "Rest", "Descans\ufffd"),
    ("control-character", "es", "Rest", "Descanse\ue000"),
    ("invisible-character", "es", "Rest", "Des\u200bcanse"),
    ("invisible-character", "es", "Rest", "Des\u2060canse"),
    ("invisible-character", "ru", "Rest", "От\u200dдых"),
    ("invisible-character", "zh-Hans", "Rest", "休\ufeff息"),
    ("direction-mark", "es", "Rest", "Descanse\u200e"),
    ("variation-selector", "es", "Rest", "Descanse\ufe0f"),
    # direction
    ("bidi-override", "ar", "Rest", "\u202eاسترح\u202c"),
    ("bidi-unbalanced", "ar", "Call us", "اتصل \u2068بنا"),
    ("bidi-unbalanced", "ar", "Call us", "اتصل بنا\u2069"),
    ("bidi-unbalanced", "ar", "Call us", "\u2067\u202bاتصل\u2069 بنا\u202c"),
    # letters
    ("mixed-scripts", "ru", "Rest", "Oтдых"),
    ("mixed-scripts", "es", "Rest", "Descаnse"),
    ("foreign-script", "es", "Rest", "Отдых"),
    ("foreign-script", "ar", "Rest", "आराम"),
    ("foreign-script", "zh-Hans", "Rest", "휴식"),
    ("fullwidth-letter", "zh-Hans", "Call us", "ＡＢＣ呼叫"),
    ("lookalike-letter", "ur", "Who", "كون"),
    ("presentation-form", "ar", "Rest", "ﺍﺳﺘﺮﺡ"),
    ("decomposed-letter", "vi", "Rest", "Nghi\u0309 ngo\u031bi"),
    # untranslated, too long
    ("same-as-source", "es", "Rest at home", "Rest at home"),
    ("untranslated-word", "ar", "Rest after your visit", "استرح بعد visit"),
    (
        "long-translation",
        "es",
        "Rest now",
        "Por favor descanse en su casa todo el tiempo que le haga falta",
    ),
    ("long-translation", "zh-Hans", "Rest now", "请您务必尽可能长时间地待在自己家里好好休息"),
]


@each(("code", "tag", "source", "target"), CAUGHT)
def test_a_fault_is_caught(code: str, tag: str, source: str, target: str) -> None:
    assert code in codes(tag, source, target)


PASSED = [
    ("es", "Call %(phone)s or %(fax)s", "%(fax)s o %(phone)s"),
    ("es", "<b>Rest</b> and <term>ice</term>", "<term>Hielo</term> y <b>descanso</b>"),
    ("es", "<b><term>Rest</term></b>", "<b><term>Descanso</term></b>"),
    ("es", "Rest for 1,000 hours", "Descanse 1.000 horas"),
    ("ru", "Rest for 1,000 hours", "Отдых 1\u00a0000 часов"),
    ("ar", "3 to 6 months", "٣ إلى ٦ أشهر"),
    ("fa", "3 to 6 months", "۳ تا ۶ ماه"),
    ("hi", "3 to 6 months", "३ से ६ महीने"),
    ("th", "3 to 6 months", "๓ ถึง ๖ เดือน"),
    ("zh-Hans", "You have 2 joints", "您有两个关节"),
    ("zh-Hans", "You have 2 joints", "您有２个关节"),
    ("ja", "In 3 days", "三日後"),
    ("am", "Rest 24 hours", "ለ፳፬ ሰዓታት ይረፉ"),
    ("am", "Rest 100 hours", "ለ፻ ሰዓታት ይረፉ"),
    ("am", "Rest 250 hours", "ለ፪፻፶ ሰዓታት ይረፉ"),
    ("es", "Two joints", "2 articulaciones"),
    ("ja", "On the second day", "2日目に"),
    ("km", "Phone:", "លេខទូរស័ព្ទ៖"),
    ("es", "Call 312 555 0100", "Llame al 312-555-0100"),
    ("es", "In 3 - 6 months, at 10:30", "En 3 - 6 meses, a las 10:30"),
    ("ru", "Call ReleviiMed", "Позвоните в ReleviiMed"),
    ("es", "ReleviiMed", "ReleviiMed"),
    ("es", "It is a steroid", "Es un Corticoide"),
    ("es", "Blood thinners", "Anticoagulantes"),
    ("hi", "It is a steroid", "यह दवा है"),
    ("th", "Rest.", "พักผ่อน"),
    ("mr", "Rest.", "आराम करा."),
    ("ko", "Rest.", "쉬세요."),
    ("es", "It is a steroid", "Es un cor\u00adti\u00adcoide"),
    ("de", "Call ReleviiMed", "Rufen Sie Relevii\u00adMed an"),
    ("am", "Questions?", "ጥያቄ፧"),
    ("zh-Hans", "Phone:", "电话："),
    ("fr", "Phone:", "Téléphone\u00a0:"),
    ("es", "Rest (at home).", "Descanse (en casa)."),
    ("es", "He said: “Rest.”", "Dijo: «Descanse.»"),
    ("th", "Rest now", "พัก\u200bผ่อน"),
    ("th", "Rest now", "พัก\u2060ผ่อน"),
    ("km", "Rest now", "សូម\u2060សម្រាក"),
    ("fa", "They go", "می\u200cروند"),
    ("hi", "Doctor", "क्\u200dष"),
    ("ar", "Call %(phone)s", "اتصل \u2068%(phone)s\u2069"),
    ("ar", "The SI joint", "مفصل SI"),
    ("ja", "Rest\u3000now", "今\u3000休む"),
    ("ru", "X-ray", "X-лучи"),
    ("vi", "Rest", "Nghỉ ngơi"),
    ("en-GB", "Rest at home", "Rest at home"),
    ("es", "Rest & ice", "Descanse & hielo"),
    ("es", "Rest", "Descanse"),
]


@each(("tag", "source", "target"), PASSED)
def test_what_is_right_passes(tag: str, source: str, target: str) -> None:
    assert codes(tag, source, target) == set()


def test_a_character_without_a_glyph_is_caught_with_its_code() -> None:
    rules = Rules(covers=lambda _, char: char != "ñ")
    problems = list(check_text("Child care", "Cuidado del niño", language("es"), rules))
    assert [(problem.kind.id, problem.kind.severity) for problem in problems] == [
        ("missing-glyph", Severity.ERROR)
    ]
    assert "ñ U+00F1" in problems[0].message


def test_a_wrong_number_is_an_error_a_number_word_a_warning_a_dual_a_note() -> None:
    rules = Rules()
    spanish = language("es")
    (word,) = check_text("2 hours", "dos horas", spanish, rules)
    assert (word.kind.id, word.kind.severity) == ("number-as-word", Severity.WARNING)
    (dual,) = check_text("2 hours", "ساعتان", language("ar"), rules)
    assert (dual.kind.id, dual.kind.severity) == ("number-as-word", Severity.NOTE)
    wrong = list(check_text("2 hours", "3 horas", spanish, rules))
    assert {problem.kind.severity for problem in wrong} == {Severity.ERROR}


@each("tag", ["es", "ar", "zh-Hans", "th"])
@each("target", ["", "%", "<", "</b>", "\u2069", "\x00", "%(", "9" * 5000, "\U0010ffff"])
def test_no_translation_whatever_raises(tag: str, target: str) -> None:
    list(check_text("Rest %(phone)s <b>now</b>.", target, language(tag), RULES))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "9",
        "a-",
        "1 ",
        "1(",
        "%(",
        "% ",
        "<",
        "<b>",
        "</b>",
        "&a",
        "{",
        "a.",
        "@a",
        "\u2067",
        "一",
    ],
)
def test_no_translation_whatever_takes_long(unit: str) -> None:
    started = time.process_time()
    list(check_text("Rest %(phone)s.", unit * 20_000, language("ar"), RULES))
    assert time.process_time() - started < 2


def test_a_message_may_be_the_words_that_are_written_the_same() -> None:
    french = language("fr")
    assert list(check_translated("Date", "Date", french, ()))
    assert not list(check_translated("Date", "Date", french, (), same=("date",)))
    assert list(check_translated("Date of birth", "Date of birth", french, (), same=("date",)))


@each(
    ("tag", "source", "target", "code", "told"),
    [
        ("es", "<b>Rest</b> now", "Descanse ya", "tag-count", "<b> is missing (put <b>"),
        ("es", "Rest now", "<b>Descanse</b> ya", "tag-count", "<b> is not in the English (put"),
        (
            "es",
            "<b>Rest</b>",
            "<b>Descanse</b> <b>ya</b>",
            "tag-count",
            "<b> stands 2 times, in the English once (put",
        ),
        ("es", "Go home", "Vaya a „casa“", "foreign-punctuation", "(write « » or “ ”)"),
        ("fr", "Go home", "Allez à la „maison“", "foreign-punctuation", "(write « » or “ ”)"),
        ("ru", "Go home", "Идите 「домой」", "foreign-punctuation", "(write « » or „ “)"),
    ],
)
def test_a_finding_says_what_to_write(
    tag: str, source: str, target: str, code: str, told: str
) -> None:
    (problem,) = (
        one for one in check_text(source, target, language(tag), RULES) if one.kind.id == code
    )
    assert told in f"{problem.message} ({problem.hint})"


def test_words_in_advice_are_set_off_with_quotes() -> None:
    rules = Rules(
        vocabulary=Vocabulary(negations=("no", "ningun*", "sin")),
        english=Vocabulary(negations=("not",)),
    )
    problems = check_text("Do not drive.", "Maneje.", language("es"), rules)
    (lost,) = (one for one in problems if one.kind.id == "missing-negation")
    assert lost.hint == 'say it, as by "no", "ningun…" or "sin"'


def test_what_is_wrong_twice_in_a_message_is_told_once() -> None:
    added = " Tome agua y coma algo." * 3
    text = f'msgid "Rest at home today."\nmsgstr "Descanse hoy en casa.{added}"\n'
    catalog, _ = store.read(text.encode(), "es.po")
    rules = Rules(length=1.1)
    entry = catalog.entries[0]
    twice = [one.kind.id for one in check_text(entry.msgid, entry.msgstr, language("es"), rules)]
    assert twice.count("added-sentence") > 1
    found = list(check_entry(catalog, entry, language("es"), rules))
    assert len(found) == len(set(found))
    assert "added-sentence" in {finding.code for finding in found}
