"""Faults of XML, schema and names are reported at the file and line that an author wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.model.contact import CONTACT_KEYS
from tests.compose.sheet import (
    FRAME,
    FRAME_SOURCE,
    SHEET,
    P,
    faults,
    line_of,
    parse,
    places,
    section,
    source,
)


@pytest.mark.parametrize(
    ("content", "at", "words"),
    [
        ("<list>\n<item>\n</list>", "<item>", "<item> is not closed before </list>"),
        (f"{P}\n</list>", "</list>", "</list> where </section> should close line 6"),
        ("<p>\n</q>", "</q>", "</q> where </p> should close line 7"),
        ("<steps>\n<item>", "<steps>", "<item> is not closed"),
        (f"{P}</section>\n</section>", "\n</section>", "</section> closes nothing"),
        (f"{P}\n R & D", " R & D", "an & on its own"),
        (f"{P}\n<p>&nbsp;</p>", "&nbsp;", "the entity &nbsp; is not known"),
        (f"{P}\n<p>1 < 2</p>", "1 < 2", "a < that begins no tag"),
        (f"{P}\n<lines count=3>", "count=3", "an attribute that is not written"),
        (f'{P}\n<lines count="3">{{{{ _("x") }}}}</lines\n>', "", ""),
        (f'{P}\n<figure art="a"alt="b"/>', 'art="a"alt', "an attribute that is not written"),
        (f"{P}\n<figure art='{{{{ _(\"x\") }}}}'/>", "<figure", "a tag or a message inside"),
        (f'{P}\n<figure art="a" art="b"/>', "<figure", "redefined"),
    ],
)
def test_broken_xml_is_reported_in_its_line(
    tmp_path: Path, content: str, at: str, words: str
) -> None:
    template = source(body=section(content))
    found = faults(tmp_path, template)
    if not words:
        assert found == []
        return
    (finding,) = found
    line = template[: template.index(at)].count("\n") + 1 + at.startswith("\n")
    if words == "<item> is not closed":
        line += 1
    assert places([finding]) == [("xml-syntax", SHEET, line)]
    assert words in finding.message
    assert finding.hint


@pytest.mark.parametrize("block", ["call", "summary", "body"])
def test_a_tag_left_open_in_a_block_is_not_blamed_on_the_frame(tmp_path: Path, block: str) -> None:
    template = source(**{block: '<list>\n<item>{{ _("Go.") }}</item>'})
    (finding,) = faults(tmp_path, template)
    assert places([finding]) == [("xml-syntax", SHEET, line_of(template, "<list>"))]
    assert "<list> is not closed before the end of the block" in finding.message


@pytest.mark.parametrize(
    ("block", "tag"), [("call", "callout"), ("summary", "summary"), ("title", "title")]
)
def test_a_block_cannot_close_what_the_frame_has_opened(
    tmp_path: Path, block: str, tag: str
) -> None:
    for more in ("", f"\n<{tag}>"):
        template = source(**{block: f"\n</{tag}>{more}"})
        (finding,) = faults(tmp_path, template)
        assert places([finding]) == [("xml-syntax", SHEET, line_of(template, f"</{tag}>"))]
        assert "closes an element of the frame" in finding.message


def test_broken_xml_of_the_frame_is_reported_there(tmp_path: Path) -> None:
    frame = FRAME_SOURCE.replace("<subtitle>", "<subtitel>")
    (finding,) = faults(tmp_path, source(), frame)
    assert places([finding]) == [("xml-syntax", FRAME, line_of(frame, "<subtitel>"))]


def test_an_attribute_that_a_block_gives_is_reported_there(tmp_path: Path) -> None:
    for content, code in (
        (' figure="Rest Chair"', "schema"),
        (' picture="rest-chair"', "schema"),
        (" figure=rest-chair", "xml-syntax"),
        ('figure"rest-chair"', "xml-syntax"),
    ):
        template = source(summary_figure=content)
        (finding,) = faults(tmp_path, template)
        line = line_of(template, "block summary_figure")
        assert places([finding]) == [(code, SHEET, line)], content


def test_entities_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    bomb = f'<!DOCTYPE handout [<!ENTITY x SYSTEM "{secret}">]>\n'
    frame = bomb + FRAME_SOURCE.replace("<title>", "<title>&x;")
    sheet, (finding,) = parse(tmp_path, source(), frame)
    assert sheet is None
    assert "<!DOCTYPE>" in finding.message


# The schema


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        ("<p>Rest.</p>", "words in <p> that are no message", 'write them as {{ _("...") }}'),
        (f"Rest.{P}", "words in <section> that are no message", 'write them as {{ _("...") }}'),
        (f"<chekclist>{P}</chekclist>", "did you mean checklist?", "here may stand: <alt>"),
        ("<list></list>", "<list> is not complete", "write <item>"),
        ("", "<section> is not complete", "write <p>, <subheading>"),
        (
            f'<callout kind="box">{P}</callout>',
            'kind="box" is not allowed',
            "note, warning or call",
        ),
        (f"<callout>{P}</callout>", 'needs the attribute kind="..."', "note, warning or call"),
        (
            f'<callout kind="note">{P}<steps/></callout>',
            "<steps> may not stand in <callout>",
            "<p>",
        ),
        ('<lines count="13">{{ _("x") }}</lines>', 'count="13"', "a number from 1 to 12"),
        ('<lines count="0">{{ _("x") }}</lines>', 'count="0"', "a number from 1 to 12"),
        ('<figure art="../secret"/>', 'art="../secret"', "the name of a drawing"),
        ('<figure figure="chair"/>', "has no attribute figure", "it may have: art"),
        (
            '<fill key="fone">{{ _("x") }}</fill>',
            'key="fone"',
            "phone_pharmacy, hours, address, website",
        ),
        (
            '<fill kind="day">{{ _("x") }}</fill>',
            'kind="day"',
            "text, date, time, datetime, phone or number",
        ),
        ('<fill art="x">{{ _("x") }}</fill>', "<fill> has no attribute art", "key, kind"),
        (f"{P}<h>{{{{ _('x') }}}}</h>", "<h> may not stand in <section> here", "<p>, <subheading>"),
        (
            '<list><item><t>{{ _("x") }}</t></item></list>',
            "<item> is not complete",
            "write <line> or <list>",
        ),
        (
            '<timeline><event><what>{{ _("x") }}</what></event></timeline>',
            "<what> may not stand in <event> here",
            "here may stand: <when>",
        ),
        (
            '<dodont><do><h>{{ _("x") }}</h><item>{{ _("x") }}</item></do></dodont>',
            "<dodont> is not complete",
            "write <dont>",
        ),
        (
            '<diary><columns><h>{{ _("x") }}</h></columns><rows></rows></diary>',
            "<rows> is not complete",
            "write <h>",
        ),
        (
            '<figure art="calm-chair"><label for="a">{{ _("x") }}</label></figure>',
            "<label> may not stand in <figure> here",
            "<label> may stand after <alt>",
        ),
        (
            '<list><item>{{ _("x") }}<line/></item></list>',
            "<line> may not stand in <item> here",
            "<line> may stand where <item> begins with <t>",
        ),
        (
            '<p>{{ _("x") }}</p><caption>{{ _("x") }}</caption>',
            "<caption> may not stand in <section> here",
            "<caption> may stand straight after <h>",
        ),
        ('<p>{{ _("x") }}{{ _("y") }}</p>', "a message may not stand in <p> here", "delete it"),
    ],
)
def test_a_fault_names_the_element_and_what_may_stand_there(
    tmp_path: Path, content: str, message: str, hint: str
) -> None:
    template = source(body="\n\n" + section(content).replace("\n", ""))
    first = faults(tmp_path, template)[0]
    assert places([first]) == [("schema", SHEET, line_of(template, "<section>"))]
    assert message in first.message
    assert hint in first.hint


def test_every_fault_is_reported_at_once_each_in_its_line(tmp_path: Path) -> None:
    template = source(body=section("<song/>\n<p>Rest.</p>\n<lines>{{ _('x') }}</lines>"))
    assert places(faults(tmp_path, template)) == [
        ("schema", SHEET, 7),
        ("schema", SHEET, 8),
        ("schema", SHEET, 9),
    ]


@pytest.mark.parametrize("block", ["title", "subtitle", "guide"])
def test_words_past_gettext_in_a_block_are_reported_there(tmp_path: Path, block: str) -> None:
    template = source(**{block: "Knee"})
    (finding,) = faults(tmp_path, template)
    assert places([finding]) == [("schema", SHEET, line_of(template, f"block {block} "))]


def test_a_block_in_the_wrong_place_is_reported_there(tmp_path: Path) -> None:
    template = source(summary="\n<steps><item>{{ _('x') }}</item></steps>")
    (finding,) = faults(tmp_path, template)
    assert places([finding]) == [("schema", SHEET, line_of(template, "<steps>"))]
    assert "<p> or <list>" in finding.hint


def test_a_frame_without_its_words_is_reported_there(tmp_path: Path) -> None:
    frame = FRAME_SOURCE.replace('<box>{{ _("To tick") }}</box>', "")
    (finding,) = faults(tmp_path, source(), frame)
    assert places([finding]) == [("frame-words", FRAME, line_of(frame, "<words>\n"))]
    assert "box" in finding.message


def test_a_schema_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    parse(tmp_path, source())
    schema = tmp_path / "templates" / "handout.rng"
    for data in (b"", b"<grammar>", b"<grammar xmlns='http://relaxng.org/ns/structure/1.0'/>"):
        schema.write_bytes(data)
        from handouts.compose import handout_xml  # noqa: PLC0415
        from handouts.compose.templates import Templates  # noqa: PLC0415

        rendered = Templates(schema.parent).render(
            "knee/after.xml", {"clinic": "", "contact": dict.fromkeys(CONTACT_KEYS, "")}
        )
        sheet, (finding,) = handout_xml.parse(rendered, schema, {})
        assert sheet is None
        assert finding.where.path == "templates/handout.rng"


# Jinja


def test_a_name_that_does_not_exist_is_reported_with_those_that_do(tmp_path: Path) -> None:
    template = source(body=section("{{ clinc }}"))
    (finding,) = faults(tmp_path, template)
    assert places([finding]) == [("template-error", SHEET, line_of(template, "clinc"))]
    assert "clinic, contact" in finding.hint


def test_an_error_of_the_frame_is_reported_there(tmp_path: Path) -> None:
    frame = FRAME_SOURCE.replace("<title>", "<title>{{ nothing }}")
    (finding,) = faults(tmp_path, source(), frame)
    assert places([finding]) == [("template-error", FRAME, line_of(frame, "nothing"))]


@pytest.mark.parametrize("name", ["hndout.xml", "frame.xml", "knee/handout.xml"])
def test_a_frame_that_does_not_exist(tmp_path: Path, name: str) -> None:
    template = "\n" + source().replace("handout.xml", name)
    (finding,) = faults(tmp_path, template)
    assert places([finding]) == [("template-missing", SHEET, 2)]
    assert "handout.xml" in finding.hint
