"""docs/questions-for-the-clinic.md quotes the sheets: what it quotes stands on them."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.checks.markup import bare
from handouts.project.project import Project
from tests.each import each

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "questions-for-the-clinic.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in PAGE.splitlines() if line.startswith("| ")][2:]
QUOTED = [quote for row in ROWS for quote in re.findall(r'"([^"]+)"', row[1])]


def test_each_question_has_its_place_and_its_reason() -> None:
    assert len(ROWS) >= 7
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in ROWS)


@each("quote", QUOTED)
def test_a_quoted_line_stands_on_a_sheet(quote: str) -> None:
    domains = Project(ROOT).extraction.domains.values()
    assert any(quote in bare(message.msgid) for messages in domains for message in messages)
