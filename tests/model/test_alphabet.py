"""The letters of a language."""

from __future__ import annotations

from handouts.model.alphabet import letters
from handouts.model.exemplars import EXEMPLARS
from handouts.model.languages import language


def test_no_latin_alphabet_lacks_all_vowels() -> None:
    latin = [language(tag) for tag in EXEMPLARS if language(tag).script == "Latn"]
    assert len(latin) > 40
    assert [each.tag for each in latin if not set("aeiou") & letters(each)] == []
