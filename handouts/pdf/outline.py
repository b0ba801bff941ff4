"""Bookmarks: the outline of the document (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.pdf.objects import Sink, dictionary, number, reference, text_string
from handouts.pdf.tags import StructElement


class Bookmark(NamedTuple):
    """An entry: its words, the element it leads to, and where that stands (page from 0, height in
    points). A place keeps the reader's zoom, where a whole page would change it."""

    title: str
    element: StructElement
    page: int
    top: float


def write_outline(
    bookmarks: Sequence[Bookmark],
    pages: Sequence[int],
    places: Mapping[StructElement, int],
    sink: Sink,
) -> int:
    """Writes the outline and returns its number. `pages` are the pages' object numbers, `places`
    the elements'."""
    root = sink.reserve()
    items = [sink.reserve() for _ in bookmarks]
    for index, bookmark in enumerate(bookmarks):
        entries = {
            "Title": text_string(bookmark.title),
            "Parent": reference(root),
            "Dest": f"[{reference(pages[bookmark.page])} /XYZ null {number(bookmark.top)} null]",
            "SE": reference(places[bookmark.element]),
        }
        if index:
            entries["Prev"] = reference(items[index - 1])
        if index + 1 < len(items):
            entries["Next"] = reference(items[index + 1])
        sink.put(items[index], dictionary(entries))
    entries = {
        "Type": "/Outlines",
        "First": reference(items[0]),
        "Last": reference(items[-1]),
        "Count": str(len(items)),
    }
    sink.put(root, dictionary(entries))
    return root
