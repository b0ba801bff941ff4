"""Plural-Forms headers: gettext formulas that sort whole numbers as CLDR's rules do.

Babel's table gives a formula per language, but it lacks many languages and differs from CLDR in
places (Arabic, Hindi, Amharic). Its formulas are sound, though, and many languages share one: so
the formula of a language is the first of Babel's, or of the few added here, that agrees with CLDR::

    >>> plural_forms("hi")
    'nplurals=2; plural=(n > 1);'

A catalog counts whole things: a category that only fractions or whole millions take (Russian's
"other", Spanish's "many") has no form in a catalog.
"""

from __future__ import annotations

import functools
from gettext import c2py

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import PLURALS
from babel.plural import PluralRule

_ORDER = ("zero", "one", "two", "few", "many", "other")
#: Cornish has rules for thousands.
_SAMPLE = (*range(1000), 1000, 2000, 20_000, 21_000, 40_000, 100_000, 101_000, 200_000)

#: Formulas that Babel's table lacks, with the number of their forms.
_MORE = (
    (2, "(n <= 1 || n >= 11 && n <= 99 ? 0 : 1)"),  # Central Atlas Tamazight
    (2, "(n % 10 != 4 && n % 10 != 6 && n % 10 != 9 ? 0 : 1)"),  # Filipino
    (3, "(n == 0 ? 0 : n == 1 ? 1 : 2)"),  # Colognian
    (3, "(n == 1 ? 0 : n == 2 ? 1 : 2)"),  # Hebrew, the Sámi languages
    (3, "(n <= 1 ? 0 : n <= 10 ? 1 : 2)"),  # Tachelhit
    (3, "(n % 10 == 0 || n % 100 >= 11 && n % 100 <= 19 ? 0 : n % 10 == 1 ? 1 : 2)"),  # Latvian
    (4, "(n == 1 || n == 11 ? 0 : n == 2 || n == 12 ? 1 : n >= 3 && n <= 19 ? 2 : 3)"),  # Gaelic
    (4, "(n % 10 == 1 ? 0 : n % 10 == 2 ? 1 : n % 20 == 0 ? 2 : 3)"),  # Manx
    (
        4,  # Breton
        "(n % 10 == 1 && n % 100 != 11 && n % 100 != 71 && n % 100 != 91 ? 0"
        " : n % 10 == 2 && n % 100 != 12 && n % 100 != 72 && n % 100 != 92 ? 1"
        " : (n % 10 == 3 || n % 10 == 4 || n % 10 == 9) && n % 100 / 10 != 1"
        " && n % 100 / 10 != 7 && n % 100 / 10 != 9 ? 2 : 3)",
    ),
    (
        5,  # Maltese
        "(n == 1 ? 0 : n == 2 ? 1 : n == 0 || n % 100 >= 3 && n % 100 <= 10 ? 2"
        " : n % 100 >= 11 && n % 100 <= 19 ? 3 : 4)",
    ),
    (
        6,  # Arabic
        "(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3"
        " : n % 100 >= 11 && n % 100 <= 99 ? 4 : 5)",
    ),
    (6, "(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : 5)"),  # Welsh
    (
        6,  # Cornish
        "(n == 0 ? 0 : n == 1 ? 1 : n % 20 == 2 || n % 1000 == 0 && n % 100000 != 0"
        " && (n % 100000 <= 20000 || n % 20000 == 0) || n % 1000000 == 100000 ? 2"
        " : n % 20 == 3 ? 3 : n % 20 == 1 ? 4 : 5)",
    ),
)


def plural_forms(locale_name: str) -> str:
    """The value of the Plural-Forms header for a gettext locale name; for a language that CLDR has
    no rule for one form, as CLDR's root has: a catalog here counts nothing, and a rule that nobody
    has stated would look like knowledge."""
    candidates = dict.fromkeys(((1, "0"), *PLURALS.values(), *_MORE))
    count, formula = next(each for each in candidates if agrees(locale_name, *each))
    return f"nplurals={count}; plural={formula};"


def agrees(locale_name: str, count: int, formula: str) -> bool:
    """Whether a catalog's formula sorts whole numbers as CLDR does."""
    sorted_by_cldr = _forms(locale_name)
    if sorted_by_cldr is None:
        return True
    if count != len(set(sorted_by_cldr)):
        return False
    try:
        choose = c2py(formula)
        pairs = zip(_SAMPLE, sorted_by_cldr, strict=True)
        return all(choose(number) == form for number, form in pairs)
    except (ValueError, ZeroDivisionError, RecursionError, OverflowError):
        return False


def has_rule(locale_name: str) -> bool:
    """Whether CLDR has a plural rule for the language."""
    return _rule(locale_name) is not None


def has_dual(locale_name: str) -> bool:
    """Whether the language says "two" by the form of the noun, as Arabic does."""
    rule = _rule(locale_name)
    return rule is not None and rule(2) == "two"


def _rule(locale_name: str) -> PluralRule | None:
    """CLDR's rule for the language, in whatever script and region; none where CLDR lacks it."""
    for name in (locale_name, locale_name.partition("_")[0]):
        try:
            return Locale.parse(name, resolve_likely_subtags=False).plural_form
        except (UnknownLocaleError, ValueError):
            continue
    return None


@functools.lru_cache(maxsize=32)
def _forms(locale_name: str) -> tuple[int, ...] | None:
    """The form that each number of the sample takes; nothing where CLDR has no rule."""
    rule = _rule(locale_name)
    if rule is None:
        return None
    categories = [rule(number) for number in _SAMPLE]
    order = [category for category in _ORDER if category in categories]
    return tuple(map(order.index, categories))
