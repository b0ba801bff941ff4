"""Report cards: how each sheet reads, in each language.

English is measured against its gates and aims. A translation is measured against its source, since
words are longer in one language than in another; where a formula is established for the language,
its value stands there with what it is worth, and nothing hangs on it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.checks.plain import check as plain
from handouts.checks.plain.text import lists_of
from handouts.compose.compose import SOURCE_LANGUAGE, Sources
from handouts.model.document import Handout
from handouts.model.findings import Finding, Where, has_errors
from handouts.model.languages import Language
from handouts.project.guide import Guide, Sheet

#: Findings that are counted: the row of the card, their codes, and how many are let through.
_COUNTED = (
    ("terms not explained", ("term-unexplained",), 0),
    ("medical words without a plain one", ("jargon",), 0),
    ("stiff words", ("stiff-word",), math.inf),
    ("numbers in letters, percentages", ("number-word", "percent"), math.inf),
    ("headings above 7 words", ("heading-long",), math.inf),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the English card: the value, what is aimed at and what is still let through
    (infinity where nothing is gated, and `check` only warns)."""

    name: str
    value: float
    aim: float
    gate: float
    digits: int = 0

    @property
    def passed(self) -> bool:
        """Whether the gate lets it through."""
        return round(self.value, self.digits) <= self.gate

    @property
    def excellent(self) -> bool:
        """Whether the aim is reached."""
        return round(self.value, self.digits) <= self.aim


@dataclass(frozen=True, slots=True)
class EnglishCard:
    """How the English of a sheet reads."""

    words: int
    sentences: int
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether `check` lets the sheet through."""
        return all(measure.passed for measure in self.measures) and not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class TranslationCard:
    """How a translation of a sheet reads. `report` is missing where the sheet is not complete;
    then `open_findings` tells how many things there are to mend first."""

    language: Language
    report: plain.TranslationReport | None
    open_findings: int


@dataclass(frozen=True, slots=True)
class SheetCards:
    """All cards of one sheet. `english` is missing where the template cannot be read."""

    guide: Guide
    sheet: Sheet
    english: EnglishCard | None
    translations: tuple[TranslationCard, ...]


def report_cards(sources: Sources, languages: Sequence[Language]) -> tuple[SheetCards, ...]:
    """The cards of every sheet. Raises `FindingsError` when the brand or a guide cannot be read."""
    return tuple(
        _cards(sources, guide, sheet, languages)
        for guide in sources.guides
        for sheet in guide.sheets
    )


def _cards(
    sources: Sources, guide: Guide, sheet: Sheet, languages: Sequence[Language]
) -> SheetCards:
    source = sources.compose(guide, sheet.name, SOURCE_LANGUAGE).handout
    translations = tuple(
        _translation(sources, guide, sheet, own, source)
        for own in languages
        if own != SOURCE_LANGUAGE
    )
    return SheetCards(guide, sheet, _english(source) if source else None, translations)


def _english(handout: Handout) -> EnglishCard:
    template = Where(f"templates/{handout.guide}/{handout.name}.xml")
    report = plain.check_sheet(handout, template)
    longest_list = max((size.items for size in lists_of(handout)), default=0)
    passive_gate = 100 * plain.MAX_PASSIVE_SHARE
    measures = [
        Measure("Flesch-Kincaid grade", report.grade, plain.TARGET_GRADE, plain.MAX_GRADE, 1),
        Measure("SMOG", report.smog, plain.MAX_SMOG, plain.MAX_SMOG, 1),
        Measure(
            "words per sentence, mean",
            report.mean_sentence,
            plain.MAX_MEAN_SENTENCE,
            plain.MAX_MEAN_SENTENCE,
            1,
        ),
        Measure(
            "words, longest sentence",
            report.longest_sentence,
            plain.MAX_SENTENCE,
            plain.MAX_SENTENCE,
        ),
        Measure("passive sentences in 100", 100 * report.passive_share, 0, passive_gate, 1),
        Measure("items, longest list", longest_list, plain.MAX_LIST, plain.MAX_LIST),
    ]
    for name, codes, gate in _COUNTED:
        number = sum(1 for finding in report.findings if finding.code in codes)
        measures.append(Measure(name, number, 0, gate))
    return EnglishCard(report.words, report.sentences, tuple(measures), report.findings)


def _translation(
    sources: Sources, guide: Guide, sheet: Sheet, own: Language, source: Handout | None
) -> TranslationCard:
    composed = sources.compose(guide, sheet.name, own)
    if composed.handout is None or source is None:
        return TranslationCard(own, None, len(composed.findings))
    return TranslationCard(own, plain.check_translation(composed.handout, source), 0)
