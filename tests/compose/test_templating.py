"""Templates: messages put aside, lines kept, faults told at their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.compose.templates import Message, Templates
from handouts.model.errors import FindingsError
from handouts.model.findings import Where


def templates(folder: Path, **files: str) -> Templates:
    for name, source in files.items():
        (folder / f"{name}.xml").write_text(source, encoding="utf-8")
    return Templates(folder)


def test_a_message_leaves_its_number_behind(tmp_path: Path) -> None:
    found = templates(tmp_path, a='<p>{{ _("Call %(who)s.", who=clinic) }}</p>')
    rendered = found.render("a.xml", {"clinic": "R & D"})
    assert rendered.xml == '<p at="a.xml:1"><m n="0"/></p>'
    assert rendered.messages == (Message("", "Call %(who)s.", {"who": "R & D"}),)


def test_context_tells_equal_words_apart(tmp_path: Path) -> None:
    found = templates(tmp_path, a='{{ pgettext("verb", "Rest") }}{{ _("Rest") }}')
    assert [each.context for each in found.render("a.xml", {}).messages] == ["verb", ""]


def test_every_start_tag_knows_its_line_through_a_frame(tmp_path: Path) -> None:
    frame = "<handout>\n{% block body %}{% endblock %}\n</handout>"
    child = '{% extends "frame.xml" %}\n{% block body %}\n\n<p>x</p>{% endblock %}'
    rendered = templates(tmp_path, frame=frame, child=child).render("child.xml", {})
    assert '<handout at="frame.xml:1">' in rendered.xml
    assert '<p at="child.xml:4">' in rendered.xml


def test_tags_inside_messages_and_comments_are_not_marked(tmp_path: Path) -> None:
    source = '{# <p> #}<!-- <p> -->{{ _("<b>x</b>") }}'
    rendered = templates(tmp_path, a=source).render("a.xml", {})
    assert rendered.xml == '<!-- <p> --><m n="0"/>'


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("<p>\n{{ _('x' }}</p>", 2, "template-syntax"),
        ("<p>\n{{ nothing }}</p>", 2, "template-error"),
        ("\n\n{% extends 'gone.xml' %}", 0, "template-missing"),
        ("{{ 1 // 0 }}", 1, "template-error"),
    ],
)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, source: str, line: int, code: str
) -> None:
    with pytest.raises(FindingsError) as caught:
        templates(tmp_path, a=source).render("a.xml", {})
    (finding,) = caught.value.findings
    assert (finding.code, finding.where) == (code, Where("templates/a.xml", line))


@pytest.mark.parametrize(
    "source",
    ["{{ ''.__class__.__mro__ }}", "{% include '../../etc/passwd' %}", "{{ _.__globals__ }}"],
)
def test_a_template_reaches_nothing_outside(tmp_path: Path, source: str) -> None:
    with pytest.raises(FindingsError):
        templates(tmp_path, a=source).render("a.xml", {})
