"""A canvas that cannot draw outside the document's structure.

`with canvas.tagged(element)` and `with canvas.artifact("Pagination", "Footer")` say what is being
drawn. Painting outside both raises `TaggingError`.

Marked-content sequences open when something is painted and close when the next thing painted
belongs elsewhere, and at the page's end. So they never nest and never stay empty; a child drawn
inside its parent's block interrupts the parent's sequence and the parent gets a new one afterwards.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import groupby

from handouts.pdf import operators as op
from handouts.pdf.catalog import write_catalog
from handouts.pdf.codes import CodeTable
from handouts.pdf.document import TaggedDocument
from handouts.pdf.embed import embed
from handouts.pdf.errors import TaggingError
from handouts.pdf.metadata import Metadata, info_dictionary
from handouts.pdf.objects import name, numbers
from handouts.pdf.outline import Bookmark
from handouts.pdf.recording import Recorder, Recording, recordings
from handouts.pdf.shapes import Shapes
from handouts.pdf.tags import Area, Box, MarkedContent, StructElement
from handouts.pdf.text_showing import Shown, shown
from handouts.text.glyphs import Face, Line

_ARTIFACT_TYPES = ("Pagination", "Layout", "Page", "Background")


class _Drawing:
    """What is painted inside belongs to one target. A sheet has hundreds of them: a class of its
    own takes a third of the time of `contextmanager`."""

    __slots__ = ("_before", "_canvas", "_target")

    def __init__(self, canvas: TaggedCanvas, target: StructElement | str) -> None:
        self._canvas, self._target = canvas, target

    def __enter__(self) -> None:
        self._before = self._canvas.target
        self._canvas.target = self._target

    def __exit__(self, *_: object) -> None:
        self._canvas.target = self._before


class TaggedCanvas(Shapes):
    """A canvas for one tagged document, of pages of `page_size` points. `root` is the tree that
    everything drawn belongs to; drawing does not change it."""

    def __init__(
        self, root: StructElement, metadata: Metadata, page_size: tuple[float, float]
    ) -> None:
        self._doc = TaggedDocument()
        self._root = root
        self._metadata = metadata
        self._page_size = page_size
        self._code: list[str] = []
        self._forms: dict[str, int] = {}
        self._forms_on_page: dict[str, int] = {}
        #: What is being drawn, and what the open marked-content sequence belongs to.
        self.target: StructElement | str | None = None
        self._opened: StructElement | str | None = None
        self._mcid = 0
        self._annotations: list[int] = []
        self._content = MarkedContent()
        self._pages: list[int] = []
        self._tables: dict[str, CodeTable] = {}
        self._bookmarks: list[Bookmark] = []
        self._bookmark_level = 0
        #: The open text object; the colour and the font that are in force in it.
        self._text: list[str] | None = None
        self._inked = self._font = ""
        #: How wide the column is whose lines are being shown, points; nothing here depends on it.
        self.measure = 0.0
        self._recorder: Recorder | None = None
        self._finished: bytes | None = None

    # What is being drawn

    def tagged(self, element: StructElement) -> _Drawing:
        """What is painted inside belongs to `element`."""
        if isinstance(self.target, str):
            path = self._root.path_to(element)
            raise TaggingError(f"{path} cannot be drawn inside an artifact")
        return _Drawing(self, element)

    def artifact(self, type: str, subtype: str | None = None) -> _Drawing:
        """What is painted inside is no part of the content (14.8.2.2): `Pagination` (with the
        subtype `Header`, `Footer` or `Watermark`), `Layout`, `Page` or `Background`."""
        return _Drawing(self, _artifact(type, subtype, self._page_size))

    def place(self, element: StructElement, box: Box) -> None:
        """Says where a figure or a table stands on the current page (14.8.5.4.3)."""
        self._content.boxes[element] = box
        if self._recorder:
            self._recorder.places.append((element, box))

    def link(self, element: StructElement, box: Box) -> None:
        """Says where on the current page a link may be tapped (12.5.6.5)."""
        area = Area(len(self._pages), box, self._doc.reserve())
        self._content.areas.setdefault(element, []).append(area)
        self._annotations.append(area.number)
        if self._recorder:
            self._recorder.links.append((element, box))

    def bookmark(self, title: str, element: StructElement, top: float) -> None:
        """An entry of the outline, pointing to `element`. `top` is the height on the current page
        to show at the window's upper edge."""
        page, level = len(self._pages), self._bookmark_level
        self._bookmarks.append(Bookmark(title, element, page, top, level))
        if self._recorder:
            self._recorder.bookmarks.append((title, element, top))

    @contextmanager
    def below_bookmark(self) -> Iterator[None]:
        """The bookmarks made inside stand below the last one before."""
        self._bookmark_level += 1
        yield
        self._bookmark_level -= 1

    @property
    def page_count(self) -> int:
        """How many pages have ended."""
        return len(self._pages)

    def begin_painting(self) -> None:
        """Opens the marked-content sequence of what is being drawn, unless it is open.

        Raises `TaggingError` outside `tagged` and `artifact`.
        """
        target = self.target
        if target is None:
            raise TaggingError(
                "painting outside the structure: put it into `with canvas.tagged(element)`, or "
                "into `with canvas.artifact(...)` when it is not content"
            )
        if self._text is not None:
            self._end_text()
        if target is self._opened or target == self._opened:
            return
        if self._opened is not None:
            self._code.append(op.END_MARKED_CONTENT)
        if isinstance(target, str):
            self._code.append(target)
        else:
            self._code.append(op.begin_marked_content(target.role, f"<</MCID {self._mcid}>>"))
            self._content.mark(target, len(self._pages), self._mcid)
            if self._recorder:
                self._recorder.marks.append((target, self._mcid))
            self._mcid += 1
        self._opened = target

    def _end_marked_content(self) -> None:
        if self._text is not None:
            self._end_text()
        if self._opened is not None:
            self._code.append(op.END_MARKED_CONTENT)
            self._opened = None

    def remembered(self, thing: object, place: Hashable, paint: Callable[[], None]) -> None:
        """Paints a thing that never changes, or plays back what was recorded when it was painted
        in the same place. What is painted belongs to no sequence that is open before or after."""
        self._end_marked_content()
        key = place, self._mcid, self._page_size, self._metadata.right_to_left
        recording = recordings.get(thing, key)
        if recording and all(
            self._table(face).known(known.pairs) == known for face, known in recording.codes
        ):
            self._play(recording)
            return
        start = len(self._code)
        self._recorder = recorder = Recorder()
        paint()
        self._recorder = None
        self._end_marked_content()
        recordings.put(thing, key, recorder.finish(self._code[start:]))

    def _play(self, recording: Recording) -> None:
        page = len(self._pages)
        self._code += recording.code
        for element, mcid in recording.marks:
            self._content.mark(element, page, mcid)
        self._mcid += len(recording.marks)
        self._content.boxes.update(recording.places)
        for title, element, top in recording.bookmarks:
            level = self._bookmark_level
            self._bookmarks.append(Bookmark(title, element, page, top, level))
        for element, box in recording.links:
            self.link(element, box)
        for form in recording.forms:
            self._forms_on_page[form.name] = self._stored(form)

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
        for number, span in enumerate(spans):
            own = [run for run in line.runs if run.span == number and run.gids]
            if span and span.link and own:
                left, right = min(run.x for run in own), max(run.x + run.width for run in own)
                size = max(run.size for run in own)
                self.link(span, (x + left, y - size / 4, x + right, y + size))
        for element, together in groupby(
            runs, lambda run: spans[run.span] if run.span < len(spans) else None
        ):
            with nullcontext() if element is None else self.tagged(element):
                self._show_runs(list(together), x, y, color)

    def _show_runs(
        self, runs: Sequence[Shown], x: float, y: float, color: str | Sequence[str]
    ) -> None:
        """Runs of one element, in the text object that is open for it. In an artifact, what stands
        apart is a text of its own."""
        if not runs:
            return
        target = self.target
        if self._text is None or target is not self._opened or isinstance(target, str):
            self.begin_painting()
            self._text = []
            self._inked = self._font = ""
        text, recorder = self._text, self._recorder
        for span, face, size, run_x, start, pattern in runs:
            ink = color if isinstance(color, str) else color[span]
            if ink != self._inked:
                text.append(op.fill_color(ink))
                self._inked = ink
            table = self._table(face)
            font = table.select(size)
            if font != self._font:
                text.append(font)
                self._font = font
            place = op.text_position(x + run_x + start, y)
            text.append(place + table.encode(pattern, size))
            if recorder:
                recorder.shown.append((table, pattern))

    def _end_text(self) -> None:
        self._code.append(op.saved(op.text_object(" ".join(self._text or ()))))
        self._text = None

    def _table(self, face: Face) -> CodeTable:
        table = self._tables.get(face.key)
        if table is None:
            table = self._tables[face.key] = CodeTable(face, f"F{len(self._tables) + 1}")
        return table

    # Pages and the file

    def end_page(self) -> None:
        """Ends the page. A block that is being drawn goes on, on the next page."""
        self._end_marked_content()
        self._pages.append(
            self._doc.add_page(
                self._page_size, "\n".join(self._code), self._forms_on_page, self._annotations
            )
        )
        self._annotations = []
        self._code = []
        self._forms_on_page = {}
        self._mcid = 0

    def finish(self) -> bytes:
        """Finishes the document and returns it. Raises `TaggingError` when elements of the tree
        were never drawn, or others than those."""
        if self._finished is None:
            self._end_marked_content()
            if self._code or not self._pages:
                self.end_page()
            fonts: dict[str, int] = {}
            for table in self._tables.values():
                if table.pairs:
                    fonts.update(embed(table, self._doc))
            self._doc.set_fonts(fonts)
            entries = write_catalog(
                self._doc,
                self._metadata,
                root=self._root,
                content=self._content,
                pages=self._pages,
                bookmarks=self._bookmarks,
            )
            self._finished = self._doc.write(entries, info_dictionary(self._metadata))
        return self._finished


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
    return op.begin_marked_content("Artifact", f"<<{properties}>>")
