"""Templates: messages put aside, lines kept, faults reported at their place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.compose.templates import SourceMessage, Templates
from handouts.model.errors import FindingsError
from handouts.model.findings import Where


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "templates"
    path.mkdir()
    return path


def templates(folder: Path, **files: str) -> Templates:
    for name, source in files.items():
        (folder / f"{name}.xml").write_text(source, encoding="utf-8")
    return Templates(folder)


def test_a_message_leaves_its_number_behind(folder: Path) -> None:
    found = templates(folder, a='<p>{{ _("Call %(who)s.", who=clinic) }}</p>')
    rendered = found.render("a.xml", {"clinic": "R & D"})
    assert rendered.xml == '<p at="a.xml:1"><m n="0"/><?at a.xml:1?></p>'
    where = Where("templates/a.xml", 1, "Call %(who)s.")
    assert rendered.messages == (SourceMessage("", "Call %(who)s.", {"who": "R & D"}, where),)


def test_context_tells_equal_words_apart(folder: Path) -> None:
    found = templates(folder, a='{{ pgettext("verb", "Rest") }}{{ _("Rest") }}')
    assert [each.context for each in found.render("a.xml", {}).messages] == ["verb", ""]


def test_every_start_tag_knows_its_line_through_a_frame(folder: Path) -> None:
    frame = "<handout>\n{% block body %}{% endblock %}\n</handout>"
    child = '{% extends "frame.xml" %}\n{% block body %}\n\n<p>x</p>{% endblock %}'
    rendered = templates(folder, frame=frame, child=child).render("child.xml", {})
    assert '<handout at="frame.xml:1">' in rendered.xml
    assert '<p at="child.xml:4">x<?at child.xml:4?></p>' in rendered.xml
    assert "<?block body?>" in rendered.xml


def test_a_message_knows_where_it_was_asked_for(folder: Path) -> None:
    frame = "<handout>{% block body %}{% endblock %}</handout>"
    child = '{% extends "frame.xml" %}\n{% block body %}\n{% set x = _("A") %}\n{{ _("B") }}{{ x }}'
    child += "{% endblock %}"
    rendered = templates(folder, frame=frame, child=child).render("child.xml", {})
    assert [str(each.where) for each in rendered.messages] == [
        "templates/child.xml:3",
        "templates/child.xml:4",
    ]


def test_a_block_inside_a_tag_is_marked_in_the_tag(folder: Path) -> None:
    frame = "<a{% block art %}{% endblock %}><b>{% block body %}{% endblock %}</b></a>"
    child = '{% extends "frame.xml" %}{% block art %} x="1"{% endblock %}'
    rendered = templates(folder, frame=frame, child=child).render("child.xml", {})
    assert '<a at="frame.xml:1" block-art="" x="1">' in rendered.xml
    assert "<?block body?><?end?>" in rendered.xml


def test_tags_inside_messages_and_comments_are_not_marked(folder: Path) -> None:
    source = '{# <p> #}<!-- <p> -->{{ _("<b>x</b>") }}'
    rendered = templates(folder, a=source).render("a.xml", {})
    assert rendered.xml == '<!-- <p> --><m n="0"/>'


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("<p>\n{{ _('x' }}</p>", 2, "template-syntax"),
        ("<p>\n{{ nothing }}</p>", 2, "template-error"),
        ("\n\n{% extends 'gone.xml' %}", 3, "template-missing"),
        ("<p>\n\n{% include 'gone.xml' %}</p>", 3, "template-missing"),
        ("{% block x %}{% endblock %}\n{% block x %}{% endblock %}", 2, "template-syntax"),
        ("{{ 1 // 0 }}", 1, "template-error"),
    ],
)
def test_a_fault_is_told_with_file_and_line(
    folder: Path, source: str, line: int, code: str
) -> None:
    with pytest.raises(FindingsError) as caught:
        templates(folder, a=source).render("a.xml", {})
    (finding,) = caught.value.findings
    assert (finding.code, finding.where) == (code, Where("templates/a.xml", line))


@pytest.mark.parametrize(
    "source",
    ["{{ ''.__class__.__mro__ }}", "{% include '../../etc/passwd' %}", "{{ _.__globals__ }}"],
)
def test_a_template_reaches_nothing_outside(folder: Path, source: str) -> None:
    with pytest.raises(FindingsError):
        templates(folder, a=source).render("a.xml", {})


@pytest.mark.parametrize(
    "source",
    [
        "{% extends 'hip/part.xml' %}",
        "<p>{% include 'hip/part.xml' %}</p>",
        "{% import 'hip/part.xml' as part %}{{ part }}",
        "{% from 'hip/part.xml' import part %}{{ part() }}",
        "{% set name = 'hip/' ~ 'part.xml' %}{% include name %}",
    ],
)
def test_a_template_uses_nothing_of_another_guide(folder: Path, source: str) -> None:
    """A guide is made from its own files and the shared ones: others may change unnoticed."""
    for guide, text in (("knee", source), ("hip", "<p>Part</p>")):
        (folder / guide).mkdir()
        (folder / guide / "part.xml").write_text(text)
    with pytest.raises(FindingsError) as caught:
        templates(folder).render("knee/part.xml", {})
    (finding,) = caught.value.findings
    assert finding.where == Where("templates/knee/part.xml", 1)
    assert finding.message == "template hip/part.xml is another guide's"


def test_a_template_uses_its_own_guides_files_and_the_shared_ones(folder: Path) -> None:
    (folder / "knee").mkdir()
    (folder / "knee" / "part.xml").write_text("<p>Part</p>")
    (folder / "knee" / "sheet.xml").write_text(
        "{% include 'knee/part.xml' %}{% include 'shared.xml' %}"
    )
    rendered = templates(folder, shared="<p>Shared</p>").render("knee/sheet.xml", {})
    assert re.sub(r" at=[^>]*|<\?at[^>]*>", "", rendered.xml) == "<p>Part</p><p>Shared</p>"


@pytest.mark.parametrize(
    ("imported", "use"),
    [
        ("{% import 'parts.xml' as parts %}", "{{ parts.ask(clinic) }}{{ parts.rest }}"),
        ("{% from 'parts.xml' import ask as question, rest %}", "{{ question(clinic) }}{{ rest }}"),
    ],
)
def test_messages_of_an_imported_template_are_those_of_the_sheet(
    folder: Path, imported: str, use: str
) -> None:
    """Also of the second sheet that imports it: messages are numbered anew in each."""
    parts = '{% macro ask(who) %}{{ _("Ask %(who)s.", who=who) }}{% endmacro %}'
    parts += '{% set rest = _("Rest.") %}'
    found = templates(
        folder,
        parts=parts,
        one=f"{imported}<p>{use}</p>",
        other=f'{imported}<p>{{{{ _("First.") }}}}{use}</p>',
    )
    for name, words in (("one", []), ("other", ["First."])):
        rendered = found.render(f"{name}.xml", {"clinic": "us"})
        numbers = map(int, re.findall(r'<m n="(\d+)"', rendered.xml))
        shown = [rendered.messages[number] for number in numbers]
        assert [each.msgid for each in shown] == [*words, "Ask %(who)s.", "Rest."]
        assert shown[-2].where == Where("templates/parts.xml", 1, "Ask %(who)s.")
