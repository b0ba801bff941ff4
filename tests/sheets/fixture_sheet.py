"""A sheet with every kind of block in the words of a fixture language."""

from __future__ import annotations

from itertools import cycle, islice

from handouts.model.document import (
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Event,
    FillIn,
    Handout,
    Item,
    Paragraph,
    Section,
    Span,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.text import breaks
from tests.fixtures.scripts import fixtures, plain

_PLACE = Where("templates/test/sheet.xml", 1)


def _text(words: str, *, tongue: str = "") -> Text:
    return Text((Span(words, language=language(tongue) if tongue else None),), _PLACE)


def fixture_handout(tag: str) -> Handout:
    """Sentences as paragraphs and entries; their first words as headings, labels and cells."""
    tongue = language(tag)
    lines = [plain(line) for line in fixtures()[tag].lines]
    sentences = cycle(map(_text, lines))
    starts = cycle([_text(_beginning(line, tag)) for line in lines])

    def items(count: int) -> tuple[Item, ...]:
        return tuple(map(Item, islice(sentences, count)))

    def short(count: int) -> tuple[Text, ...]:
        return tuple(islice(starts, count))

    blocks = (
        Bullets(items(3)),
        Steps(items(2)),
        Checklist(items(2), next(starts)),
        DoDont(next(starts), items(3), next(starts), items(2)),
        Timeline(tuple(Event(next(starts), next(sentences)) for _ in range(3))),
        Diary(next(sentences), short(3), short(4), next(starts)),
        FillIn(next(starts), "", next(starts)),
        WriteLines(next(starts), 2, next(starts)),
        Callout("call", next(starts), (Paragraph(next(sentences)),)),
    )
    sections = tuple(
        Section(heading, (Paragraph(next(sentences)), block))
        for heading, block in zip(short(len(blocks)), blocks, strict=True)
    )
    notices = (_text("Draft.", tongue="en"), next(sentences)) if tag != "en" else (next(sentences),)
    return Handout(
        guide="test",
        name="sheet",
        language=tongue,
        title=next(starts),
        subtitle=next(sentences),
        title_en="A sheet",
        guide_title=next(starts),
        guide_title_en="A guide",
        order=1,
        siblings=3,
        code="T-S",
        version="1.0",
        date="2026-11-22",
        summary=Callout("main", next(starts), (Paragraph(next(sentences)),)),
        sections=sections,
        page_of="%(page)s / %(pages)s",
        page_of_en="page %(page)s of %(pages)s",
        draft_notice=notices,
    )


def _beginning(line: str, tag: str) -> str:
    """About twenty characters of a line."""
    ends = breaks.opportunities(line, language(tag)).strict
    return line[: next((end for end in ends if end >= 14), len(line))].strip()
