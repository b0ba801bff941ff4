"""Pictures of pages, and of what differs between two of them.

Every picture is drawn by PDFium, which shares no code with the writer of the PDFs. A difference is
shown on the new page, made pale: what is gone in orange, what is new in blue, and a frame around
each band of changes, so that nobody has to tell the two colours apart to find them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from handouts.pdf.errors import UnreadableError
from handouts.pdf_reading.limits import Budget

#: Pixels per point: 108 to the inch, so that ten points can be read on a screen.
SCALE = 1.5
#: Pixels of a page; one of A2 has four and a half million.
_LARGEST = 8_000_000
#: Colours in a picture. A sheet has few; fewer make a smaller file.
_COLORS = 64
_GONE, _NEW, _FRAME, _WHITE = (194, 81, 0), (11, 95, 165), (70, 70, 70), (255, 255, 255)
#: How much of the new page shows through, and how much a faint difference is made stronger.
_PALE, _STRONGER = 0.3, 4
#: Changes nearer to each other than this (pixels) share one frame; a frame stands off by as much.
_APART, _OFF = 14, 5


@dataclass(frozen=True, slots=True)
class Difference:
    """One page that looks different, from 1, as PNG files. `before` or `after` is empty where the
    page is not there; then there is no `marked` either."""

    number: int
    before: bytes
    after: bytes
    marked: bytes


def differences(old: bytes, new: bytes) -> tuple[Difference, ...]:
    """The pages of two PDFs that look different. Two pages are held in memory at a time.

    Raises `UnreadableError`. For files from elsewhere see `confined`, too.
    """
    try:
        with pypdfium2.PdfDocument(old) as before, pypdfium2.PdfDocument(new) as after:
            pages = max(len(before), len(after))
            Budget().spend("pages", pages)
            found = (
                _compared(index + 1, _drawn(before, index), _drawn(after, index))
                for index in range(pages)
            )
            return tuple(filter(None, found))
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error)) from error


def _drawn(pdf: pypdfium2.PdfDocument, index: int) -> Image.Image | None:
    if index >= len(pdf):
        return None
    page = pdf[index]
    width, height = page.get_size()
    # Also where a size is no number.
    if not 0 < width * height * SCALE**2 <= _LARGEST or not (width > 0 and height > 0):
        raise UnreadableError(f"page {index + 1} is too large or small to be drawn")
    picture: Image.Image = page.render(scale=SCALE).to_pil().convert("RGB")
    return picture


def _compared(
    number: int, before: Image.Image | None, after: Image.Image | None
) -> Difference | None:
    if before is None or after is None:
        return Difference(number, _png(before), _png(after), b"")
    size = (max(before.width, after.width), max(before.height, after.height))
    old, new = _on_paper(before, size), _on_paper(after, size)
    if before.size == after.size and ImageChops.difference(old, new).getbbox() is None:
        return None
    return Difference(number, _png(before), _png(after), _png(_marked(old, new)))


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture on a paper that is as large as the larger of two pages."""
    if picture.size == size:
        return picture
    paper = Image.new("RGB", size, _WHITE)
    paper.paste(picture)
    return paper


def _marked(old: Image.Image, new: Image.Image) -> Image.Image:
    """The new page, pale, with what differs."""
    pale = Image.blend(Image.new("RGB", new.size, _WHITE), new.convert("L").convert("RGB"), _PALE)
    gone, fresh = _ink(new, old), _ink(old, new)
    pale.paste(_GONE, mask=gone)
    pale.paste(_NEW, mask=fresh)
    draw = ImageDraw.Draw(pale)
    for left, top, right, bottom in _bands(ImageChops.lighter(gone, fresh)):
        frame = (max(left - _OFF, 0), max(top - _OFF, 0), right + _OFF, bottom + _OFF)
        draw.rectangle(frame, outline=_FRAME)
    return pale


def _ink(paper: Image.Image, inked: Image.Image) -> Image.Image:
    """How much darker each pixel of `inked` is than that of `paper`, in any of the colours."""
    red, green, blue = ImageChops.subtract(paper, inked).split()
    darker = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return darker.point([min(255, value * _STRONGER) for value in range(256)])


def _bands(mask: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Boxes around the changes, from the top down: the lines of a page that changed, each group
    of lines by itself."""
    _, rows = mask.getprojection()
    changed = [row for row, here in enumerate(rows) if here]
    start = 0
    for place in range(1, len(changed) + 1):
        if place == len(changed) or changed[place] - changed[place - 1] > _APART:
            top, bottom = changed[start], changed[place - 1] + 1
            box = mask.crop((0, top, mask.width, bottom)).getbbox()
            if box:
                yield box[0], top, box[2], bottom
            start = place


def _png(picture: Image.Image | None) -> bytes:
    if picture is None:
        return b""
    few = picture.quantize(_COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG")
    return file.getvalue()
