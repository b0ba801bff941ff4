"""A drawing that changes is printed anew, wherever on a sheet it stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from handouts.compose.compose import Composer
from handouts.model.blocks import Figure
from handouts.model.document import Handout
from handouts.model.languages import SOURCE_LANGUAGE
from handouts.press.worker import State
from handouts.project.project import Project
from tests.press.model import GUIDE, SQUARE, edit, run

#: What is written instead of the one section's start or its steps, for each place of a drawing.
PLACES = {
    "summary": ("{% block summary %}", '{% block summary_figure %} figure="new"{% endblock %}\n'),
    "sign": ("{% block summary %}", '{% block sign %} sign="new"{% endblock %}\n'),
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


def put(project: Path, place: str) -> Path:
    """Puts a new drawing in a place of the first handout; gives its file."""
    drawing = project / "templates" / "art" / "new.svg"
    drawing.write_text(SQUARE.format(width=100))
    old, new = PLACES[place]
    sheet = project / "templates" / GUIDE / "before.xml"
    edit(sheet, old, new + old if old.startswith("{%") else new)
    shutil.rmtree(project / "locales")
    return drawing


@pytest.mark.parametrize("place", PLACES)
def test_a_changed_drawing_is_printed_anew(project: Path, place: str) -> None:
    drawing = put(project, place)
    run(project)
    drawing.write_text(SQUARE.format(width=90))
    _, watched = run(project)
    assert watched.paths(State.BUILT) == {f"en/{GUIDE}-before.pdf"}


def test_there_is_a_place_for_each_field_of_a_document_that_holds_drawings(project: Path) -> None:
    shown: set[tuple[type, str]] = set()
    for name in PLACES:
        changed = Path(shutil.copytree(project, project.with_name(name)))
        put(changed, name)
        composer = Composer(Project(changed))
        (guide,) = composer.project.guides
        handout = composer.compose(guide, "before", SOURCE_LANGUAGE).printable
        assert handout
        shown |= set(leading_to_new(handout))
    assert shown == set(holding(Handout))


def leading_to_new(node: object) -> Iterator[tuple[type, str]]:
    """The fields on the way to the new drawing."""
    for field in fields(node):  # type: ignore[arg-type]
        held = getattr(node, field.name)
        for inner in held if isinstance(held, tuple) else (held,):
            if is_dataclass(inner):
                below = list(leading_to_new(inner))
                if below or (isinstance(inner, Figure) and inner.art == "new"):
                    yield (type(node), field.name)
                    yield from below


def holding(kind: type, above: tuple[type, ...] = ()) -> Iterator[tuple[type, str]]:
    """The fields in which drawings can stand, by the types of a document's classes. What stands in
    one of its own kind, as points of a point do, has none."""
    for name, hint in get_type_hints(kind).items():
        for inner in classes(hint):
            around = (*above, kind)
            below = [] if inner in around else list(holding(inner, around))
            if below or inner is Figure:
                yield (kind, name)
                yield from below


def classes(hint: object) -> Iterator[type]:
    """The document's classes that a type names."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from classes(inner)
