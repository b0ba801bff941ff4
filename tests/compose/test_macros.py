"""Messages of imported macros, from the template to the translator."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.compose import macros
from handouts.compose.compose import Composer
from handouts.model.languages import language
from handouts.project.project import Project
from tests.press.conftest import _model, project
from tests.press.model import GUIDE, edit

__all__ = ["_model", "project"]

MACROS = """\
{% macro ask() %}
{# Fact: knee.rest #}
<p>{{ _("Ask us.") }}</p>
{% endmacro %}
{% macro sit(name) %}
{# Fact: knee.rest #}
<p>{{ _("Sit down, %(name)s.", name=name) }}</p>
{% if not name %}<p>{{ _("Call us.") }}</p>{% endif %}
{% endmacro %}
"""


@pytest.fixture
def used(project: Path) -> Path:
    """A project in which one sheet uses one macro of two."""
    (project / "templates" / "parts.xml").write_text(MACROS)
    sheet = project / "templates" / GUIDE / "before.xml"
    edit(sheet, "{% block body %}", "{% block body %}{% import 'parts.xml' as parts %}")
    edit(sheet, "</steps>", "</steps>{{ parts.ask() }}")
    return project


def test_a_message_of_an_imported_macro_reaches_translators_and_the_sheet(used: Path) -> None:
    read = Project(used)
    assert "Ask us." in [message.msgid for message in read.extraction.domains["common"]]
    (guide,) = read.guides
    found = Composer(read).compose(guide, "before", language("es"))
    assert found.handout
    assert "Ask us." in [text.plain for text in found.handout.texts()]
    (finding,) = found.findings
    assert (finding.code, finding.where.path) == (
        "missing-message",
        "locales/es/LC_MESSAGES/common.po",
    )


def test_macros_that_no_sheet_uses_are_found(used: Path) -> None:
    (finding,) = macros.unused(Composer(Project(used)))
    assert (finding.code, finding.where.path, finding.where.line) == (
        "unprinted-message",
        "templates/parts.xml",
        7,
    )
    assert "macro sit" in finding.message
    sheet = used / "templates" / GUIDE / "after.xml"
    edit(sheet, "{% block body %}", "{% block body %}{% from 'parts.xml' import sit %}")
    edit(sheet, "</steps>", "</steps>{{ sit(clinic) }}")
    assert list(macros.unused(Composer(Project(used)))) == []


def test_while_a_sheet_cannot_be_read_nothing_is_said_of_macros(used: Path) -> None:
    edit(used / "templates" / GUIDE / "after.xml", "{% block body %}", "{% block")
    assert list(macros.unused(Composer(Project(used)))) == []
