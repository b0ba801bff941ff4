"""Words in the middle of a height."""

from __future__ import annotations

from typing import Protocol

from handouts.editions.paper.ink_overflow import CLEAR_BETWEEN_RULES


class Centred(Protocol):
    """Words that are set in the middle of a height: their own, and how far inside it their ink and
    their letters begin and end; points."""

    @property
    def height(self) -> float: ...

    @property
    def inked_height(self) -> float: ...

    @property
    def ink_insets(self) -> tuple[float, float]: ...

    @property
    def letter_insets(self) -> tuple[float, float]: ...


def centred(box: Centred, height: float, clear: float = CLEAR_BETWEEN_RULES) -> float:
    """How far below the top of `height` points words begin whose letters stand in the middle: their
    ink, where it is measured, else from the height of a letter to the last baseline, as long as the
    ink is `clear` points from both edges, or as clear as it can be."""
    above, below = box.letter_insets
    by_letter = (height - (box.height - above - below)) / 2 - above
    return placed(box, height, by_letter, clear)


def placed(box: Centred, height: float, wanted: float, clear: float = CLEAR_BETWEEN_RULES) -> float:
    """How far below the top of `height` points words begin: as far as `wanted`, as long as the ink
    is `clear` points from both edges, or as clear as it can be."""
    ink = box.inked_height
    by_ink = (height - ink) / 2 - box.ink_insets[0]
    most = max(0.0, (height - ink) / 2 - clear)
    return min(max(wanted, by_ink - most), by_ink + most)
