"""What cannot be meant in any language is an error; what only looks like it is left alone."""

from __future__ import annotations

import functools
import itertools
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.catalogs.po import Entry
from handouts.catalogs.store import CatalogFile
from handouts.checks.catalog_checks import Rules, check_entry, check_text, rules_of, with_words
from handouts.checks.clusters import check_clusters
from handouts.checks.opposites import check_opposites, opposites
from handouts.model import unicode
from handouts.model.codes import Severity
from handouts.model.languages import SOURCE_LANGUAGE, language
from handouts.project.accepted import Accepted
from handouts.project.project import Project
from handouts.text.paragraph import TextSpan
from tests.each import each
from tests.fixtures.printing import typesetter
from tests.hostile.running import guarded
from tests.mistakes.test_mistakes import project as clinics

ROOT = Path(__file__).parent.parent.parent

REST = "Go home and rest."

#: A code, a language, the English and its translation.
ERRORS = [
    # English that is left
    ("english-word", "es", "My other questions", "MY OTHER QUESTIONS"),
    ("english-word", "es", REST, "GO HOME AND descansa."),
    ("english-word", "es", "My next visit", "Mý néxt vísìt"),
    ("english-word", "es", "When can I drive again?", "¿When can I drive again, usted?"),
    ("english-word", "es", "What is this injection?", "Is this what injection?"),
    ("english-word", "vi", "Do no hard work or exercise.", "Đừng hard work or exercise."),
    ("english-word", "so", "Write it down. Feel at ease here.", "Qor. Feel at ease here."),
    ("untranslated-word", "hi", "Call us if you worry.", "कॉल करें if you worry।"),
    ("untranslated-word", "hi", "How much", "kitna"),
    ("untranslated-word", "th", "My medicines", "My medicines"),
    ("untranslated-word", "ar", "My medicines", "MY MEDICINES"),
    ("untranslated-word", "zh-Hans", "How much", "How Much"),
    # letters that are none
    ("struck-letter", "es", "What comes next?", "¿Q\u0336u\u0336é\u0336 sigue?"),
    ("struck-letter", "es", REST, "Vaya a ca\u0338sa y descanse."),
    ("struck-letter", "ar", REST, "اذهب إلى البيت وا\u0335سترح."),
    ("struck-letter", "hi", REST, "घर जाकर आरा\u0336म करें।"),
    ("struck-letter", "es", REST, "Vaya a casa 5\u20e3 y descanse."),
    ("struck-letter", "ru", REST, "Идите домой и отд\u20d2ыхайте."),
    ("foreign-script", "es", "Date", "ᶠᵉᶜʰᵃ"),
    ("foreign-script", "es", "Date of my injection", "🄵🄴🄲🄷🄰 de mi inyección"),
    ("foreign-script", "es", "Date of my injection", "Ⓕecha de mi inyección"),
    ("lookalike-letter", "es", "When will I have less pain?", "¿ɹolop souǝɯ oƃuǝʇ opuɐnƆ?"),
    ("lookalike-letter", "es", "My medicines", "Mɪs ᴍᴇᴅɪᴄɪɴᴀs"),
    ("number-form", "es", "In 2 to 7 days", "En Ⅱ a Ⅶ días"),
    ("number-form", "zh-Hans", "In 2 days", "Ⅱ天后"),
    # signs that are parted from their letters
    ("parted-sign", "hi", "Right away", "त\u200cु\u200cर\u200cं\u200cत"),
    ("parted-sign", "hi", REST, "घर ज\u200dाएँ और आराम करें।"),
    ("parted-sign", "hi", REST, "घर ज\ufe00ाएँ और आराम करें।"),
    ("parted-sign", "ne", "Right away", "त\u200dुरुन्तै"),
    ("parted-sign", "ta", "Right away", "உடன\u200cே"),
    ("parted-sign", "te", "Right away", "వ\u200cెంటనే"),
    ("parted-sign", "km", REST, "ទៅផ្ទះ ហើយសម្រ\u200cាក។"),
    ("parted-sign", "my", REST, "အိမ\u200cာပြန်ပြီး နားပါ။"),
    ("parted-sign", "th", "Right away", "ท\u200bันที"),
    ("parted-sign", "ar", "Right away", "فو\u200cً"),
    ("mark-order", "hi", "Do not stand for long.", "ल्म्ब् स्म्य् त्क् ख्ड़् न र्ह्"),
    # pasted over and over
    ("repeated-word", "es", "Will it hurt?", "¿si si si si si si si?"),
    ("repeated-word", "es", "Will it help?", "¿Me puede ayudar me puede ayudar me puede ayudar?"),
    ("repeated-word", "es", "My visit", "Mi cita. Mi cita."),
    ("repeated-word", "es", "Will it hurt?", "¿Dolerá un poco aquí? ¿Dolerá un poco aquí?"),
    ("repeated-word", "hi", "Who drives me home", "कौन कौन कौन कौन"),
    ("repeated-word", "zh-Hans", REST, "回家休息回家休息回家休息。"),
    ("repeated-word", "th", REST, "กลับบ้านกลับบ้านกลับบ้าน"),
    # no words
    ("no-words", "hi", "Place", "कक"),
    ("no-words", "hi", "Within a few hours", "र\u200d" * 30),
    ("no-words", "km", "Place", "កក"),
    ("no-words", "es", "Place", "lgr"),
    ("no-words", "es", "Who drives me home", "Qn m llv cs"),
    ("no-words", "ru", "Place", "мст"),
    ("no-words", "es", "The place", "el aaa"),
    # an answer
    ("added-sentence", "es", "What are the risks?", "¿Cuáles son los riesgos? Ninguno."),
    ("added-sentence", "ar", "Will it hurt?", "هل سيؤلم؟ لا."),
    ("added-sentence", "zh-Hans", "Will it hurt?", "会疼吗？不会。"),
]  # fmt: skip

