"""Bookmarks: the outline of the document (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.pdf.objects import Sink, dictionary, number, reference, text_string
from handouts.pdf.tags import StructElement


class Bookmark(NamedTuple):
    """An entry: its words, the element it leads to, and where that stands (page from 0, height in
    points). A place keeps the reader's zoom, where a whole page would change it. `level` is 0, or
    1 below the last entry of level 0."""

    title: str
    element: StructElement
    page: int
    top: float
    level: int = 0


def write_outline(
    bookmarks: Sequence[Bookmark],
    pages: Sequence[int],
    places: Mapping[StructElement, int],
    sink: Sink,
) -> int:
    """Writes the outline and returns its number. `pages` are the pages' object numbers, `places`
    the elements'. All entries are open."""
    root = sink.reserve()
    items = [sink.reserve() for _ in bookmarks]
    below: dict[int, list[int]] = {root: []}
    parents: list[int] = []
    top = root
    for bookmark, item in zip(bookmarks, items, strict=True):
        parent = top if bookmark.level else root
        top = top if bookmark.level else item
        parents.append(parent)
        below.setdefault(parent, []).append(item)
    for bookmark, item, parent in zip(bookmarks, items, parents, strict=True):
        entries = {
            "Title": text_string(bookmark.title),
            "Parent": reference(parent),
            "Dest": f"[{reference(pages[bookmark.page])} /XYZ null {number(bookmark.top)} null]",
            "SE": reference(places[bookmark.element]),
        }
        beside = below[parent]
        place = beside.index(item)
        if place:
            entries["Prev"] = reference(beside[place - 1])
        if place + 1 < len(beside):
            entries["Next"] = reference(beside[place + 1])
        if item in below:
            entries |= _ends(below[item], len(below[item]))
        sink.put(item, dictionary(entries))
    sink.put(root, dictionary({"Type": "/Outlines", **_ends(below[root], len(items))}))
    return root


def _ends(items: Sequence[int], count: int) -> dict[str, str]:
    """The first and the last of the entries below another, and how many are seen there."""
    return {"First": reference(items[0]), "Last": reference(items[-1]), "Count": str(count)}
