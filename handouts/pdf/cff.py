"""A CFF program as every validator can read it.

A CID-keyed CFF font says for each glyph which of its private dictionaries counts (FDSelect, Adobe
Technical Note 5176, clause 19). HarfBuzz writes that as ranges; some PDF validators read only the
plain list, and then take widths from the wrong dictionary. The list costs one byte for each glyph.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_FD_SELECT = 12 << 8 | 37


def with_plain_fd_select(program: bytes) -> bytes:
    """The program with its FDSelect as a list, at the end. Unchanged where it is one already."""
    operators = dict(_top_dict(program))
    if _FD_SELECT not in operators:
        return program
    place, offset = operators[_FD_SELECT]
    is_long_integer = program[place] == 29
    if program[offset] != 3 or not is_long_integer:
        return program
    plain = bytes([0, *_selected(program, offset)])
    patched = bytearray(program)
    patched[place + 1 : place + 5] = len(program).to_bytes(4, "big")
    return bytes(patched) + plain


def _selected(program: bytes, offset: int) -> Iterator[int]:
    """The private dictionary of each glyph, from ranges."""
    (count,) = struct.unpack_from(">H", program, offset + 1)
    for index in range(count):
        first, selected, following = struct.unpack_from(">HBH", program, offset + 3 + 3 * index)
        yield from [selected] * (following - first)


def _top_dict(program: bytes) -> Iterator[tuple[int, tuple[int, int]]]:
    """Operators of the Top DICT, with the place and the value of their last operand."""
    names_end = _index_end(program, program[2])
    count, size = struct.unpack_from(">HB", program, names_end)
    data = names_end + 3 + (count + 1) * size - 1
    start = data + int.from_bytes(program[names_end + 3 : names_end + 3 + size], "big")
    end = data + int.from_bytes(program[names_end + 3 + size : names_end + 3 + 2 * size], "big")
    operand = (start, 0)
    while start < end:
        first = program[start]
        if first <= 21:
            wide = first == 12
            yield (12 << 8 | program[start + 1]) if wide else first, operand
            start += 2 if wide else 1
        else:
            length, value = _operand(program, start)
            operand = (start, value)
            start += length


def _index_end(program: bytes, start: int) -> int:
    (count,) = struct.unpack_from(">H", program, start)
    if count == 0:
        return start + 2
    size = program[start + 2]
    last = start + 3 + count * size
    return last + size - 1 + int.from_bytes(program[last : last + size], "big")


def _operand(program: bytes, start: int) -> tuple[int, int]:
    """Length and value of an operand (clause 4); the value of a real number is of no use here."""
    first = program[start]
    if first == 28:
        return 3, int.from_bytes(program[start + 1 : start + 3], "big", signed=True)
    if first == 29:
        return 5, int.from_bytes(program[start + 1 : start + 5], "big", signed=True)
    if first == 30:
        end = start + 1
        while program[end] & 0x0F != 0x0F:
            end += 1
        return end + 1 - start, 0
    if first < 247:
        return 1, first - 139
    if first < 251:
        return 2, (first - 247) * 256 + program[start + 1] + 108
    return 2, -(first - 251) * 256 - program[start + 1] - 108
