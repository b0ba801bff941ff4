"""How much a logo may hold, and which shape it may have. A small file can be made to grow without
end when it is drawn, by what is used again and again, and the library that turns it into paths has
no limits of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from handouts.editions.paper.svg_path import SHAPES, perimeter

#: Far more than a logo has: elements, each as often as it is drawn; numbers in their attributes;
#: elements within each other; characters of style sheets.
MOST_ELEMENTS, MOST_NUMBERS, MOST_LEVELS, MOST_STYLE = 2_000, 20_000, 50, 50_000
#: Dashes along the strokes of a shape, at most.
MOST_DASHES = 5_000

#: A picture that is so much longer one way than the other is a line.
_LONGEST = 20

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_NUMBER = re.compile(r"[\d.]++(?:[eE][-+]?\d++)?")
_DASHES = re.compile(r"stroke-dasharray\s*+:\s*+([^;}]*+)")
_REFERENCE = re.compile(r"url\(\s*+['\"]?#([^)'\"\s]++)")


@dataclass
class _Sizes:
    """What each element comes to when all is drawn that it uses: elements, numbers, levels."""

    ids: dict[str, etree._Element]
    known: dict[etree._Element, tuple[int, int, int]] = field(default_factory=dict)
    open: set[etree._Element] = field(default_factory=set)

    def of(self, element: etree._Element, level: int = 0) -> tuple[int, int, int]:
        """The sizes of one element. Raises `ValueError` with what is wrong."""
        if element in self.open:
            raise ValueError("a part of the logo uses itself")
        if level > MOST_LEVELS:
            raise ValueError(f"the logo has more than {MOST_LEVELS} levels")
        if element not in self.known:
            self.open.add(element)
            texts = [str(value) for value in element.attrib.values()]
            sizes = [self.of(part, level + 1) for part in self._parts(element, texts)]
            self.open.remove(element)
            self.known[element] = (
                1 + sum(size[0] for size in sizes),
                sum(len(_NUMBER.findall(text)) for text in texts) + sum(size[1] for size in sizes),
                1 + max((size[2] for size in sizes), default=0),
            )
        elements, numbers, levels = self.known[element]
        if level + levels > MOST_LEVELS:
            raise ValueError(f"the logo has more than {MOST_LEVELS} levels")
        if elements > MOST_ELEMENTS:
            raise ValueError(f"the logo draws more than {MOST_ELEMENTS:,} elements")
        if numbers > MOST_NUMBERS:
            raise ValueError(f"the logo draws shapes of more than {MOST_NUMBERS:,} numbers")
        return elements, numbers, levels

    def _parts(self, element: etree._Element, texts: list[str]) -> Iterator[etree._Element]:
        yield from element.iterchildren(etree.Element)
        names = [name for text in texts for name in _REFERENCE.findall(text)]
        names += [str(element.get(key, "")).removeprefix("#") for key in _HREFS]
        for name in names:
            if name in self.ids:
                yield self.ids[name]


def is_strip(width: float, height: float) -> bool:
    """Whether a picture of this size would be a line on paper, or nothing at all."""
    least, most = sorted((width, height))
    return not (0 < least <= most <= least * _LONGEST)


def excess(root: etree._Element) -> str:
    """What of a logo is beyond every limit; nothing, where it may be drawn."""
    if sum(len(style.text or "") for style in root.iter("{*}style")) > MOST_STYLE:
        return f"the logo has style sheets of more than {MOST_STYLE:,} characters"
    ids = {str(each.get("id")): each for each in root.iter(etree.Element) if each.get("id")}
    try:
        _Sizes(ids).of(root)
        return "the logo has too many dashes" if _has_fine_dashes(root) else ""
    except ValueError as error:
        return str(error)


def _has_fine_dashes(root: etree._Element) -> bool:
    """Whether some shape, with some pattern of dashes of the file, has more of them than a logo
    has. Raises `ValueError` for a pattern that is none."""
    styles = [str(each.get("style", "")) for each in root.iter(etree.Element)]
    styles += [each.text or "" for each in root.iter("{*}style")]
    listed = [str(each.get("stroke-dasharray", "")) for each in root.iter(etree.Element)]
    listed += [found for style in styles for found in _DASHES.findall(style)]
    periods = []
    for dashes in listed:
        if dashes.strip() in ("", "none", "inherit"):
            continue
        lengths = [float(part.removesuffix("px")) for part in re.split(r"[,\s]+", dashes.strip())]
        if not all(0 <= each < math.inf for each in lengths) or not any(lengths):
            raise ValueError(f"the logo has dashes of {dashes[:60]!r}")
        periods.append(sum(lengths))
    return bool(periods) and any(
        perimeter(tag, values) > min(periods) * MOST_DASHES for tag, values in _shapes(root)
    )


def _shapes(root: etree._Element) -> Iterator[tuple[str, dict[str, str]]]:
    for each in root.iter(etree.Element):
        tag = etree.QName(each).localname
        if tag in SHAPES:
            yield tag, {str(key): str(value) for key, value in each.attrib.items()}
