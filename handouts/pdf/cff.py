"""A CFF program in the forms that every PDF validator reads.

Two parts of a CID-keyed CFF font can be written in more than one way (Adobe Technical Notes 5176
and 5177), and validators have been seen to read only one of them, and then to take widths from the
wrong place:

- FDSelect says for each glyph which private dictionary counts: as ranges, or as a plain list.
- A charstring that begins with a width may move to its first point by `hmoveto` or `vmoveto`, or by
  `rmoveto` with one operand more.

The second way of each is written here. It costs about one byte for each glyph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

_CHAR_STRINGS = 17
_FD_SELECT = 12 << 8 | 37
_VMOVETO = 4
_RMOVETO = 21
_HMOVETO = 22
_ZERO = b"\x8b"
_INTEGER = 29


def readable_by_all(program: bytes) -> bytes:
    """The program in the plainer forms. A program that is not laid out as HarfBuzz does it (long
    offsets, CharStrings last) stays as it is."""
    operators = dict(_top_dict(program))
    if _FD_SELECT not in operators or _CHAR_STRINGS not in operators:
        return program
    place, selection = operators[_FD_SELECT]
    _, start = operators[_CHAR_STRINGS]
    items = list(_index(program, start))
    if program[place] != _INTEGER or items[-1][1] != len(program) or start < selection:
        return program
    charstrings = _new_index([_plain_start(program[first:end]) for first, end in items])
    patched = bytearray(program[:start] + charstrings)
    if program[selection] == 3:
        patched[place + 1 : place + 5] = len(patched).to_bytes(4, "big")
        patched += bytes([0, *_selected(program, selection)])
    return bytes(patched)


def _plain_start(charstring: bytes) -> bytes:
    """The charstring with `rmoveto` where a width and a move along one axis begin it."""
    first = _number_length(charstring, 0)
    second = first + _number_length(charstring, first)
    if not first or second == first or charstring[second] not in (_HMOVETO, _VMOVETO):
        return charstring
    width, move = charstring[:first], charstring[first:second]
    moved = move + _ZERO if charstring[second] == _HMOVETO else _ZERO + move
    return width + moved + bytes([_RMOVETO]) + charstring[second + 1 :]


def _number_length(charstring: bytes, start: int) -> int:
    """Bytes of the number that stands there, 0 for an operator (Technical Note 5177, 3.2)."""
    first = charstring[start]
    if first == 28:
        return 3
    if first < 32:
        return 0
    if first < 247:
        return 1
    return 5 if first == 255 else 2


def _selected(program: bytes, offset: int) -> Iterator[int]:
    """The private dictionary of each glyph, from ranges."""
    count = _card(program, offset + 1, 2)
    for place in range(offset + 3, offset + 3 + 3 * count, 3):
        glyphs = _card(program, place + 3, 2) - _card(program, place, 2)
        yield from [program[place + 2]] * glyphs


def _card(program: bytes, start: int, size: int) -> int:
    return int.from_bytes(program[start : start + size], "big")


def _index(program: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Where the items of an INDEX begin and end (Technical Note 5176, clause 5)."""
    count, size = _card(program, start, 2), program[start + 2]
    base = start + 2 + (count + 1) * size
    places = range(start + 3, start + 4 + count * size, size)
    yield from pairwise(base + _card(program, place, size) for place in places)


def _new_index(items: list[bytes]) -> bytes:
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    size = (offsets[-1].bit_length() + 7) // 8
    head = len(items).to_bytes(2, "big") + bytes([size])
    return head + b"".join(offset.to_bytes(size, "big") for offset in offsets) + b"".join(items)


def _top_dict(program: bytes) -> Iterator[tuple[int, tuple[int, int]]]:
    """Operators of the Top DICT, with the place and the value of their last operand."""
    *_, (_, names_end) = _index(program, program[2])
    start, end = next(_index(program, names_end))
    operand = (start, 0)
    while start < end:
        first = program[start]
        if first <= 21:
            wide = first == 12
            yield (12 << 8 | program[start + 1]) if wide else first, operand
            start += 2 if wide else 1
        else:
            operand = (start, _card(program, start + 1, 4) if first == _INTEGER else 0)
            start += _operand_length(program, start)


def _operand_length(program: bytes, start: int) -> int:
    """Bytes of a DICT operand (Technical Note 5176, clause 4)."""
    first = program[start]
    if first in (28, _INTEGER):
        return 3 if first == 28 else 5
    if first == 30:
        end = start + 1
        while program[end] & 0x0F != 0x0F:
            end += 1
        return end + 1 - start
    return 1 if first < 247 else 2
