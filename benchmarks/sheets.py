"""The sheets that are measured: this project's own, and the same with their words shuffled.

Whoever makes PDFs remembers words it has set before. `shuffled` gives a sheet that nobody has seen
yet: each message is cut where a line may end, and its pieces are shuffled. Length, letters and
script stay the same.
"""

from __future__ import annotations

import dataclasses
import functools
import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from handouts.compose.compose import Composer
from handouts.model.blocks import Span, Text
from handouts.model.document import Handout
from handouts.model.languages import Language, language
from handouts.project.guide import Guide
from handouts.project.project import Project
from handouts.text import breaks

PROJECT = Path(__file__).parents[1]
ART = PROJECT / "templates" / "art"

#: One for each script the sheets come in and the ways of setting them: Latin, joined letters from
#: the right, Nastaliq, conjuncts, a script without spaces, and thousands of signs.
LANGUAGES = ("en", "ar", "ur", "hi", "th", "zh-Hans")
HANDOUT = "recovery"


@dataclass(frozen=True)
class Appearance:
    """What all three makers are given: colours, fonts, sizes."""

    colors: Mapping[str, str]
    families: tuple[str, ...]
    size: float
    leading: float


@functools.cache
def composer() -> Composer:
    """Templates and catalogs, read once."""
    return Composer(Project(PROJECT))


@functools.cache
def guide() -> Guide:
    """The guide whose sheets are measured."""
    return composer().project.guides[0]


def sheet(tag: str, name: str = HANDOUT) -> Handout:
    """One sheet in one language. Raises `RuntimeError` when its words are not ready."""
    composed = composer().compose(guide(), name, language(tag))
    if composed.printable is None:
        raise RuntimeError("\n".join(map(str, composed.findings)))
    return composed.printable


def appearance(handout: Handout) -> Appearance:
    """Fonts and sizes as this project sets the sheet."""
    rule = handout.language.rule
    families = tuple(dict.fromkeys((*rule.families[:1], "Noto Sans")))
    return Appearance(composer().project.brand.colors, families, 12 * rule.scale, rule.leading)


def shuffled(handout: Handout, seed: int) -> Handout:
    """The sheet with the pieces of each message in an order that follows from `seed`."""
    order = random.Random(seed)

    def turn(value: Any) -> Any:
        if isinstance(value, Text):
            spans = tuple(_shuffled(span, handout.language, order) for span in value.spans)
            return dataclasses.replace(value, spans=spans)
        if isinstance(value, tuple):
            return tuple(map(turn, value))
        if dataclasses.is_dataclass(value) and not isinstance(value, Language):
            fields = {one.name: turn(getattr(value, one.name)) for one in dataclasses.fields(value)}
            make: Any = type(value)
            return make(**fields)
        return value

    whole: Handout = turn(handout)
    return dataclasses.replace(whole, draft_notice=handout.draft_notice)


def _shuffled(span: Span, language: Language, order: random.Random) -> Span:
    words = span.text.rstrip()
    if not words:
        return span
    language = span.language or language
    unbreakable = composer().project.unbreakable(language)
    places = [0, *breaks.opportunities(words, language, unbreakable).strict]
    pieces = [words[start:end].rstrip() for start, end in pairwise(places)]
    order.shuffle(pieces)
    text = (" " if " " in words else "").join(pieces)
    return dataclasses.replace(span, text=text + span.text[len(words) :])
