"""How a language says small numbers in words, by ICU's rules for spelling numbers out (CLDR).

ICU has all genders, and of some languages the cases. A word may still take a form that ICU lacks
("einem", "dwoje"), so that a number is lost only where no word even begins like one that says it.
Of languages whose forms begin otherwise, or that nobody has looked at, nothing is known.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from handouts.model.languages import Language
from handouts.model.writing import HAN_SCRIPTS, SPACELESS_SCRIPTS
from handouts.project.vocabulary import plain

#: Where compounds end ("twenty-two"), of which only the whole is read.
_BELOW = 100
_GENDERS = ("", "-masculine", "-feminine", "-neuter")
_CASES = ("", "-genitive", "-dative", "-accusative", "-instrumental", "-prepositional", "-locative")
#: Names of CLDR's sets of rules. One that a language lacks is spelled by its usual set.
_RULE_SETS = (
    *(f"cardinal{gender}{case}" for gender in _GENDERS for case in _CASES),
    *("cardinal-native", "cardinal-native-attributive", "cardinal-alternate2"),
    *(f"ordinal{gender}" for gender in _GENDERS),
)
#: Languages of which ICU and `_FURTHER` have all forms.
_WHOLE = frozenset({"en", "es", "fr", "it", "pt", "vi"})
#: Languages whose other forms begin like one of ICU's.
_WITH_ENDINGS = frozenset({"de", "fa", "fil", "hi", "ko", "sq"})
#: Languages whose vowels change with the case (сім, семи): the consonants stay.
_WITH_OTHER_VOWELS = frozenset({"pl", "ru", "sr", "uk"})
#: Languages written without spaces, where a word may also be a part of another one.
_WITHOUT_SPACES = frozenset({"km", "lo", "th", "zh"})
_VOWELS = re.compile("[aeiouyаеиоуыэюяєіьъ']")
#: What ICU lacks: how "both" is said, articles that have joined a preposition, other spellings.
_FURTHER = {
    "de": {"beid": 2},
    "es": {"primer": 1, "ambos": 2, "ambas": 2},
    "fa": {"هردو": 2},
    "fil": {"labindalaw": 12},
    "hi": {"पांच": 5, "छः": 6, "छ": 6},
    "it": {"entrambi": 2, "entrambe": 2},
    "ko": {
        **{"하루": 1, "첫": 1, "이틀": 2, "양": 2, "사흘": 3, "석": 3, "서": 3, "나흘": 4},
        **{"넉": 4, "너": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9},
    },
    "pl": {"oba": 2, "obie": 2, "obu": 2, "obo": 2, "oby": 2, "troj": 3, "czwor": 4},
    "pt": {"num": 1, "numa": 1, "dum": 1, "duma": 1, "ambos": 2, "ambas": 2},
    "ru": {"оба": 2, "обе": 2, "обо": 2},
    "sr": {
        **{"oba": 2, "obe": 2, "obo": 2, "cetvor": 4},
        **{"оба": 2, "обе": 2, "обо": 2, "четвор": 4},
    },
    "uk": {"оби": 2, "обо": 2},
    "zh": {"俩": 2, "倆": 2, "双": 2, "雙": 2},
}


class Said(NamedTuple):
    """How often a translation says a number in words: surely, and at most."""

    surely: int
    perhaps: int


def is_known(language: Language) -> bool:
    """Whether it can be told that no word of a language says a number."""
    known = _WHOLE | _WITH_ENDINGS | _WITH_OTHER_VOWELS | _WITHOUT_SPACES
    return _own(language) in known and not language.pseudo


def said(number: int, target: str, language: Language) -> Said:
    """How often a translation into a known language says a number in words."""
    text, words = _prepared(target, language), _words(language)
    forms = [form for form, value in words.items() if value == number]
    if _own(language) in _WITHOUT_SPACES:
        ends = _ends(text, language)
        found = [each for each in _pattern(language).finditer(text) if words[each[0]] == number]
        surely = sum(each.start() in ends and each.end() in ends for each in found)
        return Said(surely, max(map(text.count, forms), default=0))
    surely = sum(words[each[0]] == number for each in _pattern(language).finditer(text))
    if _own(language) in _WHOLE:
        return Said(surely, surely)
    # A stem of one consonant would be that of too many words.
    stems = tuple(stem for form in forms if len(stem := _stem(form, language)) > 1)
    begins = sum(
        each.startswith(tuple(forms)) or _stem(each, language).startswith(stems)
        for each in text.split()
    )
    return Said(surely, max(surely, begins))


def _own(language: Language) -> str:
    return language.tag.split("-")[0]


def _prepared(text: str, language: Language) -> str:
    """Words as `plain` has them, in the spelling of most writers: isá as isa, трёх as трех."""
    text = plain(text.replace("\u02bc", "'"), language)
    if _own(language) in _WITH_OTHER_VOWELS | {"fil"}:
        letters = unicodedata.normalize("NFD", text)
        text = "".join(each for each in letters if unicodedata.category(each) != "Mn")
    # D'un, un'iniezione; but п'ять is one word.
    return text.replace("'", " ") if language.script == "Latn" else text


def _stem(word: str, language: Language) -> str:
    """What all forms of a word begin with."""
    return _VOWELS.sub("", word) if _own(language) in _WITH_OTHER_VOWELS else word


def _ends(text: str, language: Language) -> set[int]:
    """Where words begin and end. ICU counts UTF-16 units, so what takes two becomes a space."""
    from icu4py.breakers import WordBreaker  # noqa: PLC0415 - a lost number is rare

    one_each = re.sub("[\U00010000-\U0010ffff]", " ", text)
    return {0, *(end for _, end in WordBreaker(one_each, language.locale).segments())}


@functools.cache
def _pattern(language: Language) -> re.Pattern[str]:
    """What finds the words; longer ones first, so that a compound counts once."""
    words = "|".join(sorted(map(re.escape, _words(language)), key=len, reverse=True))
    alone = language.script not in SPACELESS_SCRIPTS | HAN_SCRIPTS
    return re.compile(f"(?<= )(?:{words})(?= )" if alone else words)


@functools.cache
def _words(language: Language) -> dict[str, int]:
    """Each word or phrase, as `_prepared` has it, and its number."""
    found: dict[str, int] = {}
    for rules in _RULE_SETS:
        for number, words in enumerate(_spelled(language.locale, rules)):
            prepared = _prepared(re.sub("[\u00ad\u200b]", "", words), language).strip()
            if prepared and not prepared[0].isdecimal():
                found.setdefault(prepared, number)
    return found | _FURTHER.get(_own(language), {})


def _spelled(locale: str, rules: str) -> tuple[str, ...]:
    """The numbers from zero in words, by one set of rules."""
    from icu4py.messageformat import MessageFormat  # noqa: PLC0415 - as above

    form = MessageFormat(f"{{n, spellout,%spellout-{rules}}}", locale)
    return tuple(form.format({"n": number}) for number in range(_BELOW))
