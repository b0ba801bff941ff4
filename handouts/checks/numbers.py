"""Numbers in a translation: the same as in the source, in digits a reader of the language knows.

A wrong number on a medical sheet is the worst fault there is, so digits must match exactly, native
ones included. Where a small number has become a word (`number_words`), only a reader can tell
whether the sentence needs it: that is a warning, and a note where the noun itself can say the
number (the Arabic dual). Where no word can say it either, it is lost: an error, in languages of
which that is known. Chinese and Japanese numerals and Ethiopic numbers are read.

A range with a dash is two numbers whose order on paper depends on the direction of the text and on
the kind of digits. From right to left it may be read backwards, so there it must stand in words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from handouts.catalogs.plurals import has_dual
from handouts.checks import number_words
from handouts.checks.markup import bare
from handouts.checks.problem import Problem
from handouts.model import codes
from handouts.model.findings import Severity
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.writing import HAN_SCRIPTS, is_own_digit
from handouts.project.vocabulary import NO_WORDS, SIGNS, Vocabulary, plain

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

#: What is typed for "to": dashes, minus signs, tildes, the Arabic stretching line.
_DASH = "[-~\u058a\u05be\u0640\u2010-\u2015\u2053\u2212\u223c\u301c\ufe58\ufe63\uff0d\uff5e]"
#: Spaces, and marks that nobody sees. Bounded, so that no text takes long.
_GAP = r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]{0,4}"
#: A number, a time, a date with strokes or points.
_VALUE = r"\d+(?:[.,:/'٫٬]\d+){0,3}"
_DATE = re.compile(rf"(?<!\d)(\d{{1,4}})({_DASH})(\d\d?)\2(\d{{1,4}})(?!{_DASH}?\d)")
#: Values joined by dashes, a unit between perhaps. Not after a Latin letter: L4-5 is a name.
_JOINED = re.compile(
    rf"(?<![A-Za-z\d])(?<![A-Za-z][-\u2010\u2011]){_VALUE}"
    rf"(?:{_GAP}(?:[%٪°]|[^\W\d_\u0640]{{1,20}}{_GAP})?{_DASH}{{1,3}}{_GAP}{_VALUE})+"
)
#: From so many digits on it is a phone number, as where contacts are checked.
_PHONE_DIGITS = 7
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#: What stands between the two numbers of a range in the English.
_TO = r"\W+(?:[a-z]+\W+)?(?:to|through|until|or|and)\W+"


def check_numbers(
    source: str, target: str, language: Language, vocabulary: Vocabulary = NO_WORDS
) -> Iterator[Problem]:
    """The same numbers, each as often as in the source. A word that `checks.toml` lists says its
    number."""
    source, target = bare(source), bare(target)
    wanted, given = Counter(_digits(source)), Counter(_digits(target)) + Counter(_ethiopic(target))
    missing, extra = wanted - given, given - wanted
    words = Counter(_ENGLISH[word] for word in _words(source) if word in _ENGLISH)
    extra -= words
    if language.script in HAN_SCRIPTS:
        missing -= Counter(_HAN[char] for char in target if char in _HAN)
    words_said = plain(target, language)
    for number in [number for number in missing if vocabulary.numbers.get(str(number))]:
        said = vocabulary.pattern(vocabulary.numbers[str(number)]).findall(words_said)
        missing -= Counter({number: len(said)})
    for number in sorted(extra.elements()):
        hint = f"check it against: {', '.join(map(str, wanted)) or 'no number in the English'}"
        yield Problem(codes.ADDED_NUMBER, f"the number {number} is not in the English", hint)
    for number, times in sorted(missing.items()):
        small = number <= _SPELLED and not extra
        for nth in range(times):
            yield _lost(number, nth, source, target, language, vocabulary, small=small)


def _lost(
    number: int,
    nth: int,
    source: str,
    target: str,
    language: Language,
    vocabulary: Vocabulary,
    *,
    small: bool,
) -> Problem:
    """The finding on a number that is not there as a digit, the `nth` time from 0. One that is not
    `small`, or beside which another number has come, is lost even where a word says it."""
    write = f"write {number}{_place(number, source)}"
    if not small:
        return Problem(codes.MISSING_NUMBER, f"the number {number} is missing", write)
    if number in (1, 2) and has_dual(language.locale):
        remark = codes.NUMBER_AS_WORD.at_severity(Severity.NOTE)
        message = f"{number} is not there as a digit; {language.name} can say it by the noun"
        return Problem(remark, message, "check that the form of the noun says it")
    known = number_words.is_known(language)
    surely, perhaps = number_words.said(number, target, language) if known else (0, 0)
    if nth < surely:
        message = f"{number} is not there as a digit, but as a word"
        return Problem(
            codes.NUMBER_AS_WORD, message, f"{write}, unless the language needs the word"
        )
    listed = f"[numbers] of locales/{language.locale}/checks.toml"
    if not vocabulary.numbers.get(str(number)) and (nth < perhaps or not known):
        message = (
            f"{number} is not there as a digit; whether a word says it is not checked: not every "
            f"form of the number words of {language.name} is known"
        )
        return Problem(codes.NUMBER_AS_WORD, message, f"{write}, or list its words in {listed}")
    message = f"the number {number} is missing"
    hint = f"{write}; if a word must say it, list that word in {listed}"
    return Problem(codes.MISSING_NUMBER, message, hint)


def _place(number: int, source: str) -> str:
    """Where a number stands in the English, with the words around it."""
    match = re.search(rf"(?:\S+ ){{0,2}}(?<!\d){number}(?!\d)\S*(?: \S+){{0,2}}", source)
    return f' as in "{match[0].strip()}"' if match else ""


def check_order(
    source: str,
    target: str,
    language: Language,
    vocabulary: Vocabulary = NO_WORDS,
    english: Vocabulary = NO_WORDS,
) -> Iterator[Problem]:
    """The numbers that stand on both sides, in the same order; in another one only where each has
    a unit of its own, which it keeps."""
    wanted, given = list(_digits(bare(source))), list(_digits(bare(target)))
    both = Counter(wanted) & Counter(given)
    wanted, given = _only(wanted, both), _only(given, both)
    if wanted != given:
        here = _measures(source, SOURCE_LANGUAGE, english)
        there = _measures(target, language, vocabulary)
        if here == there and len(here) == len(wanted) == len(set(here.values())):
            return
        order = ", ".join(map(str, wanted))
        message = f"the numbers stand as {', '.join(map(str, given))}, in the English as {order}"
        yield Problem(codes.NUMBER_ORDER, message, f"compare each number; write them as {order}")


def _measures(text: str, language: Language, vocabulary: Vocabulary) -> dict[str, str]:
    """The numbers of a text that have a unit, with its name."""
    words = plain(bare(text), language)
    found = {}
    for name, forms in vocabulary.units.items():
        for match in re.finditer(rf"(\d+) *(?:{vocabulary.pattern(forms).pattern})", words):
            found[match[1]] = name
    for name, pattern in SIGNS.items():
        found |= {match[1]: name for match in pattern.finditer(bare(text))}
    return found


def _only(numbers: list[int], kept: Counter[int]) -> list[int]:
    """The numbers that stand among those kept, each as often as there."""
    left = Counter(kept)
    found = []
    for number in numbers:
        if left[number] > 0:
            left[number] -= 1
            found.append(number)
    return found


def check_digits(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """Digits of the language, and of one kind within a message."""
    digits = {char for char in bare(target) if char.isdecimal()}
    strange = sorted(char for char in digits if not is_own_digit(char, language))
    if strange:
        hint = f"write 0 to 9, or the digits of {language.name}"
        yield Problem(codes.FOREIGN_DIGITS, f"digits of another script: {' '.join(strange)}", hint)
    elif len({char.isascii() for char in digits}) > 1:
        yield Problem(codes.MIXED_DIGITS, "two kinds of digits in one message", "use one kind")


def check_ranges(source: str, target: str, language: Language) -> Iterator[Problem]:
    """No range with a dash where text runs from right to left. Phone numbers and dates are none."""
    if not language.right_to_left:
        return
    text = _DATE.sub(r"\1/\3/\4", bare(target))  # one value each
    said = set()
    for match in _JOINED.finditer(text):
        values = re.findall(_VALUE, match[0])
        if match[0] in said:
            continue
        if len(values) == 2 and _is_range(values, match, bare(source)):
            said.add(match[0])
            low, high = sorted(values, key=_whole)
            message = f"a range with a dash in text from right to left: {match[0]}"
            hint = f"write it in words, as in 'from {low} to {high}': a dash may turn it round"
            yield Problem(codes.RANGE_WITH_DASH, message, hint)


def _is_range(values: list[str], match: re.Match[str], source: str) -> bool:
    """Whether two values joined by a dash are a range: not the parts of a phone number, a date or
    a score, nor two numbers in sentences of their own."""
    first, last = map(_whole, values)
    if _range_in_english(first, last, source) or _range_in_english(last, first, source):
        return True
    if re.search(r"[^\W\d_\u0640]", match[0]):
        return False
    if not re.search("[,:/'٫٬]", match[0]) and _is_phone(values, match):
        return False
    low, high = sorted((first, last))
    day_and_month = low <= 12 and high <= 31 and _date_in_english(low, high, source)
    month_and_year = low <= 12 and 1900 <= high < 2100
    if day_and_month or month_and_year:
        return False
    return first < last or not all(value.isdecimal() for value in values)


def _is_phone(values: list[str], match: re.Match[str]) -> bool:
    """Whether the digits, with those beside them, are too many or open as no number does."""
    before = re.split(r"[^+\d\s()]", match.string[max(0, match.start() - 20) : match.start()])[-1]
    after = re.split(r"[^\d\s()]", match.string[match.end() : match.end() + 20])[0]
    around = before + match[0] + after
    opened = any(value.isdecimal() and len(value) > 1 and not int(value[0]) for value in values)
    return opened or "+" in before or sum(map(str.isdecimal, around)) >= _PHONE_DIGITS


def _range_in_english(low: int, high: int, source: str) -> bool:
    """Whether the English says the range in words: `2 to 7`, `two or three`, not `555-1234`."""
    plain = _in_digits(source)
    if re.search(rf"(?<!\d){high}[^\w\s]{low}(?!\d)|(?<!\d){low}[^\w\s]{high}(?!\d)", plain):
        return False
    return bool(re.search(rf"(?<!\d){low}{_TO}{high}(?!\d)", plain))


@functools.lru_cache(maxsize=8)
def _in_digits(english: str) -> str:
    """The English in small letters, its numbers in digits."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", english.lower())
    return re.sub("[a-z]+", lambda word: str(_ENGLISH.get(word[0], word[0])), plain)


def _date_in_english(low: int, high: int, source: str) -> bool:
    """Whether one of the numbers stands beside a month, or both make a date such as 3/14."""
    day, month = rf"(?:{low}|{high})(?!\d)", rf"\b(?:{_MONTHS})[a-z]*\.?"
    dates = rf"{month} {day}|\b{day} {month}|\b{low}/{high}(?!\d)|\b{high}/{low}(?!\d)"
    return bool(re.search(dates, source))


def _whole(value: str) -> int:
    """The whole part of a value."""
    return next(_digits(value))


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
