"""The Unicode tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.model import unicode, unicode_tables
from tests.text.helpers import UNICODE
from tools import unicode_build


@pytest.mark.skipif(
    not (UNICODE / "ReadMe.txt").exists()
    or f"Version {unicode_tables.UNICODE_VERSION}"
    not in (UNICODE / "ReadMe.txt").read_text("utf-8"),
    reason="needs the package unicode-data of the same version of Unicode",
)
def test_the_committed_tables_are_what_the_builder_writes() -> None:
    committed = Path(unicode_tables.__file__).read_text(encoding="utf-8")
    assert unicode_build.module(UNICODE) == committed


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
    assert unicode.script(character) == script
    assert unicode.bidi_class(ord(character)) == bidi_class


def test_script_extensions_tell_who_shares_a_character() -> None:
    assert unicode.script_extensions(" ") == frozenset()
    assert unicode.script_extensions("a") == {"Latn"}
    assert {"Deva", "Beng"} <= unicode.script_extensions("।")
    assert {"Arab", "Syrc"} <= unicode.script_extensions("،")
