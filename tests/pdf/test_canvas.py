"""What `TaggedCanvas` lets through and what it refuses."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from handouts.pdf import GlyphError, Metadata, Role, StructElement, TaggedCanvas, TaggingError
from handouts.pdf_reading.reader import read
from handouts.text.glyphs import Line
from tests.pdf.helpers import PAGE, draw, failures, line, new_canvas

PAINTING: dict[str, Callable[[TaggedCanvas], object]] = {
    "show_line": lambda canvas: canvas.show_line(line("words"), 0, 0),
    "draw_rect": lambda canvas: canvas.draw_rect(0, 0, 9, 9, fill="#000000"),
    "draw_line": lambda canvas: canvas.draw_line(0, 0, 9, 9, stroke="#000000"),
    "draw_polygon": lambda canvas: canvas.draw_polygon([(0, 0), (9, 9)], fill="#000000"),
    "draw_path": lambda canvas: canvas.draw_path("0 0 m 1 1 l", stroke="#000000"),
    "draw_art": lambda canvas: canvas.draw_art("0 0 m 1 1 l S", (0, 0, 9, 9)),
    "ReportLab's rect": lambda canvas: canvas.rect(0, 0, 9, 9),
    "ReportLab's line": lambda canvas: canvas.line(0, 0, 9, 9),
    "ReportLab's path": lambda canvas: canvas.drawPath(canvas.beginPath()),
    "ReportLab's literal": lambda canvas: canvas.addLiteral("0 0 m 1 1 l S"),
}
REFUSED: dict[str, Callable[[TaggedCanvas], object]] = {
    "text without embedded font": lambda canvas: canvas.drawString(0, 0, "words"),
    "transparency": lambda canvas: canvas.setFillAlpha(0.5),
    "untagged link": lambda canvas: canvas.linkURL("https://example.org", (0, 0, 9, 9)),
    "form that could hold marks": lambda canvas: canvas.beginForm("form"),
    "encryption": lambda canvas: canvas.setEncrypt("secret"),
}


@pytest.mark.parametrize("name", PAINTING)
def test_painting_outside_the_structure_raises(name: str) -> None:
    canvas = new_canvas(StructElement(Role.DOCUMENT))
    with pytest.raises(TaggingError, match="outside the structure"):
        PAINTING[name](canvas)


@pytest.mark.parametrize("name", PAINTING)
def test_painting_inside_is_valid(name: str) -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with canvas.tagged(root.add(Role.P)):
        canvas.show_line(line("words"), 10, 10)
        with canvas.artifact("Layout"):
            PAINTING[name](canvas)
    assert failures(canvas.getpdfdata()) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_standards_forbid_is_refused(name: str) -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with canvas.tagged(root.add(Role.P)), pytest.raises(TaggingError):
        REFUSED[name](canvas)


def test_changing_state_needs_no_structure() -> None:
    canvas = new_canvas(StructElement(Role.DOCUMENT))
    canvas.saveState()
    canvas.translate(10, 10)
    canvas.setLineWidth(2)
    canvas.restoreState()


def test_elements_that_were_never_drawn_are_named() -> None:
    root = StructElement(Role.DOCUMENT)
    drawn = root.add(Role.P)
    root.add(Role.SECT).add(Role.H1)
    with pytest.raises(TaggingError, match=r"Document/Sect\[2\]/H1\[1\]"):
        draw([drawn], root)


def test_an_empty_cell_is_no_fault() -> None:
    root = StructElement(Role.DOCUMENT)
    row = root.add(Role.TABLE).add(Role.TR)
    header = row.add(Role.TD)
    row.add(Role.TD)
    assert failures(draw([header], root)) == []


def test_grouping_elements_take_no_words() -> None:
    root = StructElement(Role.DOCUMENT)
    with pytest.raises(TaggingError, match="only groups"):
        draw([root.add(Role.TABLE)], root)


def test_elements_of_another_tree_are_refused() -> None:
    canvas = new_canvas(StructElement(Role.DOCUMENT))
    other = StructElement(Role.DOCUMENT).add(Role.P)
    with pytest.raises(TaggingError, match="not in the tree"), canvas.tagged(other):
        pass


def test_structure_inside_an_artifact_is_refused() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with (
        canvas.artifact("Layout"),
        pytest.raises(TaggingError, match="inside an artifact"),
        canvas.tagged(root.add(Role.P)),
    ):
        pass


def test_a_child_interrupts_its_parent() -> None:
    root = StructElement(Role.DOCUMENT)
    paragraph = root.add(Role.P)
    name = paragraph.add(Role.SPAN, lang="en")
    canvas = new_canvas(root, language="es")
    with canvas.tagged(paragraph):
        canvas.show_line(line("Venga a "), 10, 100)
        with canvas.tagged(name):
            canvas.show_line(line("ReleviiMed "), 60, 100)
        canvas.show_line(line("mañana."), 130, 100)
    data = canvas.getpdfdata()
    assert failures(data) == []
    tree = read(data).tree
    assert tree is not None
    (found,) = tree.kids
    assert [kid.text for kid in found.kids] == ["Venga a ", "ReleviiMed ", "mañana."]


def test_drawing_order_does_not_change_reading_order() -> None:
    root = StructElement(Role.DOCUMENT)
    first, second = root.add(Role.H1), root.add(Role.P)
    canvas = new_canvas(root)
    for element, words in ((second, "after"), (first, "before")):
        with canvas.tagged(element):
            canvas.show_line(line(words), 10, 100)
    tree = read(canvas.getpdfdata()).tree
    assert tree is not None
    assert tree.text == "beforeafter"


def test_a_block_goes_on_after_a_page_break() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with canvas.tagged(root.add(Role.P)):
        canvas.show_line(line("one "), 10, 10)
        canvas.showPage()
        canvas.show_line(line("two"), 10, 180)
    data = canvas.getpdfdata()
    assert failures(data) == []
    tree = read(data).tree
    assert tree is not None
    assert [(kid.page, kid.text) for kid in tree.kids[0].kids] == [(1, "one "), (2, "two")]


def test_marks_never_straddle_saved_states() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with canvas.tagged(root.add(Role.P)):
        canvas.show_line(line("one "), 10, 100)
        canvas.saveState()
        canvas.translate(5, 5)
        canvas.show_line(line("two "), 10, 80)
        canvas.restoreState()
        canvas.show_line(line("three"), 10, 60)
    with pikepdf.open(io.BytesIO(canvas.getpdfdata())) as pdf:
        open_now: list[str] = []
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(instruction.operator)
            if operator in ("BDC", "q", "BT"):
                open_now.append(operator)
            elif operator in ("EMC", "Q", "ET"):
                assert open_now.pop() == {"EMC": "BDC", "Q": "q", "ET": "BT"}[operator]
        assert open_now == []


def test_a_glyph_that_the_font_lacks_is_refused() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with canvas.tagged(root.add(Role.P)), pytest.raises(GlyphError, match="no glyph"):
        canvas.show_line(line("한"), 10, 10)


class Block(Flowable):  # type: ignore[misc]
    """Lines of one element, as many as fit."""

    def __init__(self, element: StructElement, lines: list[Line]) -> None:
        super().__init__()
        self.element = element
        self.lines = lines

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        return width, 15 * len(self.lines)

    def split(self, _: float, height: float) -> list[Flowable]:
        fits = int(height // 15)
        parts = (self.lines[:fits], self.lines[fits:])
        return [Block(self.element, part) for part in parts] if fits else []

    def draw(self) -> None:
        with self.canv.tagged(self.element):
            for index, words in enumerate(self.lines):
                self.canv.show_line(words, 0, 15 * (len(self.lines) - index) - 12)


def test_platypus_splits_a_block_and_keeps_it_one_element() -> None:
    root = StructElement(Role.DOCUMENT)
    heading, paragraph = root.add(Role.H1), root.add(Role.P)

    def footer(canvas: TaggedCanvas, _: object) -> None:
        with canvas.artifact("Pagination", "Footer"):
            canvas.show_line(line(f"page {canvas.getPageNumber()}"), 20, 5)

    file = io.BytesIO()
    template = PageTemplate(frames=[Frame(10, 20, 280, 170)], onPage=footer)
    BaseDocTemplate(file, pagesize=PAGE, pageTemplates=[template]).build(
        [Block(heading, [line("Title")]), Block(paragraph, [line(f"{n} ") for n in range(15)])],
        canvasmaker=TaggedCanvas.maker(root, Metadata("Test", "en")),
    )
    data = file.getvalue()
    assert failures(data) == []
    reading = read(data)
    assert reading.pages == 2
    assert [each.text for each in reading.artifacts] == ["page 1", "page 2"]
    assert reading.tree is not None
    assert [node.role for node in reading.tree.kids] == ["H1", "P"]
    assert reading.tree.kids[1].text.split() == [str(n) for n in range(15)]
    assert {kid.page for kid in reading.tree.kids[1].kids} == {1, 2}


def test_the_same_calls_give_the_same_bytes_in_any_process() -> None:
    script = (
        "import hashlib, tests.pdf.test_structure as t;"
        "print(hashlib.sha256(t.sample()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "TZ": zone},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(digests) == 1
