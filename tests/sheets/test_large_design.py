"""Large print as a design of its own, measured on what is painted, in all languages on both papers:
few pages, evenly filled, under a calm head; and what ACB's guideline of 2025 asks of it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from handouts.editions.paper.running_text import numbered
from handouts.model.blocks import Span
from handouts.model.rewrite import with_values
from handouts.pdf.tags import Role, StructElement
from handouts.text.skyline import skyline
from tests.covering import covering
from tests.editions.paper.documents import squeezed

from .conftest import ALL, LANGUAGES, SHEETS, _typesetter, compose_sheet
from .measuring import PAPERS, art_name, bare
from .recording import EDGE, Piece, Recorded, record, recorded

EVERY_LARGE_SHEET = covering(
    ("tag", "name", "paper"), [(*one, paper) for one in ALL for paper in ("letter", "a4")]
)

#: Pages of each sheet on Letter before large print had a design of its own: preparation, procedure,
#: recovery.
PAGES_BEFORE = {
    "en": (5, 4, 5),
    "vi": (6, 5, 7),
    "ur": (6, 6, 7),
}
MOST_PAGES = (5, 5, 7)

#: Six inches, and an inch, points.
MEASURE, INCH = 432.0, 72.0


def large(tag: str, name: str, paper: str) -> Recorded:
    return recorded(tag, name, "large", paper)


def is_running(piece: Piece) -> bool:
    """Whether it stands in a head or a foot."""
    return isinstance(piece.target, str) and "/Subtype" in piece.target


def of_head_and_foot(sheet: Recorded, number: int) -> tuple[list[Piece], list[Piece]]:
    page = sheet.pages[number]
    pieces = [*page.lines, *page.boxes, *page.rules, *page.drawings]
    around = [piece for piece in pieces if is_running(piece)]
    half = sheet.height / 2
    upper = [piece for piece in around if piece.place.y > half]
    return upper, [piece for piece in around if piece.place.y < half]


def frame(sheet: Recorded, number: int) -> tuple[float, float]:
    """Bottom and top of what stands between foot and head."""
    head, foot = of_head_and_foot(sheet, number)
    return max(piece.place.top for piece in foot), min(piece.place.y for piece in head)


@EVERY_LARGE_SHEET
def test_it_takes_no_more_pages_than_it_did(tag: str, name: str, paper: str) -> None:
    place = SHEETS.index(name)
    most = PAGES_BEFORE.get(tag, MOST_PAGES)[place]
    assert len(large(tag, name, paper).pages) <= most


def test_urdu_takes_fewer() -> None:
    pages = sum(len(large("ur", name, "letter").pages) for name in SHEETS)
    assert pages < sum(PAGES_BEFORE["ur"])


@EVERY_LARGE_SHEET
def test_little_of_a_sheet_is_blank(tag: str, name: str, paper: str) -> None:
    sheet = large(tag, name, paper)
    blank = whole = 0.0
    for number, page in enumerate(sheet.pages):
        foot, head = frame(sheet, number)
        pieces = [*page.boxes, *page.rules, *page.drawings, *page.lines]
        bottoms = [piece.place.y for piece in pieces if not is_running(piece)]
        blank += min([*bottoms, *(area.y for area in page.areas)]) - foot
        whole += head - foot
    assert blank / whole <= 0.12


@EVERY_LARGE_SHEET
def test_head_and_foot_are_small(tag: str, name: str, paper: str) -> None:
    """Without the edge that no printer reaches, and the notice of a draft, which is content."""
    sheet = large(tag, name, paper)
    for number in range(len(sheet.pages)):
        foot, head = frame(sheet, number)
        assert (sheet.height - EDGE - head) + (foot - EDGE) <= 0.12 * sheet.height


@EVERY_LARGE_SHEET
def test_head_and_foot_are_one_line_each(tag: str, name: str, paper: str) -> None:
    sheet = large(tag, name, paper)
    for number in range(len(sheet.pages)):
        head, foot = of_head_and_foot(sheet, number)
        said = [line for line in foot if line.line and line.place.y < EDGE + 20]
        assert len({line.place.y for line in said}) == 1
        first, code, page = (re.sub("[\u2066-\u2069]", "", line.text) for line in said)
        assert first == "LARGE PRINT"
        assert code.startswith(f"{sheet.handout.code}-{tag} · ")
        assert sheet.handout.version in code.replace("version ", "").split(" · ")[1]
        place, count = number + 1, len(sheet.pages)
        assert page in (f"page {place} of {count}", f"{place}/{count}")
        title = [line for line in head if line.line and line.size >= 18]
        if number:  # the numeral stands in the sheet's sign
            title = [line for line in title if not line.text.isdecimal()]
            assert len({line.place.y for line in title}) == 1
            assert title[0].text == sheet.handout.title.plain


def call_row(sheet: Recorded) -> tuple[float, list[Piece]]:
    """Where the rule of the first page's foot is, and the lines above it in the foot."""
    _, foot = of_head_and_foot(sheet, 0)
    (rule,) = [piece.place.y for piece in foot if piece.place.width > MEASURE]
    return rule, [line for line in foot if line.line and line.place.y > rule]


