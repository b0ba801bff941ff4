"""A drawing that changes is printed anew, wherever on a sheet it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.press.worker import State
from tests.press.model import GUIDE, SQUARE, edit, run

#: What is written instead of the one section's start or its steps, for each place of a drawing.
PLACES = {
    "summary": ("{% block summary %}", '{% block summary_figure %} figure="new"{% endblock %}\n'),
    "section": ("<section>", '<section figure="new">'),
    "on its own": ("<steps>", '<figure art="new"/>\n    <steps>'),
    "step": ("<steps>", '<steps><item figure="new"><t>{{ _("Rest.") }}</t></item>'),
    "list": ("<steps>", '<list><item figure="new"><t>{{ _("Rest.") }}</t></item></list><steps>'),
    "checklist": (
        "<steps>",
        '<checklist><item figure="new"><t>{{ _("Rest.") }}</t></item></checklist><steps>',
    ),
    "do": (
        "<steps>",
        '<dodont><do><h>{{ _("Do") }}</h><item figure="new"><t>{{ _("Rest.") }}</t></item></do>'
        '<dont><h>{{ _("Do not") }}</h><item>{{ _("Run.") }}</item></dont></dodont><steps>',
    ),
    "do not": (
        "<steps>",
        '<dodont><do><h>{{ _("Do") }}</h><item>{{ _("Rest.") }}</item></do><dont>'
        '<h>{{ _("Do not") }}</h><item figure="new"><t>{{ _("Run.") }}</t></item></dont>'
        "</dodont><steps>",
    ),
    "list in a box": (
        "<steps>",
        '<callout kind="note"><list><item figure="new"><t>{{ _("Rest.") }}</t></item></list>'
        "</callout><steps>",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_changed_drawing_is_printed_anew(project: Path, place: str) -> None:
    drawing = project / "templates" / "art" / "new.svg"
    drawing.write_text(SQUARE.format(width=100))
    old, new = PLACES[place]
    sheet = project / "templates" / GUIDE / "before.xml"
    edit(sheet, old, new + old if old.startswith("{%") else new)
    shutil.rmtree(project / "locales")
    run(project)
    drawing.write_text(SQUARE.format(width=90))
    _, watched = run(project)
    assert watched.paths(State.BUILT) == {f"en/{GUIDE}-before.pdf"}
