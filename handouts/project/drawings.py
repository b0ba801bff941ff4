"""The drawings and photos of a project: which file one of them is, by name."""

from __future__ import annotations

from pathlib import Path

from handouts.files import reading

#: What a rectangle of a drawing is in which a label stands: its `class`.
LABEL = "label"

#: Endings of photos, in the order in which they are looked for.
PHOTO_ENDINGS = (".png", ".jpg", ".jpeg")

#: Drawings, then photos.
_ENDINGS = (".svg", *PHOTO_ENDINGS)


def drawing_path(folder: Path, name: str) -> Path:
    """The file of a drawing, or of a photo where there is no drawing of that name."""
    files = [folder / f"{name}{ending}" for ending in _ENDINGS]
    return next((file for file in files if file.is_file()), files[0])


def label_places(path: Path, within: Path) -> list[str] | None:
    """The names of the places for labels in a drawing, sorted; none in a photo, and `None` for a
    drawing that cannot be read in the folder `within`."""
    if path.suffix in PHOTO_ENDINGS:
        return []
    from lxml import etree  # noqa: PLC0415 - slow to load, and not needed when nothing changed

    from handouts.files.xml_parser import untrusted_parser  # noqa: PLC0415 - as above

    try:
        root = etree.fromstring(reading.read(path, reading.DRAWING, within), untrusted_parser())
    except (OSError, etree.XMLSyntaxError):
        return None
    return sorted(each.get("id", "") for each in root.iter("{*}rect") if each.get("class") == LABEL)


def drawing_names(folder: Path, within: Path) -> list[str]:
    """The drawings and photos there are, by name; none where their folder, which lies in the
    folder `within`, cannot be listed."""
    try:
        found = [path for end in _ENDINGS for path in reading.names_in(folder, end, within)]
    except OSError:
        return []
    return sorted({path.stem for path in found})