@pytest.mark.parametrize("tag", ["ps", "vi", "my", "en"])
def test_the_row_has_all_its_parts_with_the_clinics_number_too(tag: str) -> None:
    """A number is longer than that of a page; it stands on one line, in bold."""
    number = "(555) 555-0100"
    values = {"phone": (Span(number),)}
    sheet = record(with_values(compose_sheet(tag, "preparation"), values), "large")
    _, row = call_row(sheet)
    assert [line for line in row if bare(line.text) == sheet.handout.turn_over]
    assert [line for line in row if number in bare(line.text).replace("\u00a0", " ")]
    assert [each for each in sheet.pages[0].polygons if is_running(each)]
    assert [each for each in sheet.pages[0].drawings if art_name(each, tag) == "phone"]


@EVERY_LARGE_SHEET
def test_the_first_page_says_turn_over_clear_of_the_foot(tag: str, name: str, paper: str) -> None:
    """On one line with the place of the number, or in the middle of its two."""
    sheet = large(tag, name, paper)
    rule, row = call_row(sheet)
    (turn,) = [line for line in row if bare(line.text) == sheet.handout.turn_over]
    levels = {round(line.place.y - turn.place.y, 2) for line in row if line is not turn}
    assert levels == {0.0} or (len(levels) == 2 and min(levels) < 0 < max(levels))
    inks = [(line.place.y, skyline(line.line, 0.0)) for line in row if line.line]
    assert round(min(base + ink.bottom for base, ink in inks) - rule, 2) >= 2.5
    last = [line for line in sheet.pages[0].lines if not is_running(line)]
    below = min(line.place.y + skyline(line.line, 0.0).bottom for line in last if line.line)
    assert round(below - max(base + ink.top for base, ink in inks), 2) >= 2.5


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_row_above_the_foot_has_its_sign_all_words_and_its_arrow(tag: str, paper: str) -> None:
    """The sign of a phone, the label and the page on which the number stands; then the words to
    turn over, in bold, and the arrow: in this order, clear of each other, in every language."""
    for name in SHEETS:
        sheet = large(tag, name, paper)
        page, (rule, row) = sheet.pages[0], call_row(sheet)
        (turn,) = [line for line in row if bare(line.text) == sheet.handout.turn_over]
        bold = _typesetter().fonts.stack(sheet.handout.language, bold=True)
        assert turn.line
        assert all(run.face in bold for run in turn.line.runs)
        (phone,) = [one for one in sheet.handout.fields() if getattr(one, "key", "") == "phone"]
        others = sorted((line for line in row if line is not turn), key=lambda line: -line.place.y)
        said = squeezed("".join(bare(line.text) for line in others))
        assert said.startswith(squeezed(phone.label.plain))
        count = len(sheet.pages)
        named = numbered(sheet.handout.other_page, {"page": str(count)})
        assert said == squeezed(phone.label.plain) + squeezed(f"({bare(named)})")
        art = [each for each in page.drawings if is_running(each) and each.place.y < turn.place.y]
        (sign,) = [each for each in art if art_name(each, tag) == "phone"]
        (head,) = [each for each in page.polygons if is_running(each) and each.place.y > rule]
        order = [sign.place, *(line.place for line in others), turn.place, head.place]
        if sheet.handout.language.right_to_left:
            order = [place._replace(x=sheet.width - place.right) for place in order]
        sign_, *words, turn_, head_ = order
        assert sign_.right < min(place.x for place in words)
        assert max(place.right for place in words) + 7.5 <= turn_.x
        assert turn_.right < head_.x
        assert head_.right <= sheet.width - INCH + 1


@EVERY_LARGE_SHEET
def test_the_stamp_has_its_name_on_one_line_and_room(tag: str, name: str, paper: str) -> None:
    """As wide as its name; as high as what is left of its page lets it be."""
    sheet = large(tag, name, paper)
    (area,) = sheet.pages[-1].areas
    above = [
        line
        for line in sheet.pages[-1].lines
        if not line.role and area.top < line.place.y < area.top + 45 and line.place.x < area.right
    ]
    names = [line for line in above if line.place.right > area.x]
    assert "".join(line.text for line in names) == sheet.handout.stamp
    assert area.height >= 42 - 0.01


