"""Forms: labels and lines of one form look alike, and what stands in one row shares base lines and
columns; measured on what is painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pytest

from handouts.editions.paper.columns import COLUMN_GAP
from handouts.model.blocks import Diary, WriteTable
from handouts.model.document import Handout
from handouts.pdf.tags import Role, StructElement
from handouts.text.skyline import reach
from tests.editions.paper.documents import squeezed

from .conftest import compose_sheet
from .measuring import IN_EVERY_EDITION, bare, each, fields, overlaps, rtl, sheets_of
from .recording import Page, Piece, Recorded

#: The rows of the forms for the visit and for the pain.
ROWS = (
    ("appointment.date", "appointment.time"),
    ("address", "driver.name"),
    ("injection.date", "next.visit"),
)

#: The most room to write before the name of a line takes a second line of text, points.
LEAST_LINE = 109

#: White space between the label of the hours and the name of the room for a stamp, points.
AFTER_LABEL = 14

#: White space between the line for the number and the ink of the label of the hours, where so much
#: is left below the last line for the hours; points.
ABOVE_HOURS, LEFT_BELOW = 18, 9


class Labelled(NamedTuple):
    """A label: its lines, the first ones in the language, and the rules to write on."""

    page: Page
    own: Sequence[Piece]
    english: Sequence[Piece]
    rules: Sequence[Piece]

    @property
    def words(self) -> list[Piece]:
        return [*self.own, *self.english]


def said(lines: Sequence[Piece]) -> str:
    return squeezed("".join(bare(line.text) for line in lines))


def messages(page: Page) -> list[list[Piece]]:
    """The lines of each message, in the order of painting."""
    return [list(lines) for _, lines in groupby(page.lines, lambda line: id(line.target))]


def both(page: Page, own: str, english: str) -> tuple[list[Piece], list[Piece]] | None:
    """The lines of a message, and those of its English where that follows."""
    found = messages(page)
    for first, second in zip(found, [*found[1:], []], strict=True):
        if first[0].role and said(first) == squeezed(own):
            beside = second if second and said(second) == squeezed(english) else []
            if beside or not english:
                return first, beside
    return None


def labelled(sheet: Recorded, key: str, *, bilingual: bool) -> Labelled | None:
    """The label and the rules of a field, where the sheet has it."""
    own = label_of(sheet.handout, key)
    if own is None:
        return None
    english = label_of(compose_sheet("en", sheet.handout.name), key) if bilingual else ""
    for page in sheet.pages:
        name = own.rstrip(" :\uff1a\u1366")
        rules = [rule for rule in fields(page) if field_name(rule) == name]
        words = both(page, own, english or "")
        if rules and words:
            return Labelled(page, *words, rules)
    raise AssertionError(f"{key} has no line")


def field_name(rule: Piece) -> str | None:
    assert isinstance(rule.target, StructElement)
    return rule.target.attributes.field_name


def label_of(handout: Handout, key: str) -> str | None:
    found = [one.label.plain for one in handout.fields() if getattr(one, "key", "") == key]
    return found[0] if found else None


def rows(tag: str, edition: str, paper: str) -> Iterator[tuple[Labelled, Labelled]]:
    """The rows of forms on the sheets of a language."""
    for sheet in each(tag, edition, paper):
        for keys in ROWS:
            pair = [labelled(sheet, key, bilingual=edition == "bilingual") for key in keys]
            if pair[0] and pair[1]:
                yield pair[0], pair[1]


@IN_EVERY_EDITION
def test_every_label_of_a_form_stands_before_its_line(tag: str, edition: str, paper: str) -> None:
    """Its last line on the rule, which is long enough for a name: none hangs under another line
    as if it were that one's."""
    found = 0
    for row in rows(tag, edition, paper):
        for label in row:
            (rule,) = label.rules
            found += 1
            assert label.words[-1].place.y == pytest.approx(rule.place.y)
            assert not any(overlaps(rule, line) for line in label.words)
            assert rule.place.width >= LEAST_LINE
    assert found == 2 * len(ROWS)


@IN_EVERY_EDITION
def test_a_long_label_stays_clear_of_the_line_above(tag: str, edition: str, paper: str) -> None:
    """By more than half of the white space between its own lines."""
    for row in rows(tag, edition, paper):
        for label in row:
            if len(label.words) < 2:
                continue
            first, second = label.words[:2]
            assert first.line
            top = first.place.y + reach(first.line)[0]
            above = [rule for rule in fields(label.page) if overlaps(rule, first)]
            higher = [rule.place.y - top for rule in above if rule.place.y > first.place.y]
            assert min(higher, default=100.0) > (first.place.y - second.place.y) / 4


