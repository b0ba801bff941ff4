"""A finished sheet of paper, read back: which sheet it is, in which edition."""

from __future__ import annotations

from handouts.editions import FileFacts
from handouts.editions.paper.style import PAPERS
from handouts.pdf_reading.facts import facts

#: The floor of large print, points.
_LARGE = 18.0


def sheet_facts(pdf: bytes) -> FileFacts:
    """What a sheet says of itself. Raises `UnreadableError`."""
    found = facts(pdf)
    near = (
        name
        for name, (width, height) in PAPERS.items()
        if abs(found.width - width) + abs(found.height - height) < 1
    )
    return FileFacts(
        title=found.title,
        language=found.language,
        pages=found.pages,
        version=found.identifier.partition(f"-{found.language}-")[2],
        paper=next(near, ""),
        edition="large" if found.smallest_type >= _LARGE else "standard",
    )
