"""Line drawings: `templates/art/<name>.svg` → PDF path operators.

The drawings keep to a small part of SVG, so that they print the same everywhere and a drawing that
is not trusted can do no harm: shapes, groups, transforms, and no colours. A shape names its *role*
(`class="skin"`), and the clinic's palette decides the colour. Whatever else stands in
the file is a finding with its line, never a silent difference on paper. Only `<style>` is
ignored: it gives the roles neutral colours in an ordinary viewer.

Geometry is worked out once: transforms, mirroring and the turn from SVG's axis (down) to PDF's
(up) are folded into the numbers. In a drawing 240 × 180, `<line class="rule" x1="10" y1="170"
x2="230" y2="170"/>` comes out as `10 10 m 230 10 l S`, ready to be scaled and placed.
"""

from __future__ import annotations

import functools
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fontTools.misc.transform import Transform
from lxml import etree

from handouts.editions.paper.label_ground import Filled, too_dark
from handouts.editions.paper.label_place import PLACE_HINT, LabelPlace, check_place, read_place
from handouts.editions.paper.svg_path import (
    DECIMALS,
    SHAPES,
    in_reach,
    middle,
    must_be_inside,
    number,
    numbers,
    outline,
)
from handouts.editions.paper.svg_style import OF_GROUPS, OF_ROOT, OF_SHAPES, ROLES, Style, hint
from handouts.files import reading
from handouts.files.xml_parser import untrusted_parser
from handouts.model import codes
from handouts.model.errors import FindingsError
from handouts.model.findings import Code, Finding, Where
from handouts.pdf import operators as op
from handouts.pdf.raster import Raster
from handouts.project.drawings import LABEL

#: Width of a drawing's lines on paper at every size, points.
STROKE = 1.3

#: What the drawings take from the brand's palette.
PALETTE = ("brand", "tint", "ink", "rule", "dont")

#: Colours that no clinic chooses. The three skins differ from each other, from cloth and from white
#: paper in grey as well.
FIXED = {"skin": "#F3DFCC", "skin-2": "#D3A57E", "skin-3": "#AD7C5A", "white": "#FFFFFF"}

#: Cloth is the brand's colour with so much white, 0 to 1.
_MID_WHITE = 0.68

#: The operator that sets the width of lines.
_LINE = re.compile(r"^([\d.]+) w$", re.MULTILINE)

_NAMESPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Art:
    """A drawing ready for a PDF form of `width` × `height` units, origin at the bottom left.

    `operators` paint it (ISO 32000-1, 8.5) between `q` and `Q`. `stroke` is the width of its
    lines in units, 0 where they go with its size. `title` is the artist's working title in English;
    the words a reader hears come from the handout. `mirrored` tells whether the
    drawing was mirrored for a right-to-left page. A photo is a `raster`, one unit a pixel. `places`
    are for labels, by name; what is written there is set by the handout.
    """

    name: str
    title: str
    width: float
    height: float
    operators: str
    mirrored: bool = False
    stroke: float = 0.0
    raster: Raster | None = None
    places: tuple[tuple[str, LabelPlace], ...] = ()

    def at(self, scale: float) -> str:
        """The operators for a drawing at this scale: its lines come out `STROKE` points wide."""
        return (
            _stroked(self.operators, STROKE / (scale * self.stroke))
            if self.stroke
            else self.operators
        )


def load_art(
    folder: Path,
    name: str,
    palette: Mapping[str, str],
    mirror: bool = False,
    within: Path | None = None,
) -> Art:
    """The drawing `name` of `folder` in the colours of `palette` (see `PALETTE`, `#RRGGBB`). It
    lies in the folder `within`.

    `mirror` asks for the right-to-left form; only a drawing that allows it (`data-mirror="yes"` on
    its root) is mirrored, but for its groups with `data-mirror="no"`. Raises `FindingsError` with
    every fault of the file, or with the names that exist when there is no such drawing. A file is
    read and compiled once, and again when it has changed.
    """
    path = folder / f"{name}.svg"
    colors = tuple([palette[key] for key in PALETTE])
    try:
        if "/" not in name and os.sep not in name:
            state = reading.status(path, within)
            return _compile(str(path), state.st_mtime_ns, state.st_size, colors, mirror)
    except FileNotFoundError:
        pass
    except OSError as error:
        mend = "see that the file may be read"
        fault = _error(codes.DRAWING_UNREADABLE, error.strerror or str(error), path, 0, mend)
        raise FindingsError([fault]) from error
    known = art_names(folder)
    mend = f"known: {', '.join(known)}" if known else "the folder holds no .svg file"
    raise FindingsError(
        [_error(codes.DRAWING_MISSING, f"no drawing named {name!r}", path, 0, mend)]
    )


