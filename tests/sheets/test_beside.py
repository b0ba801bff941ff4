"""English beside the language: each section in both, side by side; what is filled in, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

import pytest

from handouts.editions.paper.columns import COLUMN_GAP
from handouts.editions.paper.render import draw
from handouts.editions.paper.shared_tags import is_shared
from handouts.model.blocks import Checklist, Diary, FillIn, Section, Span, Text, WriteTable
from handouts.model.document import Handout, walk
from handouts.model.languages import ENGLISH, language
from handouts.pdf.tags import Role, StructElement
from handouts.pdf_reading.reader import Node
from tests.covering import covering

from .conftest import LANGUAGES, SHEETS, _typesetter, compose_sheet, composer
from .measuring import PAPERS, bare, content, each, fields, rtl, sheets_of, ticks
from .recording import Page, Piece, Place, Recorded, print_sheet, read_back, record, recorded
from .test_printed import squeezed, type_sizes

TRANSLATIONS = [tag for tag in LANGUAGES if tag != ENGLISH.tag]
EVERY_SHEET = covering(("tag", "name"), [(tag, name) for tag in TRANSLATIONS for name in SHEETS])
ON_EACH_PAPER = sheets_of("bilingual")

#: Margins of the page, left and right; points.
MARGIN = 40.0

#: The most pages that a sheet has.
MOST_PAGES = 4


def tree_of(tag: str, name: str) -> Node:
    tree = read_back(tag, name, "bilingual").tree
    assert tree
    return tree


def pairs(tag: str, name: str) -> Iterator[tuple[Section, Section]]:
    """The sections, and the same ones in English."""
    own, english = compose_sheet(tag, name), compose_sheet("en", name)
    return zip(own.sections, english.sections, strict=True)


def painted(part: object) -> list[Text]:
    found = walk(part)  # type: ignore[arg-type]
    return [each.node for each in found if isinstance(each.node, Text) and each.painted]


# What is read


@EVERY_SHEET
def test_each_section_is_read_in_the_language_then_in_english(tag: str, name: str) -> None:
    """Whole, but for one that is filled in: there each of its forms is read in both."""
    said = squeezed(tree_of(tag, name).text)
    position = 0
    own, english = compose_sheet(tag, name), compose_sheet("en", name)
    for two in [(own.summary, english.summary), *pairs(tag, name)]:
        if not any(map(is_shared, two[0].blocks)):
            for part in two:
                for text in painted(part):
                    position = said.index(squeezed(text.plain), position)
            continue
        for text, same in zip(*map(painted, two), strict=True):
            at = said.index(squeezed(text.plain), position)
            # A word that both languages have, such as "Date", is read once.
            assert said.index(squeezed(same.plain), at) > at or same.plain == text.plain
        for first, second in zip(*(part.blocks for part in two), strict=True):
            if is_shared(first):
                for text, same in zip(painted(first), painted(second), strict=True):
                    words = squeezed(text.plain) + squeezed(same.plain)
                    position = said.index(words, position) + len(words)


@EVERY_SHEET
def test_each_message_is_tagged_in_its_language(tag: str, name: str) -> None:
    spoken: dict[str, str] = {}

    def note(node: Node, lang: str) -> None:
        for kid in node.kids:
            if isinstance(kid, Node):
                note(kid, kid.lang or lang)
            else:
                spoken[lang] = spoken.get(lang, "") + squeezed(kid.text)

    note(tree_of(tag, name), tag)
    for two in pairs(tag, name):
        for part, lang in zip(two, (tag, "en"), strict=True):
            for text in painted(part):
                if not any(span.language for span in text.spans):
                    assert squeezed(text.plain) in spoken[lang], text.plain


def forms(node: Node) -> list[tuple[str, ...]]:
    """What is filled in, as its field has it."""
    return [each.attributes for each in node.walk() if each.role == "Form"]


@EVERY_SHEET
def test_what_is_filled_in_stands_once(tag: str, name: str) -> None:
    standard = read_back(tag, name).tree
    assert standard
    assert forms(tree_of(tag, name)) == forms(standard)


@EVERY_SHEET
def test_as_many_lines_cells_and_boxes_are_painted_as_on_one_sheet(tag: str, name: str) -> None:
    both, one = recorded(tag, name, "bilingual"), recorded(tag, name)
    assert written_on(both) == written_on(one)


def written_on(sheet: Recorded) -> Counter[str]:
    """How often each field is painted: a rule, a cell, a box."""
    return Counter(
        piece.target.attributes.field_name
        for page in sheet.pages
        for piece in [*fields(page), *ticks(page)]
        if isinstance(piece.target, StructElement)
    )


@covering(("tag",), [(tag,) for tag in TRANSLATIONS])
def test_a_value_that_is_known_is_printed_once(tag: str) -> None:
    own, english = (filled(compose_sheet(one, "recovery")) for one in (tag, "en"))
    said = squeezed("".join(line.text for line in lines(record(own, "bilingual", english=english))))
    for value in VALUES.values():
        assert said.count(squeezed(value)) == 1


VALUES = {"injection.date": "3 / 12 / 2026", "hours": "8:00-16:30"}


def filled(handout: Handout) -> Handout:
    """With the clinic's values."""

    def known(block: object) -> object:
        if isinstance(block, FillIn) and block.key in VALUES:
            return replace(block, value=(Span(VALUES[block.key]),))
        if hasattr(block, "blocks"):
            return replace(block, blocks=tuple(map(known, block.blocks)))  # type: ignore[type-var]
        return block

    return replace(handout, sections=tuple(map(known, handout.sections)))  # type: ignore[arg-type]


