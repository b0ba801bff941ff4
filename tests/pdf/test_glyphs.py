"""The glyphs on the page are the shaper's, whatever was put together to carry their text."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import DecomposingPen
from fontTools.ttLib import TTFont

from handouts.model.languages import language
from handouts.pdf import Role, StructElement
from handouts.pdf.cff import readable_by_all
from handouts.pdf.composite_glyphs import Composite, with_composites
from handouts.pdf_reading.reader import read
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.glyphs import Line
from handouts.text.paragraph import TextSpan, Typesetter
from tests.pdf.helpers import CJK, LATIN, failures, line, new_canvas

Box = tuple[float, float, float, float]

SENTENCES = {
    "en": ("AVATAR, To ", "office", " (555) 123-4567."),
    "vi": ("Nghỉ ngơi ", "người bệnh", " đừng lo lắng."),
    "ar": ("لا تأكل قبل ", "الموعد", " بساعتين (نَصٌّ مُشَكَّلٌ) 12:30 ReleviiMed."),
    "ur": ("انجکشن سے پہلے ", "ڈھیلے کپڑے", " پہنیں، صبح 8:00۔"),
    "he": ("שִׂימוּ קֶרַח ", "הביתה", " (אין) 15 דקות."),
    "hi": ("चिकित्सक ", "प्रश्नों", " का उत्तर देंगे।"),
    "th": ("ก่อนฉีดยา", "น้ำแข็ง", "ประคบ 15 นาที"),
    "my": ("ထိုးဆေးမထိုးမီ ", "ကြွက်သား", " ၂၄ နာရီ"),
    "ja": ("注射の前に", "ゆったり", "した服。24時間"),
}


@functools.cache
def typesetter() -> Typesetter:
    return Typesetter(FontLibrary(default_folders(None, Path.cwd())))


class ContourBoxes(DecomposingPen):  # type: ignore[misc]
    """The box of each contour's points, on the curve or off."""

    def __init__(self, glyphs: Any = None) -> None:
        super().__init__(glyphs)
        self.contours: list[list[tuple[float, float]]] = []

    def moveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.contours.append(list(points))

    def lineTo(self, *points: tuple[float, float] | None) -> None:  # noqa: N802
        if points[-1] is None:  # a contour without any point on the curve
            self.contours.append([])
        self.contours[-1].extend(point for point in points if point is not None)

    curveTo = qCurveTo = lineTo  # noqa: N815

    def closePath(self) -> None:  # noqa: N802
        """Nothing more to note."""

    endPath = closePath  # noqa: N815

    def boxes(self, x: float, y: float, scale: float) -> Iterator[Box]:
        """Boxes of contours with ink, on the page."""
        for contour in self.contours:
            across, up = zip(*contour, strict=True)
            if max(across) - min(across) > 1 or max(up) - min(up) > 1:
                left, right = (x + value * scale for value in (min(across), max(across)))
                bottom, top = (y + value * scale for value in (min(up), max(up)))
                yield left, bottom, right, top


def shaped(lines: list[Line], x: float, ys: list[float]) -> Iterator[Box]:
    """What the shaper asked for."""
    for words, y in zip(lines, ys, strict=True):
        for run in words.runs:
            scale = run.size / run.face.upem
            for gid, dx, dy in zip(run.gids, run.xs, run.ys, strict=True):
                pen = ContourBoxes()
                run.face.font.draw_glyph_with_pen(gid, pen)  # type: ignore[attr-defined]
                yield from pen.boxes(x + run.x + dx * scale, y + dy * scale, scale)


class Embedded:
    """A font of the file: from codes to outlines and widths."""

    def __init__(self, font: Any) -> None:
        descendant = font.DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        first, widths = int(descendant.W[0]), list(descendant.W[1])
        self.widths = {first + index: float(value) for index, value in enumerate(widths)}
        self.cid_of: dict[int, int] | None = None
        if "/FontFile2" in descriptor:
            program = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
            folding = descendant.CIDToGIDMap.read_bytes()
            glyphs, names = program.getGlyphSet(), program.getGlyphOrder()
            self.upem = program["head"].unitsPerEm
            self.glyphs: Any = glyphs
            self.name_of = lambda cid: names[int.from_bytes(folding[2 * cid : 2 * cid + 2], "big")]
        else:
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
            top = fonts[0]
            self.upem = 1000
            self.glyphs = top.CharStrings
            self.name_of = lambda cid: f"cid{cid:05}"
            rows = font.Encoding.read_bytes().decode().splitlines()
            pairs = [row.split("> ") for row in rows if row.startswith("<") and "> <" not in row]
            self.cid_of = {int(code[1:], 16): int(cid) for code, cid in pairs}


def glyphs_shown(
    page: Any, fonts: Mapping[str, Embedded]
) -> Iterator[tuple[str, int, float, float, float]]:
    """Each glyph that a page's content stream shows: font, CID, place and size in points."""
    x = y = rise = size = 0.0
    name = ""
    for each in pikepdf.parse_content_stream(page):
        operands: Any = each.operands
        match str(each.operator):
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "Tf":
                name, size = str(operands[0]), float(operands[1])
            case "Ts":
                rise = float(operands[0])
            case "Tj" | "TJ" as operator:
                for item in operands[0] if operator == "TJ" else operands:
                    if not isinstance(item, pikepdf.String):
                        x -= float(item) * size / 1000
                        continue
                    codes, font = bytes(item), fonts[name]
                    for place in range(0, len(codes), 2):
                        cid = int.from_bytes(codes[place : place + 2], "big")
                        cid = font.cid_of[cid] if font.cid_of else cid
                        yield name, cid, x, y + rise, size
                        x += font.widths[cid] * size / 1000


