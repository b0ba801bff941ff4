"""A sheet with every kind of block in the words of a fixture language."""

from __future__ import annotations

from itertools import cycle, islice

from handouts.model.blocks import (
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Event,
    FillIn,
    Item,
    Paragraph,
    Section,
    Span,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.document import Handout
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.model.writing import HAN_SCRIPTS, SPACELESS_SCRIPTS
from handouts.text import breaks
from handouts.text.skyline import reach
from tests.fixtures.scripts import fixtures, plain
from tests.text.helpers import shape

_PLACE = Where("templates/test/sheet.xml", 1)


def _text(words: str, *, tongue: str = "") -> Text:
    return Text((Span(words, language=language(tongue) if tongue else None),), _PLACE)


#: Words as tall and deep as words of a script come.
STACKS = {
    "vi": "Ễ Ặ Ộ gỡ quỵ",
    "en": "Åg Żę Ů(y)",
    "ru": "Йцщ Ёр(ф)",
    "el": "Ήξ ΐφ Ώ(ψ)",
    "ar": "إِنِّي لِلَّٰهِ جٍ",
    "ps": "ښځې ږۍ څځ",
    "fa": "پِژِّ حِجِّ",
    "he": "לָּךְ קֳּץ",
    "hi": "र्द्ध्वीं हूँ ट्ठ्यू",
    "bn": "স্ত্রীঁ ক্ষ্ণূ র্দ্ধ্বু",
    "pa": "ਸ੍ਰੀਂ ਕ੍ਹੂੰ",
    "gu": "સ્ત્રીં ર્દ્ધ્વૃ",
    "or": "ସ୍ତ୍ରୀଁ କ୍ଷ୍ଣୁ",
    "ta": "ஸ்ரீ ஞூ ணூ",
    "te": "స్త్రీ క్ష్మ్యూ ద్ధ్రౌ",
    "kn": "ಸ್ತ್ರೀ ಕ್ಷ್ಮ್ಯೂ ದ್ಧ್ರೌ",
    "ml": "സ്ത്രീ ക്ഷ്ണൂ ന്ധ്ര്യൂ",
    "si": "ස්ත්‍රී ක්‍ෂූ ද්‍ධ්‍රෑ",
    "th": "ปี่ ญี่ปุ่น ฎู้ ฏุ๊",
    "lo": "ຂຶ້ນ ໃໝ່ ປື້ມ ຫຼູ່",
    "km": "ស្ត្រី ក្រៀម្ម ញ្ញឹ ខ្ញុំ ព្រឹត្តិ",
    "my": "က္ကြွီး ဩဇ္ဈွှု ဦးဏ္ဍူ ကြွှို့",
    "bo": "བསྒྲུབས་ རྫྷཱུཾ་ སྒྲོལ་",
    "hy": "Եֆ ջ(ք) Ջ",
    "ka": "ჭყ ჯღ (ქ)",
    "am": "ሟቋ ጇጧ (ቿ)",
}


def fixture_handout(tag: str, part: int = 0) -> Handout:
    """Sentences as paragraphs and entries; as headings, labels and cells the tallest and deepest of
    their words. `part`, 0 to 2: which of the blocks, so that they fit on two pages."""
    tongue = language(tag)
    lines = [plain(line) for line in fixtures()[tag].lines]
    if tag in STACKS:
        lines = [*lines, STACKS[tag]]
    sentences = cycle(map(_text, lines))
    starts = cycle([_text(words) for words in _tall_and_deep(lines, tag)])

    def items(count: int) -> tuple[Item, ...]:
        return tuple(map(Item, islice(sentences, count)))

    def short(count: int) -> tuple[Text, ...]:
        return tuple(islice(starts, count))

    every_block = (
        Bullets(items(3)),
        Steps(items(2)),
        Checklist(items(2), next(starts)),
        DoDont(next(starts), items(3), next(starts), items(2)),
        Timeline(tuple(Event(next(starts), next(sentences)) for _ in range(3))),
        Diary(next(sentences), short(3), short(4), next(starts)),
        FillIn(next(starts), (), next(starts)),
        WriteLines(next(starts), 2, next(starts)),
        Callout("call", next(starts), (Paragraph(next(sentences)),)),
    )
    blocks = every_block[part * 3 : part * 3 + 3]
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
        page_of=next(starts).plain.replace("%", "%%") + " %(page)s / %(pages)s",
        page_of_en="page %(page)s of %(pages)s",
        other_page="%(page)s",
        draft_notice=notices,
    )


def _tall_and_deep(lines: list[str], tag: str) -> list[str]:
    """The words with the most ink above their line, each with one of those that reach below it."""
    tongue = language(tag)
    words = {}
    for line in lines:
        ends = breaks.opportunities(line, tongue).strict
        for start, end in zip((0, *ends), ends, strict=False):
            word = line[start:end].strip()
            words[word] = reach(shape(word, tag).lines(12, 1000)[0]) if word else (0.0, 0.0)
    tall = sorted(words, key=lambda word: -words[word][0])[:6]
    deep = sorted(words, key=lambda word: words[word][1])[:6]
    space = "" if tongue.script in SPACELESS_SCRIPTS | HAN_SCRIPTS else " "
    return [f"{one}{space}{other}" for one, other in zip(tall, deep, strict=True)]
