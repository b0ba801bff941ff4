"""The Unicode tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.text import ucd, ucd_tables

from . import ucd_build
from .helpers import UNICODE


@pytest.mark.skipif(
    not (UNICODE / "ReadMe.txt").exists()
    or f"Version {ucd_tables.UNICODE_VERSION}" not in (UNICODE / "ReadMe.txt").read_text("utf-8"),
    reason="needs the package unicode-data of the same version of Unicode",
)
def test_the_committed_tables_are_what_the_builder_writes() -> None:
    committed = Path(ucd_tables.__file__).read_text(encoding="utf-8")
    assert ucd_build.module(UNICODE) == committed


@pytest.mark.parametrize(
    ("character", "script", "bidi_class"),
    [
        ("a", "Latn", "L"),
        ("1", "Zyyy", "EN"),
        (" ", "Zyyy", "WS"),
        ("\u0301", "Zinh", "NSM"),
        ("ا", "Arab", "AL"),
        ("א", "Hebr", "R"),
        ("休", "Hani", "L"),
        ("ር", "Ethi", "L"),
        ("𞤀", "Adlm", "R"),
        ("\u2068", "Zyyy", "FSI"),
        ("\U0010ffff", "Zinh", "BN"),
    ],
)
def test_properties_of_single_characters(character: str, script: str, bidi_class: str) -> None:
    assert ucd.script(character) == script
    assert ucd.bidi_class(ord(character)) == bidi_class


def test_script_extensions_tell_who_shares_a_character() -> None:
    assert ucd.script_extensions(" ") == frozenset()
    assert ucd.script_extensions("a") == {"Latn"}
    assert {"Deva", "Beng"} <= ucd.script_extensions("।")
    assert {"Arab", "Syrc"} <= ucd.script_extensions("،")
