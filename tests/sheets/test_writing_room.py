"""Room for the hand: lines, rows, dates, numbers to ring; measured on what is painted."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handouts.model.blocks import Diary, FillKind, WriteTable
from handouts.pdf.tags import Field, StructElement
from tests.editions.paper.documents import squeezed

from .conftest import LANGUAGES
from .measuring import (
    IN_EVERY_EDITION,
    ON_ONE_SHEET,
    PAPERS,
    each,
    fields,
    overlaps,
    room_above,
    rtl,
    sheets_of,
)
from .recording import Page, Piece, Place, Recorded


@IN_EVERY_EDITION
def test_there_is_room_for_the_hand(tag: str, edition: str, paper: str) -> None:
    least = 42 if edition == "large" else 28
    for sheet in each(tag, edition, paper):
        found = 0
        for page in sheet.pages:
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


def numbers_to_ring(page: Page) -> list[Piece]:
    return [
        line
        for line in page.lines
        if isinstance(line.target, StructElement) and line.target.attributes.field is Field.TEXT
    ]


@ON_ONE_SHEET
def test_the_diary_has_dates_and_numbers_to_ring(tag: str, edition: str, paper: str) -> None:
    *_, sheet = each(tag, edition, paper)
    keys = [getattr(field, "key", "") for field in sheet.handout.fields()]
    assert "injection.date" in keys
    (page,) = [page for page in sheet.pages if len(list(fields(page))) > 15]
    rings = numbers_to_ring(page)
    assert len(rings) == 5 * 11
    rows = sorted({round(line.place.y) for line in rings}, reverse=True)
    for row in rows:
        numbers = [line for line in rings if round(line.place.y) == row]
        across = sorted(numbers, key=lambda line: line.place.x, reverse=rtl(tag))
        assert [line.text for line in across] == [str(number) for number in range(11)]
        for first, second in pairwise(sorted(numbers, key=lambda line: line.place.x)):
            assert second.place.x - first.place.right >= 3
        (cell,) = {
            piece.place
            for piece in fields(page)
            if piece.target in [line.target for line in numbers]
        }
        assert min(line.place.x for line in numbers) - cell.x >= 5
        assert cell.right - max(line.place.right for line in numbers) >= 5


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_row_of_the_diary_has_room_for_a_date(tag: str, paper: str) -> None:
    *_, sheet = each(tag, "standard", paper)
    blocks = [block for part in sheet.handout.sections for block in part.blocks]
    (diary,) = [block for block in blocks if isinstance(block, Diary)]
    assert FillKind.DATE in diary.kinds
    page = sheet.pages[1]
    cells = [piece for piece in page.boxes if piece in list(fields(page))]
    rows = {round(line.place.y) for line in numbers_to_ring(page)}
    assert len(cells) == 3 * len(rows)


@IN_EVERY_EDITION
def test_the_rows_of_the_diary_are_equally_high(tag: str, edition: str, paper: str) -> None:
    *_, sheet = each(tag, edition, paper)
    heights = [
        {round(cell.place.height, 1) for cell in fields(page) if cell.place.height}
        for page in sheet.pages
    ]
    found = [one for one in heights if one]
    assert found
    assert all(len(one) == 1 for one in found)


@ON_ONE_SHEET
def test_medicines_have_columns_for_name_amount_and_time(
    tag: str, edition: str, paper: str
) -> None:
    sheet, *_ = each(tag, edition, paper)
    blocks = [block for part in sheet.handout.sections for block in part.blocks]
    (table,) = [block for block in blocks if isinstance(block, WriteTable)]
    page = sheet.pages[1]
    heads = {column.plain for column in table.columns}
    names = [line for line in page.lines if line.text.strip() in heads]
    assert len(names) == len(table.columns) == 3
    for name in names:  # each over its lines
        under = [rule for rule in fields(page) if overlaps(rule, name)]
        assert sum(0 < name.place.y - rule.place.y < 5 * 50 for rule in under) >= table.count


@sheets_of("standard", "plain-ink", "bilingual")
def test_columns_of_medicines_stand_under_those_of_the_visit(
    tag: str, edition: str, paper: str
) -> None:
    """The lines for names of medicines end where those for the date and the place do."""
    sheet, *_ = each(tag, edition, paper)
    blocks = [block for part in sheet.handout.sections for block in part.blocks]
    (table,) = [block for block in blocks if isinstance(block, WriteTable)]
    above = rule_of(sheet, "address")
    (page,) = [one for one in sheet.pages if any(rule is above for rule in fields(one))]
    lower = [rule.place for rule in fields(page) if rule.place.y < above.place.y - 1]
    first = [place for place in lower if ends_alike(tag, place, above.place)]
    assert len(first) >= table.count


def ends_alike(tag: str, one: Place, other: Place) -> bool:
    """Whether two lines end at one place, where the second column is yet to begin."""
    return abs(one.x - other.x if rtl(tag) else one.right - other.right) < 0.5


@IN_EVERY_EDITION
def test_when_and_where_come_before_the_list_of_medicines(
    tag: str, edition: str, paper: str
) -> None:
    """Under a heading that asks for the visit."""
    sheet, *_ = each(tag, edition, paper)
    (section,) = [
        part
        for part in sheet.handout.sections
        if any(isinstance(block, WriteTable) for block in part.blocks)
    ]
    keys = [getattr(block, "key", "") for block in section.blocks]
    assert keys[:2] == ["appointment.date", "appointment.time"]
    assert isinstance(section.blocks[-1], WriteTable)


@IN_EVERY_EDITION
def test_the_heads_of_the_list_of_medicines_look_alike(tag: str, edition: str, paper: str) -> None:
    sheet, *_ = each(tag, edition, paper)
    blocks = [block for part in sheet.handout.sections for block in part.blocks]
    (table,) = [block for block in blocks if isinstance(block, WriteTable)]
    heads = {squeezed(column.plain) for column in table.columns}
    lines = [line for page in sheet.pages for line in page.lines]
    found = [line for line in lines if any(squeezed(line.text) in head for head in heads)]
    faces = {run.face.key for line in found if line.role for run in line.line.runs}  # type: ignore[union-attr]
    said = "".join(squeezed(line.text) for line in found)
    assert all(head in said for head in heads), "each is there, on one line or on two"
    assert len(faces) == 1


@sheets_of("standard", "plain-ink", "bilingual")
def test_blank_lines_for_the_visit_share_base_lines(tag: str, edition: str, paper: str) -> None:
    """Each pair, with as much to write on as a name takes."""
    sheet, *_ = each(tag, edition, paper)
    keys = ("appointment.date", "appointment.time", "address", "driver.name")
    rules = [rule_of(sheet, key) for key in keys]
    for first, second in (rules[:2], rules[2:]):
        assert first.place.y == pytest.approx(second.place.y)
    assert all(rule.place.width >= 109 for rule in rules)


def rule_of(sheet: Recorded, key: str) -> Piece:
    """The line to write on."""
    (label,) = [one.label.plain for one in sheet.handout.fields() if getattr(one, "key", "") == key]
    name = label.rstrip(" :\uff1a\u1366")
    for page in sheet.pages:
        for rule in fields(page):
            if rule.target.attributes.field_name == name:  # type: ignore[union-attr]
                return rule
    raise AssertionError(f"{key} has no line")