#: A code of a warning, and the same.
WARNINGS = [
    ("foreign-punctuation", "hi", "The risks: none", "जोखिमः कोई नहीं"),
    ("foreign-punctuation", "hi", "What are the risks?", "जोखिम क्याः हैं?"),
    ("foreign-punctuation", "bn", "The risks: rare", "ঝুঁকিঃ কম"),
    ("foreign-punctuation", "te", "Place: here", "స్థలంః ఇక్కడ"),
    ("foreign-punctuation", "es", "Place: here", "Lugar׃ aquí"),
    ("foreign-punctuation", "es", "Place: here", "Lugar∶ aquí"),
    ("foreign-punctuation", "ru", "Place: here", "Место᛬ здесь"),
    ("foreign-punctuation", "th", "Place: here", "สถานที่։ ที่นี่"),
    ("foreign-punctuation", "ar", "Place: here", "المكان׃ هنا"),
    ("foreign-punctuation", "hy", "Place: here", "Վայր፡ այստեղ"),
    ("foreign-punctuation", "am", "Place: here", "ቦታ׃ እዚህ"),
    ("english-word", "es", "Clean your skin", "Limpie su SKIN"),
    ("same-as-source", "es", "My visit", "MY VISIT"),
]

#: Right words that look like one of those above.
RIGHT = [
    ("fil", "Use an ice pack here.", "Gumamit ng ice pack dito."),
    ("so", "Ask about physical therapy.", "Weydii physical therapy."),
    ("hi", "Call ReleviiMed", "ReleviiMed को कॉल करें"),
    ("hi", "Slowly, slowly breathe in.", "धीरे धीरे साँस लें।"),
    ("hi", "Free of charge", "निःशुल्क"),
    ("hi", "Usually", "प्रायः"),
    ("hi", "Pain", "दुःख"),
    ("ne", "Do it.", "गर्नुहोस्।"),
    ("ne", "Do it, Monica.", "गर्\u200dयो।"),
    ("mr", "Done", "क\u094d\u200dष"),
    ("bn", "Rapid", "র\u200d\u09cdযাপিড"),
    ("bn", "Dr. Rahman", "ডাঃ রহমান"),
    ("fa", "I want it.", "می\u200cخواهم."),
    ("km", "A ball game", "ប\u17ca\u200cីប"),
    ("si", "Sri", "ශ්\u200dරී"),
    ("ml", "Chillu", "ന\u0d4d\u200dറ"),
    ("uk", "Hers alone", "її"),
    ("zh-Hans", "Father", "爸爸"),
    ("ja", "The thigh", "もも"),
    ("ko", "All along", "내내"),
    ("th", "Really", "จริงๆ"),
    ("sr-Latn", "Blood", "Krv"),
    ("cs", "A finger", "Prst"),
    ("es", "The MRI", "MRI"),
    ("fr", "Madame Weber", "Mᵐᵉ Weber"),
    ("fr", "The 1st time", "La 1ʳᵉ fois"),
    ("pt-BR", "The 2nd time", "A 2ª vez"),
    ("es", "Does it hurt? Tell us.", "¿Duele? Díganos."),
    ("hy", "What are the risks?", "Որո՞նք են վտանգները։"),
    ("es", "Rest. Rest.", "Descanse. Descanse."),
    ("ru", "No. 5 – “home”", "№ 5 – «дом»"),
    ("yo", "Friend", "ọ̀rẹ́"),
]  # fmt: skip

