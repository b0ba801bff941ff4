"""JPEG files without what is no picture: where a photo was taken, with what and by whom, a small
copy of what it showed before it was cut, whatever was put behind its end.
"""

from __future__ import annotations

from collections.abc import Iterator

_START, _END, _SCAN = b"\xff\xd8", 0xD9, 0xDA
#: Segments that say how the colours are to be read: JFIF's and Adobe's.
_KEPT = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}
_APPLICATIONS, _COMMENT = range(0xE0, 0xF0), 0xFE
#: Within a scan these belong to it: a byte FF that is data, and marks to restart at.
_WITHIN = {0x00, 0xFF, *range(0xD0, 0xD8)}


def picture_alone(data: bytes) -> bytes:
    """The file with only what its picture needs. Raises `ValueError` for what is no whole JPEG
    file."""
    if data[:2] != _START:
        raise ValueError("the file does not begin as a JPEG file does")
    return _START + b"".join(_parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    place = 2
    while place + 1 < len(data):
        if data[place] != 0xFF:
            raise ValueError("there are bytes between the parts of the file")
        kind = data[place + 1]
        if kind == 0xFF:  # a filler before a mark
            place += 1
            continue
        if kind == _END:
            yield data[place : place + 2]
            return
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        end = place + 2 + size
        if size < 2 or end > len(data):
            break
        if kind == _SCAN:
            end = _end_of_scan(data, end)
        segment = data[place:end]
        if kind != _COMMENT and (
            kind not in _APPLICATIONS or segment[4:].startswith(_KEPT.get(kind, b"\0\0\0\0\0"))
        ):
            yield segment
        place = end
    raise ValueError("the file breaks off")


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next mark stands that is not within a scan."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise ValueError("the file breaks off")
        if data[place + 1] not in _WITHIN:
            return place
        place += 1 if data[place + 1] == 0xFF else 2
