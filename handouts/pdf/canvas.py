"""A ReportLab canvas that cannot draw outside the document's structure.

`TaggedCanvas` keeps the canvas that Platypus knows (states, transformations, pages, shapes) and
adds two ways to say what is being drawn: `with canvas.tagged(element)` and
`with canvas.artifact("Pagination", "Footer")`. Painting outside both raises `TaggingError`.

Marked-content sequences open when something is painted and close when the next thing painted
belongs elsewhere, when the graphics state is saved or restored, and at the page's end. So they
never nest, never stay empty, and never straddle `q` and `Q`; a child drawn inside its parent's
block interrupts the parent's sequence and the parent gets a new one afterwards.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from itertools import groupby
from pathlib import Path
from typing import IO, Any, NoReturn

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from handouts.pdf.catalog import write_catalog
from handouts.pdf.codes import CodeTable
from handouts.pdf.document import Page, TaggedDocument
from handouts.pdf.embed import embed
from handouts.pdf.errors import TaggingError
from handouts.pdf.metadata import Metadata, info_dictionary
from handouts.pdf.objects import name, number, numbers, rgb, text_string
from handouts.pdf.outline import Bookmark
from handouts.pdf.shapes import Shapes
from handouts.pdf.tags import Role, StructElement
from handouts.pdf.text_showing import Shown, shown
from handouts.text.glyphs import Face, Line

#: Roles that only group others: words painted straight into them would be lost to a reader.
_ONLY_GROUPS = frozenset(
    {Role.TABLE, Role.THEAD, Role.TBODY, Role.TFOOT, Role.TR, Role.L, Role.LI, Role.TOC}
)
_ARTIFACT_TYPES = ("Pagination", "Layout", "Page", "Background")


class _Drawing:
    """What is painted inside belongs to one target. A sheet has hundreds of them: a class of its
    own takes a third of the time of `contextmanager`."""

    __slots__ = ("_target", "_targets")

    def __init__(self, targets: list[StructElement | str], target: StructElement | str) -> None:
        self._targets, self._target = targets, target

    def __enter__(self) -> None:
        self._targets.append(self._target)

    def __exit__(self, *_: object) -> None:
        self._targets.pop()


class TaggedCanvas(Shapes, Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas for one tagged document.

    `file` is a path or a binary file; `root` the tree that everything drawn belongs to. Further
    keywords are those of ReportLab's `Canvas`; they are accepted so that a document template can
    make the canvas (see `maker`), and those that PDF/A forbids are ignored.
    """

    def __init__(
        self,
        file: str | Path | IO[bytes],
        root: StructElement,
        metadata: Metadata,
        *,
        pagesize: tuple[float, float] | None = None,
        **ignored: Any,  # noqa: ARG002  (what templates pass to every canvas)
    ) -> None:
        super().__init__(str(file) if isinstance(file, Path) else file, pagesize=pagesize)
        self._doc = TaggedDocument()
        self._root = root
        self._metadata = metadata
        self._targets: list[StructElement | str] = []
        self._opened: StructElement | str | None = None
        self._mcid = 0
        self._pages: list[int] = []
        self._tables: dict[str, CodeTable] = {}
        self._links: list[tuple[int, str]] = []
        self._bookmarks: list[Bookmark] = []
        self._finished: bytes | None = None

    @classmethod
    def maker(cls, root: StructElement, metadata: Metadata) -> Callable[..., TaggedCanvas]:
        """A `canvasmaker` for `BaseDocTemplate.build`."""
        return functools.partial(cls, root=root, metadata=metadata)

    # What is being drawn

    def tagged(self, element: StructElement) -> _Drawing:
        """What is painted inside belongs to `element`."""
        if self._targets and isinstance(self._targets[-1], str):
            raise TaggingError(f"{element.path} cannot be drawn inside an artifact")
        if element.root is not self._root:
            raise TaggingError(f"{element.path} is not in the tree of this document")
        return _Drawing(self._targets, element)

    def artifact(self, type: str, subtype: str | None = None) -> _Drawing:
        """What is painted inside is no part of the content (14.8.2.2): `Pagination` (with the
        subtype `Header`, `Footer` or `Watermark`), `Layout`, `Page` or `Background`."""
        return _Drawing(self._targets, _artifact(type, subtype, self._pagesize))

    def begin_painting(self) -> None:
        """Opens the marked-content sequence of what is being drawn, unless it is open.

        Raises `TaggingError` outside `tagged` and `artifact`.
        """
        if not self._targets:
            raise TaggingError(
                "painting outside the structure: put it into `with canvas.tagged(element)`, or "
                "into `with canvas.artifact(...)` when it is not content"
            )
        target = self._targets[-1]
        if target is self._opened or (isinstance(target, str) and target == self._opened):
            return
        self._end_marked_content()
        if isinstance(target, str):
            self._code.append(target)
        else:
            if target.role in _ONLY_GROUPS:
                raise TaggingError(f"{target.path} only groups: draw into an element inside it")
            self._code.append(f"{name(target.role)} <</MCID {self._mcid}>> BDC")
            target.mark(len(self._pages), self._mcid)
            self._mcid += 1
        self._opened = target

    def _end_marked_content(self) -> None:
        if self._opened is not None:
            self._code.append("EMC")
            self._opened = None

    # Text

    def show_line(
        self,
        line: Line,
        x: float,
        y: float,
        color: str | Sequence[str] = "#000000",
        spans: Sequence[StructElement | None] = (),
    ) -> None:
        """Shows a line with its left end at `x` on the baseline `y`, in points.

        `color` is `#RRGGBB`, or one for each source span. `spans` gives source spans elements of
        their own, such as words in another language; `None`, and spans beyond its end, belong to
        the element being drawn.
        """
        runs = shown(line, leftwards=self._metadata.right_to_left)
        if not spans:
            self._show_runs(runs, x, y, color)
            return
        for element, together in groupby(
            runs, lambda run: spans[run.span] if run.span < len(spans) else None
        ):
            with nullcontext() if element is None else self.tagged(element):
                self._show_runs(list(together), x, y, color)

    def _show_runs(
        self, runs: Sequence[Shown], x: float, y: float, color: str | Sequence[str]
    ) -> None:
        """Runs of one element as one text object."""
        if not runs:
            return
        parts = []
        inked = ""
        for span, face, size, run_x, start, pattern in runs:
            ink = color if isinstance(color, str) else color[span]
            if ink != inked:
                parts.append(f"{rgb(ink)} rg")
                inked = ink
            operators = self._table(face).encode(pattern, size)
            left = x + run_x + start
            parts.append(f"1 0 0 1 {number(left)} {number(y)} Tm {operators}")
        self.begin_painting()
        self._code.append(f"q BT {' '.join(parts)} ET Q")

    def _table(self, face: Face) -> CodeTable:
        table = self._tables.get(face.key)
        if table is None:
            table = self._tables[face.key] = CodeTable(face, f"F{len(self._tables) + 1}")
        return table

    @property
    def faces(self) -> tuple[Face, ...]:
        """Every face that has been shown so far, in the order of first use."""
        return tuple(table.face for table in self._tables.values())

    # Ways through the document

    def link(
        self, element: StructElement, rect: tuple[float, float, float, float], uri: str, says: str
    ) -> None:
        """Makes `rect` (left, bottom, right, top) a link to `uri`. `element` is the Link that holds
        the words drawn there; `says` describes the link to those who cannot see it."""
        if element.role is not Role.LINK:
            raise TaggingError(f"{element.path} is no Link")
        corners = [*self.absolutePosition(*rect[:2]), *self.absolutePosition(*rect[2:])]
        annotation = self._doc.reserve()
        action = f"<</S /URI /URI {text_string(uri)}>>"
        body = (
            f"/Type /Annot /Subtype /Link /Rect [{numbers(corners)}] /Border [0 0 0] /F 4 "
            f"/Contents {text_string(says)} /A {action}"
        )
        element.mark_annotation(len(self._pages), annotation)
        self._links.append((annotation, body))
        self._annotationrefs.append(self._doc.link(annotation))

    def bookmark(
        self, title: str, element: StructElement, *, level: int = 0, top: float | None = None
    ) -> None:
        """An entry of the outline, pointing to `element`. `level` counts from 0 and grows by at
        most one. `top` is the height on the current page to show at the window's upper edge;
        without it the page where the element begins is shown whole."""
        page = None if top is None else len(self._pages)
        height = None if top is None else self.absolutePosition(0, top)[1]
        self._bookmarks.append(Bookmark(title, level, element, page, height))

    # ReportLab's canvas

    def _make_preamble(self) -> None:
        """ReportLab's preamble selects Helvetica, which is not embedded: a page begins empty."""
        self._preamble = ""

    def setEncrypt(self, encrypt: object) -> None:  # noqa: N802
        """PDF/A forbids encryption."""
        if encrypt:
            raise TaggingError("an archival document cannot be encrypted")

    def saveState(self) -> None:  # noqa: N802  (ReportLab's name)
        """Saves the graphics state."""
        self._end_marked_content()
        super().saveState()

    def restoreState(self) -> None:  # noqa: N802
        """Restores the graphics state."""
        self._end_marked_content()
        super().restoreState()

    def showPage(self) -> None:  # noqa: N802
        """Ends the page. A block that is being drawn goes on, on the next page."""
        self._end_marked_content()
        document = self._doc
        content = "\n".join(self._code).encode("latin-1")
        page = Page()
        page.MediaBox = pdfdoc.PDFArray([0, 0, *self._pagesize])
        page.Rotate = self._pageRotation or None
        page.Contents = document.link(document.add_stream({}, content))
        page.Resources = pdfdoc.PDFDictionary(
            {
                "Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts),
                "XObject": document.xobjDict(self._formsinuse),
            }
        )
        page.Annots = self._annotationrefs
        page.StructParents = len(self._pages)
        page.Tabs = "/S"
        page_name = document.thisPageName()
        document.addPage(page)
        self._pages.append(document.number_of(page_name))
        self._mcid = 0
        if self._onPage:
            self._onPage(self._pageNumber)
        self._startPage()

    def save(self) -> None:
        """Finishes the document and writes it to the file given."""
        data = self.getpdfdata()
        if hasattr(self._filename, "write"):
            self._filename.write(data)
        else:
            Path(self._filename).write_bytes(data)

    def getpdfdata(self) -> bytes:
        """Finishes the document and returns it. Raises `TaggingError` when elements of the tree
        were never drawn."""
        if self._finished is None:
            if self._code or not self._pages:
                self.showPage()
            self._finished = self._finish()
        return self._finished

    def _finish(self) -> bytes:
        fonts: dict[str, int] = {}
        for table in self._tables.values():
            if table.pairs:
                fonts.update(embed(table, self._doc))
        self._doc.set_fonts(fonts)
        keys = {
            annotation: len(self._pages) + index
            for index, (annotation, _) in enumerate(self._links)
        }
        for annotation, body in self._links:
            self._doc.put(annotation, f"<<{body} /StructParent {keys[annotation]}>>")
        entries = write_catalog(
            self._doc,
            self._metadata,
            root=self._root,
            pages=self._pages,
            annotations=keys,
            bookmarks=self._bookmarks,
        )
        return bytes(self._doc.write(entries, info_dictionary(self._metadata)))


