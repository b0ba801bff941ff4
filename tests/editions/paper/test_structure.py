"""Blocks of every kind, wherever they fall on the page: the structure is whole, and in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st
from page import ValidationProfile, validate_pdf_bytes

from handouts.editions.paper.fit import Subject, fit
from handouts.editions.paper.fit_rules import RULES, FitRules
from handouts.editions.paper.levels import Level
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.plain_lists import without_list_figures
from handouts.editions.paper.render import paint, render
from handouts.editions.paper.svg import load_art
from handouts.editions.paper.tagging import tag
from handouts.model.blocks import Diary, FillIn, Paragraph, Span, Text
from handouts.model.document import Handout
from handouts.model.languages import language
from handouts.pdf.metadata import Metadata
from handouts.pdf.tags import StructElement
from handouts.pdf_reading.reader import Node, read
from handouts.project.brand import read_brand
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter

from .documents import PLACE, art_folder, handouts, heard, says, sheet, squeezed, text

TEMPLATES = Path(__file__).parents[3] / "templates"

#: How generously it is set, and how much of a page may stay empty to keep a section whole: each
#: choice breaks pages elsewhere; with 0, wherever a block can be broken at all.
attempts = st.tuples(st.sampled_from(RULES.levels), st.sampled_from([0.0, 0.4]))

#: The first document that fails is told as it is: to shrink one takes minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)

editions = st.sampled_from(["standard", "large"])
papers = st.sampled_from(["letter", "a4"])


@cache
def typesetter() -> Typesetter:
    return Typesetter(FontLibrary(default_folders(None, TEMPLATES.parent)))


def printed(handout: Handout, attempt: tuple[Level, float], edition: str, paper: str) -> bytes:
    """The sheet, on as many pages as it takes."""
    brand = read_brand(TEMPLATES / "brand.toml")[0]
    level, empty = attempt
    handout = replace(handout, pages=1000)
    rules = FitRules(levels=(level,), most_empty=empty)
    sheet = render(
        handout, brand, typesetter(), art_folder(), edition=edition, paper=paper, rules=rules
    )
    # What no page can hold is refused, rightly; all else must be printed.
    if {"oversized-block", "label-room"} & {finding.code for finding in sheet.findings}:
        reject()
    assert sheet.data, sheet.findings
    return sheet.data


@settings(max_examples=20, phases=QUICK)
@given(handouts(), attempts, editions, papers)
def test_any_document_wherever_its_blocks_fall(
    handout: Handout, attempt: tuple[Level, float], edition: str, paper: str
) -> None:
    """To draw and print one takes longest: each is looked at in every way."""
    pdf = printed(handout, attempt, edition, paper)
    all_is_heard_once_and_in_the_authors_order(handout, pdf)
    every_mark_on_paper_belongs_to_one_element(pdf)
    it_conforms(pdf)


def all_is_heard_once_and_in_the_authors_order(handout: Handout, pdf: bytes) -> None:
    tree = read(pdf).tree
    assert tree
    # Where a sheet does not fit otherwise, the drawings of its lists are left out.
    may_be = (handout, without_list_figures(handout))
    said = [squeezed(each) for each in says(tree)]
    assert said in [[squeezed(each) for each in heard(shown)] for shown in may_be]
    levels = [int(node.role[1]) for node in tree.walk() if re.fullmatch("H[1-6]", node.role)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def every_mark_on_paper_belongs_to_one_element(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        painted = [(number, mcid) for number, leaf in enumerate(pdf.pages) for mcid in marks(leaf)]
        owned = list(owners(pdf))
        assert sorted((number, mcid) for number, mcid, _ in owned) == painted
        tree = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert [int(key) for key in tree[::2]] == list(range(len(pdf.pages)))
        for number, mcid, element in owned:
            assert tree[2 * number + 1][mcid].objgen == element


def marks(leaf: pikepdf.Page) -> Iterator[int]:
    """The identifiers of a page's marked content, which never nests and always ends."""
    inside = False
    expected = 0
    for operands, operator in pikepdf.parse_content_stream(leaf):
        if str(operator) == "BDC":
            assert not inside
            inside = True
            if operands[0] != "/Artifact":
                assert int(operands[1].MCID) == expected
                yield expected
                expected += 1
        elif str(operator) == "EMC":
            assert inside
            inside = False
    assert not inside


