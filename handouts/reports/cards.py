"""Report cards: how each sheet reads, in each language.

English is measured against its limits and aims. A translation is measured against its source, since
words are longer in one language than in another; where a formula is established for the language,
its value stands there with what it is worth, and nothing hangs on it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handouts.checks.plain import check as plain
from handouts.checks.plain.readability import Formula
from handouts.checks.plain.text import lists_of
from handouts.compose.compose import Composer
from handouts.model import codes
from handouts.model.document import Handout
from handouts.model.findings import Finding, Where, has_errors
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.guide import Guide, Sheet
from handouts.project.project import Project

#: Findings that are counted: the row of the card, their kinds, and how many are let through.
_COUNTED = (
    ("terms not explained", (codes.UNEXPLAINED_TERM,), 0),
    ("medical words without a plain one", (codes.JARGON,), 0),
    ("complex words", (codes.COMPLEX_WORD,), math.inf),
    ("numbers in letters, percentages", (codes.SPELLED_NUMBER, codes.PERCENTAGE), math.inf),
    ("headings above 7 words", (codes.LONG_HEADING,), math.inf),
)

#: The columns of a translation's card.
COLUMNS = (
    "Language", "Sentences", "Mean", "× English", "Longest", "Too long", "Formula", "Value",
)  # fmt: skip
HOW_TO_READ = (
    "Mean and longest sentence are in words of the language. '× English' is the mean over the "
    "English mean; 'too long' counts messages whose longest sentence outgrows its source. No "
    "formula decides about a translation."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the English card: the value, what is aimed at and what is still let through
    (infinity where there is no limit, and `check` only warns)."""

    name: str
    value: float
    aim: float
    limit: float
    digits: int = 0

    @property
    def passed(self) -> bool:
        """Whether it is within the limit."""
        return round(self.value, self.digits) <= self.limit

    @property
    def excellent(self) -> bool:
        """Whether the aim is reached."""
        return round(self.value, self.digits) <= self.aim

    @property
    def judged(self) -> str:
        """The judgement in words."""
        if self.excellent:
            return "good"
        return "passes" if self.passed else "too high"

    @property
    def numbers(self) -> tuple[str, str, str]:
        """Value, aim and limit, as they are shown."""
        limit = "none" if math.isinf(self.limit) else f"{self.limit:.{self.digits}f}"
        return f"{self.value:.{self.digits}f}", f"{self.aim:.{self.digits}f}", limit

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "name": self.name,
            "value": round(self.value, self.digits),
            "aim": self.aim,
            "limit": None if math.isinf(self.limit) else self.limit,
            "passed": self.passed,
        }


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

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "words": self.words,
            "sentences": self.sentences,
            "passed": self.passed,
            "measures": [measure.as_json() for measure in self.measures],
            "findings": [str(finding) for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class TranslationCard:
    """How a translation of a sheet reads. `report` is missing where the sheet is not complete;
    then `open_findings` says how many findings are to be corrected first. `ratio` is its mean
    sentence over that of the English, both in words."""

    language: Language
    report: plain.TranslationReport | None = None
    open_findings: int = 0
    ratio: float = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """A row under `COLUMNS`."""
        name = f"{self.language.name} ({self.language.tag})"
        report = self.report
        if report is None:
            return (name, "not complete", f"{self.open_findings} to correct", *[""] * 5)
        formula = report.score.formula
        return (
            name,
            str(report.sentences),
            f"{report.mean_sentence:.1f}",
            f"{self.ratio:.2f}",
            str(report.longest_sentence),
            str(len(report.findings)),
            formula.name if formula else "none established",
            f"{report.score.value:.0f}" if formula else "",
        )

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        report = self.report
        if report is None:
            return {
                "language": self.language.tag,
                "complete": False,
                "open_findings": self.open_findings,
            }
        formula = report.score.formula
        return {
            "language": self.language.tag,
            "complete": True,
            "words": report.words,
            "sentences": report.sentences,
            "mean_sentence": round(report.mean_sentence, 1),
            "longest_sentence": report.longest_sentence,
            "findings": [str(finding) for finding in report.findings],
            "formula": formula.name if formula else None,
            "value": round(report.score.value, 1) if formula else None,
            "meaning": formula.meaning if formula else "",
            "worth": formula.worth if formula else "",
        }


@dataclass(frozen=True, slots=True)
class SheetCards:
    """All cards of one sheet. `english` is missing where the template cannot be read."""

    guide: Guide
    sheet: Sheet
    english: EnglishCard | None
    translations: tuple[TranslationCard, ...]

    @property
    def verdict(self) -> str:
        """How the English does, in one line."""
        if self.english is None:
            return "cannot be read; build.py check says why"
        passed = "passes" if self.english.passed else "does not pass"
        return f"{passed}; {self.english.words} words in {self.english.sentences} sentences"

    @property
    def growths(self) -> tuple[Finding, ...]:
        """Translations that are much longer than their source."""
        reports = [card.report for card in self.translations if card.report]
        return tuple(finding for report in reports for finding in report.findings)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "guide": self.guide.name,
            "sheet": self.sheet.name,
            "english": self.english.as_json() if self.english else None,
            "translations": [card.as_json() for card in self.translations],
        }


def formulas_of(sheets: Sequence[SheetCards]) -> tuple[Formula, ...]:
    """The readability formulas that the cards name."""
    reports = [card.report for each in sheets for card in each.translations if card.report]
    found = {report.score.formula for report in reports if report.score.formula}
    return tuple(sorted(found, key=lambda formula: formula.name))


def report_cards(project: Project, languages: Sequence[Language]) -> tuple[SheetCards, ...]:
    """The cards of every sheet of the guides that can be read."""
    composer = Composer(project)
    return tuple(
        _cards(composer, guide, sheet, languages)
        for guide in project.guides
        for sheet in guide.sheets
    )


def _cards(
    composer: Composer, guide: Guide, sheet: Sheet, languages: Sequence[Language]
) -> SheetCards:
    source = composer.compose(guide, sheet.name, SOURCE_LANGUAGE).printable
    template = Where(composer.project.template(guide.name, sheet.name).shown)
    english = _english(source, template, guide) if source else None
    translations = tuple(
        _translation(composer, guide, sheet, own, source, english)
        for own in languages
        if own != SOURCE_LANGUAGE
    )
    return SheetCards(guide, sheet, english, translations)


def _english(handout: Handout, template: Where, guide: Guide) -> EnglishCard:
    report = plain.check_sheet(handout, template, guide)
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
    for name, kinds, limit in _COUNTED:
        number = sum(1 for finding in report.findings if finding.kind in kinds)
        measures.append(Measure(name, number, 0, limit))
    return EnglishCard(report.words, report.sentences, tuple(measures), report.findings)


def _translation(
    composer: Composer,
    guide: Guide,
    sheet: Sheet,
    own: Language,
    source: Handout | None,
    english: EnglishCard | None,
) -> TranslationCard:
    composed = composer.compose(guide, sheet.name, own)
    if composed.printable is None or source is None or english is None:
        return TranslationCard(own, open_findings=len(composed.findings))
    report = plain.check_translation(composed.printable, source)
    ratio = report.mean_sentence * english.sentences / english.words if english.words else 0
    return TranslationCard(own, report, ratio=ratio)