def painted(data: bytes) -> Iterator[Box]:
    """What the file's content stream and fonts put on the page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        fonts = {name: Embedded(font) for name, font in page.Resources.Font.items()}
        for name, cid, x, y, size in glyphs_shown(page, fonts):
            font = fonts[name]
            pen = ContourBoxes(font.glyphs)
            font.glyphs[font.name_of(cid)].draw(pen)
            yield from pen.boxes(x, y, size / font.upem)


@pytest.mark.parametrize("tag", SENTENCES)
def test_ink_stands_where_the_shaper_put_it(tag: str) -> None:
    before, bold, after = SENTENCES[tag]
    spans = (TextSpan(before), TextSpan(bold, bold=True), TextSpan(after))
    lines = list(typesetter().shape(spans, language(tag)).lines(12, 150))
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root, language=tag)
    ys = [170.0 - 25 * index for index in range(len(lines))]
    with canvas.tagged(root.add(Role.P)):
        for words, y in zip(lines, ys, strict=True):
            canvas.show_line(words, 20, y, ["#000000", "#222222", "#444444"])
    data = canvas.getpdfdata()
    assert failures(data) == []
    wanted, found = list(shaped(lines, 20, ys)), list(painted(data))
    assert len(wanted) == len(found)
    for box in wanted:
        assert any(
            all(abs(a - b) < 0.02 for a, b in zip(box, other, strict=True)) for other in found
        )


def test_a_composite_moves_its_parts_and_keeps_its_advance() -> None:
    gids = {character: line(character).runs[0].gids[0] for character in "oe"}
    program, renumbered = LATIN.subset(frozenset(gids.values()))
    composite = Composite(900, ((gids["o"], 0, 0), (gids["e"], 300, -200)))
    changed, (added,) = with_composites(program, [composite], renumbered)
    font = TTFont(io.BytesIO(changed), checkChecksums=2)
    name = font.getGlyphName(added)
    assert font["hmtx"][name][0] == 900
    outlines = font["glyf"]
    parts = [each for each in outlines[name].components if outlines[each.glyphName].yMax > 1]
    assert [(each.x, each.y) for each in parts] == [(0, 0), (300, -200)]
    pen = ContourBoxes(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    _, bottom, right, top = zip(*pen.boxes(0, 0, 1), strict=True)
    glyph = font["glyf"][name]
    # The box takes in the origin, where a point without ink ties the glyph to the baseline.
    assert (0, max(right), max(top)) == (glyph.xMin, glyph.xMax, glyph.yMax)
    assert min(bottom) == glyph.yMin


def test_plain_cff_draws_the_same_with_the_same_widths() -> None:
    run = line("你好 1247 LTH", CJK).runs[0]
    program, _ = CJK.subset(frozenset(run.gids))
    plain = readable_by_all(program)
    assert plain != program
    before, after = CFFFontSet(), CFFFontSet()
    before.decompile(io.BytesIO(program), None)
    after.decompile(io.BytesIO(plain), None)
    assert after[0].FDSelect.format == 0
    assert list(after[0].FDSelect.gidArray) == list(before[0].FDSelect.gidArray)
    for name in before[0].charset:
        glyphs = [font[0].CharStrings[name] for font in (before, after)]
        pens = [ContourBoxes(), ContourBoxes()]
        for glyph, pen in zip(glyphs, pens, strict=True):
            glyph.draw(pen)
        assert pens[0].contours == pens[1].contours
        assert glyphs[0].width == glyphs[1].width
    assert readable_by_all(plain) == plain


def test_a_raised_cff_glyph_stands_where_it_was_put() -> None:
    run = line("你好吗", CJK).runs[0]
    raised = replace(run, ys=(0, 250, 0), xs=(0, 900, 2100))
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root, language="zh-Hans")
    with canvas.tagged(root.add(Role.P)):
        canvas.show_line(Line((raised,), raised.width, 0, 3, "你好吗"), 20, 100)
    data = canvas.getpdfdata()
    assert failures(data) == []
    wanted = []
    for gid, x, y in zip(raised.gids, raised.xs, raised.ys, strict=True):
        pen = ContourBoxes()
        CJK.hb_font.draw_glyph_with_pen(gid, pen)
        wanted += pen.boxes(20 + x * 0.012, 100 + y * 0.012, 0.012)
    found = list(painted(data))
    assert len(found) == len(wanted)
    for box, other in zip(wanted, found, strict=True):
        assert box == pytest.approx(other, abs=0.02)


def test_a_cff_glyph_with_two_texts_tells_both() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root, language="ja")
    with canvas.tagged(root.add(Role.P)):
        for index, text in enumerate(("一⼀", "日⽇日")):
            canvas.show_line(line(text, CJK), 20, 100 - 20 * index)
    data = canvas.getpdfdata()
    assert failures(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts.values()]
        assert len(descriptors) == 2
        assert len({each.FontFile3.objgen for each in descriptors}) == 1
    tree = read(data).tree
    assert tree is not None
    assert tree.text == "一⼀日⽇日"
