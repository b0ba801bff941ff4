"""White space is shared: nothing of ink is too near to a rule, a box or a picture, and no part of a
page is airy while another is tight. Measured on what is painted, in all languages, on both
papers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from handouts.model.blocks import Diary, Timeline
from handouts.model.languages import language
from handouts.pdf.tags import Role
from handouts.text.skyline import skyline
from tests.editions.paper.documents import squeezed

from .measuring import (
    IN_EVERY_EDITION,
    IN_ONE_LANGUAGE,
    ON_ONE_SHEET,
    bare,
    content,
    each,
    overlaps,
    pixels,
    rtl,
    sheets_of,
    ticks,
)
from .recording import Page, Piece, Place, Recorded

#: The least white space, points: between ink and a rule or the edge of a box, also in Nastaliq,
#: whose letters take all the height; and the side of a box; between two pictures of a list, as they
#: are drawn; between paragraphs, besides the line height; between a picture and the rule below it.
CLEAR, CLEAR_SLOPING, SIDE = 2.3, 1.3, 3.0
PICTURES, PARAGRAPHS, BELOW_PICTURE = 1.5, 2.4, 2.0

#: Where paragraphs begin, points from the edge of the paper.
MARGIN = 40.0


def is_sloping(tag: str) -> bool:
    return language(tag).rule.sloping


def inked(line: Piece) -> Place:
    """The ink of a line."""
    assert line.line
    ink = skyline(line.line, 0.0)
    x, y = line.place.x, line.place.y
    return Place(x + ink.left, y + ink.bottom, ink.right - ink.left, ink.top - ink.bottom)


def levels(page: Page) -> Iterator[tuple[Place, float]]:
    """Rules, and the upper and lower edges of boxes: where each is, and how high."""
    yield from ((rule.place, rule.place.y) for rule in page.rules if not rule.place.height)
    for box in page.boxes:
        yield from ((box.place, box.place.y), (box.place, box.place.top))


#: White space between the rule over a section and the ink of its heading on any page, and on one
#: that has room; points. A page has none where the paragraphs on it are no further apart.
BELOW_RULE, BELOW_RULE_WITH_ROOM, NO_ROOM = 1.7, 3.3, 3.1


def meets(one: Place, other: Place) -> bool:
    """Whether one stands above the other."""
    return one.x < other.right - 1 and other.x < one.right - 1


@ON_ONE_SHEET
def test_ink_is_clear_of_every_rule_and_edge(tag: str, edition: str, paper: str) -> None:
    least = CLEAR_SLOPING if is_sloping(tag) else CLEAR
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            edges = list(levels(page))
            for line in page.lines:
                if not line.line or not line.line.runs:
                    continue
                ink = inked(line)
                clear = [max(ink.y - y, y - ink.top) for place, y in edges if meets(ink, place)]
                assert min(clear, default=least) >= least, line.text


@IN_ONE_LANGUAGE
def test_ink_is_clear_of_the_sides_of_boxes(tag: str, edition: str, paper: str) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for line in page.lines:
                if not line.line or not line.line.runs:
                    continue
                ink = inked(line)
                middle = ink.x + ink.width / 2
                for place in (box.place for box in page.boxes if box.place.height > 20):
                    if place.y < line.place.y < place.top and place.x < middle < place.right:
                        found += 1
                        assert min(ink.x - place.x, place.right - ink.right) >= SIDE, line.text
    assert found > 20


@ON_ONE_SHEET
def test_headings_are_clear_of_the_rule_above_them(tag: str, edition: str, paper: str) -> None:
    """The most where the page has room: else paragraphs are as close as they may be."""
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            rules = [rule.place for rule in over_sections(page)]
            room = [] if is_sloping(tag) else list(between_paragraphs(page, sheet, tag))
            least = BELOW_RULE_WITH_ROOM if min(room, default=0.0) > NO_ROOM else BELOW_RULE
            for line in (line for line in page.lines if line.role is Role.H2):
                clear = [
                    rule.y - 0.6 - inked(line).top for rule in rules if meets(inked(line), rule)
                ]
                clear = [each for each in clear if -5 < each < 12]
                found += bool(clear)
                assert min(clear, default=least) >= least, line.text
    assert found


def over_sections(page: Page) -> list[Piece]:
    """The rules over sections."""
    return [
        rule
        for rule in page.rules
        if rule.how["line_width"] == 1.2 and not rule.place.height and rule.place.width > 100
    ]


@ON_ONE_SHEET
def test_two_cards_share_base_lines_and_the_height_of_their_pictures(
    tag: str, edition: str, paper: str
) -> None:
    """In Nastaliq as nearly as the page has the height for: its head comes first."""
    found = 0
    apart = 5.2 if language(tag).rule.sloping else 0.02
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            rules = over_sections(page)
            for one, other in combinations(rules, 2):
                if one.place.y != other.place.y or overlaps(one, other):
                    continue
                firsts = []
                for rule in (one, other):
                    words = [line for line in below_rule(page.lines, rule) if line.role is Role.P]
                    arts = below_rule(page.drawings, rule)
                    firsts.append((max(words, key=height).place.y, max(arts, key=height).place.top))
                assert firsts[0] == pytest.approx(firsts[1], abs=apart)
                found += 1
    assert found


def below_rule(pieces: list[Piece], rule: Piece) -> list[Piece]:
    """What stands below a rule."""
    return [each for each in pieces if each.place.y < rule.place.y and overlaps(each, rule)]


def height(piece: Piece) -> float:
    return piece.place.y


def in_lists(page: Page) -> list[Place]:
    """The pictures of lists, from the top."""
    found = [art.place for art in page.drawings if abs(art.place.width - 66) < 1]
    return sorted(found, key=lambda place: -place.y)


def drawn(sheet: Recorded, number: int, place: Place, scale: int = 4) -> tuple[float, float]:
    """Lowest and highest ink of a picture."""
    picture = pixels(sheet, number, scale)
    edges = place.x + 0.5, sheet.height - place.top, place.right - 0.5, sheet.height - place.y
    inside = picture.crop(tuple(round(edge * scale) for edge in edges))
    box = inside.point(lambda value: 255 * (value < 200)).getbbox()
    assert box
    return place.top - box[3] / scale, place.top - box[1] / scale


@ON_ONE_SHEET
def test_pictures_of_a_list_do_not_touch(tag: str, edition: str, paper: str) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        for number, page in enumerate(sheet.pages):
            for upper, lower in pairwise(in_lists(page)):
                if upper.x != lower.x or upper.y - lower.top > 6:
                    continue
                found += 1
                bottom, top = drawn(sheet, number, upper)[0], drawn(sheet, number, lower)[1]
                assert bottom - top >= PICTURES
    assert found or not is_sloping(tag)


@ON_ONE_SHEET
def test_pictures_are_clear_of_rules(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            rules = [rule.place for rule in page.rules if not rule.place.height]
            for art in page.drawings:
                below = [
                    art.place.y - rule.y
                    for rule in rules
                    if meets(art.place, rule) and rule.y < art.place.middle
                ]
                assert min(below, default=BELOW_PICTURE) >= BELOW_PICTURE


@ON_ONE_SHEET
def test_pictures_are_clear_of_the_headings_above(tag: str, edition: str, paper: str) -> None:
    found = 0
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            headings = [line for line in page.lines if line.role is Role.H2]
            for place in (art.place for art in page.drawings if art.place.width > 60):
                over = [lowest(line, place) for line in headings if line.place.y > place.middle]
                clear = min((low - place.top for low in over), default=100.0)
                found += clear < 50
                assert clear >= 0.9
    assert found


def lowest(line: Piece, place: Place) -> float:
    """The lowest ink of a line right above a place."""
    assert line.line
    ink = skyline(line.line, 0.0)
    start = round(line.place.x) + ink.start
    strips = enumerate(ink.bottoms, start)
    return min([line.place.y + low for x, low in strips if place.x < x < place.right], default=1e3)


@ON_ONE_SHEET
def test_moments_of_a_timeline_stand_apart(tag: str, edition: str, paper: str) -> None:
    """Else the times of two read as one label, and the words of one run on into the next."""
    if is_sloping(tag):
        return
    *_, sheet = each(tag, edition, paper)
    assert min(moments(sheet)) >= 0.0


def first_lines(sheet: Recorded) -> list[float]:
    """How high the first lines of the moments of a timeline stand."""
    sections = sheet.handout.sections
    (line_of_time,) = [
        block for part in sections for block in part.blocks if isinstance(block, Timeline)
    ]
    page = sheet.pages[0]
    heights: list[float] = []
    for event in line_of_time.events:
        time = squeezed(event.when.plain)
        begun = [line for line in content(page) if time.startswith(squeezed(line.text) or "-")]
        below = [line.place.y for line in begun if not heights or line.place.y < heights[-1]]
        heights.append(max(below))
    return heights


def moments(sheet: Recorded) -> Iterator[float]:
    """How much further than they must two moments of a timeline stand apart, points."""
    leading, lines = pitch(sheet), content(sheet.pages[0])
    for first, second in pairwise(first_lines(sheet)):
        last = min(line.place.y for line in lines if second + 1 < line.place.y <= first + 1)
        yield last - second - leading - PARAGRAPHS


def first_moment(sheet: Recorded) -> float:
    """White space above the first moment of a timeline, besides the line height; points."""
    first, *_ = first_lines(sheet)
    above = min(line.place.y for line in content(sheet.pages[0]) if line.place.y > first + 1)
    return above - first - pitch(sheet)


@ON_ONE_SHEET
def test_paragraphs_stand_apart(tag: str, edition: str, paper: str) -> None:
    """Lines of Nastaliq are so far apart that they need no more."""
    if is_sloping(tag):
        return
    found = [
        apart
        for sheet in each(tag, edition, paper)
        for page in sheet.pages
        for apart in between_paragraphs(page, sheet, tag)
    ]
    assert min(found) >= PARAGRAPHS


def between_paragraphs(page: Page, sheet: Recorded, tag: str) -> Iterator[float]:
    """White space between two paragraphs at the start of the measure, besides the line height."""
    leading = pitch(sheet)
    edge = MARGIN if not rtl(tag) else sheet.width - MARGIN
    lines = [
        line
        for line in content(page)
        if line.role is Role.P
        and abs((line.place.right if rtl(tag) else line.place.x) - edge) < 0.5
    ]
    for upper, lower in pairwise(lines):
        apart = upper.place.y - lower.place.y
        same = upper.target is lower.target or not overlaps(upper, lower)
        if not same and 0 < apart < 2 * leading and upper.size == lower.size:
            yield apart - leading


def pitch(sheet: Recorded) -> float:
    """How far apart the lines of a paragraph stand."""
    for page in sheet.pages:
        for upper, lower in pairwise(content(page)):
            if upper.target is lower.target and upper.role is Role.P and upper.size < 15:
                return upper.place.y - lower.place.y
    raise AssertionError("no paragraph of two lines")


@IN_ONE_LANGUAGE
def test_boxes_to_tick_stand_on_the_first_line_of_their_words(
    tag: str, edition: str, paper: str
) -> None:
    """However many lines those are, and wherever the picture beside them stands."""
    found = 0
    for sheet in each(tag, edition, paper):
        middle = sheet.handout.language.rule.middle
        for page in sheet.pages:
            for box in ticks(page):
                words = [line for line in content(page) if is_beside(line, box, tag)]
                first = max(words, key=lambda line: line.place.y)
                assert abs(first.place.y + middle * first.size - box.place.middle) < 1, first.text
                found += 1
    assert found


def is_beside(line: Piece, box: Piece, tag: str) -> bool:
    """Whether a line belongs to the words beside a box to tick: it is indented, and its first line
    is as high as the box."""
    behind = box.place.x - line.place.right if rtl(tag) else line.place.x - box.place.right
    return behind > 5 and box.place.y - 4 < line.place.y < box.place.top


#: White space between a rule and a picture below it, and around the explanation of a table in large
#: print, points.
BELOW_A_RULE, AROUND_LARGE = 2.9, 4.0


@IN_EVERY_EDITION
def test_pictures_stay_clear_of_the_rule_above_them(tag: str, edition: str, paper: str) -> None:
    for sheet in each(tag, edition, paper):
        for page in sheet.pages:
            for art in page.drawings:
                for rule in page.rules:
                    above = rule.place.y - art.place.top
                    if -8 < above < 20 and rule.place.width > 100 and overlaps(rule, art):
                        assert above >= BELOW_A_RULE


@sheets_of("large")
def test_the_explanation_of_a_table_stands_clear_of_it(tag: str, edition: str, paper: str) -> None:
    *_, sheet = each(tag, edition, paper)
    (words,) = [block for block in diaries(sheet) if block.caption]
    assert words.caption
    for page in sheet.pages:
        said = [line for line in content(page) if bare(line.text) in words.caption.plain]
        lines = [line for line in said if len(bare(line.text)) > 6]
        heads = [box.place.top for box in page.boxes if box.place.height > 30]
        if lines and heads:
            last = min(lines, key=lambda line: line.place.y)
            below = inked(last).y - max(top for top in heads if top < last.place.y)
            assert below >= AROUND_LARGE


def diaries(sheet: Recorded) -> list[Diary]:
    blocks = [block for part in sheet.handout.sections for block in part.blocks]
    return [block for block in blocks if isinstance(block, Diary)]
