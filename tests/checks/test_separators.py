"""Separators and marks that nobody sees, by general category: each is set properly, or a finding
says what to write instead; and none comes into a title."""

from __future__ import annotations

import functools
import re
import unicodedata

import pytest

from handouts.checks.catalog_checks import Rules, check_text
from handouts.checks.characters import check_line_breaks
from handouts.model.blocks import Span, Text
from handouts.model.findings import Severity, Where
from handouts.model.languages import Language, language
from handouts.model.unicode import DEFAULT_IGNORABLE
from tests.each import each
from tests.text.helpers import read, shape

#: Two words, and the language's full stop.
WORDS = {
    "es": "Descanse ya",
    "de": "Bitte ruhen",
    "ru": "Отдохните немного",
    "ar": "استرح الآن",
    "fa": "استراحت کنید",
    "he": "נוחו עכשיו",
    "hi": "आराम करें",
    "th": "พักผ่อน ก่อน",
    "km": "សម្រាក សិន",
    "zh-Hans": "请您 休息",
    "ja": "休んで ください",
    "ko": "지금 쉬세요",
    "am": "አሁን ይረፉ",
}
CATEGORIES = ("Zl", "Zp", "Zs", "Cc", "Cf", "Co", "Cn", "Cs")


def covers(own: Language, char: str) -> bool:
    """Whether a font of the language has a character."""
    return not shape(char, own.tag).missing


@functools.cache
def characters(category: str) -> list[str]:
    """All characters of a category; of the two with many thousands, some."""
    found = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == category]
    return found if len(found) < 500 else found[:: len(found) // 40]


@each("category", CATEGORIES)
@each("tag", WORDS)
def test_each_separator_is_set_properly_or_a_finding_says_what_to_write(
    tag: str, category: str
) -> None:
    for char in characters(category):
        target = WORDS[tag].replace(" ", char)
        problems = list(check_text("Rest now", target, language(tag), Rules(covers=covers)))
        assert all(problem.message and problem.hint for problem in problems)
        if any(problem.kind.severity is Severity.ERROR for problem in problems):
            continue
        shaped = shape(target, tag)
        assert not shaped.missing, hex(ord(char))
        (line,) = shaped.lines(12, 1000)
        assert read(line) == target
        blank = shape(WORDS[tag].replace(" ", ""), tag).lines(12, 1000)[0].width
        assert line.width >= blank - 3.0  # Arabic joins where the words touch
        if category == "Zs":
            assert line.width > blank + 0.5, hex(ord(char))


@pytest.mark.parametrize("char", "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
def test_line_breaks_are_told_with_a_hint_to_write_a_space(char: str) -> None:
    (problem,) = check_text("Rest now", f"Descanse{char}ya", language("es"), Rules())
    assert problem.kind.id == "line-break"
    assert "write a space" in problem.hint
    assert [one.kind.id for one in check_line_breaks("", f"Rest{char}now")] == ["line-break"]


@pytest.mark.parametrize("tag", WORDS)
def test_what_unicode_lets_fonts_ignore_is_no_secret(tag: str) -> None:
    """Fillers, selectors, joiners: those that a script needs pass, the others are told."""
    ignorable = re.compile(f"[{DEFAULT_IGNORABLE}]")
    for code in [*range(0x2FFF), *range(0xFE00, 0xFFFF), 0x3164, 0xE0001, 0xE0020, 0xE0100]:
        char = chr(code)
        if not ignorable.match(char) or unicodedata.category(char) == "Cs":
            continue
        target = WORDS[tag].replace(" ", f" {char}")
        told = {one.kind.id for one in check_text("Rest now", target, language(tag), Rules())}
        passes = (
            char in "\u00ad" or char in "\u200c\u200d\u200b\u2060" or language(tag).right_to_left
        )
        assert told or passes, hex(code)


@pytest.mark.parametrize("tag", WORDS)
def test_a_title_is_one_line(tag: str) -> None:
    for category in ("Zl", "Zp", "Cc"):
        for char in characters(category):
            if char in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029":
                text = Text((Span(WORDS[tag].replace(" ", char)),), Where(""))
                assert text.plain == WORDS[tag]
    assert Text((Span("Kranken\u00adhaus"),), Where("")).plain == "Krankenhaus"
