"""One sheet in the project's own frame, parsed; its blocks are what a test says."""

from __future__ import annotations

import shutil
from pathlib import Path

from handouts.compose import handout_xml
from handouts.compose.sheet_reader import ParsedSheet
from handouts.compose.templates import Templates
from handouts.model.contact import CONTACT_KEYS
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding

PROJECT = Path(__file__).parents[2]
FRAME = "templates/handout.xml"
SHEET = "templates/knee/after.xml"
FRAME_SOURCE = (PROJECT / FRAME).read_text(encoding="utf-8")
#: A paragraph.
P = '<p>{{ _("Rest.") }}</p>'

BLOCKS = {
    "guide": '{{ _("Sore knee") }}',
    "title": '{{ _("After your visit") }}',
    "subtitle": '{{ _("What to do at home") }}',
    "summary": '<p>{{ _("Rest.") }}</p>',
    "body": '<section><h>{{ _("What now?") }}</h>\n<p>{{ _("Sit down.") }}</p></section>',
}


def source(**blocks: str | None) -> str:
    """A sheet's template; a block that is `None` is left out. Each block begins its own line."""
    parts = ['{% extends "handout.xml" %}']
    for name, content in {**BLOCKS, **blocks}.items():
        if content is not None:
            parts.append(f"{{% block {name} %}}{content}{{% endblock %}}")
    return "\n".join(parts) + "\n"


def section(content: str, tag: str = "<section>") -> str:
    """A body of one section."""
    return f'{tag}<h>{{{{ _("What now?") }}}}</h>\n{content}</section>'


def parse(folder: Path, template: str, frame: str = "") -> tuple[ParsedSheet | None, list[Finding]]:
    """What comes of a template in the frame of the project, or in another one."""
    templates = folder / "templates"
    (templates / "knee").mkdir(parents=True, exist_ok=True)
    for name in ("handout.xml", "handout.rng"):
        shutil.copy(PROJECT / "templates" / name, templates)
    if frame:
        (folder / FRAME).write_text(frame, encoding="utf-8")
    (folder / SHEET).write_text(template, encoding="utf-8")
    contact = dict.fromkeys(CONTACT_KEYS, "") | {"phone": "555-0100"}
    variables = {"clinic": "ReleviiMed", "contact": contact}
    try:
        rendered = Templates(templates).render("knee/after.xml", variables)
    except FindingsError as error:
        return None, list(error.findings)
    return handout_xml.parse(rendered, templates / "handout.rng", contact)


def line_of(template: str, words: str) -> int:
    """The line in which words stand."""
    assert template.count(words) == 1, words
    return template.count("\n", 0, template.index(words)) + 1


def faults(folder: Path, template: str, frame: str = "") -> list[Finding]:
    """What `parse` finds."""
    return parse(folder, template, frame)[1]


def places(findings: list[Finding]) -> list[tuple[str, str, int]]:
    """Code, file and line of each finding."""
    return [(finding.code, finding.where.path, finding.where.line) for finding in findings]
