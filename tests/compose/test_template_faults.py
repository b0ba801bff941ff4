"""What stands in a template reaches the sheet, or is reported where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from handouts.catalogs.extract import extract
from handouts.compose.inheritance import Outline
from handouts.project.project import Project
from tests.compose.sheet import (
    BLOCKS,
    FRAME,
    FRAME_SOURCE,
    PROJECT,
    SHEET,
    P,
    faults,
    line_of,
    parse,
    places,
    section,
    source,
)


def test_a_whole_sheet_has_no_findings(tmp_path: Path) -> None:
    sheet, findings = parse(tmp_path, source())
    assert sheet
    assert findings == []


# Blocks


@pytest.mark.parametrize(
    ("block", "nearest"),
    [
        ("calls", "call"),
        ("bdy", "body"),
        ("sumary", "summary"),
        ("summary_picture", "summary_figure"),
        ("summary_captions", "summary_caption"),
        ("gide", "guide"),
        ("titel", "title"),
        ("subtitel", "subtitle"),
    ],
)
def test_a_block_that_the_frame_does_not_have(tmp_path: Path, block: str, nearest: str) -> None:
    template = source(**{block: f"\n{P}"})
    (finding,) = faults(tmp_path, template)
    assert places([finding]) == [("unknown-block", SHEET, line_of(template, f"block {block} "))]
    assert f"did you mean {nearest}?" in finding.message
    assert "summary_caption" in finding.hint, "all blocks are listed"


def test_blocks_of_every_template_between_are_known(tmp_path: Path) -> None:
    between = '{% extends "handout.xml" %}{% block body %}{% block more %}{% endblock %}'
    between += section(P) + "{% endblock %}"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "between.xml").write_text(between)
    template = source(body=None, more=section(P)).replace('"handout.xml"', '"between.xml"')
    assert faults(tmp_path, template) == []
    template = template.replace("block more", "block mor")
    assert places(faults(tmp_path, template)) == [
        ("unknown-block", SHEET, line_of(template, "block mor ")),
        ("empty-block", SHEET, 1),
    ]


@pytest.mark.parametrize("block", ["guide", "title", "subtitle", "summary", "body"])
@pytest.mark.parametrize("content", ["", "\n   \n", "{# nothing #}", "<!-- nothing -->", None])
def test_a_block_that_must_be_filled_in(tmp_path: Path, block: str, content: str | None) -> None:
    template = source(**{block: content})
    (finding,) = faults(tmp_path, template)
    line = 1 if content is None else line_of(template, f"block {block} ")
    assert places([finding]) == [("empty-block", SHEET, line)]
    assert f"{{% block {block} %}}" in finding.hint


@pytest.mark.parametrize("block", ["summary_figure", "summary_caption", "call"])
def test_a_block_that_may_be_empty(tmp_path: Path, block: str) -> None:
    assert faults(tmp_path, source(**{block: ""})) == []


@pytest.mark.parametrize(
    "content", ["<section/>", "words", "{{ clinic }}", '<figure art="rest-chair"/>', P]
)
@pytest.mark.parametrize("first", [True, False])
def test_content_outside_of_every_block(tmp_path: Path, content: str, first: bool) -> None:
    template = source()
    if first:
        template = template.replace("%}\n", f"%}}\n\n  {content}\n", 1)
    else:
        template += f"\n  {content}\n"
    place = template.index(content) if first else template.rindex(content)
    line = template[:place].count("\n") + 1
    found = places(faults(tmp_path, template))
    assert found == [("outside-block", SHEET, line)]


def test_comments_and_variables_may_stand_outside(tmp_path: Path) -> None:
    template = source(title="{{ words }}") + '{# a remark #}\n{% set words = _("A title") %}\n'
    assert faults(tmp_path, template) == []


# Messages


@pytest.mark.parametrize(
    "body",
    [
        "<!-- {} -->",
        "{{% if false %}}{}{{% endif %}}",
        "{{% for each in [] %}}{}{{% endfor %}}",
        "{{% set unused %}}{}{{% endset %}}",
        "{{% macro unused() %}}{}{{% endmacro %}}",
        '{{% set unused = _("Lost.") %}}',
    ],
)
def test_a_message_that_does_not_reach_the_sheet(tmp_path: Path, body: str) -> None:
    lost = body.format('\n{{ _("Lost.") }}')
    template = source(body=f"{BLOCKS['body']}\n{lost}")
    assert places(faults(tmp_path, template)) == [
        ("unprinted-message", SHEET, line_of(template, "Lost."))
    ]


def test_a_message_of_a_macro_outside_that_nobody_uses(tmp_path: Path) -> None:
    template = source() + '{% macro unused() %}\n{{ _("Lost.") }}{% endmacro %}'
    assert places(faults(tmp_path, template)) == [
        ("unprinted-message", SHEET, line_of(template, "Lost."))
    ]


def test_equal_words_in_another_context_or_line_are_another_message(tmp_path: Path) -> None:
    lost = '{% set a = pgettext("verb", "Rest.") %}\n{% set b = _("Rest.") %}'
    template = source(body=f"{section(P)}{lost}")
    line = line_of(template, "set a")
    assert places(faults(tmp_path, template)) == [
        ("unprinted-message", SHEET, line),
        ("unprinted-message", SHEET, line + 1),
    ]


def test_a_message_under_a_condition_may_be_left_out(tmp_path: Path) -> None:
    content = '{% if contact.phone == "" %}<p>{{ _("Ask us.") }}</p>{% else %}' + P + "{% endif %}"
    assert faults(tmp_path, source(body=section(content))) == []
    content = '<p>{{ _("Ask us.") if contact.phone == "" else _("Call us.") }}</p>'
    assert faults(tmp_path, source(body=section(content))) == []


def test_a_message_of_the_frame_is_replaced_with_its_block(tmp_path: Path) -> None:
    frame = FRAME_SOURCE.replace("{% block call %}", '{% block call %}<p>{{ _("Ask us.") }}</p>')
    assert faults(tmp_path, source(), frame) == []
    assert faults(tmp_path, source(call=P), frame) == []


def test_a_message_of_the_frame_that_reaches_no_sheet(tmp_path: Path) -> None:
    frame = FRAME_SOURCE.replace("<words>\n", '<!-- {{ _("Lost.") }} --><words>\n')
    assert places(faults(tmp_path, source(), frame)) == [
        ("unprinted-message", FRAME, line_of(frame, "Lost."))
    ]


#: Two macros, of which a sheet may use one.
MACROS = """{% macro ask() %}
<p>{{ _("Lost.") }}</p>{% endmacro %}{% macro other() %}{{ _("Other.") }}{% endmacro %}"""


@pytest.mark.parametrize(
    ("part", "include", "lost"),
    [
        ('<p>{{ _("Rest.") }}</p>', "{% include 'part.xml' %}", False),
        ('<!-- \n{{ _("Lost.") }} -->', "{% include 'part.xml' %}", True),
        ('<p>\n{{ _("Lost.") }}</p>', "{% set unused %}{% include 'part.xml' %}{% endset %}", True),
        ('<p>\n{{ _("Lost.") }}</p>', "{% if false %}{% include 'part.xml' %}{% endif %}", True),
        ('<p>{{ _("Ask.") }}</p>', "{% if not clinic %}{% include 'part.xml' %}{% endif %}", False),
        ("{% include 'deeper.xml' %}", "{% include 'part.xml' %}", True),
        ("{% include 'part.xml' ignore missing %}", "", False),
        (MACROS, "{% import 'part.xml' as part %}{{ part.ask() }}", False),
        (MACROS, "{% import 'part.xml' as part %}{% set unused = part.ask() %}", True),
        (MACROS, "{% from 'part.xml' import ask as asked %}{{ asked() }}", False),
        (MACROS, "{% from 'part.xml' import ask %}<!-- {{ ask() }} -->", True),
        (MACROS, "{% from 'part.xml' import ask %}{{ ask() if not clinic }}", False),
    ],
)  # fmt: skip
def test_messages_of_a_template_that_is_used_reach_the_sheet(
    tmp_path: Path, part: str, include: str, lost: bool
) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "part.xml").write_text(part)
    (templates / "deeper.xml").write_text('<!-- \n{{ _("Lost.") }} -->')
    template = source(body=f"{BLOCKS['body']}\n{section(P + include)}")
    place = "templates/deeper.xml" if "deeper" in part else "templates/part.xml"
    expected = [("unprinted-message", place, 2)] if lost else []
    assert places(faults(tmp_path, template)) == expected


def test_a_message_cannot_be_forged(tmp_path: Path) -> None:
    for forged in ('<p><m n="0"/></p>', '<p><m n="99"/></p>', "<p><m/></p>"):
        template = source(body=section(f"\n{forged}"))
        found = faults(tmp_path, template)
        assert {(finding.where.path, finding.where.line) for finding in found} == {(SHEET, 8)}
        assert any("not written by hand" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("message", "code"),
    [("<b>Rest", "tag-unclosed"), ("Rest</b>", "tag-nesting"), ("%(who)s", "placeholder-value")],
)
def test_english_that_cannot_be_read(tmp_path: Path, message: str, code: str) -> None:
    template = source(body=section(f'\n<p>{{{{ _("{message}") }}}}</p>'))
    assert places(faults(tmp_path, template)) == [(code, SHEET, 8)]


def test_every_message_that_is_extracted_is_watched() -> None:
    """A message that is extracted for translators, and one that must reach its sheet, are the
    same."""
    for domain, file in Project(PROJECT).template_files():
        source = file.path.read_text(encoding="utf-8")
        outline = Outline.of(file.shown, source, Environment(autoescape=True).parse(source))
        watched = {(call.line, call.context or None, call.msgid) for call in outline.calls}
        extracted = {
            (place.line, message.context, message.msgid)
            for message in extract([(domain, file)]).domains[domain]
            for place in message.places
        }
        assert watched == extracted
        assert extracted
