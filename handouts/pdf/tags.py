"""The structure of a document: which part is a heading, a list, a cell, in the author's order.

Build the tree first, then draw. An element made with `add` stands where the author put it, whenever
and on whichever page its parts are painted. Drawing leaves the tree as it is: what was painted for
which element is a `MarkedContent` beside it. A paragraph that falls apart over two pages is one
element with marks on both::

    document = StructElement(Role.DOCUMENT)
    paragraph = document.add(Role.P)                # the author's order is fixed here
    with canvas.tagged(paragraph): ...              # page 1: mark 0 of page 1
    canvas.end_page()
    with canvas.tagged(paragraph): ...              # page 2: mark 0 of page 2, same element

Where an element has children and also marks of its own, its marks stand among the children in the
order of drawing: after the last child that was drawn before. To leave nothing to the drawing, give
the words between children elements of their own (`Role.SPAN`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """The standard structure types (ISO 32000-1, 14.8.4) that handouts are made of. The values are
    the names in the file."""

    DOCUMENT = "Document"
    PART = "Part"
    SECT = "Sect"
    DIV = "Div"
    CAPTION = "Caption"
    P = "P"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    L = "L"
    LI = "LI"
    LBL = "Lbl"
    LBODY = "LBody"
    TABLE = "Table"
    TR = "TR"
    TH = "TH"
    TD = "TD"
    THEAD = "THead"
    TBODY = "TBody"
    SPAN = "Span"
    FIGURE = "Figure"
    FORM = "Form"
    LINK = "Link"


class Numbering(StrEnum):
    """`ListNumbering` (14.8.5.5): what the labels of a list look like."""

    NONE = "None"
    DISC = "Disc"
    CIRCLE = "Circle"
    DECIMAL = "Decimal"


class Scope(StrEnum):
    """`Scope` of a header cell (14.8.5.7)."""

    ROW = "Row"
    COLUMN = "Column"


class Field(StrEnum):
    """`Role` of a field that is filled in by hand, on paper (14.8.5.6)."""

    CHECK_BOX = "cb"
    TEXT = "tv"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an element says beyond its role, by the owner that ISO 32000-1, 14.8.5 names.

    `numbering` is of owner `List`, `scope` of `Table`; `field` and `field_name` (what the field is
    called) of `PrintField`, for a `Form` that is no interactive field. Where an element stands
    (owner `Layout`) is known when it is drawn, see `MarkedContent`.
    """

    numbering: Numbering | None = None
    scope: Scope | None = None
    field: Field | None = None
    field_name: str = ""


#: Most elements say nothing beyond their role.
NO_ATTRIBUTES = Attributes()


@dataclass(slots=True, eq=False)
class StructElement:
    """One element of the structure tree.

    `link` is the URI that a `Link` leads to. `lang` is a BCP 47 tag, set where the language differs
    from the parent's. `alt` describes a picture or a field. An element does not know its parent:
    one subtree may stand in several documents.
    """

    role: Role
    lang: str | None = None
    alt: str | None = None
    attributes: Attributes = NO_ATTRIBUTES
    link: str = ""
    children: list[StructElement] = field(default_factory=list)

    def add(
        self,
        role: Role,
        *,
        lang: str | None = None,
        alt: str | None = None,
        attributes: Attributes = NO_ATTRIBUTES,
        link: str = "",
    ) -> StructElement:
        """A new last child."""
        child = StructElement(role, lang, alt, attributes, link)
        self.children.append(child)
        return child

    def walk(self) -> Iterator[StructElement]:
        """This element and all below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))

    def path_to(self, element: StructElement) -> str:
        """Where an element stands below this one, for messages: `Document/Sect[2]/P[1]`, counted
        from 1 among all the children of each parent; its role where it does not stand there."""
        return self._path_to(element) or str(element.role)

    def _path_to(self, element: StructElement) -> str | None:
        if self is element:
            return str(self.role)
        for place, child in enumerate(self.children, 1):
            if path := child._path_to(element):
                role, *below = path.split("/", 1)
                return "/".join([str(self.role), f"{role}[{place}]", *below])
        return None


class Mark(NamedTuple):
    """Painted content that belongs to an element: page from 0, and the marked-content identifier
    on it. `after` counts the children the element had drawn by then."""

    page: int
    mcid: int
    after: int


Box = tuple[float, float, float, float]


class Area(NamedTuple):
    """Where a link may be tapped: the page from 0, the box, the number of its annotation."""

    page: int
    box: Box
    number: int


class MarkedContent:
    """What has been painted for each element of a tree: its marks in the order of drawing, the box
    (left, bottom, right, top, in points on its page) of an element that stands as a block, and the
    areas of a link."""

    def __init__(self) -> None:
        self.marks: dict[StructElement, list[Mark]] = {}
        self.boxes: dict[StructElement, Box] = {}
        self.areas: dict[StructElement, list[Area]] = {}

    def mark(self, element: StructElement, page: int, mcid: int) -> None:
        """Notes content that was painted for an element."""
        after = self._children_drawn(element) if element.children else 0
        known = self.marks.get(element)
        if known is None:
            self.marks[element] = [Mark(page, mcid, after)]
        else:
            known.append(Mark(page, mcid, after))

    def _children_drawn(self, element: StructElement) -> int:
        """How many children stand before what is drawn now: up to the last one drawn so far."""
        drawn = [
            place
            for place, child in enumerate(element.children, 1)
            if any(below in self.marks for below in child.walk())
        ]
        return drawn[-1] if drawn else 0
