"""Photos and logos from anywhere: drawn as they look, or told, in little time."""

from __future__ import annotations

import io
import re
import struct
import time
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from handouts.editions.paper.exported_svg import load_logo
from handouts.editions.paper.photo import load_photo
from handouts.editions.paper.svg import load_art
from handouts.model.errors import FindingsError
from handouts.pdf.jpeg import picture_alone
from tests.each import each
from tests.press.model import ROOT

#: Seconds of the processor that no logo or photo needs.
SECONDS = 10.0
PALETTE = dict.fromkeys(("brand", "tint", "ink", "rule", "dont"), "#123456")


def shaded(
    mode: str, kind: str = "PNG", size: tuple[int, int] = (60, 40), **options: object
) -> bytes:
    """A picture from black above to white below."""
    file = io.BytesIO()
    gray = Image.linear_gradient("L").resize(size)
    if mode == "I;16":
        values = b"".join(struct.pack("<H", value * 257) for value in gray.tobytes())
        picture = Image.frombytes(mode, size, values)
    else:
        picture = gray.convert("RGB").convert(mode)
    picture.save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(
    width: int, height: int, pixels: bytes, *more: bytes, color: int = 2, bits: int = 8
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0)
    parts = chunk(b"IHDR", head), *more, chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def moving() -> bytes:
    file = io.BytesIO()
    first = Image.open(io.BytesIO(shaded("RGB")))
    frames = [first, first.rotate(180)]
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    return file.getvalue()


def turned() -> bytes:
    about = Image.Exif()
    about[0x0112] = 3
    return shaded("RGB", "JPEG", exif=about)


PHOTOS: dict[str, tuple[bytes, str]] = {
    "millions of pixels in a few bytes": (png(30_000, 30_000, b"x"), "pixels"),
    "more than the library warns of": (png(10_000, 10_000, b"x"), "the photo has 10000"),
    "more than a number holds": (png(2**31 - 1, 2**31 - 1, b"x"), "pixels"),
    "no pixels": (png(0, 0, b""), "no PNG or JPEG"),
    "one pixel": (shaded("RGB", size=(1, 1)), "shows nothing"),
    "a line": (shaded("L", size=(3_000, 20)), "shows nothing"),
    "a column": (shaded("L", size=(20, 3_000)), "shows nothing"),
    "one colour": (png(60, 40, zlib.compress(bytes(40 * 181))), "one colour"),
    "all seen through": (png(60, 40, zlib.compress(bytes(40 * 241)), color=6), "one colour"),
    "cut": (shaded("RGB")[:-40], "cannot be read"),
    "cut in the pixels": (shaded("RGB")[:120], "cannot be read"),
    "cut JPEG": (shaded("RGB", "JPEG")[:-200], "cannot be read"),
    "moving": (moving(), "moves"),
    "GIF": (shaded("P", "GIF"), "no PNG or JPEG"),
    "WebP": (shaded("RGB", "WEBP"), "no PNG or JPEG"),
    "TIFF": (shaded("RGB", "TIFF"), "no PNG or JPEG"),
    "page": (b"<!DOCTYPE html><title>404</title>", "no PNG or JPEG"),
    "nothing": (b"", "no PNG or JPEG"),
    "words that unfold": (
        png(60, 40, b"x", chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(60_000_000)))),
        "too large",
    ),
}


@each("name", PHOTOS)
def test_a_photo_that_cannot_be_printed_is_told(name: str, tmp_path: Path) -> None:
    data, told = PHOTOS[name]
    path = tmp_path / f"{re.sub(r'[^a-z]', '', name)}.png"
    path.write_bytes(data)
    begun = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # none reaches the terminal
        with pytest.raises(FindingsError, match=told) as caught:
            load_photo(path)
    assert " at 0x" not in str(caught.value)
    assert time.process_time() - begun < SECONDS


KINDS = [
    *((mode, "PNG") for mode in ("I;16", "L", "RGB", "P", "LA", "RGBA")),
    *((mode, "JPEG") for mode in ("RGB", "L", "CMYK")),
]


