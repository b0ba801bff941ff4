"""The Unicode Bidirectional Algorithm (UAX #9), complete: embeddings, isolates, bracket pairs.

Levels are `bytes`, one per character: even reads left to right, odd right to left. Bidi classes are
written as *kinds*, one letter per character, so that a rule of the standard is one regular
expression. Hebrew letters being R, "abc 123" in a right-to-left paragraph goes like this::

    text      a  b  c     1  2  3
    kinds     L  L  L  _  E  E  E
    W7        L  L  L  _  L  L  L       the number follows a Latin letter
    N1        L  L  L  L  L  L  L       so does the space between them
    I2        2  2  2  2  2  2  2       even level inside the paragraph's level 1

Mirroring (L4) is HarfBuzz's work: shaping a right-to-left run replaces "(" by the glyph of ")".
Bidi classes are those of `model.unicode`. Text with nothing that reads right to left is level 0
throughout; `reads_left_to_right` tells it without looking at single characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handouts.model import unicode
from handouts.text.bidi_explicit import MAX_DEPTH, explicit_levels, first_strong, isolate_ends

#: Bidi class → kind. Controls are digits, in the order of the standard's table 4.
KINDS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "+", "ET": "%", "CS": ",",
    "NSM": "m", "BN": "0", "B": "\n", "S": "\t", "WS": "_", "ON": "o",
    "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4", "PDF": "5",
    "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip

#: White space, isolates and removed characters: at a line's end they go to its end side (L1).
TRAILING = frozenset(
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009"
    "\u200a\u2028\u2029\u205f\u3000\u2066\u2067\u2068\u2069"
    "\u00ad\u200b\u2060\u202a\u202b\u202c\u202d\u202e\ufeff"
)

_MAX_BRACKETS = 63  # BD16
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NEEDS_BIDI = re.compile(f"{_RIGHT_TO_LEFT.pattern[:-1]}\u202a-\u202e\u2066-\u2069]")
_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
#: What can get a level other than 1 in a right-to-left paragraph.
_NOT_RIGHT = re.compile(r"[LEN0-9]")
_CONTROL = re.compile(r"[0-9]")
_REMOVED = re.compile(r"[0-5]")
_SEPARATED = re.compile(r"[_0-9]*[\n\t]")
_MARKS = re.compile(r"([^m])(m+)")
_AFTER_ARABIC = re.compile(r"A[^LRAE]*E[^LRA]*")
_AFTER_LATIN = re.compile(r"L[^LRE]*E[^LR]*")
_BETWEEN_EUROPEAN = re.compile(r"(?<=E)[+,](?=E)")
_BETWEEN_ARABIC = re.compile(r"(?<=N),(?=N)")
_TERMINATORS = re.compile(r"%+(?=E)|(?<=E)%+")
_LEFT_OVER = str.maketrans("+,%", "ooo")
_NEUTRALS = re.compile(r"(?<=([LREN]))([\n\t_o6-9]+)(?=([LREN]))")
#: What a kind adds to an even and to an odd level (I1, I2).
_IMPLICIT = {
    level: bytes.maketrans(
        b"LREN", bytes(level + step for step in ((1, 0, 1, 1) if level % 2 else (0, 1, 2, 2)))
    )
    for level in range(MAX_DEPTH + 1)
}

#: For neutrals and brackets, numbers count as right-to-left (N0, N1).
_SIDE = {"L": "L", "R": "R", "E": "R", "N": "R"}
#: The two pairs of angle brackets that are canonically equivalent.
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSING_OF = {
    opening: _CANONICAL.get(closing, closing)
    for opening, closing in unicode.bracket_pairs().items()
}
_CLOSERS = frozenset(_CLOSING_OF.values())
_BRACKETS = _CLOSERS.union(_CLOSING_OF, _CANONICAL)


class _KindTable(dict[int, str]):
    """For `str.translate`: looks each character's kind up once."""

    def __missing__(self, codepoint: int) -> str:
        kind = self[codepoint] = KINDS[unicode.bidi_class(codepoint)]
        return kind


_TABLE = _KindTable()


def reads_left_to_right(text: str) -> bool:
    """Whether a left-to-right paragraph of this text needs no reordering at all."""
    return text.isascii() or _RIGHT_TO_LEFT.search(text) is None


def paragraph_level(text: str) -> int:
    """0 or 1 by the first strong character (P2, P3)."""
    kinds = text.translate(_TABLE)
    return first_strong(kinds, 0, len(kinds), isolate_ends(kinds))


def levels(text: str, base: int | None = None) -> bytes:
    """The resolved level of every character (P1 to I2, and L1 except for line ends).

    `base` is the paragraph's level, 0 or 1; None finds it for each paragraph of the text.
    Characters that rule X9 removes get the level of the one before them, so that they never cut
    a run.
    """
    if not base and not _NEEDS_BIDI.search(text):
        return bytes(len(text))
    kinds = text.translate(_TABLE)
    return b"".join(
        _paragraph(text[match.start() : match.end()], match[0], base)
        for match in _PARAGRAPH.finditer(kinds)
    )


def ink_end(text: str, start: int, end: int) -> int:
    """Where the white space and isolate marks at the end of a line begin. From there on the line's
    characters have the paragraph's level (L1)."""
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    return end


