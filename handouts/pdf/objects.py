"""PDF syntax, ISO 32000-1 clause 7.3: Python values to the bytes of PDF objects.

Every function returns text that is ASCII only, so that it can be joined freely and encoded once.
`Sink` is how the modules that make objects (fonts, structure, metadata) hand them to a file without
knowing which program writes it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Protocol

_IRREGULAR = re.compile(r"[^!-~]|[%()<>\[\]{}/#]")
_PLAIN_TEXT = re.compile(r"[ -~]*")
_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class Sink(Protocol):
    """Takes finished objects and gives them numbers."""

    def reserve(self, count: int = 1) -> int:
        """A number for an object that is put later, so that others can refer to it; of several in
        a row, the first."""

    def put(self, number: int, *bodies: str) -> None:
        """The objects of reserved numbers, from this one on."""

    def add(self, body: str) -> int:
        """An object and its new number."""

    def add_stream(
        self,
        entries: Mapping[str, str],
        data: bytes,
        *,
        deflate: bool = True,
        keep: bool = False,
    ) -> int:
        """A stream with further dictionary entries, and its new number. `keep` tells that other
        documents will hold the same data, so that deflating it is worth remembering."""


@functools.lru_cache(maxsize=1024)
def name(text: str) -> str:
    """A name object (7.3.5)."""
    if _IRREGULAR.search(text) is None:
        return f"/{text}"
    return "/" + "".join(
        f"#{byte:02X}" if _IRREGULAR.match(chr(byte)) else chr(byte) for byte in text.encode()
    )


def text_string(text: str) -> str:
    """A text string (7.9.2.2): a literal for ASCII, else UTF-16BE with its byte order mark."""
    if _PLAIN_TEXT.fullmatch(text):
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def byte_string(data: bytes) -> str:
    """A byte string in hexadecimal (7.3.4.3)."""
    return f"<{data.hex().upper()}>"


@functools.lru_cache(maxsize=4096)  # edges, sizes and colours come again and again
def number(value: float, decimals: int = 3) -> str:
    """A number (7.3.3) without exponent and without needless zeros."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float], decimals: int = 3) -> str:
    """Numbers separated by spaces."""
    return " ".join([number(value, decimals) for value in values])


def reference(object_number: int) -> str:
    """An indirect reference (7.3.10)."""
    return f"{object_number} 0 R"


def array(items: Iterable[str]) -> str:
    """An array (7.3.6) of items that are written already."""
    return f"[{' '.join(items)}]"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary (7.3.7) of values that are written already, in the order given."""
    return f"<<{' '.join([f'{name(key)} {value}' for key, value in entries.items()])}>>"


@functools.lru_cache(maxsize=256)
def rgb(color: str) -> str:
    """The three components of `#RRGGBB`, each from 0 to 1.

    Raises `ValueError` for anything else.
    """
    if len(color) != 7 or color[0] != "#":
        raise ValueError(f"colour {color!r} is not of the form #RRGGBB")
    return numbers(int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
