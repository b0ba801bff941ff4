"""What a screen reader says of an element, of each kind and of bad ones."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.pdf_reading.reader import Artifact, Node, PaintedText, Reading, outline, read
from handouts.pdf_reading.speech import speech, spoken
from tests.pdf.test_structure import sample
from tests.pdf_reading.speaking import BULLET, LINE, TICK, item, node, reading, said


def test_title_and_language_are_said_first() -> None:
    assert spoken(reading("Rest.")).splitlines()[:2] == ["document: A sheet, en", "Rest."]
    nothing = spoken(reading(title="", language=""))
    assert nothing.splitlines()[0] == "document: no title, no language"


def test_headings_have_levels_and_paragraphs_nothing() -> None:
    assert said(
        node("H1", "Going home"),
        node("Sect", node("H2", "Will it hurt?"), node("P", " Rest \n for ", "24 hours. ")),
        node("H", "Old"),
        node("H3"),
        node("P"),
    ) == [
        "heading level 1: Going home",
        "heading level 2: Will it hurt?",
        "Rest for 24 hours.",
        "heading: Old",
        "heading level 3: blank",
    ]


def test_lists_say_how_long_they_are_and_where_they_end() -> None:
    points = node("L", item(BULLET, node("P", "Rest.")), item(node("P", "2"), "Drink."))
    assert said(points) == ["list, 2 items", "bullet: Rest.", "2: Drink.", "list end"]
    assert said(node("L", item(None, node("P", "Rest.")))) == ["list, 1 item", "Rest.", "list end"]
    assert said(node("L", item("1"), item(None)))[1:-1] == ["1"]


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("3", "3: Rest."),
        ("3.", "3. Rest."),
        ("c)", "c) Rest."),
        ("Day 1", "Day 1: Rest."),
        ("Pain (0 to 10)", "Pain (0 to 10): Rest."),
        ("–", "–: Rest."),
    ],
)
def test_a_label_is_parted_from_its_words(label: str, line: str) -> None:
    assert said(node("L", item(label, "Rest.")))[1] == line


def test_what_else_is_in_an_item_follows_it() -> None:
    inner = node("L", item("a", "Water."))
    figure = node("Figure", alt="A glass.")
    assert said(node("L", item("1", node("P", "Drink."), figure, inner), item("2", inner)))[1:] == [
        "1: Drink.",
        "graphic: A glass.",
        "list, 1 item",
        "a: Water.",
        "list end",
        "2",
        "list, 1 item",
        "a: Water.",
        "list end",
        "list end",
    ]


def test_a_tick_box_is_said_once_with_its_words() -> None:
    box = node("Form", alt="To tick", attributes=TICK)
    lines = said(node("L", item(box, node("P", "Rest."))))
    assert lines[1] == "check box, not checked: To tick: Rest."
    assert sum(line.count("Rest.") for line in lines) == 1


@pytest.mark.parametrize(
    ("attributes", "line"),
    [
        (("PrintField: Role=cb", "PrintField: checked=on"), "check box, checked: X"),
        (("PrintField: Role=cb", "PrintField: Checked=neutral"), "check box, half checked: X"),
        (("PrintField: Role=rb",), "radio button, not checked: X"),
        (("PrintField: Role=pb",), "button: X"),
        (LINE, "edit field: X"),
        ((), "form field: X"),
    ],
)
def test_fields_say_what_they_are(attributes: tuple[str, ...], line: str) -> None:
    assert said(node("P", node("Form", alt="X", attributes=attributes))) == [line]


def test_a_line_to_write_on_follows_its_label() -> None:
    field = node("Form", "____", alt="blank line: Name", attributes=LINE)
    assert said(node("P", node("Span", "Name"), field)) == ["Name", "edit field: blank line: Name"]


def test_pictures_captions_and_others_are_named() -> None:
    assert said(
        node("Figure", "painted", alt="A chair."),
        node("Caption", node("P", "Rest here.")),
        node("Figure"),
        node("P", "See ", node("Link", "our page"), "."),
        node("Note", "By night."),
        node("Formula", alt="one half"),
        node("Caption"),
    ) == [
        "graphic: A chair.",
        "caption: Rest here.",
        "graphic",
        "See",
        "link: our page",
        ".",
        "note: By night.",
        "formula: one half",
        "caption: blank",
    ]


def test_what_replaces_an_element_is_all_that_is_said() -> None:
    assert said(
        node("P", "No. ", node("Span", "1", actual_text="one"), "!"),
        node("Sect", node("H2", "Hidden"), alt="A whole part."),
        node("L", item("1", "Hidden"), actual_text="A list."),
    ) == ["No. one!", "A whole part.", "A list."]


def test_changes_of_language_are_marked_there_and_back() -> None:
    assert said(
        node("P", "ReleviiMed", lang="en"),
        node("H1", "مرحبا"),
        node("P", "Same"),
        node("P", "Ask for ", node("Span", "中文", lang="zh-Hans"), " or sit. ", lang="en"),
        node("L", item(BULLET, node("P", "One")), lang="EN"),
        node("Figure", alt="صورة"),
        language="ar",
    ) == [
        "[en] ReleviiMed",
        "[ar] heading level 1: \u2068مرحبا\u2069",
        "Same",
        "[en] Ask for [zh-Hans] 中文 [en] or sit.",
        "list, 1 item",
        "bullet: One",
        "list end",
        "[ar] graphic: \u2068صورة\u2069",
    ]


def test_words_from_right_to_left_stand_apart_from_english_ones() -> None:
    assert said(node("P", "استرح."), node("H2", "Rest"), language="ar") == [
        "استرح.",
        "heading level 2: Rest",
    ]
    assert said(node("P", "استرح.", lang="ar")) == ["[ar] \u2068استرح.\u2069"]


def test_marks_for_direction_and_lines_are_not_said() -> None:
    assert said(node("P", "a\u200e\u2068b\u2069\u061c \u200fc\u00ad\u200b\u2060d")) == ["ab cd"]
    assert said(node("P", "می\u200cشود")) == ["می\u200cشود"], "U+200C is spelling"


def test_what_is_not_read_aloud_comes_last() -> None:
    foot = Artifact(2, "Pagination", "Footer", "page 2 ")
    whole = Reading("T", "en", 2, node("Document"), (foot,), (PaintedText(1, "loose"),))
    assert spoken(whole).splitlines()[1:] == [
        "not read aloud: 2 texts",
        "  page 2, Pagination/Footer: page 2",
        "  page 1, not tagged: loose",
    ]


def test_without_tags_nothing_is_said() -> None:
    bare = Reading("T", "en", 1, None, (), (PaintedText(1, "loose"),))
    assert spoken(bare) == outline(bare)
    assert speech(bare) == ()


def test_for_programs_it_is_plain_data() -> None:
    mixed = node("P", "Ask for ", node("Span", "中文", lang="zh-Hans"))
    box = node("Form", alt="To tick", attributes=TICK)
    told = [each.to_dict() for each in speech(reading(node("H2", "Rest"), mixed, node("L",
            item(box, "Sit."))))]  # fmt: skip
    assert json.loads(json.dumps(told)) == [
        {"role": "document", "lead": "document", "text": "A sheet", "lang": "en"},
        {"role": "heading", "level": 2, "lead": "heading level 2", "text": "Rest", "lang": "en"},
        {
            "role": "paragraph",
            "text": "Ask for 中文",
            "lang": "en",
            "parts": [{"text": "Ask for", "lang": "en"}, {"text": "中文", "lang": "zh-Hans"}],
        },
        {"role": "list", "lead": "list, 1 item"},
        {
            "role": "check box",
            "lead": "check box, not checked: To tick",
            "text": "Sit.",
            "lang": "en",
        },
        {"role": "list end", "lead": "list end"},
    ]


def test_a_document_with_one_of_everything() -> None:
    assert (
        spoken(read(sample()))
        == """\
