"""Items → glyphs, by HarfBuzz.

The whole paragraph is given as context, so that Arabic letters join across a change of weight. The
glyphs are kept in logical order (HarfBuzz gives right-to-left glyphs in visual order, so those are
turned round), with running sums that make any slice of an item a line's run by subtraction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, compress, count, pairwise
from operator import eq
from typing import NamedTuple

import uharfbuzz as hb

from handouts.model.writing import HAN_SCRIPTS
from handouts.text.itemize import Item

_UNSAFE = int(hb.GlyphFlags.UNSAFE_TO_BREAK)
_CONTROLS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ufff9-\ufffb]")
#: What HarfBuzz is given for characters that have no glyph by nature.
_STAND_INS = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\u200b"),
    **dict.fromkeys((0x2028, 0x2029, 0xFFF9, 0xFFFA, 0xFFFB), "\u200b"),
    **dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85), " "),
}


#: A mark of full width whose outer half is white, before or behind another that has white there:
#: the white halves together would be a hole in the line, so one of them goes (CSS Text 4,
#: `text-spacing-trim`; W3C, Requirements for Chinese and for Japanese Text Layout). Commas and full
#: stops of Traditional Chinese stand in the middle of theirs.
_CLOSING = "\uff09\u300d\u300f\u3011\u300b\u3009\u3015\u3017\u3019\u301b\uff3d\uff5d"
_OPENING = "\uff08\u300c\u300e\u3010\u300a\u3008\u3014\u3016\u3018\u301a\uff3b\uff5b"
_STOPS = "\u3001\u3002\uff0c\uff0e"
_HALVED = {
    stops: re.compile(
        f"[{_CLOSING}{stops}](?=[{_CLOSING}{_OPENING}{_STOPS}])|(?<=[{_OPENING}])[{_OPENING}]"
    )
    for stops in (_STOPS, "")
}


class ShapedItem(NamedTuple):
    """The glyphs of an item in logical order, one entry per glyph in each sequence.

    `starts` is where the glyph's cluster begins in the text. `pens` sums the advances and has one
    entry more. `places` is where the glyph stands relative to the pen of its item, so that in a
    slice `[a:b]` of the item, counted from the slice's left end, it stands at `place - pens[a]`
    when reading left to right, and at `place + pens[b]` when reading right to left.
    """

    item: Item
    infos: list[hb.GlyphInfo]
    gids: tuple[int, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    advances: tuple[int, ...]
    pens: tuple[int, ...]
    places: tuple[int, ...]
    ys: tuple[int, ...]

    @property
    def circles(self) -> tuple[int, ...]:
        """Where in the text HarfBuzz has put a dotted circle, or found one."""
        circle = self.item.face.dotted_circle
        if not circle or circle not in self.gids:
            return ()
        pairs = zip(self.starts, self.gids, strict=True)
        return tuple([start for start, gid in pairs if gid == circle])

    def may_cut(self, place: int) -> bool:
        """Whether the glyphs on either side of `place` stay the same when a line ends there."""
        if not self.item.start < place < self.item.end:
            return True
        index = bisect_left(self.starts, place)
        if index == len(self.starts) or self.starts[index] != place:
            return False
        return not self.infos[index].flags & _UNSAFE


def shaping_text(text: str) -> str:
    """The text as HarfBuzz is given it, of the same length: controls made invisible."""
    return text.translate(_STAND_INS) if _CONTROLS.search(text) else text


def with_hyphen(text: str, item: Item) -> str:
    """The same text with a hyphen in the place of the soft hyphen that ends an item: the script's
    own where the face has it."""
    hyphens = "\u058a\u2010-" if item.script == "Armn" else "\u2010-"
    hyphen = next(filter(item.face.has, hyphens), text[item.end - 1])
    return text[: item.end - 1] + hyphen + text[item.end :]


def shape(text: str, source: str, item: Item) -> ShapedItem:
    """The glyphs of an item. `text` is what HarfBuzz sees, all of the paragraph; `source` is what
    is read back, of the same length."""
    start, end, level, script, face, _, language = item
    buffer = hb.Buffer()
    buffer.add_str(text, item_offset=start, item_length=end - start)
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.script = script
    buffer.language = language.tag
    hb.shape(face.font, buffer, _features(text, item))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if level % 2:
        infos.reverse()
        positions.reverse()
    xs, ys, advances = _columns([position.position for position in positions])
    pens = tuple(accumulate(advances, initial=0))
    if level % 2:
        places = tuple([x - pen for x, pen in zip(xs, pens[1:], strict=True)])
    elif any(xs):
        places = tuple([x + pen for x, pen in zip(xs, pens, strict=False)])
    else:
        places = pens[:-1]
    starts = tuple([info.cluster for info in infos])
    return ShapedItem(
        item,
        infos,
        tuple([info.codepoint for info in infos]),
        _texts(source, starts, start, end),
        starts,
        advances,
        pens,
        places,
        ys,
    )


def _features(text: str, item: Item) -> dict[str, list[tuple[int, int, int]]] | None:
    """Half widths (OpenType `halt`) for the marks of an item whose white half would be one of
    two."""
    if item.language.script not in HAN_SCRIPTS:
        return None
    halved = _HALVED["" if item.language.script == "Hant" else _STOPS]
    found = [
        (match.start(), match.end(), 1)
        for match in halved.finditer(text)
        if item.start <= match.start() < item.end
    ]
    return {"halt": found} if found else None


def _columns(
    positions: list[tuple[int, int, int, int]],
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Offsets to the right, offsets upwards, advances."""
    if not positions:
        return (), (), ()
    xs, ys, advances, _ = zip(*positions, strict=True)
    return xs, ys, advances


def _texts(source: str, starts: tuple[int, ...], start: int, end: int) -> tuple[str, ...]:
    """Each cluster's text on its first glyph, nothing on the others."""
    if starts == tuple(range(start, end)):
        return tuple(source[start:end])
    texts = [source[first:last] for first, last in pairwise((*starts, end))]
    # Of several glyphs with one start, the last has got the text so far.
    for index in reversed(list(compress(count(), map(eq, starts, starts[1:])))):
        texts[index], texts[index + 1] = texts[index + 1], ""
    return tuple(texts)
