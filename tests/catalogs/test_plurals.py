"""Plural-Forms: CLDR's rules for whole numbers, in gettext's words."""

from __future__ import annotations

import re

import pytest
from babel import localedata

from handouts.catalogs.plurals import agrees, plural_forms


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("es", "nplurals=2; plural=(n != 1);"),
        ("zh_Hans", "nplurals=1; plural=0;"),
        ("hi", "nplurals=2; plural=(n == 0 || n == 1 ? 0 : 1);"),
        (
            "ru",
            "nplurals=3; plural=(n % 10 == 1 && !(n % 100 == 11) ? 0 : n % 10 >= 2 && n % 10 <= 4"
            " && !(n % 100 >= 12 && n % 100 <= 14) ? 1 : 2);",
        ),
        (
            "ar",
            "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100"
            " <= 10 ? 3 : n % 100 >= 11 && n % 100 <= 99 ? 4 : 5);",
        ),
        ("hmn", "nplurals=1; plural=0;"),
    ],
)
def test_the_forms_of_a_language(locale: str, expected: str) -> None:
    assert plural_forms(locale) == expected


def test_every_language_of_cldr_gets_a_formula_that_sorts_as_cldr_does() -> None:
    for locale in {*(name.split("_")[0] for name in localedata.locale_identifiers()), "pt_PT"}:
        match = re.fullmatch(r"nplurals=(\d); plural=(.*);", plural_forms(locale))
        assert match, locale
        assert agrees(locale, int(match[1]), match[2]), locale


@pytest.mark.parametrize(
    ("count", "formula"),
    [
        (2, "(n > 1)"),
        (3, "(n != 1)"),
        (2, "n / 0"),
        (2, "__import__('os')"),
        (2, ""),
        (2, "n ? 9 : 0"),
    ],
)
def test_another_formula_does_not_agree(count: int, formula: str) -> None:
    assert not agrees("es", count, formula)


def test_another_way_to_write_the_same_formula_agrees() -> None:
    assert agrees("hi", 2, "n > 1")
