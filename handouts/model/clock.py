"""How a language writes dates, times and numbers in the country of a clinic (CLDR).

Spanish in the United States writes "2:05 p.m.", in Spain "14:05". So what CLDR knows of a language
in that country (`es_US`) comes before what it knows of the language alone, and that before English.
"""

from __future__ import annotations

import datetime
import re

from babel import Locale, localedata
from babel.core import get_global

from handouts.model.languages import Language

#: The country that is meant where none is named, ISO 3166.
COUNTRY = "US"

#: Words in a pattern: "HH 'h' mm".
_LITERAL = re.compile("'[^']*'")


def is_country(code: str) -> bool:
    """Whether CLDR knows a country by this code."""
    return len(code) == 2 and code in get_global("territory_languages")


def locale_in(language: Language, country: str) -> Locale:
    """What CLDR knows of a language in a country; of the language, where it knows nothing of that;
    of English, where it knows nothing of the language."""
    own, base = language.locale, language.locale.partition("_")[0]
    names = [f"{own}_{country}", own, base, f"en_{country}", "en"]
    return Locale.parse(next(filter(localedata.exists, names)))


def counts_half_days(locale: Locale) -> bool:
    """Whether a time is written with twelve hours and the half of the day."""
    pattern = locale.time_formats["short"].pattern
    return bool(set("hK") & set(_LITERAL.sub("", pattern)))


def short_time(time: datetime.time, locale: Locale) -> str:
    """A time of the day: hours and minutes."""
    from babel.dates import format_time  # noqa: PLC0415 - only what is filled in needs it

    pattern = locale.time_formats["short"].pattern
    if _has_own_halves(locale):
        pattern = pattern.replace("a", "aaaa")
    return str(format_time(time, pattern, locale=locale))


def _has_own_halves(locale: Locale) -> bool:
    """Whether the halves of the day are said in full by other words than AM and PM, which stand
    there in short: Korean."""
    halves = locale.day_periods["format"]
    short, full = (str(halves[width].get("am", "AM")) for width in ("abbreviated", "wide"))
    return short == "AM" != full
