"""A small project on disk: one guide, one sheet, catalogs as the tests need them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from handouts.catalogs import pot
from handouts.catalogs.wrap import escape
from handouts.model.languages import language
from handouts.project.catalogs import create
from handouts.project.project import Project

DOMAIN = "sij"
FACTS = {"rec.rest": "Take it easy for 24 hours. (Your recovery)"}
FIRST_DAY = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
SHEET = """\
{# Fact: none - a heading #}
<h>{{ _("After your injection") }}</h>
{# Fact: rec.rest
   Keep short. #}
<p>{{ _("Rest at home for 24 hours after you come home from your visit.") }}</p>
{# Fact: rec.rest
   %(phone)s is a phone number. #}
<p>{{ _("Call us if you have questions: %(phone)s", phone=contact.phone) }}</p>
"""


def write_sheet(project: Path, source: str = SHEET) -> None:
    """Puts the sheet's template in place."""
    folder = project / "templates" / DOMAIN
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recovery.xml").write_text(source, encoding="utf-8")


def write_pot(project: Path, now: datetime = FIRST_DAY) -> bool:
    """Extracts the sheet into its template catalog."""
    messages = Project(project).extraction.domains[DOMAIN]
    return pot.write_pot(project / "locales" / f"{DOMAIN}.pot", messages, FACTS, now=now)


def start(project: Path, tag: str = "es", sheet: str = SHEET) -> Path:
    """A project with one started language; the path of its catalog."""
    write_sheet(project, sheet)
    write_pot(project)
    assert create(Project(project), language(tag)).findings == ()
    return Project(project).po(language(tag), DOMAIN).path


def translate(po: Path, words: dict[str, str]) -> None:
    """Fills in translations as a translator would, in the text of the file."""
    text = po.read_text(encoding="utf-8")
    for english, translation in words.items():
        head, _, tail = text.partition(english)
        assert tail, english
        filled = tail.replace('msgstr ""', f'msgstr "{escape(translation)}"', 1)
        text = head + english + filled
    po.write_text(text, encoding="utf-8")
