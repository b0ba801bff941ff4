"""Handout XML: what a template may say, and what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handouts.compose.schema import Schema
from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Figure,
    FillIn,
    FillKind,
    Paragraph,
    Span,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.document import walk
from tests.compose.sheet import PROJECT, parse, section, source

M = '{{ _("Rest.") }}'
ITEM = f"<item>{M}</item>"
HEADING = f"<h>{M}</h>"


def block_of(folder: Path, content: str) -> Block:
    sheet, findings = parse(folder, source(body=section(content)))
    assert not findings
    assert sheet
    (block,) = sheet.sections[0].blocks
    return block


@pytest.mark.parametrize(
    ("content", "kind", "texts"),
    [
        (f"<p>{M}</p>", Paragraph, 1),
        (f"<list>{ITEM}{ITEM}</list>", Bullets, 2),
        (f"<steps>{ITEM}</steps>", Steps, 1),
        (f"<checklist>{ITEM}</checklist>", Checklist, 2),
        (
            f"<dodont><do>{HEADING}{ITEM}</do><dont>{HEADING}{ITEM}{ITEM}</dont></dodont>",
            DoDont,
            5,
        ),
        (f'<callout kind="note">{HEADING}<p>{M}</p></callout>', Callout, 2),
        (f"<timeline><event><when>{M}</when><what>{M}</what></event></timeline>", Timeline, 2),
        (f"<diary><columns>{HEADING}</columns><rows>{HEADING}</rows></diary>", Diary, 3),
        (f'<fill key="phone">{M}</fill>', FillIn, 2),
        (f'<lines count="3">{M}</lines>', WriteLines, 2),
        (f'<figure art="ice-pack"><alt>{M}</alt><caption>{M}</caption></figure>', Figure, 2),
    ],
)
def test_each_element_becomes_its_block(
    tmp_path: Path, content: str, kind: type, texts: int
) -> None:
    block = block_of(tmp_path, content)
    assert isinstance(block, kind)
    assert sum(isinstance(visit.node, Text) for visit in walk(block)) == texts


def test_a_line_to_fill_in_has_the_clinics_value(tmp_path: Path) -> None:
    fill = block_of(tmp_path, f'<fill key="phone" kind="phone">{M}</fill>')
    assert isinstance(fill, FillIn)
    assert (fill.value, fill.key, fill.kind) == (
        (Span("555-0100", link="tel:5550100"),),
        "phone",
        FillKind.PHONE,
    )


@pytest.mark.parametrize("kind", FillKind)
def test_a_line_to_fill_in_keeps_its_key_and_kind(tmp_path: Path, kind: FillKind) -> None:
    fill = block_of(tmp_path, f'<fill key="appointment.the-date" kind="{kind}">{M}</fill>')
    assert isinstance(fill, FillIn)
    assert (fill.value, fill.key, fill.kind) == ((), "appointment.the-date", kind)


def test_an_item_may_carry_a_drawing(tmp_path: Path) -> None:
    steps = block_of(
        tmp_path,
        '<steps><item figure="ice-pack"><t>{{ _("One") }}</t><alt>{{ _("Two") }}</alt></item>'
        "</steps>",
    )
    assert isinstance(steps, Steps)
    (item,) = steps.items
    assert item.text.plain == "One"
    assert item.figure
    assert item.figure.alt
    assert (item.figure.art, item.figure.alt.plain) == ("ice-pack", "Two")


def test_a_section_without_alt_has_a_decoration(tmp_path: Path) -> None:
    template = source(body=section(f"<p>{M}</p>", '<section figure="walking">'))
    sheet, _ = parse(tmp_path, template)
    assert sheet
    assert sheet.sections[0].figure == Figure("walking")
    assert [(name, str(where)) for name, where in sheet.drawings] == [
        ("walking", "templates/knee/after.xml:6")
    ]


def test_words_in_a_drawing_belong_to_it(tmp_path: Path) -> None:
    described = f"<alt>{M}</alt>" + "".join(
        f'<label for="{place}">{{{{ _("{place}") }}}}</label>' for place in ("lid", "pot")
    )
    template = source(body=section(f"{described}<p>{M}</p>", '<section figure="walking">'))
    sheet, _ = parse(tmp_path, template)
    assert sheet
    one = sheet.sections[0]
    assert one.figure
    assert [label.plain for label in one.figure.labels] == ["lid", "pot"]
    assert one.figure.places == ("lid", "pot")
    assert one.figure.description.endswith(" (lid; pot)")
    assert len(one.blocks) == 1


def test_words_in_a_drawing_need_a_description_beside_them(tmp_path: Path) -> None:
    label = f'<label for="lid">{M}</label>'
    template = source(body=section(f"{label}<p>{M}</p>", '<section figure="walking">'))
    _, findings = parse(tmp_path, template)
    assert [finding.code for finding in findings] == ["schema"]


# The schema as it explains faults against the schema as libxml2 judges them.

SCHEMA = (PROJECT / "templates" / "handout.rng").read_bytes()
EXPLAINED = Schema(SCHEMA)
JUDGE = etree.RelaxNG(etree.fromstring(SCHEMA))

TAGS = sorted(
    {
        str(node.get("name") or node.text)
        for node in etree.fromstring(SCHEMA).iter("{*}element", "{*}name")
        if node.get("name") or (node.text or "").strip()
    }
)
WHOLE = """<handout sign="s"><words><guide><m n="0"/></guide></words><title><m n="0"/></title>
<subtitle><m n="0"/></subtitle><summary figure="a"><h><m n="0"/></h><alt><m n="0"/></alt>
<label for="x"><m n="0"/></label><caption><m n="0"/></caption>
<p><m n="0"/></p></summary><section figure="b"><h><m n="0"/></h>
<list><item><m n="0"/></item><item figure="x"><t><m n="0"/></t></item></list>
<dodont><do><h><m n="0"/></h><item><m n="0"/></item></do><dont><h><m n="0"/></h>
<item><m n="0"/></item></dont></dodont><callout kind="note"><p><m n="0"/></p></callout>
<timeline><event><when><m n="0"/></when><what><m n="0"/></what></event></timeline>
<table rows="2"><h><m n="0"/></h></table>
<diary scale="9"><columns><h><m n="0"/></h><h kind="date"><m n="0"/></h></columns>
<rows><h><m n="0"/></h></rows></diary>
<fill key="phone"><m n="0"/></fill><lines count="2"><m n="0"/></lines><figure art="y"/>
</section><section kind="urgent"><h><m n="0"/></h><p><m n="0"/></p></section></handout>"""


@st.composite
def changed_sheets(draw: st.DrawFn) -> etree._Element:
    """The whole sheet with a few elements, attributes and words changed, most often wrongly."""
    root = etree.fromstring(WHOLE)
    for _ in range(draw(st.integers(0, 3))):
        elements = list(root.iter(etree.Element))
        element = elements[draw(st.integers(0, len(elements) - 1))]
        match draw(st.sampled_from(["rename", "remove", "repeat", "attribute", "words", "insert"])):
            case "rename":
                element.tag = draw(st.sampled_from(TAGS))
            case "remove" if element is not root:
                element.getparent().remove(element)
            case "repeat" if element is not root:
                element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
            case "attribute":
                name = draw(st.sampled_from(["kind", "figure", "count", "art", "key", "n"]))
                value = draw(st.sampled_from(["note", "source", "a-b", "A", "3", "13", "", "a.b"]))
                element.set(name, value)
            case "words":
                element.text = draw(st.sampled_from(["", " ", "words"]))
            case "insert":
                element.append(etree.Element(draw(st.sampled_from(TAGS))))
    return root


@given(changed_sheets())
def test_whatever_the_schema_forbids_is_explained(root: etree._Element) -> None:
    faults = list(EXPLAINED.explained(root))
    assert bool(faults) == (not JUDGE.validate(root))
    assert all(fault.message and fault.hint for fault in faults)


def test_a_grammar_that_is_not_read_here_is_refused() -> None:
    with pytest.raises(ValueError, match="<mixed>"):
        Schema(SCHEMA.replace(b"<group>", b"<mixed>").replace(b"</group>", b"</mixed>"))


def test_the_vocabulary_is_written_as_the_docs_say(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "authoring.md").read_text("utf-8")
    (shown,) = [each for each in re.findall(r"```xml\n(.*?)```", page, re.S) if "<diary " in each]
    sheet, findings = parse(tmp_path, source(body=shown))
    assert not [one for one in findings if one.code == "schema"], findings
    assert sheet
    grammar = (PROJECT / "templates" / "handout.rng").read_text("utf-8")
    elements = set(re.findall(r'<element name="([a-z]+)"', grammar))
    frame = {
        "handout",
        "title",
        "subtitle",
        "guide",
        "summary",
        "body",
        "call",
        "words",
        "sign",
        "m",
    }
    written = set(re.findall(r"<([a-z]+)", shown)) | set(re.findall(r"<([a-z]+)", page))
    assert elements - written - frame == set()
