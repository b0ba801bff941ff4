"""Letters of another script: told by Unicode's Script property, in every language alike."""

from __future__ import annotations

import unicodedata

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from handouts.checks.characters import check_letters, check_unseen
from handouts.checks.foreign import check_alphabet
from handouts.checks.numbers import check_digits
from handouts.model.languages import language
from handouts.model.writing import needs_joiners
from tests.each import each
from tests.fixtures.scripts import fixtures, plain

#: CLDR's locales that differ by more than a region.
LOCALES = sorted(
    name
    for name in locale_identifiers()
    if name not in ("root", "en_US_POSIX") and all(len(part) > 3 for part in name.split("_")[1:])
)


def kinds(tag: str, text: str, source: str = "") -> set[str]:
    return {str(problem.kind) for problem in check_letters(source, text, language(tag))}


@each("tag", fixtures())
def test_fixtures_are_in_their_own_script(tag: str) -> None:
    for line in fixtures()[tag].lines:
        assert kinds(tag, plain(line)) <= {"decomposed-letter"}
        found = {str(each.kind) for each in check_digits("", plain(line), language(tag))}
        assert "foreign-digits" not in found


@each("name", LOCALES)
def test_cldrs_own_words_are_in_the_languages_script(name: str) -> None:
    locale = Locale.parse(name, resolve_likely_subtags=False)
    if language(name).tag == "hnj":
        name = "hnj_Hmnp"  # which CLDR has it in
    words = [str(word) for word in locale.months["format"]["wide"].values()]
    words.append(str(locale.languages.get(locale.language, "")))
    assert "foreign-script" not in kinds(name, " ".join(words))


FOREIGN = {
    "bn": "हिन्दी", "as": "ଓଡ଼ିଆ", "or": "বাংলা", "hi": "বাংলা", "pa": "हिन्दी", "gu": "हिन्दी",
    "ta": "മലയാളം", "ml": "தமிழ்", "te": "ಕನ್ನಡ", "kn": "తెలుగు", "si": "தமிழ்", "th": "ລາວ",
    "lo": "ไทย", "km": "ไทย", "my": "ไทย", "bo": "हिन्दी", "ka": "հայերեն", "hy": "ქართული",
    "he": "العربية", "ar": "עברית", "am": "ᏣᎳᎩ", "zh-Hans": "ひらがな", "zh-Hant": "한국어",
    "ja": "한국어", "ko": "ひらがな", "ru": "Ελληνικά", "el": "русский", "es": "русский",
    "vi": "日本",
    "ckb-Latn": "کوردی", "ug-Latn": "ئۇيغۇرچە", "sr-Latn": "српски", "pa-Arab": "ਪੰਜਾਬੀ",
    "chr": "ᐃᓄᒃᑎᑐᑦ", "iu": "ᏣᎳᎩ", "dv": "العربية", "nqo": "العربية", "ff-Adlm": "ߒߞߏ",
    "ii": "中文", "mni": "ꯃꯤꯇꯩ", "mni-Mtei": "মৈতৈ", "sat": "हिन्दी", "mn": "ᠮᠣᠩᠭᠣᠯ",
}  # fmt: skip


@each(("tag", "text"), FOREIGN.items())
def test_letters_of_another_script_are_found(tag: str, text: str) -> None:
    assert "foreign-script" in kinds(tag, text)
    assert kinds(tag, text, source=text) == set(), "what the English has may stand"
    assert kinds(tag, "ReleviiMed") == set(), "Latin names stand in every script"


@pytest.mark.parametrize(
    ("tag", "text", "kind"),
    [
        ("ja", "ｶﾞｲﾄﾞ", "fullwidth-letter"),
        ("zh-Hans", "Ｗｅｂｅｒ", "fullwidth-letter"),
        ("ko", "Ａ", "fullwidth-letter"),
        ("en", "\U0001d401\U0001d428\U0001d425\U0001d41d", "foreign-script"),  # "Bold", in bold
        ("ru", "\u0440a\u043d\u0430", "mixed-scripts"),
        ("el", "\u0391b\u03b3", "mixed-scripts"),
    ],
)
def test_letters_in_disguise_are_found(tag: str, text: str, kind: str) -> None:
    assert kind in kinds(tag, text)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ja", "コーヒー 々 〆 ヶ"), ("zh-Hant", "ㄅㄆㄇ"), ("ko", "漢字"), ("haw", "ʻokina"),
        ("fr", "1ʳᵉ nº 2ª"), ("en", "5 µg"), ("fa", "ـ"), ("syr", "ـ"), ("hi", "ॐ।"),
        ("yo", "ọ̀rẹ́"), ("sr", "Љубав"), ("kk", "қазақ"),
    ],
)  # fmt: skip
def test_shared_letters_are_at_home_where_unicode_says_so(tag: str, text: str) -> None:
    assert kinds(tag, unicodedata.normalize("NFC", text)) == set()


DIGITS = {
    "hi": "२", "mr": "२", "bn": "২", "as": "২", "pa": "੨", "gu": "૨", "or": "୨", "ta": "௨",
    "te": "౨", "kn": "೨", "ml": "൨", "th": "๒", "lo": "໒", "km": "២", "my": "၂", "shn": "႒",
    "bo": "༢", "ar": "٢", "fa": "۲", "ur": "۲", "ckb": "٢", "dv": "٢", "nqo": "߂", "rhg": "𐴲",
    "ff-Adlm": "𞥒", "sat": "᱒", "mni-Mtei": "꯲", "ccp": "𑄸", "vai": "꘢", "nod": "᪂",
    "jv-Java": "꧒", "ja": "２",
}  # fmt: skip


@each(("tag", "digit"), DIGITS.items())
def test_a_language_has_its_scripts_own_digits(tag: str, digit: str) -> None:
    assert list(check_digits("", digit, language(tag))) == []
    stranger = "२" if tag not in ("hi", "mr") else "২"
    assert [str(found.kind) for found in check_digits("", stranger, language(tag))]


@pytest.mark.parametrize(
    ("tag", "char"), [("mn-Mong", "\u180e"), ("ar", "\u0600"), ("syr", "\u070f")]
)
def test_a_scripts_own_format_characters_are_at_home(tag: str, char: str) -> None:
    assert list(check_unseen("", char, language(tag))) == []
    assert list(check_unseen("", char, language("he")))


@pytest.mark.parametrize(
    ("script", "needed"),
    [
        ("Deva", True), ("Sinh", True), ("Java", True), ("Arab", True), ("Syrc", True),
        ("Rohg", True), ("Khmr", True), ("Mong", True), ("Latn", False), ("Thai", False),
        ("Hebr", False), ("Kore", False), ("Cher", False), ("Thaa", False),
    ],
)  # fmt: skip
def test_joiners_are_for_scripts_that_join_or_stack(script: str, needed: bool) -> None:
    assert needs_joiners(script) == needed


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("zh-Hant", "請打勾，叉號表示不要做"),
        ("zh-Hans", "请打勾，叉号表示不要做"),
        ("km", "បន្តិចម្តងៗ"),
        ("so", "Hadda naso"),
    ],
)
def test_letters_that_lists_of_cldr_lack_are_letters(tag: str, words: str) -> None:
    assert not list(check_alphabet("", words, language(tag)))


@pytest.mark.parametrize(("tag", "words"), [("zh-Hant", "请打勾"), ("zh-Hans", "請打勾")])
def test_letters_of_the_other_chinese_are_found(tag: str, words: str) -> None:
    assert list(check_alphabet("", words, language(tag)))