def owners(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Page, identifier and element of every mark, found from the top of the tree."""
    numbers = {leaf.obj.objgen: number for number, leaf in enumerate(pdf.pages)}
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K", pikepdf.Array())
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Object):
                yield numbers[element.Pg.objgen], int(kid), element.objgen
            elif "/MCID" in kid:
                yield numbers[kid.Pg.objgen], int(kid.MCID), element.objgen
            else:
                assert kid.P.objgen == element.objgen
                waiting.append(kid)


def it_conforms(pdf: bytes) -> None:
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, report.to_json()


def test_words_in_another_language_say_so() -> None:
    hours = FillIn(
        text("ساعات العمل"), (Span("Mon to Fri 9:00", language=language("en")),), text("x")
    )
    named = Paragraph(
        Text((Span("مع "), Span("ReleviiMed", language=language("en")), Span(" دائمًا")), PLACE)
    )
    pdf = printed(sheet("ar", hours, named), (RULES.levels[1], 0.4), "standard", "letter")
    tree = read(pdf).tree
    assert tree
    foreign = [(node.role, squeezed(node.text)) for node in tree.walk() if node.lang == "en"]
    assert foreign == [("P", "ReleviiMed"), ("Span", "MontoFri9:00"), ("Span", "ReleviiMed")]
    assert [squeezed(said) for said in says(tree)][-5:] == [
        "ساعاتالعمل", "MontoFri9:00", "مع", "ReleviiMed", "دائمًا",
    ]  # fmt: skip


def test_bookmarks_lead_to_the_place_of_each_section_and_keep_the_zoom() -> None:
    block = Paragraph(text("Rest."))
    pdf = printed(sheet("en", block), (RULES.levels[1], 0.4), "standard", "letter")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        first = document.Root.Outlines.First
        assert [str(first.Title), str(first.Next.Title)] == ["The main thing", "A section"]
        assert [first.SE.S, first.Next.SE.S] == ["/H2", "/H2"]
        tops = []
        for entry in (first, first.Next):
            leaf, kind, left, top, zoom = entry.Dest
            assert (leaf.objgen, kind) == (document.pages[0].obj.objgen, "/XYZ")
            assert left is None
            assert zoom is None
            tops.append(float(top))
        assert 792 > tops[0] > tops[1] > 0


@pytest.mark.parametrize(("rows", "whole"), [(4, True), (60, False)])
def test_a_table_says_where_it_stands_unless_it_is_broken(rows: int, whole: bool) -> None:
    diary = Diary(text("How"), (text("Day"), text("Pain")), (text("1"),) * rows, text("empty"))
    tree = read(printed(sheet("en", diary), (RULES.levels[1], 0.4), "standard", "letter")).tree
    assert tree
    (table,) = (node for node in tree.walk() if node.role == "Table")
    assert any("BBox" in attribute for attribute in table.attributes) is whole
    assert [kid.role for kid in table.kids if isinstance(kid, Node)] == [
        "Caption", "THead", "TBody",
    ]  # fmt: skip


def test_a_logo_is_heard_as_the_clinics_name(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    drawing = (TEMPLATES / "art" / "walking.svg").read_bytes()
    (tmp_path / "logo.svg").write_bytes(drawing)
    brand = replace(read_brand(TEMPLATES / "brand.toml")[0], logo=tmp_path / "logo.svg")
    handout = sheet("ar", Paragraph(text("استرح")))
    pdf = render(handout, brand, typesetter(), tmp_path / "art").data
    tree = read(pdf).tree
    assert tree
    logo = tree.kids[0]
    assert isinstance(logo, Node)
    assert (logo.role, logo.alt, logo.lang) == ("Figure", "ReleviiMed", "en")
    assert any("BBox" in attribute for attribute in logo.attributes)
    assert validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1).is_compliant


@settings(max_examples=10, deadline=None, phases=QUICK)
@given(handouts())
def test_laying_out_and_painting_change_nothing(handout: Handout) -> None:
    """Neither the tag tree nor a page: what has been laid out once is painted twice the same."""
    brand = read_brand(TEMPLATES / "brand.toml")[0]
    tagged = tag(handout, brand)
    tree = shape(tagged.root)
    drawings = {
        figure.art: load_art(art_folder(), figure.art, brand.colors) for figure in handout.figures()
    }
    messages = Messages(handout.language, typesetter())
    subject = Subject(handout, tagged, brand, None, drawings, messages, "standard", "letter")
    fitted = fit(subject, FitRules(pages=1000))
    metadata = Metadata("A sheet", handout.language.tag)
    assert shape(tagged.root) == tree
    once, twice = (paint(fitted, tagged, metadata).finish() for _ in range(2))
    assert once == twice
    assert shape(tagged.root) == tree


def shape(element: StructElement) -> tuple[object, ...]:
    """All that an element says, and all below it."""
    children = tuple(map(shape, element.children))
    return element.role, element.lang, element.alt, element.attributes, children
