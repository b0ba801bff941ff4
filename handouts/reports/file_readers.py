"""How the files of editions are compared, by media type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from handouts.pdf_reading import reader
from handouts.reports.pictures import Difference, differences


@dataclass(frozen=True, slots=True)
class FileReader:
    """Functions for files of one media type. `lines` gives what a reader gets, one element a line;
    `differences` the pages of two files that look different, none where a file has no pages. Both
    raise `UnreadableError` for what is no such file."""

    lines: Callable[[bytes], list[str]]
    differences: Callable[[bytes, bytes], Sequence[Difference]]


def _lines_of_pdf(data: bytes) -> list[str]:
    """`H2: Do`, `Figure: A person rests in a chair.`"""
    reading = reader.read(data)
    body = _spoken(reading.tree) if reading.tree else []
    return [*body, *(f"{each.subtype}: {each.text}" for each in reading.artifacts if each.text)]


def _spoken(node: reader.Node) -> Iterator[str]:
    replaced = node.alt is not None or node.actual_text is not None
    if replaced or any(isinstance(kid, reader.PaintedText) for kid in node.kids):
        yield f"{node.role}: {node.text}"
    else:
        for kid in node.kids:
            if isinstance(kid, reader.Node):
                yield from _spoken(kid)


READERS = {"application/pdf": FileReader(_lines_of_pdf, differences)}
