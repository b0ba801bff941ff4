"""From HarfBuzz to paper: in every language, nothing is lost or moved on the way.

HarfBuzz is asked anew, apart from the engine: each run of each line, with the whole paragraph
around it. Its glyphs and places must be those of the engine's lines; and the ink of those lines
must be what the file's content stream and embedded fonts put on the page. A cluster may come out
of the file as one glyph put together from HarfBuzz's, so ink is compared contour by contour.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
import uharfbuzz as hb

from handouts.model.languages import language
from handouts.text.glyphs import GlyphRun, Line
from handouts.text.itemize import resolve_scripts
from handouts.text.paragraph import TextSpan
from handouts.text.shape import shaping_text
from tests.fixtures.printing import MARGIN, PAGE, SIZE, one_language, typesetter
from tests.fixtures.scripts import Fixture, fixtures
from tests.pdf.test_glyphs import Box, ContourBoxes, Embedded, glyphs_shown

#: Gid and origin, in font units from the run's left end, in logical order.
Glyph = tuple[int, int, int]
_NARROW = 170.0
EVERY_LANGUAGE = pytest.mark.parametrize("fixture", fixtures().values(), ids=fixtures())


def by_harfbuzz(text: str, start: int, end: int, run: GlyphRun, tag: str) -> list[Glyph]:
    """The glyphs of a stretch of a paragraph, with all of the paragraph as context."""
    scripts = resolve_scripts(text, language(tag).script)
    edges = [place for place in range(start + 1, end) if scripts[place] != scripts[place - 1]]
    parts: list[list[tuple[int, int, int, int]]] = []
    for first, last in pairwise([start, *edges, end]):
        buffer = hb.Buffer()
        buffer.add_str(shaping_text(text), item_offset=first, item_length=last - first)
        buffer.direction = "rtl" if run.rtl else "ltr"
        buffer.script = scripts[first]
        buffer.language = tag
        halved = [(place, place + 1, 1) for place in half_wide(text, tag) if first <= place < last]
        features = {"halt": halved} if halved else None
        hb.shape(run.face.font, buffer, features)  # type: ignore[attr-defined]
        shaped = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        parts.append([(i.codepoint, p.x_offset, p.y_offset, p.x_advance) for i, p in shaped])
    visual = [glyph for part in (reversed(parts) if run.rtl else parts) for glyph in part]
    glyphs: list[Glyph] = []
    pen = 0
    for gid, x, y, advance in visual:
        glyphs.append((gid, pen + x, y))
        pen += advance
    return glyphs[::-1] if run.rtl else glyphs


def half_wide(text: str, tag: str) -> Iterator[int]:
    """Where a mark of full width stands whose white half would be one of two: by the properties of
    characters."""
    script = language(tag).script
    kinds = [unicodedata.category(each) if is_full_width(each) else "" for each in text]
    if script not in ("Hans", "Hant", "Jpan"):
        return
    for place, (one, other) in enumerate(pairwise(text)):
        stop = [each in "\u3001\u3002\uff0c\uff0e" for each in (one, other)]
        closes = kinds[place] == "Pe" or (stop[0] and script != "Hant")
        if closes and (stop[1] or kinds[place + 1] in ("Pe", "Ps")):
            yield place
        if kinds[place] == kinds[place + 1] == "Ps":
            yield place + 1


def is_full_width(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def runs_with_places(lines: Sequence[Line]) -> Iterator[tuple[GlyphRun, int, int]]:
    """Each run and where its text stands in the paragraph."""
    place = 0
    for line in lines:
        for run in line.runs:
            end = place + sum(map(len, run.texts))
            yield run, place, end
            place = end


def without_spaces(glyphs: Sequence[Glyph], texts: Sequence[str]) -> list[Glyph]:
    """Ink only: trailing spaces stand beyond the line's edge."""
    inked = [
        glyph for glyph, text in zip(glyphs, texts, strict=True) if not text or not text.isspace()
    ]
    left = min((x for _, x, _ in inked), default=0)
    return [(gid, x - left, y) for gid, x, y in inked]