@functools.lru_cache(maxsize=64)
def _artifact(type: str, subtype: str | None, page_size: tuple[float, float]) -> str:
    """The operator that begins an artifact."""
    if type not in _ARTIFACT_TYPES:
        raise TaggingError(f"artifact type {type!r} is none of {', '.join(_ARTIFACT_TYPES)}")
    properties = f"/Type {name(type)}"
    if subtype is not None:
        properties += f" /Subtype {name(subtype)}"
    if subtype in ("Header", "Footer"):
        properties += f" /Attached [{'/Top' if subtype == 'Header' else '/Bottom'}]"
    if type == "Background":
        properties += f" /BBox [0 0 {numbers(page_size)}]"
    return f"/Artifact <<{properties}>> BDC"


def _guard(method_name: str) -> Callable[..., Any]:
    """ReportLab's painting method, inside a marked-content sequence."""
    paint = getattr(Canvas, method_name)

    @functools.wraps(paint)
    def guarded(self: TaggedCanvas, *args: Any, **kwargs: Any) -> Any:
        self.begin_painting()
        return paint(self, *args, **kwargs)

    return guarded


def _refuse(method_name: str, instead: str) -> Callable[..., NoReturn]:
    def refused(self: TaggedCanvas, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG001
        raise TaggingError(f"{method_name} cannot be used in a tagged document: {instead}")

    return refused


_PAINTING = (
    "line lines grid bezier arc rect ellipse wedge circle roundRect drawPath drawImage "
    "drawInlineImage doForm shade addLiteral"
)
_TEXT = "drawString drawRightString drawCentredString drawAlignedString drawText"
_TRANSPARENT = "setFillAlpha setStrokeAlpha setBlendMode"
_FORMS = "beginForm endForm"
_ANNOTATING = "linkURL linkRect linkAbsolute textAnnotation highlightAnnotation inkAnnotation"

for _name in _PAINTING.split():
    setattr(TaggedCanvas, _name, _guard(_name))
for _name in _TEXT.split():
    setattr(TaggedCanvas, _name, _refuse(_name, "its fonts are not embedded; use show_line"))
for _name in _TRANSPARENT.split():
    setattr(TaggedCanvas, _name, _refuse(_name, "it would be transparent; use a lighter colour"))
for _name in _FORMS.split():
    setattr(TaggedCanvas, _name, _refuse(_name, "marks inside it would be lost; use draw_art"))
for _name in _ANNOTATING.split():
    setattr(TaggedCanvas, _name, _refuse(_name, "it would stay outside the structure; use link"))
