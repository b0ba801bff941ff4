"""Photos: `templates/art/<name>.png` or `.jpg` → pixels for a PDF."""

from __future__ import annotations

import functools
import io
from pathlib import Path

from handouts.editions.paper.svg import Art
from handouts.files import reading
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.pdf.raster import Raster

#: Pixels that are enough for paper: more would only make the file large.
_MOST_PIXELS = 12_000_000


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
    from PIL import Image, ImageOps  # noqa: PLC0415 - most sheets have no photo

    path = Path(file)
    try:
        data = reading.read(path)
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                message = f"the photo has {picture.width} × {picture.height} pixels"
                hint = "make it smaller: 2400 pixels along the longer side are enough for paper"
                raise FindingsError([_fault(path, message, hint)])
            upright = ImageOps.exif_transpose(picture)
            as_it_is = picture.format == "JPEG" and upright.tobytes() == picture.tobytes()
            raster = _raster(upright, data if as_it_is else b"")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        hint = "save it again as PNG or JPEG"
        message = f"the photo cannot be read: {error}"
        raise FindingsError([_fault(path, message, hint)]) from error
    return Art(path.stem, "", raster.width, raster.height, "", raster=raster)


def _raster(picture: object, jpeg: bytes) -> Raster:
    from PIL import Image  # noqa: PLC0415 - as above

    assert isinstance(picture, Image.Image)
    width, height = picture.size
    if jpeg and picture.mode in ("RGB", "L"):
        return Raster(width, height, jpeg, jpeg=True, gray=picture.mode == "L")
    if picture.has_transparency_data:
        colors = picture.convert("RGBA")
        alpha = colors.getchannel("A").tobytes()
        return Raster(width, height, colors.convert("RGB").tobytes(), alpha=alpha)
    gray = picture.mode in ("1", "L")
    pixels = picture.convert("L" if gray else "RGB").tobytes()
    return Raster(width, height, pixels, gray=gray)


def _fault(path: Path, message: str, hint: str) -> Finding:
    return Finding(codes.DRAWING_UNREADABLE, message, Where(path.as_posix()), hint)
