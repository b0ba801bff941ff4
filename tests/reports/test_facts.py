"""The map of facts: both ways, nothing unaccounted for, and what a new guide touches."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from handouts.catalogs import store
from handouts.project.project import Project
from handouts.reports.changes import Kind, Stage, changes_since
from handouts.reports.facts import fact_maps
from tests.guides.fixture import GUIDE, ROOT, write_project
from tests.html.accessible import check_page
from tests.press.model import edit, sign
from tests.reports.conftest import Run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


@pytest.fixture
def old(project: Path) -> Path:
    """The guide as it was before somebody changes it."""
    return Path(shutil.copy(project / f"templates/{GUIDE}/guide.toml", project.parent / "old.toml"))


def test_every_fact_of_the_real_guide_is_accounted_for() -> None:
    for each in fact_maps(Project(ROOT)):
        assert each.facts
        assert [entry.fact.id for entry in each.unaccounted] == []
        assert (each.unknown, each.without_fact) == ((), ())
        assert all(sheet.facts for sheet in each.sheets)


def test_both_ways_tell_the_same(run: Run) -> None:
    code, output = run("facts", "--format", "json")
    assert code == 0
    (guide,) = json.loads(output)["guides"]
    forwards = {(fact["id"], sheet) for fact in guide["facts"] for sheet in fact["sheets"]}
    backwards = {(fact, sheet["name"]) for sheet in guide["sheets"] for fact in sheet["facts"]}
    assert forwards == backwards
    assert ("before.toilet", "getting-ready") in forwards
    assert ("check.still", "checking") in forwards


def test_a_fact_leads_to_its_messages_and_their_places(run: Run) -> None:
    code, output = run("facts")
    assert code == 0
    lines = output.splitlines()
    start = lines.index("before.toilet [Before]")
    assert lines[start + 1] == "  says: Empty the bladder first."
    assert lines[start + 2].startswith("  getting-ready.xml:")
    assert '"Go to the toilet before you start."' in lines[start + 2]
    assert "  left out: Does not help anybody to check." in lines
    assert "14 facts, 13 stated, 1 left out with a reason, 0 unaccounted for" in lines[0]


def test_an_unused_fact_is_unaccounted_for(run: Run, project: Path) -> None:
    edit(project / f"templates/{GUIDE}/guide.toml", "[left_out]", "[left_out] # none")
    edit(project / f"templates/{GUIDE}/guide.toml", '"history.invention" = ', "# ")
    _, output = run("facts")
    assert "1 unaccounted for" in output
    assert "UNACCOUNTED FOR" in output


def test_a_changed_fact_leads_to_messages_sheets_and_languages(
    run: Run, project: Path, old: Path
) -> None:
    toml = project / f"templates/{GUIDE}/guide.toml"
    edit(toml, "Press start, keep still, do not talk.", "Press start and keep still.")
    code, output = run("facts", "--changed", old)
    assert code == 0
    lines = output.splitlines()
    start = lines.index("changed check.still [The check]")
    assert lines[start + 1] == "  was: Press start, keep still, do not talk."
    assert lines[start + 2] == "  now: Press start and keep still."
    assert lines[start + 3] == "  sheets: checking"
    assert "  languages: en 2 draft; es 2 draft" in lines
    assert run("facts", "--since", old)[1] == output


def test_each_kind_of_change_is_told(project: Path, old: Path) -> None:
    toml = project / f"templates/{GUIDE}/guide.toml"
    edit(toml, 'facts."check.sit"', 'facts."check.posture"')
    edit(toml, '"history.invention" = ', '"bp.what" = "x"\n# ')
    edit(toml, "Write both numbers down.", "Write the numbers down.")
    found = changes_since(old, Project(project))
    assert {change.name: change.kind for change in found.changes} == {
        "bp.what": Kind.LEFT_OUT,
        "check.posture": Kind.NEW,
        "check.sit": Kind.GONE,
        "check.write": Kind.CHANGED,
        "history.invention": Kind.TAKEN_UP,
    }
    gone = next(change for change in found.changes if change.kind is Kind.GONE)
    assert gone.sheets == ("getting-ready", "checking"), "messages that still rest on it"


def test_the_state_of_each_touched_message_is_told(project: Path, old: Path) -> None:
    edit(project / f"templates/{GUIDE}/guide.toml", "Empty the bladder", "Empty your bladder")
    po = project / f"locales/es/LC_MESSAGES/{GUIDE}.po"
    edit(po, 'msgstr "Fui al baño."', 'msgstr ""')
    catalog, _ = store.load(po)
    entry = catalog.by_key[None, "<b>Go to the toilet</b> before you start."]
    sign(project, "es", [entry])
    found = changes_since(old, Project(project))
    spanish = next(each for each in found.languages if each.language.tag == "es")
    assert spanish.states == {Stage.SIGNED: 1, Stage.UNTRANSLATED: 1}
    fuzzy = dataclasses.replace(entry, fuzzy=True)
    entries = tuple(fuzzy if one == entry else one for one in catalog.entries)
    store.write(dataclasses.replace(catalog, entries=entries), po)
    spanish = next(
        each for each in changes_since(old, Project(project)).languages if each.language.tag == "es"
    )
    assert spanish.states == {Stage.FUZZY: 1, Stage.UNTRANSLATED: 1}


def test_nothing_changed_is_told_too(run: Run, old: Path) -> None:
    assert run("facts", "--changed", old) == (0, f"{GUIDE}: no fact differs\n")
    code, output = run("facts", "--changed", old, "--format", "json")
    assert json.loads(output) == {"guide": GUIDE, "changes": [], "languages": {}}
    assert code == 0


@pytest.mark.parametrize(
    ("content", "told", "expected"),
    [
        (None, "there is no file", 2),
        ('code = "OTHER"\n', "no guide has the code 'OTHER'", 2),
        ("facts = 3\n", "facts must be a table", 1),
        ("[facts\n", "guide-unreadable", 1),
        ('[facts."a.b"]\nsays = "x"\n', 'section under [facts."a.b"] is missing', 1),
        (b"\xff\xfe", "guide-unreadable", 1),
    ],
)
def test_a_bad_older_guide_is_told_without_a_traceback(
    run: Run, tmp_path: Path, content: str | bytes | None, told: str, expected: int
) -> None:
    path = tmp_path / "bad.toml"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, output = run("facts", "--changed", path)
    assert (code, told in output) == (expected, True), output


def test_a_broken_template_is_told_instead_of_a_wrong_map(run: Run, project: Path) -> None:
    edit(project / f"templates/{GUIDE}/checking.xml", "{% block body %}", "{% block %}")
    code, output = run("facts")
    assert code == 1
    assert f"templates/{GUIDE}/checking.xml:" in output


def test_the_page_stands_alone_and_can_be_read_by_ear(run: Run, project: Path, old: Path) -> None:
    edit(project / f"templates/{GUIDE}/guide.toml", "Bare the upper arm.", "Bare <the> arm.")
    assert run("facts", "--format", "html")[0] == 0
    assert run("facts", "--format", "html", "--changed", old)[0] == 0
    for name in ("facts.html", "facts-changed.html"):
        source = (project / "dist" / name).read_text(encoding="utf-8")
        check_page(source)
        assert "Bare &lt;the&gt; arm." in source
