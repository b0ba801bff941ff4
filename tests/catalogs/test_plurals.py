"""Plural-Forms: a formula for every language, that sorts whole numbers as CLDR does."""

from __future__ import annotations

import re
from gettext import c2py

import pytest
from babel import Locale, localedata

from handouts.catalogs.plurals import agrees, plural_forms

FORMS = re.compile(r"nplurals=(\d); plural=(.*);")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("es", "nplurals=2; plural=(n != 1);"),
        ("zh_Hans", "nplurals=1; plural=0;"),
        ("hi", "nplurals=2; plural=(n > 1);"),
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
    """Far beyond the sample that the formula was chosen by, but for whole millions."""
    numbers = (*range(130), *range(1000, 201_000, 1000), *range(1111, 2_300_000, 49_999))
    languages = {*(name.split("_")[0] for name in localedata.locale_identifiers()), "pt_PT"}
    rules = {}
    for name in sorted(languages):
        rule = Locale.parse(name).plural_form
        rules[repr(rule.abstract), plural_forms(name)] = rule
    assert len(rules) > 30
    for (_, forms), rule in rules.items():
        match = FORMS.fullmatch(forms)
        assert match, forms
        choose = c2py(match[2])
        categories: dict[int, str] = {}
        for number in numbers:
            expected = rule(number)
            assert categories.setdefault(choose(number), expected) == expected, (forms, number)
        assert len(categories) == len(set(categories.values())) == int(match[1]), forms


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
    assert agrees("hi", 2, "(n == 0 || n == 1 ? 0 : 1)")
