"""Opening hours: what does not fit together is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.project.brand import read_brand
from tests.press.model import ROOT

Row = tuple[str, str, str]


def told(folder: Path, *rows: Row) -> list[tuple[int, str]]:
    """Row and message of each finding; row 0 is all of them."""
    text = (ROOT / "templates" / "brand.toml").read_text()
    hours = "".join(f'[[hours]]\ndays = "{d}"\nopen = "{o}"\nclose = "{c}"\n' for d, o, c in rows)
    (folder / "brand.toml").write_text(text + hours)
    above = text.count("\n")
    _, findings = read_brand(folder / "brand.toml")
    return [(max(one.where.line - above + 3, 0) // 4, one.message) for one in findings]


@pytest.mark.parametrize(
    "rows",
    [
        [("mon-fri", "08:00", "12:00"), ("mon-fri", "12:00", "16:00")],
        [("mon-wed", "08:00", "12:00"), ("thu-sun", "08:00", "12:00")],
        [("sat-mon", "08:00", "12:00"), ("tue-fri", "08:00", "12:00")],
        [("mon", "08:00", "12:00"), ("sun", "08:00", "12:00")],
    ],
)
def test_hours_that_do_not_meet_are_fine(rows: list[Row], tmp_path: Path) -> None:
    assert told(tmp_path, *rows) == []


@pytest.mark.parametrize(
    "rows",
    [
        [("mon-fri", "08:00", "12:00"), ("mon-fri", "08:00", "12:00")],
        [("mon-fri", "08:00", "12:00"), ("wed", "11:59", "16:00")],
        [("sat-mon", "08:00", "12:00"), ("sun", "09:00", "10:00")],
        [("mon", "08:00", "12:00"), ("fri-mon", "07:00", "18:00")],
    ],
)
def test_hours_that_are_given_twice_are_told(rows: list[Row], tmp_path: Path) -> None:
    ((row, message),) = told(tmp_path, *rows)
    assert row == 2
    assert "given above" in message


def test_there_are_two_a_day_at_most(tmp_path: Path) -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    halves = [("08:00", "12:00"), ("13:00", "16:00"), ("17:00", "18:00")]
    rows = [(day, *half) for half in halves for day in days]
    assert told(tmp_path, *rows[:14]) == []
    assert [message for _, message in told(tmp_path, *rows[:15])] == [
        "15 opening hours, more than 14"
    ]
    assert len(told(tmp_path, *rows[:1] * 3000)) < 20
