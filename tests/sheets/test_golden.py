"""What every standard sheet says and how it is tagged, as text that reads as a diff; and what a
screen reader says of two of them.

A golden file is changed on purpose only, after reading the difference: `make golden`.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from handouts.editions import EDITIONS
from handouts.pdf_reading.reader import outline
from handouts.pdf_reading.speech import spoken

from .conftest import EVERY_SHEET, SHEETS
from .recording import read_back

GOLDEN = Path(__file__).parent / "golden"
SPEECH = GOLDEN / "speech"

#: Between them they have every kind of block, both directions, and English beside the language.
HEARD = [
    ("en", "procedure", "standard"),
    ("ar", "recovery", "standard"),
    ("es", "preparation", "bilingual"),
    ("ar", "recovery", "bilingual"),
]


def told(tag: str, name: str) -> str:
    """A sheet's outline. Where a figure stands on the page is no matter of words or tags."""
    text = outline(read_back(tag, name))
    return re.sub(r"(Layout: BBox)=[-\d. ]+", r"\1", text)


def heard(tag: str, name: str, edition: str = "standard") -> str:
    """What a screen reader says of a sheet."""
    return spoken(read_back(tag, name, edition))


def speech_file(tag: str, name: str, edition: str) -> Path:
    """Where it is agreed."""
    return SPEECH / f"{tag}-{name}{EDITIONS[edition].suffix}.txt"


@EVERY_SHEET
def test_tags_and_words_are_as_agreed(tag: str, name: str) -> None:
    compare(GOLDEN / tag / f"{name}.txt", told(tag, name))


@pytest.mark.parametrize(("tag", "name", "edition"), HEARD, ids=["-".join(one) for one in HEARD])
def test_a_listener_hears_what_was_agreed(tag: str, name: str, edition: str) -> None:
    compare(speech_file(tag, name, edition), heard(tag, name, edition))


def test_the_lines_in_the_documentation_are_heard() -> None:
    """`docs/evidence/accessibility.md` shows lines of the English sheets."""
    text = (GOLDEN.parent.parent.parent / "docs" / "evidence" / "accessibility.md").read_text(
        encoding="utf-8"
    )
    shown = re.findall(r"^```\n(document: .*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(shown) == 1
    lines = {line for name in SHEETS for line in heard("en", name).splitlines()}
    assert set(shown[0].splitlines()) <= lines


def compare(golden: Path, now: str) -> None:
    """Fails with the difference, if there is one."""
    expected, found = golden.read_text(encoding="utf-8").splitlines(), now.splitlines()
    difference = "\n".join(difflib.unified_diff(expected, found, str(golden), "now", lineterm=""))
    assert not difference, difference
