"""The messages of one sheet as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from handouts.checks.clusters import dotted_circle
from handouts.editions.paper.style import TextStyle
from handouts.model import codes
from handouts.model.blocks import Text
from handouts.model.findings import Finding
from handouts.model.languages import Language
from handouts.text.circles import circled_words
from handouts.text.glyphs import Line
from handouts.text.identity_cache import IdentityCache
from handouts.text.paragraph import ShapedParagraph, TextSpan, Typesetter
from handouts.text.skyline import Skyline, skyline

Made = TypeVar("Made")

#: More than a sheet has, at all its densities.
_REMEMBERED = 10_000
#: What stands in words and is not seen.
_UNSEEN = {0x00AD: None, 0x2060: None}


class Messages:
    """Shapes each message of a sheet once; a shaped paragraph breaks into lines once for each
    width."""

    def __init__(self, language: Language, typesetter: Typesetter) -> None:
        self.language = language
        self.typesetter = typesetter
        self._shaped = IdentityCache[tuple[bool, str], ShapedParagraph](_REMEMBERED)
        self._baselines: dict[tuple[float, float, bool, str], float] = {}
        self._findings: dict[Finding, None] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What could not be set well."""
        return tuple(self._findings)

    def note(self, findings: Iterable[Finding]) -> None:
        """Adds findings, each once."""
        self._findings.update(dict.fromkeys(findings))

    def watched(self, make: Callable[[], Made]) -> tuple[Made, tuple[Finding, ...]]:
        """What is made, and the findings on the way."""
        before, self._findings = self._findings, {}
        try:
            return make(), tuple(self._findings)
        finally:
            self._findings = before

    def lines(
        self, text: Text, style: TextStyle, width: float, language: Language | None = None
    ) -> tuple[Line, ...]:
        """The lines of a message, no wider than `width` points where that can be."""
        shaped = self._shape(text, style, language or self.language)
        lines = shaped.lines(style.size, width, balanced=style.balanced)
        for line in lines:
            if line.overwide:
                self.note(self._overwide(text, lines))
                break
        return lines

    def shape_ahead(self, texts: Sequence[tuple[Text, bool]]) -> None:
        """Shapes messages that will be asked for, each in bold or not."""
        spans = [_spans(text, bold) for text, bold in texts]
        shaped = self.typesetter.shape_all(spans, self.language)
        for (text, bold), paragraph in zip(texts, shaped, strict=True):
            self._shaped.put(text, (bold, self.language.tag), paragraph)

    def natural_width(self, text: Text, style: TextStyle) -> float:
        """Width of a message on one line, points."""
        return self._shape(text, style, self.language).natural_width(style.size)

    def least_width(self, text: Text, style: TextStyle, *, loose: bool = False) -> float:
        """The least width at which no word is broken (`loose`: but where it may be if it must, as
        at a soft hyphen), points."""
        return self._shape(text, style, self.language).min_width(style.size, loose=loose)

    def baseline(self, style: TextStyle, language: Language | None = None) -> float:
        """Distance from the top of a line's box to its baseline, points: the ascent and descent of
        the language's own face centred in the line height, as CSS inline layout does. It is the
        same for every line, whatever other faces stand in it."""
        language = language or self.language
        key = (style.size, style.leading, style.bold, language.tag)
        known = self._baselines.get(key)
        if known is None:
            face = self.typesetter.fonts.stack(language, style.bold)[0]
            ascent = face.ascent / face.upem * style.size
            descent = -face.descent / face.upem * style.size
            known = self._baselines[key] = (style.leading - ascent - descent) / 2 + ascent
        return known

    def skyline(self, line: Line) -> Skyline:
        """The ink of a line that stands flush at the start side."""
        return skyline(line, line.width if self.language.right_to_left else 0.0)

    def _shape(self, text: Text, style: TextStyle, language: Language) -> ShapedParagraph:
        key = (style.bold, language.tag)
        known = self._shaped.get(text, key)
        if known is None:
            shaped = self.typesetter.shape(_spans(text, style.bold), language)
            known = self._shaped.put(text, key, shaped)
        if known.missing:
            self.note(self._missing(text, known))
        if known.circles:
            self.note(self._circled(text, known, language))
        return known

    def _missing(self, text: Text, shaped: ShapedParagraph) -> Iterator[Finding]:
        for char in shaped.missing:
            message = f"no font has the character {char!r} (U+{ord(char):04X})"
            hint = "use another character, or install a font: python3 build.py doctor"
            where, tag = text.where, self.language.tag
            yield Finding(codes.MISSING_GLYPH, message, where, hint, tag)

    def _circled(
        self, text: Text, shaped: ShapedParagraph, language: Language
    ) -> Iterator[Finding]:
        for word, better in circled_words(self.typesetter, shaped, language):
            yield dotted_circle(word, better).at(text.where, self.language.tag)

    def _overwide(self, text: Text, lines: tuple[Line, ...]) -> Iterator[Finding]:
        for line in lines:
            if line.overwide:
                seen = line.text.translate(_UNSEEN).strip()
                message = f"a word is wider than its column and was cut after {seen!r}"
                hint = "use a shorter word, or put a soft hyphen (U+00AD) where it may be divided"
                where, tag = text.where, self.language.tag
                yield Finding(codes.OVERWIDE_WORD, message, where, hint, tag)


def _spans(text: Text, bold: bool) -> tuple[TextSpan, ...]:
    return tuple(
        [TextSpan(span.text, bold or span.bold or span.term, span.language) for span in text.spans]
    )
