"""Report cards, shown: as text for a terminal, as data for programs, as a page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from handouts.checks.plain.check import TranslationReport
from handouts.checks.plain.readability import Formula
from handouts.html import page
from handouts.model.findings import Finding
from handouts.reports.cards import EnglishCard, Measure, SheetCards, TranslationCard

_HEAD = ("language", "sentences", "mean", "× English", "longest", "too long", "formula", "value")
_HOW_TO_READ = (
    "Mean and longest sentence are in words of the language. '× English' is the mean over the "
    "English mean; 'too long' counts messages whose longest sentence outgrows its source. No "
    "formula gates a translation."
)


def as_json(sheets: Sequence[SheetCards]) -> dict[str, Any]:
    """For programs."""
    return {"sheets": [_sheet_json(each) for each in sheets]}


def _sheet_json(each: SheetCards) -> dict[str, Any]:
    return {
        "guide": each.guide.name,
        "sheet": each.sheet.name,
        "english": _english_json(each.english) if each.english else None,
        "translations": [_translation_json(card) for card in each.translations],
    }


def _english_json(card: EnglishCard) -> dict[str, Any]:
    return {
        "words": card.words,
        "sentences": card.sentences,
        "passed": card.passed,
        "measures": [
            {
                "name": measure.name,
                "value": round(measure.value, measure.digits),
                "aim": measure.aim,
                "gate": None if math.isinf(measure.gate) else measure.gate,
                "passed": measure.passed,
            }
            for measure in card.measures
        ],
        "findings": [str(finding) for finding in card.findings],
    }


def _translation_json(card: TranslationCard) -> dict[str, Any]:
    report = card.report
    if report is None:
        return {"language": card.language.tag, "complete": False, "to_mend": card.open_findings}
    formula = report.score.formula
    return {
        "language": card.language.tag,
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


def as_text(sheets: Sequence[SheetCards]) -> Iterator[str]:
    """Lines for a terminal."""
    for number, each in enumerate(sheets):
        if number:
            yield ""
        yield f"{each.guide.name}, {each.sheet.name}: {_verdict(each.english)}"
        if each.english:
            yield from _aligned([("English", "value", "aim", "gate", ""), *_rows(each.english)])
            yield from (f"  {finding}" for finding in each.english.findings)
        if each.translations:
            yield ""
            yield from _aligned([_HEAD, *map(_row_of(each.english), each.translations)])
            yield from (f"  {finding}" for finding in _growths(each))
    formulas = _formulas(sheets)
    if formulas:
        yield ""
        yield _HOW_TO_READ
        yield "what the formulas are worth:"
        yield from (f"  {each.name}: {each.meaning}; {each.worth}" for each in formulas)


def _verdict(card: EnglishCard | None) -> str:
    if card is None:
        return "cannot be read; build.py check tells why"
    passed = "passes" if card.passed else "does not pass"
    return f"{passed}; {card.words} words in {card.sentences} sentences"


def _rows(card: EnglishCard) -> Iterator[tuple[str, ...]]:
    for measure in card.measures:
        value, aim, gate = _numbers(measure)
        yield (measure.name, value, aim, gate, _judged(measure))


def _numbers(measure: Measure) -> tuple[str, str, str]:
    digits = measure.digits
    gate = "none" if math.isinf(measure.gate) else f"{measure.gate:.{digits}f}"
    return f"{measure.value:.{digits}f}", f"{measure.aim:.{digits}f}", gate


def _judged(measure: Measure) -> str:
    if measure.excellent:
        return "good"
    return "passes" if measure.passed else "TOO HIGH"


def _row_of(english: EnglishCard | None) -> Any:
    def row(card: TranslationCard) -> tuple[str, ...]:
        report = card.report
        name = f"{card.language.name} ({card.language.tag})"
        if report is None:
            return (name, "not complete", f"{card.open_findings} to mend", *[""] * 5)
        formula = report.score.formula
        return (
            name,
            str(report.sentences),
            f"{report.mean_sentence:.1f}",
            _ratio(report, english),
            str(report.longest_sentence),
            str(len(report.findings)),
            formula.name if formula else "none established",
            f"{report.score.value:.0f}" if formula else "",
        )

    return row


def _ratio(report: TranslationReport, english: EnglishCard | None) -> str:
    if english is None or not english.words:
        return ""
    return f"{report.mean_sentence * english.sentences / english.words:.2f}"


def _growths(each: SheetCards) -> Iterator[Finding]:
    for card in each.translations:
        if card.report:
            yield from card.report.findings


def _formulas(sheets: Sequence[SheetCards]) -> list[Formula]:
    found = {
        card.report.score.formula: None
        for each in sheets
        for card in each.translations
        if card.report and card.report.score.formula
    }
    return sorted(found, key=lambda formula: formula.name)


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if cell.replace(".", "", 1).isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        yield f"  {'  '.join(cells).rstrip()}"


def as_page(sheets: Sequence[SheetCards]) -> str:
    """A page with every card."""
    body: list[Markup] = [
        page.paragraph(
            "How each sheet reads. English is gated: build.py check fails on what does not pass. "
            "A translation is compared with its source."
        )
    ]
    for each in sheets:
        body.append(page.heading(2, f"{each.guide.title}: {each.sheet.name}"))
        body.append(page.paragraph(f"English {_verdict(each.english)}."))
        if each.english:
            body.append(_english_table(each))
            if each.english.findings:
                body.append(page.listing(map(str, each.english.findings)))
        if each.translations:
            body.append(_translations_table(each))
        if growths := list(_growths(each)):
            body.append(page.listing(map(str, growths)))
    body.append(page.heading(2, "How to read the numbers"))
    body.append(page.paragraph(_HOW_TO_READ))
    rows = [(each.name, each.meaning, each.worth) for each in _formulas(sheets)]
    if rows:
        head = ("Formula", "What its number means", "What it is worth")
        body.append(page.table("Formulas of other languages", head, rows))
    return page.page("Plain-language report cards", body)


def _english_table(each: SheetCards) -> Markup:
    assert each.english is not None
    rows = []
    for measure in each.english.measures:
        judged = page.verdict(measure.passed, _judged(measure).lower())
        rows.append((measure.name, *_numbers(measure), judged))
    head = ("Measure", "Value", "Aim", "Gate", "Judged")
    return page.table(f"English, {each.sheet.name}", head, rows, frozenset({1, 2, 3}))


def _translations_table(each: SheetCards) -> Markup:
    head = tuple(name[0].upper() + name[1:] for name in _HEAD)
    rows = map(_row_of(each.english), each.translations)
    numbers = frozenset({1, 2, 3, 4, 5, 7})
    return page.table(f"Translations, {each.sheet.name}", head, rows, numbers)
