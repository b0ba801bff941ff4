"""The structure tree in the file: StructTreeRoot and ParentTree (ISO 32000-1, 14.7).

`write_structure` checks the tree before it writes a byte of it, and reports every fault at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from handouts.pdf.errors import TaggingError
from handouts.pdf.objects import Sink, array, dictionary, numbers, reference, text_string
from handouts.pdf.tags import (
    NO_ATTRIBUTES,
    Attributes,
    Box,
    Mark,
    MarkedContent,
    Role,
    StructElement,
)

#: The only element that may stay empty without saying anything: a cell without words.
_MAY_BE_EMPTY = Role.TD
#: Roles that only group others: words painted straight into them would be lost to a reader.
_ONLY_GROUPS = (Role.TABLE, Role.THEAD, Role.TBODY, Role.TR, Role.L, Role.LI)


def write_structure(
    root: StructElement, content: MarkedContent, pages: Sequence[int], sink: Sink
) -> tuple[int, dict[StructElement, int]]:
    """Writes the tree under `root` with what was painted for it.

    `pages` are the page objects' numbers. Returns the number of the StructTreeRoot, and the object
    numbers of the elements, for destinations. Raises `TaggingError` for elements without content,
    and for content of elements that may have none.
    """
    elements = list(root.walk())
    _check(root, elements, content)
    tree = sink.reserve()
    places = dict(zip(elements, count(sink.reserve(len(elements))), strict=False))
    # Written once: an element is named by its parent, its children and its marks.
    references = {element: f"{number} 0 R" for element, number in places.items()}
    parents = {root: reference(tree)}
    on_pages = [reference(number) for number in pages]
    for element in elements:
        marks = content.marks.get(element, ())
        body = f"<</S /{element.role} /P {parents[element]}"
        if element.children:
            own = references[element]
            for child in element.children:
                parents[child] = own
            if marks:
                kids = [
                    _mark(kid, marks, on_pages) if isinstance(kid, Mark) else references[kid]
                    for kid in _ordered_kids(element, marks)
                ]
            else:
                kids = [references[kid] for kid in element.children]
            body += f" /K {kids[0]}" if len(kids) == 1 else f" /K [{' '.join(kids)}]"
        elif len(marks) == 1:
            body += f" /K {marks[0].mcid}"
        elif marks:
            body += f" /K [{' '.join([_mark(mark, marks, on_pages) for mark in marks])}]"
        if marks:
            body += f" /Pg {on_pages[marks[0].page]}"
        if element.lang is not None:
            body += f" /Lang {text_string(element.lang)}"
        if element.alt is not None:
            body += f" /Alt {text_string(element.alt)}"
        box = content.boxes.get(element)
        if box or element.attributes is not NO_ATTRIBUTES:
            body += _attributes(element.attributes, box)
        sink.put(places[element], body + ">>")
    parent_tree = _parent_tree(content, len(pages), references, sink)
    entries = {
        "Type": "/StructTreeRoot",
        "K": references[root],
        "ParentTree": reference(parent_tree),
        "ParentTreeNextKey": str(len(pages)),
    }
    sink.put(tree, dictionary(entries))
    return tree, places


def _check(root: StructElement, elements: Sequence[StructElement], content: MarkedContent) -> None:
    marked = content.marks
    faults = [
        f"{root.path_to(element)} was never drawn, and has no children: draw it inside "
        "`with canvas.tagged(element)`, or leave it out of the tree"
        for element in elements
        if not element.children and element not in marked and element.role is not _MAY_BE_EMPTY
    ]
    faults += [
        f"{root.path_to(element)} only groups: draw into an element inside it"
        for element in marked
        if element.role in _ONLY_GROUPS
    ]
    known = set(elements)
    faults += [
        f"{element.role} is not in the tree of this document"
        for element in marked
        if element not in known
    ]
    if faults:
        raise TaggingError("; ".join(faults))


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
        owners.append(f"<</O /Layout /Placement /Block /BBox [{numbers(box)}]>>")
    if attributes.field is not None:  # on paper, no box is ticked yet: `checked` is off by default
        called = f" /Desc {text_string(attributes.field_name)}" if attributes.field_name else ""
        owners.append(f"<</O /PrintField /Role /{attributes.field}{called}>>")
    return f" /A {owners[0] if len(owners) == 1 else array(owners)}"


def _parent_tree(
    content: MarkedContent,
    page_count: int,
    references: Mapping[StructElement, str],
    sink: Sink,
) -> int:
    """The number tree from a page's marks back to their elements."""
    of_page: list[dict[int, str]] = [{} for _ in range(page_count)]
    for element, marks in content.marks.items():
        for mark in marks:
            of_page[mark.page][mark.mcid] = references[element]
    entries = [
        f"{page} {reference(sink.add(array(marks[mcid] for mcid in range(len(marks)))))}"
        for page, marks in enumerate(of_page)
    ]
    return sink.add(f"<</Nums {array(entries)}>>")
