"""The structure tree in the file: StructTreeRoot, ParentTree, IDTree (ISO 32000-1, 14.7).

`write_structure` checks the tree before it writes a byte of it, and reports every fault at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handouts.pdf.errors import TaggingError
from handouts.pdf.objects import Sink, array, dictionary, name, numbers, reference, text_string
from handouts.pdf.tags import NO_ATTRIBUTES, AnnotationMark, Attributes, Mark, Role, StructElement

#: The only element that may stay empty without saying anything: a cell without words.
_MAY_BE_EMPTY = frozenset({Role.TD})


def write_structure(
    root: StructElement, pages: Sequence[int], annotations: Mapping[int, int], sink: Sink
) -> tuple[int, dict[int, int]]:
    """Writes the tree under `root`.

    `pages` are the page objects' numbers; `annotations` maps each tagged annotation's object number
    to its StructParent key. Returns the number of the StructTreeRoot, and the object numbers of the
    elements by `id(element)`, for destinations. Raises `TaggingError` for elements without content.
    """
    elements = list(root.walk())
    _check(elements)
    ids = _ids(elements)
    tree = sink.reserve()
    places = {id(element): sink.reserve() for element in elements}
    # Written once: an element is named by its parent, its children and its marks.
    references = {key: reference(number) for key, number in places.items()}
    references[id(None)] = reference(tree)
    on_pages = [reference(number) for number in pages]
    for element in elements:
        parts = [f"<</S {name(element.role)} /P {references[id(element.parent)]}"]
        parts += _content(element, on_pages, references)
        parts += _words(element, ids.get(id(element)))
        if element.attributes is not NO_ATTRIBUTES:
            parts += _attributes(element.attributes)
        sink.put(places[id(element)], f"{' '.join(parts)}>>")
    parent_tree = _parent_tree(elements, len(pages), annotations, references, sink)
    entries = {
        "Type": "/StructTreeRoot",
        "K": references[id(root)],
        "ParentTree": reference(parent_tree),
        "ParentTreeNextKey": str(len(pages) + len(annotations)),
    }
    if ids:
        entries["IDTree"] = reference(_id_tree(ids, references, sink))
    sink.put(tree, dictionary(entries))
    return tree, places


def _check(elements: Sequence[StructElement]) -> None:
    empty = [
        element.path
        for element in elements
        if not element.marks and not element.children and element.role not in _MAY_BE_EMPTY
    ]
    if empty:
        raise TaggingError(
            f"never drawn, and without children: {', '.join(empty)}; "
            "draw each element inside `with canvas.tagged(element)`, or leave it out of the tree"
        )


def _ids(elements: Sequence[StructElement]) -> dict[int, str]:
    """Identifiers by `id(element)`. A Note must have one (PDF/UA-1, 7.9): it gets a number."""
    ids: dict[int, str] = {}
    seen: set[str] = set()
    for element in elements:
        identifier = element.id
        if identifier is None and element.role is Role.NOTE:
            identifier = f"note-{len(ids) + 1}"
        if identifier is None:
            continue
        if identifier in seen:
            raise TaggingError(
                f"id {identifier!r} is used twice, the second time at {element.path}"
            )
        seen.add(identifier)
        ids[id(element)] = identifier
    return ids


def _content(
    element: StructElement, pages: Sequence[str], references: Mapping[int, str]
) -> Iterator[str]:
    """The entries K and Pg: children and marks in reading order. Marks on the element's own page
    are bare integers, others say their page."""
    own_page = element.marks[0].page if element.marks else None
    kids = [
        references[id(kid)] if isinstance(kid, StructElement) else _mark(kid, own_page, pages)
        for kid in ordered_kids(element)
    ]
    if kids:
        yield f"/K {kids[0] if len(kids) == 1 else array(kids)}"
    if own_page is not None:
        yield f"/Pg {pages[own_page]}"


def ordered_kids(element: StructElement) -> Iterable[StructElement | Mark | AnnotationMark]:
    """Children in the author's order, and among them the element's own marks."""
    if not element.marks:
        return element.children
    return _merged(element) if element.children else element.marks


def _merged(element: StructElement) -> Iterator[StructElement | Mark | AnnotationMark]:
    marks = sorted(element.marks, key=lambda mark: mark.after)  # stable: drawing order stays
    position = 0
    for index, child in enumerate(element.children):
        while position < len(marks) and marks[position].after <= index:
            yield marks[position]
            position += 1
        yield child
    yield from marks[position:]


def _mark(mark: Mark | AnnotationMark, own_page: int | None, pages: Sequence[str]) -> str:
    if isinstance(mark, AnnotationMark):
        return f"<</Type /OBJR /Obj {reference(mark.number)} /Pg {pages[mark.page]}>>"
    if mark.page == own_page:
        return str(mark.mcid)
    return f"<</Type /MCR /Pg {pages[mark.page]} /MCID {mark.mcid}>>"


def _words(element: StructElement, identifier: str | None) -> Iterator[str]:
    """What the element says in words."""
    if identifier is not None:
        yield f"/ID {text_string(identifier)}"
    if element.title is not None:
        yield f"/T {text_string(element.title)}"
    if element.lang is not None:
        yield f"/Lang {text_string(element.lang)}"
    if element.alt is not None:
        yield f"/Alt {text_string(element.alt)}"
    if element.actual_text is not None:
        yield f"/ActualText {text_string(element.actual_text)}"


def _attributes(attributes: Attributes) -> Iterator[str]:
    """The entry A: one dictionary for each owner that has something to say."""
    owners: dict[str, list[str]] = {"List": [], "Table": [], "Layout": [], "PrintField": []}
    if attributes.numbering is not None:
        owners["List"].append(f"/ListNumbering {name(attributes.numbering)}")
    if attributes.scope is not None:
        owners["Table"].append(f"/Scope {name(attributes.scope)}")
    if attributes.headers:
        owners["Table"].append(f"/Headers {array(map(text_string, attributes.headers))}")
    if attributes.row_span != 1:
        owners["Table"].append(f"/RowSpan {attributes.row_span}")
    if attributes.column_span != 1:
        owners["Table"].append(f"/ColSpan {attributes.column_span}")
    if attributes.placement is not None:
        owners["Layout"].append(f"/Placement {name(attributes.placement)}")
    if attributes.bbox is not None:
        owners["Layout"].append(f"/BBox [{numbers(attributes.bbox)}]")
    if attributes.field is not None:  # on paper, no box is ticked yet: `checked` is off by default
        owners["PrintField"].append(f"/Role {name(attributes.field)}")
        if attributes.field_name:
            owners["PrintField"].append(f"/Desc {text_string(attributes.field_name)}")
    written = [
        f"<</O {name(owner)} {' '.join(entries)}>>" for owner, entries in owners.items() if entries
    ]
    if written:
        yield f"/A {written[0] if len(written) == 1 else array(written)}"


def _parent_tree(
    elements: Sequence[StructElement],
    page_count: int,
    annotations: Mapping[int, int],
    references: Mapping[int, str],
    sink: Sink,
) -> int:
    """The number tree from a page's marks, and from annotations, back to their elements."""
    of_page: list[dict[int, str]] = [{} for _ in range(page_count)]
    of_annotation: dict[int, str] = {}
    for element in elements:
        place = references[id(element)]
        for mark in element.marks:
            if isinstance(mark, AnnotationMark):
                of_annotation[annotations[mark.number]] = place
            else:
                of_page[mark.page][mark.mcid] = place
    entries = [
        f"{page} {reference(sink.add(array(marks[mcid] for mcid in range(len(marks)))))}"
        for page, marks in enumerate(of_page)
    ]
    entries += [f"{key} {of_annotation[key]}" for key in sorted(of_annotation)]
    return sink.add(f"<</Nums {array(entries)}>>")


def _id_tree(ids: Mapping[int, str], references: Mapping[int, str], sink: Sink) -> int:
    """The name tree from identifiers to elements, sorted by the bytes of the names (7.9.6)."""
    pairs = sorted((text, references[element]) for element, text in ids.items())
    limits = f"[{text_string(pairs[0][0])} {text_string(pairs[-1][0])}]"
    names = array(f"{text_string(text)} {place}" for text, place in pairs)
    leaf = sink.add(f"<</Limits {limits} /Names {names}>>")
    return sink.add(f"<</Kids [{reference(leaf)}]>>")
