"""The template catalog: complete, and silent when nothing changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from handouts.catalogs import pot, store
from handouts.files.file import File
from handouts.project.glossary import Glossary
from handouts.project.project import Project
from tests.catalogs.fixtures import DOMAIN, FACTS, FIRST_DAY, SHEET, write_pot, write_sheet


def pot_path(project: Path) -> Path:
    return project / "locales" / f"{DOMAIN}.pot"


def stale(project: Path) -> list[str]:
    messages = Project(project).extraction.domains[DOMAIN]
    findings = pot.outdated(Project(project).pot(DOMAIN), messages, FACTS)
    assert all(finding.hint for finding in findings)
    return [f"{finding.code}: {finding.message}" for finding in findings]


def test_a_translator_sees_facts_notes_and_files_but_no_lines(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    assert write_pot(tmp_path)
    text = pot_path(tmp_path).read_text(encoding="utf-8")
    assert (
        "#. Fact rec.rest: Take it easy for 24 hours. (Your recovery)\n"
        "#. Role: paragraph.\n"
        "#. %(phone)s is a phone number.\n"
        "#: templates/sij/recovery.xml\n"
        "#, python-format\n"
        'msgid "Call us if you have questions: %(phone)s"\n'
        'msgstr ""\n'
    ) in text
    assert "#. A heading; it states no medical fact.\n" in text
    assert '"POT-Creation-Date: 2026-11-22 20:15+0000\\n"' in text


def test_a_note_goes_on_over_the_lines_of_the_template(tmp_path: Path) -> None:
    long = (
        "A paragraph. Strong: powerful, not fast. Keep the\n   caution: usually, and most people."
    )
    write_sheet(tmp_path, f'{{# Fact: rec.rest\n   {long} #}}{{{{ _("Rest.") }}}}')
    write_pot(tmp_path)
    assert (
        "#. A paragraph. Strong: powerful, not fast. Keep the caution: usually, and\n"
        "#. most people.\n"
    ) in pot_path(tmp_path).read_text(encoding="utf-8")


def test_a_translator_sees_which_words_are_agreed(tmp_path: Path) -> None:
    source = '{# Fact: rec.rest #}{{ _("A <term>blood thinner</term> and ice packs.") }}'
    write_sheet(tmp_path, source)
    glossary = Glossary({"thinner": {}, "ice pack": {}, "blood thinner": {}, "spine": {}})
    messages = Project(tmp_path).extraction.domains[DOMAIN]
    path = pot_path(tmp_path)
    pot.write_pot(path, messages, FACTS, glossary.named_in, now=FIRST_DAY)
    line = "#. Agreed words in glossary.csv for: blood thinner, ice pack.\n"
    assert line in path.read_text(encoding="utf-8")
    file = File(path, "a.pot")
    assert pot.outdated(file, messages, FACTS, glossary.named_in) == []
    assert [finding.code for finding in pot.outdated(file, messages, FACTS)] == ["outdated-pot"]


def test_nothing_changes_when_no_words_change(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    write_pot(tmp_path)
    before = pot_path(tmp_path).read_bytes()
    write_sheet(tmp_path, "\n\n<!-- moved down -->\n" + SHEET)
    assert stale(tmp_path) == []
    assert write_pot(tmp_path, FIRST_DAY + timedelta(days=9)) is False
    assert pot_path(tmp_path).read_bytes() == before


def test_a_folder_with_a_space_in_its_name_is_one_reference(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    (tmp_path / "templates" / DOMAIN).rename(tmp_path / "templates" / "SI joint")
    messages = Project(tmp_path).extraction.domains["SI joint"]
    assert pot.write_pot(pot_path(tmp_path), messages, FACTS)
    assert pot.outdated(File(pot_path(tmp_path), "a.pot"), messages, FACTS) == []
    assert "#: \u2068templates/SI joint/recovery.xml\u2069\n" in pot_path(tmp_path).read_text(
        "utf-8"
    )


def test_the_date_moves_with_the_content(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    write_pot(tmp_path)
    write_sheet(tmp_path, SHEET.replace("24 hours", "1 day"))
    assert stale(tmp_path) == [
        "outdated-pot: does not match the templates: 1 new and 1 removed messages"
    ]
    assert write_pot(tmp_path, FIRST_DAY + timedelta(days=9)) is True
    catalog, findings = store.load(pot_path(tmp_path))
    assert findings == []
    assert catalog.headers["POT-Creation-Date"] == "2026-12-01 20:15+0000"
    assert stale(tmp_path) == []


def test_a_changed_comment_is_stale_too(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    write_pot(tmp_path)
    write_sheet(tmp_path, SHEET.replace("Keep short.", "Keep it very short."))
    assert stale(tmp_path) == [
        "outdated-pot: does not match the templates: comments, order or references differ"
    ]


def test_a_missing_or_broken_template_catalog_is_a_finding(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    assert stale(tmp_path) == ["outdated-pot: the catalog template is missing"]
    write_pot(tmp_path)
    pot_path(tmp_path).write_text("<<<<<<< ours\n", encoding="utf-8")
    assert stale(tmp_path)[0].startswith("conflict-marker")
    assert write_pot(tmp_path) is True
    assert stale(tmp_path) == []


def test_the_project_s_own_header_fields_stay(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    write_pot(tmp_path)
    path = pot_path(tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace("file:CONTRIBUTING.md", "words@clinic.org")
    path.write_text(text.replace('"MIME', '"X-Domain: sij\\n"\n"MIME'), encoding="utf-8")
    assert stale(tmp_path) != []
    write_sheet(tmp_path, SHEET.replace("24 hours", "1 day"))
    write_pot(tmp_path)
    headers = store.load(path)[0].headers
    assert headers["Report-Msgid-Bugs-To"] == "words@clinic.org"
    assert headers["X-Domain"] == "sij"
    assert stale(tmp_path) == []
