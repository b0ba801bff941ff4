"""What a message is on the sheet, as the elements around its call tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.catalogs.extract import extract
from handouts.files.file import File
from handouts.project.project import Project
from tests.guides.fixture import VISIT, VISIT_LANGUAGES, write_project
from tests.sheets.conftest import PROJECT


def roles(tmp_path: Path, source: str) -> dict[str, tuple[str, ...]]:
    path = tmp_path / "sheet.xml"
    path.write_text(source, encoding="utf-8")
    extraction = extract([("a", File(path, "sheet.xml"))])
    assert not extraction.findings
    return {message.msgid: message.roles for message in extraction.domains["a"]}


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ('{% block title %}{{ _("A") }}{% endblock %}', "title of the sheet"),
        ('<section><h>{{ _("A") }}</h></section>', "heading of a section"),
        ('<dont><h>{{ _("A") }}</h></dont>', "head of the column of what not to do"),
        ('<dont><item figure="a>b"><t>{{ _("A") }}</t></item>', "point under what not to do"),
        ('<steps><item>{{ _("A") }}</item></steps>', "step, numbered"),
        ('<list>{% if a %}<item>{% endif %}{{ _("A") }}</item></list>', "point of a list"),
        ('<!-- <list> --><p>{{ _("A") }}</p>', "paragraph"),
        ('<figure art="x"/><p>{{ _("A") }}</p>', "paragraph"),
        ('<figure art="{{ x }}"><alt>{{ _("A") }}</alt></figure>',
         "description of a drawing, heard and not seen"),
        ('{% block summary %}<p>{{ _("A") }}</p>{% endblock %}', "paragraph; in the first box"),
        ('<diary><caption>{{ _("A") }}</caption></diary>', "text over a table"),
        ('<table><caption>{{ _("A") }}</caption></table>', "text over a table"),
        ('<table><row><h>{{ _("A") }}</h></row></table>', "head of a row of a table"),
        ('<list><item><t>B</t><list><item>{{ _("A") }}</item></list></item></list>',
         "point of a point"),
    ],
)  # fmt: skip
def test_the_elements_around_a_message_say_what_it_is(
    tmp_path: Path, source: str, role: str
) -> None:
    assert roles(tmp_path, source) == {"A": (role,)}


@pytest.mark.parametrize("source", ['{{ _("A") }}', '<own>{{ _("A") }}</own>', '</p>{{ _("A") }}'])
def test_what_is_not_known_is_not_said(tmp_path: Path, source: str) -> None:
    assert roles(tmp_path, source) == {"A": ()}


def test_a_message_is_under_the_heading_of_its_section_and_no_other(tmp_path: Path) -> None:
    source = """
    <section><h>{{ pgettext("q", "What <b>do
      I</b> do?") }}</h><p>{{ _("A") }}</p></section>
    <section><h>{{ _("Next") }}</h><p>{{ _("B") }}</p><p>{{ _("A") }}</p></section>
    <p>{{ _("C") }}</p>
    """
    found = roles(tmp_path, source)
    assert found["A"] == (
        'paragraph; in the section "What do I do?"',
        'paragraph; in the section "Next"',
    )
    assert found["B"] == ('paragraph; in the section "Next"',)
    assert found["C"] == ("paragraph",)


def test_every_message_of_the_project_and_of_the_longest_guide_has_a_role(tmp_path: Path) -> None:
    guides = write_project(tmp_path / "project", VISIT, VISIT_LANGUAGES)
    for folder in (PROJECT, guides):
        for messages in Project(folder).extraction.domains.values():
            assert [message.msgid for message in messages if not message.roles] == []