def lines(sheet: Recorded) -> list[Piece]:
    return [line for page in sheet.pages for line in content(page)]


# What is seen


@covering(("tag",), [(tag,) for tag in TRANSLATIONS])
def test_no_letter_is_smaller_than_12_points(tag: str) -> None:
    assert min(type_sizes(print_sheet(tag, "recovery", "bilingual").data)) >= 12.0


@ON_EACH_PAPER
def test_it_takes_no_more_pages_than_two_sheets_of_paper_have(
    tag: str, edition: str, paper: str
) -> None:
    assert max(len(sheet.pages) for sheet in each(tag, edition, paper)) <= MOST_PAGES


@covering(("tag", "paper"), [(tag, paper) for tag in TRANSLATIONS for paper in PAPERS])
def test_the_language_has_the_side_on_which_its_lines_begin(tag: str, paper: str) -> None:
    project = composer().project
    for name in SHEETS:
        drawn = draw(
            compose_sheet(tag, name),
            project.brand,
            _typesetter(),
            project.art,
            edition="bilingual",
            paper=paper,
            english=compose_sheet("en", name),
        )
        middle = drawn.page_size[0] / 2
        at = {place.text.plain: (place.page, place.box) for place in drawn.places}
        for section, same in pairs(tag, name):
            if all(map(is_shared, section.blocks)) and not is_wide(section):
                continue  # its heading is in both languages
            page, (left, _, right, top) = at[section.heading.plain]
            other, (english_left, _, english_right, english_top) = at[same.heading.plain]
            assert page == other
            assert abs(top - english_top) < 1.5 * 1.34 * 12  # line boxes at one height
            if language(tag).right_to_left:
                assert english_right < middle < left
            else:
                assert right < middle < english_left


def is_wide(section: Section) -> bool:
    """Whether what is filled in takes all the width."""
    return any(isinstance(block, Diary | WriteTable | Checklist) for block in section.blocks)


@ON_EACH_PAPER
def test_tables_to_fill_in_are_as_wide_as_the_page(tag: str, edition: str, paper: str) -> None:
    preparation, _, recovery = each(tag, edition, paper)
    (medicines,) = rows(preparation, 3)
    across = edges([piece for piece in medicines if not piece.place.height])
    assert across == pytest.approx((MARGIN, preparation.width - MARGIN))
    for row in rows(recovery, 3, cells=True):
        beside = [box for box in page_of(recovery, row[0]).boxes if on_one_height(box, row[0])]
        assert edges(beside) == pytest.approx((MARGIN, recovery.width - MARGIN))


def rows(sheet: Recorded, columns: int, *, cells: bool = False) -> list[list[Piece]]:
    """What is written on, row by row, in tables of so many columns to fill in; of lines without
    cells, all of them in one."""
    found: list[list[Piece]] = []
    for page in sheet.pages:
        heights: dict[int, list[Piece]] = {}
        for piece in fields(page):
            if bool(piece.place.height) == cells:
                heights.setdefault(round(piece.place.y), []).append(piece)
        found += [row for row in heights.values() if len(row) == columns]
    assert found
    return found if cells else [[piece for row in found for piece in row]]


def edges(pieces: list[Piece]) -> tuple[float, float]:
    return min(one.place.x for one in pieces), max(one.place.right for one in pieces)


def page_of(sheet: Recorded, piece: Piece) -> Page:
    return next(page for page in sheet.pages if any(one is piece for one in page.boxes))


