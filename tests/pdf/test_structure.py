"""The tree in the file: golden outline, parent tree, ids, and blocks that split anywhere."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.pdf import (
    Attributes,
    Field,
    Numbering,
    Role,
    Scope,
    StructElement,
)
from handouts.pdf_reading.reader import Node, PaintedText, outline, read
from tests.pdf.helpers import ARABIC, CJK, failures, line, new_canvas

OUTLINE = """\
Document
  H1 "Going home"
  Sect
    H2 "At home"
    P
      "Visit "
      Span lang="es" "nuestra casa"
  L (List: ListNumbering=Decimal)
    LI
      Lbl "1."
      LBody "Rest"
    LI
      Lbl "2."
      LBody "Drink"
  Table
    THead
      TR
        TH (Table: Scope=Column) "Day"
        TH (Table: Scope=Column) "Pain"
    TBody
      TR
        TH (Table: Scope=Row) "Monday"
        TD
  Figure alt="A person rests in a chair." (Layout: BBox=10 10 60 60, Layout: Placement=Block)
  P lang="ar" "السلام"
  P lang="zh-Hans" "你好"
[artifact p.1 Pagination/Footer] "page 1"
"""


def sample() -> bytes:
    """A document with one of everything."""
    root = StructElement(Role.DOCUMENT)
    words: list[tuple[StructElement, str]] = []

    def add(parent: StructElement, role: Role, text: str, **facts: object) -> StructElement:
        child = parent.add(role, **facts)  # type: ignore[arg-type]
        words.append((child, text))
        return child

    heading = add(root, Role.H1, "Going home")
    section = root.add(Role.SECT)
    add(section, Role.H2, "At home")
    add(add(section, Role.P, "Visit "), Role.SPAN, "nuestra casa", lang="es")
    steps = root.add(Role.L, attributes=Attributes(numbering=Numbering.DECIMAL))
    for number, text in (("1.", "Rest"), ("2.", "Drink")):
        item = steps.add(Role.LI)
        add(item, Role.LBL, number)
        add(item, Role.LBODY, text)
    table = root.add(Role.TABLE)
    row = table.add(Role.THEAD).add(Role.TR)
    column = Attributes(scope=Scope.COLUMN)
    add(row, Role.TH, "Day", attributes=column)
    add(row, Role.TH, "Pain", attributes=column)
    row = table.add(Role.TBODY).add(Role.TR)
    add(row, Role.TH, "Monday", attributes=Attributes(scope=Scope.ROW))
    row.add(Role.TD)
    figure = root.add(Role.FIGURE, alt="A person rests in a chair.")
    arabic = root.add(Role.P, lang="ar")
    chinese = root.add(Role.P, lang="zh-Hans")
    canvas = new_canvas(root, description="All roles", keywords=("a", "b"), author="Somebody")
    for index, (element, text) in enumerate(words):
        with canvas.tagged(element):
            canvas.show_line(line(text, size=8), 100, 190 - 10 * index)
    canvas.place(figure, (10, 10, 60, 60))
    with canvas.tagged(figure):
        canvas.draw_rect(10, 10, 50, 50, radius=5, fill="#EEEEEE", stroke="#333333")
        canvas.draw_art("0 0 m 10 10 l S", (0, 0, 10, 10), (1, 0, 0, 1, 20, 20))
    with canvas.tagged(arabic):
        canvas.show_line(line("السلام", ARABIC), 20, 100)
    with canvas.tagged(chinese):
        canvas.show_line(line("你好", CJK), 20, 120)
    with canvas.artifact("Pagination", "Footer"):
        canvas.show_line(line("page 1", size=8), 250, 5)
    canvas.bookmark("Going home", heading, 190)
    canvas.bookmark("At home", section, 180)
    return canvas.finish()


def test_the_outline_of_a_document_with_one_of_everything() -> None:
    assert outline(read(sample())) == OUTLINE


def test_a_document_with_one_of_everything_is_valid() -> None:
    assert failures(sample()) == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_qpdf_has_nothing_to_say(tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(sample())
    result = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert result.returncode == 0
    assert "WARNING" not in result.stdout + result.stderr


def test_every_mark_leads_back_to_its_element() -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        tree = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        elements = list(tree[int(pdf.pages[0].StructParents)])
        tags = [
            str(each.operands[0])
            for each in pikepdf.parse_content_stream(pdf.pages[0])
            if str(each.operator) == "BDC" and each.operands[0] != "/Artifact"
        ]
        assert [str(element.S) for element in elements] == tags


def test_bookmarks_lead_to_elements_and_places() -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        first = pdf.Root.Outlines.First
        assert (str(first.Title), str(first.SE.S)) == ("Going home", "/H1")
        assert float(first.Dest[3]) == 190
        assert (str(first.Next.Title), str(first.Next.SE.S)) == ("At home", "/Sect")
        assert first.Next.Prev.objgen == first.objgen
        assert int(pdf.Root.Outlines.Count) == 2


@st.composite
def split_documents(draw_value: st.DrawFn) -> tuple[list[int], list[int], int]:
    """How many lines each block has, the order in which blocks are drawn, and lines per page."""
    blocks = draw_value(st.lists(st.integers(1, 9), min_size=1, max_size=8))
    order = draw_value(st.permutations(range(len(blocks))))
    return blocks, order, draw_value(st.integers(1, 7))


@settings(max_examples=40)
@given(split_documents())
def test_blocks_that_split_anywhere_stay_whole_and_in_order(
    document: tuple[list[int], list[int], int],
) -> None:
    blocks, order, per_page = document
    root = StructElement(Role.DOCUMENT)
    elements = [root.add(Role.P) for _ in blocks]
    canvas = new_canvas(root)
    drawn = 0
    for block in order:
        with canvas.tagged(elements[block]):
            for index in range(blocks[block]):
                if drawn and drawn % per_page == 0:
                    canvas.end_page()
                canvas.show_line(line(f"{block}:{index} "), 10, 180 - drawn % per_page * 20)
                drawn += 1
    data = canvas.finish()
    tree = read(data).tree
    assert tree is not None
    expected = [[f"{n}:{index}" for index in range(count)] for n, count in enumerate(blocks)]
    assert [kid.text.split() for kid in tree.kids] == expected
    assert all(isinstance(kid, Node) and kid.role == "P" for kid in tree.kids)
    assert all(isinstance(part, PaintedText) for kid in tree.kids for part in kid.kids)
    _assert_each_mark_is_used_once(data)


def _assert_each_mark_is_used_once(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        used: list[tuple[tuple[int, int], int]] = []
        for element in _list(pdf.Root.StructTreeRoot.K.K):
            for kid in _list(element.K):
                if isinstance(kid, pikepdf.Object):
                    used.append((kid.Pg.objgen, int(kid.MCID)))
                else:
                    used.append((element.Pg.objgen, int(kid)))
        painted = [
            (page.obj.objgen, int(each.operands[1].MCID))
            for page in pdf.pages
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "BDC"
        ]
        assert sorted(used) == sorted(painted)
        assert len(set(painted)) == len(painted)


def _list(value: pikepdf.Object) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def test_a_field_to_fill_in_by_hand_says_which_it_is() -> None:
    root = StructElement(Role.DOCUMENT)
    paragraph = root.add(Role.P)
    words = paragraph.add(Role.SPAN)
    box = Attributes(field=Field.CHECK_BOX, field_name="I agree")
    form = paragraph.add(Role.FORM, alt="a box to tick", attributes=box)
    canvas = new_canvas(root)
    with canvas.tagged(words):
        canvas.show_line(line("I agree"), 30, 100)
    with canvas.tagged(form):
        canvas.draw_rect(10, 100, 10, 10, stroke="#000000")
    data = canvas.finish()
    assert failures(data) == []
    assert outline(read(data)) == (
        'Document\n  P\n    Span "I agree"\n'
        '    Form alt="a box to tick" (PrintField: Desc=I agree, PrintField: Role=cb)\n'
    )