@each("mode, kind", KINDS)
def test_a_photo_of_any_kind_is_as_dark_as_it_is(mode: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{mode[:2]}.{kind.lower()}"
    path.write_bytes(shaded(mode, kind))
    raster = load_photo(path).raster
    assert raster is not None
    if raster.jpeg:
        shown = Image.open(io.BytesIO(raster.data)).convert("L")
    else:
        shown = Image.frombytes("L" if raster.gray else "RGB", (60, 40), raster.data).convert("L")
    for row in range(0, 40, 8):
        values = shown.crop((0, row, 60, row + 1)).tobytes()
        assert row * 6.4 - 12 < min(values) <= max(values) < row * 6.4 + 12


def test_a_photo_that_stands_on_its_head_is_turned(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(turned())
    raster = load_photo(tmp_path / "photo.jpg").raster
    assert raster is not None
    assert not raster.jpeg
    assert raster.data[0] > 200
    assert raster.data[-1] < 50


def test_where_and_by_whom_a_photo_was_taken_is_not_published(tmp_path: Path) -> None:
    about = Image.Exif()
    about[0x010F] = "Camera of somebody"
    about.get_ifd(0x8825)[1] = "N"
    data = shaded("RGB", "JPEG", exif=about, comment=b"Taken by somebody") + b"hidden" * 999
    (tmp_path / "photo.jpg").write_bytes(data)
    raster = load_photo(tmp_path / "photo.jpg").raster
    assert raster is not None
    assert raster.jpeg
    for word in (b"somebody", b"Exif", b"hidden"):
        assert word in data
        assert word not in raster.data
    before, after = (Image.open(io.BytesIO(one)).tobytes() for one in (data, raster.data))
    assert before == after


@each("kind", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 2}])
def test_the_picture_of_a_jpeg_file_stays(kind: dict[str, Any]) -> None:
    data = shaded("RGB", "JPEG", **kind)
    alone = picture_alone(data)
    assert Image.open(io.BytesIO(alone)).tobytes() == Image.open(io.BytesIO(data)).tobytes()
    for damaged in (data[:-2], data[:300], data[1:], data[:2] + b"\0" + data[2:], b""):
        with pytest.raises(ValueError, match="file"):
            picture_alone(damaged)


HEAD = (
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
    "viewBox='0 0 100 40'>"
)
BOX = "<rect x='1' y='1' width='90' height='30' fill='#123456'/>"


def doubled() -> str:
    groups = "".join(
        f"<g id='a{n}'><use xlink:href='#a{n - 1}'/><use href='#a{n - 1}' x='1'/></g>"
        for n in range(1, 25)
    )
    return f"<defs><g id='a0'>{BOX}</g>{groups}</defs><use href='#a24'/>"


LOGOS: dict[str, Callable[[], str]] = {
    "doubled again and again": doubled,
    "used by itself": lambda: "<use id='a' href='#a'/>" + BOX,
    "used in a circle": lambda: "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
    "cut by itself": lambda: (
        f"<clipPath id='c' clip-path='url(#c)'>{BOX}</clipPath><g clip-path='url(#c)'>{BOX}</g>"
    ),
    "shaded in a circle": lambda: (
        "<linearGradient id='a' href='#b'/>"
        "<linearGradient id='b' href='#a'/><rect width='50' height='30' fill='url(#a)'/>"
    ),
    "deep": lambda: "<g>" * 200 + BOX + "</g>" * 200,
    "a long chain": lambda: (
        BOX.replace("<rect", "<rect id='a0'")
        + "".join(f"<use id='a{n}' href='#a{n - 1}'/>" for n in range(1, 1900))
    ),
    "a style sheet without rules": lambda: f"<style>{'a' * 1_500_000}</style>" + BOX,
    "a style sheet of openings": lambda: f"<style>{'/*' * 24_000}</style>" + BOX * 2000,
    "many rules for many": lambda: f"<style>{'.a{fill:red}' * 50_000}</style>" + BOX * 9000,
    "many points": lambda: f"<path fill='red' d='M0 0{' L1 1 2 2' * 100_000}'/>",
    "many curves": lambda: f"<path stroke='red' d='M0 0{' C1 9 2 2 9 9' * 60_000}'/>",
    "many shapes": lambda: "<circle r='3' cx='5' cy='5' stroke='red'/>" * 9_000,
    "fine dashes": lambda: "<path d='M0 0L9999 0' stroke='red' stroke-dasharray='0.001'/>",
    "fine dashes by style": lambda: (
        "<style>path{stroke-dasharray: 1e-5 ,1e-5}</style><path d='M0 0L999 0' stroke='red'/>"
    ),
    "dashes that are none": lambda: "<path d='M0 0L9 0' stroke='red' stroke-dasharray='nan inf'/>",
    "many turns": lambda: f"<g transform='{'scale(1.5) ' * 50_000}'>{BOX}</g>",
    "turned in five ways": lambda: f"<g transform='rotate(1,2,3,4,5)'>{BOX}</g>",
    "white on white": lambda: "<rect width='50' height='30' fill='#ffffff'/>",
    "beside the paper": lambda: "<rect x='500' y='500' width='50' height='30' fill='red'/>",
    "lengths in cm": lambda: "<rect width='5cm' height='3in' fill='red'/>",
    "no colour": lambda: "<rect width='50' height='30' fill='no-such-colour'/>",
    "opaque beyond all": lambda: "<rect width='50' height='30' fill='#808080' opacity='half'/>",
    "print rules": lambda: "<style>@media print{rect{fill:red}}</style>" + BOX,
}
HEADS = {
    "no size": "viewBox='0 0 0 0'",
    "less than none": "viewBox='0 0 -10 -10'",
    "no numbers": "viewBox='nan nan nan nan'",
    "a line": "viewBox='0 0 100000 1'",
    "a column": "viewBox='0 0 1 100000'",
    "without end": "viewBox='0 0 1e999 1e999'",
    "words": "viewBox='a b c d'",
    "none": "",
}


