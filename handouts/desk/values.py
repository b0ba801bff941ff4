"""What the desk types, in the language of a sheet.

The desk types English, once for all languages: a date and a time as the browser's fields give them
(`2026-03-10`, `09:30`), a number, a phone number, a few words. CLDR says how a date, a time and a
number are written in each language, in the clinic's country where it knows that (`model.clock`).

Nobody at the desk can check a date in letters they cannot read, and a reader may count the hours
from dawn, as in Ethiopia and Eritrea, or call the months of another calendar by the same names. So
where the letters are not Latin, or the hours may be counted so, or go to 24 while the clocks around
the reader go to 12, the English stands beside it; and where the hours may be counted from dawn, the
words of the language say by whose clock they are meant.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, get_datetime_format
from babel.numbers import format_decimal

from handouts.model import stand_ins
from handouts.model.blocks import FillKind, Span
from handouts.model.clock import COUNTRY, counts_half_days, locale_in, short_time
from handouts.model.languages import ENGLISH, Language
from handouts.model.typed_lines import fault
from handouts.model.writing import letter_scripts

#: More fits on no line.
MOST_LETTERS = 120

#: Languages whose speakers may count the hours of the day from six o'clock.
_HOURS_FROM_DAWN = frozenset({"am", "ti", "om", "sw"})

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
        raise TypedValueError(f"is too long: {len(words)} of {MOST_LETTERS} letters")
    if unfit := fault(words) or ("" if stand_ins.seen(words) else "shows nothing: type it anew"):
        raise TypedValueError(unfit)
    match kind:
        case FillKind.DATE:
            _date(words)
        case FillKind.TIME:
            _time(words)
        case FillKind.DATE_TIME:
            _date_time(words)
        case FillKind.NUMBER if not _NUMBER.fullmatch(words):
            raise TypedValueError("is not a number: type digits only, such as 12")
        case FillKind.PHONE if not _PHONE.fullmatch(words):
            raise TypedValueError("is not a phone number: type digits, such as 555-0100")
    return words


def as_spans(
    kind: FillKind, words: str, language: Language, country: str = COUNTRY
) -> tuple[Span, ...]:
    """Checked words as they stand on a sheet in this language, in a country (ISO 3166)."""
    match kind:
        case FillKind.DATE | FillKind.TIME | FillKind.DATE_TIME:
            return _with_english(kind, words, language, country)
        case FillKind.NUMBER:
            return (Span(_number(words, locale_in(language, country))),)
        case FillKind.PHONE:
            return (Span(f"\u2066{words}\u2069"),)
        case FillKind.TEXT:
            latin = any("Latn" in letter_scripts(char) for char in words)
            return (Span(words, language=ENGLISH if latin and language != ENGLISH else None),)


def all_spans(
    kinds: Mapping[str, FillKind],
    typed: Mapping[str, str],
    language: Language,
    country: str = COUNTRY,
) -> dict[str, tuple[Span, ...]]:
    """Checked words by key, for one sheet; `kinds` are those of its lines."""
    return {
        key: as_spans(kind, typed[key], language, country)
        for key, kind in kinds.items()
        if typed.get(key)
    }


def _with_english(kind: FillKind, words: str, language: Language, country: str) -> tuple[Span, ...]:
    clinics, locale = locale_in(ENGLISH, country), locale_in(language, country)
    english = _unbroken(_written(kind, words, clinics))
    own = _written(kind, words, locale)
    if locale.language == "en" or _NO_NAME.search(own):
        return (Span(english, language=None if language == ENGLISH else ENGLISH),)
    timed = kind is not FillKind.DATE
    from_dawn = timed and language.tag.partition("-")[0] in _HOURS_FROM_DAWN
    if from_dawn:
        own += f" \u00b7 {_clock(locale, country)}"
    as_there = not timed or counts_half_days(locale) == counts_half_days(clinics)
    plain = language.script == "Latn" and as_there and not from_dawn
    if plain or _bare(own) == _bare(english):
        return (Span(own),)
    # Isolated, or day, month and year would change places among letters from right to left.
    # A time in an isolate of its own would leave what stands around it without a direction.
    begin, end = ("\u2067", "\u2069") if language.right_to_left else ("", "")
    between = Span(f"\u2066{english}\u2069", language=ENGLISH)
    return (Span(f"{begin}{own} ("), between, Span(f"){end}"))


def _clock(locale: Locale, country: str) -> str:
    """The clock by which a time is meant, as CLDR names the time of a country: "United States
    Time"."""
    return str(locale.zone_formats["region"] % locale.territories.get(country, country))


def _unbroken(date: str) -> str:
    """A date that stays on one line, and a time that does: a line may end between them."""
    return re.sub(r"(?<![0-9]{4},) ", "\u00a0", date)


def _written(kind: FillKind, words: str, locale: Locale) -> str:
    if kind is FillKind.DATE_TIME:
        date, time = _date_time(words)
        parts = _written(FillKind.TIME, time, locale), _written(FillKind.DATE, date, locale)
        return str(get_datetime_format("medium", locale)).replace("'", "").format(*parts)
    if kind is FillKind.DATE:
        return str(format_date(_date(words), "full", locale=locale))
    time = "\u00a0".join(short_time(_time(words), locale).split())
    # Isolated, as "9:30 AM" stands in Urdu, or its parts would change places.
    return f"\u2068{time}\u2069" if locale.text_direction == "rtl" else time


def _bare(written: str) -> list[str]:
    """The words that are written, whatever their capitals and the marks of their direction."""
    return re.sub(r"[\u2068\u2069]", "", written).casefold().split()


def _number(words: str, locale: Locale) -> str:
    return str(format_decimal(Decimal(words), locale=locale))


def _date_time(words: str) -> tuple[str, str]:
    """A date and a time that a browser's one field gives together: `2026-03-10T09:30`."""
    date, _, time = words.partition("T")
    _date(date)
    _time(time)
    return date, time


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
