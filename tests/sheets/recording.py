"""What a sheet's pages are made of, noted while they are painted: lines, rules, boxes, drawings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple
from unittest.mock import patch

from handouts.editions import RenderedFile
from handouts.editions.paper.render import render
from handouts.model.document import Handout
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.tags import Role, StructElement
from handouts.pdf_reading.reader import Reading, read
from handouts.text.glyphs import Line

from .conftest import _typesetter, compose_sheet, composer

#: Width of the paper's edge that no printer reaches, points.
EDGE = 6.4 / 25.4 * 72


class Place(NamedTuple):
    """Left, bottom, width and height, in points from the paper's lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


class Piece(NamedTuple):
    """Something painted: what it belongs to (an element, or the name of an artifact), where it
    stands, and what it is: a line with its type size, a drawing with its operators, or how a box
    or a rule is painted."""

    target: StructElement | str
    place: Place
    line: Line | None = None
    operators: str = ""
    scale: float = 0.0
    how: Mapping[str, Any] = MappingProxyType({})

    @property
    def role(self) -> Role | None:
        return self.target.role if isinstance(self.target, StructElement) else None

    @property
    def size(self) -> float:
        """Of the letters of a line."""
        assert self.line
        return max(run.size for run in self.line.runs)

    @property
    def text(self) -> str:
        return self.line.text if self.line else ""


@dataclass
class Page:
    """What stands on one page, in the order of painting; `areas` are those in a dashed line."""

    lines: list[Piece] = field(default_factory=list)
    rules: list[Piece] = field(default_factory=list)
    boxes: list[Piece] = field(default_factory=list)
    drawings: list[Piece] = field(default_factory=list)
    polygons: list[Piece] = field(default_factory=list)
    areas: list[Place] = field(default_factory=list)


class Recorded(NamedTuple):
    """A sheet: its words and its pages."""

    handout: Handout
    pages: tuple[Page, ...]
    file: RenderedFile
    width: float
    height: float

    @property
    def pdf(self) -> bytes:
        return self.file.data


def print_sheet(
    tag: str, name: str, edition: str = "standard", paper: str = "letter"
) -> RenderedFile:
    """The printed sheet; it is made once, for all that tests look at."""
    return recorded(tag, name, edition, paper).file


@cache
def read_back(tag: str, name: str, edition: str = "standard", paper: str = "letter") -> Reading:
    """What stands in the file of a printed sheet; it is read once, for all that tests ask."""
    return read(print_sheet(tag, name, edition, paper).data)


@cache
def recorded(tag: str, name: str, edition: str = "standard", paper: str = "letter") -> Recorded:
    """The sheet as it is painted."""
    return record(compose_sheet(tag, name), edition, paper, compose_sheet("en", name))


def record(
    handout: Handout, edition: str, paper: str = "letter", english: Handout | None = None
) -> Recorded:
    """Paints a handout, and notes it."""
    pages = [Page()]
    original = {
        "show_line": TaggedCanvas.show_line,
        "draw_line": TaggedCanvas.draw_line,
        "draw_rect": TaggedCanvas.draw_rect,
        "draw_polygon": TaggedCanvas.draw_polygon,
        "draw_art": TaggedCanvas.draw_art,
        "draw_path": TaggedCanvas.draw_path,
        "end_page": TaggedCanvas.end_page,
    }
    size = (0.0, 0.0)

    def target(canvas: TaggedCanvas) -> StructElement | str:
        assert canvas.target is not None
        return canvas.target

    def show_line(self: TaggedCanvas, line: Line, x: float, y: float, *rest: Any) -> None:
        place = Place(x, y, line.width, 0.0)
        pages[-1].lines.append(Piece(target(self), place, line))
        original["show_line"](self, line, x, y, *rest)

    def draw_line(self: TaggedCanvas, *ends: float, **how: Any) -> None:
        left, bottom, right, top = ends
        place = Place(left, bottom, right - left, top - bottom)
        pages[-1].rules.append(Piece(target(self), place, how=how))
        original["draw_line"](self, *ends, **how)

    def draw_rect(self: TaggedCanvas, *place: float, **how: Any) -> None:
        pages[-1].boxes.append(Piece(target(self), Place(*place), how=how))
        original["draw_rect"](self, *place, **how)

    def draw_polygon(self: TaggedCanvas, points: Sequence[tuple[float, float]], **how: Any) -> None:
        across, up = zip(*points, strict=True)
        left, bottom = min(across), min(up)
        place = Place(left, bottom, max(across) - left, max(up) - bottom)
        pages[-1].polygons.append(Piece(target(self), place, how=how))
        original["draw_polygon"](self, points, **how)

    def draw_art(
        self: TaggedCanvas, operators: str, bbox: tuple[float, ...], matrix: tuple[float, ...]
    ) -> None:
        scale, _, _, _, x, y = matrix
        place = Place(x, y, bbox[2] * scale, bbox[3] * scale)
        pages[-1].drawings.append(Piece(target(self), place, operators=operators, scale=scale))
        original["draw_art"](self, operators, bbox, matrix)

    def draw_path(self: TaggedCanvas, path: str, **how: Any) -> None:
        if path.startswith("["):
            *_, x, y, width, height, _ = path.split()
            pages[-1].areas.append(Place(float(x), float(y), float(width), float(height)))
        original["draw_path"](self, path, **how)

    def end_page(self: TaggedCanvas) -> None:
        nonlocal size
        size = self._page_size
        pages.append(Page())
        original["end_page"](self)

    def remembered(
        self: TaggedCanvas, _thing: object, _place: object, paint: Callable[[], None]
    ) -> None:
        """Nothing is painted from memory."""
        self._end_marked_content()
        paint()
        self._end_marked_content()

    with patch.multiple(
        TaggedCanvas,
        show_line=show_line,
        draw_line=draw_line,
        draw_rect=draw_rect,
        draw_polygon=draw_polygon,
        draw_art=draw_art,
        draw_path=draw_path,
        end_page=end_page,
        remembered=remembered,
    ):
        sheet = render(
            handout,
            composer().project.brand,
            _typesetter(),
            composer().project.art,
            edition=edition,
            paper=paper,
            english=english,
        )
    assert sheet.data, sheet.findings
    assert len(pages) == sheet.pages + 1
    return Recorded(handout, tuple(pages[:-1]), sheet, *size)
