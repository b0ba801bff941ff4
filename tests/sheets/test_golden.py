"""What every standard sheet says and how it is tagged, as text that reads as a diff.

A golden file is changed on purpose only, after reading the difference: `make golden`.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from handouts.pdf.readback import outline, read

from .conftest import EVERY_SHEET, print_sheet

GOLDEN = Path(__file__).parent / "golden"


def told(tag: str, name: str) -> str:
    """A sheet's outline. Where a figure stands on the page is no matter of words or tags."""
    text = outline(read(print_sheet(tag, name).pdf))
    return re.sub(r"(Layout: BBox)=[-\d. ]+", r"\1", text)


@EVERY_SHEET
def test_tags_and_words_are_as_agreed(tag: str, name: str) -> None:
    golden = GOLDEN / tag / f"{name}.txt"
    expected = golden.read_text(encoding="utf-8").splitlines()
    found = told(tag, name).splitlines()
    difference = "\n".join(difflib.unified_diff(expected, found, str(golden), "now", lineterm=""))
    assert not difference, difference
