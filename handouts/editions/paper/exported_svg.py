"""Logos: an SVG file as drawing programs export it, in its own colours → PDF path operators.

picosvg turns shapes, strokes, clipping, `<use>` and transforms into filled paths. Here,
rules of a `<style>` are moved to the elements that they are for, and colours are made opaque, since
the paper is white. A gradient becomes the mean of its colours. Words, photos, filters, masks and
patterns cannot be printed this way; each is a finding with its line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fontTools.misc.transform import Transform
from lxml import etree

from handouts.editions.paper.logo_limits import excess, is_strip
from handouts.editions.paper.svg import Art, load_art
from handouts.editions.paper.svg_path import outline
from handouts.editions.paper.svg_style import ROLES
from handouts.files import reading
from handouts.files.xml_parser import untrusted_parser
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.pdf import operators as op
from handouts.project.drawings import PHOTO_ENDINGS

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_REFUSED = {
    "text": "words: turn them into paths (Inkscape: Path, Object to Path; Illustrator: Type, "
    "Create Outlines; Figma: Outline stroke)",
    "image": "a photo: use the photo itself as the logo, as PNG or JPEG",
    "filter": "a filter, such as a shadow: remove the effect",
    "mask": "a mask: use clipping, or remove it",
    "pattern": "a pattern: use a plain colour",
    "foreignObject": "parts that are no SVG: export it as plain SVG",
}
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)")
_SELECTOR = re.compile(r"([.#]?)([A-Za-z_][\w-]*)")
_PIXELS = re.compile(r"(?<=\d)px\b")
_GRADIENT = re.compile(r"url\(['\"]?#([^)'\"]+)['\"]?\)")


def load_logo(path: Path, palette: Mapping[str, str], within: Path | None = None) -> Art:
    """A logo: a photo, a drawing whose shapes have roles, or an SVG file in its own colours.
    Raises `FindingsError` with every fault of the file."""
    from handouts.editions.paper.photo import load_photo  # noqa: PLC0415 - few need it

    if path.suffix.lower() in PHOTO_ENDINGS:
        return load_photo(path, within)
    state = reading.status(path, within)
    if _has_roles(str(path), state.st_mtime_ns, state.st_size):
        return load_art(path.parent, path.stem, palette, within=within)
    return _load(str(path), state.st_mtime_ns, state.st_size)


def _tree(path: Path) -> etree._Element:
    try:
        root = etree.fromstring(reading.read(path, reading.DRAWING), untrusted_parser())
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 0
        raise FindingsError([_fault(path, line, str(error.msg), "export it again")]) from error
    if root.tag != f"{_NAMESPACE}svg":
        raise FindingsError([_fault(path, 1, "the file is no SVG", "export it again as SVG")])
    return root


@functools.lru_cache(maxsize=8)
def _has_roles(file: str, _time: int, _size: int) -> bool:
    """Whether the shapes of a drawing name the roles of their colours."""
    return any(each.get("class") in ROLES for each in _tree(Path(file)).iter(etree.Element))


@functools.lru_cache(maxsize=8)
def _load(file: str, _time: int, _size: int) -> Art:
    from picosvg.svg import SVG  # noqa: PLC0415 - only a logo needs it

    path = Path(file)
    root = _tree(path)
    faults = list(_refused(root, path))
    if beyond := excess(root):
        faults.append(_fault(path, 0, beyond, "simplify it, or use a PNG file"))
    if faults:
        raise FindingsError(faults)
    _apply_styles(root, path)
    for each in list(root.iter(etree.Element)):
        parent = each.getparent()
        if parent is not None and not str(each.tag).startswith(_NAMESPACE):
            parent.remove(each)
    try:
        read: Any = SVG.fromstring  # picosvg has no types
        drawing = read(etree.tostring(root).decode()).topicosvg(inplace=True)
        box = drawing.view_box()
        if box is None or is_strip(box.w, box.h):
            raise ValueError("its viewBox is missing, empty, or no more than a line")
        drawing.clip_to_viewbox(inplace=True)
        left, top, width, height = box.x, box.y, box.w, box.h
        matrix = Transform(1, 0, 0, -1, -left, top + height)
        gradients = dict(_gradients(etree.fromstring(drawing.tostring().encode())))
        parts, colors = [op.SAVE], set[str]()
        for shape in drawing.shapes():
            color = _opaque(shape.fill, shape.opacity * shape.fill_opacity, gradients)
            lines = outline("path", {"d": shape.as_path().d}, matrix) if color else []
            if lines:
                colors.add(color)
                fill = op.painted(" ".join(lines), fill=True, stroke=False)
                parts.append(f"{op.fill_color(color)} {fill}")
    except Exception as error:  # picosvg raises whatever it meets in a file that it does not expect
        message = f"the logo cannot be turned into paths: {error}"
        hint = "export it as plain SVG with a viewBox, or use a PNG file"
        raise FindingsError([_fault(path, 0, message, hint)]) from error
    if not colors - {"#FFFFFF"}:
        raise FindingsError([_fault(path, 0, "the logo shows nothing", "export it again")])
    return Art(path.stem, "", width, height, "\n".join([*parts, op.RESTORE]))


def _refused(root: etree._Element, path: Path) -> Iterator[Finding]:
    for each in root.iter(etree.Element):
        name = str(each.tag).removeprefix(_NAMESPACE)
        if name in _REFUSED:
            what, _, hint = _REFUSED[name].partition(": ")
            yield _fault(path, _line(each), f"the logo has {what} (<{name}>)", hint)


def _apply_styles(root: etree._Element, path: Path) -> None:
    """Moves the rules of `<style>` to the elements, below what each says of itself. Raises
    `FindingsError` for selectors other than a class, an id or an element's name."""
    found: dict[etree._Element, list[str]] = {}
    meant = _by_selector(root)
    faults = []
    for style in list(root.iter(f"{_NAMESPACE}style")):
        for rule in _COMMENT.sub("", style.text or "").split("}"):
            selectors, _, body = rule.partition("{")
            for selector in map(str.strip, selectors.split(",") if rule.strip() else ()):
                match = _SELECTOR.fullmatch(selector)
                if not match:
                    message = f"the logo has a style for {selector!r}, which is not understood"
                    hint = "export it with presentation attributes or inline styles"
                    faults.append(_fault(path, _line(style), message, hint))
                    continue
                for each in meant.get(selector, ()):
                    found.setdefault(each, []).append(body.strip().rstrip(";"))
        parent = style.getparent()
        if parent is not None:
            parent.remove(style)
    if faults:
        raise FindingsError(faults)
    for each, bodies in found.items():
        each.set("style", ";".join([*bodies, each.get("style", "")]).strip(";"))
    for each in root.iter(etree.Element):
        for name, value in each.attrib.items():
            each.set(name, _PIXELS.sub("", str(value)) if name != "d" else value)


