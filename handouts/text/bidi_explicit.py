"""The first half of UAX #9: what embeddings, overrides and isolates ask for (P2 to X8).

Works on *kinds*, see `bidi`: controls are the digits 0 (BN), 1 to 4 (LRE, RLE, LRO, RLO), 5 (PDF),
6 to 8 (LRI, RLI, FSI) and 9 (PDI).
"""

from __future__ import annotations

import re

MAX_DEPTH = 125  # BD2

_CONTROL = re.compile(r"[0-9]")
_ISOLATE = re.compile(r"[6789]")
_STRONG_OR_ISOLATE = re.compile(r"[LRA678]")
_OVERRIDES = {"3": "L", "4": "R"}


def isolate_ends(kinds: str) -> dict[int, int]:
    """Isolate initiator → its matching PDI, or the end of the paragraph (BD9)."""
    ends: dict[int, int] = {}
    open_isolates: list[int] = []
    for match in _ISOLATE.finditer(kinds):
        if match[0] != "9":
            open_isolates.append(match.start())
            ends[match.start()] = len(kinds)
        elif open_isolates:
            ends[open_isolates.pop()] = match.start()
    return ends


def first_strong(kinds: str, start: int, end: int, ends: dict[int, int]) -> int:
    """The level the first strong kind asks for, isolates skipped (P2, P3); 0 without one."""
    while match := _STRONG_OR_ISOLATE.search(kinds, start, end):
        if match[0] in "LRA":
            return 0 if match[0] == "L" else 1
        start = ends[match.start()]
    return 0


class _Directions:
    """The directional status stack and the overflow counters of X1."""

    def __init__(self, base: int) -> None:
        #: Level, override kind or "", whether an isolate opened it.
        self._stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self._lost_isolates = self._lost_embeddings = self._isolates = 0

    @property
    def level(self) -> int:
        return self._stack[-1][0]

    @property
    def override(self) -> str:
        return self._stack[-1][1]

    def open(self, right: bool, override: str, isolate: bool) -> None:
        """An embedding, override or isolate begins (X2 to X5c)."""
        level = (self.level + 1) | 1 if right else (self.level + 2) & ~1
        if level <= MAX_DEPTH and not self._lost_isolates and not self._lost_embeddings:
            self._stack.append((level, override, isolate))
            self._isolates += isolate
        elif isolate:
            self._lost_isolates += 1
        elif not self._lost_isolates:
            self._lost_embeddings += 1

    def close_isolate(self) -> None:
        """A PDI (X6a)."""
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif self._isolates:
            self._lost_embeddings = 0
            while not self._stack.pop()[2]:
                pass
            self._isolates -= 1

    def close_embedding(self) -> None:
        """A PDF (X7)."""
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif len(self._stack) > 1 and not self._stack[-1][2]:
            self._stack.pop()


def explicit_levels(kinds: str, base: int, ends: dict[int, int]) -> tuple[bytearray, str]:
    """Explicit levels, and the kinds after overrides (X1 to X8)."""
    found = bytearray(len(kinds))
    resolved: list[str] = []
    directions = _Directions(base)
    place = 0

    def fill(end: int) -> None:
        found[place:end] = bytes([directions.level]) * (end - place)
        resolved.append(directions.override * (end - place) or kinds[place:end])

    for match in _CONTROL.finditer(kinds):
        index, kind = match.start(), match[0]
        if index > place:
            fill(index)
        place = index + 1
        if kind == "9":
            directions.close_isolate()
        found[index] = directions.level
        resolved.append(directions.override if directions.override and kind in "6789" else kind)
        if kind == "5":
            directions.close_embedding()
        elif kind in "1234678":
            right = kind in "247" or (
                kind == "8" and first_strong(kinds, place, ends[index], ends) == 1
            )
            directions.open(right, _OVERRIDES.get(kind, ""), kind in "678")
    if place < len(kinds):
        fill(len(kinds))
    if kinds.endswith("\n"):
        found[-1] = base  # X8
        resolved[-1] = resolved[-1][:-1] + "\n"
    return found, "".join(resolved)
