"""UAX #9: Unicode's own test files, and the API around them."""

from __future__ import annotations

import pytest

from handouts.text import bidi

from . import conformance
from .helpers import UNICODE

_HAS_DATA = pytest.mark.skipif(
    not (UNICODE / "BidiTest.txt").exists(), reason="needs the package unicode-data"
)


@_HAS_DATA
def test_a_sample_of_unicodes_class_cases_passes() -> None:
    cases = list(conformance.class_cases(step=101))
    assert len(cases) > 7_000
    assert not [case for case, fails in cases if fails]


@_HAS_DATA
def test_a_sample_of_unicodes_character_cases_passes() -> None:
    cases = list(conformance.character_cases(step=23))
    assert len(cases) > 3_900
    assert not [case for case, fails in cases if fails]


@_HAS_DATA
@pytest.mark.slow
def test_every_case_of_unicodes_passes() -> None:
    cases = [*conformance.class_cases(), *conformance.character_cases()]
    assert len(cases) == 770_241 + 91_707
    assert not [case for case, fails in cases if fails]


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("abc", 0, "000"),
        ("abc", 1, "222"),
        ("אבג 12", 1, "111122"),
        ("ab אב", 0, "00011"),
        ("12 אב", 0, "00011"),
        ("a(ב)c", 0, "00100"),
        ("ا1-2", 1, "1212"),
        ("א\u2068b\u2069ג", 1, "11211"),
        ("a\tא\t", 0, "0010"),
        ("א \u2029b", 1, "1112"),
    ],
)
def test_levels_follow_the_standard(text: str, base: int, levels: str) -> None:
    assert bidi.levels(text, base) == bytes(map(int, levels))


def test_each_paragraph_finds_its_own_direction() -> None:
    assert bidi.levels("ab\u2029אב") == bytes([0, 0, 0, 1, 1])
    assert bidi.paragraph_level("12 אב") == 1
    assert bidi.paragraph_level("\u2067אב\u2069 ab") == 0


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([0, 0, 0], [0, 1, 2]),
        ([1, 1, 1], [2, 1, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([], []),
    ],
)
def test_visual_order_reverses_every_level(levels: list[int], order: list[int]) -> None:
    assert bidi.visual_order(levels) == order


def test_white_space_and_isolate_marks_trail_at_a_lines_end() -> None:
    assert bidi.ink_end("אב cd\u2069 ", 0, 7) == 5
    assert bidi.ink_end("   ", 1, 3) == 1


def test_text_without_right_to_left_characters_is_known_at_sight() -> None:
    assert bidi.reads_left_to_right("Nghỉ 24 giờ \u2068(555)\u2069 休息")
    for character in "אاܐ\u200f\u202b\u2067٣𞤀":
        assert not bidi.reads_left_to_right(f"a {character}")
