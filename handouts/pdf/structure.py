"""The structure tree in the file: StructTreeRoot, ParentTree, IDTree (ISO 32000-1, 14.7).

`write_structure` checks the tree before it writes a byte of it, and reports every fault at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handouts.pdf.errors import TaggingError
from handouts.pdf.objects import Sink, array, dictionary, name, numbers, reference, text_string
from handouts.pdf.tags import AnnotationMark, Attributes, Mark, Role, StructElement

#: The only element that may stay empty without saying anything: a cell without words.
_MAY_BE_EMPTY = frozenset({Role.TD})

_NO_ATTRIBUTES = Attributes()


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
    for element in elements:
        entries = {
            "S": name(element.role),
            "P": reference(places[id(element.parent)] if element.parent else tree),
            **_content(element, pages, places),
            **_words(element, ids),
            **_attributes(element.attributes),
        }
        sink.put(places[id(element)], dictionary(entries))
    entries = {
        "Type": "/StructTreeRoot",
        "K": reference(places[id(root)]),
        "ParentTree": reference(_parent_tree(elements, len(pages), annotations, places, sink)),
        "ParentTreeNextKey": str(len(pages) + len(annotations)),
    }
    if ids:
        entries["IDTree"] = reference(_id_tree(ids, places, sink))
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
    element: StructElement, pages: Sequence[int], places: Mapping[int, int]
) -> dict[str, str]:
    """The entries K and Pg: children and marks in reading order. Marks on the element's own page
    are bare integers, others say their page."""
    own_page = next((mark.page for mark in element.marks), None)
    kids = [
        reference(places[id(kid)])
        if isinstance(kid, StructElement)
        else _mark(kid, own_page, pages)
        for kid in ordered_kids(element)
    ]
    entries = {"K": kids[0] if len(kids) == 1 else array(kids)} if kids else {}
    if own_page is not None:
        entries["Pg"] = reference(pages[own_page])
    return entries


def ordered_kids(element: StructElement) -> Iterator[StructElement | Mark | AnnotationMark]:
    """Children in the author's order, and among them the element's own marks."""
    marks = sorted(element.marks, key=lambda mark: mark.after)  # stable: drawing order stays
    position = 0
    for index, child in enumerate(element.children):
        while position < len(marks) and marks[position].after <= index:
            yield marks[position]
            position += 1
        yield child
    yield from marks[position:]


def _mark(mark: Mark | AnnotationMark, own_page: int | None, pages: Sequence[int]) -> str:
    if isinstance(mark, AnnotationMark):
        return f"<</Type /OBJR /Obj {reference(mark.number)} /Pg {reference(pages[mark.page])}>>"
    if mark.page == own_page:
        return str(mark.mcid)
    return f"<</Type /MCR /Pg {reference(pages[mark.page])} /MCID {mark.mcid}>>"


def _words(element: StructElement, ids: Mapping[int, str]) -> dict[str, str]:
    given = {
        "ID": ids.get(id(element)),
        "T": element.title,
        "Lang": element.lang,
        "Alt": element.alt,
        "ActualText": element.actual_text,
    }
    return {key: text_string(value) for key, value in given.items() if value is not None}


def _attributes(attributes: Attributes) -> dict[str, str]:
    """The entry A: one dictionary for each owner that has something to say."""
    if attributes == _NO_ATTRIBUTES:
        return {}
    owners: dict[str, dict[str, str]] = {"List": {}, "Table": {}, "Layout": {}, "PrintField": {}}
    if attributes.numbering is not None:
        owners["List"]["ListNumbering"] = name(attributes.numbering)
    if attributes.scope is not None:
        owners["Table"]["Scope"] = name(attributes.scope)
    if attributes.headers:
        owners["Table"]["Headers"] = array(map(text_string, attributes.headers))
    if attributes.row_span != 1:
        owners["Table"]["RowSpan"] = str(attributes.row_span)
    if attributes.column_span != 1:
        owners["Table"]["ColSpan"] = str(attributes.column_span)
    if attributes.placement is not None:
        owners["Layout"]["Placement"] = name(attributes.placement)
    if attributes.bbox is not None:
        owners["Layout"]["BBox"] = f"[{numbers(attributes.bbox)}]"
    if attributes.field is not None:  # on paper, no box is ticked yet: `checked` is off by default
        owners["PrintField"]["Role"] = name(attributes.field)
        if attributes.field_name:
            owners["PrintField"]["Desc"] = text_string(attributes.field_name)
    written = [
        dictionary({"O": name(owner), **entries}) for owner, entries in owners.items() if entries
    ]
    if not written:
        return {}
    return {"A": written[0] if len(written) == 1 else array(written)}


def _parent_tree(
    elements: Sequence[StructElement],
    page_count: int,
    annotations: Mapping[int, int],
    places: Mapping[int, int],
    sink: Sink,
) -> int:
    """The number tree from a page's marks, and from annotations, back to their elements."""
    of_page: list[dict[int, str]] = [{} for _ in range(page_count)]
    of_annotation: dict[int, str] = {}
    for element in elements:
        place = reference(places[id(element)])
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


def _id_tree(ids: Mapping[int, str], places: Mapping[int, int], sink: Sink) -> int:
    """The name tree from identifiers to elements, sorted by the bytes of the names (7.9.6)."""
    pairs = sorted((text, reference(places[element])) for element, text in ids.items())
    limits = f"[{text_string(pairs[0][0])} {text_string(pairs[-1][0])}]"
    names = array(f"{text_string(text)} {place}" for text, place in pairs)
    leaf = sink.add(f"<</Limits {limits} /Names {names}>>")
    return sink.add(f"<</Kids [{reference(leaf)}]>>")
