"""A small picture of the first page of each sheet, so that staff recognize what they cannot read.

A picture is named after the content of its PDF: it is drawn once, and never out of date.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path

from handouts.desk.catalogue import thumbnail_name
from handouts.files import atomic, reading
from handouts.press.manifest import Entry

#: Folder of the pictures, beside the page.
FOLDER = "thumbnails"

#: Width of a picture, pixels: sharp at half of it.
WIDTH = 240

#: Names of pictures.
_NAME = re.compile(r"[0-9a-f]{20}\.png")

#: A page that is so many times as high as wide is no sheet.
_TALLEST = 20

#: Shades: line drawings and flat colours need no more.
_COLORS = 32


def draw_missing(out: Path, entries: Iterable[Entry]) -> None:
    """Draws what has no picture yet, and removes pictures of sheets that are no more. A file that
    cannot be read has none. Raises `OutputError`."""
    folder = out / FOLDER
    atomic.must_be_within(folder / "name", out)
    wanted = {thumbnail_name(one): one for one in entries if one.media_type == "application/pdf"}
    there = set(names(folder))
    for name in sorted(wanted.keys() - there):
        picture = _picture(out / wanted[name].path, out)
        if picture:
            atomic.write(folder / name, picture, out)
    for name in there - wanted.keys():
        atomic.remove(folder / name)


def names(folder: Path) -> list[str]:
    """The pictures in their folder; somebody's own are none. Raises `OutputError`."""
    try:
        found = reading.names_in(folder, ".png")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise atomic.cannot_write(folder, error) from error
    return [path.name for path in found if _NAME.fullmatch(path.name)]


def _picture(path: Path, within: Path) -> bytes:
    """The picture of a file that anybody may have put there; empty where it cannot be drawn."""
    from handouts.pdf.errors import UnreadableError  # noqa: PLC0415 - as below
    from handouts.pdf_reading.confined import confined  # noqa: PLC0415 - as below

    try:
        return confined(_drawn, reading.read(path, reading.PDF, within))
    except (UnreadableError, OSError):
        return b""


def _drawn(data: bytes) -> bytes:
    """A picture of the first page. Raises `UnreadableError`."""
    import pypdfium2  # noqa: PLC0415 - not loaded when there is nothing to draw

    from handouts.pdf.errors import UnreadableError  # noqa: PLC0415 - as above

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            page = pdf[0]
            width, height = page.get_size()
            if not 0 < height <= _TALLEST * width:
                raise UnreadableError("it has a page of no usual size")
            drawn = page.render(scale=WIDTH / width).to_pil()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise UnreadableError(str(error)) from error
    file = io.BytesIO()
    drawn.convert("P", palette=1, colors=_COLORS).save(file, "PNG", optimize=True)
    return file.getvalue()