def visual_order(line: Sequence[int]) -> list[int]:
    """Indices from left to right: every stretch at or above a level is reversed (L2)."""
    order = list(range(len(line)))
    highest = max(line, default=0)
    lowest_odd = min((level for level in line if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def _paragraph(text: str, kinds: str, base: int | None) -> bytes:
    """Levels of one paragraph, its separator included."""
    if base == 1 and not _NOT_RIGHT.search(kinds):
        return b"\1" * len(kinds)
    ends = isolate_ends(kinds)
    if base is None:
        base = first_strong(kinds, 0, len(kinds), ends)
    found, resolved = explicit_levels(kinds, base, ends)
    bracketed = not _BRACKETS.isdisjoint(text)
    for sequence in list(_sequences(kinds, found, base, ends)):
        part = "".join([resolved[index] for index in sequence.indices])
        part = _weak(part, sequence.before)
        if bracketed:
            part = _brackets(part, [text[index] for index in sequence.indices], kinds, sequence)
        part = _neutral(part, sequence)
        implicit = part.encode("ascii").translate(_IMPLICIT[sequence.level])
        for index, level in zip(sequence.indices, implicit, strict=True):
            found[index] = level
    return _finish(kinds, found, base)


@dataclass(frozen=True, slots=True)
class _Sequence:
    """An isolating run sequence (BD13) with its level and the kinds around it (X10)."""

    indices: Sequence[int]
    level: int
    before: str
    after: str


def _sequences(
    kinds: str, found: bytearray, base: int, ends: dict[int, int]
) -> Iterator[_Sequence]:
    if not _CONTROL.search(kinds):
        side = "LR"[base]
        yield _Sequence(range(len(kinds)), base, side, side)
        return
    kept = [index for index, kind in enumerate(kinds) if kind not in "012345"]
    runs: list[list[int]] = []
    for index in kept:
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    neighbours = dict(pairwise(kept))
    forerunners = {after: index for index, after in neighbours.items()}
    by_start = {run[0]: run for run in runs}
    closers = set(ends.values())
    for run in runs:
        if kinds[run[0]] == "9" and run[0] in closers:
            continue  # goes on a sequence that an initiator has started
        indices = list(run)
        while (closer := ends.get(indices[-1])) in by_start:
            indices += by_start[closer]
        level = found[indices[0]]
        first, last = forerunners.get(indices[0]), neighbours.get(indices[-1])
        before = max(level, base if first is None else found[first])
        after = max(level, base if last is None or indices[-1] in ends else found[last])
        yield _Sequence(indices, level, "LR"[before % 2], "LR"[after % 2])


def _weak(part: str, before: str) -> str:
    """Rules W1 to W7 on one sequence."""
    if "m" in part:
        part = _MARKS.sub(_repeat_kind, before + part)[1:]  # W1
    if "A" in part:
        part = _AFTER_ARABIC.sub(lambda match: match[0].replace("E", "N"), part)  # W2
        part = part.replace("A", "R")  # W3
    if "E" in part or "N" in part:
        part = _BETWEEN_EUROPEAN.sub("E", part)  # W4
        part = _BETWEEN_ARABIC.sub("N", part)
        part = _TERMINATORS.sub(lambda match: "E" * len(match[0]), part)  # W5
    part = part.translate(_LEFT_OVER)  # W6
    if "E" in part:
        sided = _AFTER_LATIN.sub(lambda match: match[0].replace("E", "L"), before + part)  # W7
        part = sided[1:]
    return part


def _repeat_kind(match: re.Match[str]) -> str:
    kind = "o" if match[1] in "6789" else match[1]
    return match[1] + kind * len(match[2])


def _brackets(part: str, text: list[str], kinds: str, sequence: _Sequence) -> str:
    """Rule N0: a bracket pair takes the direction of what stands in and before it."""
    pairs = _bracket_pairs(part, text)
    if not pairs:
        return part
    own = "LR"[sequence.level % 2]
    other = "RL"[sequence.level % 2]
    result = list(part)
    for opening, closing in pairs:
        inside = {_SIDE.get(kind) for kind in result[opening + 1 : closing]}
        if own in inside:
            side = own
        elif other in inside:
            context = (_SIDE[kind] for kind in reversed(result[:opening]) if kind in _SIDE)
            side = other if next(context, sequence.before) == other else own
        else:
            continue
        for place in (opening, closing):
            result[place] = side
            for mark in range(place + 1, len(result)):
                if kinds[sequence.indices[mark]] != "m":
                    break
                result[mark] = side
    return "".join(result)


def _bracket_pairs(part: str, text: list[str]) -> list[tuple[int, int]]:
    """Pairs in the order of their opening brackets (BD16)."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if part[index] != "o":
            continue
        if character in _CLOSING_OF:
            if len(stack) == _MAX_BRACKETS:
                return []
            stack.append((_CLOSING_OF[character], index))
        elif (closing := _CANONICAL.get(character, character)) in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == closing:
                    pairs.append((stack[depth][1], index))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _neutral(part: str, sequence: _Sequence) -> str:
    """Rules N1 and N2: neutrals go with equal neighbours, else with the embedding."""
    own = "LR"[sequence.level % 2]

    def side(match: re.Match[str]) -> str:
        left, right = _SIDE[match[1]], _SIDE[match[3]]
        return (left if left == right else own) * len(match[2])

    return _NEUTRALS.sub(side, sequence.before + part + sequence.after)[1:-1]


def _finish(kinds: str, found: bytearray, base: int) -> bytes:
    """Separators and the white space before them get the base level (L1); removed characters
    (X9) the level of the one before."""
    if _REMOVED.search(kinds):
        for match in _REMOVED.finditer(kinds):
            index = match.start()
            found[index] = found[index - 1] if index else base
    for match in _SEPARATED.finditer(kinds):
        found[match.start() : match.end()] = bytes([base]) * len(match[0])
    return bytes(found)
