"""The structure tree in the file: StructTreeRoot and ParentTree (ISO 32000-1, 14.7).

`write_structure` checks the tree before it writes a byte of it, and reports every fault at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from handouts.pdf.errors import TaggingError
from handouts.pdf.objects import Sink, array, byte_string, dictionary, reference, text_string
from handouts.pdf.objects import numbers as numbers_of
from handouts.pdf.tags import (
    NO_ATTRIBUTES,
    Area,
    Attributes,
    Box,
    Mark,
    MarkedContent,
    Role,
    StructElement,
)
from handouts.text.identity_cache import IdentityCache

#: The only element that may stay empty without saying anything: a cell without words.
_MAY_BE_EMPTY = Role.TD
#: Roles that only group others: words painted straight into them would be lost to a reader.
_ONLY_GROUPS = (Role.TABLE, Role.THEAD, Role.TBODY, Role.TR, Role.L, Role.LI)


class _Subtree(NamedTuple):
    """A child of the root with all below it, and how it was written the last time: `place` is the
    number of its first element, its parent, and the pages; `marks`, `areas` and `boxes` are those
    of each element. `leaves` are page, identifier and element of each mark."""

    elements: tuple[StructElement, ...]
    place: tuple[int, str, tuple[str, ...]]
    marks: list[list[Mark] | None]
    areas: list[list[Area] | None]
    boxes: list[Box | None]
    bodies: list[str]
    leaves: list[tuple[int, int, str]]


#: A sheet that is made again has nearly the same parts.
_subtrees = IdentityCache[None, _Subtree](128)


def write_structure(
    root: StructElement, content: MarkedContent, pages: Sequence[int], sink: Sink
) -> tuple[int, dict[StructElement, int]]:
    """Writes the tree under `root`, which does not change any more, with what was painted for it.

    `pages` are the page objects' numbers. Returns the number of the StructTreeRoot, and the object
    numbers of the elements, for destinations. Raises `TaggingError` for elements without content,
    and for content of elements that may have none.
    """
    tree, own = sink.reserve(), sink.reserve()
    on_pages = tuple([reference(number) for number in pages])
    numbers: dict[StructElement, int] = {root: own}
    leaves: list[tuple[int, int, str]] = []
    bodies: list[str] = []
    faults: list[str] = []
    first = own + 1
    for top in root.children:
        place = first, reference(own), on_pages
        part = _subtree(root, top, content, place, faults)
        numbers.update(zip(part.elements, count(first), strict=False))
        bodies += part.bodies
        leaves += part.leaves
        first += len(part.elements)
    if content.marks.keys() - numbers.keys() or root in content.marks:
        faults += [
            f"{element.role} is not in the tree of this document, or is its root"
            for element in content.marks
            if element not in numbers or element is root
        ]
    if faults:
        raise TaggingError("; ".join(faults))
    children = [reference(numbers[top]) for top in root.children]
    kids = children[0] if len(children) == 1 else array(children)
    sink.put(sink.reserve(len(bodies)), *bodies)
    sink.put(own, f"<</S /{root.role} /P {reference(tree)} /K {kids}>>")
    links = _write_links(content, numbers, on_pages, sink)
    parent_tree = _parent_tree(leaves, len(pages), links, sink)
    entries = {
        "Type": "/StructTreeRoot",
        "K": reference(own),
        "ParentTree": reference(parent_tree),
        "ParentTreeNextKey": str(len(pages) + len(links)),
    }
    sink.put(tree, dictionary(entries))
    return tree, numbers


def _subtree(
    root: StructElement,
    top: StructElement,
    content: MarkedContent,
    place: tuple[int, str, tuple[str, ...]],
    faults: list[str],
) -> _Subtree:
    """A child of the root and all below it, written; as it was before, if nothing differs."""
    known = _subtrees.get(top, None)
    elements = known.elements if known else tuple(top.walk())
    marks = list(map(content.marks.get, elements))
    areas = list(map(content.areas.get, elements))
    boxes = list(map(content.boxes.get, elements))
    now = place, marks, areas, boxes
    if known and (known.place, known.marks, known.areas, known.boxes) == now:
        return known
    first, parent, on_pages = place
    own = {
        element: f"{number} 0 R" for element, number in zip(elements, count(first), strict=False)
    }
    parents = {top: parent}
    bodies: list[str] = []
    leaves: list[tuple[int, int, str]] = []
    for element, marked, tapped, box in zip(elements, marks, areas, boxes, strict=True):
        body = f"<</S /{element.role} /P {parents[element]}"
        kids: list[str] = []
        if element.children:
            parents.update(dict.fromkeys(element.children, own[element]))
            kids = [
                _mark(kid, marked or (), on_pages) if isinstance(kid, Mark) else own[kid]
                for kid in (_ordered_kids(element, marked) if marked else element.children)
            ]
        elif marked:
            kids = [_mark(mark, marked, on_pages) for mark in marked]
            kids += [
                f"<</Type /OBJR /Obj {reference(number)} /Pg {on_pages[page]}>>"
                for page, _, number in tapped or ()
            ]
        elif element.role is not _MAY_BE_EMPTY:
            faults.append(
                f"{root.path_to(element)} was never drawn, and has no children: draw it inside "
                "`with canvas.tagged(element)`, or leave it out of the tree"
            )
        if kids:
            body += f" /K {kids[0]}" if len(kids) == 1 else f" /K [{' '.join(kids)}]"
        if marked:
            body += f" /Pg {on_pages[marked[0].page]}"
            leaves += [(mark.page, mark.mcid, own[element]) for mark in marked]
            if element.role in _ONLY_GROUPS:
                path = root.path_to(element)
                faults.append(f"{path} only groups: draw into an element inside it")
        if element.lang is not None:
            body += f" /Lang {text_string(element.lang)}"
        if element.alt is not None:
            body += f" /Alt {text_string(element.alt)}"
        if box or element.attributes is not NO_ATTRIBUTES:
            body += _attributes(element.attributes, box)
        bodies.append(body + ">>")
    written = _Subtree(elements, place, marks, areas, boxes, bodies, leaves)
    return written if faults else _subtrees.put(top, None, written)


def _ordered_kids(element: StructElement, marks: Sequence[Mark]) -> Iterator[StructElement | Mark]:
    """Children in the author's order, and among them the element's own marks."""
    marks = sorted(marks, key=lambda mark: mark.after)  # stable: drawing order stays
    position = 0
    for index, child in enumerate(element.children):
        while position < len(marks) and marks[position].after <= index:
            yield marks[position]
            position += 1
        yield child
    yield from marks[position:]


def _mark(mark: Mark, marks: Sequence[Mark], pages: Sequence[str]) -> str:
    """A bare integer on the element's own page, that of its first mark."""
    if mark.page == marks[0].page:
        return str(mark.mcid)
    return f"<</Type /MCR /Pg {pages[mark.page]} /MCID {mark.mcid}>>"