@sheets_of("bilingual")
def test_the_second_of_two_lines_begins_where_its_column_does(
    tag: str, edition: str, paper: str
) -> None:
    """Where the English headings begin, or those of the language that is written from the right."""
    for sheet in each(tag, edition, paper):
        middle = sheet.width / 2
        for keys in ROWS:
            label = labelled(sheet, keys[1], bilingual=True)
            for line in label.words if label else ():
                edge, start = middle + COLUMN_GAP / 2, line.place.x
                if rtl(tag):
                    edge, start = middle - COLUMN_GAP / 2, line.place.right
                assert start == pytest.approx(edge, abs=0.6)


@sheets_of("bilingual")
def test_english_names_of_one_row_share_a_base_line(tag: str, edition: str, paper: str) -> None:
    """Of lines, of the columns of tables, and of the hours and the room for a stamp."""
    for row in rows(tag, edition, paper):
        assert len({round(label.english[-1].place.y, 2) for label in row}) == 1
    tables = 0
    for sheet in each(tag, edition, paper):
        for own, english in zip(
            tables_of(sheet.handout),
            tables_of(compose_sheet("en", sheet.handout.name)),
            strict=True,
        ):
            names = [(a.plain, b.plain) for a, b in zip(own.columns, english.columns, strict=True)]
            heads = [
                [pair for pair in (both(page, *name) for name in names) if pair]
                for page in sheet.pages
            ]
            (found,) = [pairs for pairs in heads if len(pairs) == len(names)]
            assert len({round(pair[1][-1].place.y, 2) for pair in found}) == 1
            tables += 1
    assert tables == 2


def tables_of(handout: Handout) -> list[Diary | WriteTable]:
    blocks = [block for part in handout.sections for block in part.blocks]
    return [block for block in blocks if isinstance(block, Diary | WriteTable)]


def hours_beside_stamp(
    tag: str, edition: str, paper: str
) -> Iterator[tuple[Labelled, list[Piece]]]:
    """The hours of each sheet where they stand beside the name of the room for a stamp, and the
    lines of that name."""
    for sheet in each(tag, edition, paper):
        label = labelled(sheet, "hours", bilingual=edition == "bilingual")
        assert label
        page = label.page
        assert page is sheet.pages[-1]
        (area,) = page.areas
        name = [
            line
            for line in page.lines
            if not line.role
            and 0 < line.place.y - area.top < 60
            and area.x - 1 < line.place.x + line.place.width / 2 < area.right + 1
        ]
        top = max(line.place.y for line in label.words)
        if min(line.place.y for line in name) <= top + 3 and len(label.rules) >= 1:
            yield label, name


@sheets_of("standard", "plain-ink")
def test_the_name_of_a_row_and_the_numbers_to_ring_share_a_base_line(
    tag: str, edition: str, paper: str
) -> None:
    """Where the name has one line; the numbers stand in the middle, as far as its ink lets them."""
    *_, sheet = each(tag, edition, paper)
    (table,) = [block for block in tables_of(sheet.handout) if isinstance(block, Diary)]
    digits = {str(number) for number in range(table.scale + 1)}
    found = 0
    for page in sheet.pages:
        cells = [line for line in page.lines if line.role is Role.FORM and line.text in digits]
        for row in table.rows:
            name = [line for line in page.lines if said([line]) == squeezed(row.plain)]
            for line in name:
                heights = [cell.place.y for cell in cells if abs(cell.place.y - line.place.y) < 12]
                found += bool(heights)
                assert heights == pytest.approx([line.place.y] * len(heights), abs=0.02), line.text
    assert found >= len(table.rows) - 2


@IN_EVERY_EDITION
def test_the_label_of_the_hours_and_the_name_of_the_stamp_read_as_two(
    tag: str, edition: str, paper: str
) -> None:
    for label, name in hours_beside_stamp(tag, edition, paper):
        for line in label.words:
            for other in name:
                between = max(other.place.x - line.place.right, line.place.x - other.place.right)
                assert between >= AFTER_LABEL - 0.2


@sheets_of("bilingual")
def test_english_of_the_hours_and_of_the_stamp_shares_a_base_line(
    tag: str, edition: str, paper: str
) -> None:
    found = list(hours_beside_stamp(tag, edition, paper))
    assert found
    for label, name in found:
        assert name[-1].place.y == pytest.approx(label.english[-1].place.y, abs=0.02)


@IN_EVERY_EDITION
def test_the_hours_stand_apart_from_the_line_for_the_number(
    tag: str, edition: str, paper: str
) -> None:
    """Where the box has room: what is left beyond that goes to the stamp. Under a name in Nastaliq
    there is one line for the hours, and the stamp has the height of two."""
    *_, sheet = each(tag, edition, paper)
    hours = labelled(sheet, "hours", bilingual=edition == "bilingual")
    number = labelled(sheet, "phone", bilingual=edition == "bilingual")
    assert hours
    assert number
    (area,) = hours.page.areas
    first = hours.own[0]
    assert first.line
    between = number.rules[0].place.y - first.place.y - reach(first.line)[0]
    assert between > 0
    left = min(rule.place.y for rule in hours.rules) - area.y
    if left > LEFT_BELOW and not sheet.handout.language.rule.sloping and edition != "large":
        assert between >= ABOVE_HOURS
