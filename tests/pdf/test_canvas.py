"""What `TaggedCanvas` lets through and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.pdf import GlyphError, Role, StructElement, TaggedCanvas, TaggingError
from handouts.pdf_reading.reader import read
from tests.pdf.helpers import draw, failures, line, new_canvas

PAINTING: dict[str, Callable[[TaggedCanvas], object]] = {
    "show_line": lambda canvas: canvas.show_line(line("words"), 0, 0),
    "draw_rect": lambda canvas: canvas.draw_rect(0, 0, 9, 9, fill="#000000"),
    "draw_line": lambda canvas: canvas.draw_line(0, 0, 9, 9, stroke="#000000"),
    "draw_polygon": lambda canvas: canvas.draw_polygon([(0, 0), (9, 9)], fill="#000000"),
    "draw_path": lambda canvas: canvas.draw_path("0 0 m 1 1 l", stroke="#000000"),
    "draw_art": lambda canvas: canvas.draw_art("0 0 m 1 1 l S", (0, 0, 9, 9)),
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
    assert failures(canvas.finish()) == []


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
    root = StructElement(Role.DOCUMENT)
    other = StructElement(Role.DOCUMENT).add(Role.P)
    with pytest.raises(TaggingError, match="not in the tree"):
        draw([root.add(Role.P), other], root)


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
    data = canvas.finish()
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
    tree = read(canvas.finish()).tree
    assert tree is not None
    assert tree.text == "beforeafter"


def test_a_block_goes_on_after_a_page_break() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with canvas.tagged(root.add(Role.P)):
        canvas.show_line(line("one "), 10, 10)
        canvas.end_page()
        canvas.show_line(line("two"), 10, 180)
    data = canvas.finish()
    assert failures(data) == []
    tree = read(data).tree
    assert tree is not None
    assert [(kid.page, kid.text) for kid in tree.kids[0].kids] == [(1, "one "), (2, "two")]


def test_a_glyph_that_the_font_lacks_is_refused() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    with canvas.tagged(root.add(Role.P)), pytest.raises(GlyphError, match="no glyph"):
        canvas.show_line(line("한"), 10, 10)


def test_drawing_does_not_change_the_tree() -> None:
    root = StructElement(Role.DOCUMENT)
    paragraph = root.add(Role.P)
    figure = root.add(Role.FIGURE, alt="A square.")

    def drawn() -> bytes:
        canvas = new_canvas(root)
        with canvas.tagged(paragraph):
            canvas.show_line(line("words"), 10, 10)
        with canvas.tagged(figure):
            canvas.draw_rect(10, 20, 9, 9, fill="#000000")
        canvas.place(figure, (10, 20, 19, 29))
        return canvas.finish()

    assert drawn() == drawn()


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