@EVERY_LANGUAGE
def test_every_run_is_what_harfbuzz_gives_in_full_context(fixture: Fixture) -> None:
    lang = language(fixture.tag)
    for spans in fixture.paragraphs:
        text = "".join(span.text for span in spans)
        for width in (_NARROW, 1000.0):
            lines = typesetter().shape(spans, lang).lines(SIZE, width)
            for run, start, end in runs_with_places(lines):
                ours = list(zip(run.gids, run.xs, run.ys, strict=True))
                theirs = by_harfbuzz(text, start, end, run, fixture.tag)
                assert without_spaces(ours, run.texts) == without_spaces(theirs, run.texts)


class Page:
    """Ink of a page, as its content stream and its own fonts make it."""

    def __init__(self, page: Any) -> None:
        self._fonts = {name: Embedded(font) for name, font in page.Resources.Font.items()}
        self._boxes: dict[tuple[str, int], list[Box]] = {}
        self.ink = sorted(self._painted(page))

    def _glyph(self, name: str, cid: int) -> list[Box]:
        """A glyph's contours in ems."""
        key = (name, cid)
        if key not in self._boxes:
            font = self._fonts[name]
            pen = ContourBoxes(font.glyphs)
            font.glyphs[font.name_of(cid)].draw(pen)
            self._boxes[key] = list(pen.boxes(0, 0, 1 / font.upem))
        return self._boxes[key]

    def _painted(self, page: Any) -> Iterator[Box]:
        for name, cid, x, y, size in glyphs_shown(page, self._fonts):
            for box in self._glyph(name, cid):
                yield moved(box, x, y, size)


def moved(box: Box, x: float, y: float, scale: float) -> Box:
    """A box scaled and shifted."""
    left, bottom, right, top = box
    return x + left * scale, y + bottom * scale, x + right * scale, y + top * scale


def wanted(lines: Sequence[Line], places: Sequence[tuple[float, float]]) -> list[Box]:
    """The ink the lines ask for."""
    known: dict[tuple[int, int], list[Box]] = {}
    found: list[Box] = []
    for line, (x, y) in zip(lines, places, strict=True):
        for run in line.runs:
            scale = run.size / run.face.upem
            for gid, dx, dy in zip(run.gids, run.xs, run.ys, strict=True):
                key = (id(run.face), gid)
                if key not in known:
                    pen = ContourBoxes()
                    run.face.font.draw_glyph_with_pen(gid, pen)  # type: ignore[attr-defined]
                    known[key] = list(pen.boxes(0, 0, 1))
                origin = (x + run.x + dx * scale, y + dy * scale)
                found += [moved(box, *origin, scale) for box in known[key]]
    return sorted(found)


@EVERY_LANGUAGE
def test_the_ink_of_the_file_is_the_ink_of_the_lines(fixture: Fixture) -> None:
    lang = language(fixture.tag)
    width = 220.0
    data, lines = one_language(fixture.tag, fixture.paragraphs, width)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        ink = Page(pdf.pages[0]).ink
    y = PAGE[1] - MARGIN
    leading = SIZE * lang.rule.leading
    places = []
    for line in lines:
        if line.start == 0 and places:
            y -= 6.0
        y -= leading
        x = MARGIN + (width - line.width if lang.right_to_left else 0.0)
        places.append((x, y + 0.28 * leading))
    asked = wanted(lines, places)
    assert len(asked) == len(ink)
    rest = list(ink)
    for box in asked:
        near = (
            index
            for index, other in enumerate(rest)
            if all(abs(a - b) < 0.03 for a, b in zip(box, other, strict=True))
        )
        rest.pop(next(near))
    assert rest == []


