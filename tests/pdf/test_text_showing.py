"""Runs made ready to be shown: the gaps between glyphs."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf.text_showing import shown
from handouts.text.glyphs import GlyphRun, Line

ADVANCE = 777


class StubFace:
    """As much of a face as a run asks for; each glyph is `ADVANCE` wide."""

    is_cff = True

    def __init__(self, upem: int) -> None:
        self.upem = upem
        self.key = f"face of {upem}"

    def advance(self, _gid: int) -> int:
        return ADVANCE


@given(
    st.sampled_from([1000, 1024, 2048]), st.lists(st.integers(-900, 900), min_size=2, max_size=60)
)
def test_rounded_gaps_do_not_add_up(upem: int, shifts: list[int]) -> None:
    face: Any = StubFace(upem)
    xs = tuple(accumulate(ADVANCE + shift for shift in shifts))
    count = len(xs)
    run = GlyphRun(
        face, 10.0, False, 0, 0.0, 0.0, tuple(range(1, count + 1)), ("a",) * count, xs,
        (0,) * count, (ADVANCE,) * count,
    )  # fmt: skip
    ((_, _, _, _, _, pattern),) = shown(Line((run,), 0.0, 0, count, "a" * count), leftwards=False)
    scale = 1000 / upem
    pen = xs[0] * scale
    for x, gap in zip(xs, pattern.gaps or (0,) * count, strict=True):
        pen -= gap
        assert abs(pen - x * scale) <= 0.5 + 1e-6
        pen += ADVANCE * scale
