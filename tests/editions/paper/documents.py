"""Documents of every shape, and what should be heard when one is read aloud."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Entry,
    Event,
    Figure,
    FillIn,
    FillKind,
    Glossary,
    Item,
    Paragraph,
    Question,
    Questions,
    Row,
    Section,
    Size,
    Sources,
    Span,
    Steps,
    Subheading,
    Table,
    Text,
    Timeline,
    WriteLines,
    WriteTable,
)
from handouts.model.document import Handout
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.pdf_reading.reader import Node, PaintedText

WORDS = {
    "en": ("rest", "for 24 hours", "(call us)", "at home,", "walk;", "an ice pack,", "10 minutes."),
    "ar": (
        "استرح",
        "خلال 24 ساعة",
        "(اتصل بنا)",
        "في البيت،",
        "امشِ؛",
        "كيس ثلج",
        "SI.",
        "10 دقائق",
    ),
}
#: White space, and marks that steer direction and joining.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\\s]")

ROOT = Path(__file__).parents[3]
ART = ("walking", "ice-pack", "ride-home")
#: A drawing with places for labels.
LABELLED = "pot"
PLACES = ("lid", "handle", "stove")
PLACE = Where("templates/test/sheet.xml", 1)


def text(words: str, **facts: object) -> Text:
    return Text((Span(words, **facts),), PLACE)  # type: ignore[arg-type]


@st.composite
def texts(draw: st.DrawFn, tag: str, most: int = 12) -> Text:
    """Some words, some of them bold. Which they are is drawn at once: word by word took longer than
    to print them."""
    count, chosen = draw(st.integers(1, most)), Random(draw(st.integers(0, 2**32)))
    words = chosen.choices(WORDS[tag], k=count)
    bold = draw(st.integers(0, count))
    before, after = " ".join(words[:bold]), " ".join(words[bold:])
    spans = [Span(before + " " * bool(after), bold=True)] if before else []
    return Text((*spans, *([Span(after)] if after else [])), PLACE)


def long_texts(tag: str) -> st.SearchStrategy[Text]:
    """From a line to more than a page."""
    return st.one_of(
        texts(tag, 40),
        st.builds(
            lambda start, count: text(f"{start.plain} " + " ".join(WORDS[tag] * count)),
            texts(tag),
            st.integers(1, 30),
        ),
    )


@cache
def art_folder() -> Path:
    """The drawings of the documents, in a project of their own that lasts as long as the tests."""
    folder = Path(tempfile.mkdtemp(prefix="art-")) / "templates" / "art"
    atexit.register(shutil.rmtree, folder.parents[1])
    folder.mkdir(parents=True)
    for name in ART:
        shutil.copy(ROOT / "templates" / "art" / f"{name}.svg", folder)
    shutil.copy(ROOT / "tests/guides/visit/templates/art" / f"{LABELLED}.svg", folder)
    return folder


def labelled(tag: str) -> st.SearchStrategy[Figure]:
    """A drawing with words in it."""
    return st.builds(
        lambda alt, caption, size, labels: Figure(LABELLED, alt, labels, PLACES, caption, size),
        texts(tag, 8),
        st.none() | texts(tag, 5),
        st.none() | st.sampled_from(Size),
        st.tuples(*[texts(tag, 1)] * len(PLACES)),
    )


def figures(tag: str) -> st.SearchStrategy[Figure]:
    """Pictures with words, with a caption, and decoration."""
    return st.builds(
        lambda art, alt, caption, size: Figure(art, alt, caption=caption, size=size),
        st.sampled_from(ART),
        st.none() | texts(tag, 8),
        st.none() | texts(tag, 5),
        st.none() | st.sampled_from(Size),
    )


@st.composite
def handouts(draw: st.DrawFn) -> Handout:
    """A sheet with any blocks in any order, in either direction."""
    tag = draw(st.sampled_from(sorted(WORDS)))
    short, english = texts(tag, 6), language("en")
    points = st.lists(st.builds(Item, texts(tag, 20)), min_size=1, max_size=4).map(tuple)
    item = st.builds(
        Item,
        texts(tag, 30),
        st.none() | figures(tag),
        st.just(None) | st.just(text("x:%(label)s")),
        st.none() | st.builds(Bullets, points),
    )
    items = st.lists(item, min_size=1, max_size=9).map(tuple)
    simple: st.SearchStrategy[Block] = st.one_of(
        st.builds(Paragraph, long_texts(tag)),
        st.builds(Bullets, items),
        st.builds(Steps, items),
        st.builds(Checklist, items, short),
        st.builds(DoDont, short, items, short, items),
        st.builds(
            Timeline, st.lists(st.builds(Event, short, texts(tag, 25)), min_size=1).map(tuple)
        ),
        st.builds(Subheading, short),
        st.builds(
            Questions,
            st.lists(
                st.builds(
                    Question, short, st.lists(long_texts(tag), min_size=1, max_size=3).map(tuple)
                ),
                min_size=1,
                max_size=4,
            ).map(tuple),
        ),
        st.builds(
            Glossary,
            st.lists(st.builds(Entry, short, texts(tag, 25)), min_size=1, max_size=9).map(tuple),
        ),
        st.builds(Sources, st.lists(texts(tag, 20), min_size=1, max_size=5).map(tuple)),
        tables(tag),
        st.builds(
            Diary,
            st.none() | texts(tag, 20),
            st.lists(short, min_size=2, max_size=4).map(tuple),
            st.lists(short, min_size=1, max_size=14).map(tuple),
            short,
        ).flatmap(_with_scale),
        st.builds(
            FillIn,
            short,
            st.sampled_from([(), (Span("555-0100"),)]),
            st.just(text("x:%(label)s")),
        ),
        st.builds(WriteLines, short, st.integers(1, 9), st.just(text("x:%(label)s"))),
        st.builds(
            WriteTable,
            st.lists(short, min_size=1, max_size=4).map(tuple),
            st.integers(1, 9),
            st.just(text("x:%(label)s")),
        ),
        figures(tag) | labelled(tag),
    )
    callouts = st.builds(
        Callout,
        st.sampled_from(["note", "call"]),
        st.none() | short,
        st.lists(simple, min_size=1, max_size=3).map(tuple),
        st.none() | figures(tag),
        st.none() | short,
    )
    blocks = st.lists(simple | callouts, min_size=1, max_size=3).map(tuple)
    summaries = st.builds(
        Callout,
        st.just("main"),
        short,
        st.lists(simple, min_size=1, max_size=3).map(tuple),
        st.none() | figures(tag) | labelled(tag),
    )
    notices = [text("A draft.", language=english)] + ([text("مسودة.")] if tag == "ar" else [])
    drawings = st.none() | figures(tag) | labelled(tag)
    section = st.builds(Section, short, blocks, drawings, st.booleans())
    return replace(
        sheet(tag),
        title=draw(short),
        subtitle=draw(texts(tag, 20)),
        summary=draw(summaries),
        sections=tuple(draw(st.lists(section, min_size=1, max_size=3))),
        draft_notice=tuple(draw(st.sampled_from([[], notices]))),
    )


@st.composite
def tables(draw: st.DrawFn, tag: str) -> Table:
    """Words in two to four columns, from a row to more than a page."""
    width = draw(st.integers(2, 4))
    cells = st.lists(texts(tag, 15), min_size=width - 1, max_size=width - 1).map(tuple)
    rows = st.lists(st.builds(Row, texts(tag, 4), cells), min_size=1, max_size=30).map(tuple)
    columns = st.lists(texts(tag, 3), min_size=width, max_size=width).map(tuple)
    return draw(st.builds(Table, st.none() | texts(tag, 20), columns, rows))


def _with_scale(diary: Diary) -> st.SearchStrategy[Diary]:
    """The same table, or one with dates to write and numbers to ring."""
    kinds = st.lists(
        st.sampled_from([FillKind.TEXT, FillKind.DATE, FillKind.NUMBER]),
        min_size=len(diary.columns),
        max_size=len(diary.columns),
    )
    made = st.builds(
        lambda kinds, scale: replace(diary, kinds=tuple(kinds), scale=scale),
        kinds,
        st.integers(1, 10),
    )
    return st.just(diary) | made


def sheet(tag: str, *blocks: Block) -> Handout:
    """A plain sheet with these blocks in its one section."""
    return Handout(
        guide="test",
        name="sheet",
        language=language(tag),
        title=text("A sheet"),
        subtitle=text("What it is about"),
        title_en="A sheet",
        guide_title=text("A guide"),
        guide_title_en="A guide",
        order=1,
        siblings=3,
        code="T-S",
        version="1.0",
        date="2026-11-22",
        summary=Callout("main", text("The main thing"), (Paragraph(text("Rest.")),)),
        sections=(Section(text("A section"), blocks),),
        page_of="%(page)s / %(pages)s",
        page_of_en="page %(page)s of %(pages)s",
        other_page="page %(page)s",
    )


def heard(handout: Handout) -> Iterator[str]:
    """What is read aloud, piece by piece, in the author's order, after the clinic's name."""
    yield "ReleviiMed"
    yield from (notice.plain for notice in reversed(handout.draft_notice))
    yield handout.title.plain
    yield handout.subtitle.plain
    yield from _block(handout.summary)
    for section in handout.sections:
        yield section.heading.plain
        opening = 1 if isinstance(section.blocks[0], Paragraph) else 0
        for block in section.blocks[:opening]:
            yield from _block(block)
        if section.figure:
            yield from _block(section.figure)
        for block in section.blocks[opening:]:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(words):
            yield words.plain
        case Bullets(items):
            yield from _items(items, ["•"] * len(items))
        case Steps(items):
            yield from _items(items, map(str, range(1, len(items) + 1)))
        case Checklist(items, box):
            yield from _items(items, [box.plain] * len(items))
        case DoDont(do_heading, do, dont_heading, dont):
            yield do_heading.plain
            yield from _unmarked(do)
            yield dont_heading.plain
            yield from _unmarked(dont)
        case Subheading(words):
            yield words.plain
        case Questions(questions):
            for each in questions:
                yield from (each.question.plain, *(words.plain for words in each.answer))
        case Glossary(entries):
            for entry in entries:
                yield from (entry.word.plain, entry.meaning.plain)
        case Sources(sources):
            yield from (source.plain for source in sources)
        case Table(caption, columns, rows):
            yield from [caption.plain] if caption else []
            yield from (column.plain for column in columns)
            for row in rows:
                yield from (row.heading.plain, *(cell.plain for cell in row.cells))
        case Callout(_, heading, blocks, figure, label):
            yield from [label.plain] if label else []
            yield from [heading.plain] if heading else []
            for inner in blocks:
                yield from _block(inner)
            yield from _block(figure) if figure else ()
        case Timeline(events):
            for event in events:
                yield from (event.when.plain, event.what.plain)
        case Diary(caption, columns, rows, blank):
            yield from [caption.plain] if caption else []
            yield from (column.plain for column in columns)
            for row in rows:
                yield from (row.plain, *[blank.plain] * (len(columns) - 1))
        case FillIn(label, (), _) | WriteLines(label, _, _):
            yield from (label.plain, f"x:{label.plain}")
        case WriteTable(columns, _, _):
            yield from (column.plain for column in columns)
            yield from (f"x:{column.plain}" for column in columns)
        case FillIn(label, value, _):
            yield label.plain + "".join(span.text for span in value)
        case Figure(_, _, _, _, caption):
            yield from [block.description] if block.alt else []
            yield from [caption.plain] if caption else []


def _items(items: tuple[Item, ...], marks: object) -> Iterator[str]:
    for item, mark in zip(items, marks, strict=True):  # type: ignore[call-overload]
        yield from (mark, item.text.plain)
        yield from _beside(item)


def _unmarked(items: tuple[Item, ...]) -> Iterator[str]:
    """Ticks and crosses are for the eye alone: the words say the same."""
    for item in items:
        yield item.text.plain
        yield from _beside(item)


def _beside(item: Item) -> Iterator[str]:
    """What belongs to an entry besides its words."""
    yield from _block(item.figure) if item.figure else ()
    yield from [f"x:{item.text.plain}"] if item.blank else []
    yield from _items(item.points.items, ["–"] * len(item.points.items)) if item.points else ()


def squeezed(words: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFC", words))


def says(node: Node | PaintedText) -> Iterator[str]:
    """What a screen reader says, piece by piece."""
    kids = node.kids if isinstance(node, Node) and {node.alt, node.actual_text} == {None} else ()
    if all(isinstance(kid, PaintedText) for kid in kids):
        yield node.text
        return
    for kid in kids:
        yield from says(kid)
