"""How near lines of a sloping script may come to one another."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from handouts.model.languages import language
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.glyphs import Line
from handouts.text.paragraph import TextSpan, Typesetter
from handouts.text.skyline import Skyline, distance, skyline

ROOT = Path(__file__).parents[2]
#: What sheets say.
WORDS = tuple("انجیکشن کے بعد گھر پر آرام کریں۔ سٹیرائیڈ ہم سے پوچھیں".split())  # noqa: SIM905


@cache
def typesetter() -> Typesetter:
    return Typesetter(FontLibrary(default_folders(None, ROOT)))


def line(words: str, tag: str = "ur") -> Line:
    (found,) = typesetter().shape((TextSpan(words),), language(tag)).lines(12.0, 10_000.0)
    return found


def ink(words: str, tag: str = "ur") -> Skyline:
    set_line = line(words, tag)
    return skyline(set_line, set_line.width)


def test_a_skyline_is_the_ink_of_its_letters() -> None:
    capital = skyline(line("H", "en"), 0.0)
    assert capital.top / 12 == 0.714  # the height of capitals in Noto Sans
    assert capital.bottom == 0.0
    low = ink("p", "en")
    assert low.bottom < -2.5


def test_a_longer_word_begins_higher() -> None:
    assert ink("پر").top < ink("انجیکشن").top


def test_lines_that_share_no_strip_keep_no_distance() -> None:
    word = ink("کریں")
    assert distance(word, word, right=1000) == 0.0


lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@given(lines, lines)
def test_at_their_distance_no_ink_of_two_lines_overlaps(above: str, below: str) -> None:
    upper, lower = ink(above), ink(below)
    apart = distance(upper, lower)
    low = dict(enumerate(upper.bottoms, upper.start))
    high = dict(enumerate(lower.tops, lower.start))
    for strip in low.keys() & high.keys():
        assert low[strip] >= high[strip] - apart - 1e-6
    assert apart <= lower.top - upper.bottom + 1e-6
