"""Photos: `templates/art/<name>.png` or `.jpg` → pixels for a PDF."""

from __future__ import annotations

import functools
import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.editions.paper.logo_limits import is_strip
from handouts.editions.paper.svg import Art
from handouts.files import reading
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.pdf.jpeg import picture_alone
from handouts.pdf.raster import Raster

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

#: Pixels that are enough for paper: more would only make the file large.
_MOST_PIXELS = 12_000_000
#: Pixels along the shorter side below which nobody sees anything.
_FEWEST_PIXELS = 16
#: Kinds of one channel that has 16 bits, and their largest value.
_DEEP = ("I;16", "I;16B", "I;16L", "I")
_LARGEST = 65535


def load_photo(path: Path, within: Path | None = None) -> Art:
    """A photo as a drawing of as many units as it has pixels. It is never mirrored. Raises
    `FindingsError` for what is no PNG or JPEG file, and for one of too many pixels."""
    try:
        state = reading.status(path, within)
    except OSError as error:
        message = f"the photo cannot be read: {error.strerror or error}"
        hint = "put a PNG or JPEG file in its place, inside the project"
        raise FindingsError([_fault(path, message, hint)]) from error
    return _load(str(path), state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=32)
def _load(file: str, _time: int, _size: int) -> Art:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - most sheets have no photo

    path = Path(file)
    try:
        data = reading.read(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                if unfit := _unfit(picture):
                    raise FindingsError([_fault(path, *unfit)])
                raster = _raster(ImageOps.exif_transpose(picture), picture, data)
    except FindingsError:
        raise
    except UnidentifiedImageError as error:
        fault = _fault(path, "the file is no PNG or JPEG photo", "save it again as PNG or JPEG")
        raise FindingsError([fault]) from error
    except (
        Exception
    ) as error:  # Pillow raises many kinds for damaged files, not all of them its own
        hint = "save it again as PNG or JPEG"
        message = f"the photo cannot be read: {error or type(error).__name__}"
        raise FindingsError([_fault(path, message, hint)]) from error
    return Art(path.stem, "", raster.width, raster.height, "", raster=raster)


def _unfit(picture: ImageFile) -> tuple[str, str] | None:
    """Why a picture cannot be printed, and what to do."""
    size = f"{picture.width} × {picture.height} pixels"
    if picture.width * picture.height > _MOST_PIXELS:
        hint = "make it smaller: 2400 pixels along the longer side are enough for paper"
        return f"the photo has {size}", hint
    if min(picture.size) < _FEWEST_PIXELS or is_strip(*picture.size):
        return f"the photo has {size}, which shows nothing", "use a larger photo, cut less narrow"
    if picture.format == "PNG" and getattr(picture, "is_animated", False):
        return "the photo moves, and paper does not", "save the one picture that is to be printed"
    if _is_blank(picture):
        return "the photo shows nothing: all of it is one colour", "save it again"
    return None


def _is_blank(picture: Image) -> bool:
    """Whether all of a picture looks alike. Raises what Pillow does for a damaged one."""
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        if picture.getchannel("A").getextrema() == (0, 0):
            return True
    ends = picture.getextrema()
    return all(one[0] == one[1] for one in (ends if isinstance(ends[0], tuple) else (ends,)))


def _raster(picture: Image, as_it_lies: ImageFile, data: bytes) -> Raster:
    """The pixels of an upright picture: the file's own bytes, where it is a JPEG file that lies
    upright."""
    width, height = picture.size
    if (
        as_it_lies.format == "JPEG"
        and picture.mode in ("RGB", "L")
        and picture.tobytes() == as_it_lies.tobytes()
    ):
        return Raster(width, height, picture_alone(data), jpeg=True, gray=picture.mode == "L")
    if picture.mode in _DEEP:
        picture = picture.convert("I").point(lambda value: value * (255 / _LARGEST)).convert("L")
    if picture.has_transparency_data:
        colors = picture.convert("RGBA")
        alpha = colors.getchannel("A").tobytes()
        return Raster(width, height, colors.convert("RGB").tobytes(), alpha=alpha)
    gray = picture.mode in ("1", "L")
    pixels = picture.convert("L" if gray else "RGB").tobytes()
    return Raster(width, height, pixels, gray=gray)


def _fault(path: Path, message: str, hint: str) -> Finding:
    return Finding(codes.DRAWING_UNREADABLE, message, Where(path.as_posix()), hint)
