"""The clinic's name and contact lines stand on every sheet, in the fonts of the source language:
each of their characters needs a glyph there."""

from __future__ import annotations

import operator
from collections.abc import Iterator

from handouts.checks.characters import missing_glyph
from handouts.model.findings import Finding
from handouts.model.languages import SOURCE_LANGUAGE
from handouts.project.brand import Brand
from handouts.text.paragraph import TextSpan, Typesetter


def missing_glyphs(brand: Brand, typesetter: Typesetter) -> Iterator[Finding]:
    """A finding for each character that no font has, at its line of `brand.toml`. Raises
    `SetupError` when there is no font at all."""
    for key, words in filter(operator.itemgetter(1), brand.words.items()):
        shaped = typesetter.shape((TextSpan(words, bold=True),), SOURCE_LANGUAGE)
        for char in shaped.missing:
            yield missing_glyph(char).at(brand.places[key])
