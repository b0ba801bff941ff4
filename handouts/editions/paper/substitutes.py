"""Words with characters that a language's fonts lack, made so that they can be shown all the same:
on a translator's page or a proof, never on a sheet.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from handouts.model.blocks import Span, Text
from handouts.model.document import Handout
from handouts.model.languages import Language
from handouts.model.rewrite import with_texts
from handouts.text.paragraph import TextSpan, Typesetter

#: Stands for what no font has (Unicode, chapter 23.8).
REPLACEMENT = "\ufffd"


def drawable(handout: Handout, typesetter: Typesetter) -> Handout:
    """The same handout with U+FFFD for every character that no font has."""

    def text(old: Text) -> Text:
        spans = tuple(
            dataclasses.replace(
                span, text=_replaced(span.text, span.language or handout.language, typesetter)
            )
            for span in old.spans
        )
        return dataclasses.replace(old, spans=spans)

    plain: dict[str, Any] = {
        field.name: _replaced(value, handout.language, typesetter)
        for field in dataclasses.fields(handout)
        if isinstance(value := getattr(handout, field.name), str)
    }
    return dataclasses.replace(with_texts(handout, text), **plain)


def in_fonts(text: Text, language: Language, other: Language, typesetter: Typesetter) -> Text:
    """A text of `language` in which words of another language may stand: those that need its fonts
    become spans of their own. Spans that have a language are left as they are."""
    spans: list[Span] = []
    for span in text.spans:
        missing = () if span.language else _missing(span.text, language, typesetter)
        if not missing:
            spans.append(span)
            continue
        one = f"[{re.escape(''.join(missing))}]"
        for number, part in enumerate(re.split(rf"({one}(?:[{one[1:-1]}\s]*{one})?)", span.text)):
            words = _replaced(part, other, typesetter) if number % 2 else part
            own = other if number % 2 else span.language
            if words:
                spans.append(dataclasses.replace(span, text=words, language=own))
    return dataclasses.replace(text, spans=tuple(spans))


def _missing(words: str, language: Language, typesetter: Typesetter) -> tuple[str, ...]:
    return typesetter.shape((TextSpan(words),), language).missing


def _replaced(words: str, language: Language, typesetter: Typesetter) -> str:
    table = dict.fromkeys(map(ord, _missing(words, language, typesetter)), REPLACEMENT)
    return words.translate(table) if table else words
