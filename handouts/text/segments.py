"""The pieces of a line: slices of shaped items, and the runs of glyphs made of them."""

from __future__ import annotations

from typing import NamedTuple

from handouts.text.glyphs import GlyphRun
from handouts.text.shape import ShapedItem


class Segment(NamedTuple):
    """Glyphs `first` to `last` of a shaped item; from `ink` on they are trailing white space.
    `units` is the width of the others, `ems` the same in ems."""

    shaped: ShapedItem
    first: int
    ink: int
    last: int
    units: int
    ems: float

    @property
    def xs(self) -> tuple[int, ...]:
        """Where the glyphs stand, in font units from the segment's left edge."""
        places, pens = self.shaped.places, self.shaped.pens
        offset = pens[self.ink] if self.shaped.item.level % 2 else -pens[self.first]
        if not offset and self.last - self.first == len(places):
            return places
        return tuple([place + offset for place in places[self.first : self.last]])


def whole_segment(shaped: ShapedItem) -> Segment:
    """All of a piece that was shaped for its line."""
    count, units = len(shaped.gids), shaped.pens[-1]
    return Segment(shaped, 0, count, count, units, units / shaped.item.face.upem)


def run_of(segment: Segment, left: float, size: float) -> GlyphRun:
    """The glyphs of a segment as a run whose left edge stands `left` points into the line."""
    shaped = segment.shaped
    item = shaped.item
    cut = slice(segment.first, segment.last)
    return GlyphRun(
        face=item.face,
        size=size,
        rtl=item.level % 2 == 1,
        span=item.span,
        x=left,
        width=segment.ems * size,
        gids=shaped.gids[cut],
        texts=shaped.texts[cut],
        xs=segment.xs,
        ys=shaped.ys[cut],
        advances=shaped.advances[cut],
    )


def join(runs: list[GlyphRun], run: GlyphRun) -> bool:
    """Join a run to the one before it where they are alike and touch on paper."""
    last = runs[-1]
    if last.face is not run.face or last.span != run.span or last.rtl != run.rtl:
        return False
    left, right = (run, last) if run.rtl else (last, run)
    if abs(left.x + left.width - right.x) > 1e-6:
        return False
    step = round(left.width * run.face.upem / run.size)
    shifted = {id(right): tuple([x + step for x in right.xs]), id(left): left.xs}
    runs[-1] = last._replace(
        x=left.x,
        width=left.width + right.width,
        gids=last.gids + run.gids,
        texts=last.texts + run.texts,
        xs=shifted[id(last)] + shifted[id(run)],
        ys=last.ys + run.ys,
        advances=last.advances + run.advances,
    )
    return True
