"""Reads Unicode's own bidi test files and tells which of their cases fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.text import bidi

UNICODE = Path("/usr/share/unicode")

#: A character of each bidi class; none of them is a bracket.
_REPRESENTATIVES = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "AN": "\u0661", "ES": "+", "ET": "$",
    "CS": ",", "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!",
    "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip


def _fails(text: str, base: int | None, levels: list[str], order: list[int]) -> bool:
    resolved = bidi.levels(text, base)
    start = bidi.paragraph_level(text) if base is None else base
    ink_end = bidi.ink_end(text, 0, len(text))
    line = resolved[:ink_end] + bytes([start]) * (len(text) - ink_end)
    kept = [index for index, level in enumerate(levels) if level != "x"]
    if [line[index] for index in kept] != [int(levels[index]) for index in kept]:
        return True
    return [kept[index] for index in bidi.visual_order([line[i] for i in kept])] != order


def class_cases(step: int = 1) -> Iterator[tuple[str, bool]]:
    """(case, fails) for every `step`-th line of BidiTest.txt in each of its directions."""
    levels: list[str] = []
    order: list[int] = []
    count = 0
    for line in (UNICODE / "BidiTest.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@Levels:"):
            levels = line[8:].split()
        elif line.startswith("@Reorder:"):
            order = [int(index) for index in line[9:].split()]
        elif line and line[0] not in "#@":
            count += 1
            if count % step:
                continue
            classes, _, bitset = line.partition(";")
            text = "".join(_REPRESENTATIVES[name] for name in classes.split())
            for bit, base in enumerate((None, 0, 1)):
                if int(bitset, 16) >> bit & 1:
                    yield f"{line} base {base}", _fails(text, base, levels, order)


def character_cases(step: int = 1) -> Iterator[tuple[str, bool]]:
    """(case, fails) for every `step`-th line of BidiCharacterTest.txt."""
    path = UNICODE / "BidiCharacterTest.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = [line for line in lines if line and not line.startswith("#")]
    for line in cases[::step]:
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        asked = {"0": 0, "1": 1, "2": None}[direction]
        wrong_base = asked is None and bidi.paragraph_level(text) != int(base)
        fails = _fails(text, asked, levels.split(), [int(index) for index in order.split()])
        yield line, wrong_base or fails
