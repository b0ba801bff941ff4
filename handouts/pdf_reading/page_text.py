"""The text of a page by marked-content identifier, read from its content stream.

Just enough of ISO 32000-1, 9.4 and 14.6: text-showing operators, ToUnicode maps, marked-content
sequences, and form XObjects. Where glyphs stand does not matter here: a tagged PDF is read in the
order of its structure, and within a sequence in the order of its stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from handouts.pdf.codes import CONTINUES
from handouts.pdf.errors import UnreadableError
from handouts.pdf_reading.limits import DEEPEST_FORM, Budget

_UNKNOWN = "\ufffd"
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")


@dataclass(slots=True)
class PageText:
    """Text of a page: by MCID, and of its artifacts with their type and subtype, in stream order.
    `stray` is text in no marked-content sequence at all."""

    marked: dict[int, str] = field(default_factory=dict)
    artifacts: list[tuple[str, str, str]] = field(default_factory=list)
    stray: str = ""


@dataclass(slots=True)
class _Sequence:
    """An open marked-content sequence; text is collected in the innermost that has a meaning."""

    mcid: int | None = None
    artifact: tuple[str, str] | None = None
    actual_text: str | None = None
    text: list[str] = field(default_factory=list)


def page_text(page: pikepdf.Page, budget: Budget) -> PageText:
    """Reads one page. Raises `UnreadableError` when there is more than `budget` allows, and
    whatever exception a value of the wrong type leads to."""
    reader = _Reader(budget)
    reader.run(page, page.get("/Resources", pikepdf.Dictionary()))
    return reader.result


class _Reader:
    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._forms: list[tuple[int, int]] = []
        self.result = PageText()
        self._open: list[_Sequence] = []
        self._decode: _Decoder = _Decoder(None, budget)
        self._decoders: dict[tuple[int, int], _Decoder] = {}

    def run(self, stream: Any, resources: Any) -> None:
        """Interprets a content stream."""
        instructions = pikepdf.parse_content_stream(stream)
        self._budget.spend("instructions on its pages", len(instructions))
        for instruction in instructions:
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BDC":
                    self._open.append(_sequence(operands[0], operands[1], resources))
                case "BMC":
                    self._open.append(_sequence(operands[0], None, resources))
                case "EMC" if self._open:
                    self._close(self._open.pop())
                case "BT":
                    self._set_apart()
                case "Tf":
                    self._select(resources, operands[0])
                case "Tj" | "'":
                    self._show(operands[0])
                case '"':
                    self._show(operands[2])
                case "TJ":
                    for item in operands[0]:
                        if isinstance(item, pikepdf.String):
                            self._show(item)
                case "Do":
                    self._draw(resources, operands[0])

    def _set_apart(self) -> None:
        """Pieces of an artifact stand in different places; nothing else tells them apart."""
        if self._open and self._open[-1].artifact and self._open[-1].text:
            self._open[-1].text.append(" ")

    def _draw(self, resources: Any, name: Any) -> None:
        form = resources.get("/XObject", {}).get(name)
        if form is None or form.get("/Subtype") != "/Form":
            return
        self._budget.spend("drawings inside of drawings")
        if form.objgen in self._forms:
            raise UnreadableError("a drawing on a page holds itself")
        if len(self._forms) > DEEPEST_FORM:
            raise UnreadableError("drawings are nested deeper than any page needs")
        self._forms.append(form.objgen)
        self.run(form, form.get("/Resources", resources))
        self._forms.pop()

    def _select(self, resources: Any, name: Any) -> None:
        font = resources.get("/Font", {}).get(name)
        key = font.objgen if font is not None else (0, 0)
        if key == (0, 0) or key not in self._decoders:
            self._decoders[key] = _Decoder(font, self._budget)
        self._decode = self._decoders[key]

    def _show(self, codes: Any) -> None:
        text = self._decode.text(bytes(codes))
        self._budget.spend("characters", len(text))
        if self._open:
            self._open[-1].text.append(text)
        else:
            self.result.stray += text

    def _close(self, sequence: _Sequence) -> None:
        text = "".join(sequence.text) if sequence.actual_text is None else sequence.actual_text
        if sequence.artifact is not None:
            if text:
                self.result.artifacts.append((*sequence.artifact, text))
        elif sequence.mcid is not None:
            self.result.marked[sequence.mcid] = self.result.marked.get(sequence.mcid, "") + text
        elif self._open:
            self._open[-1].text.append(text)
        else:
            self.result.stray += text


def _sequence(tag: Any, properties: Any, resources: Any) -> _Sequence:
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", {}).get(properties)
    if not isinstance(properties, pikepdf.Dictionary):
        properties = pikepdf.Dictionary()
    sequence = _Sequence()
    if "/MCID" in properties:
        sequence.mcid = int(properties["/MCID"])
    if tag == "/Artifact":
        kind, subtype = (str(properties.get(key, "")).lstrip("/") for key in ("/Type", "/Subtype"))
        sequence.artifact = (kind, subtype)
    if "/ActualText" in properties:
        sequence.actual_text = str(properties["/ActualText"])
    return sequence


class _Decoder:
    """From the codes of one font to text."""

    def __init__(self, font: Any, budget: Budget) -> None:
        self._wide = font is not None and font.get("/Subtype") == "/Type0"
        to_unicode = font.get("/ToUnicode") if font is not None else None
        self._map: dict[int, str] | None = None
        if isinstance(to_unicode, pikepdf.Stream):
            self._map = {}
            for code, text in _parse(to_unicode.read_bytes()):
                budget.spend("codes in the maps of its fonts")
                self._map[code] = text

    def text(self, codes: bytes) -> str:
        """The text of a string. Without a map, a simple font is taken for WinAnsi."""
        if self._map is None:
            return _UNKNOWN * (len(codes) // 2) if self._wide else codes.decode("cp1252", "replace")
        width = 2 if self._wide else 1
        found = (
            self._map.get(int.from_bytes(codes[place : place + width], "big"), _UNKNOWN)
            for place in range(0, len(codes), width)
        )
        return "".join(found).replace(CONTINUES, "")


def _parse(cmap: bytes) -> Iterator[tuple[int, str]]:
    for block in _BLOCK.finditer(cmap):
        tokens = [
            match[2] or bytes.fromhex(match[1].decode()) for match in _TOKEN.finditer(block[2])
        ]
        yield from _characters(tokens) if block[1] == b"bfchar" else _ranges(iter(tokens))


def _characters(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        yield int.from_bytes(code, "big"), text.decode("utf-16-be", "replace")


def _ranges(tokens: Iterator[bytes]) -> Iterator[tuple[int, str]]:
    for token in tokens:
        first, last = int.from_bytes(token, "big"), int.from_bytes(next(tokens, token), "big")
        target = next(tokens, b"")
        if target == b"[":
            for code in range(first, last + 1):
                yield code, next(tokens, b"").decode("utf-16-be", "replace")
            next(tokens, None)
        else:
            for code in range(first, last + 1):
                end = int.from_bytes(target[-2:], "big") + code - first
                yield (
                    code,
                    (target[:-2] + (end & 0xFFFF).to_bytes(2, "big")).decode(
                        "utf-16-be", "replace"
                    ),
                )
