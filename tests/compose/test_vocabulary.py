"""Handout XML: what a template may say, and how a fault is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.compose.handout_xml import Reader, Sheet, parse
from handouts.model.document import (
    Callout,
    Checklist,
    Diary,
    DoDont,
    FillIn,
    FillKind,
    Span,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.errors import FindingsError
from handouts.model.findings import Where

PROJECT = Path(__file__).parents[2]
SCHEMA = PROJECT / "templates" / "handout.rng"
M = '<m n="0"/>'
WORDS = (
    f"<words><guide>{M}</guide><draft kind='source'>{M}</draft>"
    f"<draft kind='translation'>{M}</draft><page>{M}</page><box>{M}</box>"
    f"<blank>{M}</blank><empty>{M}</empty></words>"
)


def where(at: str) -> Where:
    name, _, line = at.rpartition(":")
    return Where(name, int(line))


def sheet_with(block: str, section: str = "<section>") -> str:
    return (
        f"<handout at='s.xml:1'>{WORDS}<title>{M}</title><subtitle>{M}</subtitle>"
        f"<summary><h>{M}</h><p>{M}</p></summary>\n"
        f"{section}<h>{M}</h>\n{block}</section></handout>"
    )


def read(xml: str) -> Sheet:
    root = parse(xml, Where("s.xml"), where, SCHEMA)
    texts = ("zero", "one", "two", "three", "four", "five")

    def to_text(number: int, place: Where) -> Text:
        return Text((Span(texts[number]),), place)

    return Reader(to_text, where, {"phone": "555-0100"}).sheet(root)


def block_of(xml: str) -> object:
    return read(sheet_with(xml)).sections[0].blocks[0]


def test_each_block_becomes_its_value() -> None:
    item = '<item><m n="1"/></item>'
    assert isinstance(block_of(f"<steps>{item}</steps>"), Steps)
    assert isinstance(block_of(f"<checklist>{item}</checklist>"), Checklist)
    advice = block_of(
        f"<dodont><do><h>{M}</h>{item}</do><dont><h>{M}</h>{item}{item}</dont></dodont>"
    )
    assert isinstance(advice, DoDont)
    assert (len(advice.do), len(advice.dont)) == (1, 2)
    events = f"<event><when>{M}</when><what>{M}</what></event>"
    timeline = block_of(f"<timeline>{events}{events}</timeline>")
    assert isinstance(timeline, Timeline)
    diary = block_of(f"<diary><columns><h>{M}</h></columns><rows><h>{M}</h></rows></diary>")
    assert isinstance(diary, Diary)
    assert diary.caption is None
    lines = block_of(f'<lines count="3">{M}</lines>')
    assert isinstance(lines, WriteLines)
    assert lines.count == 3
    callout = block_of(f'<callout kind="call"><fill key="phone">{M}</fill></callout>')
    assert isinstance(callout, Callout)
    (fill,) = callout.blocks
    assert isinstance(fill, FillIn)
    assert (fill.value, fill.key, fill.kind) == ("555-0100", "phone", FillKind.TEXT)


@pytest.mark.parametrize("kind", FillKind)
def test_a_line_to_fill_in_keeps_its_key_and_kind(kind: FillKind) -> None:
    fill = block_of(f'<fill key="appointment.the-date" kind="{kind}">{M}</fill>')
    assert isinstance(fill, FillIn)
    assert (fill.value, fill.key, fill.kind) == ("", "appointment.the-date", kind)


def test_an_item_may_carry_a_drawing() -> None:
    item = '<item figure="ice-pack"><t><m n="1"/></t><alt><m n="2"/></alt></item>'
    steps = block_of(f"<steps>{item}</steps>")
    assert isinstance(steps, Steps)
    (found,) = steps.items
    assert found.text.plain == "one"
    assert found.figure
    assert found.figure.alt
    assert (found.figure.art, found.figure.alt.plain) == ("ice-pack", "two")


def test_a_section_without_alt_has_a_decoration() -> None:
    (section,) = read(sheet_with(f"<p>{M}</p>", '<section figure="walking">')).sections
    assert section.figure
    assert section.figure.alt is None


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("<p at='s.xml:9'>words past gettext</p>", 9),
        ("<song at='s.xml:7'/>", 7),
        ("<p at='s.xml:5'><b at='s.xml:6'/></p>", 6),
        (f"<lines at='s.xml:4' count='99'>{M}</lines>", 4),
        (f"<fill at='s.xml:2' key='fone'>{M}</fill>", 2),
        (f"<fill at='s.xml:2' kind='day'>{M}</fill>", 2),
        (f"<figure at='s.xml:3' art='../secret'><alt>{M}</alt></figure>", 3),
    ],
)
def test_what_the_schema_forbids_is_told_at_its_line(block: str, line: int) -> None:
    with pytest.raises(FindingsError) as caught:
        read(sheet_with(block))
    assert {finding.code for finding in caught.value.findings} == {"schema"}
    assert Where("s.xml", line) in {finding.where for finding in caught.value.findings}


def test_broken_xml_is_told_at_the_last_tag_before_it() -> None:
    with pytest.raises(FindingsError) as caught:
        read("<handout at='s.xml:1'>\n<p at=\"s.xml:2\">\n</q>")
    (finding,) = caught.value.findings
    assert (finding.code, finding.where) == ("xml-syntax", Where("s.xml", 2))


def test_entities_are_never_followed() -> None:
    bomb = '<!DOCTYPE handout [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(FindingsError):
        read(bomb + sheet_with("<p>&x;</p>"))


def test_a_frame_without_its_words_is_told() -> None:
    xml = sheet_with(f"<p>{M}</p>").replace(f"<box>{M}</box>", "")
    with pytest.raises(FindingsError) as caught:
        read(xml)
    assert "box" in caught.value.findings[0].message