document: Test, en
heading level 1: Going home
heading level 2: At home
Visit [es] nuestra casa
list, 2 items
[en] 1. Rest
2. Drink
list end
table, 2 rows, 2 columns
column header: Day
column header: Pain
row header: Monday
row Monday, column Pain: blank
table end
graphic: A person rests in a chair.
[ar] \u2068السلام\u2069
[zh-Hans] 你好
not read aloud: 1 text
  page 1, Pagination/Footer: page 1
"""
    )


def test_as_deep_as_can_be_read() -> None:
    deep = node("P", "Deep.")
    for _ in range(200):
        deep = node("Div", deep)
    assert said(deep) == ["Deep."]


ROLES = (
    "Sect", "Div", "P", "H1", "H2", "Span", "Link", "Caption", "Note", "Figure", "Form", "Formula",
    "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Unknown",
)  # fmt: skip
roles = st.sampled_from(ROLES)
trees = st.recursive(
    st.none(),
    lambda kids: st.tuples(roles, st.lists(kids, max_size=4)),
    max_leaves=20,
).map(lambda tree: ("Sect", [tree]))


@settings(max_examples=300)
@given(trees)
def test_nothing_is_lost_and_only_headers_are_said_again(tree: tuple[str, list[object]]) -> None:
    """Even of a tree that nests its elements as no standard allows."""
    numbers = itertools.count()
    of_headers: dict[str, bool] = {}

    def grown(role: str, kids: list[object], header: bool) -> Node:
        made: list[Node | str] = []
        for kid in kids:
            if isinstance(kid, tuple):
                made.append(grown(*kid, header or kid[0] == "TH"))
            else:
                word = f"w{next(numbers)}."
                of_headers[word] = header
                made.append(f" {word} ")
        return node(role, *made)

    words = " ".join(said(grown(*tree, header=False))).split()
    for word, header in of_headers.items():
        assert words.count(word) == 1 or (header and word in words), word