@pytest.mark.parametrize(
    ("tag", "before", "bold", "after"),
    [
        ("ar", "مست", "شف", "ى"),
        ("fa", "بیما", "رست", "ان"),
        ("hi", "चिकि", "त्स", "क"),
        ("kn", "ಸ್ವಾ", "ಸ್ಥ್", "ಯ"),
        ("my", "ကြွ", "က်", "သား"),
        ("ff-Adlm", "𞤆𞤵", "𞤤𞤢", "𞤪"),
    ],
)
def test_bold_in_the_middle_of_a_word_changes_no_letters_form(
    tag: str, before: str, bold: str, after: str
) -> None:
    """The regular parts keep the glyphs they have in the word without bold."""
    lang = language(tag)
    spans = (TextSpan(before), TextSpan(bold, bold=True), TextSpan(after))
    (mixed,) = typesetter().shape(spans, lang).lines(12, 500)
    word = before + bold + after
    for heavy in (False, True):
        (whole,) = typesetter().shape((TextSpan(word, heavy),), lang).lines(12, 500)
        glyphs = {
            place: gid
            for run, start, _ in runs_with_places([whole])
            for place, gid in first_glyphs(run, start)
        }
        for run, start, _ in runs_with_places([mixed]):
            if (run.face.weight == 700) == heavy:
                for place, gid in first_glyphs(run, start):
                    assert glyphs[place] == gid


def test_nastaliq_words_keep_one_weight_since_their_letters_hang_together() -> None:
    urdu = language("ur")
    spans = (
        TextSpan("اس ہسپ"),
        TextSpan("تا", bold=True),
        TextSpan("ل کا "),
        TextSpan("نام", True),
    )
    (mixed,) = typesetter().shape(spans, urdu).lines(12, 500)
    regular = typesetter().shape((TextSpan("اس ہسپتال کا "),), urdu).lines(12, 500)[0]
    assert mixed.runs[0].gids[:9] == regular.runs[0].gids[:9]
    assert [run.face.weight for run in mixed.runs] == [400, 400, 700]


def first_glyphs(run: GlyphRun, start: int) -> Iterator[tuple[int, int]]:
    """Where each cluster's text stands, and its first glyph."""
    for gid, text in zip(run.gids, run.texts, strict=True):
        if text:
            yield start, gid
            start += len(text)


def test_kerning_and_marks_are_kept() -> None:
    (line,) = typesetter().shape((TextSpan("AV"),), language("en")).lines(12, 100)
    (run,) = line.runs
    assert run.xs[1] < run.face.advance(run.gids[0])
    (line,) = typesetter().shape((TextSpan("هَّ"),), language("ar")).lines(12, 100)
    (run,) = line.runs
    assert run.texts[0] == "هَّ"
    assert any(run.ys)


@EVERY_LANGUAGE
def test_embedded_fonts_are_as_small_as_hb_subsets(fixture: Fixture) -> None:
    """Whole clusters as glyphs, so that readers get the text, may cost a fifth at most."""
    data, lines = one_language(fixture.tag, fixture.paragraphs)
    used: dict[Any, set[int]] = {}
    for run in (run for line in lines for run in line.runs):
        used.setdefault(run.face, set()).update(run.gids)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        programs = [each.get("/FontFile2") or each.get("/FontFile3") for each in descriptors]
        sizes = {each.objgen: len(each.read_bytes()) for each in programs}
    assert sum(sizes.values()) <= 1.2 * sum(by_hb_subset(face, used[face]) for face in used)


def by_hb_subset(face: Any, gids: set[int]) -> int:
    """The size of `hb-subset --no-hinting --drop-tables+=GSUB,GPOS,GDEF`, glyphs renumbered."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gids)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    tables = (int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF"))
    wanted.drop_table_tag_set.update(tables)
    source = hb.Face(hb.Blob.from_file_path(str(face.path)), face.record.index)
    subset = hb.subset(source, wanted)
    return len(subset.reference_table("CFF ").data if face.is_cff else subset.blob.data)
