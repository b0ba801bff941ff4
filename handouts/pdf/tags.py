"""The structure of a document: which part is a heading, a list, a cell, in the author's order.

Build the tree first, then draw. An element made with `add` stands where the author put it, whenever
and on whichever page its parts are painted; painting only hangs *marks* on it. A paragraph that
falls apart over two pages is one element with marks on both::

    document = StructElement(Role.DOCUMENT)
    paragraph = document.add(Role.P)                # the author's order is fixed here
    with canvas.tagged(paragraph): ...              # page 1: mark 0 of page 1
    canvas.showPage()
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
    """Standard structure types of ISO 32000-1, 14.8.4. The values are the names in the file."""

    DOCUMENT = "Document"
    PART = "Part"
    ART = "Art"
    SECT = "Sect"
    DIV = "Div"
    BLOCK_QUOTE = "BlockQuote"
    CAPTION = "Caption"
    TOC = "TOC"
    TOCI = "TOCI"
    INDEX = "Index"
    P = "P"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
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
    TFOOT = "TFoot"
    SPAN = "Span"
    QUOTE = "Quote"
    NOTE = "Note"
    REFERENCE = "Reference"
    CODE = "Code"
    LINK = "Link"
    FIGURE = "Figure"
    FORMULA = "Formula"
    FORM = "Form"


class Numbering(StrEnum):
    """`ListNumbering` (14.8.5.5): what the labels of a list look like."""

    NONE = "None"
    DISC = "Disc"
    CIRCLE = "Circle"
    SQUARE = "Square"
    DECIMAL = "Decimal"
    UPPER_ROMAN = "UpperRoman"
    LOWER_ROMAN = "LowerRoman"
    UPPER_ALPHA = "UpperAlpha"
    LOWER_ALPHA = "LowerAlpha"


class Scope(StrEnum):
    """`Scope` of a header cell (14.8.5.7)."""

    ROW = "Row"
    COLUMN = "Column"
    BOTH = "Both"


class Field(StrEnum):
    """`Role` of a field that is filled in by hand, on paper (14.8.5.6)."""

    CHECK_BOX = "cb"
    RADIO_BUTTON = "rb"
    TEXT = "tv"


class Placement(StrEnum):
    """`Placement` (14.8.5.4.2): how an element stands among its neighbours."""

    BLOCK = "Block"
    INLINE = "Inline"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an element says beyond its role, by the owner that ISO 32000-1, 14.8.5 names.

    `numbering` is of owner `List`; `scope`, `headers` (ids of header cells), `row_span` and
    `column_span` of `Table`; `placement` and `bbox` (left, bottom, right, top, in points on its
    page) of `Layout`; `field` and `field_name` (what the field is called) of `PrintField`, for a
    `Form` that is no interactive field.
    """

    numbering: Numbering | None = None
    scope: Scope | None = None
    headers: tuple[str, ...] = ()
    row_span: int = 1
    column_span: int = 1
    placement: Placement | None = None
    bbox: tuple[float, float, float, float] | None = None
    field: Field | None = None
    field_name: str = ""


#: Most elements say nothing beyond their role.
NO_ATTRIBUTES = Attributes()


class Mark(NamedTuple):
    """Painted content that belongs to an element: page from 0, and the marked-content identifier
    on it. `after` counts the children the element had drawn by then."""

    page: int
    mcid: int
    after: int


class AnnotationMark(NamedTuple):
    """An annotation that belongs to an element: page from 0, and its object number."""

    page: int
    number: int
    after: int


@dataclass(slots=True, eq=False)
class StructElement:
    """One element of the structure tree.

    `lang` is a BCP 47 tag, set where the language differs from the parent's. `alt` describes a
    picture, `actual_text` replaces what is painted, `title` is a name for the element itself, `id`
    is unique in the document. `attributes` may be set until the file is saved, since a figure's
    place is only known once it is drawn.
    """

    role: Role
    lang: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    title: str | None = None
    id: str | None = None
    attributes: Attributes = NO_ATTRIBUTES
    parent: StructElement | None = None
    children: list[StructElement] = field(default_factory=list)
    marks: list[Mark | AnnotationMark] = field(default_factory=list)
    drawn: bool = False

    def add(
        self,
        role: Role,
        *,
        lang: str | None = None,
        alt: str | None = None,
        actual_text: str | None = None,
        title: str | None = None,
        id: str | None = None,
        attributes: Attributes = NO_ATTRIBUTES,
    ) -> StructElement:
        """A new last child."""
        child = StructElement(role, lang, alt, actual_text, title, id, attributes, self)
        self.children.append(child)
        return child

    def walk(self) -> Iterator[StructElement]:
        """This element and all below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))

    @property
    def root(self) -> StructElement:
        """The element at the top of the tree."""
        element = self
        while element.parent is not None:
            element = element.parent
        return element

    @property
    def path(self) -> str:
        """Where the element stands, for messages: `Document/Sect[2]/P[1]`, counted from 1 among
        all the children of each parent."""
        if self.parent is None:
            return str(self.role)
        place = next(index for index, child in enumerate(self.parent.children, 1) if child is self)
        return f"{self.parent.path}/{self.role}[{place}]"

    def mark(self, page: int, mcid: int) -> None:
        """Hangs painted content on the element."""
        self._draw()
        self.marks.append(Mark(page, mcid, self._children_drawn()))

    def mark_annotation(self, page: int, number: int) -> None:
        """Hangs an annotation on the element."""
        self._draw()
        self.marks.append(AnnotationMark(page, number, self._children_drawn()))

    def _draw(self) -> None:
        element: StructElement | None = self
        while element is not None and not element.drawn:
            element.drawn = True
            element = element.parent

    def _children_drawn(self) -> int:
        for index in range(len(self.children), 0, -1):
            if self.children[index - 1].drawn:
                return index
        return 0