def _by_selector(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The elements that a name, `.class` or `#id` is for."""
    found: dict[str, list[etree._Element]] = {}
    for each in root.iter(etree.Element):
        classes = {f".{name}" for name in each.get("class", "").split()}
        name = str(each.tag).removeprefix(_NAMESPACE)
        for selector in {name, f"#{each.get('id', '')}", *classes}:
            found.setdefault(selector, []).append(each)
    return found


def _gradients(root: etree._Element) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The mean colour of each gradient, by its id."""
    for each in root.iter(f"{_NAMESPACE}linearGradient", f"{_NAMESPACE}radialGradient"):
        stops = [_stop(stop) for stop in each.iter(f"{_NAMESPACE}stop")]
        if stops:
            mean = tuple(sum(parts) / len(stops) for parts in zip(*stops, strict=True))
            yield each.get("id", ""), mean


def _stop(stop: etree._Element) -> tuple[float, ...]:
    style = dict(
        [part.strip() for part in each.split(":", 1)]
        for each in stop.get("style", "").split(";")
        if ":" in each
    )
    color = style.get("stop-color", stop.get("stop-color", "black"))
    opacity = float(style.get("stop-opacity", stop.get("stop-opacity", "1")))
    return _on_white(_rgb(color), opacity)


def _opaque(fill: str, opacity: float, gradients: Mapping[str, tuple[float, ...]]) -> str:
    """A colour on white paper as `#RRGGBB`; empty for none."""
    if fill == "none" or opacity == 0:
        return ""
    match = _GRADIENT.match(fill)
    color = gradients[match[1]] if match else _rgb(fill)
    return "#{:02X}{:02X}{:02X}".format(*map(round, _on_white(color, opacity)))


def _on_white(color: tuple[float, ...], opacity: float) -> tuple[float, ...]:
    return tuple(255 - (255 - part) * opacity for part in color)


def _rgb(color: str) -> tuple[float, ...]:
    from PIL import ImageColor  # noqa: PLC0415 - only a logo needs it

    return tuple(ImageColor.getrgb("black" if color == "currentColor" else color)[:3])


def _line(element: etree._Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _fault(path: Path, line: int, message: str, hint: str) -> Finding:
    return Finding(codes.DRAWING_UNSUPPORTED, message, Where(path.as_posix(), line), hint)