def _attributes(attributes: Attributes, box: Box | None) -> str:
    """The entry A: one dictionary for each owner that has something to say."""
    owners = []
    if attributes.numbering is not None:
        owners.append(f"<</O /List /ListNumbering /{attributes.numbering}>>")
    if attributes.scope is not None:
        owners.append(f"<</O /Table /Scope /{attributes.scope}>>")
    if box is not None:
        owners.append(f"<</O /Layout /Placement /Block /BBox [{numbers_of(box)}]>>")
    if attributes.field is not None:  # on paper, no box is ticked yet: `checked` is off by default
        called = f" /Desc {text_string(attributes.field_name)}" if attributes.field_name else ""
        owners.append(f"<</O /PrintField /Role /{attributes.field}{called}>>")
    return f" /A {owners[0] if len(owners) == 1 else array(owners)}"


def _write_links(
    content: MarkedContent,
    numbers: dict[StructElement, int],
    pages: Sequence[str],
    sink: Sink,
) -> list[str]:
    """Writes the annotation of each area of a link (PDF/UA-1, 7.18; PDF/A-2, 6.3), and gives the
    element of each."""
    elements: list[str] = []
    for element, areas in content.areas.items():
        for page, box, number in areas:
            said = element.link.removeprefix("tel:")
            entries = {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": f"[{numbers_of(box)}]",
                "Border": "[0 0 0]",
                "F": "4",
                "P": pages[page],
                "Contents": text_string(said),
                "A": f"<</S /URI /URI {byte_string(element.link.encode('ascii', 'replace'))}>>",
                "StructParent": str(len(pages) + len(elements)),
            }
            sink.put(number, dictionary(entries))
            elements.append(reference(numbers[element]))
    return elements


def _parent_tree(
    leaves: Sequence[tuple[int, int, str]], page_count: int, links: Sequence[str], sink: Sink
) -> int:
    """The number tree from a page's marks, and from links, back to their elements."""
    of_page: list[list[str]] = [[] for _ in range(page_count)]
    for page, _, element in sorted(leaves):
        of_page[page].append(element)
    entries = [
        f"{page} {reference(sink.add(array(elements)))}" for page, elements in enumerate(of_page)
    ]
    entries += [f"{place} {element}" for place, element in enumerate(links, page_count)]
    return sink.add(f"<</Nums {array(entries)}>>")
