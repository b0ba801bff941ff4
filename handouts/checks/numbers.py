"""Numbers in a translation: the same as in the source, in digits a reader of the language knows.

A wrong number on a medical sheet is the worst fault there is, so digits must match exactly, native
ones included. Where a small number has become a word, nobody but a reader can tell whether it is
the right one: that is a warning, and a note where the noun itself can say it (the Arabic dual).
Chinese and Japanese numerals and Ethiopic numbers are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from handouts.catalogs.plurals import has_dual
from handouts.checks.markup import bare
from handouts.checks.problem import Problem, error, note, warning
from handouts.model.languages import Language
from handouts.model.writing import HAN_SCRIPTS, is_own_digit

_RUN = re.compile(r"\d+(?:[.,'٬\u00a0\u202f]\d{3}(?!\d))*")
_HAN = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "兩": 2}
_ETHIOPIC = re.compile("[\u1369-\u137c]+")
#: English number words that a translation may well write in digits.
_CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ENGLISH = {
    **{word: value for value, word in enumerate(_CARDINALS.split())},
    **{word: value for value, word in enumerate(_ORDINALS.split(), start=1)},
    **{"once": 1, "twice": 2, "both": 2},
}
#: Up to here a language may prefer a word to a digit.
_SPELLED = 12


def check_numbers(source: str, target: str, language: Language) -> Iterator[Problem]:
    """The same numbers, each as often as in the source."""
    source, target = bare(source), bare(target)
    wanted, given = Counter(_digits(source)), Counter(_digits(target)) + Counter(_ethiopic(target))
    missing, extra = wanted - given, given - wanted
    words = Counter(_ENGLISH[word] for word in _words(source) if word in _ENGLISH)
    extra -= words
    if language.script in HAN_SCRIPTS:
        missing -= Counter(_HAN[char] for char in target if char in _HAN)
    for number in sorted(extra.elements()):
        hint = f"check it against: {', '.join(map(str, wanted)) or 'no number in the English'}"
        yield error("number", f"the number {number} is not in the English", hint)
    for number in sorted(missing.elements()):
        if number in (1, 2) and not extra and has_dual(language.locale):
            message = f"{number} is not there as a digit; {language.name} can say it by the noun"
            yield note("number-as-word", message, "check that the form of the noun says it")
        elif number <= _SPELLED and not extra:
            message = f"{number} is not there as a digit"
            hint = f"write {number} as a digit, unless the language needs the word"
            yield warning("number-as-word", message, hint)
        else:
            yield error("number", f"the number {number} is missing", f"write {number}")


def check_digits(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """Digits of the language, and of one kind within a message."""
    digits = {char for char in bare(target) if char.isdecimal()}
    strange = sorted(char for char in digits if not is_own_digit(char, language))
    if strange:
        hint = f"write 0 to 9, or the digits of {language.name}"
        yield error("digits", f"digits of another script: {' '.join(strange)}", hint)
    elif len({char.isascii() for char in digits}) > 1:
        yield warning("digits", "two kinds of digits in one message", "use one kind")


def _digits(text: str) -> Iterator[int]:
    """The whole numbers, thousands joined; `10:30` and `3-6` are two each."""
    for match in _RUN.finditer(text):
        digits = [unicodedata.decimal(char) for char in match[0] if char.isdecimal()]
        yield int("".join(map(str, digits[:18])))


def _ethiopic(text: str) -> Iterator[int]:
    """Ethiopic numbers up to 9999: units, tens and the sign for a hundred."""
    for match in _ETHIOPIC.finditer(text):
        total = 0
        for char in match[0]:
            value = int(unicodedata.numeric(char))
            total = (total or 1) * value if value >= 100 else total + value
        yield total


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())
