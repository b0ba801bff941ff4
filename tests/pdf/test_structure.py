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
    Placement,
    Role,
    Scope,
    StructElement,
    TaggingError,
)
from handouts.pdf_reading.reader import Node, Words, outline, read
from tests.pdf.helpers import ARABIC, CJK, draw, failures, line, new_canvas

OUTLINE = """\
Document
  H1 "Going home"
  Sect
    H2 "At home"
    P
      "Visit "
      Link "our page"
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
        TH id="day" (Table: Scope=Column) "Day"
        TH id="pain" (Table: Scope=Column) "Pain"
    TBody
      TR
        TH id="monday" (Table: Scope=Row) "Monday"
        TD (Table: Headers=pain monday)
  Figure alt="A person rests in a chair." (Layout: BBox=10 10 60 60, Layout: Placement=Block)
  P lang="ar" "السلام"
  P lang="zh-Hans" "你好"
  Note id="note-4" "A note"
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
    link = add(add(section, Role.P, "Visit "), Role.LINK, "our page")
    steps = root.add(Role.L, attributes=Attributes(numbering=Numbering.DECIMAL))
    for number, text in (("1.", "Rest"), ("2.", "Drink")):
        item = steps.add(Role.LI)
        add(item, Role.LBL, number)
        add(item, Role.LBODY, text)
    table = root.add(Role.TABLE)
    row = table.add(Role.THEAD).add(Role.TR)
    column = Attributes(scope=Scope.COLUMN)
    add(row, Role.TH, "Day", id="day", attributes=column)
    add(row, Role.TH, "Pain", id="pain", attributes=column)
    row = table.add(Role.TBODY).add(Role.TR)
    add(row, Role.TH, "Monday", id="monday", attributes=Attributes(scope=Scope.ROW))
    row.add(Role.TD, attributes=Attributes(headers=("pain", "monday")))
    place = Attributes(placement=Placement.BLOCK, bbox=(10, 10, 60, 60))
    figure = root.add(Role.FIGURE, alt="A person rests in a chair.", attributes=place)
    arabic = root.add(Role.P, lang="ar")
    chinese = root.add(Role.P, lang="zh-Hans")
    add(root, Role.NOTE, "A note")
    canvas = new_canvas(root, description="All roles", keywords=("a", "b"), author="Somebody")
    for index, (element, text) in enumerate(words):
        with canvas.tagged(element):
            canvas.show_line(line(text, size=8), 100, 190 - 10 * index)
    canvas.link(link, (100, 158, 140, 170), "https://example.org/", "Our page")
    with canvas.tagged(figure):
        canvas.draw_rect(10, 10, 50, 50, radius=5, fill="#EEEEEE", stroke="#333333")
        canvas.draw_art("0 0 m 10 10 l S", (0, 0, 10, 10), (1, 0, 0, 1, 20, 20))
    with canvas.tagged(arabic):
        canvas.show_line(line("السلام", ARABIC), 20, 100)
    with canvas.tagged(chinese):
        canvas.show_line(line("你好", CJK), 20, 120)
    with canvas.artifact("Pagination", "Footer"):
        canvas.show_line(line("page 1", size=8), 250, 5)
    canvas.bookmark("Going home", heading, top=190)
    canvas.bookmark("At home", section, level=1)
    return canvas.getpdfdata()


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
        annotation = pdf.pages[0].Annots[0]
        assert tree[int(annotation.StructParent)].S == "/Link"
        assert str(annotation.Contents) == "Our page"
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
        assert (str(first.First.Title), str(first.First.SE.S)) == ("At home", "/Sect")
        assert int(pdf.Root.Outlines.Count) == 2


def test_ids_are_found_in_the_id_tree_and_unique() -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
        assert [str(name) for name in names[::2]] == ["day", "monday", "note-4", "pain"]
    root = StructElement(Role.DOCUMENT)
    twice = [root.add(Role.P, id="same"), root.add(Role.P, id="same")]
    with pytest.raises(TaggingError, match="used twice"):
        draw(twice, root)


def test_a_bookmark_may_not_skip_a_level() -> None:
    root = StructElement(Role.DOCUMENT)
    heading = root.add(Role.H1)
    canvas = new_canvas(root)
    with canvas.tagged(heading):
        canvas.show_line(line("Title"), 10, 100)
    canvas.bookmark("Title", heading, level=1)
    with pytest.raises(TaggingError, match="skips a level"):
        canvas.getpdfdata()


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
                    canvas.showPage()
                canvas.show_line(line(f"{block}:{index} "), 10, 180 - drawn % per_page * 20)
                drawn += 1
    data = canvas.getpdfdata()
    tree = read(data).tree
    assert tree is not None
    expected = [[f"{n}:{index}" for index in range(count)] for n, count in enumerate(blocks)]
    assert [kid.text.split() for kid in tree.kids] == expected
    assert all(isinstance(kid, Node) and kid.role == "P" for kid in tree.kids)
    assert all(isinstance(part, Words) for kid in tree.kids for part in kid.kids)
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
    data = canvas.getpdfdata()
    assert failures(data) == []
    assert outline(read(data)) == (
        'Document\n  P\n    Span "I agree"\n'
        '    Form alt="a box to tick" (PrintField: Desc=I agree, PrintField: Role=cb)\n'
    )
