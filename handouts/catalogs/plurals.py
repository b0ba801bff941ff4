"""Plural-Forms from CLDR's rules, for whole numbers, as gettext wants to read them.

Babel's table of gettext formulas differs from CLDR in places (Arabic, Hindi, Amharic), and its
translation of CLDR's rules keeps the operands of decimal fractions, which gettext does not have. A
catalog counts whole things, so here every fraction operand is zero and what can never happen is
left out: Russian's four categories become the three that a translator sees. Spanish and its kin
lose "many", which only whole millions take::

    plural_forms("ar")  ->  "nplurals=6; plural=n == 0 ? 0 : n == 1 ? 1 : ..."
"""

from __future__ import annotations

import functools
from gettext import c2py
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.plural import PluralRule

_ORDER = ("zero", "one", "two", "few", "many", "other")
_SAMPLE = range(1000)


def plural_forms(locale_name: str) -> str:
    """The value of the Plural-Forms header for a gettext locale name."""
    rule = _rule(locale_name)
    if rule is None:
        return "nplurals=1; plural=0;"
    categories = _categories(rule)
    conditions = dict(rule.abstract)
    formula = str(len(categories) - 1)
    if len(categories) == 2 and _condition(conditions[categories[0]]) == "n == 1":
        formula = "(n != 1)"
    elif len(categories) > 1:
        choices = (
            f"{_condition(conditions[category])} ? {index} : "
            for index, category in enumerate(categories[:-1])
        )
        formula = f"({''.join(choices)}{len(categories) - 1})"
    return f"nplurals={len(categories)}; plural={formula};"


def agrees(locale_name: str, count: int, formula: str) -> bool:
    """Whether a catalog's formula sorts whole numbers as CLDR does."""
    rule = _rule(locale_name)
    if rule is None:
        return True
    categories = _categories(rule)
    if count != len(categories):
        return False
    try:
        choose = c2py(formula)
        return all(choose(number) == categories.index(rule(number)) for number in _SAMPLE)
    except (ValueError, ZeroDivisionError, RecursionError, OverflowError):
        return False


def has_dual(locale_name: str) -> bool:
    """Whether the language says "two" by the form of the noun, as Arabic does."""
    rule = _rule(locale_name)
    return rule is not None and rule(2) == "two"


@functools.cache
def _rule(locale_name: str) -> PluralRule | None:
    try:
        return Locale.parse(locale_name).plural_form
    except (UnknownLocaleError, ValueError):
        return None


def _categories(rule: PluralRule) -> tuple[str, ...]:
    found = {rule(number) for number in _SAMPLE}
    return tuple(category for category in _ORDER if category in found)


def _condition(tree: tuple[str, Any]) -> str:
    folded = _fold(tree)
    return folded if isinstance(folded, str) else str(int(folded))


def _fold(tree: tuple[str, Any]) -> str | bool:
    """A condition on `n`, or what it always is for whole numbers."""
    operator, arguments = tree
    if operator == "not":
        inner = _fold(arguments[0])
        return f"!({inner})" if isinstance(inner, str) else not inner
    if operator in ("and", "or"):
        left, right = _fold(arguments[0]), _fold(arguments[1])
        decides = operator == "or"
        if decides in (left, right):
            return decides
        kept = [side for side in (left, right) if isinstance(side, str)]
        if len(kept) < 2:
            return kept[0] if kept else not decides
        sign = "||" if operator == "or" else "&&"
        return f" {sign} ".join(
            f"({side})" if "||" in side and operator == "and" else side for side in kept
        )
    if operator != "relation":
        raise ValueError(f"CLDR plural rules have a new operator: {operator}")
    _, operand, (_, ranges) = arguments
    number = _operand(operand)
    tests = []
    for (_, (low,)), (_, (high,)) in ranges:
        if isinstance(number, int):
            if low <= number <= high:
                return True
        elif low == high:
            tests.append(f"{number} == {low}")
        else:
            tests.append(
                f"{number} >= {low} && {number} <= {high}" if low else f"{number} <= {high}"
            )
    return " || ".join(tests) if tests else False


def _operand(tree: tuple[str, Any]) -> str | int:
    """`n` and `i` are the number; every other operand speaks of fractions or exponents: zero."""
    name, arguments = tree
    if name == "mod":
        inner = _operand(arguments[0])
        modulus: int = arguments[1][1][0]
        return f"{inner} % {modulus}" if isinstance(inner, str) else inner % modulus
    return "n" if name in ("n", "i") else 0
