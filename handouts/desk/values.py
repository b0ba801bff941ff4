"""What the desk types, in the language of a sheet.

The desk types English, once for all languages: a date and a time as the browser's fields give them
(`2026-03-10`, `09:30`), a number, a phone number, a few words. CLDR says how a date, a time and a
number are written in each language.

Nobody at the desk can check a date in letters they cannot read, and a reader may count the hours
from dawn, as in Ethiopia and Eritrea, or call the months of another calendar by the same names. So
where the letters are not Latin, or the hours may be counted so, the English stands beside it; and
where the hours may be counted so, the words of the language say by whose clock they are meant.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from handouts.model.blocks import FillKind, Span
from handouts.model.languages import ENGLISH, Language
from handouts.model.writing import letter_scripts

#: More fits on no line.
MOST_LETTERS = 120

#: Languages whose speakers may count the hours of the day from six o'clock, and the country whose
#: clock is meant: that of the English in which a time is typed.
_HOURS_FROM_DAWN = frozenset({"am", "ti", "om", "sw"})
_CLOCK_OF = "US"

_DATE, _TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d\d:\d\d")
_NUMBER = re.compile(r"[0-9]{1,9}([.][0-9]{1,3})?")
_PHONE = re.compile(r"[0-9+()./ \-]*[0-9][0-9+()./ \-]*( ?(ext|x)\.? ?[0-9]{1,6})?")

#: A month that CLDR has no name for.
_NO_NAME = re.compile(r"M\d\d")


class TypedValueError(ValueError):
    """What was typed cannot be printed; says so in words for the desk, without repeating it."""


def check(kind: FillKind, typed: str) -> str:
    """What was typed, as it can be written; empty for nothing. Raises `TypedValueError`."""
    words = " ".join(unicodedata.normalize("NFC", typed).split())
    if not words:
        return ""
    if len(words) > MOST_LETTERS:
        raise TypedValueError(f"is too long: {MOST_LETTERS} letters at most")
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") for char in words):
        raise TypedValueError("holds a character that cannot be printed: type it anew")
    match kind:
        case FillKind.DATE:
            _date(words)
        case FillKind.TIME:
            _time(words)
        case FillKind.NUMBER if not _NUMBER.fullmatch(words):
            raise TypedValueError("is not a number: type digits only, such as 12")
        case FillKind.PHONE if not _PHONE.fullmatch(words):
            raise TypedValueError("is not a phone number: type digits, such as 555-0100")
    return words


def as_spans(kind: FillKind, words: str, language: Language) -> tuple[Span, ...]:
    """Checked words as they stand on a sheet in this language."""
    match kind:
        case FillKind.DATE | FillKind.TIME:
            return _with_english(kind, words, language)
        case FillKind.NUMBER:
            return (Span(_number(words, _locale(language))),)
        case FillKind.PHONE:
            return (Span(f"\u2066{words}\u2069"),)
        case FillKind.TEXT:
            latin = any("Latn" in letter_scripts(char) for char in words)
            return (Span(words, language=ENGLISH if latin and language != ENGLISH else None),)


def all_spans(
    kinds: Mapping[str, FillKind], typed: Mapping[str, str], language: Language
) -> dict[str, tuple[Span, ...]]:
    """Checked words by key, for one sheet; `kinds` are those of its lines."""
    return {
        key: as_spans(kind, typed[key], language) for key, kind in kinds.items() if typed.get(key)
    }


def _with_english(kind: FillKind, words: str, language: Language) -> tuple[Span, ...]:
    english = _written(kind, words, _locale(ENGLISH))
    locale = _locale(language)
    own = _written(kind, words, locale)
    if locale.language == "en" or _NO_NAME.search(own):
        return (Span(english, language=None if language == ENGLISH else ENGLISH),)
    from_dawn = language.tag.partition("-")[0] in _HOURS_FROM_DAWN
    if from_dawn and kind is FillKind.TIME:
        own += f" \u00b7 {_clock(locale)}"
    plain = language.script == "Latn" and not from_dawn
    if plain or own.casefold().split() == english.casefold().split():
        return (Span(own),)
    # Isolated, or day, month and year would change places among letters from right to left.
    return (Span(f"{own} ("), Span(f"\u2066{english}\u2069", language=ENGLISH), Span(")"))


def _clock(locale: Locale) -> str:
    """The clock by which a time is meant, as CLDR names the time of a country: "United States
    Time"."""
    country = locale.territories.get(_CLOCK_OF, _CLOCK_OF)
    return str(locale.zone_formats["region"] % country)


def _written(kind: FillKind, words: str, locale: Locale) -> str:
    if kind is FillKind.DATE:
        return str(format_date(_date(words), "full", locale=locale))
    return str(format_time(_time(words), "short", locale=locale)).replace("\u202f", "\u00a0")


def _number(words: str, locale: Locale) -> str:
    return str(format_decimal(Decimal(words), locale=locale))


def _locale(language: Language) -> Locale:
    """What CLDR knows of a language; English where it knows nothing."""
    for name in (language.locale, language.locale.partition("_")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def _date(words: str) -> datetime.date:
    try:
        if not _DATE.fullmatch(words):
            raise ValueError
        date = datetime.date.fromisoformat(words)
    except ValueError:
        raise TypedValueError("is not a date: choose it from the calendar") from None
    if not 2000 <= date.year < 2100:
        raise TypedValueError("is not a date of these years: check the year")
    return date


def _time(words: str) -> datetime.time:
    try:
        if not _TIME.fullmatch(words):
            raise ValueError
        return datetime.time.fromisoformat(words)
    except ValueError:
        raise TypedValueError("is not a time: type it as on the clock, such as 9:30 AM") from None
