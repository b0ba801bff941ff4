"""How much of anything a PDF may hold. A few lines of PDF can describe more pages, glyphs or
elements than there are atoms; each limit here is far above what any sheet needs, and soon reached
by an attack."""

from __future__ import annotations

from handouts.pdf.errors import UnreadableError

LIMITS = {
    "bytes": 64_000_000,
    "pages": 500,
    "instructions on its pages": 500_000,
    "drawings inside of drawings": 2_000,
    "characters": 5_000_000,
    "codes in the maps of its fonts": 200_000,
    "elements in its structure": 20_000,
    "attributes": 500_000,
    "cells in its tables": 200_000,
}
#: Forms inside of forms, elements inside of elements, lists inside of lists.
DEEPEST_FORM, DEEPEST_ELEMENT, DEEPEST_VALUE = 20, 200, 8


class Budget:
    """What has been read of one file so far."""

    def __init__(self) -> None:
        self._left = dict(LIMITS)

    def spend(self, kind: str, number: int = 1) -> None:
        """Counts; `kind` is one of `LIMITS`. Raises `UnreadableError` when there is too much."""
        self._left[kind] -= number
        if self._left[kind] < 0:
            raise UnreadableError(f"it has more than {LIMITS[kind]:,} {kind}")
