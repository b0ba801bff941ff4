"""A sheet keeps its meaning on a grey copier: measured on the pixels of the printed pages."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageStat
from pypdfium2 import raw

from handouts.editions.paper.render import render
from handouts.model.blocks import DoDont, Item
from handouts.project.brand import read_brand
from handouts.project.contrast import ratio
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter
from tests.editions.paper.documents import sheet, text

from .conftest import PROJECT, SHEETS
from .recording import print_sheet

SCALE = 4


@dataclass(frozen=True)
class Painted:
    """Something painted on a page: the tag it stands under, whether it is text, and its pixels in
    grey with a little of what is around them."""

    tag: str
    is_text: bool
    bounds: tuple[float, float, float, float]
    pixels: Image.Image

    @property
    def contrast(self) -> float:
        """Of its darkest to its lightest pixel."""
        darkest, lightest = (
            f"#{value:02X}{value:02X}{value:02X}" for value in self.pixels.getextrema()
        )
        return ratio(darkest, lightest)


def painted(pdf: bytes) -> Iterator[Painted]:
    """What is painted on the pages, in order, artifacts left out."""
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
            height = page.get_height()
            for each in page.get_objects():
                tag = tag_of(each)
                left, bottom, right, top = each.get_bounds()
                is_space = right - left < 0.1 and top - bottom < 0.1
                if tag in ("", "Artifact") or is_space:
                    continue
                box = (left - 1.5, height - top - 1.5, right + 1.5, height - bottom + 1.5)
                crop = picture.crop(tuple(round(side * SCALE) for side in box))
                is_text = each.type == raw.FPDF_PAGEOBJ_TEXT
                yield Painted(tag, is_text, (left, bottom, right, top), crop)


def tag_of(painted_object: pdfium.PdfObject) -> str:
    """The name of the marked content an object stands in."""
    if not raw.FPDFPageObj_CountMarks(painted_object):
        return ""
    mark = raw.FPDFPageObj_GetMark(painted_object, 0)
    buffer, size = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, buffer, 128, size)
    return bytes(buffer)[: size.value - 2].decode("utf-16-le")


@pytest.mark.parametrize(("tag", "name"), [*(("en", name) for name in SHEETS), ("ar", "recovery")])
def test_all_that_is_read_stands_out_in_grey(tag: str, name: str) -> None:
    found = list(painted(print_sheet(tag, name).data))
    assert {"H1", "H2", "P", "Form", "Figure"} <= {each.tag for each in found}
    for each in found:
        needed = 7.0 if each.is_text else 4.5
        assert each.contrast >= needed, (each.tag, each.bounds, each.contrast)


def test_what_not_to_do_differs_by_shape_when_both_colours_are_the_same() -> None:
    brand = read_brand(PROJECT / "templates" / "brand.toml")[0]
    brand = replace(brand, colors={**brand.colors, "do": "#333333", "dont": "#333333"})
    items = (Item(text("Walk")), Item(text("Walk")))
    handout = sheet("en", DoDont(text("Same words"), items, text("Same words"), items))
    typesetter = Typesetter(FontLibrary(default_folders(None, PROJECT)))
    pdf = render(handout, brand, typesetter, PROJECT / "templates" / "art").data
    found = list(painted(pdf))
    with pdfium.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
        signs: dict[str, list[Image.Image]] = {"H3": [], "P": []}
        for each in found[[each.tag for each in found].index("H3") :]:
            left, bottom, _, top = each.bounds
            middle = page.get_height() - (bottom + top) / 2
            box = (left - 28, middle - 9, left - 2, middle + 9)
            crop = picture.crop(tuple(round(side * SCALE) for side in box))
            signs.setdefault(each.tag, []).append(crop)
    badge, other_badge = signs["H3"]
    assert difference(badge, other_badge) > 0.05
    tick, other_tick, cross, *_ = signs["P"]
    assert difference(tick, cross) > 2 * difference(tick, other_tick)


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 1."""
    return (
        float(ImageStat.Stat(ImageChops.difference(first, second.resize(first.size))).mean[0]) / 255
    )
