"""What the elements of a drawing may carry, and what a shape inherits from those around it: the
role of its colours, its line, its place, and whether it is turned round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fontTools.misc.transform import Identity, Transform

from handouts.editions.paper.svg_path import TRANSFORMS, length, number, numbers, transformed

#: Role → names of its (fill, stroke) colour. A halo is white: it sets a line off from what it
#: crosses.
ROLES: dict[str, tuple[str, str]] = {
    "line": ("", "ink"),
    "tint": ("tint", "ink"),
    "mid": ("mid", "ink"),
    "skin": ("skin", "ink"),
    "skin-2": ("skin-2", "ink"),
    "skin-3": ("skin-3", "ink"),
    "paper": ("white", "ink"),
    "solid": ("ink", ""),
    "accent": ("brand", ""),
    "accent-line": ("", "brand"),
    "alert": ("", "dont"),
    "alert-solid": ("dont", ""),
    "rule": ("", "rule"),
    "halo": ("", "white"),
}

#: Attributes of a shape, of a group and of the root: each with the only value that it may have, or
#: with none where its value is looked at by itself.
OF_SHAPES: Mapping[str, str] = dict.fromkeys(
    ("class", "transform", "stroke-width", "stroke-dasharray"), ""
)
OF_GROUPS: Mapping[str, str] = {**OF_SHAPES, "data-mirror": "no"}
OF_ROOT: Mapping[str, str] = {
    **{name: "" for name in OF_SHAPES if name != "transform"},
    "viewBox": "",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "data-mirror": "yes",
}


@dataclass(frozen=True, slots=True)
class Style:
    """What a shape inherits from the groups around it. Lengths are in the shape's own units.
    `turned` tells whether it is its mirror image on paper."""

    role: str = ""
    stroke_width: float = 3.0
    dashes: tuple[float, ...] = ()
    matrix: Transform = Identity
    turned: bool = False

    def restyled(self, name: str, text: str) -> Style:
        """With one attribute applied; those of geometry change nothing here. Raises `ValueError`
        for a value that cannot be."""
        if name == "class":
            if text not in ROLES:
                raise ValueError("unknown role")
            return replace(self, role=text)
        if name == "transform":
            return replace(self, matrix=transformed(self.matrix, text))
        if name == "stroke-width":
            return replace(self, stroke_width=length(number(text)))
        if name == "stroke-dasharray":
            dashes = tuple(length(part) for part in numbers(text))
            if not any(dashes):
                raise ValueError("dashes need a length above 0")
            return replace(self, dashes=dashes)
        return self

    def turned_back(self, middle: float) -> Style:
        """For what is not its mirror image in a drawing that is turned round: turned once more,
        about an upright line at `middle` of the drawing as it is printed."""
        back = Transform(-1, 0, 0, 1, 2 * middle, 0)
        return replace(self, matrix=back.transform(self.matrix), turned=False)


def hint(name: str, allowed: Mapping[str, str]) -> str:
    """How to mend an attribute of an element that may have those `allowed`."""
    if name == "class":
        return f"known roles: {', '.join(ROLES)}"
    if name == "transform":
        return f"known: {', '.join(TRANSFORMS)}"
    if name in ("fill", "stroke"):
        return 'colours come from class; stroke-width="0" leaves the outline away'
    if value := allowed.get(name):
        return f'write {name}="{value}" or leave it away'
    return f"known: {', '.join(sorted(allowed))}"
