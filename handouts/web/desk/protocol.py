"""What server, keeper and writer say to each other: see `filling`."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handouts.press.manifest import Entry

#: Before an answer: how long its description is, and the PDF.
_HEADER = struct.Struct("!II")


class Trouble(StrEnum):
    """Why there is no print job."""

    UPDATING = "updating"  # its words are not those of the sheets in the folder
    TOO_LONG = "too long"  # what was typed makes a sheet too long
    NO_GLYPH = "no glyph"  # what was typed has a character that no font has
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sheet of a print job. `inputs` is the digest of what its file in the folder was made
    from: a sheet that would be made from anything else is not made."""

    language: str
    guide: str
    handout: str
    edition: str
    paper: str
    inputs: str

    @classmethod
    def of(cls, entry: Entry) -> Wanted:
        """The sheet that an entry of the manifest describes."""
        names = entry.language, entry.guide, entry.handout, entry.edition, entry.paper
        return cls(*names, entry.inputs)


@dataclass(frozen=True, slots=True)
class Answer:
    """A PDF, or why there is none, the number of the sheet that is at fault, and the keys of the
    lines on it that are."""

    pdf: bytes = b""
    trouble: Trouble | None = None
    sheet: int | None = None
    keys: tuple[str, ...] = ()


def send_job(stream: socket.socket, typed: Mapping[str, str], copies: int) -> None:
    """Sends what was typed, by key, and ends the sending."""
    stream.sendall(json.dumps({"typed": dict(typed), "copies": copies}).encode())
    stream.shutdown(socket.SHUT_WR)


def receive_job(stream: socket.socket) -> tuple[dict[str, str], int]:
    """What was typed, and the number of copies."""
    parts = []
    while part := stream.recv(1 << 16):
        parts.append(part)
    job = json.loads(b"".join(parts))
    return job["typed"], job["copies"]


def send_answer(stream: socket.socket, answer: Answer) -> None:
    """Sends an answer."""
    description = {"trouble": answer.trouble, "sheet": answer.sheet, "keys": answer.keys}
    words = json.dumps(description).encode()
    stream.sendall(_HEADER.pack(len(words), len(answer.pdf)) + words)
    stream.sendall(answer.pdf)


def receive_answer(stream: socket.socket) -> Answer:
    """An answer. Raises `EOFError` when the writer died before it was whole."""
    words, pdf = _HEADER.unpack(_exactly(stream, _HEADER.size))
    description = json.loads(_exactly(stream, words))
    trouble = description["trouble"]
    return Answer(
        _exactly(stream, pdf),
        Trouble(trouble) if trouble else None,
        description["sheet"],
        tuple(description["keys"]),
    )


def _exactly(stream: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = stream.recv(min(length - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
