"""Lines that are chosen together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.languages import language
from handouts.text.breaks import pauses
from handouts.text.glyphs import Line
from handouts.text.paragraph import TextSpan
from handouts.text.raggedness import least_ragged

from .helpers import SAMPLES, typesetter

#: Pieces between opportunities, in characters of one em each.
_PIECES = st.lists(st.integers(3, 9), min_size=2, max_size=9)


def cost(
    ends: Sequence[int], widths: Sequence[float], phrases: Sequence[int] | None, balanced: bool
) -> float:
    """What the module's docstring says, written once more."""
    total = 0.0
    for number, (start, end) in enumerate(pairwise((0, *ends)), 1):
        width = widths[number - 1]
        short = number == len(ends) and (end - start < width / 4 or end - start < 3)
        if number < len(ends) or balanced:
            total += (1 - (end - start) / width) ** 2
        if short:
            total += 1 / 9 if balanced else 0.6**2
        if phrases is not None and end not in phrases:
            total += 1 / 9
    return total


@given(_PIECES, st.integers(9, 30), st.booleans(), st.randoms(use_true_random=False))
def test_no_other_division_is_less_ragged(
    pieces: list[int], width: int, balanced: bool, random: object
) -> None:
    places = [sum(pieces[: count + 1]) for count in range(len(pieces))]
    phrases = [*sorted(random.sample(places[:-1], len(pieces) // 2)), places[-1]]  # type: ignore[attr-defined]
    for told in (None, phrases):
        for lines in range(1, len(places) + 1):
            widths = [float(width)] * lines
            ways = [(*ends, places[-1]) for ends in combinations(places[:-1], lines - 1)]
            fitting = [
                ends for ends in ways if all(b - a <= width for a, b in pairwise((0, *ends)))
            ]
            found = least_ragged(
                places, told, widths, lambda start, end: float(end - start), balanced=balanced
            )
            assert bool(found) == bool(fitting)
            if found:
                assert found in fitting
                least = min(cost(ends, widths, told, balanced) for ends in fitting)
                assert cost(found, widths, told, balanced) == pytest.approx(least, abs=1e-4)


@pytest.mark.parametrize("tag", sorted(SAMPLES))
def test_a_heading_has_as_many_lines_and_less_uneven_ones(tag: str) -> None:
    paragraph = typesetter().shape((TextSpan(SAMPLES[tag]),), language(tag))
    most = paragraph.natural_width(14)
    compared = 0
    for percent in range(15, 100, 3):
        width = most * percent / 100
        filled = paragraph.lines(14, width)
        balanced = paragraph.lines(14, width, balanced=True)
        assert len(balanced) == len(filled)
        assert "".join(line.text for line in balanced) == SAMPLES[tag]
        if any(line.overwide for line in filled):
            continue
        assert all(line.width <= width + 0.01 for line in balanced)
        room, more = (
            sum((1 - line.width / width) ** 2 for line in lines) + inside(lines, SAMPLES[tag]) / 9
            for lines in (balanced, filled)
        )
        # Where phrases are known, these count instead of pauses.
        assert room <= more + (len(filled) / 9 if tag in {"ja", "my"} else 1e-4)
        compared += len(filled) > 1
    assert compared


def inside(lines: Sequence[Line], text: str) -> int:
    """How many lines end where no reader pauses."""
    ends = accumulate(len(line.text) for line in lines)
    return sum(end not in pauses(text) for end in ends)


def test_a_heading_is_parted_where_a_reader_pauses() -> None:
    """Not before the second half of a French "not"."""
    text = "Pendant l’injection, vous ne dormirez pas, et nous serons près de vous."
    paragraph = typesetter().shape((TextSpan(text, bold=True),), language("fr"))
    lines = paragraph.lines(18, 400, balanced=True)
    assert [line.text.rstrip() for line in lines] == [
        "Pendant l’injection, vous ne dormirez pas,",
        "et nous serons près de vous.",
    ]


def test_a_short_word_is_not_alone_under_a_heading() -> None:
    paragraph = typesetter().shape(
        (TextSpan("Rufen Sie sofort an, wenn:", bold=True),), language("de")
    )
    width = paragraph.natural_width(16) * 0.95
    filled, balanced = paragraph.lines(16, width), paragraph.lines(16, width, balanced=True)
    assert [line.text for line in balanced] == ["Rufen Sie ", "sofort an, wenn:"]
    assert len(filled) == 2


def test_no_japanese_line_is_half_empty_where_others_can_give_words() -> None:
    """A column beside a picture. Filled line by line, the third would be 96 points wide."""
    text = (
        "針を刺したところへのアイスパックの使い方と、当てる時間を、私たちに聞いてください。"
        "1日か2日の軽い痛みは、ふつうのことです。"
    )
    lines = typesetter().shape((TextSpan(text),), language("ja")).lines(12, 182)
    assert len(lines) == 5
    assert min(line.width for line in lines) >= 120 - 0.01
