"""Pieces are flowables, and the rest of Platypus is not loaded for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[3]

ALONE = """
import sys
from handouts.editions.paper.boxes import Piece
assert "reportlab.platypus.paragraph" not in sys.modules
"""
WITH_PLATYPUS = """
from reportlab.platypus import Flowable, Paragraph, Table
from handouts.editions.paper.boxes import Piece
assert issubclass(Piece, Flowable)
assert issubclass(Paragraph, Flowable)
"""


@pytest.mark.parametrize("code", [ALONE, ALONE + WITH_PLATYPUS, WITH_PLATYPUS])
def test_a_piece_is_a_flowable_whoever_loads_platypus_first(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True)
