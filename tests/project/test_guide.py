"""The facts file: what is read from it, and what is told about a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.model.errors import FindingsError
from handouts.project.guide import Fact, Sheet, load_guide
from tests.each import each

TEMPLATES = Path(__file__).parents[2] / "templates"

GOOD = """\
title = "Knee injection"
code = "KNEE"
version = "2.1"
date = "2026-02-28"
source = "Our article on knees"

[handouts.after]
code = "AFT"
order = 2

[handouts.before]
code = "BEF"
order = 1

[facts."prep.driver"]
section = "Getting ready"
says = "Bring a driver."

[facts."prep.praise"]
section = "Getting ready"
says = "It is the best clinic."

[left_out]
"prep.praise" = "Praise."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "knee-injection"
    folder.mkdir(parents=True)
    (folder / "before.xml").write_text("<handout/>")
    (folder / "after.xml").write_text("<handout/>")
    (folder / "guide.toml").write_text(GOOD)
    return folder


def faults(folder: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "guide.toml").write_bytes(data)
    with pytest.raises(FindingsError) as caught:
        load_guide(folder, "templates/knee-injection/guide.toml")
    findings = caught.value.findings
    assert all(finding.where.path == "templates/knee-injection/guide.toml" for finding in findings)
    return [(finding.where.line, finding.code, finding.message) for finding in findings]


def test_a_guide_is_read_with_sheets_in_order_and_facts_with_their_lines(folder: Path) -> None:
    guide = load_guide(folder, "guide.toml")
    assert (guide.name, guide.title, guide.code) == ("knee-injection", "Knee injection", "KNEE")
    assert (guide.version, guide.date, guide.path) == ("2.1", "2026-02-28", folder)
    assert guide.sheets == (Sheet("before", "BEF", 1, 11), Sheet("after", "AFT", 2, 7))
    assert guide.file == "guide.toml"
    assert guide.facts["prep.driver"] == Fact(
        "prep.driver", "Getting ready", "Bring a driver.", line=15
    )
    assert dict(guide.left_out) == {"prep.praise": "Praise."}


def test_a_guide_cannot_be_changed_after_it_is_read(folder: Path) -> None:
    guide = load_guide(folder)
    with pytest.raises(TypeError):
        guide.facts["new.fact"] = guide.facts["prep.driver"]  # type: ignore[index]


@each(
    ("old", "new", "line", "message"),
    [
        ('code = "KNEE"', 'code = "knee"', 2, "code 'knee' must be 2 to 8 capital letters"),
        ('version = "2.1"', 'version = "new"', 3, "version 'new' must be numbers and points"),
        ('version = "2.1"\n', "", 0, "version is missing"),
        ("2026-02-28", "2026-02-30", 4, "date '2026-02-30' must be a day of the calendar"),
        ("2026-02-28", "20260228", 4, "date '20260228' must be a day of the calendar"),
        ('date = "2026-02-28"', "date = 2026-02-28", 4, "date must be text"),
        ('source = "', 'sorce = "x"\nsource = "', 5, "unknown key sorce"),
        ("[handouts.after]", "[handouts.later]", 7, "sheet later has no template"),
        ("[handouts.after]", "[handouts.later]", 0, "after.xml is not listed as a sheet"),
        ("[handouts.after]", '[handouts."../x"]', 7, '"../x" under [handouts] must be small'),
        ("order = 2", 'order = "2"', 9, "order under [handouts.after] must be a whole number"),
        ("order = 2", "order = 1", 13, "sheets after and before have the same order"),
        ('code = "BEF"', 'code = "AFT"', 12, "sheets after and before have the same code"),
        ("order = 2\n", "", 7, "order under [handouts.after] is missing"),
        ('[facts."prep.driver"]', "[facts.prep.driver]", 15, "prep.driver must be in quotes"),
        ('[facts."prep.driver"]', '[facts."Driver"]', 15, "Driver under [facts] must be a topic"),
        ('says = "Bring a driver."', "", 15, 'says under [facts."prep.driver"] is missing'),
        ('says = "Bring a driver."', 'says = ""', 17, 'says under [facts."prep.driver"] is empty'),
        ('"prep.praise" = "Praise."', '"prep.prize" = "P."', 24, "left out, but not a fact"),
        ('= "Praise."', '= " "', 24, '"prep.praise" under [left_out] is empty'),
    ],
)
def test_a_fault_is_told_with_its_line(
    folder: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in GOOD
    found = faults(folder, GOOD.replace(old, new, 1))
    assert any(at == line and text.startswith(message) for at, _, text in found), found


def test_every_fault_is_told_at_once(folder: Path) -> None:
    found = faults(folder, GOOD.replace("2.1", "x").replace("order = 2", "order = 1"))
    assert len(found) == 2


@pytest.mark.parametrize("text", ['title = "a\n', b"title = '\xff'\n", "facts = 1\nfacts = 2\n"])
def test_what_cannot_be_parsed_is_a_finding(folder: Path, text: str | bytes) -> None:
    assert {code for _, code, _ in faults(folder, text)} == {"guide-unreadable"}


@pytest.mark.parametrize("text", ["", "facts = 1\n", "[handouts]\nafter = 3\n", "left_out = []\n"])
def test_wrong_kinds_of_value_are_findings(folder: Path, text: str) -> None:
    assert faults(folder, text)


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="guide-unreadable"):
        load_guide(tmp_path / "nowhere", "guide.toml")


def test_the_name_common_is_taken(folder: Path) -> None:
    with pytest.raises(FindingsError, match="cannot be called common"):
        load_guide(folder.rename(folder.with_name("common")), "guide.toml")
