"""A small picture of the first page of each sheet, so that staff recognize what they cannot read.

A picture is named after the content of its PDF: it is drawn once, and never out of date.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from handouts.desk.catalogue import thumbnail_name
from handouts.files import atomic
from handouts.press.manifest import Entry

#: Folder of the pictures, beside the page.
FOLDER = "thumbnails"

#: Width of a picture, pixels: sharp at half of it.
WIDTH = 240

#: Shades: line drawings and flat colours need no more.
_COLORS = 32


def draw_missing(out: Path, entries: Iterable[Entry]) -> None:
    """Draws what has no picture yet, and removes pictures of sheets that are no more. A file that
    cannot be read has none. Raises `OutputError`."""
    folder = out / FOLDER
    wanted = {thumbnail_name(one): one for one in entries if one.media_type == "application/pdf"}
    there = set(_names(folder))
    for name in sorted(wanted.keys() - there):
        picture = _picture(out / wanted[name].path)
        if picture:
            atomic.write(folder / name, picture)
    for name in there - wanted.keys():
        atomic.remove(folder / name)


def _names(folder: Path) -> Iterator[str]:
    yield from (path.name for path in folder.glob("*.png"))


def _picture(path: Path) -> bytes:
    import pypdfium2  # noqa: PLC0415 - not loaded when there is nothing to draw

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            page = pdf[0]
            drawn = page.render(scale=WIDTH / page.get_width()).to_pil()
    except (pypdfium2.PdfiumError, OSError):
        return b""
    file = io.BytesIO()
    drawn.convert("P", palette=1, colors=_COLORS).save(file, "PNG", optimize=True)
    return file.getvalue()