def refused(folder: Path, text: str) -> None:
    path = folder / "logo.svg"
    path.unlink(missing_ok=True)
    path.write_text(text)
    begun = time.process_time()
    with pytest.raises(FindingsError, match=r"logo|drawing"):
        load_logo(path, PALETTE)
    assert time.process_time() - begun < SECONDS


@each("name", LOGOS)
def test_a_logo_that_cannot_be_drawn_is_told_in_time(name: str, tmp_path: Path) -> None:
    refused(tmp_path, f"{HEAD}{LOGOS[name]()}</svg>")


@each("name", HEADS)
def test_a_logo_without_a_usable_size_is_told(name: str, tmp_path: Path) -> None:
    head = HEAD.replace("viewBox='0 0 100 40'", HEADS[name])
    refused(tmp_path, f"{head}{BOX}</svg>")


def test_entities_of_a_logo_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    kinds = f"<!DOCTYPE svg [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    refused(tmp_path, f"{kinds}{HEAD}<desc>&x;</desc>{BOX}</svg>")


def test_what_lies_outside_a_logo_is_cut_off(tmp_path: Path) -> None:
    """It would lie over the words of the sheet."""
    path = tmp_path / "logo.svg"
    path.write_text(f"{HEAD}<rect x='-500' y='-500' width='1000' height='1000' fill='red'/></svg>")
    numbers = [
        float(one)
        for one in re.findall(r"(?<=[ \n])-?[\d.]+(?= )", load_logo(path, PALETTE).operators)
    ]
    assert numbers
    assert -0.1 <= min(numbers) <= max(numbers) <= 100.1


DRAWN = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 180'><title>x</title>"
OVER: dict[str, str] = {
    "over all": "<rect class='solid' x='-900' y='-900' width='2400' height='2400'/>",
    "beside": "<rect class='solid' x='900' y='90' width='20' height='20'/>",
    "below": "<circle class='solid' cx='90' cy='300' r='20'/>",
    "moved": "<g transform='translate(-600 0)'><rect class='tint' x='0' y='0' width='300' "
    "height='90'/></g>",
    "grown": "<g transform='scale(9)'><rect class='tint' x='0' y='0' width='90' height='90'/></g>",
    "a path": "<path class='line' d='M10 10L9000 20'/>",
    "a wide stroke": "<line class='line' stroke-width='900' x1='0' y1='0' x2='240' y2='180'/>",
}


@each("name", OVER)
def test_a_drawing_does_not_lie_over_the_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name.replace(' ', '-')}.svg"
    path.write_text(f"{DRAWN}{OVER[name]}</svg>")
    with pytest.raises(FindingsError, match=r"leaves the drawing|wider than"):
        load_art(tmp_path, path.stem, PALETTE)


def test_the_drawings_of_the_project_keep_to_their_size() -> None:
    files = sorted((ROOT / "templates" / "art").glob("*.svg"))
    assert files
    for file in files:
        assert load_art(file.parent, file.stem, PALETTE).operators