def test_few_sections_of_large_print_run_over_a_page() -> None:
    """On less than a fifth of all sheets, however many languages there are, and on none more than
    twice; but for the longest, which would else have more blank than a tenth."""
    sheets = [each for each in ALL if each != ("ur", "preparation")]
    broken = [_headings_said_again(large(tag, name, "letter")) for tag, name in sheets]
    assert any(broken)
    assert max(broken) <= 2
    assert sum(broken) < len(sheets) / 5


def _headings_said_again(sheet: Recorded) -> int:
    """On how many pages; such a heading is an artifact of pagination, and neither head nor foot."""
    return sum(
        any("/Pagination" in str(line.target) and not is_running(line) for line in page.lines)
        for page in sheet.pages
    )


@EVERY_LARGE_SHEET
def test_the_main_picture_is_larger_than_in_standard_print(tag: str, name: str, paper: str) -> None:
    standard = recorded(tag, name, "standard", "letter").pages[0]
    shown = max(art.place.width for art in standard.drawings)
    page = large(tag, name, paper).pages[0]
    assert max(art.place.width for art in page.drawings) > shown
    assert max(art.place.width for art in page.drawings) <= 300.1


@EVERY_LARGE_SHEET
def test_a_drawing_that_explains_is_larger_than_in_standard_print(
    tag: str, name: str, paper: str
) -> None:
    sheet, standard = large(tag, name, paper), recorded(tag, name, "standard", paper)
    figures = [section.figure for section in sheet.handout.sections]
    told = {each.description for each in figures if each and (each.caption or each.labels)}
    for each in told:
        (width,) = explained(sheet, each)
        (usual,) = explained(standard, each)
        assert width > 1.3 * usual


def explained(sheet: Recorded, description: str) -> list[float]:
    """How wide the drawing is that says so of itself."""
    return [
        art.place.width
        for page in sheet.pages
        for art in page.drawings
        if isinstance(art.target, StructElement) and art.target.alt == description
    ]


def test_main_pictures_are_about_300_points_wide_where_the_page_lets_them() -> None:
    widths = sorted(
        max(art.place.width for art in large(tag, name, "letter").pages[0].drawings)
        for tag, name in ALL
    )
    assert widths[len(widths) // 2] >= 220


# ACB, Best Practices and Guidelines for Large Print, 2025


@EVERY_LARGE_SHEET
def test_no_letter_is_under_18_points_and_no_line_over_6_inches(
    tag: str, name: str, paper: str
) -> None:
    sheet = large(tag, name, paper)
    for page in sheet.pages:
        for line in page.lines:
            assert line.size >= 18.0, line.text
            assert line.place.width <= MEASURE + 0.01, line.text
            assert line.place.x >= INCH - 1, line.text
            assert line.place.right <= sheet.width - INCH + 1, line.text


@EVERY_LARGE_SHEET
def test_lines_stand_flush_at_the_start_side(tag: str, name: str, paper: str) -> None:
    right = recorded(tag, name, "large", paper).handout.language.right_to_left
    found = 0
    for page in large(tag, name, paper).pages:
        words = [line for line in page.lines if line.role and not line.text.isdecimal()]
        for first, second in pairwise(words):  # but for the numbers to ring
            if first.target is second.target and second.place.y < first.place.y - 5:
                ends = (first.place.right, second.place.right)
                starts = (first.place.x, second.place.x)
                one, other = ends if right else starts
                assert one == pytest.approx(other, abs=0.5), first.text
                found += 1
    assert found


@EVERY_LARGE_SHEET
def test_no_letter_is_italic(tag: str, name: str, paper: str) -> None:
    for page in large(tag, name, paper).pages:
        for line in page.lines:
            assert line.line
            for run in line.line.runs:
                assert "Italic" not in str(run.face.path)
                assert "Oblique" not in str(run.face.path)


@EVERY_LARGE_SHEET
def test_a_section_that_goes_on_has_its_heading_on_each_page(
    tag: str, name: str, paper: str
) -> None:
    """Below the head, each page begins with a heading: of a section, or said again."""
    sheet = large(tag, name, paper)
    headings = {squeezed(section.heading.plain) for section in sheet.handout.sections}
    for page in sheet.pages[1:]:
        body = [line for line in page.lines if not is_running(line)]
        top = max(body, key=lambda line: line.place.y)
        assert any(each.startswith(squeezed(top.text)) for each in headings), top.text


@EVERY_LARGE_SHEET
def test_a_paragraph_stands_on_one_page(tag: str, name: str, paper: str) -> None:
    seen: set[int] = set()
    for page in large(tag, name, paper).pages:
        here = {id(line.target) for line in page.lines if line.role in (Role.P, Role.H2)}
        assert not here & seen
        seen |= here