def on_one_height(one: Piece, other: Piece) -> bool:
    return abs(one.place.y - other.place.y) < 0.1 and abs(one.place.top - other.place.top) < 0.1


@ON_EACH_PAPER
def test_a_label_stands_with_its_english(tag: str, edition: str, paper: str) -> None:
    """Right below it at the same side, or beside it on one base line."""
    for sheet in each(tag, edition, paper):
        english = compose_sheet("en", sheet.handout.name)
        labels = list(zip(labels_of(sheet.handout), labels_of(english), strict=True))
        found = 0
        for page in sheet.pages:
            messages = [
                list(some) for _, some in groupby(content(page), lambda one: id(one.target))
            ]
            for first, second in pairwise(messages):
                if (said(first), said(second)) in labels:
                    found += 1
                    assert stand_together(first[-1], second[0], tag)
        assert found >= len(labels)


def labels_of(handout: Handout) -> list[str]:
    """Of lines, columns and rows to fill in."""
    found: list[Text] = []
    for visit in handout.walk():
        match visit.node:
            case FillIn(label=label):
                found.append(label)
            case Diary(columns=columns, rows=rows):
                found += [*columns, *rows]
            case WriteTable(columns=columns):
                found += columns
    return [squeezed(text.plain) for text in found]


def said(message: list[Piece]) -> str:
    return squeezed(bare("".join(line.text for line in message)))


def stand_together(own: Piece, english: Piece, tag: str) -> bool:
    below = own.place.y - english.place.y
    if abs(below) < 0.1:
        between = max(own.place.x, english.place.x) - min(own.place.right, english.place.right)
        return 0 < between < 15
    aside = own.place.right - english.place.right if rtl(tag) else own.place.x - english.place.x
    return 10 < below < 2.2 * own.size and abs(aside) < 8


@ON_EACH_PAPER
def test_the_line_of_time_runs_through(tag: str, edition: str, paper: str) -> None:
    """In both columns, from the first moment on a page to the last one; there it ends on one
    height."""
    *_, recovery = each(tag, edition, paper)
    brand = composer().project.brand.colors["brand"]
    found = 0
    for page in recovery.pages:
        tracks: dict[float, list[Place]] = {}
        for rule in page.rules:
            if rule.how.get("stroke") == brand and rule.how.get("line_width") == 3:
                tracks.setdefault(round(rule.place.x, 1), []).append(upright(rule.place))
        ends = set()
        for parts in tracks.values():
            parts.sort(key=lambda part: -part.top)
            for upper, lower in pairwise(parts):
                assert lower.top >= upper.y - 0.1
            ends.add(round(parts[-1].y, 1))
            found += len(parts)
        assert len(tracks) in (0, 2)
        assert len(ends) <= 1
    assert found >= 8


def upright(place: Place) -> Place:
    """A vertical rule from its lower end."""
    return Place(place.x, min(place.y, place.top), 0.0, abs(place.height))


@ON_EACH_PAPER
def test_a_picture_stands_at_the_start_side_of_its_column(
    tag: str, edition: str, paper: str
) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        english = compose_sheet("en", sheet.handout.name)
        own, other = (described(one) for one in (sheet.handout, english))
        second = MARGIN if rtl(tag) else (sheet.width + COLUMN_GAP) / 2
        for page in sheet.pages:
            for art in page.drawings:
                alt = art.target.alt if isinstance(art.target, StructElement) else None
                if alt in own:
                    found += 1
                    start = sheet.width - art.place.right if rtl(tag) else art.place.x
                    assert start == pytest.approx(MARGIN)
                elif alt in other:
                    found += 1
                    assert art.place.x == pytest.approx(second)
    assert found >= 8


def described(handout: Handout) -> set[str]:
    """What is said of the pictures of sections."""
    figures = [section.figure for section in handout.sections]
    return {figure.description for figure in figures if figure and figure.alt}


@ON_EACH_PAPER
def test_the_number_of_a_step_stands_beside_its_picture(tag: str, edition: str, paper: str) -> None:
    _, procedure, _ = each(tag, edition, paper)
    found = 0
    for page in procedure.pages:
        for number in content(page):
            if number.role is Role.LBL and number.text.strip().isdecimal():
                found += 1
                middle = number.place.y + 0.36 * number.size
                beside = [
                    art.place
                    for art in page.drawings
                    if min(
                        abs(art.place.x - number.place.right), abs(number.place.x - art.place.right)
                    )
                    < 20
                ]
                assert [place for place in beside if place.y < middle < place.top], number.text
    assert found == 2 * 7