OURS = {code for code, *_ in (*ERRORS, *WARNINGS)} - {"mark-order"}


@functools.cache
def rules(tag: str) -> Rules:
    """The project's rules, with the words it knows of the language."""
    return with_words(rules_of(clinics()), clinics(), language(tag))


def found(tag: str, source: str, target: str) -> set[tuple[str, Severity]]:
    """Codes with their severities."""
    problems = check_text(source, target, language(tag), rules(tag))
    return {(problem.kind.id, problem.kind.severity) for problem in problems}


@each(("code", "tag", "source", "target"), ERRORS)
def test_what_cannot_be_meant_is_an_error(code: str, tag: str, source: str, target: str) -> None:
    assert (code, Severity.ERROR) in found(tag, source, target)


@each(("code", "tag", "source", "target"), WARNINGS)
def test_what_misleads_nobody_is_a_warning(code: str, tag: str, source: str, target: str) -> None:
    assert (code, Severity.WARNING) in found(tag, source, target)


@each(("tag", "source", "target"), RIGHT)
def test_what_can_be_meant_is_no_error(tag: str, source: str, target: str) -> None:
    errors = {code for code, severity in found(tag, source, target) if severity is Severity.ERROR}
    assert not errors & OURS


def test_a_language_without_a_list_of_words_may_have_those_of_english() -> None:
    assert not any(
        problem.kind.id == "english-word"
        for problem in check_text(REST, "es: Go home and rest.", language("es"), Rules())
    )


def parted(script: str) -> Iterator[str]:
    """A letter, a joiner and a sign of the script, each with each of some."""
    chars = [char for char in unicode.characters_of(script) if unicodedata.category(char) != "Cn"]
    letters = [char for char in chars if unicodedata.category(char) == "Lo"]
    signs = [char for char in chars if unicodedata.category(char)[0] == "M"]
    for letter, sign in itertools.product(letters[5::7], signs):
        for joiner in "\u200c\u200d":
            yield letter + joiner + sign


SCRIPTS = {
    "hi": "Deva", "bn": "Beng", "pa": "Guru", "gu": "Gujr", "ta": "Taml", "te": "Telu",
    "kn": "Knda", "ml": "Mlym", "si": "Sinh", "km": "Khmr", "my": "Mymr",
}  # fmt: skip


@each(("tag", "script"), SCRIPTS.items())
def test_a_joiner_that_the_shaper_parts_a_sign_by_is_found(tag: str, script: str) -> None:
    """By observation: where the shaper sets a sign apart, on a dotted circle or in a cluster of its
    own, something is found, unless a joiner may stand there by the rules of Unicode."""
    own = language(tag)
    tried = 0
    for text in parted(script):
        letter, joiner, sign = text
        if unicodedata.combining(sign) == 9 or sign in "\u17b4\u17b5\u17c9\u17ca":
            continue
        shaped = typesetter().shape((TextSpan(text),), own)
        if shaped.missing:
            continue
        tried += 1
        starts = {start for item in shaped._items for start in item.starts}
        if shaped.circles or starts != {0}:
            assert [problem.kind.id for problem in check_clusters("", text, own)], ascii(text)
        assert not any(check_clusters("", letter + joiner + letter, own)), ascii(text)
    assert tried > 50


def catalog(**messages: str) -> CatalogFile:
    """A catalog of these messages, by their English with _ for spaces."""
    entries = [Entry(source.replace("_", " "), words) for source, words in messages.items()]
    return CatalogFile("es.po", Entry("", ""), tuple(entries))


def contrary(tag: str, **messages: str) -> list[str]:
    """The codes for the messages that are wrong together."""
    known = rules(tag)
    words = known.vocabulary, rules(SOURCE_LANGUAGE.tag).vocabulary
    return [
        one.kind.id
        for one in check_opposites([catalog(**messages)], language(tag), *words)
        if one.kind.severity is Severity.ERROR and one.hint and one.where.msgid
    ]