def art_colors(palette: Mapping[str, str]) -> dict[str, str]:
    """`#RRGGBB` of each colour name in `ROLES`, for this palette."""
    return {**FIXED, **palette, "mid": _paler(palette["brand"], _MID_WHITE)}


def art_names(folder: Path) -> tuple[str, ...]:
    """The drawings that exist, by name, sorted."""
    return tuple(path.stem for path in reading.names_in(folder, ".svg"))


@functools.lru_cache(maxsize=256)
def _stroked(operators: str, factor: float) -> str:
    """The same operators with lines so much wider."""
    return _LINE.sub(lambda found: op.line_width(float(found[1]) * factor, 2), operators)


@functools.lru_cache(maxsize=256)
def _compile(file: str, _time: int, _size: int, colors: tuple[str, ...], mirror: bool) -> Art:
    """The drawing of a file; time and size tell one state of the file from another."""
    path = Path(file)
    root = _parse(reading.read(path, reading.DRAWING), path)
    compiler = _Compiler(path, art_colors(dict(zip(PALETTE, colors, strict=True))))
    left, top, width, height = compiler.view_box(root)
    compiler.size = width, height
    turned = mirror and root.get("data-mirror") == "yes"
    upright = Transform(1, 0, 0, -1, -left, top + height)
    matrix = Transform(-1, 0, 0, 1, width, 0).transform(upright) if turned else upright
    compiler.draw_group(root, Style(matrix=matrix, turned=turned), OF_ROOT)
    compiler.check_grounds(root)
    title = (root.findtext(f"{_NAMESPACE}title") or "").strip()
    if not title:
        compiler.fault(root, "the drawing has no title", "add <title>what it shows</title>")
    if compiler.findings:
        raise FindingsError(compiler.findings)
    operators = "\n".join([op.SAVE, op.ROUND_CAPS, op.ROUND_JOINS, *compiler.operators, op.RESTORE])
    stroke = number(root.get("stroke-width", "0"))
    places = tuple(compiler.places.items())
    return Art(path.stem, title, width, height, operators, turned, stroke, places=places)


def _parse(source: bytes, path: Path) -> etree._Element:
    """The file as a tree. No entity, DTD or network is ever followed."""
    try:
        root = etree.fromstring(source, untrusted_parser())
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 0
        mend = "save it as plain SVG again: every tag that is opened must be closed"
        raise FindingsError(
            [_error(codes.DRAWING_UNREADABLE, str(error.msg), path, line, mend)]
        ) from error
    if b"<!DOCTYPE" in etree.tostring(root.getroottree()):
        fault = "a drawing may not have a DOCTYPE"
        raise FindingsError([_error(codes.DRAWING_UNSUPPORTED, fault, path, 1, "delete the line")])
    if root.tag != f"{_NAMESPACE}svg":
        fault = 'the root is not <svg xmlns="http://www.w3.org/2000/svg">'
        raise FindingsError([_error(codes.DRAWING_UNSUPPORTED, fault, path, _line_of(root))])
    return root


