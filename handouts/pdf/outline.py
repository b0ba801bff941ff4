"""Bookmarks: the outline of the document (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.pdf.errors import TaggingError
from handouts.pdf.objects import Sink, dictionary, number, reference, text_string
from handouts.pdf.tags import StructElement


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry: its words, its depth from 0, the element it leads to, and where that stands (page
    from 0, height in points). Without a page, the page of the element's first mark counts."""

    title: str
    level: int
    element: StructElement
    page: int | None
    top: float | None


def write_outline(
    bookmarks: Sequence[Bookmark], pages: Sequence[int], places: Mapping[int, int], sink: Sink
) -> int:
    """Writes the outline and returns its number. `places` are the elements' object numbers by
    `id(element)`."""
    root = sink.reserve()
    items = [sink.reserve() for _ in bookmarks]
    parents = _parents(bookmarks)
    for index, bookmark in enumerate(bookmarks):
        parent = parents[index]
        siblings = [other for other, above in enumerate(parents) if above == parent]
        place = siblings.index(index)
        entries = {
            "Title": text_string(bookmark.title),
            "Parent": reference(root if parent is None else items[parent]),
            "Dest": _destination(bookmark, pages),
            "SE": reference(places[id(bookmark.element)]),
        }
        if place > 0:
            entries["Prev"] = reference(items[siblings[place - 1]])
        if place + 1 < len(siblings):
            entries["Next"] = reference(items[siblings[place + 1]])
        sink.put(items[index], dictionary({**entries, **_family(index, parents, items)}))
    sink.put(root, dictionary({"Type": "/Outlines", **_family(None, parents, items)}))
    return root


def _parents(bookmarks: Sequence[Bookmark]) -> list[int | None]:
    """Index of each bookmark's parent."""
    parents: list[int | None] = []
    above: list[int] = []  # the last bookmark of each level so far
    for index, bookmark in enumerate(bookmarks):
        if bookmark.level > len(above):
            raise TaggingError(f"bookmark {bookmark.title!r} skips a level")
        del above[bookmark.level :]
        parents.append(above[-1] if above else None)
        above.append(index)
    return parents


def _family(
    index: int | None, parents: Sequence[int | None], items: Sequence[int]
) -> dict[str, str]:
    """First, Last and Count of an entry; all entries below it are open."""
    children = [other for other, above in enumerate(parents) if above == index]
    if not children:
        return {}
    below = set(children)
    for other, above in enumerate(parents):
        if above in below:
            below.add(other)
    return {
        "First": reference(items[children[0]]),
        "Last": reference(items[children[-1]]),
        "Count": str(len(below)),
    }


def _destination(bookmark: Bookmark, pages: Sequence[int]) -> str:
    if bookmark.page is not None and bookmark.top is not None:
        return f"[{reference(pages[bookmark.page])} /XYZ null {number(bookmark.top)} null]"
    for element in bookmark.element.walk():
        if element.marks:
            return f"[{reference(pages[element.marks[0].page])} /Fit]"
    raise TaggingError(f"bookmark {bookmark.title!r} leads to {bookmark.element.path}, never drawn")
