"""What every standard sheet says and how it is tagged, as text that reads as a diff.

A golden file is changed on purpose only, after reading the difference: `make golden`.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from handouts.pdf.readback import outline, read

from .conftest import EVERY_SHEET, print_sheet

GOLDEN = Path(__file__).parent / "golden"


@EVERY_SHEET
def test_tags_and_words_are_as_agreed(tag: str, name: str) -> None:
    golden = GOLDEN / tag / f"{name}.txt"
    expected = golden.read_text(encoding="utf-8").splitlines()
    found = outline(read(print_sheet(tag, name).pdf)).splitlines()
    difference = "\n".join(difflib.unified_diff(expected, found, str(golden), "now", lineterm=""))
    assert not difference, difference