@dataclass(slots=True)
class _Compiler:
    """Walks one drawing; gathers operators and findings. `state` is what the operators so far
    have set, so that a colour or width is written only where it changes."""

    path: Path
    colors: Mapping[str, str]
    operators: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, LabelPlace] = field(default_factory=dict)
    place_nodes: dict[str, etree._Element] = field(default_factory=dict)
    filled: list[Filled] = field(default_factory=list)
    drawn: list[list[str]] = field(default_factory=list)
    size: tuple[float, float] = (0.0, 0.0)
    state: dict[str, str] = field(default_factory=lambda: {"dashes": op.dashes(())})

    def fault(self, node: etree._Element, message: str, hint: str = "") -> None:
        """Notes a finding at the line of `node`."""
        self.findings.append(
            _error(codes.DRAWING_UNSUPPORTED, message, self.path, _line_of(node), hint)
        )

    def view_box(self, root: etree._Element) -> tuple[float, float, float, float]:
        """Left, top, width and height of the drawing."""
        try:
            left, top, width, height = numbers(root.get("viewBox", ""))
            if width > 0 and height > 0:
                return left, top, width, height
        except ValueError:
            pass
        self.fault(root, "the drawing has no usable viewBox", 'write viewBox="0 0 240 180"')
        return 0.0, 0.0, 240.0, 180.0

    def draw_group(
        self, group: etree._Element, outer: Style, allowed: Mapping[str, str] = OF_GROUPS
    ) -> None:
        """Draws what stands in `<svg>` or `<g>`, in order. A group that is not to be turned round
        with its drawing stands where it would, as it is."""
        style = self.style(group, outer, allowed)
        if style.turned and group.get("data-mirror") == "no":
            trial = _Compiler(self.path, self.colors, size=self.size)
            trial.draw_content(group, replace(style, turned=False))
            style = style.turned_back(middle(trial.drawn))
        self.draw_content(group, style)

    def draw_content(self, group: etree._Element, style: Style) -> None:
        """Draws what stands in a group of this style."""
        for node in group:
            tag = str(node.tag).removeprefix(_NAMESPACE)
            if tag in ("title", "style") and group.getparent() is None:
                continue
            if tag == "g":
                self.draw_group(node, style)
            elif tag == "rect" and node.get("class") == LABEL:
                self.keep_place(node, style)
            elif tag in SHAPES:
                self.draw_shape(node, tag, style)
            else:
                known = ", ".join(["g", *SHAPES])
                mend = PLACE_HINT if tag == "text" else f"use {known}"
                self.fault(node, f"<{tag}> cannot be drawn here", mend)

    def keep_place(self, node: etree._Element, outer: Style) -> None:
        """Notes the place of a label, which is not painted: turned round with the drawing, it is
        still the place of words that are not."""
        name = str(node.get("id", ""))
        try:
            if name in self.places:
                raise ValueError(f"there are two named {name}")
            place = read_place(node, outer.matrix)
            check_place(place, self.size, self.places)
            self.places[name], self.place_nodes[name] = place, node
        except ValueError as error:
            self.fault(node, f"unusable place of a label: {error}", PLACE_HINT)

    def check_grounds(self, root: etree._Element) -> None:
        """Notes the places whose words would stand on what is too dark for them."""
        try:
            for name, message in too_dark(self.filled, self.places, self.colors["ink"]):
                mend = "move the place off the shape, or give it a pale role: tint, mid, paper"
                self.fault(self.place_nodes[name], message, mend)
        except ValueError as error:
            self.fault(root, str(error), "draw it with fewer")

    def draw_shape(self, node: etree._Element, tag: str, outer: Style) -> None:
        """Draws one shape in the colours of its role."""
        geometry = SHAPES[tag].required | SHAPES[tag].optional
        style = self.style(node, outer, {**OF_SHAPES, **dict.fromkeys(geometry, "")})
        if not style.role:
            self.fault(node, "the shape has no role", f'write class="…": {", ".join(ROLES)}')
            return
        values = {str(key): str(value) for key, value in node.attrib.items() if key in geometry}
        try:
            self.paint(style, outline(tag, values, style.matrix))
        except ValueError as error:
            self.fault(
                node,
                f"unusable <{tag}>: {error}",
                "give plain numbers, without units, in the viewBox",
            )

    def style(self, node: etree._Element, outer: Style, allowed: Mapping[str, str]) -> Style:
        """The style of `node`, from `outer` and its own attributes."""
        style = outer
        for key, value in node.attrib.items():
            name, text = str(key), str(value)
            if name not in allowed or text != (allowed[name] or text):
                self.fault(node, f'{name}="{text}" is not known here', hint(name, allowed))
                continue
            try:
                style = style.restyled(name, text)
            except ValueError as error:
                self.fault(node, f'{name}="{text}": {error}', hint(name, allowed))
                style = replace(style, role=style.role or "line")
        return style

    def paint(self, style: Style, path: list[str]) -> None:
        """Fills and strokes an outline."""
        fill, stroke = ROLES[style.role]
        a, b, c, d, _, _ = style.matrix
        scale = math.sqrt(abs(a * d - b * c))
        stroked = bool(stroke) and style.stroke_width * scale > 0
        must_be_inside(path, self.size, style.stroke_width * scale if stroked else 0.0)
        if fill:
            self.set("fill", op.fill_color(self.colors[fill]))
        if stroked:
            width = in_reach(style.stroke_width * scale)
            dashes = [in_reach(dash * scale) for dash in style.dashes]
            self.set("stroke", op.stroke_color(self.colors[stroke]))
            self.set("width", op.line_width(width, DECIMALS))
            self.set("dashes", op.dashes(dashes, DECIMALS))
        if path:
            self.drawn.append(path)
        if path and fill:
            self.filled.append(Filled(self.colors[fill], path))
        if path and (fill or stroked):
            painted = op.painted(" ".join(path), fill=bool(fill), stroke=stroked)
            self.operators.append(painted)

    def set(self, key: str, operator: str) -> None:
        """Writes an operator of the graphics state unless it is in force already."""
        if self.state.get(key) != operator:
            self.state[key] = operator
            self.operators.append(operator)


def _paler(color: str, white: float) -> str:
    """`#RRGGBB` mixed with white; `white` is its share."""
    parts = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * white):02X}" for part in parts)


def _line_of(node: etree._Element) -> int:
    line: object = node.sourceline
    return line if isinstance(line, int) else 0


def _error(kind: Code, message: str, path: Path, line: int = 0, hint: str = "") -> Finding:
    return Finding(kind, message, Where(path.as_posix(), line), hint)
