"""What every sheet owes its reader by design, measured on what is painted, in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from handouts.editions.paper.svg import load_art
from handouts.model.document import Bullets, Checklist, DoDont, FillKind, Item, Steps
from handouts.pdf.tags import Field, Role, StructElement
from tests.covering import covering

from .conftest import ALL, LANGUAGES, SHEETS, composer
from .recording import EDGE, Page, Piece, Place, Recorded, recorded

PAPERS = ("letter", "a4")
STANDARD = [(*one, "standard", "letter") for one in ALL]
LARGE = [(*one, "large", "letter") for one in ALL]

OTHER_PAPER = [(*one, "standard", "a4") for one in ALL]
_NAMES = ("tag", "name", "edition", "paper")
ON_PAPER = covering(_NAMES, [*STANDARD, *OTHER_PAPER])
IN_ALL_EDITIONS = covering(_NAMES, [*STANDARD, *LARGE, *OTHER_PAPER])

#: Millimetres, points.
MM = 72 / 25.4

#: Ink of the six pages of the English set before this design, summed percent of each page's area.
ENGLISH_INK_BEFORE = 60.1


def content(page: Page) -> list[Piece]:
    return [line for line in page.lines if line.role]


def written(page: Page) -> str:
    seen = (re.sub("[\u2066-\u2069]", "", line.text) for line in page.lines)
    return " ".join(" ".join(text.split()) for text in seen)


def fields(page: Page) -> Iterator[Piece]:
    """The rules and cells to write on."""
    for piece in [*page.rules, *page.boxes]:
        target = piece.target
        if isinstance(target, StructElement) and target.attributes.field is Field.TEXT:
            yield piece


def pixels(sheet: Recorded, number: int, scale: float = 1.0) -> Image.Image:
    document = pypdfium2.PdfDocument(sheet.pdf)
    try:
        picture: Image.Image = document[number].render(scale=scale, grayscale=True).to_pil()
        return picture.convert("L")
    finally:
        document.close()


# One message first


@IN_ALL_EDITIONS
def test_the_main_message_is_the_second_largest_text(
    tag: str, name: str, edition: str, paper: str
) -> None:
    lines = content(recorded(tag, name, edition, paper).pages[0])
    title = {line.size for line in lines if line.role is Role.H1}
    others = [line for line in lines if line.role is not Role.H1]
    largest = max(line.size for line in others)
    assert largest < min(title)
    said = "".join(line.text for line in others if line.size == largest)
    key = recorded(tag, name, edition, paper).handout.summary.blocks[0]
    words = "".join(key.text.plain.split())  # type: ignore[union-attr]
    assert "".join(re.sub("[\u2066-\u2069]", "", said).split()) == words
    assert largest >= (26 if edition == "large" else 18)


def test_the_picture_of_the_main_thing_has_one_size() -> None:
    widths = {
        round(max(art.place.width for art in recorded(*one).pages[0].drawings), 2)
        for one in STANDARD
    }
    assert len(widths) == 1


def test_the_strip_of_a_draft_has_one_height_and_one_line() -> None:
    heights = set()
    for one in STANDARD:
        page = recorded(*one).pages[0]
        notices = recorded(*one).handout.draft_notice
        lines = [line for line in page.lines if line.place.y > page_top(page)]
        shown = [line for line in lines if line.role is Role.P and line.size < 16]
        texts = [line for line in shown if strip(page).y < line.place.y < strip(page).top]
        assert len(texts) == len(notices)
        heights.add(round(strip(page).height, 2))
    assert len(heights) == 1


def page_top(page: Page) -> float:
    """Below the head: where the title stands."""
    return max(line.place.y for line in page.lines if line.role is Role.H1)


def strip(page: Page) -> Place:
    """The box around the notice of a draft."""
    boxes = [box.place for box in page.boxes if box.how.get("stroke") and box.place.width > 400]
    return max(boxes, key=lambda box: box.y)


# Heads and feet


@IN_ALL_EDITIONS
def test_nothing_stands_at_the_edge_of_the_paper(
    tag: str, name: str, edition: str, paper: str
) -> None:
    sheet = recorded(tag, name, edition, paper)
    for number in range(len(sheet.pages)):
        picture = pixels(sheet, number)
        inside = Image.new("L", picture.size, 0)
        edge = int(EDGE) - 1  # a pixel for rounding
        inside.paste(255, (edge, edge, picture.width - edge, picture.height - edge))
        assert ImageChops.lighter(picture, inside).getextrema() == (255, 255)


@ON_PAPER
def test_each_english_fact_stands_once_on_a_side(
    tag: str, name: str, edition: str, paper: str
) -> None:
    sheet = recorded(tag, name, edition, paper)
    handout = sheet.handout
    for number, page in enumerate(sheet.pages, 1):
        said = written(page)
        assert said.count(handout.title_en) == 1
        assert len(re.findall(rf"{re.escape(handout.language.name)}(?![\w-])", said)) == 1
        assert said.count(f"page {number} of {len(sheet.pages)}") == 1
        assert len(re.findall(r"SIJ-[A-Z]+", said)) == 1


@ON_PAPER
def test_the_first_side_says_turn_over_and_where_to_call(
    tag: str, name: str, edition: str, paper: str
) -> None:
    sheet = recorded(tag, name, edition, paper)
    front, back = sheet.pages
    (phone,) = [field for field in sheet.handout.fields() if getattr(field, "key", "") == "phone"]
    foot = sheet.height * 0.12
    feet = [[line for line in page.lines if line.place.y < foot] for page in (front, back)]
    turns = [[line for line in lines if line.text == sheet.handout.turn_over] for lines in feet]
    assert [len(found) for found in turns] == [1, 0]
    assert [line for line in feet[0] if line.text == phone.label.plain]
    lengths = [rule.place.width for rule in front.rules if rule.place.y < foot and not rule.role]
    assert sum(length > 150 for length in lengths) >= 2


@ON_PAPER
def test_the_own_name_of_the_language_is_larger_than_its_english_name(
    tag: str, name: str, edition: str, paper: str
) -> None:
    sheet = recorded(tag, name, edition, paper)
    head = [line for line in sheet.pages[0].lines if not line.role]
    (own,) = [line.size for line in head if line.text.strip() == sheet.handout.language.autonym]
    assert own >= 16
    if tag != "en":
        (english,) = [line.size for line in head if line.text == sheet.handout.language.name]
        assert own > english


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_sheets_of_a_set_are_told_apart_from_afar_in_grey(tag: str) -> None:
    heads = []
    for name in SHEETS:
        picture = pixels(recorded(tag, name), 0, 0.2)
        heads.append(picture.crop((0, 0, picture.width, round(66 * 0.2))))
    for first in heads:
        for other in heads:
            if other is not first:
                differs = ImageChops.difference(first, other).point(lambda v: 255 * (v > 60))
                # Of the head's area, as much as a field of 40 by 20 points.
                assert ImageStat.Stat(differs).mean[0] / 255 * 612 * 66 > 800


def test_the_ink_of_a_set_is_less_by_a_third() -> None:
    ink = 0.0
    for name in SHEETS:
        for number in (0, 1):
            mean = ImageStat.Stat(pixels(recorded("en", name), number, 60 / 72)).mean[0]
            ink += (255 - mean) / 255 * 100
    assert ink <= 0.7 * ENGLISH_INK_BEFORE


# Where to call


@ON_PAPER
def test_the_line_for_the_number_is_long_and_high(
    tag: str, name: str, edition: str, paper: str
) -> None:
    sheet = recorded(tag, name, edition, paper)
    back = sheet.pages[1]
    (phone,) = [field for field in sheet.handout.fields() if getattr(field, "key", "") == "phone"]
    (rule,) = [
        piece
        for piece in fields(back)
        if isinstance(piece.target, StructElement)
        and phone.label.plain.rstrip(" :\uff1a\u1366") == piece.target.attributes.field_name
    ]
    assert rule.place.width >= 90 * MM
    assert room_above(back, rule) >= 28


def test_reasons_to_call_at_once_have_lines_of_their_own() -> None:
    for tag in LANGUAGES:
        (section,) = [part for part in recorded(tag, "recovery").handout.sections if part.urgent]
        (lines,) = section.blocks
        assert lines.count >= 3  # type: ignore[union-attr]


# Pictures lead their words


def items(sheet: Recorded) -> Iterator[tuple[Item, ...]]:
    for section in sheet.handout.sections:
        for block in section.blocks:
            if isinstance(block, Steps | Checklist | Bullets):
                yield block.items
            elif isinstance(block, DoDont):
                yield from (block.do, block.dont)


@pytest.mark.parametrize(("tag", "name"), ALL, ids=["-".join(one) for one in ALL])
def test_in_a_list_every_entry_has_a_picture_or_none_has(tag: str, name: str) -> None:
    for listed in items(recorded(tag, name)):
        assert len({item.figure is None for item in listed}) == 1
        assert not [item for item in listed if item.figure and item.figure.caption]


@ON_PAPER
def test_words_stand_close_beside_the_picture_that_leads_them(
    tag: str, name: str, edition: str, paper: str
) -> None:
    sheet = recorded(tag, name, edition, paper)
    leads = {item.figure.art for listed in items(sheet) for item in listed if item.figure}
    found = 0
    for page in sheet.pages:
        for art in (art for art in page.drawings if art_name(art, tag) in leads):
            if art.place.width > 80:
                continue
            gaps = []
            for line in content(page):
                if line.role not in (Role.P, Role.SPAN):
                    continue
                if art.place.y <= line.place.y <= art.place.top:
                    start = line.place.right if rtl(tag) else line.place.x
                    edge = art.place.x - start if rtl(tag) else start - art.place.right
                    if edge > -1:
                        gaps.append(edge)
            assert gaps
            assert min(gaps) <= 12
            found += 1
    if tag != "ur":
        assert found or not leads


def rtl(tag: str) -> bool:
    return tag in ("ar", "ur")


def art_name(piece: Piece, tag: str) -> str:
    """Which drawing was painted."""
    for name in sorted({figure.art for one in SHEETS for figure in figures_of(tag, one)}):
        colors = composer().project.brand.colors
        art = load_art(composer().project.art, name, colors, rtl(tag))
        if art.at(piece.scale) == piece.operators:
            return name
    return ""


def figures_of(tag: str, name: str) -> Iterator[object]:
    yield from recorded(tag, name).handout.figures()


# One size system


def test_lines_of_drawings_have_one_width_on_paper() -> None:
    for one in STANDARD:
        for page in recorded(*one).pages:
            for art in page.drawings:
                for width in re.findall(r"^([\d.]+) w$", art.operators, re.MULTILINE):
                    assert float(width) * art.scale == pytest.approx(1.3, rel=0.05)


def test_pictures_have_the_same_sizes_in_all_languages() -> None:
    sizes = {round(art.place.width) for one in STANDARD for art in drawings(recorded(*one))}
    assert len(sizes) <= 6, sizes


def drawings(sheet: Recorded) -> Iterator[Piece]:
    for page in sheet.pages:
        yield from page.drawings


@pytest.mark.parametrize("tag", LANGUAGES)
def test_type_has_the_same_sizes_on_all_sheets(tag: str) -> None:
    for role in (Role.H1, Role.H2, Role.P):
        first, second, third = (
            {
                round(line.size, 2)
                for page in recorded(tag, name).pages
                for line in content(page)
                if line.role is role
            }
            for name in SHEETS
        )
        assert first == second == third


# Room to write


def room_above(page: Page, rule: Piece) -> float:
    """Height free for the hand above a rule: to the baseline of words above it, or to a rule."""
    place = rule.place
    above = [
        line.place.y
        for line in page.lines
        if line.place.y > place.y + 6 and overlaps(line, rule) and line.target is not rule.target
    ]
    above += [
        other.place.y
        for other in page.rules
        if other.place.y > place.y + 6 and overlaps(other, rule)
    ]
    return min(above) - place.y


def overlaps(one: Piece, other: Piece) -> bool:
    return one.place.x < other.place.right - 1 and other.place.x < one.place.right - 1


@IN_ALL_EDITIONS
def test_there_is_room_for_the_hand(tag: str, name: str, edition: str, paper: str) -> None:
    least = 42 if edition == "large" else 28
    found = 0
    for page in recorded(tag, name, edition, paper).pages:
        rules = set(map(id, page.rules))
        for piece in fields(page):
            found += 1
            if id(piece) in rules:
                above = [other for other in page.rules if other.place.y > piece.place.y + 1]
                if not [other for other in above if overlaps(other, piece)]:
                    continue
                assert room_above(page, piece) >= least - 0.01
            else:
                assert piece.place.height >= least
    assert found


def test_the_diary_has_dates_and_numbers_to_ring() -> None:
    for tag in LANGUAGES:
        sheet = recorded(tag, "recovery")
        keys = [getattr(field, "key", "") for field in sheet.handout.fields()]
        assert "injection.date" in keys
        (page,) = [page for page in sheet.pages if len(list(fields(page))) > 15]
        rings = [
            line
            for line in page.lines
            if isinstance(line.target, StructElement) and line.target.attributes.field is Field.TEXT
        ]
        assert len(rings) == 5 * 11
        rows = sorted({round(line.place.y) for line in rings}, reverse=True)
        for row in rows:
            numbers = [line for line in rings if round(line.place.y) == row]
            across = sorted(numbers, key=lambda line: line.place.x, reverse=rtl(tag))
            assert [line.text for line in across] == [str(number) for number in range(11)]
            for first, second in pairwise(sorted(numbers, key=lambda line: line.place.x)):
                assert second.place.x - first.place.right >= 3
    assert FillKind.DATE


# Scripts, and grey


@ON_PAPER
def test_do_and_do_not_differ_in_grey(tag: str, name: str, edition: str, paper: str) -> None:
    sheet = recorded(tag, name, edition, paper)
    blocks = [block for part in sheet.handout.sections for block in part.blocks]
    if not any(isinstance(block, DoDont) for block in blocks):
        return
    for number, page in enumerate(sheet.pages):
        heads = [line for line in content(page) if line.role is Role.H3 and line.size > 15]
        if not heads:
            continue
        picture = pixels(sheet, number)
        lumas = []
        for line in heads:
            x = line.place.x - 5 if not rtl(tag) else line.place.right + 5
            lumas.append(picture.getpixel((round(x), round(sheet.height - line.place.y - 4))))
        assert abs(lumas[0] - lumas[1]) >= 100  # type: ignore[operator]
        return
    raise AssertionError("no columns of advice")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHEETS)
def test_urdu_lines_stand_twice_their_size_apart(name: str, paper: str) -> None:
    pitches = []
    for page in recorded("ur", name, "standard", paper).pages:
        for first, second in pairwise(content(page)):
            same = first.target is second.target and first.size == second.size == 12
            if same and second.place.y < first.place.y:
                pitches.append(first.place.y - second.place.y)
    assert len(pitches) >= 3
    assert min(pitches) >= 24 - 0.01


def test_arabic_is_a_size_up() -> None:
    sizes = sorted(line.size for line in content(recorded("ar", "recovery").pages[0]))
    assert sizes[len(sizes) // 2] / 12 == pytest.approx(1.1, abs=0.02)


@ON_PAPER
def test_a_last_line_is_a_quarter_of_the_longest(
    tag: str, name: str, edition: str, paper: str
) -> None:
    for page in recorded(tag, name, edition, paper).pages:
        for paragraph in paragraphs(page):
            longest = max(line.place.width for line in paragraph)
            assert paragraph[-1].place.width >= 0.25 * longest, paragraph[-1].text


def paragraphs(page: Page) -> Iterator[list[Piece]]:
    """Lines of one element that follow one another."""
    lines: list[Piece] = []
    for line in content(page):
        if lines and line.target is lines[-1].target and line.place.y < lines[-1].place.y - 5:
            lines.append(line)
            continue
        if len(lines) > 1:
            yield lines
        lines = [line]
    if len(lines) > 1:
        yield lines