EXCHANGED = [
    ("es", {"What_to_do": "Qué no hacer", "What_not_to_do": "Qué hacer"}),
    ("es", {"What_to_do": "Qué hacer", "What_not_to_do": "Qué hacer"}),
    ("es", {"What_to_do": "Qué no hacer", "What_not_to_do": "qué no hacer"}),
    ("es", {"Drive_home": "No maneje a casa", "Do_not_drive_home": "Maneje a casa"}),
    ("es", {"Before_your_injection": "Después de su inyección",
            "After_your_injection": "Antes de su inyección"}),
    ("zh-Hans", {"Drive_home": "不要开车回家", "Do_not_drive_home": "开车回家"}),
    ("ru", {"Stop_it_before_the_visit": "Начните после визита",
            "Stop_it_after_the_visit": "Начните до визита"}),
]  # fmt: skip


@each(("tag", "messages"), EXCHANGED)
def test_contrary_messages_that_are_exchanged_are_errors(
    tag: str, messages: dict[str, str]
) -> None:
    assert set(contrary(tag, **messages)) >= {"exchanged-translation"}


@each("tag", [one.tag for one in clinics().languages if one != SOURCE_LANGUAGE])
def test_the_headings_exchanged_are_found_in_each_language(tag: str) -> None:
    guide = clinics().catalog(language(tag), "sacroiliac-joint-injection")[0]
    words = {entry.msgid: entry.msgstr for entry in guide.entries}
    right = {"What_to_do": words["What to do"], "What_not_to_do": words["What not to do"]}
    wrong = {"What_to_do": words["What not to do"], "What_not_to_do": words["What to do"]}
    assert contrary(tag, **right) == []
    assert contrary(tag, **wrong) == ["exchanged-translation"] * 2


def test_the_words_of_another_message_are_an_error() -> None:
    pasted = "Díganos todas las medicinas que toma o usa."
    assert (
        contrary(
            "es",
            Ask_us_anything_you_want_to_know="Díganos todas las medicinas que toma o usa.",
            Tell_them_about_all_medicines=pasted,
        )
        == ["duplicate-translation"] * 2
    )
    assert contrary("es", Rest_now="Descanse ya", Do_not_walk_now="Descanse ya") != []
    assert contrary("es", Rest_your_knee="Descanse", Let_your_knee_rest="Descanse") == []
    assert contrary("es", Avoid_heat="Sin calor", No_heat="Sin calor") == []


def test_messages_are_contrary_by_one_word() -> None:
    english = rules(SOURCE_LANGUAGE.tag).vocabulary
    texts = ("Do not lift it", "Lift it", "Before it", "After it", "Before that", "Not before it")
    pairs = opposites(texts, english.negations, tuple(english.contraries.items()))
    assert {frozenset(pair) for pair in pairs} == {
        frozenset({"Do not lift it", "Lift it"}),
        frozenset({"Before it", "After it"}),
        frozenset({"Before it", "Not before it"}),
    }


@pytest.mark.parametrize("command", [pytest.param("check", marks=pytest.mark.slow), "build"])
def test_exchanged_headings_are_not_printed(tmp_path: Path, command: str) -> None:
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / "locales/es/LC_MESSAGES/sacroiliac-joint-injection.po"
    text = path.read_text()
    one, other = 'msgid "What to do"\nmsgstr "', 'msgid "What not to do"\nmsgstr "'
    assert one in text
    assert other in text
    text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    path.write_text(text)
    done = guarded(tmp_path, command, "--language", "es")
    assert done.code == 1
    assert done.output.count("exchanged-translation") == 2
    assert "/es/sacroiliac-joint-injection-recovery.pdf" not in done.output.replace("not built", "")


def test_an_error_is_never_silenced_by_what_was_accepted() -> None:
    class All(Accepted):
        def covers(self, *_: object) -> bool:
            return True

    entry = Entry("Will it hurt?", "¿si si si si si?")
    own = replace(rules("es"), accepted=All())
    codes = [one.kind.id for one in check_entry(catalog(), entry, language("es"), own)]
    assert codes == ["repeated-word"]


def test_the_projects_of_this_repository_have_none() -> None:
    """Right translations, in 40 languages: no finding of these kinds."""
    for root in (ROOT, ROOT / "tests" / "guides" / "project"):
        project = Project(root)
        for own in project.languages:
            if own == SOURCE_LANGUAGE:
                continue
            known = with_words(rules_of(project), project, own)
            catalogs = [project.catalog(own, domain)[0] for domain in project.extraction.domains]
            english = project.vocabulary(SOURCE_LANGUAGE)[0]
            assert not list(check_opposites(catalogs, own, known.vocabulary, english))
