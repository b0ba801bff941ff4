"""The clinic's name and contact lines stand on every sheet, the name in the fonts of its language,
the lines in those of the source language: each of their characters needs a glyph there."""

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
        language = brand.language if key == "name" else SOURCE_LANGUAGE
        shaped = typesetter.shape((TextSpan(words, bold=True),), language)
        for char in shaped.missing:
            yield missing_glyph(char).at(brand.places[key])
